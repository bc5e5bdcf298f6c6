// A key that sendmail never looks up in the mailertable.
import { keyOf } from "../../kinds/mailertable/key.ts";
import type { EntryRule } from "../types.ts";

export const rule: EntryRule = {
  meta: {
    code: "mailertable-invalid-key",
    title: "A key that sendmail never looks up in the mailertable",
    severity: "warning",
    kinds: ["mailertable"],
    fix: "asks",
    versions: "*",
    guidance: "readme",
    sources: ['cf/README, section "Using mailertables"', "seen with sendmail -bt"],
  },
  checkEntry(entry, _context, report) {
    const key = keyOf(entry.key);
    if (key.kind !== "never") return;
    const { meant } = key;
    report({
      span: entry.keySpan,
      message: `This line does nothing: ${key.why}.\n${
        meant === undefined
          ? "Mail goes where the DNS says. Write only the domain, such as example.com, or .example.com for all names below it."
          : `Mail goes where the DNS says. Write ${meant}${meant.startsWith(".") ? ", which covers all names below the domain and not the domain itself" : ""}.`
      }`,
      fixes: () =>
        meant === undefined
          ? []
          : [
              {
                title: `Write ${meant}: the line then decides where its mail goes`,
                grade: "asks",
                preferred: true,
                changes: [{ span: entry.keySpan, newText: meant }],
              },
            ],
    });
  },
};
