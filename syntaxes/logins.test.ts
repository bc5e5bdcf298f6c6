// Highlighting of the table of logins.
import { expect, test } from "vitest";
import { grammarOf, scopesAt, tokenize } from "./tokenize.ts";

const authinfo = await grammarOf("source.sendmail-authinfo");

const CASES: readonly (readonly [text: string, needle: string, scope: string])[] = [
  ["# a comment", "comment", "comment.line.number-sign"],
  [' AuthInfo:a.example "U:joe"', "AuthInfo", "invalid.illegal"],
  ['AuthInfo:a.example\t"U:joe"', "AuthInfo:", "keyword.control.tag"],
  ['authinfo:a.example "U:joe"', "authinfo:", "keyword.control.tag"],
  ['AuthInfo:a.example\t"U:joe"', "a.example", "variable.other.key"],
  ['a.example "U:joe"', "a.example", "variable.other.key"],
  ['AuthInfo: "U:joe"', "U", "variable.parameter.field"],
  ['AuthInfo: "U:joe"', "joe", "string.quoted.double.value"],
  ['AuthInfo: "U:joe" "P=c2V"', "c2V", "string.quoted.double.password"],
  ['AuthInfo: "U:joe" "P:a#b"', "a#b", "string.quoted.double.password"],
  ['AuthInfo: "U:joe" "M:PLAIN LOGIN"', "LOGIN", "constant.language.mechanism"],
  ["AuthInfo: U:joe", "U:joe", "string.unquoted.unread"],
  ['AuthInfo: "X:joe"', "X:joe", "string.unquoted.unread"],
];

test.each(CASES)("%j: %s is %s", (text, needle, scope) => {
  expect(scopesAt(authinfo, text, needle)).toContain(scope);
});

test("no line colours the next one", () => {
  for (const [text] of CASES) expect(tokenize(authinfo, `${text}\n# last`)[1]).toEqual(tokenize(authinfo, "# last")[0]);
});
