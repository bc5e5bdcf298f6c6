// Files as the sites see them: read once, until someone says that they changed.
import type { TextDocument } from "../text.ts";
import { baseName, folderOf } from "./paths.ts";
import type { Workspace } from "./types.ts";

type Stat = Awaited<ReturnType<Workspace["stat"]>>;

/** Notes which files and folders a result rests on, those included that were looked for and not found. */
export class Footing {
  readonly #uris = new Set<string>();
  readonly #others: Footing[] = [];

  add(uri: string): void {
    this.#uris.add(uri);
  }

  restsOn(uri: string): boolean {
    return this.#uris.has(uri) || this.#others.some((other) => other.restsOn(uri));
  }

  /** Rests on all that `other` rests on, now and later. */
  include(other: Footing): void {
    this.#others.push(other);
  }
}

/** Devices and kernel files: they may never end, and hold no configuration. */
const NO_CONFIGURATION = /^file:\/\/\/(?:dev|proc|sys)\//;

export class Files {
  readonly #workspace: Workspace;
  readonly #documents = new Map<string, Promise<TextDocument | undefined>>();
  readonly #stats = new Map<string, Promise<Stat>>();
  readonly #lists = new Map<string, { readonly names: Promise<readonly string[]>; readonly seen: Set<string> }>();
  readonly #newNames = new Map<string, Set<string>>();

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  /** The text of a file; undefined where there is none. */
  read(uri: string, footing?: Footing): Promise<TextDocument | undefined> {
    footing?.add(uri);
    if (NO_CONFIGURATION.test(uri)) return Promise.resolve(undefined);
    return remembered(this.#documents, uri, () => this.#workspace.read(uri));
  }

  /** When a file was written; undefined where there is none. */
  async modified(uri: string, footing?: Footing): Promise<number | undefined> {
    footing?.add(uri);
    const found = await remembered(this.#stats, uri, () => this.#workspace.stat(uri));
    return found?.kind === "file" ? found.modified : undefined;
  }

  /** Names in a folder, in order. */
  list(folder: string, footing?: Footing): Promise<readonly string[]> {
    footing?.add(folder);
    const known = this.#lists.get(folder);
    if (known !== undefined) return known.names;
    const seen = new Set(this.#newNames.get(folder));
    const names = this.#workspace.list(folder).then((found) => {
      for (const name of found) seen.add(name);
      return [...found].sort();
    });
    this.#lists.set(folder, { names, seen });
    return names;
  }

  /** All files that were read or looked for: what to watch. */
  known(): readonly string[] {
    return [...this.#documents.keys()];
  }

  /** Forgets a file. Gives all URIs of which what was known is void: the file, and its folder if the name is new there. */
  changed(uri: string): readonly string[] {
    this.#documents.delete(uri);
    this.#stats.delete(uri);
    const folder = folderOf(uri);
    const list = this.#lists.get(folder);
    const name = baseName(uri);
    if (list === undefined || list.seen.has(name)) return [uri];
    // An unsaved file is never in the folder: its name is remembered, so that only its first change costs a new look.
    this.#lists.delete(folder);
    this.#newNames.set(folder, (this.#newNames.get(folder) ?? new Set()).add(name));
    return [uri, folder];
  }
}

/** Answers that are kept of each kind; the ones asked for longest ago go first. */
const MOST_KEPT = 512;

function remembered<Value>(
  known: Map<string, Promise<Value>>,
  key: string,
  make: () => Promise<Value>,
): Promise<Value> {
  const value = known.get(key) ?? make();
  keep(known, key, value, MOST_KEPT);
  return value;
}

/** Puts a value last in a map, and drops what has been first for longest where there are more than `most`. */
export function keep<Value>(map: Map<string, Value>, key: string, value: Value, most: number): void {
  map.delete(key);
  map.set(key, value);
  for (const oldest of map.keys()) {
    if (map.size <= most) return;
    map.delete(oldest);
  }
}
