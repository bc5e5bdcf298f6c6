// A workspace that lives in memory: for tests, and for texts that are on no disk.
import { TextDocument } from "../text.ts";
import { databaseFormat, HEAD_BYTES } from "./database.ts";
import { isWithin } from "./paths.ts";
import type { Bounds, Lookup, Obstacle, PathFacts, PemFacts, Workspace } from "./types.ts";

export interface MemoryWorkspace extends Workspace {
  /** Writes a file: a new version of it. */
  write(uri: string, text: string, modified?: number): void;
  remove(uri: string): void;
  /** Gives a file or folder permission bits; none has any before. */
  chmod(uri: string, mode: number): void;
  /** Says what a file of certificates and keys contains. Before the first call no answer is known for any file. */
  certify(uri: string, facts: PemFacts): void;
  /** Says what is at a path that mail is handed to. Before the first call no answer is known for any path. */
  place(uri: string, facts: PathFacts): void;
  /** From now on the file or folder is there and cannot be read. */
  refuse(uri: string, obstacle: Obstacle): void;
  /** How often each file was read. */
  readonly reads: ReadonlyMap<string, number>;
}

/** @param files texts by URI */
export function memoryWorkspace(
  files: Readonly<Record<string, string>> = {},
  folders: readonly string[] = [],
): MemoryWorkspace {
  const held = new Map<string, { readonly document: TextDocument; readonly modified: number }>();
  const refused = new Map<string, Obstacle>();
  const modes = new Map<string, number>();
  const pems = new Map<string, PemFacts>();
  const places = new Map<string, PathFacts>();
  const reads = new Map<string, number>();
  let version = 0;
  const write = (uri: string, text: string, modified = 0) => {
    version++;
    const known = held.get(uri)?.document ?? TextDocument.create(uri, "", version, "");
    held.set(uri, { document: TextDocument.update(known, [{ text }], version), modified });
  };
  for (const [uri, text] of Object.entries(files)) write(uri, text);
  const ask = <Value>(uri: string, bounds: Bounds | undefined, found: () => Value | undefined): Lookup<Value> => {
    const obstacle = refused.get(uri);
    if (bounds !== undefined && !isWithin(uri, bounds)) return { kind: "unreadable", obstacle: "outside" };
    if (obstacle !== undefined) return { kind: "unreadable", obstacle };
    const value = found();
    return value === undefined ? { kind: "missing" } : { kind: "there", value };
  };
  const namesIn = (uri: string) => {
    const below = `${uri.replace(/\/$/, "")}/`;
    return [...held.keys(), ...pems.keys()]
      .filter((other) => other.startsWith(below))
      .map((other) => other.slice(below.length));
  };
  const workspace: MemoryWorkspace = {
    folders,
    reads,
    write,
    remove: (uri) => {
      held.delete(uri);
      refused.delete(uri);
    },
    chmod: (uri, mode) => void modes.set(uri, mode),
    certify: (uri, facts) => {
      pems.set(uri, facts);
      workspace.pem = async (asked, bounds) => ask(asked, bounds, () => pems.get(asked));
    },
    place: (uri, facts) => {
      places.set(uri, facts);
      workspace.look = async (asked, bounds) => ask(asked, bounds, () => places.get(asked));
    },
    refuse: (uri, obstacle) => void refused.set(uri, obstacle),
    async read(uri, bounds) {
      reads.set(uri, (reads.get(uri) ?? 0) + 1);
      const isFolder = !held.has(uri) && namesIn(uri).length > 0;
      if (isFolder) return { kind: "unreadable", obstacle: "not-a-file" };
      return ask(uri, bounds, () => held.get(uri)?.document);
    },
    async stat(uri, bounds) {
      return ask(uri, bounds, () => {
        const file = held.get(uri);
        const mode = modes.get(uri.replace(/\/$/, ""));
        if (file !== undefined) {
          const head = Uint8Array.from(file.document.slice(0, HEAD_BYTES), (sign) => sign.charCodeAt(0));
          const { modified, document } = file;
          return { kind: "file", modified, size: document.length, mode, database: databaseFormat(head) };
        }
        if (pems.has(uri)) return { kind: "file", modified: 0, size: 0, mode };
        return namesIn(uri).length === 0 ? undefined : { kind: "folder", modified: 0, size: 0, mode };
      });
    },
    async list(uri, bounds) {
      return ask(uri, bounds, () => {
        const names = namesIn(uri);
        const all = new Set(names.map((name) => decodeURIComponent(name.replace(/\/.*$/, ""))));
        return names.length === 0 ? undefined : [...all];
      });
    },
  };
  return workspace;
}
