// A new name that is an old name in another line: it is not looked up again.
import { keyOf } from "../../kinds/domaintable/key.ts";
import { readDomainValue } from "../../tables/values/rewriting.ts";
import { partFix } from "../edits/table-edits.ts";
import { NEW_NAMES } from "../facts/new-names.ts";
import type { EntryRule } from "../types.ts";

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
    const next = context.fact(NEW_NAMES).byOld.get(value.name.text.toLowerCase());
    if (next === undefined || next === value.name.text.toLowerCase()) return;
    const isName = readDomainValue(next).kind === "name" && next !== entry.lookup;
    report({
      span: entry.valueSpan,
      message: `sendmail does not look up the new name again: it replaces names only once.\nAddresses keep the name that this line gives. ${isName ? `Write ${next} if that is the name you want.` : "The two lines swap the names."}`,
      fixes: () =>
        isName ? [partFix(entry, value.name, next, `Write ${next}: mail for the old name then goes there`)] : [],
    });
  },
};
