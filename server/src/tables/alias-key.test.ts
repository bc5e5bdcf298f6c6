// Names of aliases: what the address parser leaves of them.
import { expect, test } from "vitest";
import { aliasKey } from "./alias-key.ts";

test.each([
  ["bob root", "bob.root"],
  ['"Joe"', "joe"],
  ['"Joe Smith"', '"joe smith"'],
  ["joe (the (very) boss)", "joe"],
  ['"Joe Smith" <joe>', "joe"],
  ["joe ;", "joe"],
  ["joe + detail", "joe+detail"],
  ["a / b ^c [ d ]", "a/b^c[d]"],
  ["a\\ . b c", "a\\ .b.c"],
  ["\ufeffroot", "\ufeffroot"],
  ["root\u00a0", "root\u00a0"],
  ["JüRGEN x", "jürgen.x"],
])("%s is stored as %s", (written, stored) => {
  expect(aliasKey(written)).toEqual({ kind: "local", stored });
});

test.each([
  ["joe @ Host.example.", "joe", "host.example"],
  ["joe%host.example", "joe", "host.example"],
  ["host.example!joe", "joe", "host.example"],
  ['"Joe"@host.example', "joe", "host.example"],
  ['"Joe@host.example"', "joe", "host.example"],
  ['"Joe Smith"@host.example', '"joe smith"', "host.example"],
  ["joe+*@host.example", "joe+*", "host.example"],
])("%s is a user of a host", (written, user, host) => {
  expect(aliasKey(written)).toEqual({ kind: "address", user, host });
});

test.each([
  ["größe", "character"],
  ["(À) joe", "character"],
  ["“joe”", "character"],
  ["(".repeat(250), "unbalanced"],
  ['"joe', "unbalanced"],
  ["<joe", "unbalanced"],
  ["()", "empty"],
  ["<>", "empty"],
  ["joe@@", "two-at"],
  ["joe@host.example@", "not-own"],
  ["joe@[host.example]", "not-own"],
] as const)("%s is refused: %s", (written, why) => {
  expect(aliasKey(written)).toEqual({ kind: "refused", why });
});

test.each(["joe\\", 'joe "x y"', "joe>", "joe (x"])(
  "nothing is said of a name that the parser changes in a way of its own (%#)",
  (written) => {
    expect(aliasKey(written).kind).toBe("odd");
  },
);

test("a name of more than 255 bytes is refused, however long it is", () => {
  for (const name of ["x".repeat(256), "é".repeat(128), "(".repeat(100_000), "a,".repeat(1_000_000)])
    expect(aliasKey(name)).toEqual({ kind: "refused", why: "too-long" });
});
