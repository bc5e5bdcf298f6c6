// Runs the rules about table lines, and keeps what they said of each run of lines until those lines change.
import type { MailSite, TableFile } from "../site/types.ts";
import type { TableBlock, TableEntry } from "../tables/types.ts";
import type { Span } from "../text.ts";
import { entryContext } from "./entry-context.ts";
import type { EntryContext, EntryRule, Finding, Report } from "./types.ts";

/** What was said of one line, in offsets from the start of its block; fixes are worked out anew when they are asked for. */
interface Kept {
  readonly rule: EntryRule;
  readonly finding: Omit<Finding, "fixes">;
  /** Offset of the entry's key, by which it is found again. */
  readonly key: number;
  readonly hasFixes: boolean;
}

/** By block, and there by the context in which it was judged. The block's own life ends what is kept of it. */
const kept = new WeakMap<object, Map<string, readonly Kept[]>>();

/** How many contexts are remembered for a block: the present one and the one before an undo. */
const CONTEXTS = 2;

/** Checks each line of one file. Only lines in blocks that changed since the last time are looked at. */
export function checkEntries(
  file: TableFile,
  site: MailSite,
  rules: readonly { readonly rule: EntryRule; readonly report: Report }[],
): void {
  const context = entryContext(file, site);
  const wanted = rules.filter(({ rule }) => rule.meta.kinds.includes(file.role));
  const reports = new Map(wanted.map(({ rule, report }) => [rule, report]));
  const judges = new Judges(wanted.map(({ rule }) => rule));
  const key = `${context.fingerprint} ${wanted.map(({ rule }) => rule.meta.code).join(" ")}`;
  for (const block of file.table.blocks()) {
    for (const { rule, finding, key: entryStart, hasFixes } of judge(block, key, context, judges)) {
      const shifted = shift(finding, block.start, file.uri);
      const fixes = () => again(rule, file, entryStart + block.start, context, shifted.span);
      reports.get(rule)?.(hasFixes ? { ...shifted, fixes } : shifted);
    }
  }
}

function judge(block: TableBlock, key: string, context: EntryContext, judges: Judges): readonly Kept[] {
  const known = kept.get(block.identity) ?? new Map<string, readonly Kept[]>();
  const before = known.get(key);
  if (before !== undefined) return before;
  const found: Kept[] = [];
  for (const entry of block.entries()) {
    for (const rule of judges.of(entry)) {
      rule.checkEntry(entry, context, ({ fixes, ...finding }) => {
        const relative = shift(finding, -block.start, finding.span.source);
        found.push({ rule, finding: relative, key: entry.keySpan.start - block.start, hasFixes: fixes !== undefined });
      });
    }
  }
  if (known.size >= CONTEXTS)
    for (const oldest of [...known.keys()].slice(0, known.size - CONTEXTS + 1)) known.delete(oldest);
  known.set(key, found);
  kept.set(block.identity, known);
  return found;
}

const MOST_KINDS = 2_000;

/** Some rules, and which of them have a say about entries of some kinds. */
class Judges {
  readonly #rules: readonly EntryRule[];
  readonly #byKinds = new Map<string, readonly EntryRule[]>();

  constructor(rules: readonly EntryRule[]) {
    this.#rules = rules;
  }

  of(entry: TableEntry): readonly EntryRule[] {
    const kinds = { tag: entry.tag.toLowerCase(), shape: entry.shape.kind, action: entry.action.kind };
    const key = `${kinds.tag} ${kinds.shape} ${kinds.action}`;
    let known = this.#byKinds.get(key);
    if (known === undefined) {
      known = this.#rules.filter((rule) => rule.concerns?.(kinds) !== false);
      // Tags may be anything: a file of made-up ones is no reason to remember them all.
      if (this.#byKinds.size < MOST_KINDS) this.#byKinds.set(key, known);
    }
    return known;
  }
}

function shift(finding: Omit<Finding, "fixes">, by: number, source: string): Omit<Finding, "fixes"> {
  const move = (span: Span): Span => ({ source, start: span.start + by, end: span.end + by });
  const related = finding.related?.map(({ span, message }) => ({ span: move(span), message }));
  return { ...finding, span: move(finding.span), ...(related === undefined ? {} : { related }) };
}

/** The fixes of a finding, from the entry as it stands now. */
function again(rule: EntryRule, file: TableFile, keyStart: number, context: EntryContext, span: Span) {
  const entry: TableEntry | undefined = file.table.entryAtOffset(keyStart);
  const found: Finding[] = [];
  if (entry !== undefined) rule.checkEntry(entry, context, (finding) => found.push(finding));
  const same = found.find((finding) => finding.span.start === span.start && finding.span.end === span.end);
  return same?.fixes?.() ?? [];
}
