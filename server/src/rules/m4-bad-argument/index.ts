// Arguments that m4's builtins cannot use.
import { m4Rule } from "../shapes/m4-rule.ts";

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
    `m4 cannot use this argument, so ${call?.name ?? "the call"} does not do what it should.\nm4 says "${message.replace(/^Warning: /, "")}" and continues without it. Correct the argument.`,
);
