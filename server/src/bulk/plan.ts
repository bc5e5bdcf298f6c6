// Fixes for all files of a mail server at once, each tried out first: who may relay afterwards is never more than before.
import type { Judge } from "../judge.ts";
import { compareGrants, type Exposure, exposureList, isJudged, needsJudge } from "../relay/index.ts";
import { SpanIndex } from "../rules/edits/span-index.ts";
import type { Problem } from "../rules/linter/lint.ts";
import type { Fix, FixGrade, TextChange } from "../rules/types.ts";
import { baseName } from "../site/paths.ts";
import type { MailSite, Workspace } from "../site/types.ts";
import { overlaps, type TextDocument } from "../text.ts";
import { overlayOf } from "./overlay.ts";
import { type RevisedStretch, Revision, type TitledChange } from "./revision.ts";

/** How far fixes in bulk may go: only those that change no outcome, or also those that take a dangerous grant away. */
export type BulkLevel = Exclude<FixGrade, "asks">;

export interface BulkRequest {
  /** A file of the mail server. */
  readonly uri: string;
  readonly level: BulkLevel;
  /** Files that may be changed; all of the server's where this is left out. */
  readonly only?: (uri: string) => boolean;
}

/** A place that a sentence can name: the line as an editor counts it, from 1. */
export interface BulkPlace {
  readonly uri: string;
  readonly line: number;
}

export interface Declined extends BulkPlace {
  readonly code: string;
  readonly title: string;
  /** Why it was not applied, as a sentence. */
  readonly why: string;
}

export interface BulkPlan {
  /** Edits of the files as they are now. */
  readonly files: readonly {
    readonly document: TextDocument;
    /** The document with the edits in it, as its next version. */
    readonly revised: TextDocument;
    readonly edits: readonly RevisedStretch[];
  }[];
  /** Fixes that were left out although they are made for this, and why. */
  readonly declined: readonly Declined[];
  /** Who may no longer relay to where, as sentences. */
  readonly refused: readonly string[];
  /** Ways to relay, before and after. */
  readonly before: number;
  readonly after: number;
  /** What still lets strangers relay, by its line after the edits. */
  readonly left: readonly BulkPlace[];
  /** Why there may be ways to relay that are not counted, as a sentence; undefined where all are known. */
  readonly doubt: string | undefined;
  /** How it ends, as a sentence: "10 ways to relay before, 2 after: access:6 needs your decision." */
  readonly summary: string;
}

/** Rounds of fixes until nothing changes; a fix may make way for another. */
const MOST_ROUNDS = 8;

/** Trials in one round whose result is that the fixes do not go together. */
const MOST_TRIALS = 200;

interface Candidate {
  readonly fix: Fix;
  readonly problem: Problem;
  /** The same for the same fix of the same line in every round. */
  readonly key: string;
  /** Zero-based line of the problem when it was found. */
  readonly line: number;
}

/** Plans the fixes; undefined for a file that is of no mail server. `judge` makes a judge that sees the given files. */
export async function planFixes(
  real: Workspace,
  judge: (workspace: Workspace) => Judge,
  request: BulkRequest,
): Promise<BulkPlan | undefined> {
  for (const restless = new Set<string>(); ; ) {
    const trial = new Planner(real, judge, request, restless);
    const plan = await trial.plan();
    if (plan !== "restless") return plan;
  }
}

class Planner {
  readonly #overlay;
  readonly #judge: Judge;
  readonly #request: BulkRequest;
  /** Codes of rules whose fixes never come to an end here. */
  readonly #restless: Set<string>;
  readonly #revisions = new Map<string, { readonly document: TextDocument; readonly revision: Revision }>();
  readonly #declined = new Map<string, Declined>();
  /** Numbers of the texts of lines: a line may be very long, and have very many fixes. */
  readonly #lines = new Map<string, number>();

  constructor(real: Workspace, judge: (workspace: Workspace) => Judge, request: BulkRequest, restless: Set<string>) {
    this.#overlay = overlayOf(real);
    this.#judge = judge(this.#overlay.workspace);
    this.#request = request;
    this.#restless = restless;
  }

  async plan(): Promise<BulkPlan | "restless" | undefined> {
    const start = await this.#judge.sitesOf(this.#request.uri);
    if (start.length === 0) return undefined;
    const files = [...new Set(start.flatMap(filesOf))].filter((uri) => this.#request.only?.(uri) ?? true);
    const sites = new Map(start.map((site) => [site.id, site]));
    for (const uri of files) for (const site of await this.#judge.sitesOf(uri)) sites.set(site.id, site);
    for (let round = 1; ; round++) {
      const applied = [
        ...(await this.#round(files, [...sites.keys()], "safe")),
        ...(this.#request.level === "narrows" ? await this.#round(files, [...sites.keys()], "narrows") : []),
      ];
      if (applied.length === 0) break;
      if (round < MOST_ROUNDS) continue;
      for (const { problem } of applied) this.#restless.add(problem.meta.code);
      return "restless";
    }
    return await this.#result(start, [...sites.values()]);
  }

  /** Applies the fixes of one grade that go together, and gives them. */
  async #round(files: readonly string[], ids: readonly string[], level: BulkLevel): Promise<readonly Candidate[]> {
    const candidates = together(await this.#candidates(files, level));
    if (candidates.length === 0) return [];
    const before = await this.#sites(ids);
    const accepted: Candidate[] = [];
    // Each trial judges the whole server: of very many fixes not each one is tried by itself.
    let trials = Math.min(MOST_TRIALS, Math.max(1, Math.floor(20_000 / candidates.length)));
    const take = async (some: readonly Candidate[]): Promise<void> => {
      const objection = await this.#objection(before, [...accepted, ...some], level);
      if (objection === undefined) {
        accepted.push(...some);
        return;
      }
      trials -= 1;
      if (some.length === 1 || trials <= 0) {
        const why =
          some.length === 1 ? objection : `It is one of ${some.length} fixes, too many to try each: ${objection}`;
        for (const one of some) this.#decline(one, why);
        return;
      }
      const half = Math.ceil(some.length / 2);
      await take(some.slice(0, half));
      await take(some.slice(half));
    };
    await take(candidates);
    await this.#commit(accepted);
    return accepted;
  }

  async #candidates(files: readonly string[], level: BulkLevel): Promise<readonly Candidate[]> {
    const found: Candidate[] = [];
    for (const uri of files) {
      for (const { site, problems } of await this.#judge.judge(uri)) {
        const numbers = new Map<number, number>();
        for (const problem of problems) {
          const fix = bulkFix(problem, level);
          if (fix === undefined) continue;
          const document = site.document(uri);
          const line = document?.positionAt(problem.span.start).line ?? 0;
          const number = numbers.get(line) ?? this.#numberOf(document, line);
          numbers.set(line, number);
          const key = JSON.stringify([problem.meta.code, fix.title, uri, number]);
          if (this.#declined.has(key)) continue;
          const candidate = { fix, problem, key, line };
          if (fix.changes.some(({ span }) => !files.includes(span.source))) continue;
          if (fix.reach !== undefined)
            this.#decline(candidate, `${sentence(fix.reach.why)}, so the change would reach further.`);
          else if (this.#restless.has(problem.meta.code))
            this.#decline(candidate, "It would be offered again and again: apply it by hand.");
          else found.push(candidate);
        }
      }
    }
    return found;
  }

  #numberOf(document: TextDocument | undefined, line: number): number {
    const text = document?.getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } }) ?? "";
    const number = this.#lines.get(text) ?? this.#lines.size;
    this.#lines.set(text, number);
    return number;
  }

  /** Why some fixes may not be applied together, as a sentence; undefined where they may. */
  async #objection(
    before: ReadonlyMap<string, MailSite>,
    some: readonly Candidate[],
    level: BulkLevel,
  ): Promise<string | undefined> {
    const texts = await this.#trial(some);
    for (const [uri, { revised }] of texts) this.#show(uri, revised);
    try {
      const after = await this.#sites([...before.keys()]);
      for (const [id, site] of before) {
        const changed = after.get(id);
        if (changed === undefined) return "The configuration could not be read any more.";
        if (!(await this.#ready(site, changed))) return "No .cf can be built of it any more.";
        const { granted, lost, changed: others, reworded, unsure, unsureGrants } = compareGrants(site, changed);
        const [grant] = granted;
        if (grant !== undefined) return `It would let more be relayed: ${grant}.`;
        const doubt = level === "safe" ? unsure : unsureGrants;
        if (doubt !== undefined) return `What it changes cannot be told. ${doubt}`;
        const [other] = level === "safe" ? [...others, ...reworded] : others;
        if (other !== undefined) return `It would change more: ${other}.`;
        const [gone] = lost;
        if (level === "safe" && gone !== undefined) return `It would take a grant away: ${gone.who} to ${gone.to}.`;
      }
      return undefined;
    } finally {
      for (const [uri, { document }] of texts) this.#show(uri, document);
    }
  }

  /** The files that some fixes change, as they are now and as they would be. */
  async #trial(some: readonly Candidate[]) {
    const texts = new Map<string, { readonly document: TextDocument; readonly revised: TextDocument }>();
    for (const [uri, changes] of byFile(some)) {
      const document = await this.#overlay.document(uri);
      if (document === undefined) continue;
      const revision = new Revision(document);
      revision.apply(changes);
      texts.set(uri, { document, revised: revision.document });
    }
    return texts;
  }

  async #commit(accepted: readonly Candidate[]): Promise<void> {
    for (const [uri, changes] of byFile(accepted)) {
      const document = await this.#overlay.document(uri);
      if (document === undefined) continue;
      const known = this.#revisions.get(uri) ?? { document, revision: new Revision(document) };
      known.revision.apply(changes);
      this.#revisions.set(uri, known);
      this.#show(uri, known.revision.document);
    }
  }

  #show(uri: string, document: TextDocument): void {
    this.#overlay.set(uri, document);
    this.#judge.changed(uri);
  }

  async #sites(ids: readonly string[]): Promise<ReadonlyMap<string, MailSite>> {
    const found = new Map<string, MailSite>();
    for (const id of ids) for (const site of await this.#judge.sitesOf(id)) if (site.id === id) found.set(id, site);
    return found;
  }

  /**
   * Lets the interpreter judge two forms of a site, where the model alone does not know all of either. False where it judges the first
   * one, and cannot judge the other.
   */
  async #ready(before: MailSite, after: MailSite): Promise<boolean> {
    if (!needsJudge(before) && !needsJudge(after)) return true;
    await this.#judge.prepare(before);
    await this.#judge.prepare(after);
    return isJudged(after) || !isJudged(before);
  }

  #decline({ fix, problem, key, line }: Candidate, why: string): void {
    const { source: uri } = problem.span;
    this.#declined.set(key, { code: problem.meta.code, title: fix.title, why, uri, line: line + 1 });
  }

  async #result(start: readonly MailSite[], all: readonly MailSite[]): Promise<BulkPlan> {
    const end = await this.#sites(all.map(({ id }) => id));
    for (const site of all) await this.#ready(site, end.get(site.id) ?? site);
    const lost = all.flatMap((site) => {
      const after = end.get(site.id);
      return after === undefined ? [] : compareGrants(site, after).lost;
    });
    const last = start.flatMap(({ id }) => end.get(id) ?? []);
    const [before, after] = [start, last].map(ways);
    const left = [...new Map(last.flatMap(stillOpen).map((place) => [`${place.uri}:${place.line}`, place])).values()];
    const doubt = last.flatMap((site) => exposureList(site).why)[0]?.text;
    const files = [...this.#revisions.values()].map(({ document, revision }) => ({
      document,
      revised: revision.document,
      edits: revision.edits,
    }));
    return {
      files,
      declined: [...this.#declined.values()],
      refused: [...new Set(lost.map(({ who, to }) => `${who} to ${to}`))],
      before: before ?? 0,
      after: after ?? 0,
      left,
      doubt,
      summary: summary(before ?? 0, after ?? 0, left, doubt),
    };
  }
}

/** The files of a site in which fixes are made: not what was built of them, and not what starts the server. */
function filesOf({ mc, tables, documents }: MailSite): readonly string[] {
  const included = [...documents.keys()].filter((uri) => !/\.cf$/i.test(uri));
  return [...(mc === undefined ? [] : [mc.uri]), ...tables.map(({ uri }) => uri), ...included];
}

/** The fix of a problem that is applied in bulk, or declined for what else it reaches; undefined where none has the grade. */
function bulkFix(problem: Problem, level: BulkLevel): Fix | undefined {
  // Of a map with a million problems nothing is worked out for those that nobody fixes in bulk.
  if (problem.meta.fix === "none" || problem.meta.fix === "asks") return undefined;
  const fitting = (problem.fixes?.() ?? []).filter(({ grade, reach }) => (reach?.elsewhere ?? grade) === level);
  return fitting.find(({ preferred }) => preferred === true) ?? fitting[0];
}

/** Those that go together: where two would change the same stretch, the first keeps it and the second waits for the next round. */
function together(candidates: readonly Candidate[]): readonly Candidate[] {
  const index = new SpanIndex<TextChange>();
  const isTaken = (change: TextChange) => {
    for (const other of index.near(change.span)) if (overlaps(change.span, other.span)) return true;
    return false;
  };
  return candidates.filter(({ fix: { changes } }) => {
    if (changes.some(isTaken)) return false;
    for (const change of changes) index.add(change.span, change);
    return true;
  });
}

function byFile(some: readonly Candidate[]) {
  const files = new Map<string, TitledChange[]>();
  for (const { fix } of some) {
    for (const change of fix.changes) {
      const known = files.get(change.span.source) ?? [];
      known.push({ change, title: fix.title, harmless: fix.grade === "safe" });
      files.set(change.span.source, known);
    }
  }
  return files;
}

function ways(sites: readonly MailSite[]): number {
  const count = (site: MailSite) => {
    const list = exposureList(site);
    return list.count("open") + list.count("forgeable") + list.count("wide") + list.count("intended");
  };
  return sites.reduce((sum, site) => sum + count(site), 0);
}

/** Where grants to strangers are that are still there. */
function stillOpen(site: MailSite): readonly BulkPlace[] {
  const bad = exposureList(site).listed.filter(({ grade }) => grade === "open" || grade === "forgeable");
  return bad.flatMap(({ because: [span] }: Exposure) => {
    const document = span && site.document(span.source);
    return document === undefined || span === undefined
      ? []
      : [{ uri: span.source, line: document.positionAt(span.start).line + 1 }];
  });
}

/** Places that a sentence names; the others are counted. */
const MOST_NAMED = 5;

function summary(before: number, after: number, left: readonly BulkPlace[], doubt: string | undefined): string {
  const counted = `${before} ${before === 1 ? "way" : "ways"} to relay before, ${after} after`;
  const rest = leftText(left, doubt);
  return left.length === 0 ? `${counted}. ${rest}`.trim() : `${counted}: ${rest}`;
}

/** What is left to decide, as the end of a sentence: "access:6 needs your decision."; "" where nothing is. */
export function leftText(left: readonly BulkPlace[], doubt: string | undefined): string {
  const unsure = doubt === undefined ? "" : `There may be more: ${doubt}`;
  if (left.length === 0) return unsure;
  const named = left.slice(0, MOST_NAMED).map(({ uri, line }) => `${baseName(uri)}:${line}`);
  const more = left.length - named.length;
  const list = [...named, ...(more > 0 ? [`${more} more`] : [])];
  const words = list.length === 1 ? list.join("") : `${list.slice(0, -1).join(", ")} and ${list.at(-1)}`;
  return `${words} ${left.length === 1 ? "needs" : "need"} your decision. ${unsure}`.trim();
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
