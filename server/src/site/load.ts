// Loads one site: evaluates a .mc, finds the files that it names, reads them as tables.
import { readMailConfig } from "../mc/index.ts";
import type { ClassMembers, MailConfig } from "../mc/types.ts";
import { parseTable, updateTable } from "../tables/index.ts";
import type { Table } from "../tables/types.ts";
import type { Source, Span, TextDocument } from "../text.ts";
import { type Files, type Footing, keep } from "./files.ts";
import { byRank, isSubmission, TABLE_NAMES, tableByName } from "./names.ts";
import { baseName, boundsOf, folderOf, type PathSettings, placesOf, SETTINGS_FOLDER, within } from "./paths.ts";
import { STARTUP_FILES } from "./startup.ts";
import type {
  Bounds,
  CompiledFile,
  MailSite,
  McFile,
  MissingFile,
  Obstacle,
  TableFile,
  TableRole,
  UnreadableFile,
} from "./types.ts";

/** Rounds of reading included files that include files. */
const MOST_ROUNDS = 16;

/** Tables, and lists of includes, that are kept for the next version of a file. */
const MOST_KEPT = 64;

/** A table as the .mc names it. */
interface NamedFile {
  readonly role: TableRole;
  readonly className: string | undefined;
  readonly path: string;
  readonly format: string | undefined;
  readonly optional: boolean;
  readonly span: Span;
}

export class Loader {
  readonly #files: Files;
  readonly #settings: PathSettings;
  readonly #tables = new Map<string, Table>();
  /** What each .mc included the last time: read before it is evaluated, so that once is enough. */
  readonly #includes = new Map<string, readonly string[]>();

  constructor(files: Files, settings: PathSettings) {
    this.#files = files;
    this.#settings = settings;
  }

  /** Evaluates a .mc with all that it includes; undefined where it cannot be read. */
  async config(uri: string, footing: Footing): Promise<LoadedConfig | undefined> {
    const read = await this.#files.read(uri, footing);
    if (read.kind !== "there") return undefined;
    const document = read.value;
    const source: Source = { name: uri, text: document.getText() };
    const answers = new Map<string, Found>();
    const documents = new Map<string, TextDocument>();
    let wanted = this.#includes.get(uri) ?? [];
    let folder = SETTINGS_FOLDER;
    for (let round = 0; ; round++) {
      for (const path of wanted) {
        const found = await this.#find(path, uri, folder, footing);
        if (found.kind === "there") documents.set(found.document.uri, found.document);
        answers.set(path, found);
      }
      const config = readMailConfig(source, { host: { read: (path) => sourceOf(answers.get(path)) } });
      const paths = [...new Set(config.lookups.map(({ path }) => path))];
      folder = config.mailSettingsDir;
      wanted = paths.filter((path) => !answers.has(path));
      if (wanted.length > 0 && round < MOST_ROUNDS) continue;
      keep(this.#includes, uri, paths, MOST_KEPT);
      return { uri, document, config, documents, ...unreadIncludes(config, answers) };
    }
  }

  /** The snapshot of the site of a .mc. */
  async site(loaded: LoadedConfig, footing: Footing): Promise<MailSite> {
    const { uri, document, config, documents } = loaded;
    const bounds = boundsOf(uri, this.#settings, config.mailSettingsDir);
    const tables: TableFile[] = [];
    const missing: MissingFile[] = [...loaded.missing];
    const unreadable: UnreadableFile[] = [...loaded.unreadable];
    for (const named of namedFiles(config)) {
      const found = await this.#find(named.path, uri, config.mailSettingsDir, footing);
      if (found.kind === "missing") missing.push(named);
      else if (found.kind === "unreadable") unreadable.push({ ...named, uri: found.uri, obstacle: found.obstacle });
      else if (!tables.some((file) => file.uri === found.document.uri && file.className === named.className))
        tables.push(await this.#table(found.document, named, named.format, true, footing, bounds));
    }
    for (const found of await this.#unnamed(uri, footing, bounds)) {
      const role = tableByName(baseName(found.uri));
      if (role === undefined || tables.some((file) => file.uri === found.uri)) continue;
      tables.push(await this.#table(found, { className: undefined, ...role }, undefined, false, footing, bounds));
    }
    const all = new Map(documents);
    const compiled = await this.#compiled(uri.replace(/\.mc$/i, ".cf"), footing, bounds);
    const cf = compiled && (await this.#text(compiled.uri, footing, bounds));
    if (cf !== undefined) all.set(cf.uri, cf);
    for (const startup of await this.#startup(uri, footing, bounds)) all.set(startup.uri, startup);
    const modified = await this.#files.modified(uri, footing);
    return snapshot(uri, { uri, document, config, modified, compiled }, { tables, missing, unreadable }, all);
  }

  /** The snapshot of a table that no .mc at hand reads. */
  async lone(document: TextDocument, role: Pick<TableFile, "role" | "className">, footing: Footing): Promise<MailSite> {
    const file = await this.#table(document, role, undefined, false, footing, undefined);
    return snapshot(document.uri, undefined, { tables: [file], missing: [], unreadable: [] }, new Map());
  }

  /** Tables beside the .mc that bear a usual name; they belong to the most important .mc of the folder. */
  async #unnamed(uri: string, footing: Footing, bounds: Bounds): Promise<readonly TextDocument[]> {
    const folder = folderOf(uri);
    const names = await this.#files.list(folder, footing);
    const [first] = names.filter((name) => /\.mc$/i.test(name)).sort(byRank);
    if (isSubmission(baseName(uri)) || (first !== undefined && byRank(first, baseName(uri)) < 0)) return [];
    const usual = TABLE_NAMES.filter((name) => names.includes(name));
    return present(await Promise.all(usual.map((name) => this.#text(within(folder, name), footing, bounds))));
  }

  /** The files that start the daemon, for a .mc that lies in a folder etc/mail. */
  async #startup(uri: string, footing: Footing, bounds: Bounds): Promise<readonly TextDocument[]> {
    const folder = folderOf(uri);
    if (!folder.endsWith("/etc/mail")) return [];
    return present(await Promise.all(STARTUP_FILES.map((path) => this.#text(within(folder, path), footing, bounds))));
  }

  /** A text that nothing depends on but itself; undefined where it cannot be had. */
  async #text(uri: string, footing: Footing, bounds: Bounds): Promise<TextDocument | undefined> {
    const found = await this.#files.read(uri, footing, bounds);
    return found.kind === "there" ? found.value : undefined;
  }

  /** What lies at the first place that has something. */
  async #find(path: string, mc: string, folder: string, footing: Footing): Promise<Found> {
    for (const { uri, bounds } of placesOf(path, mc, folder, this.#settings)) {
      if (uri === mc) continue;
      const found = await this.#files.read(uri, footing, bounds);
      if (found.kind === "there") return { kind: "there", document: found.value };
      if (found.kind === "unreadable") return { kind: "unreadable", uri, obstacle: found.obstacle };
    }
    return { kind: "missing" };
  }

  async #table(
    document: TextDocument,
    { role, className }: Pick<TableFile, "role" | "className">,
    format: string | undefined,
    named: boolean,
    footing: Footing,
    bounds: Bounds | undefined,
  ): Promise<TableFile> {
    const { uri } = document;
    const [modified, compiled] = await Promise.all([
      this.#files.modified(uri, footing, bounds),
      role === "access" ? this.#compiled(`${uri}.db`, footing, bounds) : undefined,
    ]);
    return { uri, document, table: this.#parse(document, role, format), role, className, named, modified, compiled };
  }

  #parse(document: TextDocument, role: TableRole, format: string | undefined): Table {
    const key = `${role} ${format ?? ""} ${document.uri}`;
    const known = this.#tables.get(key);
    const table = known === undefined ? parseTable(document, role, { format }) : updateTable(known, document);
    keep(this.#tables, key, table, MOST_KEPT);
    return table;
  }

  async #compiled(uri: string, footing: Footing, bounds: Bounds | undefined): Promise<CompiledFile | undefined> {
    const modified = await this.#files.modified(uri, footing, bounds);
    return modified === undefined ? undefined : { uri, modified };
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

/** What looking for a file that a .mc names came to. */
type Found =
  | { readonly kind: "there"; readonly document: TextDocument }
  | { readonly kind: "missing" }
  | { readonly kind: "unreadable"; readonly uri: string; readonly obstacle: Obstacle };

function sourceOf(found: Found | undefined): Source | undefined {
  return found?.kind === "there" ? { name: found.document.uri, text: found.document.getText() } : undefined;
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
      role: "include" as const,
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

function snapshot(
  id: string,
  mc: McFile | undefined,
  { tables, missing, unreadable }: Pick<MailSite, "tables" | "missing" | "unreadable">,
  others: ReadonlyMap<string, TextDocument>,
): MailSite {
  const access = tables.find(({ role, named }) => role === "access" && (named || mc === undefined));
  return {
    id,
    mc,
    tables,
    documents: others,
    access,
    missing,
    unreadable,
    derived: new Map(),
    classFiles: (className) => tables.filter((file) => file.role === "class" && file.className === className),
    document: (uri) =>
      mc?.uri === uri ? mc.document : (tables.find((file) => file.uri === uri)?.document ?? others.get(uri)),
  };
}

/** Map types whose file makemap writes from a text of the same name. */
const FILE_MAPS = new Set(["hash", "btree", "dbm", "cdb", "implicit"]);

function namedFiles(config: MailConfig): readonly NamedFile[] {
  const files: NamedFile[] = [];
  const map = config.accessMap?.map;
  if (map !== undefined && FILE_MAPS.has(map.type) && map.file !== "") {
    files.push({
      role: "access",
      className: undefined,
      path: map.file.replace(/\.(?:db|cdb|pag|dir)$/, ""),
      format: undefined,
      optional: map.flags.some(({ letter }) => letter === "o"),
      span: map.fileSpan ?? config.accessMap?.use.nameSpan ?? { source: config.source, start: 0, end: 0 },
    });
  }
  for (const members of config.classes) {
    const file = classFile(members);
    if (file !== undefined) files.push(file);
  }
  return files;
}

function classFile({ className, how, span }: ClassMembers): NamedFile | undefined {
  if (how.kind !== "file") return undefined;
  const { path, optional, format } = how;
  return { role: "class", className, path: path.text, format, optional, span: path.exact ?? span };
}
