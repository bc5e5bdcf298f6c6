// Arguments that m4's builtins cannot use.
import { m4Rule } from "../m4-rule.ts";

export const rule = m4Rule(
  {
    code: "m4-bad-argument",
    title: "m4 cannot use an argument of one of its builtins",
    severity: "warning",
    kinds: ["mc"],
    fix: "none",
    versions: "*",
    sources: ["GNU m4 manual"],
  },
  ["too-few-arguments", "bad-argument", "undefined-macro"],
  ({ message, call }) =>
    `m4 will say "${message.replace(/^Warning: /, "")}" and go on without it, so ${call?.name ?? "the call"} does not do what it was written for. Correct the argument.`,
);
