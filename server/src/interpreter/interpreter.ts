// One configuration ready to be asked: its .cf, the files that it names, and where each line of it was written.
import {
  type CfConfig,
  type CfEnvironment,
  type CfFile,
  type CfFiles,
  type CfVersion,
  readCf,
  withClassFiles,
} from "../cf/index.ts";
import { type NameService, Rewriter, UNKNOWN_DNS } from "../cf/rewrite/index.ts";
import { keep } from "../text/keep.ts";
import { lastAtMost, type Span, type TextDocument } from "../text.ts";
import type { HostFiles } from "./host-files.ts";
import { HostLists } from "./host-lists.ts";

/** The .cf, and where it comes from. */
export interface CfText {
  /** The name that spans in it have: a URI where the .cf is a file. */
  readonly name: string;
  readonly text: string;
  /** For each line (from 0) the stretch of the .mc that made it; undefined for a .cf that is not built here. */
  readonly lines: readonly (Span | undefined)[] | undefined;
  /** The documents of the site that it belongs to: the .mc with what it includes, or the .cf itself. */
  readonly document: (uri: string) => TextDocument | undefined;
}

/** What may be another than the site says. */
export interface Circumstances {
  /** The host's own name, in place of the site's. */
  readonly hostName?: string;
  /** The addresses of the host's interfaces, as sendmail has them in class w: `[192.0.2.25]`. Unknown without them. */
  readonly interfaces?: readonly string[] | undefined;
  /** What the name service says; nothing is known of it otherwise. */
  readonly dns?: NameService;
}

/** A place in a file that can be opened. */
export interface FilePosition {
  readonly uri: string;
  readonly line: number;
  readonly character: number;
}

/** A host that nobody asks about: it takes the place where the server's own name is not known. */
export const NAMELESS_HOST = "this-host.name-not-known.invalid";

/** Configurations of one site that are kept, by the name of the host. */
const MOST_NAMES = 16;
/** Name services whose answers are kept in mind. */
const MOST_SERVICES = 4;

/** Types of maps that are read from a text, with what the name of the database ends in. */
const FILE_MAPS: Readonly<Record<string, string>> = {
  hash: ".db",
  btree: ".db",
  implicit: ".db",
  dbm: ".pag",
  cdb: ".cdb",
  text: "",
};

export class Interpreter {
  readonly cfText: CfText;
  readonly version: CfVersion;
  /** The host's own name; undefined: not known, and `NAMELESS_HOST` takes its place. */
  readonly hostName: string | undefined;
  /** Why no answer of this configuration is certain, one sentence each: parts of it are not known. */
  readonly doubts: readonly string[];
  readonly files: HostFiles;
  readonly lists: HostLists;
  /** The files that each configuration was made with, by what is known of the host. */
  readonly reads = new Map<string, ReadonlyMap<string, CfFile>>();
  /** The files that its rulesets and lists were asked for as a whole, in this version of the server or an earlier one. */
  readonly heard: Set<string>;
  /** What those who ask keep from one version of the server to the next; how long it is true they say themselves. */
  memory = new Map<symbol, unknown>();
  readonly #wholeFiles: CfFiles;
  readonly #configs = new Map<string, CfConfig>();
  readonly #rewriters = new Map<NameService, Map<string, Rewriter>>();
  readonly #derived = new Map<symbol, { readonly engine: Rewriter | undefined; readonly value: unknown }>();
  #lineStarts: readonly number[] | undefined;

  constructor(
    cfText: CfText,
    {
      version,
      hostName,
      doubts,
      files,
      users,
      heard = new Set(),
    }: Pick<Interpreter, "version" | "hostName" | "doubts" | "files"> & {
      readonly users?: readonly string[] | undefined;
      readonly heard?: Set<string> | undefined;
    },
  ) {
    this.cfText = cfText;
    this.version = version;
    this.hostName = hostName;
    this.doubts = doubts;
    this.files = files;
    this.heard = heard;
    this.#wholeFiles = {
      read: (path) => {
        heard.add(path);
        return files.read(path);
      },
    };
    this.lists = new HostLists(this.#wholeFiles, users);
  }

  /** The configuration as the host itself reads it. */
  get cf(): CfConfig {
    return this.#config(this.hostName ?? NAMELESS_HOST);
  }

  /**
   * What runs the rulesets. Kept, with its maps open, for each name of the host and each name service; a file that it asks for and that
   * was not read yet is unknown to it: see `ask`.
   */
  rewriter(circumstances: Circumstances = {}): Rewriter {
    const { hostName = this.hostName ?? NAMELESS_HOST, interfaces, dns = UNKNOWN_DNS } = circumstances;
    const made = this.#rewriters.get(dns) ?? new Map<string, Rewriter>();
    keep(this.#rewriters, dns, made, MOST_SERVICES);
    const host = hostKey(hostName, interfaces);
    const engine = made.get(host) ?? this.ownRewriter(circumstances);
    keep(made, host, engine, MOST_NAMES);
    return engine;
  }

  /** As `rewriter`, for one asker alone: words that it adds to classes are seen by nobody else. */
  ownRewriter({
    hostName = this.hostName ?? NAMELESS_HOST,
    interfaces,
    dns = UNKNOWN_DNS,
  }: Circumstances = {}): Rewriter {
    const { files, lists } = this;
    return new Rewriter(this.#config(hostName, interfaces), {
      files: this.#wholeFiles,
      dns,
      table: (path) => files.table(path),
      compiled: (path) => this.#compiled(path),
      user: (name) => lists.user(name),
    });
  }

  /**
   * Asks something, as often as it takes until every file that it asks for was read. `ask` has to get its rewriters from this
   * interpreter each time: they are made again with what was read.
   */
  async ask<T>(question: () => T): Promise<T> {
    for (let round = 1; ; round++) {
      const answer = question();
      const fetched = round === MOST_ROUNDS ? [] : await this.files.fetch();
      if (fetched.length === 0) return answer;
      this.#rewriters.clear();
      for (const [host, reads] of this.reads) if (fetched.some((path) => reads.has(path))) this.#configs.delete(host);
    }
  }

  /** Reads all that the configuration names, so that questions need not wait. */
  async prepare(): Promise<void> {
    await this.ask(() => {
      const { cf, files } = this;
      for (const { type, argument } of cf.maps.values()) {
        const suffix = FILE_MAPS[type];
        if (suffix === undefined || argument === "") continue;
        const text = suffix !== "" && argument.endsWith(suffix) ? argument.slice(0, -suffix.length) : argument;
        if (suffix === "") files.read(text);
        else {
          files.table(text);
          files.presence(`${text}${suffix}`);
        }
      }
      for (const path of [cf.options.get("ServiceSwitchFile")?.value ?? "/etc/mail/service.switch", "/etc/hosts"])
        files.read(path);
      this.lists.user("root");
    });
  }

  /** What somebody works out of a rewriter, kept as long as that; without one, as long as the interpreter. */
  derived<T>(key: symbol, engine: Rewriter | undefined, work: () => T): T {
    const known = this.#derived.get(key);
    if (known !== undefined && known.engine === engine) return known.value as T;
    const value = work();
    this.#derived.set(key, { engine, value });
    return value;
  }

  /** Where a place in the .cf, or in a file that it names, was written: in the .mc, where one made it. Undefined for the library's lines. */
  placeOf(span: Span): Span | undefined {
    const { name, lines } = this.cfText;
    return span.source === name && lines !== undefined ? lines[this.cfLine(span.start)] : span;
  }

  /** Where a line of the .cf was written as it is: in the .cf itself, or in the .mc. Undefined for what the library makes of a word. */
  writtenAt(span: Span): Span | undefined {
    const place = this.placeOf(span);
    if (place === undefined || this.cfText.lines === undefined) return place;
    const { start } = span;
    const first = this.cfText.document(place.source)?.slice(place.start, place.start + 1);
    return first === this.cfText.text.charAt(start) ? place : undefined;
  }

  /** A place as an editor has it, counted from 0; undefined for a text that nobody can open. */
  positionOf({ source, start }: Span): FilePosition | undefined {
    const document = this.cfText.document(source) ?? this.files.document(source);
    return document && { uri: source, ...document.positionAt(start) };
  }

  /** The line (from 0) of the .cf that an offset is in. */
  cfLine(offset: number): number {
    this.#lineStarts ??= startsOf(this.cfText.text);
    return lastAtMost(this.#lineStarts, offset);
  }

  /** Takes over what another version of the site made of the same .cf, if it finds the same in the files that it reads. */
  takeFrom(before: Interpreter): void {
    if (before.cfText.text !== this.cfText.text || before.version !== this.version) return;
    for (const [host, cf] of before.#configs) {
      const reads = before.reads.get(host);
      if (reads === undefined) continue;
      const changed = [...reads].flatMap(([path, file]) => (isSameFile(this.files.read(path), file) ? [] : [path]));
      if (changed.length === 0) {
        this.#configs.set(host, cf);
        this.reads.set(host, reads);
      } else if (!changed.some((path) => this.heard.has(path))) this.#takeWithWords(host, cf, reads);
    }
  }

  /** Takes a configuration of which class files alone are others, where sendmail stops at none of them, or at the same ones as before. */
  #takeWithWords(host: string, cf: CfConfig, reads: ReadonlyMap<string, CfFile>): void {
    const { hostName = NAMELESS_HOST, interfaces } = cf.environment;
    const { value, read } = this.files.noting(() => withClassFiles(cf, this.#environment(hostName, interfaces)));
    if (value === undefined) return;
    this.#configs.set(host, value);
    this.reads.set(host, new Map([...reads, ...read]));
  }

  /** Whether an earlier version of the same server has the same .cf, and found the same in every file that it read. */
  isSameAs(before: Interpreter): boolean {
    const isSameText = before.cfText.text === this.cfText.text && before.cfText.name === this.cfText.name;
    return (
      isSameText &&
      before.version === this.version &&
      before.hostName === this.hostName &&
      this.files.foundSameAs(before.files)
    );
  }

  #config(hostName: string, interfaces?: readonly string[]): CfConfig {
    const host = hostKey(hostName, interfaces);
    const known = this.#configs.get(host);
    if (known !== undefined) return known;
    const { name, text } = this.cfText;
    const environment = this.#environment(hostName, interfaces);
    const { value: cf, read } = this.files.noting(() => readCf({ name, text }, environment));
    keep(this.#configs, host, cf, MOST_NAMES);
    this.reads.set(host, read);
    return cf;
  }

  #environment(hostName: string, interfaces: readonly string[] | undefined): CfEnvironment {
    const { lists, files, version } = this;
    return {
      version,
      files,
      hostName,
      interfaces,
      user: (name) => lists.user(name),
      group: (name) => lists.group(name),
      service: (name) => lists.service(name),
    };
  }

  /**
   * Whether a database is there. Where its text is there it is taken to be made from it, also where makemap was not run yet; without
   * its text nobody knows what it says.
   */
  #compiled(path: string): "there" | "missing" | undefined {
    const text = path.replace(/\.[^./]+$/, "");
    if (this.files.table(text) !== undefined) return "there";
    // A text that may not be read is there: whether its database is missing says as little as with one that may be.
    if (this.files.read(text).state === "unknown") return undefined;
    const presence = this.files.presence(path);
    return presence === "unknown" ? undefined : presence;
  }
}

/** What a configuration is kept by. */
function hostKey(hostName: string, interfaces: readonly string[] | undefined): string {
  return [hostName, ...(interfaces ?? ["unknown"])].join(" ");
}

/** Rounds of "ask, read what was missing, ask again". */
const MOST_ROUNDS = 24;

function isSameFile(one: CfFile, other: CfFile): boolean {
  if (one.state !== "there" || other.state !== "there") return one.state === other.state;
  return one.source === other.source;
}

function startsOf(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}
