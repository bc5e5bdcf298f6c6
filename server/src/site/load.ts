// Loads one site: evaluates a .mc, finds the files that it names, reads them as tables.
import type { Kinds, NamedFile, TableKind } from "../kinds/index.ts";
import { byRank, compiledName, isConfigName, isSubmission } from "../kinds/mc/kind.ts";
import { readMailConfig } from "../mc/index.ts";
import type { MailConfig } from "../mc/types.ts";
import { parseTable, updateTable } from "../tables/index.ts";
import type { Table } from "../tables/types.ts";
import type { Source, TextDocument } from "../text.ts";
import { type Files, type Footing, keep } from "./files.ts";
import { baseName, folderOf, type PathSettings, placesOf, within } from "./paths.ts";
import { snapshot } from "./snapshot.ts";
import { STARTUP_FILES } from "./startup.ts";
import type { CompiledFile, MailSite, MissingFile, TableFile, TableIdentity } from "./types.ts";

/** Where a configuration keeps its files unless it says otherwise (cf/README, "MAIL_SETTINGS_DIR"). */
const SETTINGS_FOLDER = "/etc/mail/";
/** Rounds of reading included files that include files. */
const MOST_ROUNDS = 16;

/** Tables, and lists of includes, that are kept for the next version of a file. */
const MOST_KEPT = 64;

/** A table that was found, and how the configuration names it. */
interface FoundTable extends TableIdentity {
  readonly document: TextDocument;
  readonly naming: NamedFile | undefined;
}

export class Loader {
  readonly #files: Files;
  readonly #settings: PathSettings;
  readonly #kinds: Kinds;
  readonly #tables = new Map<string, Table>();
  /** What each .mc included the last time: read before it is evaluated, so that once is enough. */
  readonly #includes = new Map<string, readonly string[]>();

  constructor(files: Files, settings: PathSettings, kinds: Kinds) {
    this.#files = files;
    this.#settings = settings;
    this.#kinds = kinds;
  }

  /** Evaluates a .mc with all that it includes; undefined where there is no such file. */
  async config(uri: string, footing: Footing): Promise<LoadedConfig | undefined> {
    const document = await this.#files.read(uri, footing);
    if (document === undefined) return undefined;
    const source: Source = { name: uri, text: document.getText() };
    const included = new Map<string, Source | undefined>();
    const documents = new Map<string, TextDocument>();
    let wanted = this.#includes.get(uri) ?? [];
    let folder = SETTINGS_FOLDER;
    for (let round = 0; ; round++) {
      for (const path of wanted) {
        const found = await this.#find(path, uri, folder, footing);
        if (found !== undefined) documents.set(found.uri, found);
        included.set(path, found && { name: found.uri, text: found.getText() });
      }
      const config = readMailConfig(source, { host: { read: (path) => included.get(path) } });
      const paths = [...new Set(config.lookups.map(({ path }) => path))];
      folder = config.mailSettingsDir;
      wanted = paths.filter((path) => !included.has(path));
      if (wanted.length > 0 && round < MOST_ROUNDS) continue;
      keep(this.#includes, uri, paths, MOST_KEPT);
      return { uri, document, config, documents };
    }
  }

  /** The snapshot of the site of a .mc. */
  async site({ uri, document, config, documents }: LoadedConfig, footing: Footing): Promise<MailSite> {
    const tables: TableFile[] = [];
    const missing: MissingFile[] = [];
    for (const naming of this.#kinds.namedIn(config)) {
      const document = await this.#find(naming.path, uri, config.mailSettingsDir, footing);
      const { kind, className } = naming;
      if (document === undefined) missing.push(naming);
      else if (!tables.some((file) => file.uri === document.uri && file.kind === kind && file.className === className))
        tables.push(await this.#table({ document, kind, className, naming }, footing));
    }
    for (const found of await this.#unnamed(uri, footing)) {
      if (tables.some((file) => file.uri === found.document.uri)) continue;
      tables.push(await this.#table(found, footing));
    }
    const all = new Map(documents);
    const compiled = await this.#compiled(compiledName(uri), footing);
    const cf = compiled && (await this.#files.read(compiled.uri, footing));
    if (cf !== undefined) all.set(cf.uri, cf);
    for (const startup of await this.#startup(uri, footing)) all.set(startup.uri, startup);
    const modified = await this.#files.modified(uri, footing);
    const mc = { uri, document, config, modified, compiled };
    return snapshot({ id: uri, mc, tables, missing, documents: all, kinds: this.#kinds });
  }

  /** The snapshot of a table that no .mc at hand reads. */
  async lone(document: TextDocument, identity: TableIdentity, footing: Footing): Promise<MailSite> {
    const file = await this.#table({ document, ...identity, naming: undefined }, footing);
    const nothing = { mc: undefined, missing: [], documents: new Map() };
    return snapshot({ id: document.uri, ...nothing, tables: [file], kinds: this.#kinds });
  }

  /** Tables beside the .mc that bear a usual name; they belong to the most important .mc of the folder. */
  async #unnamed(uri: string, footing: Footing): Promise<readonly FoundTable[]> {
    const folder = folderOf(uri);
    const names = await this.#files.list(folder, footing);
    const [first] = names.filter(isConfigName).sort(byRank);
    if (isSubmission(baseName(uri)) || (first !== undefined && byRank(first, baseName(uri)) < 0)) return [];
    const usual = this.#kinds.tableNames.filter(({ name }) => names.includes(name));
    const found = await Promise.all(
      usual.map(async ({ name, kind }) => {
        const document = await this.#files.read(within(folder, name), footing);
        return document && { document, kind: kind.name, className: kind.classOf(name), naming: undefined };
      }),
    );
    return found.filter((one) => one !== undefined);
  }

  /** The files that start the daemon, for a .mc that lies in a folder etc/mail. */
  async #startup(uri: string, footing: Footing): Promise<readonly TextDocument[]> {
    const folder = folderOf(uri);
    if (!folder.endsWith("/etc/mail")) return [];
    const found = await Promise.all(STARTUP_FILES.map((path) => this.#files.read(within(folder, path), footing)));
    return found.filter((document) => document !== undefined);
  }

  /** The first place that has the file. */
  async #find(path: string, mc: string, folder: string, footing: Footing): Promise<TextDocument | undefined> {
    for (const place of placesOf(path, mc, folder, this.#settings)) {
      const found = place === mc ? undefined : await this.#files.read(place, footing);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  async #table({ document, kind: name, className, naming }: FoundTable, footing: Footing): Promise<TableFile> {
    const { uri } = document;
    const kind = this.#kinds.table(name);
    const [modified, compiled] = await Promise.all([
      this.#files.modified(uri, footing),
      kind.compiled && this.#compiled(uri + kind.compiled.suffix, footing),
    ]);
    const table = this.#parse(document, kind, naming?.format);
    return { uri, document, table, kind: name, className, named: naming !== undefined, naming, modified, compiled };
  }

  #parse(document: TextDocument, { name, reading }: TableKind, format: string | undefined): Table {
    const key = `${name} ${format ?? ""} ${document.uri}`;
    const known = this.#tables.get(key);
    const table = known === undefined ? parseTable(document, reading, { format }) : updateTable(known, document);
    keep(this.#tables, key, table, MOST_KEPT);
    return table;
  }

  async #compiled(uri: string, footing: Footing): Promise<CompiledFile | undefined> {
    const modified = await this.#files.modified(uri, footing);
    return modified === undefined ? undefined : { uri, modified };
  }
}

export interface LoadedConfig {
  readonly uri: string;
  readonly document: TextDocument;
  readonly config: MailConfig;
  /** Included files by URI. */
  readonly documents: ReadonlyMap<string, TextDocument>;
}
