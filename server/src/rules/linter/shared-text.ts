// Whether a stretch of a .mc is read more than once, so that a change meant for one place would change others, too.
import { catalog } from "../../catalog/index.ts";
import type { MacroCall } from "../../m4/types.ts";
import { perSite } from "../../site/per-site.ts";
import type { MailSite } from "../../site/types.ts";
import { contains, type Span } from "../../text.ts";
import { SpanIndex } from "../edits/span-index.ts";
import type { Fix } from "../types.ts";

/** What m4 did with the texts of a site. */
interface Readings {
  /** Calls that m4 made more than once out of the same text. */
  readonly repeated: SpanIndex<MacroCall>;
  /** Arguments of words and settings, with the call that got them. */
  readonly given: SpanIndex<{ readonly span: Span; readonly call: MacroCall }>;
  /** Bodies of macros that other text mentions more often than their one use. */
  readonly bodies: SpanIndex<{ readonly span: Span; readonly name: string }>;
}

const readings = perSite((site): Readings | undefined => {
  const config = site.mc?.config;
  if (config === undefined) return undefined;
  const { calls, definitions } = config.expansion;
  const own = ({ source }: Span) => site.has(source);
  const first = new Map<string, MacroCall>();
  const repeated = calls.filter((call) => {
    // What a word of the vocabulary does by itself is placed where the word is.
    if (!own(call.span) || isPlacedAt(call, call.parent)) return false;
    const key = `${call.name} ${call.span.start} ${call.span.end} ${call.span.source}`;
    const isRepeated = first.has(key);
    first.set(key, call);
    return isRepeated;
  });
  const words = [...config.uses, ...config.settings].filter(({ implied }) => !implied);
  const given = [...new Set(words.map(({ call }) => call))].flatMap((call) =>
    call.args.flatMap(({ exact }) => (exact !== undefined && own(exact) ? [{ span: exact, call }] : [])),
  );
  const sources = [...new Set([...first.values()].map(({ span }) => span.source))];
  const mentions = mentionsIn(sources.map((source) => site.document(source)?.getText() ?? "").join("\n"));
  const bodies = definitions.flatMap(({ name, value: { exact } }) =>
    exact !== undefined && own(exact) && mentions(name) > usual(name) ? [{ span: exact, name }] : [],
  );
  return { repeated: indexed(repeated), given: indexed(given), bodies: indexed(bodies) };
});

function indexed<T extends { readonly span: Span }>(items: readonly T[]): SpanIndex<T> {
  const index = new SpanIndex<T>();
  for (const item of items) index.add(item.span, item);
  return index;
}

function isPlacedAt({ span }: MacroCall, other: MacroCall | undefined): boolean {
  return other !== undefined && contains(span, other.span) && contains(other.span, span);
}

/** Tells how often a name is written where it is not being defined or asked about. */
function mentionsIn(text: string): (name: string) => number {
  const count = new Map<string, number>();
  const add = (name: string, more: number) => count.set(name, (count.get(name) ?? 0) + more);
  for (const [name] of text.matchAll(/\w+/g)) add(name, 1);
  for (const [, name = ""] of text.matchAll(/\b(?:define|undefine|pushdef|popdef|ifdef|ifndef)\(\s*`*(\w+)/g))
    add(name, -1);
  return (name) => (/^[A-Za-z_]\w*$/.test(name) ? (count.get(name) ?? 0) : 0);
}

/** sendmail itself reads its options; a macro of the author's own is there to be written once. */
function usual(name: string): number {
  return catalog.get("option", name) !== undefined || catalog.get("define", name) !== undefined ? 0 : 1;
}

/** Why a change there would reach further than it seems, as the end of a sentence; undefined where it does not. */
function sharedText(site: MailSite, place: Span): string | undefined {
  const known = readings(site);
  if (known === undefined) return undefined;
  const at = <T extends { readonly span: Span }>(index: SpanIndex<T>): readonly T[] => {
    const found = new Set<T>();
    for (const one of index.near(place)) if (meets(one.span, place)) found.add(one);
    return [...found];
  };
  if (at(known.repeated).length > 0) return "this text is read more than once";
  const body = at(known.bodies).find(({ span }) => contains(span, place));
  if (body !== undefined) return `${body.name} is used in more than one place`;
  const readers = at(known.given).map(({ call }) => call);
  const isShared = readers.some((one) =>
    readers.some((other) => one !== other && !contains(one.span, other.span) && !contains(other.span, one.span)),
  );
  return isShared ? "more than one setting takes this text" : undefined;
}

/** Fixes that ask, and whose titles say so, where a change would reach further than the finding: in a body that stands for two settings. */
export function withReach(site: MailSite, fixes: readonly Fix[]): readonly Fix[] {
  return fixes.map((fix) => {
    const why = fix.changes.flatMap(({ span }) => sharedText(site, span) ?? [])[0];
    if (why === undefined) return fix;
    return { ...fix, title: `${fix.title} (careful: ${why})`, grade: "asks", reach: { why, elsewhere: fix.grade } };
  });
}

/** True where two stretches overlap or touch: what is put at the end of a text becomes a part of it. */
function meets(a: Span, b: Span): boolean {
  return a.source === b.source && a.start <= b.end && b.start <= a.end && (a.start < b.end || b.start < a.end);
}
