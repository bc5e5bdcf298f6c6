import { expect, test } from "vitest";
import { wordClass } from "../policy/word-class.ts";
import { dequote, join, memberAtEnd, memberAtStart, stripQuotes, tokenize } from "./tokens.ts";

const words = (...list: string[]) => wordClass(list.map((word) => ({ word, span: undefined })));

test.each([
  ["user@host.example", ["user", "@", "host", ".", "example"]],
  ["<a%b@c>", ["<", "a", "%", "b", "@", "c", ">"]],
  ['"a b"@c', ['"a b"', "@", "c"]],
  ["x (comment (nested)) y", ["x", "y"]],
  ["IPv6:2001:db8::1", ["IPv6", ":", "2001", ":", "db8", ":", ":", "1"]],
  ["a\\@b", ["a\\@b"]],
  ["", []],
])("%s is cut into tokens", (text, tokens) => {
  expect(tokenize(text)).toEqual(tokens);
});

test("two atoms get a blank between them, nothing else does", () => {
  expect(join(["550", "go", "away", ",", "now"])).toBe("550 go away,now");
});

test("quotes and backslashes go", () => {
  expect(stripQuotes('550 "a \\"b\\"" c')).toBe('550 a "b" c');
});

test.each([
  ['"foo"', ["foo"]],
  ['"a@b"', ["a", "@", "b"]],
  ['""', []],
  ['"foo bar"', undefined],
  ["foo", undefined],
  ['"a<b"', undefined],
])("the dequote map makes of %s what sendmail makes of it", (token, tokens) => {
  expect(dequote(token)).toEqual(tokens);
});

test("classes match whole parts of names and addresses", () => {
  expect(memberAtEnd(words("example.org"), tokenize("a.b.Example.ORG"))?.word).toBe("example.org");
  expect(memberAtEnd(words("example.org"), tokenize("notexample.org"))).toBeUndefined();
  expect(memberAtStart(words("192.0.2"), tokenize("192.0.2.77"))?.word).toBe("192.0.2");
  expect(memberAtStart(words("192.0.2"), tokenize("192.0.20.77"))).toBeUndefined();
  expect(memberAtStart(words("192.0.2."), tokenize("192.0.2.77"))?.word).toBe("192.0.2.");
});
