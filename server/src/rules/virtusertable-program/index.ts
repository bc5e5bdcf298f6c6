// A program, a file or :include: on the right side: sendmail takes them from the aliases alone.
import { virtualValueRule } from "../facts/virtusertable-lines.ts";

const NOUNS = { program: "program", file: "file", include: "list" } as const;

export const rule = virtualValueRule(
  {
    code: "virtusertable-program",
    title: "A program, a file or a list on the right side of the virtusertable",
    severity: "error",
    kinds: ["virtusertable"],
    fix: "none",
    versions: "*",
    guidance: "readme",
    sources: ['cf/README, section "Virtual hosting"', "seen with sendmail -bt"],
  },
  ["program", "file", "include"],
  ({ kind, text }, entry, report) => {
    report({
      span: entry.valueSpan,
      message: `sendmail refuses mail for this address: a ${NOUNS[kind]} is not allowed here.\nClients get 550 5.7.1. Name an alias here, and write ${text.text} on the line of that alias.`,
    });
  },
);
