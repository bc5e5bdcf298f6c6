// Runs the rules over a site and gives what they found, file by file, with suppressions and settings applied.
import { isInRange, NEWEST_VERSION } from "../../catalog/index.ts";
import type { KindName } from "../../kinds/index.ts";
import type { MailSite } from "../../site/types.ts";
import { keep } from "../../text/keep.ts";
import type { Span } from "../../text.ts";
import type {
  EntryRule,
  Finding,
  Problem,
  Report,
  Rule,
  RuleMeta,
  RuleOptions,
  Severity,
  SiteRule,
  Suppression,
  TableRule,
} from "../types.ts";
import { foldConsequences } from "./causes.ts";
import { addExposures, foldProofs } from "./exposure-lint.ts";
import { KeptFindings } from "./kept-findings.ts";
import { laidOut } from "./message.ts";
import { OpenPlaces } from "./open-places.ts";
import { withReach } from "./shared-text.ts";
import { suppressionsOf } from "./suppressions.ts";
import { versionWords } from "./version-words.ts";

export type { Problem } from "../types.ts";

export const PRESETS = ["recommended", "strict", "relay-only"] as const;
/** Which rules are applied. */
export type Preset = (typeof PRESETS)[number];

/** What the user set; every part may be missing. */
export interface LintOptions extends RuleOptions {
  /** Severity, or off, for single codes. */
  readonly severities?: Readonly<Record<string, Severity | "off">>;
  readonly preset?: Preset;
  /** True where comments silence nothing: for audits. */
  readonly unsilenced?: boolean;
}

interface ActiveRule {
  readonly rule: Rule;
  /** The same by what it looks at: of hundreds of rules that is quicker asked here. */
  readonly ofSite: SiteRule | undefined;
  readonly ofTable: TableRule | undefined;
  readonly ofEntry: EntryRule | undefined;
  readonly override: Severity | undefined;
  /** True where only what a former rule said of it is wanted. */
  readonly isOff: boolean;
  /** What is set for the rules that were merged into it. */
  readonly former: ReadonlyMap<string, Severity | "off">;
}

/** What some settings make of all rules. */
interface Selection {
  readonly active: readonly ActiveRule[];
  /** Codes that could not have spoken, those of merged rules too. */
  readonly off: ReadonlySet<string>;
}

/** Problems by file, in the order of their places; a file without problems may be missing. */
export type Problems = ReadonlyMap<string, readonly Problem[]>;

/** Checks a whole site. Never throws: a rule that does is a defect of ours, and its error passes through to the caller's log. */
export function lint(site: MailSite, rules: readonly Rule[], options: LintOptions = {}): Problems {
  const steps = lintSteps(site, rules, options);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/**
 * As `lint`, in steps between which the caller may do something else, or give up: a map may have a million lines.
 *
 * @param kept what the same rules found in the version of the site before
 */
export function* lintSteps(
  site: MailSite,
  rules: readonly Rule[],
  options: LintOptions,
  kept = new KeptFindings(),
): Generator<void, Problems> {
  const byFile = new Map<string, Problem[]>();
  const openPlaces = new OpenPlaces(site);
  const words = versionWords(site, options);
  const { active, off } = selectionOf(rules, options);
  const reporter = ({ rule: { meta }, override, isOff, former }: ActiveRule): Report => {
    return (finding) => {
      const own = finding.former === undefined ? undefined : former.get(finding.former);
      if (own === "off" || (own === undefined && isOff)) return;
      const { source } = finding.span;
      const document = site.document(source);
      if (document === undefined || openPlaces.hide(finding, meta, document)) return;
      const message = laidOut(words.said(shortened(finding.message)), meta.title);
      const { fixes } = finding;
      const reaching = fixes === undefined ? {} : { fixes: () => withReach(site, words.possible(fixes())) };
      const severity = own ?? override ?? finding.severity ?? meta.severity;
      const problem = { ...finding, ...reaching, message, meta, severity };
      const known = byFile.get(source);
      if (known === undefined) byFile.set(source, [problem]);
      else if (!isSame(known.at(-1), problem)) known.push(problem);
    };
  };
  // Most rules find nothing.
  const reportAll = (found: readonly Finding[], one: ActiveRule): void =>
    found.length === 0 ? undefined : found.forEach(reporter(one));
  const run = kept.begin(site, options);
  const entryRules: { readonly rule: EntryRule; readonly report: Report }[] = [];
  const present = new Set<KindName>([...site.tables.map(({ kind }) => kind), ...configKinds(site)]);
  const isPresent = (kind: KindName): boolean => present.has(kind);
  let works = 0;
  for (const one of active) {
    const { ofSite, ofTable, ofEntry, rule } = one;
    const { kinds } = rule.meta;
    if (!kinds.some(isPresent)) continue;
    if (ofSite !== undefined) reportAll(run.inSite(ofSite), one);
    if (ofTable !== undefined)
      for (const file of site.tables) if (kinds.includes(file.kind)) reportAll(run.inTable(ofTable, file), one);
    if (ofEntry !== undefined) entryRules.push({ rule: ofEntry, report: reporter(one) });
    // Nobody needs a break after what is only said again.
    if (run.works > works) yield;
    works = run.works;
  }
  for (const file of site.tables) {
    const about = entryRules.filter(({ rule }) => rule.meta.kinds.includes(file.kind));
    yield* run.inEntries(about, file);
  }
  run.end();
  const exposureRules = active.flatMap((one) =>
    "checkExposure" in one.rule ? [{ rule: one.rule, report: reporter(one) }] : [],
  );
  yield;
  addExposures(site, byFile, exposureRules);
  yield;
  for (const uri of options.unsilenced === true ? [] : filesOf(site)) silence(site, uri, byFile, active, off, reporter);
  foldConsequences(byFile);
  for (const problems of byFile.values())
    problems.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  foldProofs(site, byFile);
  return byFile;
}

/** Selections that are kept of each list of rules: every keystroke asks for one, settings hardly ever change. */
const MOST_SELECTIONS = 8;
const selections = new WeakMap<readonly Rule[], Map<string, Selection>>();

function selectionOf(rules: readonly Rule[], options: LintOptions): Selection {
  const { targetVersion, preset, severities } = options;
  const key = JSON.stringify([targetVersion, preset, severities]);
  const known = selections.get(rules) ?? new Map<string, Selection>();
  selections.set(rules, known);
  const selection = known.get(key) ?? select(rules, options);
  keep(known, key, selection, MOST_SELECTIONS);
  return selection;
}

function select(rules: readonly Rule[], options: LintOptions): Selection {
  const active = rules.flatMap((rule): readonly ActiveRule[] => {
    const severity = severityOf(rule.meta, options);
    const override = severity === rule.meta.severity || severity === "off" ? undefined : severity;
    const former = formerSeverities(rule.meta, options);
    return severity === "off" && !keepsFormer(rule.meta, options)
      ? []
      : [{ rule, ...shapesOf(rule), override, isOff: severity === "off", former }];
  });
  return { active, off: codesOff(rules, active, options) };
}

function shapesOf(rule: Rule): Pick<ActiveRule, "ofSite" | "ofTable" | "ofEntry"> {
  return {
    ofSite: "check" in rule ? rule : undefined,
    ofTable: "checkTable" in rule ? rule : undefined,
    ofEntry: "checkEntry" in rule ? rule : undefined,
  };
}

/** True for what a rule says again of a text that m4 reads more than once. */
function isSame(one: Problem | undefined, other: Problem): boolean {
  return (
    one?.meta === other.meta &&
    one.span.start === other.span.start &&
    one.span.end === other.span.end &&
    one.message === other.message
  );
}

/** A message that quotes a word of megabytes helps nobody, and no list can show it. */
const LONGEST_MESSAGE = 2_000;

function shortened(message: string): string {
  if (message.length <= LONGEST_MESSAGE) return message;
  const half = LONGEST_MESSAGE / 2;
  return `${message.slice(0, half)} … ${message.slice(-half)}`;
}

/** What the user set for the rules that were merged into one, and for what is not true at the target version: off. */
function formerSeverities({ former = [] }: RuleMeta, options: LintOptions): ReadonlyMap<string, Severity | "off"> {
  const version = options.targetVersion ?? NEWEST_VERSION;
  return new Map(
    former.flatMap(({ code, versions = "*" }) => {
      const own = isInRange(version, versions) ? options.severities?.[code] : "off";
      return own === undefined ? [] : [[code, own] as const];
    }),
  );
}

/** True where a rule that is off was merged from one that the user set, at versions at which that is true. */
function keepsFormer(meta: RuleMeta, options: LintOptions): boolean {
  if (!isInRange(options.targetVersion ?? NEWEST_VERSION, meta.versions)) return false;
  return [...formerSeverities(meta, options).values()].some((severity) => severity !== "off");
}

/** Codes that could not have spoken, those of merged rules too. */
function codesOff(rules: readonly Rule[], active: readonly ActiveRule[], options: LintOptions): ReadonlySet<string> {
  const running = new Map(active.map(({ rule, isOff }) => [rule, isOff]));
  return new Set(
    rules.flatMap((rule) => {
      const isOff = running.get(rule) ?? true;
      const own = formerSeverities(rule.meta, options);
      const former = (rule.meta.former ?? []).map(({ code }) => code);
      return [
        ...(isOff ? [rule.meta.code] : []),
        ...former.filter((code) => (own.has(code) ? own.get(code) === "off" : isOff)),
      ];
    }),
  );
}

/** The severity at which a rule is to report, by target version, setting, preset and its own word. */
export function severityOf(meta: RuleMeta, options: LintOptions): Severity | "off" {
  if (!isInRange(options.targetVersion ?? NEWEST_VERSION, meta.versions)) return "off";
  const own = options.severities?.[meta.code];
  if (own !== undefined) return own;
  const preset = options.preset ?? "recommended";
  if (preset === "relay-only" && meta.relaying !== true) return "off";
  if (preset !== "strict" && meta.strict === true) return "off";
  return meta.severity;
}

function configKinds({ mc, cf }: MailSite): readonly KindName[] {
  return [...(mc === undefined ? [] : ["mc" as const]), ...(cf === undefined ? [] : ["cf" as const])];
}

function filesOf(site: MailSite): readonly string[] {
  const tables = site.tables.map((file) => file.uri);
  return [...new Set([...(site.mc === undefined ? [] : [site.mc.uri]), ...tables, ...site.documents.keys()])];
}

/** Takes out what comments silence, and reports the comments that silence nothing. */
function silence(
  site: MailSite,
  uri: string,
  byFile: Map<string, Problem[]>,
  active: readonly ActiveRule[],
  off: ReadonlySet<string>,
  reporter: (one: ActiveRule) => Report,
): void {
  const suppressions = suppressionsOf(site, uri);
  if (suppressions.length === 0) return;
  const document = site.document(uri);
  if (document === undefined) return;
  const used = new Set<Span>();
  const ofFile = suppressions.filter(({ scope }) => scope === "file");
  const ofLine = new Map<number, Suppression[]>();
  for (const suppression of suppressions) {
    if (suppression.scope === "file") continue;
    const known = ofLine.get(suppression.line);
    if (known === undefined) ofLine.set(suppression.line, [suppression]);
    else known.push(suppression);
  }
  const kept = (byFile.get(uri) ?? []).filter((problem) => {
    const line = document.positionAt(problem.span.start).line;
    const by = [...ofFile, ...(ofLine.get(line) ?? [])].flatMap((suppression) =>
      suppression.codes.filter(({ code }) => code === problem.meta.code || code === problem.former),
    );
    for (const { span } of by) used.add(span);
    return by.length === 0;
  });
  byFile.set(uri, kept);
  for (const one of active) {
    const { rule } = one;
    if (!("checkUnused" in rule)) continue;
    const report = reporter(one);
    for (const [suppression, unused] of unusedOf(suppressions, used, off))
      rule.checkUnused(suppression, unused, report);
  }
}

/** Codes in suppressions that silenced nothing; a rule that is switched off could not have spoken, so its code is not counted. */
function unusedOf(
  suppressions: readonly Suppression[],
  used: ReadonlySet<Span>,
  off: ReadonlySet<string>,
): readonly (readonly [Suppression, Suppression["codes"][number]])[] {
  return suppressions.flatMap((suppression) =>
    suppression.codes
      .filter(({ code, span }) => !used.has(span) && !off.has(code))
      .map((code) => [suppression, code] as const),
  );
}
