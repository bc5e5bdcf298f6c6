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
])("%s is stored as %s", (written, stored) => {
  expect(aliasKey(written)).toEqual({ kind: "local", stored });
});

test.each([
  ["joe @ Host.example.", "joe", "host.example"],
  ["joe%host.example", "joe", "host.example"],
  ["host.example!joe", "joe", "host.example"],
])("%s is a user of a host", (written, user, host) => {
  expect(aliasKey(written)).toEqual({ kind: "address", user, host });
});

test.each(["\ufeffroot", "root\u00a0", "\u00a0/x", "joe\\", 'joe "x y"', "(".repeat(250)])(
  "nothing is said of a name that the parser changes in a way of its own (%#)",
  (written) => {
    expect(aliasKey(written).kind).toBe("odd");
  },
);

test("a name of more than 255 bytes is refused, however long it is", () => {
  for (const name of ["x".repeat(256), "é".repeat(128), "(".repeat(100_000), "a,".repeat(1_000_000)])
    expect(aliasKey(name)).toEqual({ kind: "refused", why: "too-long" });
});
