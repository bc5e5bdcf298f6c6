import { expect, test } from "vitest";
import { asSendmailWrites, defaultQuery, parseQuery } from "./query.ts";

test("what a query leaves out is a stranger's", () => {
  expect(parseQuery({ recipient: "root" })).toEqual({ ...defaultQuery, recipient: "root" });
});

test("a client without a name does not resolve", () => {
  expect(parseQuery({ clientAddress: "2001:db8::1" })).toMatchObject({
    clientAddress: "IPv6:2001:db8:0:0:0:0:0:1",
    clientName: "[IPv6:2001:db8:0:0:0:0:0:1]",
    clientResolve: "FAIL",
  });
});

const NO_QUERIES: readonly unknown[] = [
  ...[1, null, [], { sender: 1 }, { clientResolve: "MAYBE" }, { cipherBits: "x" }, { clientaddr: "x" }],
  ...[{ MX: {} }, { mx: [] }, { mx: { a: 5 } }, { mx: { a: [1] } }, { senders: { a: "OK" } }, [], "x"].map((dns) => ({
    dns,
  })),
];

test.each(NO_QUERIES.map((value) => [value]))("%j is no query, and is told why", (value) => {
  expect(parseQuery(value)).toHaveProperty("error");
});

test("what the name service says is taken as it is", () => {
  const dns = { mx: { "a.test": ["mx.a.test"], "b.test": "TEMP" }, senders: { "c.test": "PERM" }, notCanonical: ["*"] };
  expect(parseQuery({ dns })).toMatchObject({ dns });
});

test.each([
  ["192.0.2.7", "192.0.2.7"],
  ["[192.0.2.7]", "192.0.2.7"],
  ["IPv6:2001:DB8::7", "IPv6:2001:db8:0:0:0:0:0:7"],
  ["", ""],
])("%s is written %s", (address, expected) => {
  expect(asSendmailWrites(address)).toBe(expected);
});
