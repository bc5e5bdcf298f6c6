// The façade: all that an editor or the command line can ask, as one object that knows no protocol and no process.
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
import { dangerousSettings, fixAllAction } from "./bulk/edit.ts";
import { type BulkPlan, type BulkRequest, planFixes } from "./bulk/plan.ts";
import { quickFixes } from "./features/code-actions.ts";
import { resolveItem } from "./features/completion/items.ts";
import { toDiagnostic, withoutFalseFading } from "./features/diagnostics.ts";
import { EditorFeatures, type Editors } from "./features/editor.ts";
import type { FeatureOptions } from "./features/options.ts";
import { preview } from "./features/preview.ts";
import { FIX_ALL_KIND } from "./features/promises.ts";
import { relayReport } from "./features/relay-report.ts";
import { relayStatus } from "./features/relay-status.ts";
import { transactionProposals, tryTransaction } from "./features/transaction.ts";
import { Judge, type Judged } from "./judge.ts";
import { EDITORS } from "./kinds/editors.ts";
import { KINDS, type Kinds } from "./kinds/index.ts";
import { findProject, PROJECT_FILE, type Project, withProject } from "./project.ts";
import type {
  DangerousSettings,
  PreviewResult,
  RelayReport,
  RelayStatus,
  TransactionProposals,
  TransactionResult,
} from "./protocol.ts";
import type { Query } from "./relay/index.ts";
import { ALL_RULES } from "./rules/all.ts";
import type { Problem } from "./rules/lint.ts";
import type { Rule, Severity } from "./rules/types.ts";
import { DEFAULT_SETTINGS, type Settings } from "./settings.ts";
import { identify } from "./site/identify.ts";
import { KnownConfigs } from "./site/index.ts";
import { baseName, folderOf, folderUri } from "./site/paths.ts";
import type { MailSite, Workspace } from "./site/types.ts";

const PAGES: ReadonlyMap<string, string> = new Map(ALL_RULES.map(({ rule, page }) => [rule.meta.code, page]));

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

export interface Service {
  /** Takes new settings; everything is judged anew. */
  configure(settings: Settings): void;
  /** Forgets what was read of a file: it changed, was opened, closed, created or deleted. */
  changed(uri: string): void;
  /** The workspace has other folders: project files are looked for anew. */
  foldersChanged(): void;
  /** Globs of the files to be told of. */
  watchedFiles(): readonly string[];
  /** The language id of a file that is sendmail's by name and content; undefined for any other. */
  identify(uri: string, text: string): string | undefined;
  /** The sites that a file belongs to, with all that was and was not read for them; [] for a file that is none of ours. */
  sites(uri: string): Promise<readonly MailSite[]>;
  /** What is wrong in one file, as part of each site that reads it. [] for a file that is none of ours. */
  problems(uri: string): Promise<readonly Problem[]>;
  diagnostics(uri: string): Promise<readonly Diagnostic[]>;
  /** Fixes for the diagnostics shown at a place. `only`: kinds that are asked for; fix-all comes only by its kind. */
  codeActions(
    uri: string,
    shown: readonly Diagnostic[],
    only: readonly string[] | undefined,
  ): Promise<readonly CodeAction[]>;
  /**
   * Fixes in bulk for the mail server of a file: each is tried out first, and none that lets more be relayed is in the plan.
   * Undefined for a file that is none of ours.
   */
  bulkFixes(request: BulkRequest): Promise<BulkPlan | undefined>;
  /** What "Remove Dangerous Settings" would do to all files of a mail server. `annotates`: the editor knows annotations. */
  dangerousSettings(uri: string, annotates: boolean): Promise<DangerousSettings | undefined>;
  hover(uri: string, position: Position): Promise<Hover | undefined>;
  completion(uri: string, position: Position): Promise<readonly CompletionItem[]>;
  /** Adds what is shown of an item only when it is looked at. */
  resolveCompletion(item: CompletionItem): CompletionItem;
  signatureHelp(uri: string, position: Position): Promise<SignatureHelp | undefined>;
  /** Hints in a range of a table; [] where the settings have them off. */
  inlayHints(uri: string, range: Range): Promise<readonly InlayHint[]>;
  codeLenses(uri: string): Promise<readonly CodeLens[]>;
  /** How open the file's server is; undefined for a file that is none of ours. */
  relayStatus(uri: string): Promise<RelayStatus | undefined>;
  relayReport(uri: string): Promise<RelayReport | undefined>;
  tryTransaction(uri: string, query: Query): Promise<TransactionResult | undefined>;
  transactionProposals(uri: string): Promise<TransactionProposals | undefined>;
  /** The .cf that the m4 library makes of a .mc; undefined where there is no .mc. Without a library the messages say so. */
  preview(uri: string): Promise<PreviewResult | undefined>;
  /** The project file that a file is judged by, with what is wrong in it; undefined where there is none. */
  projectOf(uri: string): Promise<Project | undefined>;
  /** The page of a rule in Markdown; undefined for an unknown code. */
  rulePage(code: string): string | undefined;
}

/** Makes a service over a workspace; it runs with no settings at all. */
export function createService(workspace: Workspace, { kinds, editors, rules }: Knowledge = PRODUCT): Service {
  const features = new EditorFeatures(editors);
  let settings = DEFAULT_SETTINGS;
  /** One judge for each project file, and one, under "", for files that have none. */
  const judges = new Map<string, Judge>();
  const configs = new KnownConfigs();
  /** The project file of each folder that was asked for. */
  const projects = new Map<string, ReturnType<typeof findProject>>();
  let completing: FeatureOptions = {};

  const projectOf = (uri: string): ReturnType<typeof findProject> => {
    const folder = folderOf(uri);
    const known = projects.get(folder) ?? findProject(workspace, uri);
    projects.set(folder, known);
    return known;
  };

  const judgeOf = async (uri: string): Promise<Judge> => {
    for (;;) {
      const asked = projectOf(uri);
      const project = await asked;
      // Forgotten while it was read: what it said may not hold any more.
      if (projects.get(folderOf(uri)) !== asked) continue;
      const key = project?.uri ?? "";
      const known = judges.get(key) ?? new Judge(workspace, withProject(settings, project), { configs, kinds, rules });
      judges.set(key, known);
      return known;
    }
  };

  const judged = async (uri: string): Promise<readonly Judged[]> => (await judgeOf(uri)).judge(uri);

  /** The first answer that a site of the file gives. */
  const first = async <T>(
    uri: string,
    ask: (site: MailSite, options: FeatureOptions) => T | undefined,
  ): Promise<T | undefined> => {
    const judge = await judgeOf(uri);
    for (const site of await judge.sitesOf(uri)) {
      const answer = ask(site, await judge.optionsFor(site));
      if (answer !== undefined) return answer;
    }
    return undefined;
  };

  const bulkFixes = async (request: BulkRequest): Promise<BulkPlan | undefined> => {
    const { settings: its } = await judgeOf(request.uri);
    return await planFixes(workspace, (trial) => new Judge(trial, its, { configs, kinds, rules }), request);
  };

  const forgetAll = () => {
    judges.clear();
    projects.clear();
  };

  return {
    configure(next) {
      const [base] = workspace.folders;
      const folder = (path: string | undefined) => (path === undefined ? undefined : folderUri(path, base));
      settings = { ...next, root: folder(next.root), cfDir: folder(next.cfDir) };
      forgetAll();
    },
    changed(uri) {
      configs.add(uri);
      if (baseName(uri) === PROJECT_FILE) forgetAll();
      for (const judge of judges.values()) judge.changed(uri);
    },
    foldersChanged: forgetAll,
    watchedFiles: () => [...kinds.watched(), `**/${PROJECT_FILE}`],
    identify: (uri, text) => identify(uri, text, kinds)?.languageId,
    sites: async (uri) => await (await judgeOf(uri)).sitesOf(uri),
    async problems(uri) {
      return (await judged(uri)).flatMap(({ problems }) => problems);
    },
    async diagnostics(uri) {
      const { guidanceBaseUrl } = (await judgeOf(uri)).settings;
      const all = (await judged(uri)).flatMap(({ site, problems }) => problems.map((problem) => ({ site, problem })));
      const shown = all.length <= MOST_DIAGNOSTICS ? all : [...all].sort(bySeverity).slice(0, MOST_DIAGNOSTICS);
      return withoutFalseFading(shown.map(({ site, problem }) => toDiagnostic(problem, site, guidanceBaseUrl)));
    },
    async codeActions(uri, shown, only) {
      const wants = (kind: string) =>
        only === undefined || only.some((asked) => kind === asked || kind.startsWith(`${asked}.`));
      const all = await judged(uri);
      const fixes = wants("quickfix")
        ? all.flatMap(({ site, problems }) => quickFixes(site, uri, problems, shown))
        : [];
      if (only === undefined || !wants(FIX_ALL_KIND)) return fixes;
      // An editor asks for this when a file is saved: other files stay as they are.
      const plan = await bulkFixes({ uri, level: "safe", only: (file) => file === uri });
      return [...fixes, ...(plan === undefined ? [] : fixAllAction(plan))];
    },
    bulkFixes,
    async dangerousSettings(uri, annotates) {
      const plan = await bulkFixes({ uri, level: "narrows" });
      return plan && dangerousSettings(plan, annotates);
    },
    hover: (uri, position) => first(uri, (site, options) => features.hover(site, uri, position, options)),
    async completion(uri, position) {
      const items = await first(uri, (site, options) => {
        completing = options;
        return features.completion(site, uri, position, options);
      });
      return items ?? [];
    },
    resolveCompletion: (item) => resolveItem(item, completing),
    signatureHelp: (uri, position) =>
      first(uri, (site, options) => features.signatureHelp(site, uri, position, options)),
    inlayHints: async (uri, range) =>
      settings.inlayHints
        ? ((await first(uri, (site, options) => features.inlayHints(site, uri, range, options))) ?? [])
        : [],
    codeLenses: async (uri) => (await first(uri, (site, options) => features.codeLenses(site, uri, options))) ?? [],
    relayStatus: (uri) => first(uri, relayStatus),
    relayReport: (uri) => first(uri, relayReport),
    tryTransaction: (uri, query) => first(uri, (site) => tryTransaction(site, query)),
    transactionProposals: (uri) => first(uri, transactionProposals),
    async preview(uri) {
      const site = await first(uri, (site) => site);
      return site?.mc && preview(site.mc.document, await (await judgeOf(uri)).cfOf(site));
    },
    projectOf,
    rulePage: (code) => PAGES.get(code),
  };
}
