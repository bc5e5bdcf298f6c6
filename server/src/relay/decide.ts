// The answer to one transaction: what sendmail replies, whether it relays, and why.

import { certainty } from "./certainty.ts";
import { accessExact, type Found, lookUpAddress, lookUpDomain, lookUpFull, lookUpUser } from "./policy/lookup.ts";
import type { AskedPolicy } from "./policy/policy.ts";
import { canonAddr, isRefused, type Mailbox, senderMacro, TOO_DEEP, withoutDots } from "./rulesets/address.ts";
import { badHelo } from "./rulesets/bad-helo.ts";
import { checkMail } from "./rulesets/check-mail.ts";
import { checkRecipient } from "./rulesets/check-rcpt.ts";
import { checkRelay } from "./rulesets/check-relay.ts";
import { replyOf } from "./rulesets/reply.ts";
import { entryText } from "./rulesets/result.ts";
import { ends, type Outcome, PASS, Run, refusal } from "./rulesets/run.ts";
import { NO_RECIPIENT, readArgument } from "./rulesets/syntax.ts";
import { tlsClient } from "./rulesets/tls.ts";
import { isWord, member, same, type Tokens, tokenize } from "./rulesets/tokens.ts";
import type { Decision, Query } from "./types.ts";

/** What the three rulesets that a configuration has under their public names come to. */
export interface Verdicts {
  readonly relay: Outcome;
  readonly mail: Outcome;
  readonly rcpt: Outcome;
}

/** Starts a transaction. */
export function begin(policy: AskedPolicy, query: Query): Run {
  const run = new Run(policy, query);
  run.senderMacro = senderMacro(run, query.sender);
  return run;
}

/** Decides one transaction. Never throws, whatever is asked. */
export function decide(policy: AskedPolicy, asked: Query): Decision {
  const sender = readArgument(asked.sender);
  const recipient = readArgument(asked.recipient);
  const query = { ...asked, sender: sender.address, recipient: recipient.address };
  const run = begin(policy, query);
  run.malformed = { mail: sender.refused, rcpt: recipient.refused };
  let effect: "discard" | "quarantine" | undefined;
  for (const [stage, check] of CHECKS) {
    const outcome = check(run);
    if (outcome.kind === "discard") effect = "discard";
    else if (outcome.kind === "error" && isWord(outcome.dsn, "quarantine")) effect ??= "quarantine";
    else if (outcome.kind === "error" || outcome.kind === "temp") {
      const reply = replyOf(outcome);
      return { accepted: false, stage, reply, relayed: false, steps: run.steps, ...certainty(run, asked, stage) };
    }
  }
  return {
    accepted: true,
    stage: null,
    reply: null,
    relayed: effect === undefined && goesElsewhere(run),
    ...(effect ? { effect } : {}),
    steps: run.steps,
    ...certainty(run, asked, null),
  };
}

/** What is looked at in the course of a transaction, in order. */
const CHECKS: readonly (readonly ["connect" | "mail" | "rcpt", (run: Run) => Outcome])[] = [
  ["connect", publicCheckRelay],
  ["mail", startTls],
  ["mail", needsAuthentication],
  ["mail", senderSyntax],
  ["mail", publicCheckMail],
  ["rcpt", recipientSyntax],
  ["rcpt", publicCheckRcpt],
];

/** As soon as TLS is up, sendmail asks tls_client, and where that refuses, so is whatever the client says from then on. */
function startTls(run: Run): Outcome {
  return run.verify === "" || isWord([run.verify], "NONE") ? PASS : tlsClient(run);
}

/** A listener with `M=a` hears nobody who has not authenticated. */
function needsAuthentication(run: Run): Outcome {
  if (run.query.authType !== "" || run.query.clientAddress === "") return PASS;
  const features = serverFeatures(run);
  if (features !== undefined && /(?:^|[\s,])l/i.test(features.entry.value))
    run.doubts.add(`The line ${entryText(features)} in access decides whether a client has to log in.`);
  if (!run.daemonFlags.includes("a")) return PASS;
  run.note(
    "The listener demands authentication (M=a)",
    run.policy.listeners.find((one) => one.modifiers.includes("a"))?.span,
  );
  return refusal("5.7.0", '"530 Authentication required"');
}

/** What access says that a session with this client has (`Srv_Features:`). */
function serverFeatures(run: Run): Found | undefined {
  const { clientName, clientAddress } = run;
  return (
    (clientName.length > 0 ? lookUpDomain(run, clientName, "Srv_Features", false) : undefined) ??
    lookUpAddress(run, clientAddress, "Srv_Features", false) ??
    accessExact(run, "Srv_Features", [])
  );
}

/** Before check_mail is asked, sendmail takes the sender apart, and refuses what it cannot (ruleset 0). */
function senderSyntax(run: Run): Outcome {
  if (run.malformed.mail) {
    run.note("The words after MAIL FROM: are not an address");
    return run.malformed.mail;
  }
  const sender = run.query.sender;
  if (sender === "" || sender === "<>") return PASS;
  const parsed = canonAddr(run, tokenize(sender), 0);
  if (!isRefused(parsed)) return moved(run, parsed);
  run.note("The sender address is malformed");
  return parsed;
}

/** The same for the recipient. Unless no checks are made, what the rulesets find wrong with it comes out of check_rcpt. */
function recipientSyntax(run: Run): Outcome {
  if (run.query.recipient === "") return NO_RECIPIENT;
  if (run.malformed.rcpt) {
    run.note("The words after RCPT TO: are not an address");
    return run.malformed.rcpt;
  }
  const parsed = canonAddr(run, tokenize(run.query.recipient), 0);
  if (!isRefused(parsed)) return moved(run, parsed);
  if (!run.deferred && parsed !== TOO_DEEP) return PASS;
  run.note("The recipient address is malformed");
  return parsed;
}

/** FEATURE(`redirect'): an address in .REDIRECT is answered with where its owner has gone. */
function moved(run: Run, { local, domain = [] }: Mailbox): Outcome {
  const feature = run.on("redirect");
  if (!feature || domain.length < 4 || !same(domain.slice(-3), [".", "REDIRECT", "."])) return PASS;
  run.note("The address is one that has moved (redirect)", feature.span);
  return refusal("5.1.1", '"551 User has moved; please try "', "<", ...local, "@", ...domain.slice(0, -3), ">");
}

/** True where a query's recipient is not one of this server's own, whatever the checks say of it. */
export function isForOthers(policy: AskedPolicy, query: Query): boolean {
  return goesElsewhere(new Run(policy, query));
}

/** True where the recipient's domain is not one of this server's names. */
function goesElsewhere(run: Run): boolean {
  const parsed = canonAddr(run, tokenize(run.query.recipient), 0);
  if (isRefused(parsed)) return false;
  const { domain } = withoutDots(parsed);
  // What ruleset 3 writes for this server itself, whatever it is called.
  if (domain?.join("").toLowerCase() === "*local*") return false;
  return domain !== undefined && domain.length > 0 && member(run.policy.classes.w, domain) === undefined;
}

/** check_relay as sendmail calls it: empty where it is put off to RCPT. */
export function publicCheckRelay(run: Run): Outcome {
  return run.on("delay_checks") ? PASS : checkRelay(run);
}

/** check_mail, likewise. */
export function publicCheckMail(run: Run): Outcome {
  return run.on("delay_checks") ? PASS : checkMail(run, tokenize(run.query.sender === "" ? "<>" : run.query.sender));
}

/** check_rcpt, with all that FEATURE(`delay_checks') put off. */
export function publicCheckRcpt(run: Run): Outcome {
  const address = tokenize(run.query.recipient);
  const outcome = checkRecipient(run, address);
  return run.on("delay_checks") ? delayed(run, address, outcome) : outcome;
}

function delayed(run: Run, address: Tokens, recipient: Outcome): Outcome {
  if (recipient.kind === "error" || recipient.kind === "temp" || recipient.kind === "discard") return recipient;
  if (recipient.kind === "stop") {
    const tls = tlsClient(run);
    return ends(tls) ? tls : recipient;
  }
  if (run.deferred) {
    // Nothing has looked at the address so far, and what is wrong with it comes out of the search for a friend.
    const parsed = canonAddr(run, address, 1);
    const friends = /^f/i.test(run.on("delay_checks")?.args[0] ?? "");
    if (isRefused(parsed) && (friends || parsed === TOO_DEEP)) return parsed;
  }
  if (wantsSpam(run, address)) {
    const tls = tlsClient(run);
    return ends(tls) ? tls : PASS;
  }
  const sender = run.policy.rawSender ? tokenize(run.query.sender || "<>") : ["<", ...run.sender(), ">"];
  const mail = checkMail(run, sender);
  if (ends(mail)) return mail;
  const client = checkRelay(run);
  if (ends(client)) return client;
  return badHelo(run);
}

/** Is the recipient a spam friend, or not a spam hater, so that nothing else is checked for it? */
function wantsSpam(run: Run, address: Tokens): boolean {
  const feature = run.on("delay_checks");
  const kind = feature?.args[0]?.charAt(0).toLowerCase();
  if (kind !== "f" && kind !== "h") return false;
  const parsed = canonAddr(run, address, 1);
  // Only with delivery mode `defer` a malformed address comes this far: it is not a hater's.
  if (isRefused(parsed)) return kind === "h";
  const { local, domain = run.host } = withoutDots(parsed);
  const own = member(run.policy.classes.w, domain) !== undefined;
  const found =
    run.policy.access && local.length > 0
      ? (lookUpFull(run, local, domain, "Spam", false) ??
        lookUpDomain(run, domain, "Spam", false) ??
        (own ? lookUpUser(run, local, "Spam", false) : undefined))
      : undefined;
  const friend = found !== undefined && isWord(found.value, "FRIEND");
  const hater = found !== undefined && isWord(found.value, "HATER");
  if (kind === "f" && !friend) return false;
  if (kind === "h" && hater) return false;
  run.note(
    found
      ? `The recipient takes mail without further checks: access has "${entryText(found)}"`
      : "The recipient has not asked for further checks (delay_checks with `hater`)",
    found ? found.entry.span : feature?.span,
  );
  return true;
}
