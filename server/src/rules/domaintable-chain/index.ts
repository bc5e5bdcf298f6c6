// A new name that is an old name in another line: it is not looked up again.
import { keyOf } from "../../kinds/domaintable/key.ts";
import { perSite } from "../../site/per-site.ts";
import { readDomainValue } from "../../tables/values/rewriting.ts";
import { partFix } from "../edits/table-edits.ts";
import type { EntryRule, SiteFact } from "../types.ts";

/** More lines than these are not compared: each keystroke would ask for all of them. */
const MOST_LINES = 20_000;

/** New names by old ones. */
const NEW_NAMES: SiteFact<ReadonlyMap<string, string>> = {
  of: perSite((site) => {
    const names = new Map<string, string>();
    const table = site.tableOf("domaintable")?.table;
    if (table === undefined || table.entryCount > MOST_LINES) return names;
    for (const { lookup, value } of table.entries()) if (!names.has(lookup)) names.set(lookup, value);
    return names;
  }),
  fingerprint: (names) => JSON.stringify([...names]),
};

export const rule: EntryRule = {
  meta: {
    code: "domaintable-chain",
    title: "A new name that has a domaintable line of its own",
    severity: "warning",
    kinds: ["domaintable"],
    fix: "asks",
    versions: "*",
    guidance: "readme",
    sources: ['cf/README, section "Features"', "seen with sendmail -bt"],
  },
  facts: [NEW_NAMES],
  checkEntry(entry, context, report) {
    const value = readDomainValue(entry.value);
    if (value.kind === "odd" || keyOf(entry.key).kind === "never") return;
    const next = context.fact(NEW_NAMES).get(value.name.text.toLowerCase());
    if (next === undefined || next.toLowerCase() === value.name.text.toLowerCase()) return;
    const isName = readDomainValue(next).kind === "name" && next.toLowerCase() !== entry.lookup;
    report({
      span: entry.valueSpan,
      message: `sendmail does not look up the new name again: it replaces names only once.\nAddresses keep the name that this line gives. ${isName ? `Write ${next} if that is the name you want.` : "The two lines swap the names."}`,
      fixes: () =>
        isName ? [partFix(entry, value.name, next, `Write ${next}: mail for the old name then goes there`)] : [],
    });
  },
};
