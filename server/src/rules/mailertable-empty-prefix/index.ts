// %1 in a line for one name: there is nothing that it could stand for. %0 in a line for all names below one: it is the key, with its dot.
import { hasArgument, keyOf, readFor } from "../../kinds/mailertable/key.ts";
import type { TableEntry } from "../../tables/types.ts";
import { valueSpan } from "../edits/table-edits.ts";
import { targetIn } from "../facts/mailertable-lines.ts";
import type { EntryRule, Report } from "../types.ts";

export const rule: EntryRule = {
  meta: {
    code: "mailertable-empty-prefix",
    title: "%1 in a line for one name is empty; %0 in a line for many is not the name",
    severity: "error",
    kinds: ["mailertable"],
    fix: "asks",
    versions: "*",
    guidance: "readme",
    sources: ['cf/README, section "Using mailertables"', "seen with sendmail -bt"],
  },
  checkEntry(entry, _context, report) {
    if (!entry.value.includes("%")) return;
    const key = keyOf(entry.key);
    const { kind } = key;
    if (kind === "never") return;
    const target = targetIn(entry).kind;
    // %% is a percent sign.
    const empty = [...entry.value.matchAll(/(?<!%)%(\d)/g)].find(([, digit = ""]) => !hasArgument(key, digit));
    if (empty !== undefined && (target !== "ignored" || readFor(entry.value, key).kind !== "ignored"))
      reportEmpty(entry, empty.index, kind === "domain", report);
    if (kind === "domain") return;
    const start = /[:,[@]\s*(?=%0)/.exec(entry.value);
    if (start === null || target !== "mailer") return;
    const at = start.index + start[0].length;
    const whole = kind === "below" ? "%1%0" : "%1";
    const span = valueSpan(entry, { start: at, end: at + 2 });
    report({
      span,
      message: `%0 is the key here, and not the domain of the address: mail fails.\nThe host is then ${entry.key}, with its dot first. ${whole} is the whole domain.`,
      fixes: () => [
        {
          title: `Write ${whole}: mail goes to a host with the name of the whole domain`,
          grade: "asks",
          preferred: true,
          changes: [{ span, newText: whole }],
        },
      ],
    });
  },
};

/** Says that %1 or another one is empty. */
function reportEmpty(entry: TableEntry, at: number, isForOne: boolean, report: Report): void {
  const span = valueSpan(entry, { start: at, end: at + 2 });
  const name = entry.value.slice(at, at + 2);
  report({
    span,
    message: isForOne
      ? `${name} is empty here: it has a value only if the key starts with a dot.\n%1 is the part of the domain before the key. %0 is the whole domain.`
      : `${name} is empty here: nothing is filled in for it.\n%1 is the part of the domain before the key; for the key "." it is the whole domain. %2 is the last label of that part; for the key "." it is empty.`,
    fixes: () =>
      isForOne
        ? [
            {
              title: "Write %0: mail goes to a host with the name of the whole domain",
              grade: "asks",
              preferred: true,
              changes: [{ span, newText: "%0" }],
            },
          ]
        : [],
  });
}
