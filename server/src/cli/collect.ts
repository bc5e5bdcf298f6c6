// Which files a command line means: those that it names, and in folders those with names of sendmail's.
import { readdirSync, statSync } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { bytePaths, rawPath, shownName } from "../files.node.ts";
import { KINDS } from "../kinds/index.ts";
import { isConfigName, isSubmission } from "../kinds/mc/kind.ts";
import { MAIL_FOLDER, plainName } from "../kinds/recognition.ts";
import { PROJECT_FILE } from "../project.ts";
import { UsageError } from "./args.ts";
import { reasonOf } from "./reasons.ts";

/** A file to look into. */
export interface Candidate {
  /** As the user gave it, or as it was found below a folder; a byte that is not UTF-8 is written `%E9`. */
  readonly file: string;
  readonly uri: string;
  /** For Node's own functions: the name as the system has it. */
  readonly raw: Buffer;
  /** The user gave this path itself, so it is judged, or said why not. */
  readonly named: boolean;
}

export interface Collected {
  readonly files: readonly Candidate[];
  /** Files of folders that are copies by their names (`sendmail.mc.old`): a server reads them only where a configuration says so. */
  readonly copies: readonly Candidate[];
  readonly unreadable: readonly { readonly file: string; readonly reason: string }[];
}

/** Folders that hold no configuration and may be huge. */
const SKIPPED: ReadonlySet<string> = new Set(["node_modules", ".git", ".svn", ".hg"]);
/** Folders that are walked through; more than this is not a mail server's. */
const MOST_FOLDERS = 100_000;

/** The URI of a file of this machine. */
export function uriOf(file: string): string {
  return pathToFileURL(path.resolve(file)).href;
}

/** Where a server's files are in its folder: in it, or below it where it stands for `/`. */
const MAIL_FOLDERS = [".", "etc/mail", "mail"];

/**
 * The file that a command about one server asks: a file as it is named; of a folder its `sendmail.mc`, its only `.mc`, or its `.cf`.
 *
 * @throws UsageError for a folder without a configuration, or with several of which none is the usual one
 */
export function serverFile(given: string): string {
  if (!statSync(given, { throwIfNoEntry: false })?.isDirectory()) return given;
  for (const below of MAIL_FOLDERS) {
    const folder = path.join(given, below);
    const found = configurationsAmong(namesIn(folder), (name) => name);
    const [chosen, ...others] = found;
    if (chosen !== undefined && others.length === 0) return path.join(folder, chosen);
    if (found.length > 1)
      throw new UsageError(`${given} has several configurations, so name one: ${found.join(", ")}.`);
  }
  throw new UsageError(`${given} has no configuration: no sendmail.mc and no sendmail.cf.`);
}

/**
 * The configurations of the daemon among some files: sendmail.mc alone where it is there, else each .mc that is not of the submission
 * program, else sendmail.cf, else each other .cf.
 */
export function configurationsAmong<T>(files: readonly T[], nameOf: (file: T) => string): readonly T[] {
  const called = (name: string) => files.filter((file) => nameOf(file) === name).slice(0, 1);
  const named = (isMeant: (name: string) => boolean) => files.filter((file) => isMeant(nameOf(file)));
  const choices = [
    called("sendmail.mc"),
    named((name) => isConfigName(name) && !isSubmission(name)),
    called("sendmail.cf"),
    named((name) => name.endsWith(".cf") && name !== "submit.cf"),
  ];
  return choices.find((some) => some.length > 0) ?? [];
}

/**
 * The names in a folder, sorted; [] where there is none.
 *
 * @throws UsageError where it is there and cannot be read: what is in it is not known then
 */
function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "ENOENT" || code === "ENOTDIR") return [];
    throw new UsageError(`cannot read the folder ${folder}: ${reasonOf(error)}`);
  }
}

/** The files that some paths name, folders with all that is below them. */
export async function collect(paths: readonly string[]): Promise<Collected> {
  const walk = new Walk();
  for (const given of paths) await walk.take(await asNamed(given), given);
  return walk;
}

/** A path of the command line as the system has it. Node gives `\uFFFD` for bytes that are not UTF-8: the folder knows them. */
async function asNamed(given: string): Promise<string> {
  const [plain = given, other] = bytePaths(given);
  const exists = async (file: string) => (await stat(rawPath(file)).catch(() => undefined)) !== undefined;
  if (await exists(plain)) return plain;
  if (other !== undefined && (await exists(other))) return other;
  if (!given.includes("\uFFFD")) return plain;
  let found = path.isAbsolute(given) ? path.parse(given).root : ".";
  for (const part of given.split(path.sep)) {
    if (part === "") continue;
    const names = await readdir(rawPath(found), { encoding: "buffer" }).catch(() => []);
    const name = names.find((one) => one.toString("utf8") === part);
    found = path.join(found, name === undefined ? (bytePaths(part)[0] ?? part) : name.toString("latin1"));
  }
  return found;
}

/** A file below one of some folders that the user named, as a candidate; undefined for one that is elsewhere. */
export function candidateBelow(folders: readonly string[], uri: string): Candidate | undefined {
  const absolute = fileURLToPath(uri);
  for (const folder of folders) {
    const below = path.relative(path.resolve(folder), absolute);
    if (below === "" || below.startsWith("..") || path.isAbsolute(below)) continue;
    return { file: path.join(folder, below), uri, raw: rawPath(absolute), named: false };
  }
  return undefined;
}

class Walk implements Collected {
  /** Each file once, by URI, however often it is named or found. */
  readonly #files = new Map<string, Candidate>();
  readonly copies: Candidate[] = [];
  readonly unreadable: { readonly file: string; readonly reason: string }[] = [];
  /** The folders that were walked through, since links may lead round in circles. */
  readonly #folders = new Set<string>();

  get files(): readonly Candidate[] {
    return [...this.#files.values()];
  }

  /**
   * Takes one path of the command line. The folders below it wait in a list: neither their depth nor links cost more than they are.
   *
   * @param file one character for each byte
   * @param shown as the user wrote it
   */
  async take(file: string, shown: string): Promise<void> {
    const waiting = [{ file, shown, named: true }];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const names = await this.#look(next.file, next.shown, next.named);
      for (const name of names.reverse()) {
        const below = shownName(name);
        if (SKIPPED.has(below)) continue;
        waiting.push({
          file: path.join(next.file, name.toString("latin1")),
          shown: path.join(next.shown, below),
          named: false,
        });
      }
    }
  }

  /** Notes a file; gives the names in a folder. */
  async #look(file: string, shown: string, named: boolean): Promise<Buffer[]> {
    const raw = rawPath(file);
    try {
      const status = await stat(raw);
      if (status.isDirectory()) return await this.#enter(raw, `${status.dev}:${status.ino}`, shown);
      if (!status.isFile()) {
        // Reading a device or a pipe may never end.
        if (named) this.unreadable.push({ file: shown, reason: "it is a device or a pipe" });
      } else {
        const found = { file: shown, uri: uriOf(shown.includes("\uFFFD") ? asShown(file) : shown), raw, named };
        if (named || (isCandidate(path.basename(shown)) && !this.#files.has(found.uri)))
          this.#files.set(found.uri, found);
        else if (isCopy(shown)) this.copies.push(found);
      }
    } catch (error) {
      this.unreadable.push({ file: shown, reason: reasonOf(error) });
    }
    return [];
  }

  async #enter(raw: Buffer, identity: string, shown: string): Promise<Buffer[]> {
    if (this.#folders.has(identity)) return [];
    if (this.#folders.size === MOST_FOLDERS) {
      this.unreadable.push({ file: shown, reason: `there are more than ${MOST_FOLDERS} folders` });
      return [];
    }
    this.#folders.add(identity);
    const names = await readdir(raw, { encoding: "buffer" });
    return names.sort(Buffer.compare);
  }
}

function asShown(file: string): string {
  return shownName(rawPath(file));
}

/** Names worth opening in a folder; what they really are, their content says. */
function isCandidate(name: string): boolean {
  return name === PROJECT_FILE || KINDS.isCandidate(name);
}

/** True for a file beside a server's own whose name is one of theirs with something added: `access.bak`, `sendmail.mc-8.12`. */
function isCopy(file: string): boolean {
  const { dir, base } = path.parse(path.resolve(file));
  return MAIL_FOLDER.test(path.basename(dir)) && plainName(base) !== base && KINDS.isCandidate(plainName(base));
}
