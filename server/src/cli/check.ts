// `sendmail-lint check`: the editor's findings without an editor.
import { readFile } from "node:fs/promises";
import type { BulkLevel } from "../bulk/plan.ts";
import { decode, encode } from "../encoding.ts";
import { diskFiles } from "../files.node.ts";
import { KINDS } from "../kinds/index.ts";
import { isConfigName } from "../kinds/mc/kind.ts";
import { PROJECT_FILE } from "../project.ts";
import { createService, type Service } from "../service.ts";
import type { Settings } from "../settings.ts";
import { buffersFirst } from "../site/buffers.ts";
import { obstacleText, READ_ADVICE } from "../site/obstacles.ts";
import { baseName, pathOf } from "../site/paths.ts";
import { TextDocument } from "../text.ts";
import { type Candidate, collect } from "./collect.ts";
import type { CheckFormat } from "./commands/check.ts";
import { fixFiles } from "./fix.ts";
import { type FileReport, FORMATS } from "./formats/index.ts";
import { EXIT, type Output, worst } from "./output.ts";
import { ProjectErrors } from "./project-errors.ts";
import { NotReplaced, replaceFile } from "./replace-file.ts";
import { PLAIN_SCREEN, type Screen } from "./screen.ts";

export interface CheckOptions {
  readonly paths: readonly string[];
  readonly format: CheckFormat;
  /** Errors only, and no summary. */
  readonly quiet?: boolean;
  /** How far fixes may go; undefined: nothing is changed. */
  readonly fix: BulkLevel | undefined;
  /** Undefined: any number of warnings is accepted. */
  readonly maxWarnings: number | undefined;
  /** The language id that files which the user names are given, whatever they look like. */
  readonly as?: string | undefined;
  readonly settings: Settings;
  readonly version: string;
  readonly screen?: Screen;
}

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
  /** What files had before they were fixed, by URI. */
  readonly #before = new Map<string, { readonly bytes: Buffer; readonly document: TextDocument }>();
  /** Files of which it is said that they cannot be read. */
  readonly #told = new Set<string>();
  readonly #disk = diskFiles();
  /** Project files among the files to judge. */
  #projectFiles = 0;
  #failed = false;

  constructor(options: CheckOptions, output: Output) {
    this.#options = options;
    this.#output = output;
    const disk = this.#disk;
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
    // What a configuration reads is known once that was looked at, whatever the order of the files.
    for (const { uri } of files) if (isConfigName(baseName(uri))) await this.#service.sites(uri);
    if (this.#options.fix !== undefined) await this.#fix(files, this.#options.fix);
    for (const file of files) await this.#take(file);
    this.#print();
    for (const [uri, reason] of this.#unread) this.#cannot("read", pathOf(uri), reason);
    if (this.#unread.size > 0) this.#output.error(`sendmail-lint: ${READ_ADVICE}`);
    for (const error of this.#projects.lines) this.#output.error(`sendmail-lint: ${error}`);
    if (this.#reports.length === 0 && !this.#failed && this.#projectFiles === 0)
      this.#cannot("judge", this.#options.paths.join(", "), "there is no file of sendmail's");
    const found = failed(this.#reports, this.#options.maxWarnings) ? EXIT.findings : EXIT.clean;
    return worst(found, this.#failed || this.#projects.lines.length > 0 ? EXIT.usage : EXIT.clean);
  }

  #print(): void {
    const { version, settings, format, quiet = false, screen = PLAIN_SCREEN } = this.#options;
    const shown = quiet ? this.#reports.map(onlyErrors) : this.#reports;
    const options = { version, guidanceBaseUrl: settings.guidanceBaseUrl, screen, quiet };
    for (const line of FORMATS[format](shown, options)) this.#output.print(line);
  }

  #cannot(what: "read" | "fix" | "judge", file: string, reason: string): void {
    this.#failed = true;
    this.#output.error(`sendmail-lint: cannot ${what} ${file}: ${reason}`);
  }

  async #take(candidate: Candidate): Promise<void> {
    const { file, uri, named } = candidate;
    await this.#projects.note(uri);
    if (baseName(uri) === PROJECT_FILE) {
      this.#projectFiles++;
      return;
    }
    const opened = await this.#open(candidate);
    if (opened === undefined || !(await this.#isOurs(candidate))) return;
    try {
      await this.#write(candidate);
    } catch (error) {
      // It may not be written, or was changed meanwhile: the others are checked all the same.
      if (!isFromSystem(error) && !(error instanceof NotReplaced)) throw error;
      this.#cannot("fix", file, error.message);
    }
    const report = await this.#report(candidate, this.#buffers.get(uri) ?? opened);
    if (report !== undefined) this.#reports.push(report);
    else if (named)
      this.#output.error(
        `sendmail-lint: ${file} was not judged: it is not recognised as sendmail's. Say what it is, such as --as access.`,
      );
  }

  /** The text of a file; undefined where it cannot be read, which is said once. */
  async #open({ file, uri, named }: Candidate): Promise<TextDocument | undefined> {
    const known = this.#buffers.get(uri);
    if (known !== undefined) return known;
    const found = await this.#disk.read(uri);
    if (found.kind !== "there") {
      const reason = found.kind === "missing" ? "it is not there" : obstacleText(found.obstacle);
      if (!this.#told.has(uri)) this.#cannot("read", file, reason);
      this.#told.add(uri);
      return undefined;
    }
    const text = found.value.getText();
    const language = named ? (this.#options.as ?? (await this.#languageOf(uri, text))) : undefined;
    if (language === undefined) return found.value;
    const document = TextDocument.create(uri, language, 0, text);
    this.#buffers.set(uri, document);
    this.#service.changed(uri);
    return document;
  }

  /** What a file that the user names is by its content, where neither its name nor a configuration says so. */
  async #languageOf(uri: string, text: string): Promise<string | undefined> {
    const isKnown = (await this.#service.sites(uri)).length > 0;
    return isKnown ? undefined : KINDS.byContent(text)?.languageId;
  }

  /** True for a file to judge: one that only its folder was named of is sendmail's by its content, or because a site reads it. */
  async #isOurs({ uri, named }: Candidate): Promise<boolean> {
    return named || (await this.#service.sites(uri)).length > 0;
  }

  /** What is wrong in a file; undefined for one that is not sendmail's. */
  async #report(candidate: Candidate, document: TextDocument): Promise<FileReport | undefined> {
    const { file, uri } = candidate;
    const sites = await this.#service.sites(uri);
    if (sites.length === 0) return undefined;
    for (const { unreadable } of sites)
      for (const { uri: other, obstacle } of unreadable) this.#unread.set(other, obstacleText(obstacle));
    return { file, document, problems: await this.#service.problems(uri) };
  }

  /** Works out the fixes of all files; they are based on the bytes that the files have now. */
  async #fix(files: readonly Candidate[], level: BulkLevel): Promise<void> {
    const uris: string[] = [];
    for (const candidate of files) {
      const document = await this.#open(candidate);
      if (document === undefined || !(await this.#isOurs(candidate))) continue;
      const bytes = await readFile(candidate.raw).catch(() => undefined);
      if (bytes === undefined || decode(bytes).text !== document.getText()) continue;
      this.#before.set(candidate.uri, { bytes, document });
      this.#buffers.set(candidate.uri, document);
      uris.push(candidate.uri);
    }
    await fixFiles(uris, level, this.#service, this.#buffers, this.#output);
  }

  /** Writes what fixes made of a file. */
  async #write({ uri, raw }: Candidate): Promise<void> {
    const [before, fixed] = [this.#before.get(uri), this.#buffers.get(uri)];
    if (before === undefined || fixed === undefined || fixed.getText() === before.document.getText()) return;
    try {
      await replaceFile(raw, before.bytes, encode(fixed.getText(), decode(before.bytes).encoding));
    } catch (error) {
      // What is said of the file is about the text that it still has.
      this.#buffers.set(uri, before.document);
      this.#service.changed(uri);
      throw error;
    }
  }
}

function onlyErrors(report: FileReport): FileReport {
  return { ...report, problems: report.problems.filter(({ severity }) => severity === "error") };
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
