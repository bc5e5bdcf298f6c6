// A key that sendmail never asks the virtusertable for.
import { keyOf } from "../../kinds/virtusertable/key.ts";
import type { EntryRule } from "../types.ts";

export const rule: EntryRule = {
  meta: {
    code: "virtusertable-invalid-key",
    title: "A key that sendmail never asks the virtusertable for",
    severity: "warning",
    kinds: ["virtusertable"],
    fix: "asks",
    versions: "*",
    guidance: "readme",
    sources: ['cf/README, section "Virtual hosting"', "seen with sendmail -bt"],
  },
  checkEntry(entry, _context, report) {
    const key = keyOf(entry.key);
    if (key.kind !== "never") return;
    const { meant } = key;
    report({
      span: entry.keySpan,
      message: `This line does nothing: ${key.why}.\nsendmail asks for user@domain, then for @domain. ${
        meant === undefined
          ? "For a user of this server without a domain use an alias."
          : `Write ${meant}${meant.startsWith("@") ? ", which takes all users of the domain that no other line is about" : ""}.`
      }`,
      fixes: () =>
        meant === undefined
          ? []
          : [
              {
                title: `Write ${meant}: the line then decides where this mail goes`,
                grade: "asks",
                preferred: true,
                changes: [{ span: entry.keySpan, newText: meant }],
              },
            ],
    });
  },
};
