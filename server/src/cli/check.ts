// `sendmail-lint check`: the editor's findings without an editor.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { BulkLevel } from "../bulk/plan.ts";
import { decode, encode } from "../encoding.ts";
import { diskFiles } from "../files.node.ts";
import { KINDS } from "../kinds/index.ts";
import { isConfigName } from "../kinds/mc/kind.ts";
import { PROJECT_FILE } from "../project.ts";
import { createService, type Service } from "../service.ts";
import type { Settings } from "../settings.ts";
import { buffersFirst } from "../site/buffers.ts";
import { obstacleText, readAdvice } from "../site/obstacles.ts";
import { baseName, boundsOf, pathOf } from "../site/paths.ts";
import type { Obstacle } from "../site/types.ts";
import { TextDocument } from "../text.ts";
import { BaselineError, readBaseline, withoutKnown, writeBaseline } from "./baseline.ts";
import { type Candidate, candidateBelow, collect, uriOf } from "./collect.ts";
import type { CheckFormat } from "./commands/check.ts";
import { printDiff } from "./diff.ts";
import { fixFiles } from "./fix.ts";
import { type FileReport, FORMATS, type FormatOptions, type Notice } from "./formats/index.ts";
import { plural } from "./formats/report.ts";
import { EXIT, type Output, printable, worst } from "./output.ts";
import { ProjectErrors } from "./project-errors.ts";
import { proofFinder } from "./proofs.ts";
import { reasonOf } from "./reasons.ts";
import { NotReplaced, replaceFile } from "./replace-file.ts";
import { PLAIN_SCREEN, type Screen } from "./screen.ts";

export interface CheckOptions {
  readonly paths: readonly string[];
  readonly format: CheckFormat;
  /** Errors only, and no summary. */
  readonly quiet?: boolean;
  /** How far fixes may go; undefined: nothing is changed. */
  readonly fix: BulkLevel | undefined;
  /** Writes no file: what fixes would change is printed as a diff, and nothing else. */
  readonly dryRun?: boolean;
  /** Findings that are known, or that are to be known from now on. */
  readonly baseline?: { readonly file: string; readonly write: boolean } | undefined;
  /** Undefined: any number of warnings is accepted. */
  readonly maxWarnings: number | undefined;
  /** The language id that files which the user names are given, whatever they look like. */
  readonly as?: string | undefined;
  /** Nothing is said of files that the user names and that are not sendmail's. */
  readonly ignoreUnknown?: boolean;
  /** What the path `-` stands for. */
  readonly stdin?: AsyncIterable<Uint8Array>;
  readonly settings: Settings;
  readonly version: string;
  readonly screen?: Screen;
}

/** Checks files and folders. Gives the exit status; what cannot be read or judged is named on stderr. */
export async function check(options: CheckOptions, output: Output): Promise<number> {
  const run = new Check(options, output);
  return await run.all();
}

/** What was found, and why that may not be all. */
export interface Looked {
  readonly reports: readonly FileReport[];
  readonly notices: readonly Notice[];
}

/** Checks files and folders, and prints nothing. */
export async function lookInto(options: CheckOptions, output: Output): Promise<Looked> {
  return await new Check(options, output).look();
}

/** Files that one line names. */
const MOST_NAMED = 5;

class Check {
  readonly #options: CheckOptions;
  readonly #output: Output;
  /** Texts before those on the disk: fixed ones, and those that the user says the kind of. */
  readonly #buffers = new Map<string, TextDocument>();
  readonly #service: Service;
  readonly #projects: ProjectErrors;
  readonly #reports: FileReport[] = [];
  readonly #notices: Notice[] = [];
  /** Files of sites that could not be read, by URI, with the reason. */
  readonly #unread = new Map<string, Obstacle>();
  /** What files had before they were fixed, by URI. */
  readonly #before = new Map<string, { readonly bytes: Buffer; readonly document: TextDocument }>();
  /** Copies in folders, which nothing reads. */
  #copies: readonly string[] = [];
  /** Tables that no configuration here reads, and in which nothing was found. */
  readonly #alone: string[] = [];
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
    const { fix, dryRun, baseline } = this.#options;
    const files = await this.#collect();
    if (fix !== undefined) await this.#fix(files, fix);
    if (dryRun === true) return this.#showChanges(files);
    await this.#look(files);
    this.#nameCopies();
    this.#nameAlone();
    const done = baseline?.write === true ? await this.#keep(baseline.file) : await this.#print(baseline?.file);
    return worst(done, this.#failed || this.#projects.lines.length > 0 ? EXIT.usage : EXIT.clean);
  }

  /** What is found in all files, without saying so. */
  async look(): Promise<Looked> {
    await this.#look(await this.#collect());
    return { reports: this.#reports, notices: this.#notices };
  }

  async #collect(): Promise<readonly Candidate[]> {
    const paths = this.#options.paths.filter((given) => given !== STANDARD_INPUT);
    const { files: found, copies, unreadable } = await collect(paths);
    const files = paths.length < this.#options.paths.length ? [await this.#standardInput(), ...found] : found;
    for (const { file, reason } of unreadable) this.#cannot("read", file, reason);
    // What a configuration reads is known once that was looked at, whatever the order of the files.
    const known = new Set(files.map(({ uri }) => uri));
    const members: Candidate[] = [];
    for (const { uri } of files.filter(({ uri }) => isConfiguration(uri)))
      for (const { tables } of await this.#service.sites(uri))
        for (const table of tables) {
          // A configuration may give its files any name.
          const member = known.has(table.uri) ? undefined : candidateBelow(paths, table.uri);
          if (member !== undefined) members.push(member);
          known.add(table.uri);
        }
    this.#copies = copies.filter(({ uri }) => !known.has(uri)).map(({ file }) => file);
    return [...files, ...members];
  }

  /** What comes in, as a file of the current folder. */
  async #standardInput(): Promise<Candidate> {
    const pieces: Uint8Array[] = [];
    for await (const piece of this.#options.stdin ?? []) pieces.push(piece);
    const { text } = decode(Buffer.concat(pieces));
    const uri = uriOf(STANDARD_INPUT);
    const language = this.#options.as ?? KINDS.byContent(text)?.languageId ?? "plaintext";
    this.#buffers.set(uri, TextDocument.create(uri, language, 0, text));
    this.#service.changed(uri);
    return { file: STANDARD_INPUT, uri, raw: Buffer.from(STANDARD_INPUT), named: true };
  }

  async #look(files: readonly Candidate[]): Promise<void> {
    for (const file of files) await this.#take(file);
    for (const [uri, obstacle] of this.#unread)
      if (!this.#told.has(uri)) this.#cannot("read", pathOf(uri), obstacleText(obstacle), uri);
    for (const advice of readAdvice(Array.from(this.#unread.values(), (obstacle) => ({ obstacle }))))
      this.#output.error(`sendmail-lint: ${advice}`);
    for (const text of this.#projects.lines) this.#note({ text, level: "error" });
    if (this.#reports.length === 0 && !this.#failed && this.#projectFiles === 0 && !this.#isAllLeftAlone(files))
      this.#cannot("judge", this.#options.paths.join(", "), "there is no file for sendmail");
  }

  /** Whether all that is there was named, and the user knows that some of it may not be sendmail's. */
  #isAllLeftAlone(files: readonly Candidate[]): boolean {
    return this.#options.ignoreUnknown === true && files.length > 0 && files.every(({ named }) => named);
  }

  /** Copies are named, so that nobody takes silence about them for a clean bill. */
  #nameCopies(): void {
    if (this.#copies.length === 0 || this.#options.quiet === true) return;
    this.#output.error(
      `sendmail-lint: not judged, as copies: ${this.#copies.join(", ")}. Name a file to have it judged.`,
    );
  }

  /** Says of which tables only the lines themselves were judged, so that silence does not look like approval. */
  #nameAlone(): void {
    if (this.#alone.length === 0 || this.#options.quiet === true) return;
    const more = this.#alone.length - MOST_NAMED;
    const names = this.#alone.slice(0, MOST_NAMED).join(", ") + (more > 0 ? ` and ${more} more` : "");
    this.#output.error(
      `sendmail-lint: no configuration here reads ${names}: whether sendmail uses the file, and knows its domains, mailers and users, was not judged.`,
    );
  }

  /** Writes a baseline of what was found. */
  async #keep(file: string): Promise<number> {
    try {
      const number = await writeBaseline(file, this.#reports);
      this.#output.print(`${plural(number, "finding")} written to ${printable(file)}.`);
      return EXIT.clean;
    } catch (error) {
      if (!(error instanceof NotReplaced) && !isFromSystem(error)) throw error;
      this.#cannot("write", file, reasonOf(error));
      return EXIT.usage;
    }
  }

  /** Prints what was found, without what a baseline knows. */
  async #print(baselineFile: string | undefined): Promise<number> {
    const { version, settings, format, quiet = false, screen = PLAIN_SCREEN, maxWarnings } = this.#options;
    let left = { reports: this.#reports as readonly FileReport[], known: 0 };
    if (baselineFile !== undefined)
      try {
        left = withoutKnown(this.#reports, await readBaseline(baselineFile), baselineFile);
      } catch (error) {
        if (!(error instanceof BaselineError)) throw error;
        this.#cannot("read", baselineFile, error.message);
      }
    const options: FormatOptions = {
      version,
      guidanceBaseUrl: settings.guidanceBaseUrl,
      screen,
      quiet,
      known: left.known,
      notices: this.#notices,
      base: pathToFileURL(`${process.cwd()}${path.sep}`).href,
      pageOf: (code) => this.#service.rulePage(code),
    };
    const shown = quiet ? left.reports.map(onlyErrors) : left.reports;
    for (const line of FORMATS[format](shown, options)) this.#output.print(line);
    return failed(left.reports, maxWarnings) ? EXIT.findings : EXIT.clean;
  }

  /** Prints what fixes would change. */
  #showChanges(files: readonly Candidate[]): number {
    let isAny = false;
    for (const { file, uri } of files) {
      const [before, after] = [this.#before.get(uri), this.#buffers.get(uri)?.getText()];
      if (before === undefined || after === undefined || after === before.document.getText()) continue;
      isAny = true;
      const { encoding } = decode(before.bytes);
      const change = { file, before: before.document.getText(), after, encoding };
      printDiff(change, this.#options.screen ?? PLAIN_SCREEN, this.#output);
    }
    return worst(isAny ? EXIT.findings : EXIT.clean, this.#failed ? EXIT.usage : EXIT.clean);
  }

  /** Says what is in the way, on stderr now and in the formats that have a place for it. */
  #note(notice: Notice): void {
    this.#notices.push(notice);
    this.#output.error(`sendmail-lint: ${notice.text}`);
  }

  #cannot(what: "read" | "fix" | "judge" | "write", file: string, reason: string, uri?: string): void {
    this.#failed = true;
    this.#note({ text: `cannot ${what} ${file}: ${reason}`, level: "error", ...(uri === undefined ? {} : { uri }) });
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
      // It may not be written, or was changed meanwhile: the others are checked anyway.
      if (!isFromSystem(error) && !(error instanceof NotReplaced)) throw error;
      this.#cannot("fix", file, reasonOf(error), uri);
    }
    const report = await this.#report(candidate, this.#buffers.get(uri) ?? opened);
    if (report !== undefined) this.#reports.push(report);
    else if (named && this.#options.ignoreUnknown !== true) {
      const text = `${file} was not judged: it is not recognised as sendmail's. Say what it is, such as --as access.`;
      this.#failed = true;
      this.#note({ text, level: "error", uri });
    }
  }

  /** The text of a file; undefined where it cannot be read, which is said once. */
  async #open({ file, uri, named }: Candidate): Promise<TextDocument | undefined> {
    const known = this.#buffers.get(uri);
    if (known !== undefined) return known;
    // A file that was only found in a folder belongs to the copy there: links lead where they lead on the server that it is of.
    const bounds = named ? undefined : boundsOf(uri, this.#options.settings);
    const found = await this.#disk.read(uri, bounds);
    if (found.kind !== "there") {
      const missing = named ? "it is not there" : "it leads to a file that is not here";
      const reason = found.kind === "missing" ? missing : obstacleText(found.obstacle);
      if (!this.#told.has(uri)) this.#cannot("read", file, reason, uri);
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
      for (const { uri: other, obstacle } of unreadable) this.#unread.set(other, obstacle);
    const problems = await this.#service.problems(uri);
    const isAlone = sites.every(({ mc, cf }) => mc === undefined && cf === undefined);
    if (isAlone && problems.length === 0) this.#alone.push(file);
    const other = (source: string) => sites.map((site) => site.document(source)).find((found) => found !== undefined);
    const proofs = this.#options.format === "sarif" ? await this.#proofs(uri) : undefined;
    return { file, document, problems, other, ...(proofs === undefined ? {} : { proofOf: proofs }) };
  }

  /** The transactions that prove findings of a file, and the steps by which they get through. */
  async #proofs(uri: string): Promise<FileReport["proofOf"]> {
    const site = await this.#service.judgedSite(uri);
    return site === undefined ? undefined : proofFinder(site);
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

/** The path that stands for what comes in; a file of that name is `./-`. */
const STANDARD_INPUT = "-";

/** True for the name of a .mc or .cf. */
function isConfiguration(uri: string): boolean {
  const name = baseName(uri);
  return isConfigName(name) || name.endsWith(".cf");
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
