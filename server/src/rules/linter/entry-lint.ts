// Runs the rules about table lines, and keeps what they said of each run of lines until those lines change.
import { perSite } from "../../site/per-site.ts";
import type { MailSite, TableFile } from "../../site/types.ts";
import { BlockMemory } from "../../tables/per-block.ts";
import type { TableBlock, TableEntry } from "../../tables/types.ts";
import type { Span } from "../../text.ts";
import { entryContext } from "../facts/entry-context.ts";
import type { EntryContext, EntryKinds, EntryRule, Finding, Report, SiteFact } from "../types.ts";
import { isCodeOf } from "./former.ts";
import { suppressionsOf } from "./suppressions.ts";

/** What was said of one line, in offsets from the start of its block; fixes are worked out again when they are asked for. */
interface Kept {
  readonly rule: EntryRule;
  readonly finding: Omit<Finding, "fixes">;
  /** Offset of the entry's key, by which it is found again. */
  readonly key: number;
  readonly hasFixes: boolean;
}

/** The lines of one block of which a rule says the same for one cause: only where they are, since one of them will stand for all. */
interface Shared {
  readonly rule: EntryRule;
  readonly cause: string;
  /** Offsets of the entries' keys from the start of the block. */
  readonly keys: number[];
}

interface Judged {
  readonly single: readonly Kept[];
  readonly shared: readonly Shared[];
}

const kept = new BlockMemory<Judged>();

/** What makes the fingerprint of a fact, once for each site. */
const fingerprints = new WeakMap<SiteFact, (site: MailSite) => string>();

function fingerprint(fact: SiteFact, site: MailSite): string {
  const of = fingerprints.get(fact) ?? perSite((one) => fact.fingerprint(fact.of(one)));
  fingerprints.set(fact, of);
  return of(site);
}

/** Checks each line of one file by rules about its kind, a block in each step. Only lines in blocks that changed since the last time are looked at. */
export function* checkEntries(
  file: TableFile,
  site: MailSite,
  rules: readonly { readonly rule: EntryRule; readonly report: Report }[],
): Generator<void, void> {
  const context = entryContext(file, site);
  const reports = new Map(rules.map(({ rule, report }) => [rule, report]));
  const judges = new Judges(rules.map(({ rule }) => rule));
  const facts = new Set(rules.flatMap(({ rule }) => rule.facts ?? []));
  const known = [...facts].map((fact) => fingerprint(fact, site));
  const key = [context.fingerprint, ...known, ...rules.map(({ rule }) => rule.meta.code)].join(" ");
  const causes = new Map<EntryRule, Map<string, Lines[]>>();
  for (const block of file.table.blocks()) {
    yield;
    const { single, shared } = kept.get(block.identity, key, () => judge(block, context, judges));
    for (const { rule, finding, key: entryStart, hasFixes } of single) {
      const shifted = shift(finding, block.start, file.uri);
      const fixes = () => again(rule, file, entryStart + block.start, context, shifted.span);
      reports.get(rule)?.(hasFixes ? { ...shifted, fixes } : shifted);
    }
    for (const { rule, cause, keys } of shared) {
      const known = causes.get(rule) ?? new Map<string, Lines[]>();
      const runs = known.get(cause) ?? [];
      runs.push({ start: block.start, keys });
      known.set(cause, runs);
      causes.set(rule, known);
    }
  }
  for (const [rule, lines] of causes)
    for (const [cause, runs] of lines) reportCause(rule, cause, runs, file, context, reports.get(rule));
}

/** Lines of one block, by the offsets of their keys from its start. */
interface Lines {
  readonly start: number;
  readonly keys: readonly number[];
}

/**
 * One finding for one cause: at the first of its lines, saying how many more there are. Lines that a comment silences are
 * reported each for itself, so that the comment has something to silence and does not speak for the others.
 */
function reportCause(
  rule: EntryRule,
  cause: string,
  runs: readonly Lines[],
  file: TableFile,
  context: EntryContext,
  report: Report | undefined,
): void {
  const silenced = silencedKeys(rule, file, context.site);
  let first: number | undefined;
  let count = 0;
  const findings = (keyStart: number) => foundAt(rule, file, keyStart, context).filter((one) => one.cause === cause);
  for (const { start, keys } of runs) {
    if (silenced.size === 0) {
      first ??= (keys[0] ?? 0) + start;
      count += keys.length;
      continue;
    }
    for (const key of keys) {
      if (silenced.has(key + start)) for (const finding of findings(key + start)) report?.(finding);
      else {
        first ??= key + start;
        count += 1;
      }
    }
  }
  if (first === undefined) return;
  const more = count - 1;
  const others = more === 1 ? "1 other line" : `${more.toLocaleString("en")} other lines`;
  for (const finding of findings(first).slice(0, 1))
    report?.(
      more === 0 ? finding : { ...finding, message: `${finding.message} The same is true of ${others} in this file.` },
    );
}

/** The keys' offsets of the entries that a comment on the line before silences for this rule. */
function silencedKeys(rule: EntryRule, file: TableFile, site: MailSite): ReadonlySet<number> {
  const keys = new Set<number>();
  for (const { scope, codes, line } of suppressionsOf(site, file.uri)) {
    if (scope !== "next-line" || !codes.some(({ code }) => isCodeOf(rule.meta, code))) continue;
    const entry = file.table.entryAt(line);
    if (entry !== undefined) keys.add(entry.keySpan.start);
  }
  return keys;
}

function judge(block: TableBlock, context: EntryContext, judges: Judges): Judged {
  const single: Kept[] = [];
  const shared: Shared[] = [];
  let rule: EntryRule;
  let entry: TableEntry;
  // One function for all: a new one for each line and rule would be millions.
  const report: Report = ({ fixes, ...finding }) => {
    const key = entry.keySpan.start - block.start;
    if (finding.cause === undefined) {
      const relative = shift(finding, -block.start, finding.span.source);
      single.push({ rule, finding: relative, key, hasFixes: fixes !== undefined });
      return;
    }
    const same = shared.find((one) => one.rule === rule && one.cause === finding.cause);
    if (same === undefined) shared.push({ rule, cause: finding.cause, keys: [key] });
    else same.keys.push(key);
  };
  for (entry of block.entries()) for (rule of judges.of(entry)) rule.checkEntry(entry, context, report);
  return { single, shared };
}

/** Tags that are remembered: they may be anything, and a file of made-up ones must not fill the memory. */
const MOST_TAGS = 200;

/** Rules by the shape of a key; or the same ones for all shapes, so that it need not be worked out. */
type ByShape = readonly EntryRule[] | Map<string, readonly EntryRule[]>;

/** Some rules, and which of them have a say about entries of some kinds: by tag, then action, then shape. */
class Judges {
  readonly #rules: readonly EntryRule[];
  /** False where all rules look at all entries: their kinds need not be worked out. */
  readonly #isChoosy: boolean;
  readonly #byTag = new Map<string, Map<string, ByShape>>();

  constructor(rules: readonly EntryRule[]) {
    this.#rules = rules;
    this.#isChoosy = rules.some(({ concerns }) => concerns !== undefined);
  }

  /** Maps in maps, because a key of all three would have to be made for each of a million lines. */
  of(entry: TableEntry): readonly EntryRule[] {
    if (!this.#isChoosy) return this.#rules;
    const { tag, action } = entry;
    let byAction = this.#byTag.get(tag);
    if (byAction === undefined) {
      byAction = new Map();
      if (this.#byTag.size < MOST_TAGS) this.#byTag.set(tag, byAction);
    }
    let byShape = byAction.get(action.kind);
    if (byShape === undefined) {
      byShape = this.#byShape(entry);
      byAction.set(action.kind, byShape);
    }
    if (!(byShape instanceof Map)) return byShape;
    const { kind } = entry.shape;
    let rules = byShape.get(kind);
    if (rules === undefined) {
      rules = this.#concerned(entry, kind);
      byShape.set(kind, rules);
    }
    return rules;
  }

  /** No map where no rule asks for the shape of such an entry. */
  #byShape(entry: TableEntry): ByShape {
    const { tag, action, shape } = entry;
    let isAsked = false;
    const kinds: EntryKinds = {
      tag: tag.toLowerCase(),
      action: action.kind,
      get shape() {
        isAsked = true;
        return shape.kind;
      },
    };
    const rules = this.#rules.filter((rule) => rule.concerns?.(kinds) !== false);
    return isAsked ? new Map() : rules;
  }

  #concerned({ tag, action }: TableEntry, shape: EntryKinds["shape"]): readonly EntryRule[] {
    const kinds = { tag: tag.toLowerCase(), shape, action: action.kind };
    return this.#rules.filter((rule) => rule.concerns?.(kinds) !== false);
  }
}

function shift(finding: Omit<Finding, "fixes">, by: number, source: string): Omit<Finding, "fixes"> {
  const move = (span: Span): Span => ({ source, start: span.start + by, end: span.end + by });
  // A place in another file stays where it is.
  const related = finding.related?.map(({ span, message }) => ({
    span: span.source === finding.span.source ? move(span) : span,
    message,
  }));
  return { ...finding, span: move(finding.span), ...(related === undefined ? {} : { related }) };
}

/** The fixes of a finding, from the entry as it is now. */
function again(rule: EntryRule, file: TableFile, keyStart: number, context: EntryContext, span: Span) {
  const found = foundAt(rule, file, keyStart, context);
  const same = found.find((finding) => finding.span.start === span.start && finding.span.end === span.end);
  return same?.fixes?.() ?? [];
}

/** What a rule says of one entry. */
function foundAt(rule: EntryRule, file: TableFile, keyStart: number, context: EntryContext): readonly Finding[] {
  const entry: TableEntry | undefined = file.table.entryAtOffset(keyStart);
  const found: Finding[] = [];
  if (entry !== undefined) rule.checkEntry(entry, context, (finding) => found.push(finding));
  return found;
}
