import { describe, expect, it } from "vitest";
import { Code } from "../codes.ts";
import type { Message } from "./messages.ts";
import { printed } from "./messages.ts";
import { join, stripQuotes, type Table, Tokenizer } from "./tokens.ts";

const stock = new Tokenizer(".:%@!^/[]+", "8.17.1");

function scan(text: string, table: Table = "external", tokenizer = stock): readonly (string | undefined)[] {
  return tokenizer.scan(text, { table }).tokens?.map((token) => token.text) ?? [undefined];
}

function said(text: string, table: Table = "external"): readonly string[] {
  const messages: Message[] = [];
  stock.scan(text, { table, report: (message) => messages.push(message) });
  return messages.map(printed);
}

describe("scan", () => {
  // Each as `sendmail -bt` printed it.
  it.each([
    ["user@example.org", ["user", "@", "example", ".", "org"]],
    ['"a b"@c', ['"a b"', "@", "c"]],
    ["a (x (y)) b", ["a", "b"]],
    ["a\\!b", ["a", "!", "b"]],
    ['\\"c', ['\\"c']],
    ["a\\", ["a"]],
    ["<@a,@b:c@d>", ["<", "@", "a", ",", "@", "b", ":", "c", "@", "d", ">"]],
    ["", [undefined]],
    ["(only)", [undefined]],
    ["a<b", ["a", "<", "b", ">"]],
    ["a>b", ["ab"]],
  ])("cuts %j", (text, tokens) => {
    expect(scan(text)).toEqual(tokens);
  });

  it("keeps parentheses in rules and in test mode", () => {
    expect(scan("a(b)", "rule")).toEqual(["a", "(", "b", ")"]);
  });

  it("knows operators in rules only", () => {
    expect(scan(`a${Code.else}b`, "rule")).toEqual(["a", Code.else, "b"]);
    expect(scan(`a${Code.else}b`)).toEqual([`a${Code.else}b`]);
  });

  it("takes a name into the token of its operator", () => {
    expect(scan(`${Code.class}w.`, "rule")).toEqual([`${Code.class}w`, "."]);
  });

  it("has sendmail's own operators without OperatorChars", () => {
    expect(scan("a!b@c.d", "external", new Tokenizer(undefined, "8.17.1"))).toEqual(["a!b", "@", "c", ".", "d"]);
  });

  it("says what does not balance, with the address", () => {
    expect(said("a<b")).toEqual(["a<b... Unbalanced '<'"]);
    expect(said('a"b')).toEqual([`a"b... Unbalanced '"'`]);
    expect(said("(a")).toEqual(["(a... Unbalanced '('"]);
    expect(said(")a")).toEqual([")a... Unbalanced ')'"]);
    expect(said("a>")).toEqual(["a>... Unbalanced '>'"]);
  });

  it("refuses long tokens, one byte earlier in 8.15.2", () => {
    const old = new Tokenizer(undefined, "8.15.2");
    expect(scan("a".repeat(256))).toEqual(["a".repeat(256)]);
    expect(scan("a".repeat(257))).toEqual([undefined]);
    expect(scan("a".repeat(256), "external", old)).toEqual([undefined]);
  });

  it("ends at a delimiter outside of quotes and brackets", () => {
    const first = stock.scan('"a,b",c', { table: "rule", delimiter: "," });
    expect(first.tokens?.map((token) => token.text)).toEqual(['"a,b"']);
    expect(first.end).toBe(5);
  });
});

describe("join and stripQuotes", () => {
  it("puts a blank between two atoms only", () => {
    expect(join(stock.tokensOf(["a", "b", ".", "c", '"d"', "e"]), " ", 100)).toBe('a b.c"d"e');
  });

  it("cuts at sendmail's buffer", () => {
    expect(join(stock.tokensOf(["abcdef"]), " ", 6)).toBe("abc");
  });

  it("takes quotes and backslashes away", () => {
    expect(stripQuotes('"a \\"b\\\\"')).toBe('a "b\\');
  });
});
