// What the rules about lines of the virtusertable share.
import { keyOf } from "../../kinds/virtusertable/key.ts";
import type { TableEntry } from "../../tables/types.ts";
import { readVirtusertableValue, type VirtusertableValue } from "../../tables/values/virtusertable.ts";
import type { EntryContext, EntryRule, Report, RuleMeta } from "../types.ts";

/** The last line that was taken apart: one rule after the other asks for the same. */
let last: { readonly entry: TableEntry; readonly value: VirtusertableValue } | undefined;

/** What the right side of a line is. */
export function virtualValue(entry: TableEntry): VirtusertableValue {
  if (last?.entry !== entry) last = { entry, value: readVirtusertableValue(entry.value) };
  return last.value;
}

/** A rule about lines that sendmail may find, whose right side is of one of some kinds. */
export function virtualValueRule<Kind extends VirtusertableValue["kind"]>(
  meta: RuleMeta,
  kinds: readonly Kind[],
  check: (
    value: Extract<VirtusertableValue, { kind: Kind }>,
    entry: TableEntry,
    report: Report,
    context: EntryContext,
  ) => void,
): EntryRule {
  const wanted: ReadonlySet<string> = new Set(kinds);
  return {
    meta,
    checkEntry(entry, context, report) {
      const value = virtualValue(entry);
      if (!wanted.has(value.kind) || keyOf(entry.key).kind === "never") return;
      check(value as Extract<VirtusertableValue, { kind: Kind }>, entry, report, context);
    },
  };
}
