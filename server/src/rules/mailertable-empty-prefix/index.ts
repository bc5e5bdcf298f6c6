// %1 in a line for one name: there is nothing that it could stand for.
import { keyOf } from "../../kinds/mailertable/key.ts";
import { targetIn } from "../mailertable-lines.ts";
import { valueSpan } from "../table-edits.ts";
import type { EntryRule } from "../types.ts";

export const rule: EntryRule = {
  meta: {
    code: "mailertable-empty-prefix",
    title: "%1 is empty in a line for one name",
    severity: "error",
    kinds: ["mailertable"],
    fix: "asks",
    versions: "*",
    guidance: "readme",
    sources: ['cf/README, section "Using mailertables"', "seen with sendmail -bt"],
  },
  checkEntry(entry, _context, report) {
    if (!entry.value.includes("%")) return;
    // %% is a percent sign.
    const at = entry.value.search(/(?<!%)%[12]/);
    if (at === -1 || keyOf(entry.key).kind !== "domain" || targetIn(entry).kind === "ignored") return;
    const span = valueSpan(entry, { start: at, end: at + 2 });
    report({
      span,
      message:
        "%1 is empty here: it has a value only if the key starts with a dot.\n%1 is the part of the domain before the key. %0 is the whole domain.",
      fixes: () => [
        {
          title: "Write %0: mail goes to a host with the name of the whole domain",
          grade: "asks",
          preferred: true,
          changes: [{ span, newText: "%0" }],
        },
      ],
    });
  },
};
