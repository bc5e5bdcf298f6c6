// `sendmail-lint check`: the editor's findings without an editor.
import { readFile } from "node:fs/promises";
import { decode, encode } from "../encoding.ts";
import { diskFiles } from "../files.node.ts";
import { PROJECT_FILE } from "../project.ts";
import { createService, type Service } from "../service.ts";
import type { Settings } from "../settings.ts";
import { buffersFirst } from "../site/buffers.ts";
import { obstacleText, READ_ADVICE } from "../site/obstacles.ts";
import { baseName, pathOf } from "../site/paths.ts";
import { TextDocument } from "../text.ts";
import { type Candidate, collect } from "./collect.ts";
import { type FileReport, FORMATS, type Format } from "./formats.ts";
import { EXIT, type Output, worst } from "./output.ts";
import { ProjectErrors } from "./project-errors.ts";
import { NotReplaced, replaceFile } from "./replace-file.ts";

export interface CheckOptions {
  readonly paths: readonly string[];
  readonly format: Format;
  readonly fix: boolean;
  /** Undefined: any number of warnings is accepted. */
  readonly maxWarnings: number | undefined;
  /** The language id that files which the user names are given, whatever they look like. */
  readonly as?: string | undefined;
  readonly settings: Settings;
  readonly version: string;
}

/** Rounds of fixes until nothing changes; more than a few never happen, and a bound makes it certain that it ends. */
const FIX_ROUNDS = 10;

/** Checks files and folders. Gives the exit status; what cannot be read or judged is named on stderr. */
export async function check(options: CheckOptions, output: Output): Promise<number> {
  const run = new Check(options, output);
  return await run.all();
}

class Check {
  readonly #options: CheckOptions;
  readonly #output: Output;
  /** Texts before those on the disk: fixed ones, and those that the user says the kind of. */
  readonly #buffers = new Map<string, TextDocument>();
  readonly #service: Service;
  readonly #projects: ProjectErrors;
  readonly #reports: FileReport[] = [];
  /** Files of sites that could not be read, by URI, with the reason. */
  readonly #unread = new Map<string, string>();
  #failed = false;

  constructor(options: CheckOptions, output: Output) {
    this.#options = options;
    this.#output = output;
    const disk = diskFiles();
    this.#service = createService({
      ...disk,
      read: buffersFirst((uri) => this.#buffers.get(uri), disk.read),
      folders: [],
    });
    this.#service.configure(options.settings);
    this.#projects = new ProjectErrors(this.#service);
  }

  async all(): Promise<number> {
    const { files, unreadable } = await collect(this.#options.paths);
    for (const { file, reason } of unreadable) this.#cannot("read", file, reason);
    for (const file of files) await this.#take(file);
    const { version, settings, format } = this.#options;
    for (const line of FORMATS[format](this.#reports, { version, guidanceBaseUrl: settings.guidanceBaseUrl }))
      this.#output.print(line);
    for (const [uri, reason] of this.#unread) this.#cannot("read", pathOf(uri), reason);
    if (this.#unread.size > 0) this.#output.error(`sendmail-lint: ${READ_ADVICE}`);
    for (const error of this.#projects.lines) this.#output.error(`sendmail-lint: ${error}`);
    if (this.#reports.length === 0 && !this.#failed && this.#projects.seen === 0)
      this.#cannot("judge", this.#options.paths.join(", "), "there is no file of sendmail's");
    const found = failed(this.#reports, this.#options.maxWarnings) ? EXIT.findings : EXIT.clean;
    return worst(found, this.#failed || this.#projects.lines.length > 0 ? EXIT.usage : EXIT.clean);
  }

  #cannot(what: "read" | "fix" | "judge", file: string, reason: string): void {
    this.#failed = true;
    this.#output.error(`sendmail-lint: cannot ${what} ${file}: ${reason}`);
  }

  async #take(candidate: Candidate): Promise<void> {
    const { file, uri, named } = candidate;
    await this.#projects.note(uri);
    if (baseName(uri) === PROJECT_FILE) return;
    try {
      const report = await this.#report(candidate);
      if (report !== undefined) this.#reports.push(report);
      else if (named)
        this.#output.error(
          `sendmail-lint: ${file} was not judged: it is not recognised as sendmail's. Say what it is, such as --as access.`,
        );
    } catch (error) {
      // It went away, may not be read, or may not be written: the others are checked all the same.
      if (!isFromSystem(error) && !(error instanceof NotReplaced)) throw error;
      this.#cannot(this.#options.fix ? "fix" : "read", file, error.message);
    }
  }

  /** What is wrong in a file; undefined for one that is not sendmail's. */
  async #report(candidate: Candidate): Promise<FileReport | undefined> {
    const { file, uri, raw, named } = candidate;
    const found = await diskFiles().read(uri);
    if (found.kind !== "there") {
      this.#cannot("read", file, found.kind === "missing" ? "it is not there" : obstacleText(found.obstacle));
      return { file, document: TextDocument.create(uri, "", 0, ""), problems: [] };
    }
    let document = found.value;
    const { as } = this.#options;
    if (named && as !== undefined) {
      document = TextDocument.create(uri, as, 0, document.getText());
      this.#buffers.set(uri, document);
    }
    if (!named && this.#service.identify(uri, document.getText()) === undefined) return undefined;
    if (this.#options.fix) document = await this.#fixed(uri, raw, document);
    const sites = await this.#service.sites(uri);
    if (sites.length === 0) return undefined;
    for (const { unreadable } of sites)
      for (const { uri: other, obstacle } of unreadable) this.#unread.set(other, obstacleText(obstacle));
    return { file, document, problems: await this.#service.problems(uri) };
  }

  /** The text after all safe fixes, which is written to the disk if it is another one. */
  async #fixed(uri: string, raw: Buffer, document: TextDocument): Promise<TextDocument> {
    const before = await readFile(raw);
    const { text, encoding } = decode(before);
    let fixed = document;
    for (let round = 1; round <= FIX_ROUNDS; round++) {
      const changes = (await this.#service.safeChanges(uri)).filter(({ span }) => span.source === uri);
      if (changes.length === 0) break;
      const edits = changes.map(({ span, newText }) => ({
        range: { start: fixed.positionAt(span.start), end: fixed.positionAt(span.end) },
        newText,
      }));
      fixed = TextDocument.update(fixed, [{ text: TextDocument.applyEdits(fixed, edits) }], round);
      this.#buffers.set(uri, fixed);
      this.#service.changed(uri);
    }
    if (fixed.getText() === text) return fixed;
    try {
      if (document.getText() !== text) throw new NotReplaced("it was changed meanwhile");
      await replaceFile(raw, before, encode(fixed.getText(), encoding));
      return fixed;
    } catch (error) {
      // What is said of it is about the text that the file still has.
      this.#buffers.set(uri, document);
      this.#service.changed(uri);
      throw error;
    }
  }
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
