// `sendmail-lint check`: the editor's findings without an editor.
import { readdir, readFile, realpath, stat } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { BulkLevel } from "../bulk/plan.ts";
import { decode, encode } from "../encoding.ts";
import { diskFiles } from "../files.node.ts";
import { KINDS } from "../kinds/index.ts";
import { PROJECT_FILE } from "../project.ts";
import { createService, type Service } from "../service.ts";
import type { Settings } from "../settings.ts";
import { buffersFirst } from "../site/buffers.ts";
import { TextDocument } from "../text.ts";
import { fixFiles } from "./fix.ts";
import { type FileReport, FORMATS, type Format } from "./formats.ts";
import { EXIT, type Output } from "./output.ts";
import { replaceFile } from "./replace-file.ts";

export interface CheckOptions {
  readonly paths: readonly string[];
  readonly format: Format;
  /** How far fixes may go; undefined: nothing is changed. */
  readonly fix: BulkLevel | undefined;
  /** Undefined: any number of warnings is accepted. */
  readonly maxWarnings: number | undefined;
  readonly settings: Settings;
  readonly version: string;
}

/** Folders that hold no configuration and may be huge. */
const SKIPPED = new Set(["node_modules", ".git", ".svn", ".hg"]);

/** Checks files and folders. Gives the exit status; unreadable input makes it `EXIT.usage`, with a line on stderr. */
export async function check(options: CheckOptions, output: Output): Promise<number> {
  const { files, unreadable } = await collect(options.paths);
  for (const { file, reason } of unreadable) output.error(`sendmail-lint: cannot read ${file}: ${reason}`);
  const buffers = new Map<string, TextDocument>();
  const service = serviceOver(buffers, options.settings);
  const reports: FileReport[] = [];
  const misread = new Set<string>();
  if (options.fix !== undefined)
    await fixFiles(
      files.map(({ file }) => file),
      options.fix,
      service,
      buffers,
      output,
    );
  for (const { file, named } of files) {
    const project = await service.projectOf(pathToFileURL(path.resolve(file)).href);
    for (const { message, range } of project?.errors ?? []) misread.add(`${range.start.line + 1}: ${message}`);
    try {
      const report = await checkFile(file, named, service, buffers);
      if (report !== undefined) reports.push(report);
    } catch (error) {
      // It went away, may not be read, or may not be written: the others are checked all the same.
      if (!isFromSystem(error)) throw error;
      unreadable.push({ file, reason: error.message });
      output.error(
        `sendmail-lint: cannot ${error.syscall === "write" || options.fix ? "fix" : "read"} ${file}: ${error.message}`,
      );
    }
  }
  const { version, settings } = options;
  for (const line of FORMATS[options.format](reports, { version, guidanceBaseUrl: settings.guidanceBaseUrl }))
    output.print(line);
  for (const error of misread) output.error(`sendmail-lint: ${PROJECT_FILE}:${error}`);
  if (unreadable.length > 0 || misread.size > 0) return EXIT.usage;
  return failed(reports, options.maxWarnings) ? EXIT.findings : EXIT.clean;
}

/** True for an error of the operating system, such as EACCES. */
function isFromSystem(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error;
}

function failed(reports: readonly FileReport[], maxWarnings: number | undefined): boolean {
  const severities = reports.flatMap(({ problems }) => problems.map(({ severity }) => severity));
  const warnings = severities.filter((severity) => severity === "warning").length;
  return severities.includes("error") || (maxWarnings !== undefined && warnings > maxWarnings);
}

/** A service that sees mended texts before those on the disk. */
function serviceOver(buffers: ReadonlyMap<string, TextDocument>, settings: Settings): Service {
  const disk = diskFiles();
  const service = createService({
    ...disk,
    read: buffersFirst((uri) => buffers.get(uri), disk.read),
    folders: [],
  });
  service.configure(settings);
  return service;
}

async function checkFile(
  file: string,
  named: boolean,
  service: Service,
  buffers: ReadonlyMap<string, TextDocument>,
): Promise<FileReport | undefined> {
  const uri = pathToFileURL(path.resolve(file)).href;
  const { text, encoding } = decode(await readFile(file));
  const document = buffers.get(uri) ?? TextDocument.create(uri, "", 0, text);
  if (service.identify(uri, text) === undefined && !named) return undefined;
  if (document.getText() !== text) await replaceFile(file, encode(document.getText(), encoding));
  return { file, document, problems: await service.problems(uri) };
}

interface Collected {
  /** `named`: the user gave this path itself, so it is checked whatever it looks like. */
  readonly files: { readonly file: string; readonly named: boolean }[];
  readonly unreadable: { readonly file: string; readonly reason: string }[];
}

async function collect(paths: readonly string[]): Promise<Collected> {
  const found: Collected = { files: [], unreadable: [] };
  const folders = new Set<string>();
  for (const given of paths) await collectFrom(given, true, found, folders);
  return found;
}

/** `folders`: those that were walked through, by their real paths, since links may lead round in circles. */
async function collectFrom(file: string, named: boolean, found: Collected, folders: Set<string>): Promise<void> {
  try {
    const status = await stat(file);
    if (status.isDirectory()) {
      const folder = await realpath(file);
      if (folders.has(folder)) return;
      folders.add(folder);
      for (const name of (await readdir(file)).sort()) {
        if (!SKIPPED.has(name)) await collectFrom(path.join(file, name), false, found, folders);
      }
    } else if (status.isCharacterDevice() || status.isBlockDevice()) {
      // Reading a device may never end.
      if (named) found.unreadable.push({ file, reason: "it is a device" });
    } else if (named || status.isFile()) {
      if (named || KINDS.isCandidate(path.basename(file))) found.files.push({ file, named });
    }
  } catch (error) {
    found.unreadable.push({ file, reason: error instanceof Error ? error.message : String(error) });
  }
}
