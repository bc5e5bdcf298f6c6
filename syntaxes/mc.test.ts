import { expect, test } from "vitest";
import { grammarOf, scopesAt, tokenize } from "./tokenize.ts";

const mc = await grammarOf("source.sendmail-mc");

const PLAIN = "";

/** Text, the word looked at, a part of its scopes ("" = none at all). */
const CASES: readonly (readonly [text: string, needle: string, scope: string])[] = [
  // names
  ["FEATURE(`access_db', `hash -T<TMPF> -o /etc/mail/access')dnl", "FEATURE", "support.function"],
  ["FEATURE(`access_db', `hash -T<TMPF> -o /etc/mail/access')dnl", "access_db", "entity.name.type.feature"],
  ["FEATURE(`access_db', `hash -T<TMPF> -o /etc/mail/access')dnl", "hash", "support.type.map"],
  ["FEATURE(`access_db', `hash -T<TMPF> -o /etc/mail/access')dnl", "<TMPF>", "constant.character.escape"],
  ["FEATURE(`access_db', `hash -T<TMPF> -o /etc/mail/access')dnl", "/etc", "string.quoted"],
  ["FEATURE(`access_db', `hash -T<TMPF> -o /etc/mail/access')dnl", "dnl", "comment.line.dnl"],
  ["FEATURE(access_db)", "access_db", "entity.name.type.feature"],
  ["FEATURE(\n`access_db')", "access_db", "string.quoted"],
  ["MAILER(`smtp')", "smtp", "entity.name.type"],
  ["MAILER(smtp)dnl MAILER(`local')", "smtp", "entity.name.type"],
  ["MAILER(smtp)dnl MAILER(`local')", "local", "comment.line.dnl"],
  ["OSTYPE(`solaris2.ml')", "solaris2.ml", "entity.name.type"],
  ["MASQUERADE_AS(`example.com')", "MASQUERADE_AS", "support.function"],
  ["MASQUERADE_AS(`example.com')", "example", "string.quoted"],
  // options
  ["define(`confTO_IDENT', `0s')", "define", "keyword.other.define"],
  ["define(`confTO_IDENT', `0s')", "confTO_IDENT", "variable.other.constant.option"],
  ["define(`confTO_IDENT', `0s')", "0s", "constant.numeric"],
  ["define(`SMART_HOST', `[mx.example.com]')", "SMART_HOST", "variable.other.constant"],
  ["define(`confBIND_OPTS', `True')", "True", "constant.language.boolean"],
  ["define(`confBIND_OPTS', `Trueish')", "Trueish", "string.quoted"],
  ["define(`confSMTP_LOGIN_MSG', `$j Sendmail; $b')", "$j", "variable.other.macro"],
  ["define(`confX', True)", "True", "constant.language.boolean"],
  ["undefine(`UUCP_RELAY')", "UUCP_RELAY", "variable.other.constant"],
  ["define(`confPRIVACY_FLAGS',dnl\n`goaway')dnl", "dnl", "comment.line.dnl"],
  ["define(`confPRIVACY_FLAGS',dnl\n`goaway')dnl", "goaway", "string.quoted"],
  // m4 calls a name only with the parenthesis directly behind it
  ["define (`confTO_IDENT', `0s')", "define", PLAIN],
  ["FEATURE (`access_db')", "FEATURE", PLAIN],
  ["feature(`access_db')", "feature", PLAIN],
  ["dnlFEATURE(`access_db')", "FEATURE", PLAIN],
  ["xFEATURE(`access_db')", "FEATURE", PLAIN],
  ["1FEATURE(`access_db')", "FEATURE", "support.function"],
  // comments
  ["dnl FEATURE(`x')\nMAILER(`smtp')", "FEATURE", "comment.line.dnl"],
  ["dnl FEATURE(`x')\nMAILER(`smtp')", "MAILER", "support.function"],
  ["dnl don't `do this\nMAILER(`smtp')", "MAILER", "support.function"],
  ["dnlx FEATURE(`x')", "FEATURE", "support.function"],
  ["# FEATURE(`promiscuous_relay')", "#", PLAIN],
  ["# FEATURE(`promiscuous_relay')", "FEATURE", "support.function"],
  ["#dnl FEATURE(`promiscuous_relay')", "FEATURE", "comment.line.dnl"],
  ["1dnl FEATURE(`x')", "FEATURE", "comment.line.dnl"],
  // quotes
  ["`a `b' c' d", "c", "string.quoted"],
  ["`a `b' c' d", "d", PLAIN],
  ["`FEATURE(`x')' MAILER(`y')", "FEATURE", "string.quoted"],
  ["`FEATURE(`x')' MAILER(`y')", "MAILER", "support.function"],
  ["# a lone ` quote\nFEATURE(`x')", "FEATURE", "string.quoted"],
  ["# don't\nFEATURE(`x')", "FEATURE", "support.function"],
  ["FEATURE('x')\nMAILER(`y')", "x", PLAIN],
  ["FEATURE('x')\nMAILER(`y')", "MAILER", "support.function"],
  ["FEATURE(`a', `b\nMAILER(`y')", "MAILER", "string.quoted"],
  ["define(`X', a (b, c) d) e", "d", "meta.call"],
  ["define(`X', a (b, c) d) Z", "Z", PLAIN],
  // branches
  ["ifdef(`_X_', `FEATURE(`y')', `MAILER(`z')')", "ifdef", "keyword.control.conditional"],
  ["ifdef(`_X_', `FEATURE(`y')', `MAILER(`z')')", "_X_", "variable.other.constant"],
  ["ifdef(`_X_', `FEATURE(`y')', `MAILER(`z')')", "y", "entity.name.type.feature"],
  ["ifdef(`_X_', `FEATURE(`y')', `MAILER(`z')')", "MAILER", "support.function"],
  ["ifdef(`_X_', `dnl')MAILER(`z')", "dnl", "comment.line.dnl"],
  ["ifdef(`_X_', `dnl')MAILER(`z')", "MAILER", "support.function"],
  ["ifdef(`_X_', `dnl\nFEATURE(`y')dnl\n')MAILER(`z')", "FEATURE", "support.function"],
  ["ifdef(`_X_', `dnl\nFEATURE(`y')dnl\n')MAILER(`z')", "MAILER", "support.function"],
  ["ifdef(`_X_', `FEATURE(`y''\nMAILER(`z')", "MAILER", "support.function"],
  ["ifelse(eval(1 > 0), `1', `define(`confX', `3')')", "eval", "support.function"],
  ["ifelse(eval(1 > 0), `1', `define(`confX', `3')')", "confX", "variable.other.constant.option"],
  // diversions
  ["divert(-1)\n# words `a' don't\ndivert(0)\nFEATURE(`x')", "words", "comment.block"],
  ["divert(-1)\nFEATURE(`y')\ndivert(0)", "FEATURE", "support.function"],
  ["divert(-1)dnl\nwords\ndivert(0)dnl\nFEATURE(`x')", "words", "comment.block"],
  ["divert(-1)\n# words\ndivert(0)\nplain", "plain", PLAIN],
  ["divert(-1)\n# words\ndivert\nplain", "plain", PLAIN],
  ["divert(0)\nplain", "plain", PLAIN],
  [
    "divert(-1)\n# run `make`, or ``make'\ndivert(0)dnl\ninclude(`cf.m4')dnl\nFEATURE(`x')",
    "FEATURE",
    "support.function",
  ],
  ["divert(-1)\n# run `make`\nwords", "words", "comment.block"],
  ["divert(-1)\n# FEATURE(`y')\ndivert(0)", "FEATURE", "support.function"],
  ["divert(-1)\ninclude(`/usr/share/sendmail-cf/m4/cf.m4')\nplain", "plain", PLAIN],
  ["include(`/usr/share/sendmail-cf/m4/cf.m4')", "include", "keyword.control.import"],
  ["syscmd(`date')", "syscmd", "keyword.other.command"],
  // equates
  ["DAEMON_OPTIONS(`Port=smtp,Addr=127.0.0.1, Name=MTA')", "Addr", "variable.parameter"],
  ["DAEMON_OPTIONS(`Port=587, M=Ea')", "587", "constant.numeric"],
  ["DAEMON_OPTIONS(`Port=587, M=Ea')", "Ea", "constant.language.flags"],
  ["DAEMON_OPTIONS(`Port=587, Addr=127.0.0.1')", "127", "string.quoted"],
  ["INPUT_MAIL_FILTER(`spam', `S=local:/run/spam.sock, F=T, T=S:4m;R:4m')", "spam", "entity.name.type.filter"],
  ["INPUT_MAIL_FILTER(`spam', `S=local:/run/spam.sock, F=T, T=S:4m;R:4m')", "S=", "variable.parameter"],
  // what is copied into the .cf
  ["LOCAL_CONFIG\n# a comment\nKmap hash /etc/mail/map", "LOCAL_CONFIG", "keyword.control.section"],
  ["LOCAL_CONFIG\n# a comment\nKmap hash /etc/mail/map", "comment", "comment.line.number-sign"],
  ["LOCAL_CONFIG\n# a comment\nKmap hash /etc/mail/map", "map", "entity.name.function.map"],
  ["LOCAL_CONFIG\n# FEATURE(`x')\n", "FEATURE", "support.function"],
  ["LOCAL_CONFIG\nO Timeout.ident=0s", "Timeout.ident", "variable.other.constant.option"],
  ["LOCAL_RULESETS\nSLocal_check_rcpt\nR$*\t$: $1\tanything", "Local_check_rcpt", "entity.name.function.ruleset"],
  ["LOCAL_RULESETS\nSLocal_check_rcpt\nR$*\t$: $1\tanything", "$*", "keyword.other.operator"],
  ["LOCAL_RULESETS\nSLocal_check_rcpt\nR$*\t$: $1\tanything", "$1", "variable.parameter.rule"],
  ["LOCAL_RULESETS\nSLocal_check_rcpt\nR$*\t$: $1\tanything", "anything", "comment.line.third-column"],
  ['LOCAL_RULESETS\nR$+\t$#error $@ 5.7.1 $: "550 no"', "error", "entity.name.type.mailer"],
  ['LOCAL_RULESETS\nR$+\t$#error $@ 5.7.1 $: "550 no"', "550", "string.quoted.double"],
  ["LOCAL_RULE_0\n# don't\nR$* \t$@ OK\nMAILER_DEFINITIONS\nMfoo, P=/bin/foo", "foo", "entity.name.type.mailer"],
  ["LOCAL_RULE_0\n# don't\nMAILER(`smtp')\n# plain", "MAILER", "support.function"],
  ["LOCAL_RULE_0\n# don't\nMAILER(`smtp')\n# plain", "plain", PLAIN],
  ["LOCAL_RULE_0\nR$*\tdnl gone\nR$+\t$1", "gone", "comment.line.dnl"],
];

test.each(CASES)("%j: %s is %s", (text, needle, scope) => {
  const found = scopesAt(mc, text, needle);
  if (scope === PLAIN) expect(found.replace(/meta\.\S+ ?/g, "").trim()).toBe("");
  else expect(found).toContain(scope);
});

test("an unclosed quote reaches to the end of the text and no dnl closes it, as in m4", () => {
  const lines = tokenize(mc, "FEATURE(`access_db)dnl\ndnl\nMAILER(`smtp')\nplain");
  for (const line of lines.slice(1))
    for (const piece of line) expect(piece.scopes.join(" ")).toMatch(/string\.quoted|meta\.quoted/);
});

test("every pattern keeps its pace on long lines", () => {
  // VS Code itself leaves lines over 20,000 characters uncoloured (editor.maxTokenizationLineLength).
  const longLines = [
    "FEATURE(`x')".repeat(1_600),
    `define(\`confX', \`${"a".repeat(20_000)}')`,
    "`".repeat(20_000),
    "(".repeat(20_000),
    `dnl ${"x".repeat(20_000)}`,
    `LOCAL_CONFIG\nR${"$* ".repeat(6_600)}`,
    "ifdef(`a', ".repeat(300),
    "define(`a', `".repeat(300),
    "a ".repeat(10_000),
  ];
  for (const line of longLines) {
    const start = performance.now();
    tokenize(mc, line);
    expect(performance.now() - start, line.slice(0, 20)).toBeLessThan(4_000);
  }
});
