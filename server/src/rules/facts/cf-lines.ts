// What rules about a .cf share: whether a line of it comes from the .mc beside it.
import { perAnswer } from "../../site/per-site.ts";
import type { MailSite } from "../../site/types.ts";
import type { Span } from "../../text.ts";

/** The lines of the .mc and of what it includes; undefined without a .mc. */
const mcLines = perAnswer((site): ReadonlySet<string> | undefined => {
  if (site.mc === undefined) return undefined;
  const texts = [site.mc.document, ...site.documents.values()].flatMap((document) =>
    site.fileAt(document.uri)?.kind === "mc" ? [document.getText()] : [],
  );
  return new Set(texts.flatMap((text) => text.split(/\r?\n/).map((line) => line.trim())));
});

/** True for a line of the .cf that the .mc has too: what is wrong with it is said there. */
export function isInMc(site: MailSite, { start, end }: Span): boolean {
  const lines = mcLines(site);
  if (lines === undefined) return false;
  const [first = ""] = site.cf?.document.slice(start, end).split("\n") ?? [];
  return lines.has(first.trim());
}
