// Maps: opened when they are first asked, with sendmail's words where that fails, and looked up.
import { readName } from "../../dollars.ts";
import type { CfConfig, CfMap } from "../../types.ts";
import type { KeyedEntry, KeyedTable, RewriteEnvironment, UnknownAsk } from "../environment.ts";
import type { Macros } from "../macros.ts";
import type { Report } from "../messages.ts";
import { shorten } from "../show.ts";
import { fold, LIMITS } from "../tokens.ts";
import { type Answer, EX, flagsOf, found, type MapFlags, NOT_FOUND, NOTHING } from "./answer.ts";
import { arith, arpa, dequote } from "./computed.ts";
import { Hosts } from "./host.ts";
import { keyedTable, textColumns, textTable } from "./keyed.ts";
import { compileRegex, lookUpRegex, type RegexMap } from "./regex.ts";

/** What a lookup may use and tell while it runs. */
export interface LookupContext {
  readonly macros: Macros;
  readonly report: Report | undefined;
  unknown(ask: UnknownAsk): void;
  /** Hears of each key that is looked for in the table of a text, as `Watch.looked`. */
  looked?(text: string, key: string, exact: boolean, entry: KeyedEntry | undefined): void;
}

/** A map of the configuration, with what is known about it once it is open. */
export interface OpenMap {
  readonly map: CfMap;
  readonly flags: MapFlags;
  state: State | undefined;
}

type State =
  | { readonly kind: "keyed"; readonly table: KeyedTable /** The path that it is made from. */; readonly text: string }
  | { readonly kind: "text"; readonly lookUp: ReturnType<typeof textTable> }
  | { readonly kind: "sequence"; readonly members: readonly OpenMap[] }
  | { readonly kind: "regex"; readonly regex: RegexMap }
  /** Answers without anything to open. */
  | { readonly kind: "plain" }
  /** Could not be opened: fails for now, for ever. */
  | { readonly kind: "failing" }
  /** Could not be opened and need not: finds nothing. */
  | { readonly kind: "closed" }
  | { readonly kind: "unknown"; readonly reason: string };

/** Databases, with the extension that sendmail adds. */
const DATABASES: Readonly<Record<string, string>> = {
  hash: ".db",
  btree: ".db",
  implicit: ".db",
  dbm: ".pag",
  cdb: ".cdb",
};

const PLAIN: ReadonlySet<string> = new Set([
  "host",
  "arith",
  "dequote",
  "macro",
  "null",
  "arpa",
  "user",
  "syslog",
  "parse",
  "dns",
  "bestmx",
]);

/** What `-v` of a user map may name, in any case. */
const USER_COLUMNS: ReadonlySet<string> = new Set(["name", "passwd", "uid", "gid", "gecos", "dir", "shell"]);

export class Maps {
  readonly hosts: Hosts;
  /** With MatchGECOS a user may be meant by his full name. */
  readonly #matchesFullNames: boolean;
  readonly #cf: CfConfig;
  readonly #environment: RewriteEnvironment;
  readonly #maps = new Map<string, OpenMap>();
  /** Those of which something was said when they were opened. */
  readonly #said = new Set<OpenMap>();

  constructor(cf: CfConfig, environment: RewriteEnvironment) {
    this.#cf = cf;
    this.#environment = environment;
    this.hosts = new Hosts(cf, environment);
    this.#matchesFullNames = /^[ty]?$/i.test((cf.options.get("MatchGECOS")?.value ?? "f").trim().charAt(0));
  }

  /** A map by its name, whose case does not count. */
  find(name: string): OpenMap | undefined {
    const known = this.#maps.get(name);
    if (known) return known;
    const folded = fold(name);
    const same = this.#maps.get(folded);
    if (same) this.#maps.set(name, same);
    if (same) return same;
    const map = this.#cf.maps.get(folded);
    if (map === undefined) return undefined;
    const open: OpenMap = { map, flags: flagsOf(map), state: undefined };
    this.#maps.set(folded, open);
    return open;
  }

  /** Paths of the texts that the databases of a map are made from: of one that was asked. */
  textsOf(name: string): readonly string[] {
    const textsIn = ({ state }: OpenMap): readonly string[] =>
      state?.kind === "keyed" ? [state.text] : state?.kind === "sequence" ? state.members.flatMap(textsIn) : [];
    const open = this.find(name);
    return open === undefined ? [] : textsIn(open);
  }

  /** Opens a map if that was not tried yet; false where it stays closed. */
  open(open: OpenMap, context: LookupContext): boolean {
    open.state ??= this.#opened(open, {
      macros: context.macros,
      report: (message) => {
        this.#said.add(open);
        context.report?.(message);
      },
      unknown: (ask) => {
        this.#said.add(open);
        context.unknown(ask);
      },
    });
    return open.state.kind !== "closed";
  }

  /** As in a new process: what is said of a map when it is opened is said again. */
  beginProcess(): void {
    for (const open of this.#said) open.state = undefined;
    this.#said.clear();
    this.hosts.beginProcess();
  }

  /** True where something was said of a map when it was opened: not again until the process ends. */
  get hasSaid(): boolean {
    return this.#said.size > 0;
  }

  /** Looks a key up as a map's class does: without the flags that concern the rule (`-q`, `-T`, `-t`, `-D`). */
  lookUp(open: OpenMap, key: string, args: readonly string[], context: LookupContext): Answer {
    const { map, flags } = open;
    const state = open.state ?? { kind: "closed" };
    switch (state.kind) {
      case "keyed": {
        const cut = key.slice(0, LIMITS.name);
        if (flags.withNull) return NOTHING;
        const { exact } = flags;
        const entryOf = (exactly: boolean): KeyedEntry | undefined => {
          const asked = exactly ? cut : fold(cut);
          const there = state.table.lookup(asked, exactly);
          context.looked?.(state.text, asked, exactly, there);
          return there;
        };
        const entry = entryOf(exact);
        // A database whose keys makemap folded has none for a key with capital letters.
        if (exact && entry?.value !== (cut === fold(cut) ? entryOf(false)?.value : undefined))
          context.unknown({
            kind: "map",
            subject: map.name,
            key,
            reason: "Its flag -f tells keys apart by case, and whether makemap was run with -f too is not known.",
          });
        return entry ? found(key, entry.value, args, flags, entry.span) : NOTHING;
      }
      case "text": {
        const entry = state.lookUp(key.slice(0, LIMITS.name));
        if (entry?.value === undefined) return { value: undefined, status: NOT_FOUND };
        return found(key, entry.value, args, flags, entry.span);
      }
      case "sequence":
        return this.#inSequence(state.members, key, args, context);
      case "regex":
        return (
          lookUpRegex(state.regex, key, args, flags) ??
          this.#cannotKnow(map, key, "Its pattern may mean something else to sendmail than to us.", context, "regex")
        );
      case "plain":
        return this.#plain(open, key, args, context);
      case "failing":
        return { value: undefined, status: EX.tempFail };
      case "closed":
        return NOTHING;
      case "unknown":
        return this.#cannotKnow(map, key, state.reason, context);
    }
  }

  #cannotKnow(
    map: CfMap,
    key: string,
    reason: string,
    context: LookupContext,
    kind: UnknownAsk["kind"] = "map",
  ): Answer {
    context.unknown({ kind, subject: map.name, key, reason });
    return NOTHING;
  }

  #plain({ map, flags }: OpenMap, key: string, args: readonly string[], context: LookupContext): Answer {
    switch (map.type) {
      case "host":
        return this.hosts.lookUp(key, args, flags, context, () =>
          context.report?.({ code: "851", text: `${shorten(key, 33)}: Name server timeout` }),
        );
      case "arith":
        return arith(key, args) ?? this.#cannotKnow(map, key, "It gives a random number.", context);
      case "dequote":
        return dequote(key, flags);
      case "arpa":
        return arpa(key, args, flags);
      case "macro":
        return this.#setMacro(key, args, context);
      case "null":
        return { value: undefined, status: NOT_FOUND };
      case "syslog":
        return { value: flags.append ?? "", status: EX.ok };
      case "user":
        return this.#user(map, flags, key, args, context);
      case "dns":
        return this.#dns(map, flags, key, args, context);
      case "bestmx":
        return this.#bestMx(map, flags, key, args, context);
      default:
        return this.#cannotKnow(map, key, `We do not know what a map of type ${map.type} answers.`, context);
    }
  }

  #setMacro(key: string, args: readonly string[], context: LookupContext): Answer {
    const { macros, report } = context;
    const { names } = this.#cf;
    const { id } = readName(key, 0, names, (text) => report?.({ code: "554", text }));
    if (id === "") return { value: undefined, status: EX.config };
    // Without a second argument the macro loses the value that it got from a rule, and keeps that of the configuration.
    const [, value] = args;
    if (value === undefined && names.name(id) === "j") {
      context.unknown({ kind: "limit", subject: "j", key, reason: "sendmail crashes where $j loses its value." });
      return NOTHING;
    }
    if (value === undefined) macros.forget(names.name(id));
    else macros.set(names.name(id), value);
    return { value: "", status: EX.ok };
  }

  #user(map: CfMap, flags: MapFlags, key: string, args: readonly string[], context: LookupContext): Answer {
    // sendmail takes a name of digits only for none, and looks for one with capital letters in lower case, too.
    const asked = /^\d*$/.test(key) ? null : this.#environment.user(key);
    const isFolded = asked === null && key !== fold(key);
    const user = isFolded ? this.#environment.user(fold(key)) : asked;
    if (user === undefined || (user === null && this.#matchesFullNames && key !== ""))
      return this.#cannotKnow(map, key, "Nobody told us which users the host has.", context, "user");
    if (user === null) return { value: undefined, status: EX.noUser };
    const column = (flags.valueColumn ?? "name").toLowerCase();
    const values: Readonly<Record<string, string>> = {
      name: user.name,
      passwd: "x",
      uid: String(user.uid),
      gid: String(user.gid),
      gecos: user.fullName,
      dir: user.home,
      shell: user.shell,
    };
    return found(isFolded ? fold(key) : key, values[column] ?? user.name, args, flags);
  }

  #dns(map: CfMap, flags: MapFlags, key: string, args: readonly string[], context: LookupContext): Answer {
    const flag = (letter: string): string | undefined => map.flags.findLast((one) => one.letter === letter)?.value;
    const type = (flag("R") ?? "").trim().toUpperCase();
    const base = flag("B")?.trim();
    const name = base === undefined || base === "" ? key : `${key}.${base}`;
    const known = ["A", "AAAA", "MX", "PTR", "TXT", "CNAME", "NS", "SRV", "TLSA"] as const;
    const question = known.find((one) => one === type);
    if (question === undefined) return this.#cannotKnow(map, key, `It asks for records of type ${type}.`, context);
    const answer = this.#environment.dns.ask(question, name.replace(/\.$/, "").toLowerCase());
    if (answer.state === "unknown") {
      this.#cannotKnow(map, key, `Nobody told us what the name service says about ${name}.`, context, "dns");
      return { value: undefined, status: EX.tempFail };
    }
    if (answer.state === "temporary") return { value: undefined, status: EX.tempFail };
    if (answer.state === "none" || answer.values.length === 0) return { value: undefined, status: NOT_FOUND };
    const values = question === "MX" ? answer.values.map((value) => value.replace(/^\S+\s+/, "")) : answer.values;
    const limit = Number.parseInt(flag("Z") ?? "0", 10) || 0;
    const single = flags.delimiter === undefined || limit === 1 || flags.matchOnly;
    const taken = single ? values.slice(0, 1) : limit > 0 ? values.slice(0, limit + 1) : values;
    return found(key, taken.join(flags.delimiter ?? ""), args, flags);
  }

  #bestMx(map: CfMap, flags: MapFlags, key: string, args: readonly string[], context: LookupContext): Answer {
    const answer = this.hosts.exchangers(key, context);
    if (answer.state === "temporary") return { value: undefined, status: EX.tempFail };
    const { hosts, tied } = answer;
    const [best] = hosts;
    if (best === undefined) return NOTHING;
    if (flags.delimiter !== undefined) return found(key, hosts.join(flags.delimiter), args, flags);
    if (tied)
      this.#cannotKnow(map, key, "Several mail exchangers are equal; sendmail takes one of them.", context, "dns");
    return found(key, best, args, flags);
  }

  #inSequence(members: readonly OpenMap[], key: string, args: readonly string[], context: LookupContext): Answer {
    let temporary = false;
    let status: number = EX.ok;
    let left = key;
    for (const member of members) {
      if (!this.open(member, context)) continue;
      const answer = this.lookUp(member, left, [left, ...args.slice(1)], context);
      if (answer.value !== undefined) return answer;
      left = answer.leaves ?? left;
      status = answer.status;
      if (status === EX.tempFail) temporary = true;
    }
    return { value: undefined, status: temporary ? EX.tempFail : status === EX.ok ? NOT_FOUND : status };
  }

  #opened(open: OpenMap, context: LookupContext): State {
    const { map } = open;
    if (!map.valid) return { kind: "closed" };
    const extension = DATABASES[map.type];
    if (extension !== undefined) return this.#database(open, extension, context);
    if (map.type === "text") return this.#text(open, context);
    if (map.type === "regex") return { kind: "regex", regex: compileRegex(map) };
    if (map.type === "sequence") return { kind: "sequence", members: this.#members(map.spec.split(/[^A-Za-z0-9_.]+/)) };
    if (map.type === "switch") return this.#switch(open, context);
    if (map.type === "user") return this.#userMap(open, context);
    if (map.type === "stab") return this.#aliasText(open, context);
    if (PLAIN.has(map.type)) return { kind: "plain" };
    return { kind: "unknown", reason: `A map of type ${map.type} asks something outside of the configuration.` };
  }

  /** The maps that the service switch names for a kind of question: `NAME.files`, `NAME.dns`. */
  #switch({ map, flags }: OpenMap, context: LookupContext): State {
    const services = this.hosts.services(map.argument.trim());
    if (services.length === 0) return flags.optional ? { kind: "closed" } : { kind: "failing" };
    const names = services.map((service) => `${map.name}.${service}`);
    for (const name of names)
      if (this.find(name) === undefined)
        context.report?.({ code: "554", text: `Switch map ${map.name}: unknown member map ${name}` });
    return { kind: "sequence", members: this.#members(names) };
  }

  #userMap({ map, flags }: OpenMap, context: LookupContext): State {
    const column = flags.valueColumn ?? "name";
    if (USER_COLUMNS.has(column.toLowerCase())) return { kind: "plain" };
    context.report?.({ code: "554", text: `User map ${map.name}: unknown column name ${column}` });
    return flags.optional ? { kind: "closed" } : { kind: "failing" };
  }

  /** A text of aliases that sendmail reads by itself. What it makes of a name, its own rulesets decide for each alias. */
  #aliasText({ map, flags }: OpenMap, context: LookupContext): State {
    const read = this.#environment.files.read(map.argument);
    if (read.state === "there" || read.state === "unknown")
      return {
        kind: "unknown",
        reason: `Its names are those that sendmail takes for local when it reads ${map.argument}.`,
      };
    if (read.state === "refused")
      context.report?.({ code: "554", text: `stab map "${map.name}": unsafe map file ${map.argument}` });
    return flags.optional ? { kind: "closed" } : { kind: "failing" };
  }

  #members(names: readonly string[]): readonly OpenMap[] {
    return names.flatMap((name) => (name === "" ? [] : (this.find(name) ?? [])));
  }

  #database(open: OpenMap, extension: string, context: LookupContext): State {
    const { map, flags } = open;
    const path = map.argument;
    const compiled = path.endsWith(extension) ? path : path + extension;
    const text = compiled.slice(0, -extension.length);
    const known = this.#environment.table?.(text);
    const read = known ? undefined : this.#environment.files.read(text);
    const state =
      this.#environment.compiled?.(compiled) ??
      (known || read?.state === "there" ? "there" : read?.state === "missing" ? "missing" : read?.state);
    if (state === "missing" || state === "refused") {
      if (map.type === "implicit") return this.#implicit(open, state, compiled, context);
      if (flags.optional) return { kind: "closed" };
      context.report?.({ code: "554", text: cannotOpen(map.type, map.name, state, compiled) });
      return { kind: "failing" };
    }
    if (flags.withNull)
      return { kind: "unknown", reason: "Its flag -N asks for keys that makemap writes only with its own flag -N." };
    if (known) return { kind: "keyed", table: known, text };
    if (read?.state === "there") return { kind: "keyed", table: keyedTable(read.source), text };
    return { kind: "unknown", reason: `The text that ${compiled} is made from could not be read.` };
  }

  /** An implicit map without a database: 8.15.2 goes on to the text of the aliases, later versions say nothing. */
  #implicit(open: OpenMap, state: "missing" | "refused", compiled: string, context: LookupContext): State {
    const { map, flags } = open;
    if (this.#cf.environment.version !== "8.15.2") return flags.optional ? { kind: "closed" } : { kind: "failing" };
    const say = (text: string): void => context.report?.({ code: "554", text });
    if (!flags.optional) say(cannotOpen("hash", map.name, state, compiled));
    say(`WARNING: cannot open alias database ${map.argument}; reading text version`);
    return this.#aliasText(open, context);
  }

  #text({ map, flags }: OpenMap, context: LookupContext): State {
    const failed = (text: string): State => {
      context.report?.({ code: "554", text });
      return flags.optional ? { kind: "closed" } : { kind: "failing" };
    };
    if (map.argument === "") return failed(`text map "${map.name}": file name required`);
    if (!map.argument.startsWith("/")) return failed(`text map "${map.name}": file name must be fully qualified`);
    const read = this.#environment.files.read(map.argument);
    if (read.state === "unknown") return { kind: "unknown", reason: `${map.argument} could not be read.` };
    if (read.state !== "there") {
      if (flags.optional) return { kind: "closed" };
      const why = read.state === "missing" ? ": No such file or directory" : "";
      return failed(`text map "${map.name}": unsafe map file ${map.argument}${why}`);
    }
    const columns = textColumns(flags, map.name, map.argument);
    if (typeof columns === "string") return failed(columns);
    return { kind: "text", lookUp: textTable(read.source, columns) };
  }
}

/** What sendmail says of a database that it cannot open. */
function cannotOpen(type: string, name: string, state: "missing" | "refused", file: string): string {
  const [what, why] = state === "missing" ? ["missing", "No such file or directory"] : ["unsafe", "Permission denied"];
  return `${type} map "${name}": ${what} map file ${file}: ${why}`;
}
