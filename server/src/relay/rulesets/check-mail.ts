// Ruleset check_mail: is this sender welcome?

import { nameOf } from "../policy/dns.ts";
import { type Found, lookUpDomain, lookUpFull, lookUpUser } from "../policy/lookup.ts";
import { canonAddr, isRefused, type Mailbox, TOO_DEEP, withoutDots, workspace } from "./address.ts";
import { accepts, accessDenied, act, entryText, upToBracket } from "./result.ts";
import { type Outcome, PASS, type Run, refusal } from "./run.ts";
import { tlsClient } from "./tls.ts";
import { isWord, member, memberAtEnd, same, type Tokens } from "./tokens.ts";

/** `address` is the argument of MAIL FROM, cut into tokens, with or without angle brackets. */
export function checkMail(run: Run, address: Tokens): Outcome {
  if (run.deferred) return PASS;
  const tls = tlsClient(run);
  if (tls.kind !== "pass") return tls;
  if (same(address, ["<", ">"])) return PASS;
  if (run.on("accept_unqualified_senders")) return judged(run, address);
  const inner = address[0] === "<" && address.at(-1) === ">" && address.length > 2 ? address.slice(1, -1) : address;
  return localDomainOnly(run, inner) ?? judged(run, ["<", ...inner, ">"]);
}

/** Names that only this host may use after the `@`, as they are written in an address. */
function localNames(run: Run): readonly (readonly string[])[] {
  const loopback6 = ["0", ":", "0", ":", "0", ":", "0", ":", "0", ":", "0", ":", "0", ":", "1"];
  return [
    ["localhost"],
    ["[", "127", ".", "0", ".", "0", ".", "1", "]"],
    ["[", "IPv6", ":", ...loopback6, "]"],
    ["[", "IPv6", ":", ":", ":", "1", "]"],
    ["localhost", ".", ...run.domain],
    ...(run.on("nouucp") ? [] : [["localhost", ".", "UUCP"]]),
  ];
}

/** Refuses user@localhost and, with the modifier `f`, user@host from clients elsewhere. */
function localDomainOnly(run: Run, inner: Tokens): Outcome | undefined {
  const unqualified = run.daemonFlags.includes("f") && inner.length > 1 && inner.at(-2) === "@";
  if (!unqualified) {
    if (run.daemonFlags.includes("u")) return undefined;
    const endsWith = (name: Tokens): boolean => same(inner.slice(-name.length - 1), ["@", ...name]);
    if (!localNames(run).some(endsWith)) return undefined;
  }
  if (run.clientName.length === 0 || member(run.policy.classes.w, run.clientName)) return undefined;
  run.note("The sender claims a host name without a domain, or this host's own, and the client is another host");
  return refusal("5.5.4", '"553 Real domain name required for sender address"');
}

type Mark = "unknown" | "ok" | "PERM" | "TEMP";

function judged(run: Run, address: Tokens): Outcome {
  const parsed = canonAddr(run, address, run.depth + 2);
  if (parsed === TOO_DEEP) return parsed;
  // A malformed address is not refused as such: sendmail goes on with the refusal's text as if it were a user name.
  const mailbox: Mailbox = isRefused(parsed)
    ? { local: refusalTokens(parsed), domain: undefined }
    : withoutDots(parsed);
  const mark = domainMark(run, mailbox);
  const found = run.policy.access && isRefused(parsed) === false ? senderEntry(run, mailbox) : undefined;
  if (found) return byEntry(run, found, workspace(mailbox));
  if (mark === "unknown" && !run.on("accept_unqualified_senders") && !run.daemonFlags.includes("u")) {
    if (run.clientAddress.length === 0) return PASS;
    run.note("The sender address has no domain, and the client is not local");
    return refusal("5.5.4", '"553 Domain name required for sender address "', ...run.sender());
  }
  if (mark === "TEMP") {
    run.note("The sender's domain cannot be looked up at the moment");
    return refusal("4.1.8", '"451 Domain of sender address "', ...run.sender(), '" does not resolve"');
  }
  if (mark === "PERM") {
    run.note("The sender's domain does not exist");
    return refusal("5.1.8", '"553 Domain of sender address "', ...run.sender(), '" does not exist"');
  }
  return PASS;
}

function refusalTokens(outcome: Outcome): Tokens {
  return outcome.kind === "error" ? outcome.text : [];
}

/** What is known of the sender's domain before the access map is asked. */
function domainMark(run: Run, { domain }: Mailbox): Mark {
  if (domain === undefined) return "unknown";
  const { classes } = run.policy;
  if (memberAtEnd(classes.P, domain)) return "ok";
  if (same(domain, run.host)) return "ok";
  if (domain.length === 0) return "unknown";
  if (run.on("accept_unresolvable_domains")) return "ok";
  return run.query.dns?.senders?.[nameOf(domain)] ?? "ok";
}

/** The access entry for a sender: whole address, user, domain. */
function senderEntry(run: Run, { local, domain }: Mailbox): Found | undefined {
  if (domain === undefined || local.length === 0) return lookUpUser(run, workspace({ local, domain }), "From", true);
  return (
    lookUpFull(run, local, domain, "From", true) ??
    lookUpUser(run, local, "From", true) ??
    (domain.length > 0 ? lookUpDomain(run, domain, "From", true) : undefined)
  );
}

function byEntry(run: Run, found: Found, address: Tokens): Outcome {
  const { value, entry } = found;
  if (accepts(value)) {
    run.note(`The sender is accepted by the access entry "${entryText(found)}"`, entry.span);
    return { kind: "stop", word: value };
  }
  // Values that sendmail takes for its own marks.
  if (isWord(value, "OKR")) return PASS;
  run.note(`The sender is refused by the access entry "${entryText(found)}"`, entry.span);
  if (isWord(value, "TEMP"))
    return refusal("4.1.8", '"451 Domain of sender address "', ...run.sender(), '" does not resolve"');
  if (isWord(value, "PERM"))
    return refusal("5.1.8", '"553 Domain of sender address "', ...run.sender(), '" does not exist"');
  return act(upToBracket(value, address), accessDenied(run));
}
