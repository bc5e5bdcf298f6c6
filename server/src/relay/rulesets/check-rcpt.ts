// Ruleset check_rcpt without the delayed checks: is this recipient welcome, and may this client relay to it?

import { mailExchangers, nameOf } from "../policy/dns.ts";
import { accessArgument, accessExact, type Found, lookUpDomain, lookUpFull, lookUpUser } from "../policy/lookup.ts";
import { canonAddr, isRefused, type Mailbox, parseRecipient, withoutDots, workspace } from "./address.ts";
import { badHelo } from "./bad-helo.ts";
import { relayOk } from "./relay-ok.ts";
import { accepts, act, entryText, messageTokens, upToBracket } from "./result.ts";
import { ends, type Outcome, PASS, RELAY, type Run } from "./run.ts";
import { relayByCertificate } from "./tls.ts";
import { isWord, member, memberAtEnd, type Tokens, tokenize } from "./tokens.ts";

/** `address` is the argument of RCPT TO, cut into tokens. */
export function checkRecipient(run: Run, address: Tokens): Outcome {
  if (address.length === 0 || (address.length === 2 && address[0] === "<" && address[1] === ">"))
    return { kind: "error", dsn: ["nouser"], text: ['"553 User address required"'] };
  if (run.deferred) {
    run.grant("The delivery mode `defer` puts all checks off, and nothing makes up for them later", run.deferred.span);
    return PASS;
  }
  const recipient = recipientOk(run, address, run.depth + 2);
  if (ends(recipient) && recipient.kind !== "temp") return recipient;
  const open = run.on("promiscuous_relay");
  if (open) {
    run.grant("Everybody may relay to everybody (promiscuous_relay)", open.span);
    return PASS;
  }
  if (recipient.kind === "relay") return RELAY;
  const client = relayOk(run);
  if (client.kind === "temp") return { ...client, kind: "error" };
  if (ends(client) || client.kind === "relay") return client;
  if (recipient.kind === "temp") return { ...recipient, kind: "error" };
  run.note("Neither the recipient nor the client is one that this server relays for");
  return { kind: "error", dsn: tokenize("5.7.1"), text: relayDenied(run) };
}

function relayDenied(run: Run): Tokens {
  const own = run.policy.messages.relay;
  if (own) return messageTokens(run, own.text);
  return [run.policy.usesAuth ? '"550 Relaying denied. Proper authentication required."' : '"550 Relaying denied"'];
}

/** Rcpt_ok. `depth` rulesets are at work above, as in `canonAddr`. */
function recipientOk(run: Run, address: Tokens, depth: number): Outcome {
  const served = servedRecipient(run, address, depth);
  if (isRefused(served)) return served;
  const blocked = blocklisted(run, served);
  if (blocked) return blocked;
  if (run.on("promiscuous_relay")) return atTheEnd(run);
  if (relayByCertificate(run)) return { kind: "stop", word: ["RELAY"] };
  if (authenticated(run)) return { kind: "stop", word: ["RELAY"] };
  return relayTo(run, withoutHacks(run, served));
}

/** block_bad_helo puts its rules after the last ruleset that was written, which is this one where relaying is promiscuous. */
function atTheEnd(run: Run): Outcome {
  return run.on("delay_checks") ? PASS : badHelo(run);
}

/** The recipient in canonical form, without hosts that it is routed through and that may be relayed to. */
function servedRecipient(run: Run, address: Tokens, depth: number): Mailbox | Outcome {
  const parsed = run.on("loose_relay_check")
    ? loosely(run, address, depth + 1)
    : parseRecipient(run, address, depth + 1);
  return isRefused(parsed) ? parsed : bestMxIsLocal(run, parsed, depth);
}

function loosely(run: Run, address: Tokens, depth: number): Mailbox | Outcome {
  const parsed = canonAddr(run, address, depth);
  return isRefused(parsed) ? parsed : withoutDots(parsed);
}

/** bestmx_is_local: a domain whose best MX is this server counts as one of its names. */
function bestMxIsLocal(run: Run, mailbox: Mailbox, depth: number): Mailbox | Outcome {
  const feature = run.on("bestmx_is_local");
  const { local, domain } = mailbox;
  if (!feature || domain === undefined) return mailbox;
  const limited = feature.args[0] !== undefined && feature.args[0] !== "";
  if (limited && !memberAtEnd(run.policy.classes.B, domain)) return mailbox;
  const answer = run.query.dns?.mx?.[nameOf(domain)];
  const host = answer === undefined || answer === "TEMP" ? undefined : answer[0];
  const own = host === undefined ? undefined : member(run.policy.classes.w, tokenize(host));
  if (!own || host === undefined) return mailbox;
  run.grant(`The best MX of ${domain.join("")} is ${host}, so it counts as local (bestmx_is_local)`, feature.span);
  if (local.some((token) => run.routeOperators.has(token))) return servedRecipient(run, local, depth + 1);
  return { local, domain: tokenize(host) };
}

/** blocklist_recipients: the access map may refuse recipients. Undefined where it does not. */
function blocklisted(run: Run, { local, domain }: Mailbox): Outcome | undefined {
  const feature = run.on("blocklist_recipients");
  if (!feature || !run.policy.access) return undefined;
  let found: Found | undefined;
  if (domain === undefined || local.length === 0) {
    const whole = domain === undefined ? local : ["<", "@", ...domain, ">"];
    found = whole.length > 0 ? lookUpUser(run, whole, "To", true) : undefined;
  } else {
    const own = member(run.policy.classes.w, domain) !== undefined;
    found =
      lookUpFull(run, local, domain, "To", true) ??
      (own ? lookUpUser(run, local, "To", true) : undefined) ??
      (domain.length > 0 ? lookUpDomain(run, domain, "To", true) : undefined);
  }
  if (!found || accepts(found.value)) return undefined;
  if (isWord(found.value, "SKIP") && accessArgument(run.policy, "skip")) return undefined;
  const spamTag = isWord(found.value, "SPAMFRIEND") || isWord(found.value, "SPAMHATER");
  const delayed = run.on("delay_checks");
  if (spamTag && delayed && (delayed.args[1] ?? "") === "") return undefined;
  run.note(`The recipient is refused by the access entry "${entryText(found)}"`, found.entry.span);
  const own = run.policy.messages.recipient;
  const text = own ? messageTokens(run, own.text) : ['"550 Mailbox disabled for this recipient"'];
  const kept = ["<", ...workspace({ local, domain }), ">"];
  return act(upToBracket(found.value, kept), { kind: "error", dsn: tokenize("5.2.1"), text });
}

/** The client authenticated by a mechanism that TRUST_AUTH_MECH names. */
function authenticated(run: Run): boolean {
  const mechanism = tokenize(run.query.authType);
  if (mechanism.length === 0 || isWord(mechanism, "NO")) return false;
  const trusted = member(run.policy.classes.TrustAuthMech, mechanism);
  if (!trusted) {
    run.note(`The client authenticated with ${run.query.authType}, which TRUST_AUTH_MECH does not name`);
    return false;
  }
  run.grant(`The client authenticated with ${trusted.word}, which may relay (TRUST_AUTH_MECH)`, trusted.span);
  return true;
}

/** nouucp and nopercenthack with `reject`: what the local part routes through counts as remote. */
function withoutHacks(run: Run, mailbox: Mailbox): Mailbox {
  const rejects = (name: string): boolean => run.on(name)?.args[0]?.startsWith("r") === true;
  const mark = ["<", "REMOTE", ">"];
  let { local, domain } = mailbox;
  const bang = rejects("nouucp") ? local.indexOf("!") : -1;
  if (bang >= 0 || (rejects("nouucp") && domain?.includes("!"))) {
    run.note("A host name before `!` makes the recipient remote (nouucp)", run.on("nouucp")?.span);
    local = [...mark, ...local.slice(bang + 1)];
    domain = ["BANG_PATH"];
  }
  const percent = rejects("nopercenthack") ? local.indexOf("%") : -1;
  if (percent >= 0 || (rejects("nopercenthack") && domain?.includes("%"))) {
    run.note("A host name after `%` makes the recipient remote (nopercenthack)", run.on("nopercenthack")?.span);
    local = [...mark, ...local.slice(0, percent < 0 ? undefined : percent)];
    domain = ["PERCENT_HACK"];
  }
  return { local, domain };
}

/** Is the recipient's domain one of ours, or one that we relay to? */
function relayTo(run: Run, { local, domain }: Mailbox): Outcome {
  if (domain === undefined || domain.length === 0) {
    run.note("The recipient has no domain: a user of this server");
    return RELAY;
  }
  const { classes } = run.policy;
  const name = domain.join("");
  if (local.length > 0) {
    const m = run.on("relay_entire_domain") && memberAtEnd(classes.m, domain);
    if (m) {
      run.grant(`${name} is in this server's own domain (relay_entire_domain)`, run.on("relay_entire_domain")?.span);
      return RELAY;
    }
    const w = member(classes.w, domain);
    if (w) {
      run.noteMember(`${name} is one of this server's own names`, w);
      return RELAY;
    }
    const r = run.on("relay_hosts_only") ? member(classes.R, domain) : memberAtEnd(classes.R, domain);
    if (r) {
      run.grant(`${name} is relayed to: ${r.word} is in class R`, r.span);
      return RELAY;
    }
    const found = recipientEntry(run, local, domain);
    if (found && isWord(found.value, "RELAY")) {
      run.grant(`${name} is relayed to because of the access entry "${entryText(found)}"`, found.entry.span);
      return RELAY;
    }
    if (run.on("relay_based_on_MX")) {
      const answer = mailExchangers(run, domain);
      if (answer === true) {
        run.grant(
          `A best MX of ${name} is one of this server's names (relay_based_on_MX)`,
          run.on("relay_based_on_MX")?.span,
        );
        return RELAY;
      }
      if (answer) return answer;
    }
  }
  run.note(`The recipient's domain ${name} is not one that this server relays to`);
  return PASS;
}

function recipientEntry(run: Run, local: Tokens, domain: Tokens): Found | undefined {
  if (!run.policy.access) return undefined;
  const full = accessArgument(run.policy, "relaytofulladdress");
  if (run.on("relay_hosts_only")) {
    return (
      (full ? accessExact(run, "To", [...local, "@", ...domain]) : undefined) ??
      accessExact(run, "To", domain) ??
      accessExact(run, "", domain)
    );
  }
  if (!full) return lookUpDomain(run, domain, "To", true);
  return (
    lookUpFull(run, local, domain, "To", true) ??
    lookUpDomain(run, domain, "To", true) ??
    lookUpFull(run, local, [], "To", true)
  );
}
