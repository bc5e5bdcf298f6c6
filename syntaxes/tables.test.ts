import { expect, test } from "vitest";
import { grammarOf, scopesAt, tokenize } from "./tokenize.ts";

const access = await grammarOf("source.sendmail-access");
const classFile = await grammarOf("source.sendmail-class");
const cf = await grammarOf("source.sendmail-cf");
const aliases = await grammarOf("source.sendmail-aliases");
const list = await grammarOf("source.sendmail-list");
const mailertable = await grammarOf("source.sendmail-mailertable");

const virtusertable = await grammarOf("source.sendmail-virtusertable");
const genericstable = await grammarOf("source.sendmail-genericstable");
const domaintable = await grammarOf("source.sendmail-domaintable");

type Case = readonly [text: string, needle: string, scope: string];

const ACCESS: readonly Case[] = [
  ["# a comment", "comment", "comment.line.number-sign"],
  [" # no comment", "no", "invalid.illegal"],
  ["Connect:192.0.2.7\tRELAY", "Connect:", "keyword.control.tag"],
  ["connect:192.0.2.7\tRELAY", "connect:", "keyword.control.tag"],
  ["Conect:192.0.2.7\tRELAY", "Conect:", "variable.other.key"],
  ["Connect:192.0.2.7\tRELAY", "192", "constant.numeric.address"],
  ["10\tRELAY", "10", "constant.numeric.address"],
  ["IPv6:2001:db8:1 OK", "2001", "constant.numeric.address"],
  ["From:IPv6:2001:db8:1 OK", "2001", "constant.numeric.address"],
  ["192.0.2.0/24\tRELAY", "192", "variable.other.key"],
  ["From:user@example.com REJECT", "user", "variable.parameter.user"],
  ["From:user@example.com REJECT", "example", "variable.other.key"],
  ["example.com RELAY", "RELAY", "constant.language.action"],
  ["example.com relay", "relay", "constant.language.action"],
  ["example.com RELAY # office", "RELAY", "string.unquoted"],
  ["example.com RELAY # office", "# office", "string.unquoted"],
  ["example.com RELAYS", "RELAYS", "string.unquoted"],
  ["example.com ERROR:5.7.1:550 go away", "ERROR", "constant.language.action"],
  ["example.com ERROR:5.7.1:550 go away", "5.7.1", "constant.numeric.dsn"],
  ["example.com ERROR:5.7.1:550 go away", "550", "constant.numeric.reply"],
  ["example.com ERROR:5.7.1:550 go away", "go", "string.unquoted.text"],
  ['example.com ERROR:"550 go away"', "550", "constant.numeric.reply"],
  ["example.com 550 5.7.1 go away", "550", "constant.numeric.reply"],
  ["example.com 550 5.7.1 go away", "5.7.1", "constant.numeric.dsn"],
  ["Compat:a@b<@>c@d DISCARD:no", "DISCARD", "constant.language.action"],
  ["TLS_Srv:mx.example.com PERM+VERIFY:112", "PERM+VERIFY", "constant.language.action"],
  ["TLS_Srv:mx.example.com VERIFY", "VERIFY", "constant.language.action"],
  ["ClientRate:192.0.2 5", "5", "constant.numeric.limit"],
  ["GreetPause: 5000", "5000", "constant.numeric.limit"],
];

const CLASS: readonly Case[] = [
  ["# a comment", "comment", "comment.line.number-sign"],
  [" #word", "#word", "variable.other.member"],
  ["example.com", "example", "variable.other.member"],
  ["  example.com", "example", "variable.other.member"],
  ["example.com # office", "example", "variable.other.member"],
  ["example.com # office", "office", "comment.line.unread"],
  ["example.com second.example", "second", "comment.line.unread"],
  ["192.0.2", "192", "constant.numeric.address"],
  ["192.0.2.0/24", "192", "variable.other.member"],
  ["IPv6:2001:db8:1", "2001", "constant.numeric.address"],
];

const CF: readonly Case[] = [
  ["# a comment", "comment", "comment.line.number-sign"],
  ["V10/Berkeley", "10", "constant.numeric"],
  ["Cwlocalhost", "w", "variable.other.class"],
  ["D{name}value", "{name}", "variable.other.macro"],
  ["Kaccess hash -T<TMPF> /etc/mail/access", "access", "entity.name.function.map"],
  ["Kaccess hash -T<TMPF> /etc/mail/access", "hash", "support.type.map"],
  ["O SuperSafe=True", "True", "constant.language.boolean"],
  ["O SuperSafe=True", "SuperSafe", "variable.other.constant.option"],
  ["Scheck_rcpt", "check_rcpt", "entity.name.function.ruleset"],
  ["R<RELAY> $*\t$@ RELAY\trelayable", "relayable", "comment.line.third-column"],
  ["R$+ < @ $=w >\t$: $>Foo $1", "$=w", "variable.other.class"],
  ["R$+ < @ $=w >\t$: $>Foo $1", "Foo", "entity.name.function.ruleset"],
  ["R$*\t$#local $: $1", "local", "entity.name.type.mailer"],
  ["H?D?Date: $a", "Date", "variable.parameter.header"],
  ["Msmtp, P=[IPC], F=mDFMuX, S=11", "smtp", "entity.name.type.mailer"],
  ["Msmtp, P=[IPC], F=mDFMuX, S=11", "P=", "variable.parameter.equate"],
];

const MAILERTABLE: readonly Case[] = [
  ["# a comment", "comment", "comment.line.number-sign"],
  [" a.example esmtp:b.example", "esmtp", "invalid.illegal"],
  ["a.example\tesmtp:[b.example]", "a.example", "variable.other.key"],
  ["a.example\tesmtp:[b.example]", "esmtp", "entity.name.type.mailer"],
  ["a.example\tesmtp:[b.example]", "b.example", "variable.other.host"],
  ["a.example\tuucp-new:b", "uucp-new", "entity.name.type.mailer"],
  [".a.example\tesmtp:[%1.b.example]", ".a", "keyword.operator.below"],
  [".a.example\tesmtp:[%1.b.example]", "%1", "constant.character.placeholder"],
  ["a.example error:5.1.2:550 gone", "error", "entity.name.type.mailer"],
  ["a.example error:5.1.2:550 gone", "5.1.2", "constant.numeric.dsn"],
  ["a.example error:5.1.2:550 gone", "550", "constant.numeric.reply"],
  ["a.example error:5.1.2:550 gone", "gone", "string.unquoted.text"],
  ["a.example error:5.1.2 550 gone", "550", "string.unquoted.text"],
  ["a.example b.example", "b.example", "string.unquoted.value"],
];

const ALIASES: readonly Case[] = [
  ["# a comment", "comment", "comment.line.number-sign"],
  ["# a comment\n more of it", "more", "comment.line.number-sign"],
  ["sales: jane", "sales", "variable.other.key"],
  ["sales : jane", ":", "punctuation.separator.key-value"],
  ["sales: jane,\n\tjoe", "joe", "variable.parameter.user"],
  ["sales: jane\nmore: joe", "more", "variable.other.key"],
  ["sales: jane@a.example", "a.example", "variable.other.host"],
  ['x: "|/bin/cat a, b"', "cat", "string.quoted.double.program"],
  ['x: |"/bin/cat a"', "cat", "string.quoted.double.program"],
  ["x: |/bin/cat, joe", "joe", "variable.parameter.user"],
  ["x: :include:/etc/list, joe", ":include:", "keyword.control.include"],
  ["x: :include:/etc/list, joe", "list", "string.unquoted.path"],
  ["x: :include:/etc/list, joe", "joe", "variable.parameter.user"],
  ["x: /dev/null", "/dev/null", "string.unquoted.path"],
  ["x: \\joe", "\\", "keyword.operator.direct"],
  ["x: jane (away), joe", "away", "comment.block"],
  ["no colon here", "no", "invalid.illegal"],
];

test.each(ALIASES)("aliases %j: %s is %s", (text, needle, scope) => {
  expect(scopesAt(aliases, text, needle)).toContain(scope);
});

const LIST: readonly Case[] = [
  ["# a comment", "comment", "comment.line.number-sign"],
  ["joe #@# a comment", "comment", "comment.line.number-sign"],
  ["joe #@# a comment", "joe", "variable.parameter.user"],
  ["joe # none", "none", "variable.parameter.user"],
  ["joe, jane@a.example", "a.example", "variable.other.host"],
  ['"|/bin/cat a, b"', "cat", "string.quoted.double.program"],
  [":include:/etc/list, joe", "list", "string.unquoted.path"],
  ["\\joe", "\\", "keyword.operator.direct"],
];

test.each(LIST)("list %j: %s is %s", (text, needle, scope) => {
  expect(scopesAt(list, text, needle)).toContain(scope);
});

const VIRTUSERTABLE: readonly Case[] = [
  ["# a comment", "comment", "comment.line.number-sign"],
  [" u@a.example bob", "bob", "invalid.illegal"],
  ["u@a.example\tbob", "u@", "variable.parameter.user"],
  ["u@a.example\tbob", "a.example", "variable.other.key"],
  ["u@a.example\tbob", "bob", "variable.other.recipient"],
  ["@a.example\t%1@b.example", "%1", "constant.character.placeholder"],
  ["@a.example\t%1@b.example", "b.example", "variable.other.host"],
  ["u@a.example bob # office", "# office", "string.unquoted.value"],
  ["u@a.example error:5.1.1:550 gone", "error", "entity.name.type.mailer"],
  ["u@a.example error:5.1.1:550 gone", "5.1.1", "constant.numeric.dsn"],
  ["u@a.example error:5.1.1:550 gone", "550", "constant.numeric.reply"],
  ["u@a.example error:nouser 550 gone", "gone", "string.unquoted.text"],
  ["u@a.example |/bin/prog", "prog", "invalid.illegal.target"],
];

const GENERICSTABLE: readonly Case[] = [
  ["# a comment", "comment", "comment.line.number-sign"],
  ["joe@a.example joe.doe@b.example", "joe@", "variable.parameter.user"],
  ["joe@a.example joe.doe@b.example", "joe.doe", "variable.other.recipient"],
  ["joe@a.example joe.doe@b.example", "b.example", "variable.other.host"],
  ["joe joe.doe@b.example # x", "# x", "string.unquoted.value"],
];

const DOMAINTABLE: readonly Case[] = [
  ["# a comment", "comment", "comment.line.number-sign"],
  ["old.example\tnew.example", "old.example", "variable.other.key"],
  ["old.example\tnew.example", "new.example", "variable.other.host"],
  ["old.example\tnew.example # x", "# x", "string.unquoted.value"],
];

test.each(ACCESS)("access %j: %s is %s", (text, needle, scope) => {
  expect(scopesAt(access, text, needle)).toContain(scope);
});

test.each(CLASS)("class %j: %s is %s", (text, needle, scope) => {
  expect(scopesAt(classFile, text, needle)).toContain(scope);
});

test.each(CF)("cf %j: %s is %s", (text, needle, scope) => {
  expect(scopesAt(cf, text, needle)).toContain(scope);
});

test.each(MAILERTABLE)("mailertable %j: %s is %s", (text, needle, scope) => {
  expect(scopesAt(mailertable, text, needle)).toContain(scope);
});

test.each(VIRTUSERTABLE)("virtusertable %j: %s is %s", (text, needle, scope) => {
  expect(scopesAt(virtusertable, text, needle)).toContain(scope);
});

test.each(GENERICSTABLE)("genericstable %j: %s is %s", (text, needle, scope) => {
  expect(scopesAt(genericstable, text, needle)).toContain(scope);
});

test.each(DOMAINTABLE)("domaintable %j: %s is %s", (text, needle, scope) => {
  expect(scopesAt(domaintable, text, needle)).toContain(scope);
});

test("no table line colours the next one", () => {
  for (const [grammar, cases] of [
    [access, ACCESS],
    [classFile, CLASS],
    [cf, CF],
    [list, LIST],
    [mailertable, MAILERTABLE],
    [virtusertable, VIRTUSERTABLE],
    [genericstable, GENERICSTABLE],
    [domaintable, DOMAINTABLE],
    [aliases, ALIASES.filter(([text]) => !text.includes("\n"))],
  ] as const) {
    for (const [text] of cases) {
      const alone = tokenize(grammar, "# last")[0];
      expect(tokenize(grammar, `${text}\n# last`)[1]).toEqual(alone);
    }
  }
});

test("long lines keep their pace", () => {
  for (const grammar of [access, aliases, classFile, cf, list, mailertable]) {
    for (const line of [
      "a".repeat(20_000),
      "a ".repeat(10_000),
      "1.".repeat(10_000),
      `x ERROR:${"5.7.1:".repeat(3_300)}`,
      `R${"\t".repeat(3_000)}`,
    ]) {
      const start = performance.now();
      tokenize(grammar, line);
      expect(performance.now() - start, line.slice(0, 20)).toBeLessThan(4_000);
    }
  }
});
