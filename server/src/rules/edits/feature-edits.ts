// Changes of a .mc that switch something on: a FEATURE in the place where a postmaster would write it, an argument of one.
import { catalog } from "../../catalog/index.ts";
import type { Use } from "../../mc/types.ts";
import type { MailSite } from "../../site/types.ts";
import type { TextDocument } from "../../text.ts";
import type { Fix, TextChange } from "../types.ts";
import { editable, lineBefore, lineBounds, lineEndOf } from "./edits.ts";
import { mayRelay } from "./effects.ts";

/**
 * The change that adds `FEATURE(...)dnl` on a line of its own: access_db before the first feature that needs it,
 * anything else after the last feature above the mailers. Undefined where the .mc has no such place.
 */
export function addedFeature(site: MailSite, name: string, call = `FEATURE(\`${name}')`): TextChange | undefined {
  const config = site.mc?.config;
  if (config === undefined) return undefined;
  const line = `${call}dnl`;
  const mailer = topLevel(site, config.mailers)[0];
  const features = topLevel(site, config.features).filter(
    ({ use }) => mailer === undefined || use.order < mailer.use.order,
  );
  const needing = features.find(({ use }) => name === "access_db" && needsAccess(use));
  if (needing !== undefined) return lineBefore(needing.document, needing.use.call, line);
  const last = features.at(-1);
  if (last !== undefined) return lineAfter(last.document, last.use, line);
  return mailer && lineBefore(mailer.document, mailer.use.call, line);
}

/** The fix that adds a feature to the .mc; [] where there is no place for it. */
export function featureFixes(site: MailSite, name: string, call?: string): readonly Fix[] {
  const change = addedFeature(site, name, call);
  const file = site.mc?.uri.replace(/^.*\//, "") ?? "";
  if (change === undefined) return [];
  const title = `Add ${call ?? `FEATURE(\`${name}')`} to ${file}: what it reads and does takes effect${mayRelay(name)}`;
  return [{ title, grade: "asks", preferred: true, changes: [change] }];
}

/** What each word of FEATURE(`access_db') brings to life in the whole map. */
const WORDS: Readonly<Record<string, string>> = {
  skip: "SKIP lines work, and stop refusing",
  lookupdotdomain: "lines that begin with a dot work, RELAY too",
  relaytofulladdress: "RELAY lines for single addresses let anyone relay to them",
};

/** The fix that gives FEATURE(`access_db') one of its words (`skip`, `lookupdotdomain`, `relaytofulladdress`). */
export function accessWordFixes(site: MailSite, word: string): readonly Fix[] {
  const use = site.mc?.config.feature("access_db").at(-1);
  const document = use && editable(site, use.call);
  if (use === undefined || document === undefined || !use.call.hasArguments) return [];
  const end = use.call.span.end - 1;
  const newText = `${use.args.length === 0 ? ", " : ""}, \`${word}'`;
  const title = `Give FEATURE(\`access_db') the argument ${word}: ${WORDS[word] ?? "lines that need it work"}`;
  const span = { source: use.call.span.source, start: end, end };
  return [{ title, grade: "asks", changes: [{ span, newText }] }];
}

/** Uses that are in the .mc itself, outside of other macros. */
function topLevel(
  site: MailSite,
  uses: readonly Use[],
): readonly { readonly use: Use; readonly document: TextDocument }[] {
  return uses.flatMap((use) => {
    const document = editable(site, use.call);
    const nested = use.implied || use.call.parent !== undefined || use.call.within !== undefined;
    return nested || document === undefined || document.uri !== site.mc?.uri ? [] : [{ use, document }];
  });
}

function needsAccess({ name }: Use): boolean {
  const record = catalog.get("feature", name);
  return [...(record?.needs ?? []), ...(record?.after ?? [])].some(({ what }) => what === "feature:access_db");
}

function lineAfter(document: TextDocument, use: Use, line: string): TextChange {
  const { end, next } = lineBounds(document, use.call.span.end);
  const eol = lineEndOf(document);
  const newText = end === next ? `${eol}${line}${eol}` : `${line}${eol}`;
  return { span: { source: use.call.span.source, start: next, end: next }, newText };
}
