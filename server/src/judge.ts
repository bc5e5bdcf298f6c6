// Everything that is known under one set of settings: the sites, the library, what was found. One for each project file.
import { auditOf } from "./features/audit.ts";
import type { FeatureOptions } from "./features/options.ts";
import { upgradeReport } from "./features/upgrade-page.ts";
import type { NameInFolder } from "./features/written-path.ts";
import { type Interpreter, Interpreters } from "./interpreter/index.ts";
import type { Kinds } from "./kinds/index.ts";
import type { BuiltCf } from "./mc/build.ts";
import type { AuditResult, UpgradeReport } from "./protocol.ts";
import { buildsWith, isJudged, judgeBy, listSteps, needsJudge } from "./relay/index.ts";
import { KeptFindings } from "./rules/linter/kept-findings.ts";
import { type LintOptions, lint, lintSteps, type Problem, type Problems } from "./rules/linter/lint.ts";
import type { Rule } from "./rules/types.ts";
import { lintOptions, type Settings } from "./settings.ts";
import { CfBuilder } from "./site/cf-builder.ts";
import { type KnownConfigs, Sites } from "./site/index.ts";
import { baseName, folderOf, isConfigurationFolder, pathOf, placesOf, SETTINGS_FOLDER, within } from "./site/paths.ts";
import { stateOf } from "./site/per-site.ts";
import { type KnownPlatform, platformOf } from "./site/platform.ts";
import type { MailSite, Workspace } from "./site/types.ts";
import { InstalledLibraries, type SiteVersion, siteVersion } from "./site/version.ts";
import { keep } from "./text/keep.ts";

/** What all judges of a service share. */
export interface Shared {
  readonly configs: KnownConfigs;
  readonly kinds: Kinds;
  readonly rules: readonly Rule[];
}

/**
 * Called between units of work. May wait, so that others have their turn; rejects where nobody waits for the answer any more,
 * and then the work ends.
 */
export type Checkpoint = () => void | Promise<void>;

/** Sites whose findings are kept for their next version. */
const MOST_KEPT = 8;

/** Names of one folder that are offered. */
const MOST_NAMES = 500;

/** A checkpoint that always lets through. */
export const GO_ON: Checkpoint = () => undefined;

/** A site, and what is wrong in one of its files. */
export interface Judged {
  readonly site: MailSite;
  readonly problems: readonly Problem[];
}

export class Judge {
  readonly settings: Settings;
  readonly #workspace: Workspace;
  readonly #rules: readonly Rule[];
  readonly #cfBuilder: CfBuilder;
  readonly #sites: Sites;
  readonly #interpreters: Interpreters;
  readonly #libraries: InstalledLibraries;
  /** What the rules found in the last version of each site. */
  readonly #kept = new Map<string, KeptFindings>();
  readonly #found = stateOf((): { problems?: Problems; running?: Promise<unknown> } => ({}));

  /** @param users users that the host has beside those in its lists */
  constructor(
    workspace: Workspace,
    settings: Settings,
    { configs, kinds, rules }: Shared,
    { users }: { readonly users?: readonly string[] | undefined } = {},
  ) {
    this.settings = settings;
    this.#workspace = workspace;
    this.#rules = rules;
    this.#cfBuilder = new CfBuilder(workspace, settings);
    this.#interpreters = new Interpreters(workspace, { ...settings, users }, this.#cfBuilder);
    this.#sites = new Sites(workspace, settings, configs, kinds);
    this.#libraries = new InstalledLibraries(workspace, settings);
  }

  /** Forgets what was read of a file. */
  changed(uri: string, onDisk = false): void {
    this.#sites.changed(uri, onDisk);
    this.#cfBuilder.changed(uri);
    this.#interpreters.changed(uri);
  }

  /** Files that its sites rest on, those included that were looked for without success. */
  files(): readonly string[] {
    return this.#sites.files();
  }

  sitesOf(uri: string): Promise<readonly MailSite[]> {
    return this.#sites.sitesOf(uri);
  }

  /** The file that the configuration of a site names by a path, where it is there. Nothing is read of it. */
  async fileNamed(site: MailSite, path: string): Promise<string | undefined> {
    const folder = site.mc?.config.mailSettingsDir ?? SETTINGS_FOLDER;
    for (const { uri, bounds } of placesOf(path, site.id, folder, this.settings)) {
      const found = await this.#workspace.stat(uri, bounds);
      if (found.kind === "there" && found.value.kind === "file") return uri;
    }
    return undefined;
  }

  /**
   * What is in a folder that the configuration of a site may name, as far as its bounds let paths lead. In a copy without a root only the
   * copy's own folder is looked into, which stands for the settings folder.
   *
   * @param folder as the configuration names it, with its last slash; "" for the configuration's own folder
   */
  async namesIn(site: MailSite, folder: string): Promise<readonly NameInFolder[]> {
    const settingsFolder = site.mc?.config.mailSettingsDir ?? SETTINGS_FOLDER;
    const found = new Map<string, NameInFolder>();
    for (const { uri, bounds } of placesOf(`${folder}x`, site.id, settingsFolder, this.settings)) {
      const at = folderOf(uri);
      const isNamed =
        bounds.kind === "root" || folder === "" || folder === settingsFolder || pathOf(at) === folder.slice(0, -1);
      if (!isNamed || !isConfigurationFolder(at)) continue;
      const listed = await this.#workspace.list(at, bounds);
      if (listed.kind !== "there") continue;
      const names = [...listed.value].sort().slice(0, MOST_NAMES);
      const stats = await Promise.all(names.map((name) => this.#workspace.stat(within(at, name), bounds)));
      for (const [index, name] of names.entries()) {
        const stat = stats[index];
        if (stat?.kind === "there" && !found.has(name))
          found.set(name, { name, isFolder: stat.value.kind === "folder" });
      }
    }
    return [...found.values()];
  }

  /** The sites that are in use. */
  sites(): Promise<readonly MailSite[]> {
    return this.#sites.loaded();
  }

  /** What the answers of the editor's features depend on besides the site. */
  async optionsFor(site: MailSite): Promise<FeatureOptions> {
    const library = await this.#libraries.of(site);
    const { guidanceBaseUrl } = this.settings;
    return {
      guidanceBaseUrl,
      library,
      targetVersion: (await this.#versionOf(site))?.version,
      platform: await this.platformOf(site),
    };
  }

  /** A site by the controls of audit guides: all rules speak, whatever the settings and comments say. */
  async audit(site: MailSite): Promise<readonly AuditResult[]> {
    await this.prepare(site);
    const { severities, preset, ...known } = await this.lintOptionsFor(site);
    const problems = [...lint(site, this.#rules, { ...known, preset: "strict", unsilenced: true }).values()].flat();
    const version = await this.#versionOf(site);
    const isTold = version?.source !== "library" || this.#isOwn(site);
    const [interpreter, platform] = [await this.interpreterOf(site), await this.platformOf(site)];
    return auditOf({ site, problems, version: isTold ? version : undefined, platform, interpreter });
  }

  /** What changes its meaning on the way to a version; to the newest where none is named. */
  async upgrade(site: MailSite, to: string | undefined): Promise<UpgradeReport> {
    return upgradeReport({ site, from: await this.#versionOf(site), to, platform: await this.platformOf(site) });
  }

  /** The .cf that the library which a site uses makes of its .mc; undefined without a .mc or a library. */
  async cfOf(site: MailSite): Promise<BuiltCf | undefined> {
    const library = await this.#libraries.of(site);
    return (
      site.mc && library && (await this.#cfBuilder.build(site.mc.document, library.uri, site.mc.config.mailSettingsDir))
    );
  }

  /** sendmail's rulesets as a site has them, ready to be asked; undefined where no .cf can be had. */
  async interpreterOf(site: MailSite): Promise<Interpreter | undefined> {
    if (site.mc === undefined) return site.cf && (await this.#interpreters.ofCf(site.cf.document));
    return await this.#interpreters.of(site, await this.#libraries.of(site));
  }

  /** Lets the interpreter judge what a site relays, where a .cf can be had. */
  async prepare(site: MailSite): Promise<void> {
    if (isJudged(site)) return;
    buildsWith(site, (await this.#libraries.of(site))?.version);
    const interpreter = await this.interpreterOf(site);
    if (interpreter !== undefined) judgeBy(site, interpreter);
  }

  /** Works out who may relay, with pauses: what is asked of the list afterwards takes no time. */
  async list(site: MailSite, checkpoint: Checkpoint = GO_ON): Promise<void> {
    for (const _ of listSteps(site)) {
      const pause = checkpoint();
      if (pause !== undefined) await pause;
    }
  }

  /** The interpreter of a .cf by itself (URI); undefined for a file that cannot be read, or has no rules. */
  async interpreterOfCf(uri: string): Promise<Interpreter | undefined> {
    const document = await this.#interpreters.read(uri);
    return document && (await this.#interpreters.ofCf(document));
  }

  /**
   * The rulesets that a file belongs to: those of a .cf that is named itself; else of the site that reads the file; else of the .cf
   * beside it, where that is all there is.
   */
  async interpreterFor(uri: string): Promise<Interpreter | undefined> {
    if (baseName(uri).endsWith(".cf")) return await this.interpreterOfCf(uri);
    for (const site of await this.sitesOf(uri)) {
      const interpreter = await this.interpreterOf(site);
      if (interpreter !== undefined) return interpreter;
      if (site.mc !== undefined) return undefined;
    }
    return await this.interpreterOfCf(within(folderOf(uri), "sendmail.cf"));
  }

  /** The operating system that a site is for; undefined where that is not known. */
  async platformOf(site: MailSite): Promise<KnownPlatform | undefined> {
    return platformOf(site, { platform: this.settings.platform, version: (await this.#versionOf(site))?.version });
  }

  /** What the rules may ask for besides the site. */
  async lintOptionsFor(site: MailSite): Promise<LintOptions> {
    const library = await this.#libraries.of(site);
    const installedVersion = this.#isOwn(site) ? library?.version : undefined;
    const platform = await this.platformOf(site);
    return lintOptions(this.settings, siteVersion(site, library), {
      ...(platform === undefined ? {} : { platform }),
      ...(installedVersion === undefined ? {} : { installedVersion }),
    });
  }

  /** False for a copy of some other system's files: it is built with this machine's library, which says nothing of that system. */
  #isOwn(site: MailSite): boolean {
    return this.settings.root !== undefined || site.id.startsWith("file:///etc/mail/");
  }

  /** The version that a site runs: as set, else that of its .cf, else that of the installed library. */
  async #versionOf(site: MailSite): Promise<SiteVersion | undefined> {
    return siteVersion(site, await this.#libraries.of(site));
  }

  /** Each site that reads a file, with its problems there; a problem that an earlier site had too is left out. */
  async judge(uri: string, checkpoint: Checkpoint = GO_ON): Promise<readonly Judged[]> {
    const sites = await this.sitesOf(uri);
    const [only] = sites;
    // A site alone says nothing twice; a map may have a million problems.
    if (only !== undefined && sites.length === 1)
      return [{ site: only, problems: await this.#problemsOf(only, uri, checkpoint) }];
    const seen = new Set<string>();
    const all: Judged[] = [];
    for (const site of sites) {
      const problems = (await this.#problemsOf(site, uri, checkpoint)).filter(({ meta, span }) => {
        const key = `${meta.code} ${span.start} ${span.end}`;
        const fresh = !seen.has(key);
        seen.add(key);
        return fresh;
      });
      all.push({ site, problems });
    }
    return all;
  }

  async #problemsOf(site: MailSite, uri: string, checkpoint: Checkpoint): Promise<readonly Problem[]> {
    const found = this.#found(site);
    while (found.problems === undefined) {
      await checkpoint();
      if (found.running === undefined) await this.#lint(site, checkpoint);
      // Another request is at it. Where that one is given up, this one begins again.
      else await found.running.catch(() => undefined);
    }
    return found.problems.get(uri) ?? [];
  }

  async #lint(site: MailSite, checkpoint: Checkpoint): Promise<void> {
    const found = this.#found(site);
    const run = async () => {
      buildsWith(site, (await this.#libraries.of(site))?.version);
      // The model is quick; where it is not sure of who may relay, the rulesets are asked.
      if (needsJudge(site)) await this.prepare(site);
      const missingLibrary = await this.#libraries.missingFor(site);
      const options = {
        ...(await this.lintOptionsFor(site)),
        ...(missingLibrary === undefined ? {} : { missingLibrary }),
      };
      await this.list(site, checkpoint);
      const kept = this.#kept.get(site.id) ?? new KeptFindings();
      keep(this.#kept, site.id, kept, MOST_KEPT);
      const steps = lintSteps(site, this.#rules, options, kept);
      for (;;) {
        const step = steps.next();
        if (step.done === true) return step.value;
        const pause = checkpoint();
        if (pause !== undefined) await pause;
      }
    };
    const running = run();
    found.running = running;
    try {
      found.problems = await running;
    } finally {
      delete found.running;
    }
  }
}
