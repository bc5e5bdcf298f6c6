// Loads one site: evaluates a .mc, finds the files that it names, reads them as tables.
import type { CfConfig } from "../cf/index.ts";
import type { Kinds, NamedFile, TableKind } from "../kinds/index.ts";
import { compiledSuffix, textOfMap } from "../kinds/makemap.ts";
import { byRank, compiledName, isConfigName, isMainName, isSubmission } from "../kinds/mc/kind.ts";
import { readMailConfig } from "../mc/index.ts";
import type { MailConfig } from "../mc/types.ts";
import { parseTable, updateTable } from "../tables/index.ts";
import type { Table } from "../tables/types.ts";
import { keep } from "../text/keep.ts";
import { masked, type Source, Template, type TextDocument } from "../text.ts";
import { CfText, cfFile } from "./cf-file.ts";
import { credentialsIn } from "./credentials.ts";
import { deliveredPath, fileEnvironment } from "./delivery-paths.ts";
import type { Dependencies, Files } from "./files.ts";
import { Hosts } from "./host.ts";
import { MOST_LISTS } from "./lists.ts";
import {
  baseName,
  boundsOf,
  folderOf,
  hostNameOf,
  type PathSettings,
  placesOf,
  SETTINGS_FOLDER,
  within,
} from "./paths.ts";
import { snapshot } from "./snapshot.ts";
import { isUnitPart, STARTUP_FILES, STARTUP_FOLDERS } from "./startup-files.ts";
import type {
  Bounds,
  CompiledFile,
  Lookup,
  MailSite,
  McFile,
  MissingFile,
  Obstacle,
  TableFile,
  TableIdentity,
  UnreadableFile,
  UnreadStartup,
} from "./types.ts";

/** Rounds of reading included files that include files. */
const MOST_ROUNDS = 16;

/** Tables, and lists of includes, that are kept for the next version of a file. */
const MOST_KEPT = 192;

/** Paths of which it is kept where they are looked for. */
const MOST_PLACES = 1_000;

/** A table that was found, and how the configuration names it. */
interface FoundTable extends TableIdentity {
  readonly document: TextDocument;
  readonly naming: NamedFile | undefined;
}

/** From where paths are looked for. */
interface Place {
  /** The configuration that names them. */
  readonly uri: string;
  /** Its folder of mail settings. */
  readonly folder: string;
  readonly dependencies: Dependencies;
  readonly bounds: Bounds;
}

export class Loader {
  readonly #files: Files;
  readonly #settings: PathSettings;
  readonly #kinds: Kinds;
  /** What is the same for all sites. */
  readonly #known: { readonly kinds: Kinds; readonly targetVersion: string | undefined };
  readonly #tables = new Map<string, Table>();
  /** What each .mc included the last time: read before it is evaluated, so that once is enough. */
  readonly #includes = new Map<string, readonly string[]>();
  readonly #cfs = new Map<string, CfText>();
  /** Where paths were looked for the last time: the same ones are at each keystroke. */
  readonly #places = new Map<string, ReturnType<typeof placesOf>>();
  readonly #hosts: Hosts;

  constructor(files: Files, settings: PathSettings, kinds: Kinds) {
    this.#files = files;
    this.#settings = settings;
    this.#kinds = kinds;
    const { targetVersion } = settings;
    this.#known = { kinds, targetVersion };
    this.#hosts = new Hosts(files);
  }

  /** Evaluates a .mc with all that it includes; undefined where it cannot be read. */
  async config(uri: string, dependencies: Dependencies): Promise<LoadedConfig | undefined> {
    const found = await this.#files.read(uri, dependencies);
    if (found.kind !== "there") return undefined;
    const document = found.value;
    const source = sourceOf(document);
    const answers = new Map<string, Found>();
    const documents = new Map<string, TextDocument>();
    let wanted = this.#includes.get(uri) ?? [];
    let folder = SETTINGS_FOLDER;
    for (let round = 0; ; round++) {
      for (const path of wanted) {
        const found = await this.#find(path, { uri, folder, dependencies });
        if (found.kind === "there") documents.set(found.document.uri, found.document);
        answers.set(path, found);
      }
      const config = readMailConfig(source, { host: { read: (path) => foundSource(answers.get(path)) } });
      const paths = [...new Set(config.lookups.map(({ path }) => path))];
      folder = config.mailSettingsDir;
      wanted = paths.filter((path) => !answers.has(path));
      if (wanted.length > 0 && round < MOST_ROUNDS) continue;
      keep(this.#includes, uri, paths, MOST_KEPT);
      // What it included the last time, and does not any more, is not a part of it.
      const read = new Map(
        [...documents].filter(([, found]) => paths.some((path) => documentOf(answers.get(path)) === found)),
      );
      return { uri, document, config, documents: read, ...unreadIncludes(config, answers) };
    }
  }

  /** The snapshot of the site of a .mc. `daemon`: the configuration beside that of a submission program. */
  async site(loaded: LoadedConfig, dependencies: Dependencies, daemon?: LoadedConfig): Promise<MailSite> {
    const { uri, config, documents } = loaded;
    const place: Place = {
      uri,
      folder: config.mailSettingsDir,
      dependencies,
      bounds: boundsOf(uri, this.#settings, config.mailSettingsDir),
    };
    const { bounds } = place;
    const named = await this.#named(this.#kinds.namedIn(config), place);
    const { tables } = named;
    const missing: readonly MissingFile[] = [...loaded.missing, ...named.missing];
    const unreadable: readonly UnreadableFile[] = [...loaded.unreadable, ...named.unreadable];
    const ownTexts = new Set<string>();
    for (const found of await this.#unnamed(uri, dependencies, bounds)) {
      if (tables.some((file) => file.uri === found.document.uri)) continue;
      if (await this.#isOwnText(found, config, place)) {
        ownTexts.add(found.document.uri);
        continue;
      }
      tables.push(await this.#table(found, dependencies, bounds));
    }
    const included = await this.#included(tables, place);
    const paths = { credentials: credentialsIn(config), targets: this.#targets(tables, included, config) };
    const all = new Map(documents);
    const made = compiledName(uri);
    const compiled = made === undefined ? undefined : await this.#compiled(made, dependencies, bounds);
    const text = compiled && (await this.#text(compiled.uri, dependencies, bounds));
    if (text !== undefined) all.set(text.uri, text);
    const unreadStartup = await this.#startup(uri, all, dependencies, bounds);
    const modified = await this.#files.modified(uri, dependencies);
    const mc = mcFile(loaded, modified, compiled);
    const hostName = hostNameOf(uri, this.#settings);
    const cf = text && cfFile(this.#cfText(text, hostName), compiled?.modified);
    const beside = daemon && mcFile(daemon, undefined, undefined);
    const files = {
      mc,
      cf,
      daemon: beside,
      tables,
      missing,
      unreadable,
      unreadStartup,
      ownTexts,
      documents: all,
      included,
    };
    const host = await this.#hosts.of(urisOf(uri, tables, included), paths, dependencies, bounds);
    return snapshot({ id: uri, ...files, hostName, host, ...this.#known });
  }

  /** The snapshot of a .cf that has no .mc, with the tables that it names, and the texts of its other maps. */
  async loneCf(document: TextDocument, dependencies: Dependencies): Promise<MailSite> {
    const { uri } = document;
    const hostName = hostNameOf(uri, this.#settings);
    const cf = cfFile(this.#cfText(document, hostName), await this.#files.modified(uri, dependencies));
    const bounds = boundsOf(uri, this.#settings, SETTINGS_FOLDER);
    const place: Place = { uri, folder: SETTINGS_FOLDER, dependencies, bounds };
    const named = await this.#named(this.#kinds.namedIn(cf.config), place);
    const included = await this.#included(named.tables, place);
    const documents = new Map([[uri, document]]);
    for (const path of namedFiles(document.getText())) {
      const found = await this.#find(path, place);
      if (found.kind === "there") documents.set(found.document.uri, found.document);
    }
    const unreadStartup = await this.#startup(uri, documents, dependencies, bounds);
    const targets = this.#targets(named.tables, included, cf.config);
    const paths = { credentials: credentialsIn(cf.config), targets };
    const host = await this.#hosts.of(urisOf(uri, named.tables, included), paths, dependencies, bounds);
    const files = { cf, ...named, unreadStartup, included, documents };
    return snapshot({ id: uri, mc: undefined, ...files, hostName, host, ...this.#known });
  }

  /** The tables that a configuration names, and what of them is not there or cannot be read. */
  async #named(named: readonly NamedFile[], place: Place) {
    const tables: TableFile[] = [];
    const missing: MissingFile[] = [];
    const unreadable: UnreadableFile[] = [];
    for (const naming of named) {
      const found = await this.#find(naming.path, place);
      const { kind, className } = naming;
      if (found.kind === "missing") missing.push(naming);
      else if (found.kind === "unreadable") unreadable.push({ ...naming, uri: found.uri, obstacle: found.obstacle });
      else if (
        !tables.some((file) => file.uri === found.document.uri && file.kind === kind && file.className === className)
      )
        tables.push(
          await this.#table({ document: found.document, kind, className, naming }, place.dependencies, place.bounds),
        );
    }
    return { tables, missing, unreadable };
  }

  /** The same object as long as the text and the host's name are the same: what was read of it is kept. */
  #cfText(document: TextDocument, hostName: string | undefined): CfText {
    const known = this.#cfs.get(document.uri);
    const text = known?.document === document && known.hostName === hostName ? known : new CfText(document, hostName);
    keep(this.#cfs, document.uri, text, MOST_KEPT);
    return text;
  }

  /** The snapshot of a table that no .mc available reads. */
  async lone(document: TextDocument, identity: TableIdentity, dependencies: Dependencies): Promise<MailSite> {
    const file = await this.#table({ document, ...identity, naming: undefined }, dependencies, undefined);
    const nothing = { mc: undefined, missing: [], unreadable: [], documents: new Map() };
    const hostName = hostNameOf(document.uri, this.#settings);
    return snapshot({ id: document.uri, ...nothing, hostName, tables: [file], ...this.#known });
  }

  /** Tables beside the .mc that bear a usual name; they belong to the most important .mc of the folder. */
  async #unnamed(uri: string, dependencies: Dependencies, bounds: Bounds): Promise<readonly FoundTable[]> {
    const folder = folderOf(uri);
    const names = await this.#files.list(folder, dependencies);
    const [first] = names.filter(isConfigName).sort(byRank);
    if (isSubmission(baseName(uri)) || (first !== undefined && byRank(first, baseName(uri)) < 0)) return [];
    const usual = this.#kinds.tableNames.filter(({ name }) => names.includes(name));
    const found = usual.map(async ({ name, kind }) => {
      const document = await this.#text(within(folder, name), dependencies, bounds);
      return document && { document, kind: kind.name, className: kind.classOf(name), naming: undefined };
    });
    return present(await Promise.all(found));
  }

  /** True where a map of another name than the kind's is made of a file. */
  async #isOwnText({ document, kind }: FoundTable, { maps }: MailConfig, place: Place): Promise<boolean> {
    for (const declared of maps) {
      const [path] = declared.name === kind ? [] : textOfMap(kind, declared).map((text) => text.path);
      if (path === undefined || baseName(path) !== baseName(document.uri)) continue;
      const found = await this.#find(path, place);
      if (found.kind === "there" && found.document.uri === document.uri) return true;
    }
    return false;
  }

  /** The texts that lines of tables name, and those that these include in turn; what is read becomes one of the tables. */
  async #included(tables: TableFile[], place: Place): Promise<ReadonlyMap<string, Lookup<TextDocument>>> {
    const included = new Map<string, Lookup<TextDocument>>();
    // Tables that are added are looked through as well.
    for (const { kind: name, table, named } of tables) {
      const { includedBy, includes } = this.#kinds.table(name);
      for (const { path, span } of includedBy?.(table) ?? []) {
        if (included.size >= MOST_LISTS) return included;
        if (included.has(path)) continue;
        const found = await this.#find(path, place);
        included.set(path, found.kind === "there" ? { kind: "there", value: found.document } : found);
        if (found.kind !== "there" || includes === undefined) continue;
        const { document } = found;
        if (tables.some(({ uri }) => uri === document.uri)) continue;
        const identity = { kind: includes, className: undefined };
        const naming: NamedFile = { ...identity, path, format: undefined, mapType: undefined, optional: false, span };
        const list = await this.#table({ document, ...identity, naming }, place.dependencies, place.bounds);
        tables.push({ ...list, named });
      }
    }
    return included;
  }

  /** The paths of the host that mail is handed to, lists among them. */
  #targets(
    tables: readonly TableFile[],
    included: ReadonlyMap<string, unknown>,
    config: MailConfig | CfConfig,
  ): readonly string[] {
    const environment = fileEnvironment(config);
    const paths = tables.flatMap(({ kind, table }) => this.#kinds.table(kind).handedTo?.(table) ?? []);
    return [...new Set([...paths, ...paths.map((path) => deliveredPath(path, environment)), ...included.keys()])];
  }

  /** The files that start the daemon, for a configuration that is in a folder etc or etc/mail, put among its documents; and those that cannot be read. */
  async #startup(
    uri: string,
    documents: Map<string, TextDocument>,
    dependencies: Dependencies,
    bounds: Bounds,
  ): Promise<readonly UnreadStartup[]> {
    const root = /^(.*)\/etc(?:\/mail)?$/.exec(folderOf(uri))?.[1];
    if (root === undefined) return [];
    const listed = STARTUP_FOLDERS.map(async (path) => {
      const names = await this.#files.list(`${root}${path}`, dependencies, bounds);
      return names.filter(isUnitPart).map((name) => `${path}/${name}`);
    });
    const paths = [...STARTUP_FILES, ...(await Promise.all(listed)).flat()];
    const found = await Promise.all(
      paths.map(async (path) => {
        const uri = `${root}${path}`;
        return { path, uri, answer: await this.#files.read(uri, dependencies, bounds) };
      }),
    );
    for (const { answer, uri } of found) if (answer.kind === "there") documents.set(uri, answer.value);
    return found.flatMap(({ path, uri, answer }) =>
      answer.kind === "unreadable" ? [{ path, uri, obstacle: answer.obstacle }] : [],
    );
  }

  /** A text that nothing depends on but itself; undefined where it cannot be had. */
  async #text(uri: string, dependencies: Dependencies, bounds: Bounds): Promise<TextDocument | undefined> {
    const found = await this.#files.read(uri, dependencies, bounds);
    return found.kind === "there" ? found.value : undefined;
  }

  /** What lies at the first place that has something. */
  async #find(path: string, { uri: own, folder, dependencies }: Omit<Place, "bounds">): Promise<Found> {
    const key = `${own} ${folder} ${path}`;
    const places = this.#places.get(key) ?? placesOf(path, own, folder, this.#settings);
    keep(this.#places, key, places, MOST_PLACES);
    for (const { uri, bounds } of places) {
      if (uri === own) continue;
      const found = await this.#files.read(uri, dependencies, bounds);
      if (found.kind === "there") return { kind: "there", document: found.value };
      if (found.kind === "unreadable") return { kind: "unreadable", uri, obstacle: found.obstacle };
    }
    return { kind: "missing" };
  }

  async #table(
    { document, kind: name, className, naming }: FoundTable,
    dependencies: Dependencies,
    bounds: Bounds | undefined,
  ): Promise<TableFile> {
    const { uri } = document;
    const kind = this.#kinds.table(name);
    const [modified, compiled] = await Promise.all([
      this.#files.modified(uri, dependencies, bounds),
      kind.compiled && this.#compiled(uri + compiledSuffix(kind.compiled, naming), dependencies, bounds),
    ]);
    const table = this.#parse(document, kind, naming);
    return { uri, document, table, kind: name, className, named: naming !== undefined, naming, modified, compiled };
  }

  #parse(document: TextDocument, { name, reading }: TableKind, naming: NamedFile | undefined): Table {
    const { format, columns } = naming ?? {};
    const key = `${name} ${format ?? ""} ${columns ? JSON.stringify(columns) : ""} ${document.uri}`;
    const known = this.#tables.get(key);
    const kind = columns ? "text" : reading;
    const options = { format, columns, hasTags: reading === "access" };
    const table = known === undefined ? parseTable(document, kind, options) : updateTable(known, document);
    keep(this.#tables, key, table, MOST_KEPT);
    return table;
  }

  async #compiled(
    uri: string,
    dependencies: Dependencies,
    bounds: Bounds | undefined,
  ): Promise<CompiledFile | undefined> {
    const found = await this.#files.status(uri, dependencies, bounds);
    return found && { uri, modified: found.modified, format: found.size === 0 ? "empty" : found.database };
  }
}

export interface LoadedConfig {
  readonly uri: string;
  readonly document: TextDocument;
  readonly config: MailConfig;
  /** Included files by URI. */
  readonly documents: ReadonlyMap<string, TextDocument>;
  /** Files that it includes and that were not read. */
  readonly missing: readonly MissingFile[];
  readonly unreadable: readonly UnreadableFile[];
}

/** The files of which sendmail looks at the rights. */
function urisOf(mc: string, tables: readonly TableFile[], included: MailSite["included"]): readonly string[] {
  const lists = [...included.values()].flatMap((found) => (found.kind === "there" ? [found.value.uri] : []));
  return [mc, ...lists, ...tables.flatMap(({ uri, compiled }) => (compiled ? [uri, compiled.uri] : [uri]))];
}

/** What looking for a file that a .mc names came to. */
type Found =
  | { readonly kind: "there"; readonly document: TextDocument }
  | { readonly kind: "missing" }
  | { readonly kind: "unreadable"; readonly uri: string; readonly obstacle: Obstacle };

function foundSource(found: Found | undefined): Source | undefined {
  return found?.kind === "there" ? sourceOf(found.document) : undefined;
}

function documentOf(found: Found | undefined): TextDocument | undefined {
  return found?.kind === "there" ? found.document : undefined;
}

/** The text as m4 is given it: what a template leaves open says nothing to it. */
function sourceOf(document: TextDocument): Source {
  return { name: document.uri, text: masked(document.getText(), "dnl") };
}

function mcFile(
  { uri, document, config, documents }: LoadedConfig,
  modified: number | undefined,
  compiled: CompiledFile | undefined,
): McFile {
  const template = [document, ...documents.values()].some((one) => new Template(one.getText()).isTemplate);
  return { uri, document, config, modified, compiled, part: isPart(uri, config), template };
}

/** True for a part of a configuration: it says neither for which system it is nor through what mail goes, and has no name of a whole one. */
function isPart(uri: string, config: MailConfig): boolean {
  return config.ostypes.length === 0 && config.mailers.length === 0 && !isMainName(baseName(uri));
}

/** The files that a .mc asks for by `include` and `sinclude` itself, and that it did not get. */
function unreadIncludes(
  config: MailConfig,
  answers: ReadonlyMap<string, Found>,
): Pick<LoadedConfig, "missing" | "unreadable"> {
  const missing: MissingFile[] = [];
  const unreadable: UnreadableFile[] = [];
  const seen = new Set<string>();
  for (const { path, found, call } of config.lookups) {
    const answer = answers.get(path);
    if (found || answer === undefined || answer.kind === "there" || seen.has(path)) continue;
    seen.add(path);
    const [argument] = call.args;
    const isInclude = call.name === "include" || call.name === "sinclude";
    const file = {
      kind: "include" as const,
      className: undefined,
      path,
      optional: call.name !== "include",
      span: (isInclude ? argument?.exact : undefined) ?? call.site,
    };
    if (answer.kind === "unreadable") unreadable.push({ ...file, uri: answer.uri, obstacle: answer.obstacle });
    else if (isInclude) missing.push(file);
  }
  return { missing, unreadable };
}

function present<T>(all: readonly (T | undefined)[]): readonly T[] {
  return all.filter((one) => one !== undefined);
}

/** Files of classes and maps that a .cf names, at most so many. */
const MOST_NAMED = 64;

/** The paths that `F` and `K` lines name, as they are written. */
function namedFiles(cf: string): readonly string[] {
  const named = /^(?:F(?:\{\w+\}|\w)(?:\s*-o)?\s*|K\S+\s+(?:hash|btree|dbm|cdb|implicit|text)\s(?:.*\s)?)(\/[^\s%]+)/gm;
  const paths = [...cf.matchAll(named)].map(([, path = ""]) => path.replace(/\.(?:db|pag|cdb)$/, ""));
  return [...new Set(paths)].slice(0, MOST_NAMED);
}
