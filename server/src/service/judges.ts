// What a service keeps: the settings, a judge for each folder and project file, and what is found of a file through them.
import type { FeatureOptions } from "../features/options.ts";
import type { Interpreter } from "../interpreter/index.ts";
import { type Checkpoint, GO_ON, Judge, type Judged } from "../judge.ts";
import type { Kinds } from "../kinds/index.ts";
import { findProject, PROJECT_FILE, UserSettings, withProject } from "../project.ts";
import type { Rule } from "../rules/types.ts";
import { DEFAULT_SETTINGS, type Settings } from "../settings.ts";
import { KnownConfigs } from "../site/index.ts";
import { baseName, folderOf, pathBelow } from "../site/paths.ts";
import type { MailSite, Workspace } from "../site/types.ts";

/** All that a service remembers from one question to the next. */
export class Judges {
  readonly #workspace: Workspace;
  readonly #kinds: Kinds;
  readonly #rules: readonly Rule[];
  #user: UserSettings;
  /** One judge for each workspace folder with each project file, or with none. */
  readonly #judges = new Map<string, Judge>();
  readonly #configs = new KnownConfigs();
  /** The project file of each folder that was asked for. */
  readonly #projects = new Map<string, ReturnType<typeof findProject>>();

  constructor(workspace: Workspace, kinds: Kinds, rules: readonly Rule[]) {
    this.#workspace = workspace;
    this.#kinds = kinds;
    this.#rules = rules;
    this.#user = new UserSettings(workspace, DEFAULT_SETTINGS);
  }

  /** Takes new settings; everything is judged again. */
  configure(settings: Settings, byFolder?: ReadonlyMap<string, Settings>): void {
    this.#user = new UserSettings(this.#workspace, settings, byFolder);
    this.forget();
  }

  /** Folders that the settings name and that are not there: one sentence each. */
  missingFolders(): Promise<readonly string[]> {
    return this.#user.missingFolders();
  }

  /** Forgets what was read of a file. */
  changed(uri: string, onDisk?: boolean): void {
    this.#configs.add(uri);
    if (baseName(uri) === PROJECT_FILE) this.forget();
    for (const judge of this.#judges.values()) judge.changed(uri, onDisk);
  }

  /** Forgets all judges and project files. */
  forget(): void {
    this.#judges.clear();
    this.#projects.clear();
  }

  all(): Iterable<Judge> {
    return this.#judges.values();
  }

  /** Files that the sites read, or would read, and that `Kinds.watched` does not name in the folders that are open. */
  watchedUris(): readonly string[] {
    const { folders } = this.#workspace;
    const isSeen = (uri: string) =>
      this.#kinds.isCandidate(baseName(uri)) && folders.some((folder) => pathBelow(folder, uri) !== undefined);
    const files = new Set([...this.#judges.values()].flatMap((judge) => judge.files()));
    return [...files].filter((uri) => !isSeen(uri)).sort();
  }

  /** The project file that a file is judged by. */
  projectOf(uri: string): ReturnType<typeof findProject> {
    const folder = folderOf(uri);
    const known = this.#projects.get(folder) ?? findProject(this.#workspace, uri);
    this.#projects.set(folder, known);
    return known;
  }

  async judgeOf(uri: string): Promise<Judge> {
    for (;;) {
      const asked = this.projectOf(uri);
      const project = await asked;
      // Forgotten while it was read: what it said may not be true any more.
      if (this.#projects.get(folderOf(uri)) !== asked) continue;
      const folder = this.#user.folderOf(uri);
      const key = `${folder ?? ""} ${project?.uri ?? ""}`;
      const known =
        this.#judges.get(key) ?? this.judgeFor(this.#workspace, withProject(this.#user.of(folder), project));
      this.#judges.set(key, known);
      return known;
    }
  }

  /** A judge of its own, for a trial. `users`: those that the server is said to have. */
  judgeFor(workspace: Workspace, settings: Settings, users?: readonly string[]): Judge {
    const known = { configs: this.#configs, kinds: this.#kinds, rules: this.#rules };
    return new Judge(workspace, settings, known, users === undefined ? {} : { users });
  }

  /** A judge of another workspace, such as an installed system. */
  judgeOn(workspace: Workspace, settings: Settings): Judge {
    return new Judge(workspace, settings, { configs: new KnownConfigs(), kinds: this.#kinds, rules: this.#rules });
  }

  /** What is wrong in a file, as part of each site that reads it. */
  async judged(uri: string, checkpoint: Checkpoint = GO_ON): Promise<readonly Judged[]> {
    return await (await this.judgeOf(uri)).judge(uri, checkpoint);
  }

  /** The judge of a file, and the sites that read it. */
  async sitesOf(uri: string, checkpoint: Checkpoint) {
    const judge = await this.judgeOf(uri);
    await checkpoint();
    const sites = await judge.sitesOf(uri);
    await checkpoint();
    return { judge, sites };
  }

  /** True for a file that is sendmail's. */
  async isOurs(uri: string): Promise<boolean> {
    return (await (await this.judgeOf(uri)).sitesOf(uri)).length > 0;
  }

  /** The first answer that a site of a file gives. `needsBuilt`: for which files it needs the .cf that is built. */
  async first<T>(
    uri: string,
    checkpoint: Checkpoint = GO_ON,
    ask: (site: MailSite, options: FeatureOptions) => T | undefined,
    needsBuilt: (site: MailSite, uri: string) => boolean = () => false,
  ): Promise<T | undefined> {
    const { judge, sites } = await this.sitesOf(uri, checkpoint);
    for (const site of sites) {
      const options = await judge.optionsFor(site);
      const isBuilt = needsBuilt(site, uri) && site.cf !== undefined;
      const all = isBuilt ? { ...options, built: await judge.cfOf(site) } : options;
      await checkpoint();
      const answer = ask(site, all);
      if (answer !== undefined) return answer;
    }
    return undefined;
  }

  /** As `first`, with the interpreter made ready to judge what is relayed. `listed`: the list of grants will be asked for. */
  async judgedFirst<T>(
    uri: string,
    checkpoint: Checkpoint = GO_ON,
    ask: (site: MailSite) => T | undefined,
    { listed = false }: { readonly listed?: boolean } = {},
  ): Promise<T | undefined> {
    const { judge, sites } = await this.sitesOf(uri, checkpoint);
    for (const site of sites) {
      await judge.prepare(site);
      if (listed) await judge.list(site, checkpoint);
      await checkpoint();
      const answer = ask(site);
      if (answer !== undefined) return answer;
    }
    return undefined;
  }

  /** sendmail's rulesets for a file, ready to be asked; undefined where no .cf can be had. */
  async interpreterOf(uri: string, checkpoint: Checkpoint): Promise<Interpreter | undefined> {
    const judge = await this.judgeOf(uri);
    await checkpoint();
    const interpreter = await judge.interpreterFor(uri);
    await checkpoint();
    return interpreter;
  }
}
