// Mail servers with all tables, for the service and for the real programs alike, and what an editor makes of an offered item.
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { CompletionItem } from "vscode-languageserver-types";
import { createService, type Service } from "../../../server/src/service.ts";
import { DEFAULT_SETTINGS, type Settings } from "../../../server/src/settings.ts";
import { memoryWorkspace } from "../../../server/src/site/index.ts";
import { TextDocument } from "../../../server/src/text.ts";
import { libraryOf, program, programOf, run, runSendmail, safeFolder, type Version } from "../programs.ts";

/** One server: its .mc without what every one has, and the texts of its files by name. */
export interface Server {
  readonly name: string;
  readonly version: Version;
  readonly mc: readonly string[];
  readonly files: Readonly<Record<string, string>>;
}

/** Lines that make a server independent of the machine that runs the tests. `/etc/mail/` becomes the folder of the real one. */
const HEAD = [
  "OSTYPE(`linux')dnl",
  "define(`confSERVICE_SWITCH_FILE', `/etc/mail/service.switch')dnl",
  "define(`confDONT_PROBE_INTERFACES', `true')dnl",
  "define(`confDOMAIN_NAME', `mx.example.com')dnl",
  "define(`confPRIVACY_FLAGS', `goaway,restrictqrun')dnl",
  "define(`ALIAS_FILE', `/etc/mail/aliases')dnl",
  "define(`QUEUE_DIR', `/etc/mail/queue')dnl",
  "FEATURE(`nocanonify')dnl",
  "FEATURE(`use_cw_file')dnl",
  "LOCAL_DOMAIN(`local.example')dnl",
];

/** Users of this machine that every Debian has. */
const USERS = ["root", "daemon", "mail", "nobody"];
const PASSWD = USERS.map((name, at) => `${name}:x:${at}:${at}::/:/bin/sh\n`).join("");

/** The folder of the files, as the service sees it. */
export const FOLDER = "file:///etc/mail/";

/** All files of a server by URI, as the service sees them. */
export function textsOf(server: Server): Readonly<Record<string, string>> {
  const texts: Record<string, string> = { "file:///etc/passwd": PASSWD };
  for (const [name, text] of Object.entries(filesOf(server))) texts[FOLDER + name] = text;
  return texts;
}

/** The files of a server by name, its .mc with them. */
export function filesOf({ mc, files }: Server): Readonly<Record<string, string>> {
  return { ...files, "sendmail.mc": mcOf(mc) };
}

/** A server as the service knows it: a file may be changed, and asked about. */
export class EditedServer {
  readonly #workspace;
  readonly #version: Version;
  readonly service: Service;

  constructor(server: Server) {
    this.#workspace = memoryWorkspace(textsOf(server));
    this.#version = server.version;
    this.service = createService(this.#workspace);
    this.configure({});
  }

  /** Changes some settings; all others are the defaults. */
  configure(settings: Partial<Settings>): void {
    this.service.configure({ ...DEFAULT_SETTINGS, targetVersion: this.#version, ...settings });
  }

  write(name: string, text: string): void {
    this.#workspace.write(FOLDER + name, text);
    this.service.changed(FOLDER + name);
  }

  /** What is offered at an offset of a file. */
  async offered(name: string, text: string, offset: number): Promise<readonly CompletionItem[]> {
    this.write(name, text);
    const document = TextDocument.create(FOLDER + name, "", 0, text);
    return await this.service.completion(FOLDER + name, document.positionAt(offset));
  }

  /** Errors and warnings of a file: `CODE LINE`, lines from 0. */
  async findings(name: string, text: string): Promise<readonly string[]> {
    this.write(name, text);
    const found = await this.service.diagnostics(FOLDER + name);
    return found
      .filter(({ severity = 1 }) => severity <= 2)
      .map(({ code, range, message }) => `${code} ${range.start.line} ${String(message).split("\n")[0]}`);
  }
}

function mcOf(mc: readonly string[]): string {
  return [...HEAD, ...mc, "MAILER(`local')dnl", "MAILER(`smtp')dnl", ""].join("\n");
}

/** The same server for the real programs. */
export class RealServer {
  readonly #folder = safeFolder();
  readonly #version: Version;
  readonly #adapt: (cf: string) => string;
  #cf = "";

  /** @param adapt the finished .cf, changed */
  constructor({ mc, files, version }: Server, adapt = (cf: string): string => cf) {
    this.#version = version;
    this.#adapt = adapt;
    this.#write("service.switch", "hosts files\naliases files\n");
    mkdirSync(path.join(this.dir, "queue"), { mode: 0o700 });
    this.#build(mcOf(mc));
    for (const name of ["local-host-names", ...Object.keys(files)]) this.put(name, files[name] ?? "");
  }

  get dir(): string {
    return this.#folder.dir;
  }

  /** True where the configuration names a file of the folder. */
  reads(name: string): boolean {
    return new RegExp(`^[^#\\n].*/${name}(?![\\w-])`, "m").test(this.#cf);
  }

  dispose(): void {
    this.#folder.dispose();
  }

  /** Builds the .cf; what m4 says of it. */
  #build(text: string): string {
    this.#write("sendmail.mc", text);
    const library = libraryOf(this.#version);
    const source = path.join(this.dir, "sendmail.mc");
    const { stdout, stderr } = run(program("m4"), [`-D_CF_DIR_=${library}`, `${library}m4/cf.m4`, source]);
    this.#cf = this.#adapt(stdout.replaceAll("/etc/mail/", `${this.dir}/`));
    this.#write("sendmail.cf", this.#cf);
    return stderr;
  }

  /** Builds the .cf of another .mc; what m4, and sendmail where it reads the .cf, say of it, without places. */
  putMc(text: string): readonly string[] {
    const told = this.#build(text);
    const { stdout, stderr } = this.#sendmail(["-bt"], "/quit\n");
    return lines(`${told}\n${stdout}\n${stderr}`)
      .filter((line) => !/^(?:>|ADDRESS TEST|Enter <ruleset>)/.test(line))
      .map((line) => line.replace(/\S*\/sendmail\.cf: |line \d+: ?|^\S*m4:\S+:\d+: ?/g, ""));
  }

  /** Writes a file and makes its map; what makemap or newaliases says of it, without places. */
  put(name: string, text: string): readonly string[] {
    this.#write(name, text.replaceAll("/etc/mail/", `${this.dir}/`));
    if (name === "aliases" || name === "lists") {
      const { stdout, stderr } = this.#sendmail(["-bi"]);
      return lines(stdout + stderr)
        .filter((line) => /: line \d+: /.test(line))
        .map(withoutPlace);
    }
    if (name.includes("-") || name === "list" || name === "helpfile") return [];
    const map = path.join(this.dir, name);
    rmSync(`${map}.db`, { force: true });
    const made = run(
      programOf(this.#version, "makemap"),
      [name === "userdb" ? "btree" : "hash", map],
      Buffer.from(text, "utf8").toString("latin1"),
    );
    return lines(made.stderr).map(withoutPlace);
  }

  /** The keys and values of a file's database, in order; a class file and a list have none. */
  stored(name: string): readonly string[] {
    const map = path.join(this.dir, name);
    if (!existsSync(`${map}.db`)) return [];
    const type = name === "userdb" ? "btree" : "hash";
    return [...lines(run(programOf(this.#version, "makemap"), ["-u", type, map]).stdout)].sort();
  }

  /** What a ruleset returns at the end of each question that calls it, without spaces. */
  rulesets(questions: readonly string[], ruleset: string): readonly string[] {
    const pattern = new RegExp(`^${ruleset}\\s+returns: (.*)$`, "gm");
    return this.testMode(questions)
      .split(/^> /m)
      .flatMap((chunk) => [...chunk.matchAll(pattern)].at(-1)?.[1]?.replaceAll(" ", "") ?? []);
  }

  /** What test mode prints of some lines. */
  testMode(questions: readonly string[]): string {
    return this.#sendmail(["-bt"], `${questions.join("\n")}\n`).stdout;
  }

  /** What sendmail says of each address with `-bv`. */
  verify(...addresses: readonly string[]): readonly string[] {
    const { stdout, stderr } = this.#sendmail(["-bv", ...addresses]);
    return lines(stdout + stderr);
  }

  #sendmail(args: readonly string[], input = "") {
    return runSendmail(["-C", path.join(this.dir, "sendmail.cf"), ...args], input, { version: this.#version });
  }

  #write(name: string, text: string): void {
    writeFileSync(path.join(this.dir, name), text, { mode: 0o644 });
  }
}

const lines = (text: string): readonly string[] => text.split("\n").filter((line) => line !== "");
const withoutPlace = (line: string): string => line.replace(/^.*?: line \d+: /, "");

/** A place in a text: `‸` is the cursor. */
export interface Place {
  readonly text: string;
  readonly offset: number;
}

/** What an editor makes of the text when a person takes an item; undefined where it would not show the item for what is typed. */
export function taken(item: CompletionItem, { text, offset }: Place, fill: (hole: string) => string) {
  const edit = item.textEdit;
  if (edit === undefined || !("range" in edit)) throw new Error(`${item.label}: no edit`);
  const document = TextDocument.create("x:", "", 0, text);
  const start = document.offsetAt(edit.range.start);
  const stop = document.offsetAt(edit.range.end);
  if (!isShown(text.slice(start, offset), item.filterText ?? item.label)) return undefined;
  // An editor gives new lines the ends that the file has.
  const end = /\r?\n/.exec(text)?.[0] ?? "\n";
  const inserted = (item.insertTextFormat === 2 ? expanded(edit.newText, fill) : edit.newText).replaceAll("\n", end);
  return { text: text.slice(0, start) + inserted + text.slice(stop), start, stop, inserted };
}

/** A snippet with its holes filled. */
export function expanded(snippet: string, fill: (hole: string) => string): string {
  return snippet.replace(
    /\\([\\$}])|\$\{\d+:((?:\\.|[^}\\])*)\}|\$\{\d+\|((?:\\.|[^}\\])*?)(?:,(?:\\.|[^}\\])*)?\|\}|\$\d+/g,
    (_, sign, hole, choice) => sign ?? fill((hole ?? choice ?? "").replace(/\\([\\$}])/g, "$1")),
  );
}

/** As editors match: the letters typed are in the text in this order, the first of them at the start of a word. */
function isShown(typed: string, shown: string): boolean {
  let at = 0;
  const folded = shown.toLowerCase();
  for (const letter of typed.toLowerCase()) {
    at = folded.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
