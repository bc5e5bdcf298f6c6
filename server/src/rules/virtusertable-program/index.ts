// A program, a file or :include: on the right side: sendmail takes them from the aliases alone.
import { virtualValueRule } from "../virtusertable-lines.ts";

const NOUNS = { program: "programs", file: "files", include: "lists" } as const;

export const rule = virtualValueRule(
  {
    code: "virtusertable-program",
    title: "A program, a file or a list on the right side",
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
      message: `Mail for this address is refused: no ${NOUNS[kind]} may be here.\nClients get 550 5.7.1. Name an alias here, and write ${text.text} on its line in the aliases.`,
    });
  },
);
