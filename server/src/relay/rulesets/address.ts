// What sendmail makes of an address before it judges it: rulesets canonify, Canonify2, Parse0, CanonAddr and ParseRecipient.
import type { Span } from "../../text.ts";
import { mailExchangers } from "../policy/dns.ts";
import { accessExact, type Found, lookUpDomain } from "../policy/lookup.ts";
import { type Outcome, type Run, refusal } from "./run.ts";
import { dequote, isWord, joinByDot, member, memberAtEnd, same, stripQuotes, type Tokens, tokenize } from "./tokens.ts";

/** An address in focus: `local < @ domain >`. Without `domain` the tokens are all in `local`. */
export interface Mailbox {
  readonly local: Tokens;
  /** Undefined for an address without a domain; empty for one that ends in a bare `@` (`<@>` is the null address). */
  readonly domain: Tokens | undefined;
}

/** An address, or the refusal that its syntax earns. */
export type Parsed = Mailbox | Outcome;

export function isRefused(parsed: Parsed): parsed is Outcome {
  return "kind" in parsed;
}

/** The tokens as they are in the workspace. */
export function workspace(mailbox: Mailbox): Tokens {
  return mailbox.domain === undefined ? mailbox.local : [...mailbox.local, "<", "@", ...mailbox.domain, ">"];
}

const NULL_ADDRESS: Mailbox = { local: [], domain: [] };
/** The domain that Parse0 gives to a bare user name while it looks at it. */
const LOCAL = "*LOCAL*";

/** Ruleset 3: takes comments, groups, routes and brackets off and finds the domain. */
export function canonify(run: Run, input: Tokens): Mailbox {
  if (input.length === 0) return NULL_ADDRESS;
  const single = withoutGroup(input);
  const group = emptyGroup(single);
  if (group) return { local: [...group, ":", ";"], domain: [] };
  let tokens = innermost(withoutSemicolons(single));
  if (tokens.length === 0) return NULL_ADDRESS;
  tokens = withoutRoute(tokens);

  const colon = tokens.indexOf(":", 1);
  if (colon > 0) {
    const endsList = (token: string, i: number): boolean => i > colon && token === ";" && tokens[i + 1] === "@";
    const end = tokens.slice(0, -2).findIndex(endsList);
    if (end > 0) return canonify2(run, { local: tokens.slice(0, end + 1), domain: tokens.slice(end + 2) });
    if (tokens.at(-1) === ";" && colon < tokens.length - 1) return { local: tokens, domain: undefined };
  }

  const at = tokens.lastIndexOf("@", tokens.length - 2);
  if (at > 0) return canonify2(run, { local: tokens.slice(0, at), domain: tokens.slice(at + 1) });
  return canonify2(run, withoutAt(run, tokens));
}

/** An address in which no `@` has something on both sides: UUCP paths, `%` for `@`, bare names. */
function withoutAt(run: Run, tokens: Tokens): Mailbox {
  const bang = run.on("nouucp") ? -1 : tokens.indexOf("!", 1);
  if (bang > 0 && bang < tokens.length - 1) {
    const rest = tokens.slice(bang + 1);
    if (bang === 1) return { local: rest, domain: [...tokens.slice(0, 1), ".", "UUCP"] };
    const dotted = dottedPath(tokens);
    if (dotted > 0) return { local: tokens.slice(dotted + 1), domain: tokens.slice(0, dotted) };
    return { local: rest, domain: [...tokens.slice(0, bang), ".", "UUCP"] };
  }
  const node = run.policy.decnet ? decnetNode(tokens) : 0;
  if (node > 0) return { local: tokens.slice(node + 2), domain: [...tokens.slice(0, node), ".", "DECNET"] };
  let focus = tokens;
  if (!run.on("nopercenthack") && tokens.includes("%")) {
    focus = tokens.map((token) => (token === "%" ? "@" : token));
    const last = focus.lastIndexOf("@");
    focus = focus.map((token, i) => (token === "@" && i !== last ? "%" : token));
  } else if (!run.on("nopercenthack")) {
    const last = tokens.lastIndexOf("@");
    focus = tokens.map((token, i) => (token === "@" && i !== last ? "%" : token));
  }
  const at = focus.indexOf("@");
  return at < 0 ? { local: focus, domain: undefined } : { local: focus.slice(0, at), domain: focus.slice(at + 1) };
}

/** Length of the node in `node::user` and `area.node::user`; 0 for other addresses. */
function decnetNode(tokens: Tokens): number {
  const colons = (at: number): boolean => tokens[at] === ":" && tokens[at + 1] === ":" && tokens.length > at + 2;
  if (colons(1)) return 1;
  return tokens[1] === "." && colons(3) ? 3 : 0;
}

/** Offset of the first `!` that ends a dotted name (`a.b!user`), -1 where there is none with something after it. */
function dottedPath(tokens: Tokens): number {
  for (let i = 3; i < tokens.length - 1; i++) if (tokens[i] === "!" && tokens[i - 2] === ".") return i;
  return -1;
}

/** Strips `group: ... ;` where the address is not in angle brackets. */
function withoutGroup(input: Tokens): Tokens {
  const open = input.indexOf("<");
  let marked = !(open >= 0 && input.indexOf(">", open) > open);
  let tokens = input;
  // The null address is also the mark that sendmail puts after an address without brackets: it reads a real one as that mark.
  if (!marked && same(tokens.slice(-3), ["<", "@", ">"])) {
    marked = true;
    tokens = tokens.slice(0, -3);
  }
  const doubleColon = tokens.some((token, i) => token === ":" && tokens[i + 1] === ":");
  const include = same(tokens.slice(0, 3), [":", "include", ":"]);
  if (marked && (tokens[0] === "@" || doubleColon || include || endsInIPv6(tokens))) marked = false;
  const colon = tokens.indexOf(":");
  if (!marked && colon >= 0 && tokens.at(-1) === "]" && tokens.indexOf("[", colon + 1) > colon) marked = true;
  if (marked && colon >= 0) tokens = tokens.slice(colon + 1);
  let end = tokens.length;
  while (end > 0 && tokens[end - 1] === ";") end--;
  return tokens.slice(0, end);
}

/** Strips semicolons before the bracket that ends the address: `<user@c;>`. */
function withoutSemicolons(tokens: Tokens): Tokens {
  if (tokens.at(-1) !== ">") return tokens;
  const open = tokens.indexOf("<");
  let end = tokens.length - 1;
  while (open >= 0 && end - 1 > open && tokens[end - 1] === ";") end--;
  return [...tokens.slice(0, end), ">"];
}

/** The name of `<group:;>`; empty where nothing at all is left; undefined for other addresses. */
function emptyGroup(tokens: Tokens): Tokens | undefined {
  if (tokens.length === 0) return [];
  const open = tokens.indexOf("<");
  const end = tokens.findIndex(
    (token, i) => i > open + 1 && token === ":" && tokens[i + 1] === ";" && tokens[i + 2] === ">",
  );
  return open >= 0 && end > 0 ? tokens.slice(open + 1, end) : undefined;
}

function endsInIPv6(tokens: Tokens): boolean {
  if (tokens.at(-1) !== "]") return false;
  return tokens.some((token, i) => token === "[" && isWord([tokens[i + 1] ?? ""], "IPv6") && tokens[i + 2] === ":");
}

/** What is between the last `<` and the `>` after it. */
function innermost(tokens: Tokens): Tokens {
  const closed = [...tokens, ">"];
  const open = tokens.lastIndexOf("<");
  return closed.slice(open + 1, closed.indexOf(">", open + 1));
}

/** Drops the hosts of a source route: `@a,@b:user@c` becomes `user@c`. */
function withoutRoute(input: Tokens): Tokens {
  let tokens = input;
  for (const separator of [",", ":"]) {
    while (tokens[0] === "@") {
      const next = tokens.indexOf(separator, 2);
      const literal = separator === ":" && tokens[1] === "[" ? routeLiteral(tokens) : undefined;
      if (literal !== undefined) tokens = literal;
      else if (next > 0 && next < tokens.length - 1) tokens = tokens.slice(next + 1);
      else break;
    }
  }
  return tokens;
}

/** `@[192.0.2.1]:user@c` without its literal, which may hold colons of its own. */
function routeLiteral(tokens: Tokens): Tokens | undefined {
  for (let i = 2; i < tokens.length - 2; i++)
    if (tokens[i] === "]" && tokens[i + 1] === ":") return tokens.slice(i + 2);
  return undefined;
}

/** Ruleset 96: local names become the server's own, and a domain that is known to be whole gets a trailing dot. */
function canonify2(run: Run, mailbox: Mailbox): Mailbox {
  const { local } = mailbox;
  let domain = mailbox.domain;
  if (domain === undefined || domain.length === 0) return mailbox;
  const own = [...run.host, "."];
  if (
    isWord(domain, "localhost") ||
    same(domain, ["localhost", ".", ...run.domain]) ||
    (!run.on("nouucp") && same(domain, ["localhost", ".", "UUCP"]))
  ) {
    domain = own;
  }
  const literal = markedLiteral(domain);
  if (literal) {
    if (member(run.policy.classes.w, literal) === undefined) return { local, domain: literal };
    domain = own;
  }
  if (!run.on("nouucp") && domain.length > 2 && same(domain.slice(-2), [".", "UUCP"])) {
    const host = domain.slice(0, -2);
    if (run.policy.uucpRelay || run.on("nocanonify")) {
      if (run.policy.uucpRelay) return { local, domain: [...domain, "."] };
    } else {
      const canonical = canonicalHost(run, host);
      if (canonical.at(-1) === "." && canonical.length > 1) return { local, domain: canonical };
      domain = [...canonical, ".", "UUCP", "."];
    }
  }
  domain = dotted(run, domain);
  while (domain.at(-1) === "." && domain.at(-2) === ".") domain = domain.slice(0, -1);
  return { local, domain };
}

/** An address in square brackets. Sendmail marks it with an `@`, and takes what begins with one, as in `@!user`, for marked. */
function markedLiteral(domain: Tokens): Tokens | undefined {
  if (domain.length > 2 && domain[0] === "[" && domain.at(-1) === "]") return domain;
  return domain.length > 1 && domain[0] === "@" ? domain.slice(1) : undefined;
}

/** Appends the dot that marks a name as canonical, by each of the reasons that sendmail has for it. */
function dotted(run: Run, input: Tokens): Tokens {
  const { classes } = run.policy;
  let domain = input;
  const inP = (tokens: Tokens): boolean => memberAtEnd(classes.P, tokens) !== undefined;
  if (inP(domain)) domain = [...domain, "."];
  const last = domain.at(-1);
  if (last !== undefined && member(classes.P, [last]) === undefined) domain = canonicalDomain(run, domain);
  if (member(classes.w, domain) || virtualOrMasqueraded(run, domain)) domain = [...domain, "."];
  return domain;
}

function virtualOrMasqueraded(run: Run, domain: Tokens): boolean {
  const { classes } = run.policy;
  const within = (feature: string, name: "M" | "G" | "VirtHost"): boolean =>
    (run.on(feature) ? memberAtEnd(classes[name], domain) : member(classes[name], domain)) !== undefined;
  return (
    within("masquerade_entire_domain", "M") ||
    (run.on("virtusertable") !== undefined && within("virtuser_entire_domain", "VirtHost")) ||
    (run.on("genericstable") !== undefined && within("generics_entire_domain", "G"))
  );
}

function canonicalDomain(run: Run, domain: Tokens): Tokens {
  const qualified = domain.indexOf(".", 1) > 0 && domain.indexOf(".", 1) < domain.length - 1;
  const flags = run.daemonFlags;
  if (run.on("nocanonify")) {
    if (memberAtEnd(run.policy.classes.Canonify, domain)) return canonicalHost(run, domain);
    if (flags.includes("c")) return canonicalHost(run, domain);
    if (qualified) return [...domain, "."];
    return run.on("nocanonify")?.args[0]?.toLowerCase() === "canonify_hosts" ? canonicalHost(run, domain) : domain;
  }
  if (flags.includes("CC")) return qualified ? [...domain, "."] : domain;
  return canonicalHost(run, domain);
}

/** What the name service can know at all. */
const NAMEABLE = /^[^\][<>()@,;!%\s\\"]+$/;

/** `$[ host $]`: the name service's canonical name with a dot and without quotes, or the name as it was. */
export function canonicalHost(run: Run, host: Tokens): Tokens {
  const unknown = run.query.dns?.notCanonical ?? [];
  const name = stripQuotes(joinByDot(host));
  if (unknown.includes("*") || unknown.includes(name.toLowerCase()) || !NAMEABLE.test(name)) return host;
  const found = name === host.join("") ? host : tokenize(name);
  return found.at(-1) === "." ? found : [...found, "."];
}

const bad = (dsn: string, text: string): Outcome => refusal(dsn, `"553 ${text}"`);

/** So deep rulesets may call each other (MaxRuleRecursion); what is deeper ends the transaction, whatever the rulesets return. */
const MAX_DEPTH = 50;

/** The reply to an address of which sendmail takes off one host after the other, too many of them or without end. */
export const TOO_DEEP: Outcome = {
  kind: "error",
  dsn: [],
  text: [`"554 rewrite: excessive recursion (max ${MAX_DEPTH}), ruleset Canonify2"`],
};

/** The first half of ruleset 0: refuses what is malformed, and takes this server's own name off. */
function parse0(run: Run, input: Mailbox, depth: number): Parsed {
  let { local, domain } = input;
  if (domain !== undefined) {
    if (local.length === 0 && domain.length === 0) return input;
    if (domain.length === 0 && local.at(-1) === ";" && local.includes(":"))
      return bad("5.1.3", "List:; syntax illegal for recipient addresses");
    if (isWord(local, "@")) local = [];
    if (local.length === 0) return domain.length === 0 ? NULL_ADDRESS : bad("5.1.3", "User address required");
    if (domain.length === 0) return bad("5.1.3", "Hostname required");
    const wrong = badDomain(domain);
    if (wrong) return wrong;
    if (local.includes("@")) return bad("5.1.3", "Invalid route address");
  }
  const all = workspace({ local, domain });
  const comma = all.findIndex(
    (token, i) => token === "," && i + 1 < all.length && !run.routeOperators.has(all[i + 1] ?? ""),
  );
  if (comma >= 0) return bad("5.1.3", "Invalid route address");
  return withoutOwnName(run, { local, domain }, depth);
}

/** Refuses a domain that cannot be one: dots in the wrong place, colons outside of a literal, more text after a literal. */
function badDomain(domain: Tokens): Outcome | undefined {
  const end = domain.length - 1;
  const closers = domain[0] === "[" ? domain.flatMap((token, i) => (token === "]" ? [i] : [])) : [];
  const twoHosts = closers.some((i) => i + 1 < end && (domain[i + 1] === ":" || domain[i + 1] === ","));
  const literal = closers.includes(end) && end > 1;
  if (!twoHosts && closers.some((i) => i < end)) return bad("5.1.2", "Invalid address");
  if (!twoHosts && !literal && domain.includes(":")) return bad("5.1.3", "Colon illegal in host name part");
  if (domain[0] === ".") return bad("5.1.2", "Invalid host name");
  if (domain.some((token, i) => token === "." && domain[i + 1] === ".")) return bad("5.1.2", "Invalid host name");
  if (domain.at(-1) === "@") return bad("5.1.2", "Invalid route address");
  return undefined;
}

function withoutOwnName(run: Run, input: Mailbox, depth: number): Parsed {
  let { local, domain } = input;
  const own = domain !== undefined && domain.at(-1) === "." && member(run.policy.classes.w, domain.slice(0, -1));
  const single = local[0];
  if ((domain === undefined || own) && local.length === 1 && single !== undefined) {
    local = dequote(single) ?? local;
    if (domain === undefined) domain = [LOCAL];
  }
  if (domain === undefined) return { local, domain };
  if (local.length === 0) return bad("5.1.3", "User address required");
  const bare = isWord(domain, LOCAL);
  if ((own || bare) && local.some((token) => run.routeOperators.has(token))) return canonAddr(run, local, depth);
  return bare ? { local, domain: undefined } : { local, domain };
}

/** CanonAddr: an address in the form in which relaying is judged. `depth` rulesets are at work above. */
export function canonAddr(run: Run, tokens: Tokens, depth: number): Parsed {
  // It calls canonify, and that Canonify2.
  if (depth + 2 > MAX_DEPTH) return TOO_DEEP;
  return parse0(run, canonify(run, tokens), depth + 1);
}

/** Takes trailing dots off a domain. */
export function withoutDots(mailbox: Mailbox): Mailbox {
  let domain = mailbox.domain;
  while (domain !== undefined && domain.at(-1) === ".") domain = domain.slice(0, -1);
  return { local: mailbox.local, domain };
}

/** ParseRecipient: as CanonAddr, and each domain that may be relayed to is taken off a routed address in turn. */
export function parseRecipient(run: Run, tokens: Tokens, depth: number): Parsed {
  const parsed = canonAddr(run, tokens, depth + 1);
  if (isRefused(parsed)) return parsed;
  let { local, domain } = withoutDots(parsed);
  const single = local[0];
  if (domain !== undefined && local.length === 1 && single !== undefined) local = dequote(single) ?? local;
  if (domain === undefined || !local.some((token) => run.routeOperators.has(token))) return { local, domain };
  const answer = relayableHost(run, domain);
  if (answer === undefined) return { local, domain };
  if ("kind" in answer) return answer;
  run.grant(
    `${domain.join("")} may be relayed to and is dropped from the routed address: what is left is judged`,
    answer.span,
  );
  return parseRecipient(run, local, depth + 1);
}

/** What allows relaying to this host of a routed address; a refusal where the name service does not answer. */
function relayableHost(run: Run, domain: Tokens): { readonly span: Span | undefined } | Outcome | undefined {
  const { classes } = run.policy;
  const entire = run.on("relay_entire_domain");
  if (entire && memberAtEnd(classes.m, domain)) return { span: entire.span };
  const exact = run.on("relay_hosts_only") !== undefined;
  const inR = exact ? member(classes.R, domain) : memberAtEnd(classes.R, domain);
  if (inR) return { span: inR.span };
  let found: Found | undefined;
  if (run.policy.access && domain.length > 0) {
    const tagged = exact ? accessExact(run, "To", domain) : lookUpDomain(run, domain, "To", true);
    found = exact && (!tagged || isWord(tagged.value, "NO")) ? accessExact(run, "", domain) : tagged;
  }
  if (found && isWord(found.value, "RELAY")) return { span: found.entry.span };
  const mx = run.on("relay_based_on_MX");
  if (!mx || domain.length === 0 || (found && !isWord(found.value, "NO"))) return undefined;
  const answer = mailExchangers(run, domain);
  return answer === true ? { span: mx.span } : answer;
}

/**
 * `$f` for what a client gave in MAIL FROM: the address as sendmail writes it back (rulesets 3 and 4), without its route.
 * Empty for the null sender.
 */
export function senderMacro(run: Run, sender: string): string {
  const mailbox = canonify(run, tokenize(sender));
  if (mailbox.domain?.length === 0)
    return mailbox.local.length > 2 && same(mailbox.local.slice(-2), [":", ";"])
      ? joinByDot(mailbox.local.slice(0, -1))
      : "";
  let { local, domain } = withoutDots(mailbox);
  if (domain === undefined) return joinByDot(local);
  if (isWord(domain, LOCAL)) domain = run.host;
  if (!run.on("nouucp") && domain.length === 3 && same(domain.slice(1), [".", "UUCP"]) && local.length > 0)
    return joinByDot([...domain.slice(0, 1), "!", ...local]);
  if (run.policy.decnet && domain.length > 2 && same(domain.slice(-2), [".", "DECNET"]) && local.length > 0)
    return joinByDot([...domain.slice(0, -2), ":", ":", ...local]);
  const { w } = run.policy.classes;
  while (member(w, domain)) {
    const percent = local.findIndex((token, i) => i > 0 && token === "%" && member(w, local.slice(i + 1)));
    if (percent < 0) break;
    domain = local.slice(percent + 1);
    local = local.slice(0, percent);
  }
  return joinByDot([...local, "@", ...domain]);
}
