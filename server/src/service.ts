// The façade: all that an editor or the command line can ask, as one object, independent of protocol and process.
import type {
  CodeAction,
  CodeLens,
  CompletionItem,
  Diagnostic,
  Hover,
  InlayHint,
  Position,
  Range,
  SignatureHelp,
} from "vscode-languageserver-types";
import { type TestConfiguration, TestSessions } from "./address-test/index.ts";
import { configurationIn, whyNone } from "./address-test/origin.ts";
import { dangerousSettings, fixAllAction } from "./bulk/edit.ts";
import { type BulkPlan, type BulkRequest, planFixes } from "./bulk/plan.ts";
import { controlsOfRule } from "./catalog/index.ts";
import { auditReport } from "./features/audit.ts";
import { type ActionPlace, quickFixes, shownProblems, touchedProblems } from "./features/code-actions.ts";
import { resolveItem } from "./features/completion/items.ts";
import { type Danger, dangerLenses, dangersOf } from "./features/dangers.ts";
import { toDiagnostic, withoutFalseFading } from "./features/diagnostics.ts";
import { EditorFeatures, type Editors } from "./features/editor.ts";
import { newConfigurations } from "./features/new-files.ts";
import { preview } from "./features/preview.ts";
import { FIX_ALL_KIND, TRY_IT_KIND } from "./features/promises.ts";
import { serverTasks, staleTask } from "./features/server-tasks.ts";
import { siteSummary } from "./features/site-summary.ts";
import { auditInstalled } from "./installed/audited.ts";
import { type Databases, pendingOf, pendingPage } from "./installed/index.ts";
import { type Checkpoint, GO_ON } from "./judge.ts";
import { EDITORS } from "./kinds/editors.ts";
import { KINDS, type Kinds } from "./kinds/index.ts";
import { PROJECT_FILE, type Project } from "./project.ts";
import type {
  AuditReport,
  DangerousSettings,
  NewConfiguration,
  OpenedTest,
  PendingChanges,
  PreviewResult,
  ServerTasks,
  SiteSummary,
  TestAnswer,
  TestCompletion,
  UpgradeReport,
} from "./protocol.ts";
import {
  completeRelayTests,
  hoverRelayTests,
  isRelayTests,
  openTests,
  relayTestDiagnostics,
} from "./relay-tests/index.ts";
import { ALL_RULES } from "./rules/all.ts";
import type { Problem } from "./rules/linter/lint.ts";
import type { Rule, Severity } from "./rules/types.ts";
import { Judges } from "./service/judges.ts";
import { filesOf, type Navigation, navigationOf } from "./service/navigation.ts";
import { pathsAt } from "./service/paths.ts";
import { type RelayAnswers, relayAnswersOf } from "./service/relay.ts";
import { type RelayTestAnswers, relayTestAnswersOf } from "./service/relay-tests.ts";
import { readSettings, type Settings, type SettingsReading } from "./settings.ts";
import { identifyOpened } from "./site/identify.ts";
import { folderOf, pathBelow, within } from "./site/paths.ts";
import type { KnownPlatform } from "./site/platform.ts";
import type { MailSite, Workspace } from "./site/types.ts";
import type { InstalledLibrary } from "./site/version.ts";

export type { ActionPlace } from "./features/code-actions.ts";
export type { Databases } from "./installed/index.ts";
export { type Checkpoint, GO_ON } from "./judge.ts";
export type { Network, ProbeTarget } from "./probe/index.ts";

/** The pages by code; the page of a rule that was merged into another is that other one's. */
const PAGES: ReadonlyMap<string, string> = new Map(
  ALL_RULES.flatMap(({ rule: { meta }, page }) =>
    [meta.code, ...(meta.former ?? []).map(({ code }) => code)].map((code) => [code, page] as const),
  ),
);

/** The page of a rule, with the controls of audit guides that it answers. */
function pageOf(code: string): string | undefined {
  const page = PAGES.get(code);
  const controls = controlsOfRule(code);
  if (page === undefined || controls.length === 0) return page;
  const lines = controls.map(
    ({ id, guide, title, harm }) => `- ${id}, ${guide}: ${title}.${harm === undefined ? "" : ` ${harm}`}`,
  );
  return `${page.trimEnd()}\n\n## Audits\n\n${lines.join("\n")}\n`;
}

/** What a service knows: kinds of files, and rules about them. A test may add one of its own. */
export interface Knowledge {
  readonly kinds: Kinds;
  readonly editors: Editors;
  readonly rules: readonly Rule[];
}

/** The knowledge of the product. */
export const PRODUCT: Knowledge = { kinds: KINDS, editors: EDITORS, rules: ALL_RULES.map(({ rule }) => rule) };

/** More than these nobody reads, and an editor would choke on; the worst are kept. The command line prints all. */
const MOST_DIAGNOSTICS = 2_000;
const WORST_FIRST: readonly Severity[] = ["error", "warning", "information", "hint"];

function bySeverity(a: { readonly problem: Problem }, b: { readonly problem: Problem }): number {
  return WORST_FIRST.indexOf(a.problem.severity) - WORST_FIRST.indexOf(b.problem.severity);
}

/** Each question about a file takes a checkpoint, at which it stops where nobody waits for the answer any more. */
export interface Service extends Navigation, RelayAnswers, RelayTestAnswers {
  /** Reads what a client sends for the section `sendmail`, and says what is wrong with it. Changes nothing. */
  readSettings(given: unknown): SettingsReading;
  /**
   * Takes new settings; everything is judged again.
   *
   * @param byFolder settings of single workspace folders, by URI, in place of `settings`
   */
  configure(settings: Settings, byFolder?: ReadonlyMap<string, Settings>): void;
  /** Folders that the settings name and that are not there: one sentence each. */
  missingFolders(): Promise<readonly string[]>;
  /**
   * Forgets what was read of a file: it changed, was opened, closed, created or deleted. `onDisk`: the file itself, and not a
   * buffer of an editor.
   */
  changed(uri: string, onDisk?: boolean): void;
  /** The workspace has other folders: paths in the settings and project files are looked for again. */
  foldersChanged(): void;
  /** Globs of the files to be told of. */
  watchedFiles(): readonly string[];
  /** Further files to be told of: those that the sites read, or would read, under names of their own or in other folders. */
  watchedUris(): readonly string[];
  /** The language id of a file that is sendmail's by name and content; undefined for any other. */
  identify(uri: string, text: string): string | undefined;
  /** The language of a file that a known server reads under a name of its own; undefined for all others. */
  languageIn(uri: string): Promise<string | undefined>;
  /** The sites that a file belongs to, with all that was and was not read for them; [] for a file that is none of ours. */
  sites(uri: string): Promise<readonly MailSite[]>;
  /**
   * The operating system that the mail server of a file runs on, with its places and commands, and what it is known by. Undefined
   * where that is not known, or the file is none of ours.
   */
  platform(uri: string): Promise<KnownPlatform | undefined>;
  /** The mail server of a file by the controls of audit guides; undefined for a file that is none of ours. */
  audit(uri: string, checkpoint?: Checkpoint): Promise<AuditReport | undefined>;
  /** What of a mail server changes its meaning on the way to a version (`8.18.2`); to the newest where none is named. */
  upgrade(uri: string, to: string | undefined, checkpoint?: Checkpoint): Promise<UpgradeReport | undefined>;
  /** The first site of a file, with sendmail's rulesets ready to judge what it relays; undefined for a file that is none of ours. */
  judgedSite(uri: string): Promise<MailSite | undefined>;
  /** The files of all sites that a file is part of, itself included: what is said of them may change with it. */
  related(uri: string, checkpoint?: Checkpoint): Promise<ReadonlySet<string>>;
  /**
   * The files whose findings are shown because a file is open: all of its sites, but not those of sendmail's own library. [] where the
   * settings want open files only.
   */
  alsoShown(uri: string, checkpoint?: Checkpoint): Promise<ReadonlySet<string>>;
  /** What is wrong in one file, as part of each site that reads it. [] for a file that is none of ours. */
  problems(uri: string, checkpoint?: Checkpoint): Promise<readonly Problem[]>;
  diagnostics(uri: string, checkpoint?: Checkpoint): Promise<readonly Diagnostic[]>;
  /** Fixes for what is wrong at a place. `only`: kinds that are asked for; fix-all comes only by its kind. */
  codeActions(
    uri: string,
    place: ActionPlace,
    only: readonly string[] | undefined,
    checkpoint?: Checkpoint,
  ): Promise<readonly CodeAction[]>;
  /**
   * Fixes in bulk for the mail server of a file: each is tried out first, and none that lets more be relayed is in the plan.
   * Undefined for a file that is none of ours.
   */
  bulkFixes(request: BulkRequest): Promise<BulkPlan | undefined>;
  /** What "Remove Dangerous Settings" would do to all files of a mail server. `annotates`: the editor knows annotations. */
  dangerousSettings(uri: string, annotates: boolean, checkpoint?: Checkpoint): Promise<DangerousSettings | undefined>;
  hover(uri: string, position: Position, checkpoint?: Checkpoint): Promise<Hover | undefined>;
  completion(uri: string, position: Position, checkpoint?: Checkpoint): Promise<readonly CompletionItem[]>;
  /** Adds what is shown of an item only when it is looked at; the item itself says for which version. */
  resolveCompletion(item: CompletionItem): CompletionItem;
  signatureHelp(uri: string, position: Position, checkpoint?: Checkpoint): Promise<SignatureHelp | undefined>;
  /** Hints in a range of a table; [] where the settings have them off. */
  inlayHints(uri: string, range: Range, checkpoint?: Checkpoint): Promise<readonly InlayHint[]>;
  codeLenses(uri: string, checkpoint?: Checkpoint): Promise<readonly CodeLens[]>;
  /** What lets strangers relay in the line of a position, with what can be done about it; undefined where nothing does. */
  dangerAt(uri: string, position: Position, checkpoint?: Checkpoint): Promise<Danger | undefined>;
  /** By what a file is judged; undefined for a file that is none of ours. */
  siteSummary(uri: string, checkpoint?: Checkpoint): Promise<SiteSummary | undefined>;
  /** Whole configurations to begin with. */
  newConfigurations(): readonly NewConfiguration[];
  /** Commands that make sendmail read what was written in a server's files; undefined for a file that is none of ours. */
  serverTasks(uri: string, checkpoint?: Checkpoint): Promise<ServerTasks | undefined>;
  /**
   * What would change on the server of a file: the new .cf and the tables, beside the installed .cf and the databases.
   *
   * @param databases undefined where none can be read back
   */
  whatWouldChange(
    uri: string,
    databases: Databases | undefined,
    checkpoint?: Checkpoint,
  ): Promise<PendingChanges | undefined>;
  /** The .cf that the m4 library makes of a .mc; undefined where there is no .mc. Without a library the messages say so. */
  preview(uri: string, checkpoint?: Checkpoint): Promise<PreviewResult | undefined>;
  /** Begins a session of address test mode for the mail server of a file; without a session it says why there can be none. */
  openTest(uri: string, checkpoint?: Checkpoint): Promise<OpenedTest>;
  /** Answers a line of a session with the configuration as it is now; undefined for a session that is not there (any more). */
  testLine(session: number, line: string, checkpoint?: Checkpoint): Promise<TestAnswer | undefined>;
  /** What may follow in a line, up to its cursor. */
  completeTest(session: number, line: string): TestCompletion | undefined;
  closeTest(session: number): void;
  /** The project file that a file is judged by, with what is wrong in it; undefined where there is none. */
  projectOf(uri: string): Promise<Project | undefined>;
  /** The page of a rule in Markdown; undefined for an unknown code. */
  rulePage(code: string): string | undefined;
}

/** Makes a service over a workspace; it runs with no settings at all. */
export function createService(workspace: Workspace, { kinds, editors, rules }: Knowledge = PRODUCT): Service {
  const features = new EditorFeatures(editors);
  const judges = new Judges(workspace, kinds, rules);

  const bulkFixes = async (request: BulkRequest): Promise<BulkPlan | undefined> => {
    const { settings: its } = await judges.judgeOf(request.uri);
    return await planFixes(workspace, (trial) => judges.judgeFor(trial, its), request);
  };

  /** The dangerous lines of a .mc; judging other files takes longer and gives none. */
  const dangersIn = async (uri: string, checkpoint: Checkpoint = GO_ON): Promise<readonly Danger[]> => {
    const { sites } = await judges.sitesOf(uri, checkpoint);
    if (!sites.some((site) => site.fileAt(uri)?.kind === "mc")) return [];
    for (const { site, problems } of await judges.judged(uri, checkpoint)) {
      const found = dangersOf(site, uri, problems);
      if (found.length > 0) return found;
    }
    return [];
  };

  /** The .cf that a file belongs to: itself, the one built from its .mc, or the one beside it. */
  const testConfiguration = async (uri: string, checkpoint: Checkpoint): Promise<TestConfiguration> => {
    const { judge, sites } = await judges.sitesOf(uri, checkpoint);
    const isCompiled = (site: MailSite) => kinds.get(site.fileAt(uri)?.kind ?? "mc").form === "compiled";
    let library: InstalledLibrary | undefined;
    for (const site of sites.filter((one) => !isCompiled(one))) {
      ({ library } = await judge.optionsFor(site));
      await checkpoint();
      const interpreter = await judge.interpreterOf(site);
      await checkpoint();
      if (interpreter !== undefined) return configurationIn(interpreter, library);
    }
    for (const cf of [uri, within(folderOf(uri), "sendmail.cf")]) {
      const interpreter = await judge.interpreterOfCf(cf);
      await checkpoint();
      if (interpreter !== undefined) return configurationIn(interpreter, library);
    }
    return { kind: "none", why: whyNone(library, sites.length > 0) };
  };
  const tests = new TestSessions(testConfiguration);
  /** A file of relay tests; undefined for any other file. */
  const testsIn = async (uri: string) => (isRelayTests(uri) ? await openTests(workspace, uri) : undefined);

  return {
    readSettings,
    configure: (settings, byFolder) => judges.configure(settings, byFolder),
    missingFolders: () => judges.missingFolders(),
    changed: (uri, onDisk) => judges.changed(uri, onDisk),
    foldersChanged: () => judges.forget(),
    watchedFiles: () => [...kinds.watched(), `**/${PROJECT_FILE}`],
    watchedUris: () => judges.watchedUris(),
    identify: (uri, text) => identifyOpened(uri, text, kinds)?.languageId,
    async languageIn(uri) {
      for (const judge of judges.all())
        for (const site of await judge.sites()) {
          // Its own language says nothing of a configuration: an editor gave it.
          const file = site.id === uri ? undefined : site.fileAt(uri);
          if (file !== undefined && file.kind !== "other") return kinds.get(file.kind).languageId;
        }
      return undefined;
    },
    sites: async (uri) => await (await judges.judgeOf(uri)).sitesOf(uri),
    async platform(uri) {
      const judge = await judges.judgeOf(uri);
      const [site] = await judge.sitesOf(uri);
      return site && (await judge.platformOf(site));
    },
    async audit(uri, checkpoint = GO_ON) {
      const judge = await judges.judgeOf(uri);
      const [site] = await judge.sitesOf(uri);
      await checkpoint();
      const judgeOn = (other: Workspace) => judges.judgeOn(other, judge.settings);
      return site && auditReport(site, await auditInstalled(site, judge, workspace, judgeOn));
    },
    async upgrade(uri, to, checkpoint = GO_ON) {
      const judge = await judges.judgeOf(uri);
      const [site] = await judge.sitesOf(uri);
      await checkpoint();
      return site && (await judge.upgrade(site, to));
    },
    judgedSite: (uri) => judges.judgedFirst(uri, GO_ON, (site) => site),
    async related(uri, checkpoint = GO_ON) {
      const { sites } = await judges.sitesOf(uri, checkpoint);
      return new Set([uri, ...sites.flatMap((site) => filesOf(site))]);
    },
    async alsoShown(uri, checkpoint = GO_ON) {
      const { judge, sites } = await judges.sitesOf(uri, checkpoint);
      const shown = new Set<string>();
      if (judge.settings.diagnosticsScope !== "site") return shown;
      for (const site of sites) {
        const { library } = await judge.optionsFor(site);
        for (const file of filesOf(site))
          if (library === undefined || pathBelow(library.uri, file) === undefined) shown.add(file);
      }
      return shown;
    },
    async problems(uri, checkpoint) {
      return (await judges.judged(uri, checkpoint)).flatMap(({ problems }) => problems);
    },
    async diagnostics(uri, checkpoint) {
      const tests = await testsIn(uri);
      if (tests !== undefined) return relayTestDiagnostics(tests);
      const { guidanceBaseUrl } = (await judges.judgeOf(uri)).settings;
      const found = await judges.judged(uri, checkpoint);
      const all = found.flatMap(({ site, problems }) => problems.map((problem) => ({ site, problem })));
      const shown = all.length <= MOST_DIAGNOSTICS ? all : [...all].sort(bySeverity).slice(0, MOST_DIAGNOSTICS);
      return withoutFalseFading(shown.map(({ site, problem }) => toDiagnostic(problem, site, guidanceBaseUrl)));
    },
    async codeActions(uri, place, only, checkpoint) {
      const wants = (kind: string) =>
        only === undefined || only.some((asked) => kind === asked || kind.startsWith(`${asked}.`));
      const all = await judges.judged(uri, checkpoint);
      const { guidanceBaseUrl } = (await judges.judgeOf(uri)).settings;
      const shown = all.map(({ site, problems }) => shownProblems(site, uri, problems, place.diagnostics));
      const none = shown.every(({ length }) => length === 0);
      // A client that does not say what it shows, or not so that it can be found again, means all that is there.
      const meant = all.map(({ site, problems }, i) =>
        none ? touchedProblems(site, uri, problems, place.range, guidanceBaseUrl) : (shown[i] ?? []),
      );
      const asks = wants(TRY_IT_KIND)
        ? ((await judges.first(uri, checkpoint, (site, options) =>
            features.questions(site, uri, place.range.start, options),
          )) ?? [])
        : [];
      const fixes = wants("quickfix") ? all.flatMap(({ site }, i) => quickFixes(site, uri, meant[i] ?? [])) : [];
      if (only === undefined || !wants(FIX_ALL_KIND)) return [...fixes, ...asks];
      // An editor asks for this when a file is saved: other files stay as they are.
      const plan = await bulkFixes({ uri, level: "safe", only: (file) => file === uri });
      return [...fixes, ...asks, ...(plan === undefined ? [] : fixAllAction(plan))];
    },
    bulkFixes,
    async dangerousSettings(uri, annotates, checkpoint = GO_ON) {
      await checkpoint();
      const plan = await bulkFixes({ uri, level: "narrows" });
      return plan && dangerousSettings(plan, annotates);
    },
    hover: async (uri, position, checkpoint) => {
      const tests = await testsIn(uri);
      return tests !== undefined
        ? hoverRelayTests(tests.document, position)
        : await judges.first(uri, checkpoint, (site, options) => features.hover(site, uri, position, options), isCf);
    },
    completion: async (uri, position, checkpoint) => {
      const tests = await testsIn(uri);
      if (tests !== undefined) return completeRelayTests(tests.document, position);
      const words = await judges.first(uri, checkpoint, (site, options) =>
        features.completion(site, uri, position, options),
      );
      return [...(words ?? []), ...(await pathsAt(features, judges, uri, position, checkpoint ?? GO_ON))];
    },
    resolveCompletion: resolveItem,
    signatureHelp: (uri, position, checkpoint) =>
      judges.first(uri, checkpoint, (site, options) => features.signatureHelp(site, uri, position, options)),
    inlayHints: async (uri, range, checkpoint) =>
      (await judges.judgeOf(uri)).settings.inlayHints
        ? ((await judges.first(uri, checkpoint, (site, options) => features.inlayHints(site, uri, range, options))) ??
          [])
        : [],
    async codeLenses(uri, checkpoint) {
      const own = await judges.first(uri, checkpoint, (site, options) => features.codeLenses(site, uri, options));
      return [...(own ?? []), ...dangerLenses(await dangersIn(uri, checkpoint))];
    },
    async dangerAt(uri, { line }, checkpoint) {
      return (await dangersIn(uri, checkpoint)).find(({ range }) => range.start.line === line);
    },
    ...navigationOf(features, judges),
    ...relayAnswersOf(judges),
    ...relayTestAnswersOf(workspace, judges),
    newConfigurations,
    async siteSummary(uri, checkpoint = GO_ON) {
      const { judge, sites } = await judges.sitesOf(uri, checkpoint);
      const [site] = sites;
      return site && siteSummary(site, await judge.optionsFor(site), judge.settings);
    },
    serverTasks: (uri, checkpoint) =>
      judges.first(uri, checkpoint, (site, options) => ({
        tasks: serverTasks(site, options),
        stale: staleTask(site, uri) ?? null,
      })),
    async whatWouldChange(uri, databases, checkpoint = GO_ON) {
      const judge = await judges.judgeOf(uri);
      const site = await judges.judgedFirst(uri, checkpoint, (found) => found);
      if (site === undefined) return undefined;
      const built = await judge.cfOf(site);
      await checkpoint();
      const judgeOn = (other: Workspace) => judges.judgeOn(other, judge.settings);
      const pending = await pendingOf(site, built, workspace, databases, judgeOn);
      const isOther = pending.cf !== undefined && pending.cf.gone.length + pending.cf.fresh.length > 0;
      return { ...pendingPage(pending), source: site.mc?.uri ?? null, cf: isOther ? (pending.cfUri ?? null) : null };
    },
    async preview(uri, checkpoint = GO_ON) {
      const site = await judges.first(uri, checkpoint, (site) => site);
      return site?.mc && preview(site.mc.document, await (await judges.judgeOf(uri)).cfOf(site));
    },
    openTest: (uri, checkpoint = GO_ON) => tests.open(uri, checkpoint),
    testLine: (session, line, checkpoint = GO_ON) => tests.line(session, line, checkpoint),
    completeTest: (session, line) => tests.complete(session, line),
    closeTest: (session) => tests.close(session),
    projectOf: (uri) => judges.projectOf(uri),
    rulePage: pageOf,
  };
}

function isCf(site: MailSite, uri: string): boolean {
  return site.cf?.uri === uri;
}
