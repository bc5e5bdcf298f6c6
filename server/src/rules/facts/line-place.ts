// Where a line that a .mc writes into its .cf is written: in the .mc, or in a file that it includes.
import { valueIn } from "../../mc/cf-lines.ts";
import type { CfLine } from "../../mc/types.ts";
import type { MailSite } from "../../site/types.ts";
import type { Span } from "../../text.ts";

/** The line itself where all of it is written in one file of the site, else the call in the .mc that makes it. */
export function placeOfLine(site: MailSite, line: CfLine): Span {
  const { exact } = valueIn(line, 0, line.text.length);
  if (exact !== undefined && site.has(exact.source)) return exact;
  const [first] = line.parts;
  const source = first?.origin.source;
  // In the .mc itself the line has its place; quotes that m4 took off make it several parts.
  if (source === undefined || source === site.mc?.config.source || !site.has(source)) return line.span;
  if (line.parts.some(({ origin, exact: isExact }) => !isExact || origin.source !== source)) return line.span;
  const start = Math.min(...line.parts.map(({ origin }) => origin.start));
  return { source, start, end: Math.max(...line.parts.map(({ origin }) => origin.end)) };
}
