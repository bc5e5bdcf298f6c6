// What keys name, and how CIDR nets are written for sendmail.
import { describe, expect, test } from "vitest";
import { cidrPrefixes } from "./cidr.ts";
import { classifyKey, ownerOf, registrableOf } from "./key.ts";

describe("keys", () => {
  test.each([
    ["", { kind: "empty" }],
    ["Example.COM", { kind: "domain", name: "example.com", leadingDot: false, trailingDot: false }],
    [".example.com", { kind: "domain", name: "example.com", leadingDot: true }],
    ["example.com.", { kind: "domain", name: "example.com", trailingDot: true }],
    ["com", { kind: "domain", name: "com" }],
    ["[mail.example]", { kind: "domain", name: "mail.example", bracketed: true }],
    ["10", { kind: "ipv4", octets: [10], count: 2 ** 24 }],
    ["192.0.2", { kind: "ipv4", octets: [192, 0, 2], count: 256, trailingDot: false, spelling: "192.0.2" }],
    ["192.0.2.", { kind: "ipv4", octets: [192, 0, 2], trailingDot: true, spelling: "192.0.2" }],
    ["192.0.2.07", { kind: "ipv4", octets: [192, 0, 2, 7], count: 1, spelling: "192.0.2.7" }],
    ["[192.0.2.7]", { kind: "ipv4", octets: [192, 0, 2, 7], bracketed: true }],
    ["192.0.2.256", { kind: "invalid", why: "address" }],
    ["1.2.3.4.5", { kind: "invalid", why: "address" }],
    ["1..2", { kind: "invalid", why: "address" }],
    [".", { kind: "invalid" }],
    ["IPv6:2001:db8:1", { kind: "ipv6", groups: [0x2001, 0xdb8, 1], hostBits: 80, marked: true }],
    ["2001:0DB8::1", { kind: "ipv6", hostBits: 0, marked: false, spelling: "IPv6:2001:db8:0:0:0:0:0:1" }],
    ["IPv6:2001:db8:2::", { kind: "ipv6", groups: [0x2001, 0xdb8, 2], spelling: "IPv6:2001:db8:2" }],
    ["IPv6:2001:db8:2:", { kind: "ipv6", hostBits: 80 }],
    ["[IPv6:2001:db8::1]", { kind: "ipv6", bracketed: true, marked: true }],
    ["IPv6:xyz", { kind: "invalid", why: "address" }],
    ["192.0.2.0/23", { kind: "cidr", family: 4, base: [192, 0, 2, 0], length: 23 }],
    ["10/8", { kind: "cidr", family: 4, base: [10, 0, 0, 0], length: 8 }],
    ["192.0.2.0/255.255.254.0", { kind: "cidr", family: 4, length: 23 }],
    ["IPv6:2001:db8::/32", { kind: "cidr", family: 6, base: [0x2001, 0xdb8, 0, 0, 0, 0, 0, 0], length: 32 }],
    ["192.0.2.0/33", { kind: "invalid", why: "characters" }],
    ["user@", { kind: "address", user: "user", domain: "" }],
    ["user@example.com", { kind: "address", user: "user", domain: "example.com" }],
    ["@example.com", { kind: "address", user: "", domain: "example.com" }],
    ["*.example.com", { kind: "wildcard", rest: "example.com" }],
    ["192.0.2.*", { kind: "wildcard", rest: "192.0.2" }],
    ['"quoted"', { kind: "invalid", why: "quotes" }],
    ["exa$mple.com", { kind: "invalid", why: "characters" }],
    ["-x.example", { kind: "invalid", why: "characters" }],
  ])("%s", (key, shape) => {
    expect(classifyKey(key)).toMatchObject(shape);
  });
});

describe("owners of names", () => {
  test.each([
    ["com", true, undefined],
    ["co.uk", true, undefined],
    ["example.co.uk", false, "example.co.uk"],
    ["mail.example.com", false, "example.com"],
    ["github.io", true, undefined],
    ["localhost", false, undefined],
    ["intranet", false, undefined],
  ])("%s", (name, isPublicSuffix, registrable) => {
    expect({ ...ownerOf(name), registrable: registrableOf(name) }).toMatchObject({ isPublicSuffix, registrable });
  });
});

describe("CIDR as prefixes", () => {
  test.each([
    ["192.0.2.0/24", ["192.0.2"]],
    ["192.0.2.0/23", ["192.0.2", "192.0.3"]],
    ["192.0.3.9/23", ["192.0.2", "192.0.3"]],
    ["10.0.0.0/8", ["10"]],
    ["172.16.0.0/12", Array.from({ length: 16 }, (_, at) => `172.${16 + at}`)],
    ["192.0.2.4/30", ["192.0.2.4", "192.0.2.5", "192.0.2.6", "192.0.2.7"]],
    ["192.0.2.7/32", ["192.0.2.7"]],
    ["2001:db8::/32", ["IPv6:2001:db8"]],
    ["IPv6:2001:db8::/47", ["IPv6:2001:db8:0", "IPv6:2001:db8:1"]],
    ["2001:db8::7/128", ["IPv6:2001:db8:0:0:0:0:0:7"]],
  ])("%s", (key, prefixes) => {
    expect(cidrPrefixes(key)).toEqual({ ok: true, prefixes });
  });

  test.each([
    ["0.0.0.0/0", /every address/],
    ["10.0.0.0/9", /128 lines/],
    ["2001:db8::/33", /32768 lines/],
    ["192.0.2", /not a network/],
  ])("%s is declined", (key, reason) => {
    const answer = cidrPrefixes(key);
    expect(answer.ok ? "" : answer.reason).toMatch(reason);
  });
});
