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
  let rule: EntryRule;
  let entry: TableEntry;
  // One function for all: a new one for each line and rule would be millions.
  const report: Report = ({ fixes, ...finding }) => {
    const relative = shift(finding, -block.start, finding.span.source);
    found.push({ rule, finding: relative, key: entry.keySpan.start - block.start, hasFixes: fixes !== undefined });
  };
  for (entry of block.entries()) for (rule of judges.of(entry)) rule.checkEntry(entry, context, report);
  if (known.size >= CONTEXTS)
    for (const oldest of [...known.keys()].slice(0, known.size - CONTEXTS + 1)) known.delete(oldest);
  known.set(key, found);
  kept.set(block.identity, known);
  return found;
}

/** Tags that are remembered: they may be anything, and a file of made-up ones is no reason to remember them all. */
const MOST_TAGS = 200;

/** Some rules, and which of them have a say about entries of some kinds: by tag, then shape, then action. */
class Judges {
  readonly #rules: readonly EntryRule[];
  readonly #byTag = new Map<string, Map<string, Map<string, readonly EntryRule[]>>>();

  constructor(rules: readonly EntryRule[]) {
    this.#rules = rules;
  }

  /** Maps in maps, because a key of all three would have to be made for each of a million lines. */
  of({ tag, shape, action }: TableEntry): readonly EntryRule[] {
    let byShape = this.#byTag.get(tag);
    if (byShape === undefined) {
      byShape = new Map();
      if (this.#byTag.size < MOST_TAGS) this.#byTag.set(tag, byShape);
    }
    let byAction = byShape.get(shape.kind);
    if (byAction === undefined) {
      byAction = new Map();
      byShape.set(shape.kind, byAction);
    }
    let rules = byAction.get(action.kind);
    if (rules === undefined) {
      const kinds = { tag: tag.toLowerCase(), shape: shape.kind, action: action.kind };
      rules = this.#rules.filter((rule) => rule.concerns?.(kinds) !== false);
      byAction.set(action.kind, rules);
    }
    return rules;
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
