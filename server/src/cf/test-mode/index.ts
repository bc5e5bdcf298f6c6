// Address test mode: takes the lines that a person types into `sendmail -bt`, gives what sendmail prints on standard output.
import { Code, quoteBytes } from "../codes.ts";
import { codeDollars, readName } from "../dollars.ts";
import { MAX_DEPTH } from "../expand.ts";
import { printMessage, rawBytes } from "../messages.ts";
import { crackOptions, invalidAddress, parseAddress, refusal, rewriteFor, senderOf } from "../rewrite/address.ts";
import { crack } from "../rewrite/crack.ts";
import type { UnknownAsk } from "../rewrite/environment.ts";
import type { MacroValues } from "../rewrite/macros.ts";
import { EX } from "../rewrite/maps/answer.ts";
import { resolve } from "../rewrite/resolution.ts";
import type { Rewriter, RunResult } from "../rewrite/rewriter.ts";
import { show } from "../rewrite/show.ts";
import { fold, join, LIMITS } from "../rewrite/tokens.ts";
import type { CfVersion } from "../types.ts";
import { DebugFlags } from "./debug.ts";
import { headerAnswer, headerCheck, quotedHeader } from "./headers.ts";
import { listClass, listMailer, listRuleset } from "./lists.ts";
import { Printer } from "./printer.ts";

/** What a line comes to. */
export interface TestModeAnswer {
  readonly output: string;
  /** What was asked and nobody could answer: the output may differ from that of the server. */
  readonly unknown: readonly UnknownAsk[];
  /** `/quit`. */
  readonly ended: boolean;
}

export const GREETING = "ADDRESS TEST MODE (ruleset 3 NOT automatically invoked)\nEnter <ruleset> <address>\n";
export const PROMPT = "> ";

/** sendmail reads so many bytes of a line at once; the rest is a line of its own. */
const CHUNK = LIMITS.line - 1;

/** Versions that do not know a command yet; all others do. */
const UNKNOWN_TO: Readonly<Record<string, readonly CfVersion[]>> = {
  expand: ["8.15.2"],
  sender: ["8.15.2"],
  dnslookup: ["8.15.2", "8.17.1"],
};
/** Commands that print nothing on standard output. */
const SILENT: ReadonlySet<string> = new Set(["gethostbyname", "dnslookup"]);
/** Who sends where nobody, or nobody valid, is named. */
const DEFAULT_SENDER = "root";

export class TestMode {
  readonly #engine: Rewriter;
  /** What test mode sets: it delivers at once, whatever the option says. */
  readonly #macros: MacroValues = new Map([
    ["deliveryMode", "i"],
    ["addr_type", "e r"],
    ["quarantine", ""],
  ]);
  readonly #debug = new DebugFlags();
  readonly #printer: Printer;
  #role = { header: false, sender: false };
  #unknown: UnknownAsk[] = [];

  constructor(engine: Rewriter) {
    this.#engine = engine;
    // In test mode sendmail asks them all, whatever the option says.
    engine.defersLookups = false;
    this.#printer = new Printer(engine.cf.names, this.#debug);
  }

  /**
   * What sendmail prints before it reads the first line: what it says of the configuration, and its greeting.
   * @param file the name by which it was told to read the configuration
   */
  start(file: string): { readonly output: string; readonly ended: boolean } {
    const { messages } = this.#engine.cf;
    const end = messages.findIndex((message) => message.ends);
    const said = end < 0 ? messages : messages.slice(0, end + 1);
    const text = said.map((message) => `${printMessage(message, file)}\n`).join("");
    return { output: text + (end < 0 ? GREETING : ""), ended: end >= 0 };
  }

  /** Everything that sendmail prints for an input from its greeting to its end; what it says of the configuration is left out. */
  session(input: string): { readonly output: string; readonly unknown: readonly UnknownAsk[] } {
    let output = GREETING;
    const unknown: UnknownAsk[] = [];
    for (const line of inputLines(input)) {
      const answer = this.line(line);
      output += PROMPT + answer.output;
      unknown.push(...answer.unknown);
      if (answer.ended) return { output, unknown };
    }
    return { output: output + PROMPT, unknown };
  }

  /** Answers one line, without its line end. */
  line(line: string): TestModeAnswer {
    this.#unknown = [];
    const nul = line.indexOf("\0");
    const ended = this.#command((nul < 0 ? line : line.slice(0, nul)).replace(/^ +/, ""));
    return { output: this.#printer.take(), unknown: this.#unknown, ended };
  }

  #print(text: string): void {
    this.#printer.print(text);
  }

  #command(line: string): boolean {
    switch (line.charAt(0)) {
      case "":
      case "#":
        return false;
      case "?":
        this.#help();
        return false;
      case ".":
        this.#define(line);
        return false;
      case "=":
        this.#list(line);
        return false;
      case "-":
        if (line.charAt(1) === "d") this.#trace(line.slice(2));
        else if (line.length === 1) this.#print("Usage: -d{debug arguments}\n");
        else this.#print(`Unknown "-" command ${line}\n`);
        return false;
      case "$":
        this.#show(line);
        return false;
      case "/":
        return this.#slash(line.replace(/[ \t\n\v\f\r]+$/, ""));
      default:
        this.#rules(line);
        return false;
    }
  }

  #trace(categories: string): void {
    if (this.#debug.set(categories)) return;
    const reason =
      "Of what -d traces we print category 21, rewriting, below level 35, without colors. sendmail prints more.";
    this.#unknown.push({ kind: "limit", subject: "-d", key: categories, reason });
  }

  /** `3,0 address` */
  #rules(line: string): void {
    const text = line.replace(/^[ \t\n\v\f\r]+/, "");
    const space = text.search(/[ \t\n\v\f\r]/);
    if (space < 0) {
      this.#print("No address!\n");
      return;
    }
    const engine = this.#engine;
    const names = text.slice(0, space);
    const refused = invalidAddress(text.slice(space + 1), true, engine);
    if (refused) {
      this.#printer.says(refused.message);
      return;
    }
    let rest = text.slice(space);
    do {
      rest = rest.slice(1);
      const scan = engine.tokenizer.scan(rest, {
        delimiter: ",",
        table: engine.cf.level >= 9 ? "rule" : "external",
        report: (message) => this.#printer.says(message),
      });
      if (scan.tokens !== undefined)
        this.#through(
          names,
          scan.tokens.map((token) => token.text),
        );
      rest = rest.slice(scan.end);
    } while (rest !== "");
  }

  #through(names: string, tokens: readonly string[]): void {
    let workspace = tokens;
    for (let rest = names; rest !== ""; ) {
      const number = this.#engine.rulesetNumber(rest, (message) => this.#printer.says(message));
      if (number === undefined) {
        this.#print(`Undefined ruleset ${rest}\n`);
        return;
      }
      const result = this.#run(number, workspace);
      workspace = result.tokens;
      if (result.status !== EX.ok) this.#print(`== Ruleset ${rest} (${number}) status ${result.status}\n`);
      const comma = rest.indexOf(",");
      rest = comma < 0 ? "" : rest.slice(comma + 1);
    }
  }

  #run(number: number, workspace: readonly string[]): RunResult {
    const result = this.#engine.run(number, workspace, { macros: this.#macros, observer: this.#printer });
    this.#unknown.push(...result.unknown);
    return result;
  }

  /** `.D` and `.C` */
  #define(line: string): void {
    const letter = line.charAt(1);
    if (letter === "") this.#print("Usage: .[DC]macro value(s)\n");
    else if (letter !== "D" && letter !== "C") this.#print(`Unknown "." command ${line}\n`);
    else {
      if (letter === "C" && line.length === 2) return;
      const { cf } = this.#engine;
      const say = (text: string): void => this.#print(`${text}\n`);
      const { id, end } = readName(line, 2, cf.names, say);
      if (id === "") return;
      const name = cf.names.name(id);
      const value = quoteBytes(codeDollars(line.slice(end), cf.level, cf.names, say));
      if (letter === "D") this.#macros.set(name, value);
      else {
        const { macros } = this.#engine.lookupContext({ macros: this.#macros });
        const words = macros.expand(value, LIMITS.line, () => say(`expand: recursion too deep (${MAX_DEPTH} max)`));
        for (const word of words.split(/[ \t\n\v\f\r]+/)) {
          if (word.startsWith(Code.class)) this.#copyClass(word.slice(1), name, say);
          else if (word !== "") this.#engine.added.add(name, word);
        }
      }
    }
  }

  /** `.CX$=w`: what class w has goes into class X, too. */
  #copyClass(written: string, to: string, say: (text: string) => void): void {
    const { cf, added } = this.#engine;
    const { id } = readName(written, 0, cf.names, say);
    const from = cf.names.name(id);
    if (id === "" || from === to) return;
    for (const { word } of cf.classes.get(from)?.members.values() ?? []) added.add(to, word);
    for (const { word } of added.of(from).values()) added.add(to, word);
  }

  /** `=S` and `=M` */
  #list(line: string): void {
    const { cf } = this.#engine;
    const letter = line.charAt(1);
    if (letter === "") this.#print("Usage: =Sruleset or =M\n");
    else if (letter === "M") for (const mailer of cf.mailers) this.#print(listMailer(mailer, cf));
    else if (letter === "S") {
      const number = this.#engine.rulesetNumber(line.slice(2), (message) => this.#printer.says(message));
      // What follows a name and a space is not shown.
      if (number === undefined)
        this.#print(`Undefined ruleset ${line.slice(2).replace(/^(\s*[A-Za-z_]\w*)\s.*$/s, "$1")}\n`);
      else this.#print(listRuleset(this.#engine.ruleset(number), cf.names));
    } else this.#print(`Unknown "=" command ${line}\n`);
  }

  /** `$x` and `$=x` */
  #show(line: string): void {
    const { cf } = this.#engine;
    const isClass = line.charAt(1) === "=";
    const { id } = readName(line, isClass ? 2 : 1, cf.names, (text) => this.#print(`${text}\n`));
    if (id === "") return;
    const name = cf.names.name(id);
    if (isClass) this.#print(listClass(name, this.#engine));
    else {
      const context = this.#engine.lookupContext({ macros: this.#macros });
      const value = context.macros.value(name);
      this.#unknown.push(...context.unknowns.values());
      this.#print(value === undefined ? "Undefined\n" : `${show(value, cf.names)}\n`);
    }
  }

  #slash(line: string): boolean {
    const space = line.search(/[ \t]/);
    const command = fold(space < 0 ? line.slice(1) : line.slice(1, space));
    const rest = space < 0 ? "" : line.slice(space).replace(/^[ \t\n\v\f\r]+/, "");
    if (command === "") this.#print("Usage: /[canon|map|mx|parse|try|tryflags]\n");
    else if (command === "quit") return true;
    else if (command === "canon") this.#canon(rest);
    else if (command === "mx") this.#mx(rest);
    else if (command === "map") this.#map(rest);
    else if (command === "try") this.#try(rest);
    else if (command === "tryflags") this.#tryFlags(rest);
    else if (command === "parse") this.#parse(rest);
    else if (SILENT.has(command) && this.#knows(command)) return false;
    else if (command === "header") this.#header(rest);
    else if (command === "sender" && this.#knows(command)) this.#sender(rest === "" ? DEFAULT_SENDER : rest);
    else if (command === "expand" && this.#knows(command) && rest === "") this.#print("Usage: /expand string\n");
    else if (command === "expand" && this.#knows(command)) this.#print(show(rest, this.#engine.cf.names));
    else this.#print(`Unknown "/" command ${space < 0 ? line : line.slice(0, space)}\n`);
    return false;
  }

  #knows(command: string): boolean {
    return UNKNOWN_TO[command]?.includes(this.#engine.cf.environment.version) !== true;
  }

  #canon(host: string): void {
    if (host === "") this.#print("Usage: /canon address\n");
    else if (host.length >= (this.#knows("expand") ? LIMITS.name : 64)) this.#print("Name too long\n");
    else {
      const context = this.#context();
      const found = this.#engine.maps.hosts.canonical(host, context);
      this.#unknown.push(...context.unknowns.values());
      this.#print(`getcanonname(${host}) returns ${found.name}\n`);
    }
  }

  #mx(host: string): void {
    if (host === "") {
      this.#print("Usage: /mx address\n");
      return;
    }
    const answer = this.#engine.maps.hosts.exchangers(host, { unknown: (ask) => this.#unknown.push(ask) });
    const count = answer.state === "known" ? answer.hosts.length : -1;
    this.#print(`getmxrr(${host}) returns ${count} value(s):\n`);
    if (answer.state === "known") for (const one of answer.hosts) this.#print(`\t${one}\n`);
  }

  #map(rest: string): void {
    if (rest === "") {
      this.#print("Usage: /map mapname key\n");
      return;
    }
    const space = rest.search(/[ \t\n\v\f\r]/);
    if (space < 0) {
      this.#print("No key specified\n");
      return;
    }
    const name = rest.slice(0, space);
    const key = rest.slice(space + 1);
    const open = this.#engine.maps.find(name);
    if (open === undefined) {
      this.#print(`Map named "${name}" not found\n`);
      return;
    }
    const context = this.#context();
    if (this.#engine.maps.open(open, context)) {
      this.#print(`map_lookup: ${name} (${key}) `);
      const { value, status } = this.#engine.maps.lookUp(open, key, [key], context);
      this.#print(value === undefined ? `no match (${status})\n` : rawBytes(`returns ${value} (${status})\n`));
    } else this.#print(`Map named "${name}" not open\n`);
    this.#unknown.push(...context.unknowns.values());
  }

  #context(): ReturnType<Rewriter["lookupContext"]> {
    return this.#engine.lookupContext({ macros: this.#macros, observer: this.#printer });
  }

  #try(rest: string): void {
    const [, name = "", address = ""] = /^([^ \t]*)[ \t\n\v\f\r]*(.*)$/s.exec(rest) ?? [];
    if (address === "") {
      this.#print("Usage: /try mailer address\n");
      return;
    }
    const mailer = this.#engine.cf.mailers.find((one) => fold(one.name) === fold(name));
    if (mailer === undefined) {
      this.#print(`Unknown mailer ${name}\n`);
      return;
    }
    this.#print(`Trying ${this.#roleText} address ${address} for mailer ${name}\n`);
    const result = rewriteFor(this.#engine, mailer, address, this.#addressOptions());
    this.#unknown.push(...result.unknown);
    this.#print(`Rcode = ${result.status}, addr = ${result.value ?? "<NULL>"}\n`);
  }

  /** `/header`: the ruleset that checks the header, then what sendmail knows of its name. */
  #header(line: string): void {
    const engine = this.#engine;
    const check = headerCheck(line, engine.cf);
    const number = check && engine.rulesetNumber(check.ruleset);
    if (check !== undefined && number !== undefined) {
      const { name, value, keepsComments } = check;
      this.#macros.set("hdr_name", name);
      const { quoted, length } = quotedHeader(value, engine.cf.environment.version);
      this.#macros.set("hdrlen", String(length));
      this.#macros.set("currHeader", quoted);
      const tokens = engine.scan(value, { table: keepsComments ? "rule" : "external", ignore: keepsComments });
      const resolved = tokens && resolve(this.#run(number, tokens).tokens);
      if (
        resolved !== undefined &&
        fold(resolved.mailer) === "error" &&
        fold(resolved.host?.[0] ?? "") !== "quarantine"
      ) {
        const text = (words: readonly string[] = []): string =>
          join(engine.tokenizer.tokensOf(words), engine.blank, LIMITS.name + 2);
        this.#printer.says(refusal(text(resolved.user), resolved.host && text(resolved.host), undefined));
      }
    }
    this.#print(`${headerAnswer(line, engine.cf)}\n`);
  }

  #tryFlags(rest: string): void {
    if (rest === "") {
      this.#print("Usage: /tryflags [Hh|Ee][Ss|Rr]\n");
      return;
    }
    for (const letter of rest.toLowerCase()) {
      if (letter === "h" || letter === "e") this.#role.header = letter === "h";
      if (letter === "s" || letter === "r") this.#role.sender = letter === "s";
    }
    const { header, sender } = this.#role;
    this.#macros.set("addr_type", `${header ? "h" : "e"} ${sender ? "s" : "r"}`);
  }

  #parse(address: string): void {
    if (address === "") {
      this.#print("Usage: /parse address\n");
      return;
    }
    const engine = this.#engine;
    this.#print(`Cracked address = ${show(crack(address, crackOptions(engine)), engine.cf.names)}\n`);
    this.#print(`Parsing ${this.#roleText} address\n`);
    const result = parseAddress(engine, address, this.#addressOptions());
    this.#unknown.push(...result.unknown);
    const parsed = result.value;
    if (parsed === undefined) this.#print("Cannot parse\n");
    else if (parsed.host !== undefined && parsed.host !== "")
      this.#print(rawBytes(`mailer ${parsed.mailer}, host ${parsed.host}, user ${parsed.user}\n`));
    else this.#print(rawBytes(`mailer ${parsed.mailer}, user ${parsed.user}\n`));
  }

  /** `/sender`: the address as sendmail would have it in `$f`; an invalid one is replaced. */
  #sender(address: string): void {
    const engine = this.#engine;
    const result = senderOf(engine, address, { macros: this.#macros, observer: this.#printer });
    this.#unknown.push(...result.unknown);
    if (result.value !== undefined) this.#print(`addr=${result.value}\n`);
    else if (address !== DEFAULT_SENDER) this.#sender(DEFAULT_SENDER);
  }

  get #roleText(): string {
    return `${this.#role.header ? "header" : "envelope"} ${this.#role.sender ? "sender" : "recipient"}`;
  }

  #addressOptions(): Parameters<typeof parseAddress>[2] {
    return { ...this.#role, macros: this.#macros, observer: this.#printer };
  }

  #help(): void {
    const { cf, environment } = this.#engine;
    const path = cf.options.get("HelpFile")?.value;
    const read = path === undefined ? undefined : environment.files.read(path);
    if (read === undefined || read.state !== "there") {
      const version = this.#engine.lookupContext().macros.value("v") ?? cf.environment.version;
      this.#print(`Sendmail ${version} -- HELP not implemented\n`);
      return;
    }
    const topic = "-bt";
    const lines = read.source.text.split("\n").filter((line) => line.startsWith(topic));
    const { macros } = this.#engine.lookupContext({ macros: this.#macros });
    for (const line of lines) {
      const space = line.search(/[ \t]/);
      const text = space < 0 ? "" : line.slice(space + 1);
      const coded = codeDollars(text, cf.level, cf.names, () => undefined);
      this.#print(`${macros.expand(coded, LIMITS.line)}\n`);
    }
    this.#print(lines.length === 0 ? `HELP topic "${topic}" unknown\n` : "End of HELP info\n");
  }
}

/** The lines of an input as sendmail reads them: long ones in pieces. */
export function* inputLines(input: string): Generator<string> {
  const lines = input.split("\n");
  if (lines.at(-1) === "") lines.pop();
  for (const line of lines) {
    let rest = line;
    while (rest.length >= CHUNK) {
      yield rest.slice(0, CHUNK);
      rest = rest.slice(CHUNK);
    }
    yield rest;
  }
}
