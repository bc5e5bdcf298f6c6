// The files that a .mc names, as links: tables, included texts, certificates, and other paths that are there.
import { valueIn } from "../mc/cf-lines.ts";
import type { McMember } from "../site/types.ts";
import type { Span } from "../text.ts";
import { pathsInLine } from "./cf/links.ts";
import type { FileLink, Shown } from "./editor.ts";
import { rangeOf } from "./ranges.ts";
import { slotOf } from "./slots.ts";

/** Links to what is part of the site, and paths that are still to be looked for. */
export function mcLinks({ site, file: { uri, document, mc } }: Shown<McMember>): readonly FileLink[] {
  const found = new Map<number, FileLink>();
  const add = (span: Span | undefined, link: Omit<FileLink, "range">) => {
    if (span?.source === uri && span.end > span.start && !found.has(span.start))
      found.set(span.start, { range: rangeOf(document, span), ...link });
  };
  for (const { naming, uri: target } of site.tables) {
    const written = naming && site.document(naming.span.source)?.slice(naming.span.start, naming.span.end);
    // Where only a word stands for the file, F12 leads there, and the word has more to it than this file.
    if (naming !== undefined && written?.includes("/")) add(naming.span, { target });
  }
  for (const { path, call } of mc.config.lookups) {
    const [argument] = call.args;
    if (argument !== undefined && (call.name === "include" || call.name === "sinclude"))
      add(argument.exact ?? argument.span, { path });
  }
  for (const { name, value, call, implied } of mc.config.settings) {
    const slot = slotOf("define", 1, name);
    if (implied || value === undefined || slot?.kind !== "value" || slot.valued.type !== "path") continue;
    const isLast = mc.config.setting(name)?.call === call;
    const path = (isLast ? mc.config.option(name)?.value : undefined) ?? value.text;
    if (path.trim().includes("/")) add(value.exact ?? call.args[1]?.span, { path: path.trim() });
  }
  for (const { args, name, call } of mc.config.uses)
    for (const [at, argument] of args.entries()) {
      const offset = call.args.length - args.length;
      const slot = slotOf(call.name, at + offset, name);
      const path = argument.text.trim();
      if (slot?.kind === "value" && slot.valued.type === "path" && path.startsWith("/")) add(argument.exact, { path });
    }
  for (const line of mc.config.cfLines)
    for (const { at, length, path } of pathsInLine(line.text)) add(valueIn(line, at, at + length).exact, { path });
  return [...found.values()];
}
