// The files of the host that a configuration is for, given at once to those who cannot wait: what was asked and not read yet is noted.
import type { CfFile, CfFiles } from "../cf/index.ts";
import { type KeyedTable, keyedTable } from "../cf/rewrite/index.ts";
import type { Dependencies, Files } from "../site/files.ts";
import { boundsOf, type PathSettings, placesOf } from "../site/paths.ts";
import type { Bounds, TableFile } from "../site/types.ts";
import type { Table } from "../tables/index.ts";
import { keep } from "../text/keep.ts";
import type { TextDocument } from "../text.ts";
import { fromBytes, toBytes } from "./bytes.ts";

/** Where the paths of a configuration begin. */
export interface Origin {
  /** URI of the .mc or .cf. */
  readonly uri: string;
  /** The folder that the configuration keeps its files in. */
  readonly settingsFolder: string;
  readonly paths: PathSettings;
}

/** What a path came to. */
type Found = { readonly state: "there"; readonly document: TextDocument } | Exclude<CfFile, { state: "there" }>;

/** Files of which only whether they are there was asked. */
type Presence = "there" | "missing" | "unknown";

/**
 * Reads what a configuration names, within its root; of a copy without one only what is in its folder, and nobody knows what else
 * the server has. `read` answers "unknown" for what was not read yet and notes it: `fetch` reads it, and then one asks again.
 */
export class HostFiles implements CfFiles {
  readonly #files: Files;
  readonly #origin: Origin;
  readonly #dependencies: Dependencies;
  readonly #kept: KeptTexts;
  readonly #tables: readonly TableFile[];
  readonly #found = new Map<string, Found>();
  #byUri: ReadonlyMap<string, TextDocument> | undefined;
  readonly #presence = new Map<string, Presence>();
  readonly #wanted = new Set<string>();
  readonly #wantedPresence = new Set<string>();
  readonly #bounds: Bounds;
  /** What each path was answered with, in order: the same answers make the same configuration. */
  #answered: Map<string, CfFile> | undefined;

  /** @param tables that the site has read already */
  constructor(files: Files, origin: Origin, dependencies: Dependencies, kept: KeptTexts, tables: readonly TableFile[]) {
    this.#files = files;
    this.#origin = origin;
    this.#dependencies = dependencies;
    this.#kept = kept;
    this.#tables = tables;
    this.#bounds = boundsOf(origin.uri, origin.paths, origin.settingsFolder);
  }

  /** Whether paths mean what they say: false for a copy, of whose files nobody knows where they belong. */
  get isRooted(): boolean {
    return this.#bounds.kind === "root";
  }

  /** URI of a file that was read. */
  uriOf(path: string): string | undefined {
    const found = this.#found.get(path);
    return found?.state === "there" ? found.document.uri : undefined;
  }

  /** A document that was read. */
  document(uri: string): TextDocument | undefined {
    this.#byUri ??= new Map([...this.documents()].map((document) => [document.uri, document]));
    return this.#byUri.get(uri);
  }

  /** All documents that were read. */
  *documents(): Iterable<TextDocument> {
    for (const found of this.#found.values()) if (found.state === "there") yield found.document;
  }

  read(path: string): CfFile {
    const found = this.#found.get(path);
    if (found === undefined) this.#wanted.add(path);
    const answer: CfFile =
      found === undefined ? { state: "unknown" } : found.state === "there" ? this.#kept.file(found.document) : found;
    this.#answered?.set(path, answer);
    return answer;
  }

  /** The text of a database as makemap would compile it; undefined where it cannot be had. */
  table(path: string): KeyedTable | undefined {
    const found = this.#found.get(path);
    if (found === undefined) this.#wanted.add(path);
    if (found?.state !== "there") return undefined;
    const { uri } = found.document;
    const isMap = ({ table }: TableFile) => table.kind === "map" || table.kind === "access";
    return this.#kept.table(
      found.document,
      this.#tables.find((one) => one.uri === uri && isMap(one)),
    );
  }

  /** Whether a file is there, whatever it says. */
  presence(path: string): Presence {
    const known = this.#presence.get(path);
    if (known === undefined) this.#wantedPresence.add(path);
    return known ?? "unknown";
  }

  /** Runs something, and gives all that it read. */
  noting<T>(work: () => T): { readonly value: T; readonly read: ReadonlyMap<string, CfFile> } {
    const read = new Map<string, CfFile>();
    const before = this.#answered;
    this.#answered = read;
    try {
      return { value: work(), read };
    } finally {
      this.#answered = before;
    }
  }

  /**
   * The paths whose text is another than in an earlier version, those included that it had not read; undefined where a file came, went,
   * or may be read only in one of the two.
   */
  changedSince(before: HostFiles): ReadonlySet<string> | undefined {
    const changed = new Set<string>();
    for (const [path, found] of this.#found) {
      const old = before.#found.get(path);
      if (old === undefined) changed.add(path);
      else if (isElsewhere(found, old)) return undefined;
      else if (!isSameFound(found, old)) changed.add(path);
    }
    for (const [path, presence] of this.#presence)
      if (presence !== (before.#presence.get(path) ?? presence)) return undefined;
    return changed;
  }

  /** Whether an earlier version found the same in all files that both have read. */
  foundSameAs(before: HostFiles): boolean {
    const changed = this.changedSince(before);
    return changed !== undefined && ![...changed].some((path) => before.#found.has(path));
  }

  /** Reads what was asked for and not read yet; gives the paths. */
  async fetch(): Promise<readonly string[]> {
    const wanted = [...this.#wanted];
    const presence = [...this.#wantedPresence];
    this.#wanted.clear();
    this.#wantedPresence.clear();
    await Promise.all([
      ...wanted.map(async (path) => {
        this.#found.set(path, await this.#find(path));
        this.#byUri = undefined;
      }),
      ...presence.map(async (path) => void this.#presence.set(path, await this.#look(path))),
    ]);
    return [...wanted, ...presence];
  }

  async #find(path: string): Promise<Found> {
    const { uri: own, settingsFolder, paths } = this.#origin;
    for (const { uri, bounds } of placesOf(path, own, settingsFolder, paths)) {
      const found = await this.#files.read(uri, this.#dependencies, bounds);
      if (found.kind === "there") return { state: "there", document: found.value };
      if (found.kind === "unreadable")
        return found.obstacle === "not-a-file" ? { state: "refused", why: "Regular files only" } : { state: "unknown" };
    }
    return { state: this.isRooted ? "missing" : "unknown" };
  }

  async #look(path: string): Promise<Presence> {
    const { uri: own, settingsFolder, paths } = this.#origin;
    for (const { uri, bounds } of placesOf(path, own, settingsFolder, paths))
      if ((await this.#files.modified(uri, this.#dependencies, bounds)) !== undefined) return "there";
    return this.isRooted ? "missing" : "unknown";
  }
}

function isElsewhere(one: Found, other: Found): boolean {
  if (one.state !== "there" || other.state !== "there") return one.state !== other.state;
  return one.document.uri !== other.document.uri;
}

function isSameFound(one: Found, other: Found): boolean {
  if (one.state !== "there" || other.state !== "there") return one.state === other.state;
  return one.document.saysSameAs(other.document);
}

/** Texts and tables that are kept from one version of a site to the next. */
const MOST_KEPT = 128;

/** What was made of documents: made again where the document is another. */
export class KeptTexts {
  readonly #texts = new Map<string, { readonly document: TextDocument; readonly file: CfFile }>();
  readonly #tables = new Map<string, { readonly document: TextDocument; readonly table: KeyedTable }>();

  file(document: TextDocument): CfFile {
    const { uri } = document;
    const known = this.#texts.get(uri);
    if (known?.document === document) return known.file;
    const file: CfFile = { state: "there", source: { name: uri, text: document.getText() } };
    keep(this.#texts, uri, { document, file }, MOST_KEPT);
    return file;
  }

  /** @param read the same table, where a site has it */
  table(document: TextDocument, read: TableFile | undefined): KeyedTable {
    const { uri } = document;
    const newest = read?.document ?? document;
    const known = this.#tables.get(uri);
    if (known?.document === newest) return known.table;
    const own = () => keyedTable({ name: uri, text: newest.getText() });
    const table = inBytes(read === undefined ? own() : siteTable(read.table, own));
    keep(this.#tables, uri, { document: newest, table }, MOST_KEPT);
    return table;
  }
}

/** A table that is asked and answers in bytes. */
function inBytes(table: KeyedTable): KeyedTable {
  return {
    lookup(key, exact) {
      const entry = table.lookup(fromBytes(key), exact);
      return entry && { ...entry, value: toBytes(entry.value) };
    },
  };
}

/** A table of the site, whose keys fold; `own` reads the text again for callers whose keys are case-sensitive. */
function siteTable(table: Table, own: () => KeyedTable): KeyedTable {
  let exactly: KeyedTable | undefined;
  return {
    lookup(key, exact) {
      if (exact) {
        exactly ??= own();
        return exactly.lookup(key, true);
      }
      const entry = table.lookup(key);
      return entry && { value: entry.stored, span: entry.lineSpan };
    },
  };
}
