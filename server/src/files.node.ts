// Files on this machine's disk, for the server in Node and the command line.
import { readdir, readFile, stat } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { decode } from "./encoding.ts";
import type { Files } from "./lsp.ts";
import { TextDocument } from "./text.ts";

/** A file URI's path; undefined for any other scheme, or where it names no file of this machine. */
function pathOf(uri: string): string | undefined {
  if (!uri.startsWith("file:")) return undefined;
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}

/** Answers for `file:` URIs from the disk, and for all others from `otherwise`. */
export function diskFiles(otherwise?: Files): Files {
  return {
    async read(uri) {
      const path = pathOf(uri);
      if (path === undefined) return await otherwise?.read(uri);
      try {
        // Reading a pipe or a device might never end.
        if (!(await stat(path)).isFile()) return undefined;
        return TextDocument.create(uri, "", 0, decode(await readFile(path)).text);
      } catch {
        return undefined;
      }
    },
    async stat(uri) {
      const path = pathOf(uri);
      if (path === undefined) return await otherwise?.stat(uri);
      try {
        const found = await stat(path);
        if (!found.isDirectory() && !found.isFile()) return undefined;
        return { kind: found.isDirectory() ? "folder" : "file", modified: found.mtimeMs, size: found.size };
      } catch {
        return undefined;
      }
    },
    async list(uri) {
      const path = pathOf(uri);
      if (path === undefined) return (await otherwise?.list(uri)) ?? [];
      try {
        return await readdir(path);
      } catch {
        return [];
      }
    },
  };
}
