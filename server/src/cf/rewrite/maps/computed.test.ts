import { describe, expect, it } from "vitest";
import type { CfMap } from "../../types.ts";
import { flagsOf, rewriteValue } from "./answer.ts";
import { arith, arpa, dequote } from "./computed.ts";
import { compileRegex, lookUpRegex } from "./regex.ts";

function map(type: string, argument: string, flags: Readonly<Record<string, string>> = {}): CfMap {
  const list = Object.entries(flags).map(([letter, value]) => ({ letter, value }));
  return { name: "x", type, spec: argument, valid: true, flags: list, argument, place: undefined, specSpan: undefined };
}

const plain = flagsOf(map("dequote", ""));

describe("arith", () => {
  it.each([
    ["+", "1", "2", "3"],
    ["+", "1", "0x10", "17"],
    ["+", "1", "abc", "1"],
    ["*", "010", "2", "16"],
    ["l", "1", "2", "TRUE"],
    ["=", "1", "2", "FALSE"],
    ["/", "7", "-2", "-3"],
    ["/", "7", "0", undefined],
    ["x", "1", "2", undefined],
  ])("%s %s %s", (operator, a, b, value) => {
    expect(arith(operator, [operator, a, b])?.value).toBe(value);
  });

  it("does not guess a random number", () => {
    expect(arith("r", ["r", "1", "9"])).toBeUndefined();
  });
});

describe("dequote", () => {
  it.each([
    ['"a.b"', "a.b"],
    ["a", undefined],
    ['"a b"', undefined],
    ['"a<b"', undefined],
    ['"a"@"b"', "a@b"],
  ])("%s", (key, value) => {
    expect(dequote(key, plain).value).toBe(value);
  });

  it("puts the character of -s in place of spaces", () => {
    expect(dequote('"a b"', flagsOf(map("dequote", "", { s: "." }))).value).toBe("a.b");
  });
});

describe("arpa", () => {
  it("turns addresses round", () => {
    expect(arpa("192.0.2.7", [], plain).value).toBe("7.2.0.192");
    expect(arpa("IPv6:2001:db8::1", [], plain).value).toMatch(/^1\.0\.0\..*\.8\.b\.d\.0\.1\.0\.0\.2$/);
    expect(arpa("x", [], plain).value).toBeUndefined();
  });
});

describe("regex", () => {
  const ask = (
    pattern: string,
    key: string,
    flags: Readonly<Record<string, string>> = {},
  ): string | undefined | null => {
    const one = map("regex", pattern, flags);
    const answer = lookUpRegex(compileRegex(one), key, [key], flagsOf(one));
    return answer === undefined ? null : answer.value;
  };

  it("answers with -a, in any case unless -f", () => {
    expect(ask("^[a-z]+$", "ABC", { a: "<OK>" })).toBe("<OK>");
    expect(ask("^[a-z]+$", "ABC", { a: "<OK>", f: "" })).toBeUndefined();
    expect(ask("^[a-z]+$", "a1", { n: "" })).toBe("");
  });

  it("gives the parts that -s names", () => {
    expect(ask("^([a-z]+)-([0-9]+)$", "ab-12", { s: "1,2", d: "/" })).toBe("ab/12");
  });

  it("does not claim to understand what POSIX may read in another way", () => {
    for (const pattern of ["(a)\\1", "a**", "\\<a", "*a", "[[.a.]]", "a{1"]) expect(ask(pattern, "a")).toBeNull();
    expect(ask("(a|ab)(c|bcd)", "abcd", { s: "1" })).toBeNull();
  });
});

describe("rewriteValue", () => {
  it("fills in key and arguments", () => {
    expect(rewriteValue("%1@x %0 %% %q %9", ["k", "one"], plain)).toBe("one@x k % %q ");
    expect(rewriteValue("%1", undefined, plain)).toBe("%1");
  });
});
