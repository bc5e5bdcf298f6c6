// Files as the sites see them: read once, until someone says that they changed.
import { keep } from "../text/keep.ts";
import { TextDocument } from "../text.ts";
import { baseName, folderOf, isConfigurationFolder, isWithin } from "./paths.ts";
import type { Bounds, FileStatus, Lookup, PathFacts, PemFacts, Workspace } from "./types.ts";

/** Notes which files and folders a result rests on, those included that were looked for and not found. */
export class Dependencies {
  readonly #uris = new Set<string>();
  readonly #others: Dependencies[] = [];

  add(uri: string): void {
    this.#uris.add(uri);
  }

  restsOn(uri: string): boolean {
    return this.#uris.has(uri) || this.#others.some((other) => other.restsOn(uri));
  }

  /** Rests on all that `other` rests on, now and later. */
  include(other: Dependencies): void {
    this.#others.push(other);
  }
}

/** Names in a folder, and those that were looked for there since an editor has them. */
interface List {
  readonly names: Promise<readonly string[]>;
  readonly found: ReadonlySet<string>;
  readonly tried: ReadonlySet<string>;
}

/** All files that sites ask for. A path that leads out of its bounds leads nowhere. */
export class Files {
  readonly #workspace: Workspace;
  readonly #documents = new Answers<TextDocument>();
  readonly #stats = new Answers<FileStatus>();
  readonly #pems = new Answers<PemFacts>();
  readonly #looks = new Answers<PathFacts>();
  readonly #lists = new Map<string, Map<string, List>>();
  readonly #newNames = new Map<string, Set<string>>();

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  /** The text of a file. Without bounds: one that the user named. */
  read(uri: string, dependencies?: Dependencies, bounds?: Bounds): Promise<Lookup<TextDocument>> {
    dependencies?.add(uri);
    if (/^[^?#]*\/dev\/null$/.test(uri))
      return Promise.resolve({ kind: "there", value: TextDocument.create(uri, "", 0, "") });
    if (!isConfigurationFolder(uri)) return Promise.resolve({ kind: "unreadable", obstacle: "not-a-file" });
    return this.#documents.get(uri, bounds, () => this.#workspace.read(uri, bounds));
  }

  /** When a file was written; undefined where there is none, or that is not known. */
  async modified(uri: string, dependencies?: Dependencies, bounds?: Bounds): Promise<number | undefined> {
    return (await this.status(uri, dependencies, bounds))?.modified;
  }

  /** What is known of a file; undefined as for `modified`. */
  async status(uri: string, dependencies?: Dependencies, bounds?: Bounds): Promise<FileStatus | undefined> {
    dependencies?.add(uri);
    const found = await this.#stat(uri, bounds);
    return found.kind === "there" && found.value.kind === "file" ? found.value : undefined;
  }

  /** Permission bits of a file or folder; undefined where that is not known. A change of rights alone is not heard of. */
  async mode(uri: string, bounds?: Bounds): Promise<number | undefined> {
    const found = await this.#stat(uri, bounds);
    return found.kind === "there" ? found.value.mode : undefined;
  }

  /** What a file of certificates and keys contains; undefined where the workspace cannot tell. */
  async pem(uri: string, dependencies: Dependencies, bounds: Bounds): Promise<Lookup<PemFacts> | undefined> {
    dependencies.add(uri);
    const ask = this.#workspace.pem;
    return ask === undefined ? undefined : await this.#pems.get(uri, bounds, () => ask(uri, bounds));
  }

  /** What is at a path; undefined where the workspace cannot tell. */
  async look(uri: string, dependencies: Dependencies, bounds: Bounds): Promise<Lookup<PathFacts> | undefined> {
    dependencies.add(uri);
    const ask = this.#workspace.look;
    return ask === undefined ? undefined : await this.#looks.get(uri, bounds, () => ask(uri, bounds));
  }

  #stat(uri: string, bounds: Bounds | undefined): Promise<Lookup<FileStatus>> {
    return this.#stats.get(uri, bounds, () => this.#workspace.stat(uri, bounds));
  }

  /** Names in a folder, in order; [] where it cannot be read. */
  list(folder: string, dependencies?: Dependencies, bounds?: Bounds): Promise<readonly string[]> {
    dependencies?.add(folder);
    if (bounds !== undefined && !isWithin(folder, bounds)) return Promise.resolve([]);
    const lists = this.#lists.get(folder) ?? new Map<string, List>();
    this.#lists.set(folder, lists);
    const known = lists.get(keyOf(bounds));
    if (known !== undefined) return known.names;
    const found = new Set<string>();
    const tried = this.#newNames.get(folder) ?? new Set();
    const names = this.#workspace.list(folder, bounds).then((answer) => {
      const all = answer.kind === "there" ? answer.value : [];
      for (const name of all) found.add(name);
      return [...all].sort();
    });
    lists.set(keyOf(bounds), { names, found, tried });
    return names;
  }

  /** All files that were read or looked for: what to watch. */
  known(): readonly string[] {
    return this.#documents.uris();
  }

  /**
   * Forgets a file. Gives all URIs of which what was known is void: the file, and its folder if the name is new there.
   *
   * @param onDisk true where the file itself came, went or was written; false for an edit of a buffer, saved or not
   */
  changed(uri: string, onDisk = false): readonly string[] {
    this.#documents.delete(uri);
    this.#stats.delete(uri);
    this.#pems.delete(uri);
    this.#looks.delete(uri);
    const folder = folderOf(uri);
    if (onDisk) this.#stats.delete(folder);
    const lists = [...(this.#lists.get(folder)?.values() ?? [])];
    const name = baseName(uri);
    const isKnown = (list: List) => list.found.has(name) || (!onDisk && list.tried.has(name));
    if (lists.every(isKnown)) return [uri];
    // An unsaved file is never in the folder: its name is remembered, so that only its first change costs a new look.
    this.#lists.delete(folder);
    this.#newNames.set(folder, (this.#newNames.get(folder) ?? new Set()).add(name));
    return [uri, folder];
  }
}

/** Answers that are kept of each kind; the ones asked for longest ago go first. */
const MOST_KEPT = 512;

function keyOf(bounds: Bounds | undefined): string {
  if (bounds === undefined) return "";
  return bounds.kind === "root" ? `root ${bounds.root}` : `copy ${bounds.folder}`;
}

/** What was answered about files, for each of the bounds that it was asked for. */
class Answers<Value> {
  /** A file that was forgotten keeps its place, as `keep` has it. */
  readonly #known = new Map<string, Map<string, Promise<Lookup<Value>>> | undefined>();

  get(uri: string, bounds: Bounds | undefined, ask: () => Promise<Lookup<Value>>): Promise<Lookup<Value>> {
    if (bounds !== undefined && !isWithin(uri, bounds)) return Promise.resolve({ kind: "missing" });
    const key = keyOf(bounds);
    const answers = this.#known.get(uri) ?? new Map<string, Promise<Lookup<Value>>>();
    const answer = answers.get(key) ?? ask();
    answers.set(key, answer);
    keep(this.#known, uri, answers, MOST_KEPT);
    return answer;
  }

  delete(uri: string): void {
    if (this.#known.has(uri)) this.#known.set(uri, undefined);
  }

  uris(): readonly string[] {
    return [...this.#known].flatMap(([uri, answers]) => (answers === undefined ? [] : uri));
  }
}
