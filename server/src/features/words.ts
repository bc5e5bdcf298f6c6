// What stands under a cursor: the word, the call around it, and what the catalogue knows of it.
import { type CatalogRecord, catalog, type Kind, settingRecord } from "../catalog/index.ts";
import type { MacroCall } from "../m4/types.ts";
import type { MailSite } from "../site/types.ts";
import { contains, type Span, touches } from "../text.ts";

/** A word of the catalogue where it is used. */
export interface Word {
  readonly record: CatalogRecord;
  readonly span: Span;
  /** The call that the word names or stands in. */
  readonly call: MacroCall;
  /** Index of the record's own argument under the cursor; undefined on the word itself. */
  readonly argument?: number;
}

/** Macros whose first argument names a record of another kind. */
export const NAMING: Readonly<Record<string, Kind>> = {
  FEATURE: "feature",
  MAILER: "mailer",
  OSTYPE: "ostype",
  DOMAIN: "domain",
  HACK: "hack",
};
const DEFINING: ReadonlySet<string> = new Set(["define", "undefine", "pushdef", "popdef", "ifdef"]);

/** The word of a .mc at an offset: only of calls that m4 really made, so that dead text has no words. */
export function wordAt(site: MailSite, uri: string, offset: number): Word | undefined {
  const calls = site.mc?.config.expansion.calls ?? [];
  const here = calls.filter(
    ({ span, nameSpan }) => span.source === uri && touches(span, offset) && contains(span, nameSpan),
  );
  // The innermost call is the shortest one around the cursor; of equal ones the last, which ran in the end.
  const inner = here.reduce<MacroCall | undefined>(
    (best, call) => (best === undefined || size(call) <= size(best) ? call : best),
    undefined,
  );
  if (inner === undefined) return undefined;
  return touches(inner.nameSpan, offset) ? nameOf(inner) : argumentOf(inner, offset);
}

function size({ span }: MacroCall): number {
  return span.end - span.start;
}

function nameOf(call: MacroCall): Word | undefined {
  const record = catalog.get("macro", call.name) ?? catalog.get("builtin", call.name) ?? settingRecord(call.name);
  return record && { record, span: call.nameSpan, call };
}

function argumentOf(call: MacroCall, offset: number): Word | undefined {
  const index = call.args.findIndex(({ span }) => span.source === call.span.source && touches(span, offset));
  const argument = call.args[index];
  const first = call.args[0];
  if (argument === undefined || first === undefined) return undefined;
  const span = argument.exact ?? argument.span;
  const kind = NAMING[call.name];
  if (kind !== undefined) {
    const record = catalog.get(kind, first.text.trim());
    return record && { record, span, call, ...(index === 0 ? {} : { argument: index - 1 }) };
  }
  if (DEFINING.has(call.name)) {
    const record = settingRecord(first.text.trim());
    if (record === undefined || index === 0) return record && { record, span, call };
    return listWord(record, argument.text, span, offset, call) ?? { record, span, call };
  }
  const record = catalog.get("macro", call.name) ?? catalog.get("builtin", call.name);
  return record && { record, span, call, argument: index };
}

/** A word in a value that is a list of known words, such as that of confPRIVACY_FLAGS. */
function listWord(record: CatalogRecord, value: string, span: Span, offset: number, call: MacroCall): Word | undefined {
  if (!("list" in record) || record.list === undefined || span.end - span.start !== value.length) return undefined;
  const within = offset - span.start;
  const letters = "type" in record && record.type === "flags";
  for (const { 0: word, index } of value.matchAll(letters ? /\S/g : /[^\s,]+/g)) {
    if (index > within || within > index + word.length) continue;
    const found = catalog.get(record.list, word);
    if (found !== undefined)
      return {
        record: found,
        span: { ...span, start: span.start + index, end: span.start + index + word.length },
        call,
      };
  }
  return undefined;
}
