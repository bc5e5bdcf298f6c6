// Finds the mail servers that a file belongs to, and keeps them loaded until one of their files changes.

import { KINDS, type Kind, type Kinds } from "../kinds/index.ts";
import { byRank, compiledName, daemonNames, isConfigName, isSubmission } from "../kinds/mc/kind.ts";
import { ENOUGH } from "../kinds/recognition.ts";
import { keep } from "../text/keep.ts";
import type { TextDocument } from "../text.ts";
import { Dependencies, Files } from "./files.ts";
import { identify } from "./identify.ts";
import { type LoadedConfig, Loader } from "./load.ts";
import { baseName, folderOf, type PathSettings, within } from "./paths.ts";
import type { Lookup, MailSite, TableIdentity, Workspace } from "./types.ts";

export { identify } from "./identify.ts";
export { memoryWorkspace } from "./memory.ts";
export type { PathSettings } from "./paths.ts";
export type * from "./types.ts";

/** Configurations of one folder that are looked into for the sake of a table beside them. */
const MOST_SIBLINGS = 8;

/** The lines that say what a file is. */
const BEGINNING = { start: { line: 0, character: 0 }, end: { line: ENOUGH, character: 0 } };

interface Held<Value> {
  readonly value: Promise<Value>;
  readonly dependencies: Dependencies;
}

/** Undefined where something changed since; the key stays, as `keep` says why. */
type HeldById<Value> = Map<string, Held<Value> | undefined>;

/**
 * All sites of a workspace, loaded on demand. Reads the files that a site names and those beside them that may be its .mc;
 * never walks through folders.
 */
export class Sites {
  readonly #files: Files;
  readonly #loader: Loader;
  readonly #settings: PathSettings;
  readonly #kinds: Kinds;
  readonly #knownConfigs: KnownConfigs;
  readonly #configs: HeldById<LoadedConfig | undefined> = new Map();
  readonly #sites: HeldById<MailSite | undefined> = new Map();
  readonly #kindOfDocument = new WeakMap<TextDocument, { readonly kind: Kind | undefined }>();

  constructor(workspace: Workspace, settings: PathSettings = {}, configs = new KnownConfigs(), kinds: Kinds = KINDS) {
    this.#knownConfigs = configs;
    this.#kinds = kinds;
    this.#files = new Files(workspace);
    this.#loader = new Loader(this.#files, { ...settings, machine: workspace.machine }, kinds);
    this.#settings = settings;
  }

  /**
   * The sites that a file belongs to, the daemon's before others; [] for a file that is none of sendmail's.
   * The same object comes back until a file of the site changes.
   */
  async sitesOf(uri: string): Promise<readonly MailSite[]> {
    if (isConfig(uri)) {
      this.#knownConfigs.add(uri);
      return present([await this.#siteOf(uri)]);
    }
    const readers = await this.#readersOf(uri);
    if (readers.length > 0) return readers;
    // Of any other name, or of none yet: a .mc where the user says so.
    const document = textOf(await this.#files.read(uri));
    if (document !== undefined && this.#givenKind(document)?.form === "config") {
      this.#knownConfigs.note(uri);
      return present([await this.#siteOf(uri)]);
    }
    // A copy or a part of one: it is judged by itself, and no table is read as its own.
    if (document !== undefined && this.#recognised(document)?.form === "config")
      return present([await this.#siteOf(uri)]);
    return present([await this.#loneSite(uri)]);
  }

  /** Forgets what was read of a file: it changed, came or went, in an editor or on the disk. */
  changed(uri: string, onDisk = false): void {
    for (const changed of this.#files.changed(uri, onDisk)) {
      for (const held of [this.#configs, this.#sites])
        for (const [id, one] of held) if (one?.dependencies.restsOn(changed)) held.set(id, undefined);
    }
  }

  /** The sites that somebody asked for and that nothing changed since. */
  async loaded(): Promise<readonly MailSite[]> {
    return present(await Promise.all([...this.#sites.values()].map((held) => held?.value)));
  }

  /** Files that the sites rest on, those included that were looked for without success: what to watch for changes. */
  files(): readonly string[] {
    return this.#files.known();
  }

  /** The site of a .mc; undefined where there is no such file, or it is something else by its content. */
  #siteOf(uri: string): Promise<MailSite | undefined> {
    return hold(this.#sites, uri, async (dependencies) => {
      const config = await this.#configOf(uri, dependencies);
      return config && (await this.#loader.site(config, dependencies, await this.#daemonBeside(uri, dependencies)));
    });
  }

  /** The daemon's configuration beside that of a submission program. */
  async #daemonBeside(uri: string, dependencies: Dependencies): Promise<LoadedConfig | undefined> {
    const folder = folderOf(uri);
    const names = isSubmission(baseName(uri)) ? await this.#files.list(folder, dependencies) : [];
    const name = daemonNames(baseName(uri)).find((one) => names.includes(one));
    return name === undefined ? undefined : await this.#configOf(within(folder, name), dependencies);
  }

  #configOf(uri: string, dependencies: Dependencies): Promise<LoadedConfig | undefined> {
    const config = hold(this.#configs, uri, async (own) => {
      const document = textOf(await this.#files.read(uri, own));
      if (document === undefined) return undefined;
      const isGiven = this.#givenKind(document)?.form === "config";
      const isConfig = isGiven || identify(uri, document.getText(), this.#kinds)?.form === "config";
      return isConfig ? await this.#loader.config(uri, own) : undefined;
    });
    const own = this.#configs.get(uri)?.dependencies;
    if (own !== undefined) dependencies.include(own);
    return config;
  }

  /** The sites that read a table or an included file. Where no .mc names it, the site whose folder it is in. */
  async #readersOf(uri: string): Promise<readonly MailSite[]> {
    let beside: MailSite | undefined;
    for (const group of await this.#candidates(uri)) {
      const readers: MailSite[] = [];
      for (const mc of group) {
        const site = await this.#siteOf(mc);
        if (site === undefined) continue;
        const file = site.fileAt(uri);
        if (site.ownTexts.has(uri)) readers.push(site);
        if (file === undefined) continue;
        if ("named" in file && !file.named) beside ??= site;
        else readers.push(site);
      }
      if (readers.length > 0) return readers;
    }
    return beside === undefined ? await this.#loneReadersOf(uri) : [beside];
  }

  /** The sites of .cf files without a .mc that name a table. */
  async #loneReadersOf(uri: string): Promise<readonly MailSite[]> {
    for (const folder of this.#foldersFor(uri)) {
      const readers: MailSite[] = [];
      for (const cf of await this.#loneCfsIn(folder)) {
        const site = cf === uri ? undefined : await this.#loneSite(cf);
        const file = site?.fileAt(uri);
        if (site !== undefined && file !== undefined && "named" in file && file.named) readers.push(site);
      }
      if (readers.length > 0) return readers;
    }
    return [];
  }

  /** The .mc files that may read a file, nearest first: those of `#foldersFor`, those in use, the root's. */
  async #candidates(uri: string): Promise<readonly (readonly string[])[]> {
    const groups: (readonly string[])[] = [];
    for (const folder of this.#foldersFor(uri)) groups.push(await this.#mcsIn(folder));
    groups.push(this.#knownConfigs.all());
    if (this.#settings.root !== undefined) groups.push(await this.#mcsIn(within(this.#settings.root, "etc/mail")));
    return groups;
  }

  /** The folders that a configuration may be in which reads a file: its own, the one above, and etc/mail for what is in etc. */
  #foldersFor(uri: string): readonly string[] {
    const folder = folderOf(uri);
    const above = folderOf(folder);
    return [folder, ...(above === folder ? [] : [above]), ...(folder.endsWith("/etc") ? [within(folder, "mail")] : [])];
  }

  /** The .cf files of a folder that have no .mc, the daemon's first. */
  async #loneCfsIn(folder: string): Promise<readonly string[]> {
    const names = await this.#files.list(folder);
    const mcs = new Set(names.map((name) => compiledName(name)));
    const cfs = names.filter((name) => /\.cf$/i.test(name) && !mcs.has(name));
    const isDaemon = (name: string) => (name === "sendmail.cf" ? 0 : 1);
    return cfs
      .sort((a, b) => isDaemon(a) - isDaemon(b))
      .slice(0, MOST_SIBLINGS)
      .map((name) => within(folder, name));
  }

  async #mcsIn(folder: string): Promise<readonly string[]> {
    const names = (await this.#files.list(folder)).filter(isConfigName).sort(byRank);
    const daemons = names.filter((name) => !isSubmission(name)).slice(0, MOST_SIBLINGS);
    return [...daemons, ...names.filter(isSubmission).slice(0, 1)].map((name) => within(folder, name));
  }

  #loneSite(uri: string): Promise<MailSite | undefined> {
    return hold(this.#sites, uri, async (dependencies) => {
      const document = textOf(await this.#files.read(uri, dependencies));
      if (document === undefined) return undefined;
      if (this.#kindOf(document)?.form === "compiled") return await this.#loader.loneCf(document, dependencies);
      const identity = this.#tableOf(document);
      return identity && (await this.#loader.lone(document, identity, dependencies));
    });
  }

  /** The kind that an editor gave a file by its language. */
  #givenKind({ languageId }: TextDocument): Kind | undefined {
    return this.#kinds.ofLanguage(languageId);
  }

  /** What a file is by the language that the editor gave it, else by its name and text. */
  #kindOf(document: TextDocument): Kind | undefined {
    return document.languageId.startsWith("sendmail-") ? this.#givenKind(document) : this.#recognised(document);
  }

  /** What a file is by its name and text. */
  #recognised(document: TextDocument): Kind | undefined {
    const known = this.#kindOfDocument.get(document);
    if (known !== undefined) return known.kind;
    const kind = identify(document.uri, document.getText(BEGINNING), this.#kinds);
    this.#kindOfDocument.set(document, { kind });
    return kind;
  }

  #tableOf(document: TextDocument): TableIdentity | undefined {
    const kind = this.#kindOf(document);
    if (kind?.form !== "table") return undefined;
    return { kind: kind.name, className: kind.classOf(baseName(document.uri)) };
  }
}

function textOf(found: Lookup<TextDocument>): TextDocument | undefined {
  return found.kind === "there" ? found.value : undefined;
}

function isConfig(uri: string): boolean {
  return isConfigName(baseName(uri));
}

/** Configurations of other folders that are looked into for the sake of a table. */
const MOST_KNOWN = 32;

/**
 * The .mc files that were opened, changed or asked about, in any order of events: a table may be read by one in another
 * folder. Outlives the sites, which end with every change of a file or of the settings.
 */
export class KnownConfigs {
  readonly #uris = new Map<string, true>();

  /** Notes a file if it is a .mc by its name. */
  add(uri: string): void {
    if (isConfig(uri)) this.note(uri);
  }

  /** Notes a file that is a .mc, whatever its name. */
  note(uri: string): void {
    keep(this.#uris, uri, true, MOST_KNOWN);
  }

  all(): readonly string[] {
    return [...this.#uris.keys()].sort();
  }
}

/** Sites that are kept; a command line that checks a thousand of them needs each only once. */
const MOST_HELD = 32;

function hold<Value>(
  held: HeldById<Value>,
  id: string,
  make: (dependencies: Dependencies) => Promise<Value>,
): Promise<Value> {
  const known = held.get(id);
  if (known !== undefined) {
    keep(held, id, known, MOST_HELD);
    return known.value;
  }
  const dependencies = new Dependencies();
  const value = make(dependencies);
  keep(held, id, { value, dependencies }, MOST_HELD);
  // What failed is tried again the next time.
  value.catch(() => {
    if (held.get(id)?.value === value) held.set(id, undefined);
  });
  return value;
}

function present(sites: readonly (MailSite | undefined)[]): readonly MailSite[] {
  return sites.filter((site) => site !== undefined);
}
