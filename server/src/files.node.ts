// Files on this machine's disk, for the server in Node and the command line.
import { readFileSync } from "node:fs";
import { lstat, open, readdir, readFile, readlink, realpath, stat } from "node:fs/promises";
import { hostname } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { decode } from "./encoding.ts";
import type { Files } from "./lsp.ts";
import { pemFacts } from "./pem.node.ts";
import { databaseFormat, HEAD_BYTES } from "./site/database.ts";
import type { Bounds, Lookup, Obstacle } from "./site/types.ts";
import { TextDocument } from "./text.ts";

/** A text of more bytes is not read: V8's strings end at 512 million characters, and no table comes near half of it. */
const MOST_BYTES = 256 * 1024 * 1024;
/** A file of certificates with more bytes is none that a mail server needs. */
const MOST_PEM_BYTES = 4 * 1024 * 1024;
/** Symbolic links on the way to one file, as Linux counts them. */
const MOST_LINKS = 40;

/** Where a host's name is written with its domain. */
const HOSTS = "/etc/hosts";

/** This machine's name with its domain, as its own files give it; undefined where they do not. */
export function machineName(): string | undefined {
  const name = hostname().toLowerCase();
  if (name.includes(".")) return name;
  try {
    const lines = readFileSync(HOSTS, "utf8").replace(/#.*$/gm, "").split("\n");
    const names = lines
      .map((line) => line.toLowerCase().trim().split(/\s+/).slice(1))
      .find((all) => all.includes(name));
    return names?.find((one) => one.startsWith(`${name}.`));
  } catch {
    return undefined;
  }
}

/** Answers for `file:` URIs from the disk, and for all others from `otherwise`. */
export function diskFiles(otherwise?: Files): Files {
  return {
    machine: machineName(),
    read: (uri, bounds) =>
      onDisk(uri, bounds, otherwise?.read, async (file) => {
        const found = await stat(rawPath(file));
        // Reading a pipe or a device might never end.
        if (!found.isFile()) throw new Hindrance("not-a-file");
        if (found.size > MOST_BYTES) throw new Hindrance("too-large");
        return TextDocument.create(uri, "", 0, decode(await readFile(rawPath(file))).text);
      }),
    stat: (uri, bounds) =>
      onDisk(uri, bounds, otherwise?.stat, async (file) => {
        const found = await stat(rawPath(file));
        if (!found.isDirectory() && !found.isFile()) throw new Hindrance("not-a-file");
        const kind = found.isDirectory() ? ("folder" as const) : ("file" as const);
        const database = kind === "file" && file.endsWith(".db") ? databaseFormat(await headOf(file)) : undefined;
        return { kind, modified: found.mtimeMs, size: found.size, mode: found.mode & 0o7777, database };
      }),
    pem: (uri, bounds) =>
      onDisk(uri, bounds, undefined, async (file) => {
        const found = await stat(rawPath(file));
        if (!found.isFile()) throw new Hindrance("not-a-file");
        if (found.size > MOST_PEM_BYTES) throw new Hindrance("too-large");
        return pemFacts(await readFile(rawPath(file)));
      }),
    look: (uri, bounds) =>
      onDisk(uri, bounds, undefined, async (file) => {
        // The folder's links are followed, those of the name itself are what is asked about.
        const own = path.join(await followed(path.dirname(file), bounds), path.basename(file));
        const isLink = (await lstat(rawPath(own))).isSymbolicLink();
        const found = isLink ? await target(own, bounds) : await stat(rawPath(own));
        const kind = !found ? "nothing" : found.isFile() ? "file" : found.isDirectory() ? "folder" : "other";
        const { nlink: links = 1, mode = 0, uid = 0, gid = 0 } = found ?? {};
        return { kind, isLink, links, mode: mode & 0o7777, uid, gid };
      }),
    list: (uri, bounds) =>
      onDisk(uri, bounds, otherwise?.list, async (folder) => {
        const names = await readdir(rawPath(folder), { encoding: "buffer" });
        return names.map(shownName);
      }),
  };
}

/** The first bytes of a database; none of one that may not be read. */
async function headOf(file: BytePath): Promise<Uint8Array> {
  try {
    const opened = await open(rawPath(file));
    const { buffer } = await opened.read({ buffer: new Uint8Array(HEAD_BYTES) });
    await opened.close();
    return buffer;
  } catch {
    return new Uint8Array();
  }
}

/** What a symbolic link leads to; undefined where it leads nowhere. */
async function target(link: BytePath, bounds: Bounds | undefined) {
  try {
    return await stat(rawPath(await followed(link, bounds)));
  } catch (error) {
    if (failure(error).kind === "missing") return undefined;
    throw error;
  }
}

/**
 * A path as the system has it: one character for each byte, since a file's name need not be UTF-8. Where it is none, our URIs
 * and names have `%E9` for the byte.
 */
type BytePath = string;

/** A path for Node's own functions. */
export function rawPath(file: BytePath): Buffer {
  return Buffer.from(file, "latin1");
}

function bytePath(file: string): BytePath {
  return Buffer.from(file, "utf8").toString("latin1");
}

/** A name as people and URIs have it: the bytes that are not UTF-8 as `%E9`. */
export function shownName(bytes: Uint8Array): string {
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  if (!text.includes("\uFFFD")) return text;
  return Buffer.from(bytes)
    .toString("latin1")
    .replace(/[\x80-\xff]/g, (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** The paths that a path of ours may stand for: as it is, and with bytes for `%E9`. */
export function bytePaths(file: string): readonly BytePath[] {
  const plain = bytePath(file);
  const other = plain.replace(/%([89A-F][0-9A-F])/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return other === plain ? [plain] : [plain, other];
}

/** A file URI's path; undefined for any other scheme, or where it names no file of this machine. */
function pathOf(uri: string): string | undefined {
  if (!uri.startsWith("file:")) return undefined;
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
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
  ask: (file: BytePath) => Promise<Value>,
): Promise<Lookup<Value>> {
  const file = pathOf(uri);
  if (file === undefined) return (await otherwise?.(uri, bounds)) ?? { kind: "missing" };
  let answer: Lookup<Value> = { kind: "missing" };
  for (const candidate of bytePaths(file)) {
    answer = await answerOf(async () => ask(await followed(candidate, bounds)));
    if (answer.kind !== "missing") break;
  }
  return answer;
}

async function answerOf<Value>(ask: () => Promise<Value>): Promise<Lookup<Value>> {
  try {
    return { kind: "there", value: await ask() };
  } catch (error) {
    if (error instanceof Hindrance) return { kind: "unreadable", obstacle: error.obstacle };
    return failure(error);
  }
}

/** Names of errors that say that nothing is there. */
const MISSING: ReadonlySet<string> = new Set(["ENOENT", "ENOTDIR", "ENAMETOOLONG", "ERR_INVALID_ARG_VALUE"]);
const OBSTACLES: Readonly<Record<string, Obstacle>> = { EACCES: "forbidden", EPERM: "forbidden", EISDIR: "not-a-file" };

/** What an error of the file system says of the file. */
export function failure(error: unknown): Exclude<Lookup<never>, { kind: "there" }> {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (MISSING.has(code)) return { kind: "missing" };
  return { kind: "unreadable", obstacle: (Object.hasOwn(OBSTACLES, code) && OBSTACLES[code]) || "failed" };
}

/** The path that symbolic links lead to. Throws a `Hindrance` where that is out of bounds. */
async function followed(file: BytePath, bounds: Bounds | undefined): Promise<BytePath> {
  if (bounds === undefined) return file;
  if (bounds.kind === "copy") {
    const real = await realPath(file);
    await refuseOwnSettings(real, bounds.folder);
    return real;
  }
  const root = pathOf(bounds.root);
  if (root === undefined) throw new Hindrance("outside");
  if (path.parse(root).root === root) return file;
  return await followedIn(await realPath(bytePath(root)), path.relative(bytePath(root), file));
}

async function realPath(file: BytePath): Promise<BytePath> {
  return (await realpath(rawPath(file), { encoding: "buffer" })).toString("latin1");
}

/** As the kernel does for a process whose root (chroot) is `root`: links begin there, and `..` ends there. */
async function followedIn(root: BytePath, wanted: BytePath): Promise<BytePath> {
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
    if (!(await lstat(rawPath(next))).isSymbolicLink()) {
      current = next;
      continue;
    }
    if (++links > MOST_LINKS) throw new Hindrance("failed");
    const target = (await readlink(rawPath(next), { encoding: "buffer" })).toString("latin1");
    if (path.isAbsolute(target)) current = root;
    rest.unshift(...target.split(path.sep));
  }
}

/** Throws for a file of this machine's own settings; where the copy itself is kept there, for those of its sendmail. */
async function refuseOwnSettings(real: BytePath, folder: string): Promise<void> {
  const at = pathOf(folder);
  const own = await realPath("/etc").catch(() => "/etc");
  const kept = at === undefined ? "" : await realPath(bytePath(at)).catch(() => bytePath(at));
  const forbidden = isBelow(kept, own) ? await realPath("/etc/mail").catch(() => "/etc/mail") : own;
  if (isBelow(real, forbidden)) throw new Hindrance("outside");
}

function isBelow(file: BytePath, folder: BytePath): boolean {
  return file === folder || file.startsWith(`${folder}${path.sep}`);
}
