// Limits and pauses that are not numbers.

import { replacement } from "../edits/edits.ts";
import { splitKey, tagOf } from "../facts/access-words.ts";
import type { EntryRule } from "../types.ts";

/** What the value is to be, by tag in lower case. */
const UNITS: Readonly<Record<string, string>> = {
  clientrate: "the number of connections a minute",
  clientconn: "the number of connections at one time",
  greetpause: "the pause in milliseconds",
};

export const rule: EntryRule = {
  meta: {
    code: "access-rate-value",
    title: "A limit or pause that is not a number",
    severity: "error",
    kinds: ["access"],
    fix: "asks",
    versions: ">=8.13",
    guidance: "anti-spam",
    sources: ['cf/README, section "Connection control"', "seen with sendmail -bt and a real daemon"],
  },
  concerns: ({ tag }) => UNITS[tag] !== undefined,
  checkEntry(entry, _context, report) {
    if (splitKey(entry) !== undefined) return;
    const unit = UNITS[tagOf(entry)];
    if (unit === undefined || entry.value === "") return;
    const { action, value, valueSpan } = entry;
    const isPause = tagOf(entry) === "greetpause";
    if (action.kind === "number" && (isPause || action.value !== 0 || value === "0")) return;
    const digits = /^\d*/.exec(value)?.[0] ?? "";
    const counted = Number(digits);
    const refuses = counted === 0 && !isPause;
    const effect = refuses
      ? "counts as a limit of 0, so every connection is refused"
      : counted === 0
        ? "counts as 0, so there is no pause"
        : `counts as ${counted}; the rest is ignored`;
    const meant =
      refuses && (digits !== "" || /^(?:un|no|inf|off|ok|relay)/i.test(value))
        ? "0"
        : counted > 0
          ? String(counted)
          : undefined;
    report({
      span: valueSpan,
      severity: refuses ? "error" : "warning",
      message: `"${value}" is not a number.\nIt ${effect}. Write ${unit}${refuses ? "; the single digit 0 means no limit" : ""}.`,
      fixes: () =>
        meant === undefined
          ? []
          : [replacement(`Write ${meant}: ${effectOfLimit(meant, unit)}`, valueSpan, meant, "asks")],
    });
  },
};

/** What a number does once it is read as one. */
function effectOfLimit(number: string, unit: string): string {
  return number === "0" ? "removes the limit, so these clients may connect" : `makes it ${unit}`;
}
