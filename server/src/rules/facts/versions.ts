// Each word of a .mc that has a record in the catalogue, for the rules about versions.
import { type CatalogRecord, catalog, settingRecord } from "../../catalog/index.ts";
import type { MacroCall } from "../../m4/types.ts";
import { perAnswer } from "../../site/per-site.ts";
import type { Span } from "../../text.ts";

/** A text of the catalogue as a message shows it: without Markdown's code marks. */
export function spoken(markdown: string): string {
  return markdown.trim().replace(/`` (.*?) ``|`([^`]*)`/gs, (_, m4: string | undefined, word: string) => m4 ?? word);
}

export interface KnownWord {
  readonly record: CatalogRecord;
  readonly span: Span;
  readonly call: MacroCall;
}

/** Of a setting that a version does not have m4 makes nothing; it cannot open other files, and other calls become lines of the .cf. */
export function isIgnored({ kind }: CatalogRecord): boolean {
  return kind === "option" || kind === "define";
}

/** Features, mailers, operating systems, hacks, macros and settings that the author of the site wrote. */
export const knownWords = perAnswer((site): readonly KnownWord[] => {
  const config = site.mc?.config;
  if (config === undefined) return [];
  const own = (span: Span) => site.has(span.source);
  const named = (["feature", "mailer", "ostype", "hack"] as const).flatMap((kind) => {
    const uses = { feature: config.features, mailer: config.mailers, ostype: config.ostypes, hack: config.hacks }[kind];
    return uses.flatMap(({ name, nameSpan, call, implied }) => {
      const record = catalog.get(kind, name);
      return record === undefined || implied || !own(nameSpan) ? [] : [{ record, span: nameSpan, call }];
    });
  });
  const macros = config.macros.flatMap(({ name, nameSpan, call, implied }) => {
    const record = catalog.get("macro", name);
    return record === undefined || implied || !own(nameSpan) ? [] : [{ record, span: nameSpan, call }];
  });
  const settings = config.settings.flatMap(({ name, nameSpan, call, implied, value }) => {
    const record = settingRecord(name);
    return record === undefined || implied || value === undefined || !own(nameSpan)
      ? []
      : [{ record, span: nameSpan, call }];
  });
  return [...named, ...macros, ...settings];
});
