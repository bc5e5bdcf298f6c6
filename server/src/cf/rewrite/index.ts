// Runs the rulesets of a sendmail.cf as sendmail runs them.
//
// How to ask:
//
//   const engine = new Rewriter(cf, environment);            // once for a configuration: compiles rules, opens maps when asked
//   const tokens = engine.scan("<user@example.org>", { table: "rule" });
//   const result = engine.run("check_rcpt", tokens ?? [], { macros: new Map([["client_addr", "192.0.2.7"], ["f", "a@b.c"]]) });
//   resolve(result.tokens)       // { mailer, host, user } where the ruleset gives $#mailer $@host $:user; else undefined
//   result.certain               // false: `result.unknown` says what was asked and nobody could answer
//   engine.run(..., { trace: true }).trace                   // each rule that matched, with its line; each lookup with its line
//
// A workspace is a list of tokens; an operator such as `$|` is one code unit (codes.ts): two arguments of a check_ ruleset are
// `[...engine.scan(a), Code.else, ...engine.scan(b)]`. sendmail scans arguments of check_ rulesets with the table "rule" where it
// keeps comments and with "internal" where it does not. Macros are given by name without braces and go before those of the
// configuration; the map of class `macro` writes into the same Map, so give a copy where that must not be seen. `$&x` is the raw
// value: a value with `$y` inside is not expanded, as in sendmail.
//
// Files, name service and users come from a `RewriteEnvironment` (environment.ts). What it does not know is answered as sendmail
// would be by a server that does not respond, and makes the result uncertain. Nothing is executed, and every run ends: rulesets call
// each other at most 50 deep, a rule matches at most 100 times in turn, a workspace has at most 1,000 tokens.
//
// `parseAddress` and `rewriteFor` (address.ts) do what `/parse` and `/try` do. Address test mode itself is in ../test-mode.
export {
  type AddressOptions,
  type AddressResult,
  type AddressRole,
  localAddress,
  type ParsedAddress,
  parseAddress,
  refusal,
  rewriteFor,
} from "./address.ts";
export { crack } from "./crack.ts";
export { type EndlessRule, endlessRules } from "./endless.ts";
export * from "./environment.ts";
export { isAskedFor, type MacroValues } from "./macros.ts";
export { EX } from "./maps/answer.ts";
export type { HostState } from "./maps/host.ts";
export { keyedTable } from "./maps/keyed.ts";
export { type Message, printed } from "./messages.ts";
export type { LookupUse, MemberUse, Observer, Step } from "./observer.ts";
export { type Outcome, Outcomes, type Watch } from "./outcomes.ts";
export { type Resolution, resolve } from "./resolution.ts";
export { Rewriter, type RunOptions, type RunResult } from "./rewriter.ts";
export { show, showTokens } from "./show.ts";
export { join, type ScanOptions, stripQuotes, type Table, type Token, Tokenizer } from "./tokens.ts";
