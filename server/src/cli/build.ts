// `sendmail-lint build`: the .cf that GNU m4 writes, byte for byte, without running anything.
import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { diskFiles } from "../files.node.ts";
import type { M4Host } from "../m4/types.ts";
import { type BuiltCf, buildCf } from "../mc/build.ts";
import { createService } from "../service.ts";
import { USUAL_PLACES } from "../site/version.ts";
import { uriOf } from "./collect.ts";
import { EXIT, type Output, worst } from "./output.ts";
import { ProjectErrors } from "./project-errors.ts";
import { reasonOf, whyUnreadable } from "./reasons.ts";
import { NotReplaced, writeWhole } from "./replace-file.ts";

export interface BuildOptions {
  readonly file: string;
  /** Folder of the m4 library; undefined for that of the project file, else to look in the usual places. */
  readonly cfDir: string | undefined;
  readonly definitions: ReadonlyMap<string, string>;
  /** Undefined: standard output. */
  readonly outputFile: string | undefined;
}

/** One code unit for each byte, so that what is written has the bytes that were read. */
const BYTES = "latin1";

/** Builds one file. m4's messages go to stderr with file and line; the exit status says whether m4's own would be zero. */
export async function build(options: BuildOptions, output: Output): Promise<number> {
  const refuse = (text: string) => {
    output.error(`sendmail-lint: ${text}`);
    return EXIT.usage;
  };
  const made = await buildFile(options, output, true);
  if (made === undefined) return EXIT.usage;
  const { built, disk, hasProjectErrors } = made;
  const { outputFile } = options;
  const bytes = Buffer.from(built.cf, BYTES);
  const status = built.exitStatus === 0 ? EXIT.clean : EXIT.findings;
  if (outputFile === undefined) output.write(bytes);
  else if (built.cf.trim() === "" && status !== EXIT.clean)
    output.error(`sendmail-lint: m4 writes nothing, so ${outputFile} was left as it is`);
  else if (disk.hasRead(outputFile)) return refuse(`will not write over ${outputFile}, which the .cf is built from`);
  else
    try {
      await writeWhole(outputFile, bytes);
    } catch (error) {
      if (!(error instanceof NotReplaced) && !(error instanceof Error && "syscall" in error)) throw error;
      return refuse(`cannot write ${outputFile}: ${reasonOf(error)}`);
    }
  return worst(status, hasProjectErrors ? EXIT.usage : EXIT.clean);
}

/** What is built, and the files that it was read from. */
export interface BuiltFile {
  readonly built: BuiltCf;
  readonly disk: Disk;
  /** The folder of the m4 library. */
  readonly cfDir: string;
  readonly hasProjectErrors: boolean;
}

/**
 * Builds the .cf of a .mc with the library that is named, set or found. Says what m4 says; undefined where nothing can be built.
 *
 * @param asWritten true: a library that was only found does not take the place of one that the .mc includes and that is not there
 */
export async function buildFile(
  options: Pick<BuildOptions, "file" | "cfDir" | "definitions">,
  output: Output,
  asWritten = false,
): Promise<BuiltFile | undefined> {
  const refuse = (text: string): undefined => {
    output.error(`sendmail-lint: ${text}`);
  };
  const service = createService({ ...diskFiles(), folders: [] });
  const projects = new ProjectErrors(service);
  const uri = uriOf(options.file);
  await projects.note(uri);
  for (const line of projects.lines) output.error(`sendmail-lint: ${line}`);
  const { root, cfDir: folder } = (await service.projectOf(uri))?.settings ?? {};
  const top = root === undefined ? undefined : fileURLToPath(root);
  const named = options.cfDir ?? (folder === undefined ? undefined : fileURLToPath(folder));
  const cfDir = named ?? USUAL_PLACES.map((place) => path.join(top ?? "/", place)).find(hasLibrary);
  if (cfDir === undefined || !hasLibrary(cfDir))
    return refuse("no m4 library found; name the folder that has m4/cf.m4 with --cf-dir.");
  const disk = new Disk(top, cfDir);
  const source = disk.readSource(options.file);
  if (source === undefined)
    return refuse(`cannot read ${options.file}: ${whyUnreadable(options.file) ?? "it is not a configuration"}`);
  const built = buildCf({
    source,
    host: disk,
    cfDir: cfDir.endsWith("/") ? cfDir : `${cfDir}/`,
    definitions: options.definitions,
    asWritten: asWritten && named === undefined,
  });
  for (const { file, line, severity, text } of built.messages)
    output.error(`${file}:${line}: ${severity}: ${text.trim()}`);
  if (built.unread !== undefined)
    output.error(
      `sendmail-lint: m4 knows none of sendmail's words without that file. Correct the path in the .mc, or build with --cf-dir ${cfDir}.`,
    );
  return { built, disk, cfDir, hasProjectErrors: projects.lines.length > 0 };
}

function hasLibrary(folder: string): boolean {
  return existsSync(path.join(folder, "m4/cf.m4"));
}

/** Files of the kernel and devices: reading them may never end, and they have no configuration. */
const NO_CONFIGURATION = /^\/(?:dev|proc|sys)(?:\/|$)/;

/** The system's words for its errors, as m4 prints them. */
const WORDS: Readonly<Record<string, string>> = {
  EACCES: "Permission denied",
  ELOOP: "Too many levels of symbolic links",
  ENOTDIR: "Not a directory",
};

/** Reads files as m4 does: names as they are, from the working directory. With a root, absolute names begin there. */
class Disk implements M4Host {
  readonly #root: string | undefined;
  readonly #cfDir: string;
  /** The system's words for why a name could not be read, as m4 has them. */
  readonly #reasons = new Map<string, string>();
  /** Device and number of each file that was read. */
  readonly #seen = new Set<string>();

  constructor(root: string | undefined, cfDir: string) {
    this.#root = root;
    this.#cfDir = cfDir;
  }

  /** The file that was named on the command line: that is a path of this machine, with a root too. */
  readSource(name: string): ReturnType<M4Host["read"]> {
    return this.#read(name, false);
  }

  read(name: string): ReturnType<M4Host["read"]> {
    return this.#read(name, path.isAbsolute(name) && !name.startsWith(this.#cfDir));
  }

  whyNot(name: string): string {
    return this.#reasons.get(name) ?? "No such file or directory";
  }

  #read(name: string, isOfSite: boolean): ReturnType<M4Host["read"]> {
    const isRooted = this.#root !== undefined && isOfSite;
    const file = isRooted && this.#root !== undefined ? path.join(this.#root, path.normalize(name)) : name;
    try {
      const real = realpathSync(file);
      if (real === "/dev/null") return { name, text: "" };
      const status = statSync(real);
      if (status.isDirectory()) this.#reasons.set(name, "Is a directory");
      if (!status.isFile() || NO_CONFIGURATION.test(real)) return undefined;
      if (isRooted && this.#root !== undefined && path.relative(realpathSync(this.#root), real).startsWith(".."))
        return undefined;
      this.#seen.add(`${status.dev}:${status.ino}`);
      return { name, text: readFileSync(real, BYTES) };
    } catch (error) {
      const known = error instanceof Error && "code" in error ? WORDS[String(error.code)] : undefined;
      if (known !== undefined) this.#reasons.set(name, known);
      return undefined;
    }
  }

  /** True for a file that the .cf was made from, by whatever name. */
  hasRead(file: string): boolean {
    const status = statSync(file, { throwIfNoEntry: false });
    return status !== undefined && this.#seen.has(`${status.dev}:${status.ino}`);
  }
}
