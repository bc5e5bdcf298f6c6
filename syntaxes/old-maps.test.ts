// Highlighting of userdb, bitdomain and uudomain.
import { expect, test } from "vitest";
import { grammarOf, scopesAt } from "./tokenize.ts";

test.each([
  ["bitdomain", "# a comment", "comment", "comment.line.number-sign"],
  ["bitdomain", " one a.example", "one", "invalid.illegal"],
  ["bitdomain", "one\ta.example", "one", "variable.other.key"],
  ["uudomain", "one\ta.example", "a.example", "variable.other.host"],
  ["userdb", "joe:maildrop root", "joe", "variable.other.key"],
  ["userdb", "joe:maildrop root", "maildrop", "keyword.control.field"],
  ["userdb", "joe:maildrop root, ann", "root", "string.unquoted.value"],
  ["userdb", "joe root", "root", "string.unquoted.value"],
])("%s %j: %s is %s", async (name, text, needle, scope) => {
  expect(scopesAt(await grammarOf(`source.sendmail-${name}`), text, needle)).toContain(scope);
});
