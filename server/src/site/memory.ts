// A workspace that lives in memory: for tests, and for texts that are on no disk.
import { TextDocument } from "../text.ts";
import type { Workspace } from "./types.ts";

export interface MemoryWorkspace extends Workspace {
  /** Writes a file: a new version of it. */
  write(uri: string, text: string, modified?: number): void;
  remove(uri: string): void;
  /** How often each file was read. */
  readonly reads: ReadonlyMap<string, number>;
}

/** @param files texts by URI */
export function memoryWorkspace(
  files: Readonly<Record<string, string>> = {},
  folders: readonly string[] = [],
): MemoryWorkspace {
  const held = new Map<string, { readonly document: TextDocument; readonly modified: number }>();
  const reads = new Map<string, number>();
  let version = 0;
  const write = (uri: string, text: string, modified = 0) => {
    version++;
    const known = held.get(uri)?.document ?? TextDocument.create(uri, "", version, "");
    held.set(uri, { document: TextDocument.update(known, [{ text }], version), modified });
  };
  for (const [uri, text] of Object.entries(files)) write(uri, text);
  return {
    folders,
    reads,
    write,
    remove: (uri) => void held.delete(uri),
    async read(uri) {
      reads.set(uri, (reads.get(uri) ?? 0) + 1);
      return held.get(uri)?.document;
    },
    async stat(uri) {
      const file = held.get(uri);
      if (file !== undefined) return { kind: "file", modified: file.modified, size: file.document.length };
      const below = `${uri.replace(/\/$/, "")}/`;
      return [...held.keys()].some((other) => other.startsWith(below))
        ? { kind: "folder", modified: 0, size: 0 }
        : undefined;
    },
    async list(uri) {
      const below = `${uri.replace(/\/$/, "")}/`;
      const names = [...held.keys()]
        .filter((other) => other.startsWith(below))
        .map((other) => other.slice(below.length));
      return [...new Set(names.map((name) => decodeURIComponent(name.replace(/\/.*$/, ""))))];
    },
  };
}
