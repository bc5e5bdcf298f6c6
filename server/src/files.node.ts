// Files on this machine's disk, for the server in Node and the command line.
import { lstat, readdir, readFile, readlink, realpath, stat } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { decode } from "./encoding.ts";
import type { Files } from "./lsp.ts";
import type { Bounds, Lookup, Obstacle } from "./site/types.ts";
import { TextDocument } from "./text.ts";

/** A text of more bytes is not read: V8's strings end at 512 million characters, and no table comes near a quarter of it. */
const MOST_BYTES = 256 * 1024 * 1024;
/** Symbolic links on the way to one file, as Linux counts them. */
const MOST_LINKS = 40;

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
    read: (uri, bounds) =>
      onDisk(uri, bounds, otherwise?.read, async (file) => {
        const found = await stat(file);
        // Reading a pipe or a device might never end.
        if (!found.isFile()) throw new Hindrance("not-a-file");
        if (found.size > MOST_BYTES) throw new Hindrance("too-large");
        return TextDocument.create(uri, "", 0, decode(await readFile(file)).text);
      }),
    stat: (uri, bounds) =>
      onDisk(uri, bounds, otherwise?.stat, async (file) => {
        const found = await stat(file);
        if (!found.isDirectory() && !found.isFile()) throw new Hindrance("not-a-file");
        const kind = found.isDirectory() ? ("folder" as const) : ("file" as const);
        return { kind, modified: found.mtimeMs, size: found.size };
      }),
    list: (uri, bounds) => onDisk(uri, bounds, otherwise?.list, (folder) => readdir(folder)),
  };
}

/** An obstacle that we, not the system, put in the way. */
class Hindrance extends Error {
  readonly obstacle: Obstacle;

  constructor(obstacle: Obstacle) {
    super(obstacle);
    this.obstacle = obstacle;
  }
}

/** Asks the disk about the file that a URI leads to within its bounds. */
async function onDisk<Value>(
  uri: string,
  bounds: Bounds | undefined,
  otherwise: ((uri: string, bounds?: Bounds) => Promise<Lookup<Value>>) | undefined,
  ask: (file: string) => Promise<Value>,
): Promise<Lookup<Value>> {
  const file = pathOf(uri);
  if (file === undefined) return (await otherwise?.(uri, bounds)) ?? { kind: "missing" };
  try {
    return { kind: "there", value: await ask(await followed(file, bounds)) };
  } catch (error) {
    return asLookup(error);
  }
}

/** Names of errors that say that nothing is there. */
const MISSING: ReadonlySet<unknown> = new Set(["ENOENT", "ENOTDIR", "ENAMETOOLONG", "ERR_INVALID_ARG_VALUE"]);
const OBSTACLES: Readonly<Record<string, Obstacle>> = { EACCES: "forbidden", EPERM: "forbidden", EISDIR: "not-a-file" };

function asLookup(error: unknown): Exclude<Lookup<never>, { kind: "there" }> {
  if (error instanceof Hindrance) return { kind: "unreadable", obstacle: error.obstacle };
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (MISSING.has(code)) return { kind: "missing" };
  return { kind: "unreadable", obstacle: (Object.hasOwn(OBSTACLES, code) && OBSTACLES[code]) || "failed" };
}

/** The path that symbolic links lead to. Throws a `Hindrance` where that is out of bounds. */
async function followed(file: string, bounds: Bounds | undefined): Promise<string> {
  if (bounds === undefined) return file;
  if (bounds.kind === "copy") {
    const real = await realpath(file);
    await refuseOwnSettings(real, bounds.folder);
    return real;
  }
  const root = pathOf(bounds.root);
  if (root === undefined) throw new Hindrance("outside");
  return path.parse(root).root === root ? file : await followedIn(await realpath(root), path.relative(root, file));
}

/** As the kernel does for a process whose root (chroot) is `root`: links begin there, and `..` ends there. */
async function followedIn(root: string, wanted: string): Promise<string> {
  const rest = wanted.split(path.sep);
  let current = root;
  for (let links = 0; ; ) {
    const name = rest.shift();
    if (name === undefined) return current;
    if (name === "" || name === ".") continue;
    if (name === "..") {
      if (current !== root) current = path.dirname(current);
      continue;
    }
    const next = path.join(current, name);
    if (!(await lstat(next)).isSymbolicLink()) {
      current = next;
      continue;
    }
    if (++links > MOST_LINKS) throw new Hindrance("failed");
    const target = await readlink(next);
    if (path.isAbsolute(target)) current = root;
    rest.unshift(...target.split(path.sep));
  }
}

/** Throws for a file of this machine's own settings; where the copy itself is kept there, for those of its sendmail. */
async function refuseOwnSettings(real: string, folder: string): Promise<void> {
  const at = pathOf(folder);
  const own = await realpath("/etc").catch(() => "/etc");
  const kept = at === undefined ? "" : await realpath(at).catch(() => at);
  const forbidden = isBelow(kept, own) ? await realpath("/etc/mail").catch(() => "/etc/mail") : own;
  if (isBelow(real, forbidden)) throw new Hindrance("outside");
}

function isBelow(file: string, folder: string): boolean {
  return file === folder || file.startsWith(`${folder}${path.sep}`);
}
