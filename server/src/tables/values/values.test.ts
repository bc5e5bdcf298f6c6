// Right sides: which part of them is where, and what they are taken for. That it is what sendmail makes of them is shown in test/oracle/tables.
import { describe, expect, test } from "vitest";
import { readErrorReply } from "./error-reply.ts";
import { readLogin } from "./login.ts";
import { readMailertableValue } from "./mailertable.ts";
import type { Part } from "./part.ts";
import { readRecipients } from "./recipients.ts";
import { readDomainValue, readGenericsValue, readUserdbKey } from "./rewriting.ts";
import { readVirtusertableValue } from "./virtusertable.ts";

function check(value: string, parts: readonly (Part | undefined)[]): void {
  for (const one of parts) if (one !== undefined) expect(value.slice(one.start, one.end)).toBe(one.text);
}

describe("error:", () => {
  test.each([
    ["error:5.1.1:550 no such user", 550, "5.1.1", undefined],
    ["error:nouser no such user", 553, "5.3.0", "no-code"],
    ["error:5.1.1 550 no such user", 553, "5.3.0", "split-status"],
    ["error:5.1.1:550 [gone]", 553, "5.3.0", "joined"],
    ["error:5.1.1:550 gone :-)", 553, "5.0.0", "unbalanced"],
    ["error:5.1.1:250 fine", 250, "5.1.1", "accepts"],
    ["error:nouser", 553, "5.3.0", "no-text"],
  ])("%s in virtusertable", (value, code, dsn, problem) => {
    const reply = readErrorReply(value, "virtusertable");
    expect(reply).toMatchObject({ code, dsn, problem });
    check(value, [reply?.codePart, reply?.dsnPart, reply?.textPart]);
  });

  test("is read in another way in mailertable", () => {
    expect(readErrorReply("error:nouser:550 x", "mailertable")).toMatchObject({ code: 550, dsn: "5.0.0", text: "x" });
    expect(readErrorReply("error:nouser:550 x", "virtusertable")).toMatchObject({ code: 553, dsn: "5.3.0" });
    expect(readErrorReply("errors:x", "mailertable")).toBeUndefined();
  });
});

test("mailertable: the parts of a value", () => {
  const value = "smtp: joe@gw.example # x";
  const read = readMailertableValue(value);
  expect(read).toMatchObject({ kind: "mailer", mailer: { text: "smtp" }, host: { text: "gw.example # x" } });
  if (read.kind === "mailer") check(value, [read.mailer, read.host, read.recipient]);
  expect(readMailertableValue("[192.0.2.1]").kind).toBe("ignored");
  expect(readMailertableValue("[IPv6:2001:db8::1]").kind).toBe("ignored");
});

test("virtusertable: the parts of a value", () => {
  const value = "Bob <bob@else.example>";
  const read = readVirtusertableValue(value);
  expect(read).toMatchObject({ kind: "address", user: { text: "bob" }, host: { text: "else.example" } });
  if (read.kind === "address") check(value, [read.user, read.host]);
  expect(readVirtusertableValue("bob, alice").kind).toBe("list");
  expect(readVirtusertableValue('"|prog"').kind).toBe("program");
});

test("genericstable, domaintable, userdb", () => {
  expect(readGenericsValue("joe, bob").kind).toBe("odd");
  expect(readGenericsValue("joe@x.example")).toMatchObject({ kind: "address", host: { text: "x.example", start: 4 } });
  expect(readDomainValue("smtp:x")).toMatchObject({ kind: "odd", why: "colon" });
  expect(readUserdbKey("joe:Maildrop")).toMatchObject({ field: "maildrop", user: { text: "joe" } });
  expect(readUserdbKey("joe")).toBeUndefined();
});

test("a login", () => {
  const value = `"U:joe" "I:joe" P:open "P=c2VjcmV0" “M:PLAIN”`;
  const { parts, unread } = readLogin(value);
  expect(parts.map(({ field, text, isBase64 }) => [field, text, isBase64])).toEqual([
    ["U", "joe", false],
    ["I", "joe", false],
    ["P", "c2VjcmV0", true],
  ]);
  check(value, parts);
  expect(unread.map(({ text }) => text)).toEqual(["P:open", "“M:PLAIN”"]);
});

test("recipients", () => {
  const value = `root, \\joe, u@x.example, "|prog a, b", /var/x, :include:/etc/l, Joe (a, b) <j@y.example>, bob # x,`;
  const found = readRecipients(value);
  check(value, found);
  expect(found.map(({ kind, target }) => [kind, target])).toEqual([
    ["local", "root"],
    ["direct", "joe"],
    ["address", "u@x.example"],
    ["program", "prog a, b"],
    ["file", "/var/x"],
    ["include", "/etc/l"],
    ["address", "j@y.example"],
    ["odd", "bob # x"],
  ]);
});

test("a plain list is read as one with quotes in it is", () => {
  const items = ["a", "a.b+c=d-e", "A@b.example", "@b", "a@", "a@b@c"];
  for (const first of items)
    for (const second of items)
      for (const join of [",", ", ", ",\t "]) {
        const value = `${first}${join}${second}`;
        expect(readRecipients(value)).toEqual(readRecipients(`${value},"x"`).slice(0, 2));
      }
});
