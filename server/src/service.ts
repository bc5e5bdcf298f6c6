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
import { fixAll, quickFixes, safeChanges } from "./features/code-actions.ts";
import { cfLens, codeLenses } from "./features/code-lens.ts";
import { complete, resolveItem } from "./features/completion/index.ts";
import { toDiagnostic, withoutFalseFading } from "./features/diagnostics.ts";
import { hover } from "./features/hover.ts";
import { inlayHints } from "./features/inlay-hints.ts";
import type { FeatureOptions } from "./features/options.ts";
import { preview } from "./features/preview.ts";
import { FIX_ALL_KIND } from "./features/promises.ts";
import { relayReport } from "./features/relay-report.ts";
import { relayStatus } from "./features/relay-status.ts";
import { signatureHelp } from "./features/signature-help.ts";
import { transactionProposals, tryTransaction } from "./features/transaction.ts";
import { Judge, type Judged } from "./judge.ts";
import { findProject, PROJECT_FILE, type Project, withProject } from "./project.ts";
import type { PreviewResult, RelayReport, RelayStatus, TransactionProposals, TransactionResult } from "./protocol.ts";
import type { Query } from "./relay/index.ts";
import { ALL_RULES } from "./rules/all.ts";
import type { Problem } from "./rules/lint.ts";
import type { Severity, TextChange } from "./rules/types.ts";
import { DEFAULT_SETTINGS, type Settings } from "./settings.ts";
import { identify } from "./site/identify.ts";
import { KnownConfigs } from "./site/index.ts";
import { baseName, folderOf, folderUri } from "./site/paths.ts";
import type { MailSite, Workspace } from "./site/types.ts";

const PAGES: ReadonlyMap<string, string> = new Map(ALL_RULES.map(({ rule, page }) => [rule.meta.code, page]));

/** Names that take part in a site; a client tells us when one of them changes on disk. */
const WATCHED = [
  "**/*.{mc,m4,cf}",
  "**/{access,relay-domains,local-host-names,trusted-users}{,.db}",
  `**/${PROJECT_FILE}`,
];

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
  /** What is wrong in one file, as part of each site that reads it. [] for a file that is none of ours. */
  problems(uri: string): Promise<readonly Problem[]>;
  diagnostics(uri: string): Promise<readonly Diagnostic[]>;
  /** Fixes for the diagnostics shown at a place. `only`: kinds that are asked for; fix-all comes only by its kind. */
  codeActions(
    uri: string,
    shown: readonly Diagnostic[],
    only: readonly string[] | undefined,
  ): Promise<readonly CodeAction[]>;
  /** All safe fixes of a file together, in one round. */
  safeChanges(uri: string): Promise<readonly TextChange[]>;
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
  projectOf(uri: string): Promise<Pick<Project, "uri" | "errors"> | undefined>;
  /** The page of a rule in Markdown; undefined for an unknown code. */
  rulePage(code: string): string | undefined;
}

/** Makes a service over a workspace; it runs with no settings at all. */
export function createService(workspace: Workspace): Service {
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
      const known = judges.get(key) ?? new Judge(workspace, withProject(settings, project), configs);
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
    watchedFiles: () => WATCHED,
    identify,
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
      const bulk =
        only !== undefined && wants(FIX_ALL_KIND)
          ? all.flatMap(({ site, problems }) => fixAll(site, problems) ?? []).slice(0, 1)
          : [];
      return [...fixes, ...bulk];
    },
    async safeChanges(uri) {
      return safeChanges((await judged(uri)).flatMap(({ problems }) => problems));
    },
    hover: (uri, position) => first(uri, (site, options) => hover(site, uri, position, options)),
    async completion(uri, position) {
      const items = await first(uri, (site, options) => {
        completing = options;
        return complete(site, uri, position, options);
      });
      return items ?? [];
    },
    resolveCompletion: (item) => resolveItem(item, completing),
    signatureHelp: (uri, position) => first(uri, (site) => signatureHelp(site, uri, position)),
    inlayHints: async (uri, range) =>
      settings.inlayHints ? ((await first(uri, (site) => inlayHints(site, uri, range))) ?? []) : [],
    async codeLenses(uri) {
      if (!/\.cf$/i.test(uri)) return (await first(uri, (site) => codeLenses(site, uri))) ?? [];
      const mc = uri.replace(/\.cf$/i, ".mc");
      return (await workspace.stat(mc)).kind !== "there" ? [] : [cfLens(mc)];
    },
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
