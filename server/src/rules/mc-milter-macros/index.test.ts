import { mc, testRule } from "../testing.ts";
import { rule } from "./index.ts";

const list = (value: string) => ({
  "sendmail.mc": mc(
    `define(\`confMILTER_MACROS_CONNECT', \`${value}')dnl`,
    "INPUT_MAIL_FILTER(`dkim', `S=inet:8891@127.0.0.1')dnl",
  ),
});

const DOLLAR = "$";

testRule(rule, {
  finds: {
    "a long name without braces": { files: list("j, ⟦daemon_name⟧"), fixed: list("j, {daemon_name}") },
    "a long name with a $": { files: list(`j, ⟦${DOLLAR}{daemon_name}⟧`), fixed: list("j, {daemon_name}") },
    "an open brace": { files: list("⟦{daemon_name⟧, j"), fixed: list("{daemon_name}, j") },
    "semicolons between": { files: list("⟦j;{daemon_name}⟧"), fixed: list("j, {daemon_name}") },
    "a semicolon and a space": { files: list("⟦_;⟧ {daemon_name}"), fixed: list("_ {daemon_name}") },
    parentheses: { files: list("⟦(daemon_name)⟧"), fixed: list("{daemon_name}") },
    "in a .cf": { "sendmail.cf": "V10/Berkeley\nO Milter.macros.connect=j, ⟦daemon_name⟧\n" },
  },
  silent: {
    "names as they are": list("j, _, {daemon_name}, {if_addr}"),
    "spaces between": list("j _ {daemon_name}"),
    "a letter with a $": list("$j, {daemon_name}"),
  },
});
