// What the rules about lines of the mailertable share.
import type { TableEntry } from "../../tables/types.ts";
import { type MailertableValue, readMailertableValue } from "../../tables/values/mailertable.ts";
import type { EntryContext, EntryRule, Report, RuleMeta } from "../types.ts";

/** The last line that was taken apart: one rule after the other asks for the same. */
let last: { readonly entry: TableEntry; readonly target: MailertableValue } | undefined;

/** Where a line sends mail. */
export function targetIn(entry: TableEntry): MailertableValue {
  if (last?.entry !== entry) last = { entry, target: readMailertableValue(entry.value) };
  return last.target;
}

/** A rule about lines whose right side is of one kind. */
export function targetRule<Kind extends MailertableValue["kind"]>(
  meta: RuleMeta,
  kind: Kind,
  check: (
    target: Extract<MailertableValue, { kind: Kind }>,
    entry: TableEntry,
    context: EntryContext,
    report: Report,
  ) => void,
  facts: EntryRule["facts"] = [],
): EntryRule {
  return {
    meta,
    facts,
    checkEntry(entry, context, report) {
      const target = targetIn(entry);
      if (target.kind === kind) check(target as Extract<MailertableValue, { kind: Kind }>, entry, context, report);
    },
  };
}
