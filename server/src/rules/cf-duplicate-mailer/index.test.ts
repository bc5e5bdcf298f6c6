import { testRule } from "../testing.ts";
import { rule } from "./index.ts";

const cf = (...lines: readonly string[]) => ({ "sendmail.cf": `V10/Berkeley\n${lines.join("\n")}\n` });

testRule(rule, {
  finds: {
    "two of a name": cf("Mlocal, P=/bin/a, A=a", "M⟦local⟧, P=/bin/b, A=b"),
    "two that differ by case": cf("Mlocal, P=/bin/a, A=a", "M⟦LOCAL⟧, P=/bin/b, A=b"),
  },
  silent: {
    "one that sendmail has itself": cf("M*file*, P=[FILE], A=FILE $u", "Mprog, P=/bin/sh, A=sh -c $u"),
    "a comment": cf("Mlocal, P=/bin/a, A=a", "# Mlocal, P=/bin/b, A=b"),
  },
});
