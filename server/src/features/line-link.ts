// Links from a hover to lines of the site.
import { baseName } from "../site/paths.ts";
import type { MailSite, TableFile } from "../site/types.ts";
import type { Span } from "../text.ts";
import { markdownLink } from "./markdown.ts";

/** A link to the line of a place, with the file's name where it is not the .mc. */
export function lineLink(site: MailSite, { source, start }: Span): string {
  const document = site.document(source);
  if (document === undefined) return "an included file";
  const line = document.positionAt(start).line + 1;
  const name = source === site.mc?.uri ? "" : ` of ${baseName(source)}`;
  return markdownLink(`line ${line}${name}`, source, `L${line}`);
}

/** The same in parentheses, after a space; "" for what is in no file of the site. */
export function lineLinkBehind(site: MailSite, span: Span | undefined): string {
  return span === undefined || !site.has(span.source) ? "" : ` (${lineLink(site, span)})`;
}

/** Which line of the configuration has a table read; [] where that is not known. */
export function readThanksTo({ naming }: TableFile, site: MailSite): readonly string[] {
  if (naming === undefined || !site.has(naming.span.source)) return [];
  const { source, start, end } = naming.span;
  if (start === end) return ["Read by default: no line of the configuration names it."];
  const name = source === site.mc?.uri ? ` of ${baseName(source)}` : "";
  return [`Read because of ${lineLink(site, naming.span)}${name}.`];
}
