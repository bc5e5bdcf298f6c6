// Ruleset Relay_ok: may this client relay to anywhere, by its address, its sender, or its name?

import { accessExact, type Found, lookUpAddress, lookUpDomain, lookUpFull } from "../policy/lookup.ts";
import { canonAddr, canonicalHost, isRefused, TOO_DEEP, withoutDots } from "./address.ts";
import { badHelo } from "./bad-helo.ts";
import { entryText } from "./result.ts";
import { type Outcome, PASS, RELAY, type Run, refusal, temporary } from "./run.ts";
import { isWord, member, memberAtEnd, memberAtStart, type Tokens } from "./tokens.ts";

const OWN_ADDRESSES = new Set(["0", "127.0.0.1", "ipv6:0:0:0:0:0:0:0:1", "ipv6:::1"]);

export function relayOk(run: Run): Outcome {
  const outcome = byAddress(run) ?? bySender(run) ?? byName(run);
  return outcome.kind === "pass" && !run.on("delay_checks") ? badHelo(run) : outcome;
}

function grants(found: Found | undefined): found is Found {
  return found !== undefined && isWord(found.value, "RELAY");
}

function byAddress(run: Run): Outcome | undefined {
  const { clientAddress } = run;
  if (clientAddress.length === 0 || OWN_ADDRESSES.has(run.query.clientAddress.toLowerCase())) {
    run.note("The message comes from this host itself");
    return RELAY;
  }
  const inR = memberAtStart(run.policy.classes.R, clientAddress);
  if (inR) {
    run.grant(`The client's address is in ${inR.word}, which is in class R`, inR.span);
    return RELAY;
  }
  const found = run.policy.access && lookUpAddress(run, clientAddress, "Connect", true);
  if (grants(found)) {
    run.grant(`The client's address may relay: access has "${entryText(found)}"`, found.entry.span);
    return RELAY;
  }
  const own = member(run.policy.classes.w, ["[", ...clientAddress, "]"]);
  if (own) {
    run.noteMember("The client's address is one of this server's own", own);
    return RELAY;
  }
  return undefined;
}

/** relay_local_from and relay_mail_from: the sender that the client claims. */
function bySender(run: Run): Outcome | undefined {
  const localFrom = run.on("relay_local_from");
  const mailFrom = run.on("relay_mail_from");
  if (!localFrom && !mailFrom) return undefined;
  const parsed = canonAddr(run, run.sender(), run.depth + 3);
  if (isRefused(parsed)) return parsed === TOO_DEEP ? parsed : undefined;
  const { local, domain } = parsed.local.length > 0 ? withoutDots(parsed) : parsed;
  if (domain === undefined || domain.length === 0 || local.length === 0) return undefined;
  const own = localFrom && member(run.policy.classes.w, domain);
  if (localFrom && own) {
    run.grant(
      `The sender claims to be from ${own.word}, one of this server's names; that is enough (relay_local_from)`,
      localFrom.span,
    );
    return RELAY;
  }
  if (!mailFrom || !run.policy.access) return undefined;
  const found = lookUpFull(run, local, domain, "From", false) ?? senderDomain(run, domain);
  if (!grants(found)) return undefined;
  run.grant(
    `The sender claims an address that may relay: access has "${entryText(found)}" (relay_mail_from)`,
    found.entry.span,
  );
  return RELAY;
}

function senderDomain(run: Run, domain: Tokens): Found | undefined {
  if (run.on("relay_mail_from")?.args[0] !== "domain") return undefined;
  return run.on("relay_hosts_only") ? accessExact(run, "From", domain) : lookUpDomain(run, domain, "From", false);
}

/** The client's name, if it is a verified one. */
function byName(run: Run): Outcome {
  const { clientName, clientAddress } = run;
  switch (run.query.clientResolve) {
    case "TEMP":
      run.note("The client's name cannot be looked up at the moment");
      return temporary("4.4.0", '"450 Relaying temporarily denied. Cannot resolve PTR record for "', ...clientAddress);
    case "FORGED":
      run.note("The client's name does not lead back to its address, so it counts for nothing");
      return refusal("5.7.1", '"550 Relaying denied. IP name possibly forged "', ...clientName);
    case "FAIL":
      run.note("The client's address has no name");
      return refusal("5.7.1", '"550 Relaying denied. IP name lookup failed "', ...clientName);
    case "OK":
      return byVerifiedName(run);
  }
}

function byVerifiedName(run: Run): Outcome {
  const { classes } = run.policy;
  let name = memberAtEnd(classes.P, run.clientName) ? run.clientName : canonicalHost(run, run.clientName);
  while (name.at(-1) === ".") name = name.slice(0, -1);
  if (name.length === 0) return PASS;
  const entire = run.on("relay_entire_domain");
  if (entire && memberAtEnd(classes.m, name)) {
    run.grant("The client's name is in this server's own domain (relay_entire_domain)", entire.span);
    return RELAY;
  }
  const w = member(classes.w, name);
  if (w) {
    run.noteMember("The client's name is one of this server's own", w);
    return RELAY;
  }
  const hostsOnly = run.on("relay_hosts_only");
  const r = hostsOnly ? member(classes.R, name) : memberAtEnd(classes.R, name);
  if (r) {
    run.grant(`The client's name is in ${r.word}, which is in class R`, r.span);
    return RELAY;
  }
  if (!run.policy.access) return PASS;
  const found = hostsOnly
    ? (accessExact(run, "Connect", name) ?? accessExact(run, "", name))
    : lookUpDomain(run, name, "Connect", true);
  if (!grants(found)) return PASS;
  run.grant(`The client's name may relay: access has "${entryText(found)}"`, found.entry.span);
  return RELAY;
}
