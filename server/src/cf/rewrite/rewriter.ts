// Runs rulesets: sendmail's rewrite() and what it calls.
import { Code } from "../codes.ts";
import type { CfConfig, CfMember } from "../types.ts";
import { type CompiledRule, type CompiledRuleset, compileRuleset, type Piece } from "./compile.ts";
import type { RewriteEnvironment, UnknownAsk } from "./environment.ts";
import { Macros, type MacroValues } from "./macros.ts";
import { EX } from "./maps/answer.ts";
import { type LookupContext, Maps, type OpenMap } from "./maps/index.ts";
import { type MatchContext, Matcher } from "./match.ts";
import type { Message } from "./messages.ts";
import { type MemberUse, type Observer, type Step, TraceObserver } from "./observer.ts";
import { fold, join, LIMITS, type ScanOptions, stripQuotes, type Token, Tokenizer } from "./tokens.ts";

/** How deep rulesets may call each other where MaxRuleRecursion is not compiled otherwise. */
const MAX_RECURSION = 50;
/** How often one rule may match in turn. */
const MAX_LOOPS = 100;
/** Calls in one right side. */
const MAX_CALLS = 16;
const MAX_ARGUMENTS = 10;
/** Numbers that a person may give to a ruleset; above are those with a name. */
const MAX_NUMBER = 100;

export interface RunOptions {
  /** Values of macros for this run, by name without braces (`client_addr`, `f`); undefined: no value. The macro map writes into it. */
  readonly macros?: MacroValues;
  readonly observer?: Observer;
  /** Collects the steps: `RunResult.trace`. */
  readonly trace?: boolean;
}

export interface RunResult {
  /** The workspace at the end. Operators are one code unit each (see codes.ts); `resolve` reads `$#mailer $@host $:user` out of it. */
  readonly tokens: readonly string[];
  /** Exit status (sysexits.h): 0, 75 for a failure for now, 65 and 78 for errors of the configuration. */
  readonly status: number;
  /** What sendmail says meanwhile, in order. */
  readonly messages: readonly Message[];
  /** False where something was asked that nobody could answer: another answer could have led elsewhere. */
  readonly certain: boolean;
  readonly unknown: readonly UnknownAsk[];
  /** With `trace`. */
  readonly trace: readonly Step[] | undefined;
}

/** What a run carries along. */
interface Run extends LookupContext {
  readonly observer: Observer | undefined;
  readonly messages: Message[];
  readonly asked: Map<string, UnknownAsk>;
  readonly matching: MatchContext;
}

/** A configuration ready to run. Its maps stay open from run to run, as in one process of sendmail. */
export class Rewriter {
  readonly cf: CfConfig;
  readonly environment: RewriteEnvironment;
  readonly tokenizer: Tokenizer;
  readonly maps: Maps;
  /** BlankSub: what stands for a space between two atoms. */
  readonly blank: string;
  readonly #rulesets = new Map<number, CompiledRuleset>();
  readonly #blanks = new Map<string, string>();
  readonly #added = new Map<string, Map<string, CfMember>>();
  readonly #spellings = new Map<string, { readonly word: string; readonly order: number }>();
  readonly #deferred: boolean;
  /** One is enough: what a match took is used up before the next ruleset is called. */
  readonly #matcher = new Matcher();

  constructor(cf: CfConfig, environment: RewriteEnvironment) {
    this.cf = cf;
    this.environment = environment;
    this.tokenizer = new Tokenizer(cf.operatorChars, cf.environment.version);
    this.blank = (cf.options.get("BlankSub")?.value ?? "").charAt(0) || " ";
    this.#deferred = (cf.options.get("DeliveryMode")?.value ?? "").trim().toLowerCase().startsWith("d");
    this.maps = new Maps(cf, environment);
  }

  /** Cuts an address, or another text, into tokens as sendmail does before it runs a ruleset on it. */
  scan(text: string, options: Partial<ScanOptions> = {}): readonly string[] | undefined {
    return this.tokenizer.scan(text, { table: "external", ...options }).tokens?.map((token) => token.text);
  }

  /**
   * Number of a ruleset by name or number, as `$>`, `=S` and test mode take it: what follows the name is left alone. Undefined
   * where there is none.
   */
  rulesetNumber(name: string, report?: (message: Message) => void): number | undefined {
    const text = name.replace(/^[ \t\n\v\f\r]+/, "");
    const digits = /^[0-9]+/.exec(text)?.[0];
    if (digits !== undefined) {
      const number = Number(digits);
      if (number < MAX_NUMBER) return number;
      const shown = number > 0x7fffffff ? -1 : number;
      report?.({ code: "554", text: `bad ruleset ${shown} (${MAX_NUMBER} max)` });
      return undefined;
    }
    const word = /^[A-Za-z_][A-Za-z0-9_]*/.exec(text)?.[0];
    if (word !== undefined) return this.cf.rulesetNumbers.get(word);
    report?.({ code: "554", text: `invalid ruleset name: "${text.slice(0, 20)}"` });
    return undefined;
  }

  /** A ruleset ready to run. One that nobody defined has no rules. */
  ruleset(number: number): CompiledRuleset {
    let ruleset = this.#rulesets.get(number);
    if (ruleset === undefined) {
      const known = this.cf.rulesets.get(number);
      ruleset = compileRuleset(known ?? { number, name: undefined, rules: [], places: [] }, this.cf, this.tokenizer);
      this.#rulesets.set(number, ruleset);
    }
    return ruleset;
  }

  /** Puts a word into a class, as `.C` does in test mode. */
  addMember(className: string, word: string): void {
    const words = this.#added.get(className) ?? new Map<string, CfMember>();
    this.#added.set(className, words);
    const folded = fold(word);
    if (!this.cf.words.has(folded) && !this.#spellings.has(folded))
      this.#spellings.set(folded, { word, order: this.cf.words.size + this.#spellings.size });
    if (!words.has(folded)) words.set(folded, { word, span: undefined });
  }

  /** The spelling in which sendmail first had a word of any class, which is how it prints it. */
  spelling(word: string): string {
    const folded = fold(word);
    return this.#spellings.get(folded)?.word ?? word;
  }

  /** When sendmail first had a word of any class, counted from 0. */
  wordOrder(word: string): number | undefined {
    const folded = fold(word);
    return this.cf.words.get(folded) ?? this.#spellings.get(folded)?.order;
  }

  /** Words that `addMember` put into a class. */
  addedMembers(className: string): ReadonlyMap<string, CfMember> {
    return this.#added.get(className) ?? new Map();
  }

  /**
   * Runs a ruleset on a workspace.
   *
   * @param ruleset name or number; one that does not exist leaves the workspace as it is, with status 78
   * @param workspace tokens, as `scan` makes them; `Code.else` is `$|`
   */
  run(ruleset: string | number, workspace: readonly string[], options: RunOptions = {}): RunResult {
    const collector = options.trace === true ? new TraceObserver() : undefined;
    const run = this.#newRun(options, collector ?? options.observer);
    const number = typeof ruleset === "number" ? ruleset : this.rulesetNumber(ruleset, run.report);
    const tokens = this.tokenizer.tokensOf(workspace);
    const status = number === undefined ? EX.config : this.#rewrite(tokens, number, 0, LIMITS.tokens, run);
    return {
      tokens: tokens.map(({ text }) => text),
      status,
      messages: run.messages,
      certain: run.asked.size === 0,
      unknown: [...run.asked.values()],
      trace: collector?.steps,
    };
  }

  /** The context in which a map may be asked without a rule (`/map`, `/canon`). */
  lookupContext(options: RunOptions = {}): LookupContext & { readonly unknowns: ReadonlyMap<string, UnknownAsk> } {
    const run = this.#newRun(options, options.observer);
    return Object.assign(run, { unknowns: run.asked });
  }

  #newRun({ macros = new Map() }: RunOptions, observer: Observer | undefined): Run {
    const messages: Message[] = [];
    const asked = new Map<string, UnknownAsk>();
    const unknown = (ask: UnknownAsk): void => {
      const id = `${ask.kind}\0${ask.subject}\0${ask.key}`;
      if (!asked.has(id)) asked.set(id, ask);
    };
    const values = new Macros(this.cf, macros, (name) =>
      unknown({ kind: "macro", subject: name, key: "", reason: `The value of macro ${name} is not known.` }),
    );
    return {
      macros: values,
      report: (message) => {
        messages.push(message);
        observer?.says?.(message);
      },
      unknown,
      observer,
      messages,
      asked,
      matching: {
        blank: this.blank,
        member: (name, phrase) => this.#member(name, phrase, unknown),
        macro: (name) => {
          const value = values.value(name);
          observer?.macro?.("LHS", name, value);
          return value;
        },
      },
    };
  }

  /** Runs one ruleset on `workspace`, in place. */
  #rewrite(workspace: Token[], number: number, level: number, room: number, run: Run): number {
    const ruleset = this.ruleset(number);
    const { observer } = run;
    observer?.enter?.(ruleset, workspace, level + 1);
    if (level > MAX_RECURSION) {
      this.#say(run, `rewrite: excessive recursion (max ${MAX_RECURSION}), ruleset ${ruleset.title}`);
      observer?.aborts?.(ruleset);
      return EX.config;
    }
    if (room <= 0) {
      observer?.aborts?.(ruleset);
      return EX.usage;
    }
    const { rules } = ruleset;
    let status: number = EX.ok;
    let loops = 0;
    let bits = bitsOf(workspace);
    for (let i = 0; i < rules.length; ) {
      const rule = rules[i];
      if (rule === undefined || workspace[0]?.operator === "mailer") break;
      observer?.tries?.(rule);
      if (++loops > MAX_LOOPS) {
        this.#say(run, `Infinite loop in ruleset ${ruleset.title}, rule ${rule.number}`, "5.3.5");
        observer?.loops?.(workspace);
        break;
      }
      if (!this.#matches(rule, workspace, bits, run)) {
        observer?.fails?.(rule);
        i++;
        loops = 0;
        continue;
      }
      observer?.matches?.(rule, observer === undefined ? [] : membersOf(this.#matcher, rule));
      if (rule.once) {
        i++;
        loops = 0;
      } else if (rule.returns) i = rules.length;
      const built: Token[] = [];
      const failed =
        this.#substitute(rule, workspace, built, room, ruleset, run) ??
        this.#lookUpAll(
          built,
          room,
          (found) => {
            status = found;
          },
          run,
        );
      if (failed !== undefined) {
        observer?.aborts?.(ruleset);
        return failed;
      }
      const called = this.#callAll(built, level + 1, run);
      if (status === EX.ok || called === EX.tempFail) status = called;
      workspace.length = 0;
      for (const token of built) workspace.push(token);
      bits = bitsOf(workspace);
      observer?.rewritten?.(rule, workspace);
    }
    observer?.leave?.(ruleset, workspace, level + 1);
    return status;
  }

  #matches(rule: CompiledRule, workspace: readonly Token[], bits: number, run: Run): boolean {
    const size = workspace.length;
    const watched = rule.asksMacros && run.observer?.macro !== undefined;
    if (!watched && (size < rule.min || size > rule.max || (rule.bits & ~bits) !== 0)) return false;
    return this.#matcher.match(rule, workspace, run.matching);
  }

  #member(name: string, phrase: string, unknown: (ask: UnknownAsk) => void): CfMember | undefined {
    const words = this.cf.classes.get(name);
    const member = words?.members.get(phrase) ?? this.#added.get(name)?.get(phrase);
    if (member === undefined && words !== undefined && words.unknown.length > 0)
      unknown({
        kind: "class",
        subject: name,
        key: phrase,
        reason: `Class ${name} may have members that we cannot know.`,
      });
    return member;
  }

  /** Makes the right side of a rule out of what the left side matched; a status where that fails. */
  #substitute(
    rule: CompiledRule,
    workspace: readonly Token[],
    built: Token[],
    room: number,
    ruleset: CompiledRuleset,
    run: Run,
  ): number | undefined {
    for (const piece of rule.rhs) {
      const failed =
        piece.kind === "replace"
          ? this.#replace(piece, workspace, built, room, ruleset, run)
          : built.length >= room
            ? this.#tooLong(run)
            : piece.kind === "macro"
              ? this.#macro(piece.name, built, room, run)
              : void built.push(piece.token);
      if (failed !== undefined) return failed;
    }
    return undefined;
  }

  #replace(
    { index, digit }: Extract<Piece, { kind: "replace" }>,
    workspace: readonly Token[],
    built: Token[],
    room: number,
    ruleset: CompiledRuleset,
    run: Run,
  ): number | undefined {
    const matcher = this.#matcher;
    if (index < 0 || index >= matcher.count) {
      this.#say(run, `rewrite: ruleset ${ruleset.title}: replacement $${digit} out of bounds`, "5.3.5");
      return EX.config;
    }
    const first = matcher.first[index] ?? 0;
    const last = matcher.last[index] ?? -1;
    run.observer?.replaces?.(digit, workspace.slice(first, last + 1));
    for (let i = first; i <= last; i++) {
      const token = workspace[i];
      if (built.length >= room || token === undefined) return this.#tooLong(run);
      built.push(token);
    }
    return undefined;
  }

  #macro(name: string, built: Token[], room: number, run: Run): number | undefined {
    const value = run.macros.value(name);
    const { observer } = run;
    observer?.macro?.("RHS", name, value);
    if (value === undefined || value === "") return undefined;
    const tokens = this.tokenizer.scanExternal(value, run.report);
    if (tokens === undefined) return EX.dataError;
    for (const token of tokens) {
      observer?.macroToken?.(token);
      built.push(token);
      if (built.length >= room) return this.#tooLong(run);
    }
    observer?.macroToken?.(undefined);
    return undefined;
  }

  /** Does the lookups of a right side, from left to right; a status where the rule cannot go on. */
  #lookUpAll(built: Token[], room: number, temporary: (status: number) => void, run: Run): number | undefined {
    for (let at = 0; at < built.length; at++) {
      const operator = built[at]?.operator;
      if (operator !== "mapBegin" && operator !== "canonBegin") continue;
      const isMap = operator === "mapBegin";
      const name = isMap ? built[at + 1]?.text : "host";
      if (name === undefined) {
        this.#say(run, "rewrite: missing mapname", "5.3.0");
        return EX.software;
      }
      const open = this.maps.find(name);
      if (open === undefined) this.#say(run, `rewrite: map ${name} not found`, "5.3.0");
      const parts = this.#parts(built, at + (isMap ? 2 : 1), isMap ? "mapEnd" : "canonEnd");
      const rest = built.slice(parts.end);
      const answer = this.#lookUp(open, name, parts, temporary, run);
      const value = answer ?? (parts.fallback && join(parts.fallback, this.blank, LIMITS.key));
      let tokens: readonly Token[] | undefined = parts.key;
      if (value === "") tokens = [];
      else if (value !== undefined)
        tokens =
          answer !== undefined
            ? this.tokenizer.scanExternal(value, run.report)
            : this.tokenizer.scan(value, { table: "internal", ...(run.report ? { report: run.report } : {}) }).tokens;
      if (tokens === undefined) return EX.dataError;
      built.length = at;
      for (const token of tokens) built.push(token);
      if (built.length >= room && tokens.length > 0) return this.#tooLong(run);
      at = built.length - 1;
      for (const token of rest) built.push(token);
      if (built.length >= room) return this.#tooLong(run);
    }
    return undefined;
  }

  /** The key, the arguments and the default of a lookup whose key begins at `from`. */
  #parts(tokens: readonly Token[], from: number, closer: "mapEnd" | "canonEnd"): LookupParts {
    const args: string[] = [];
    let key: readonly Token[] | undefined;
    let fallback: readonly Token[] | undefined;
    let begun: "key" | "host" | "user" = "key";
    let start = from;
    let at = from;
    const close = (): void => {
      const part = tokens.slice(start, at);
      if (begun === "key") key = part;
      else if (begun === "user") fallback = part;
      else if (args.length < MAX_ARGUMENTS - 1) args.push(join(part, this.blank, LIMITS.room));
    };
    for (; at < tokens.length; at++) {
      const operator = tokens[at]?.operator;
      if (operator === closer) break;
      if (operator !== "host" && operator !== "user") continue;
      close();
      begun = operator;
      start = at + 1;
    }
    close();
    return { key: key ?? [], args, fallback, end: Math.min(at + 1, tokens.length) };
  }

  /** Asks a map as a rule does: with the flags that concern the rule. */
  #lookUp(
    open: OpenMap | undefined,
    name: string,
    parts: LookupParts,
    temporary: (status: number) => void,
    run: Run,
  ): string | undefined {
    if (open === undefined || !this.maps.open(open, run)) return undefined;
    const { flags } = open;
    if (this.#deferred && flags.defer) {
      temporary(EX.tempFail);
      return undefined;
    }
    const joined = join(parts.key, flags.blank ?? this.#blankOf(open), LIMITS.key);
    const key = flags.keepQuotes ? joined : stripQuotes(joined);
    const args = [key, ...parts.args];
    const { value, status, span } = this.maps.lookUp(open, key, args, run);
    run.observer?.looksUp?.({ map: name, key, args: parts.args, value, status, span });
    if (status !== EX.tempFail) return value;
    if (!flags.noDefer) temporary(EX.tempFail);
    return flags.tempAppend !== undefined ? key + flags.tempAppend : value;
  }

  /** What stands for a space in a map's keys: BlankSub as it was when the `K` line was read, for types that read flags then. */
  #blankOf({ map }: OpenMap): string {
    const { place } = map;
    if (place === undefined || LATE_BLANK.has(map.type)) return this.blank;
    let blank = this.#blanks.get(map.name);
    if (blank === undefined) {
      const before = this.cf.settings.findLast(
        (option) => option.name === "BlankSub" && option.place.line.number < place.line.number,
      );
      blank = (before?.value ?? "").charAt(0) || " ";
      this.#blanks.set(map.name, blank);
    }
    return blank;
  }

  /** Does the calls of a right side, the last first: each gets everything that follows it. */
  #callAll(built: Token[], level: number, run: Run): number {
    const calls: { readonly number: number; readonly at: number }[] = [];
    for (let at = 0; at < built.length; at++) {
      if (built[at]?.operator !== "call" || built[at + 1] === undefined) continue;
      const name = stripQuotes(built[at + 1]?.text ?? "");
      const number = this.rulesetNumber(name, run.report);
      if (number === undefined) {
        this.#say(run, `Unknown ruleset ${name}`, "5.3.5");
        built[at + 1] = this.tokenizer.token(name);
        return EX.config;
      }
      if (this.ruleset(number).rules.length === 0) {
        run.observer?.skips?.(name, number);
        // What follows the call moves up, and sendmail goes on with the token after that.
        built.splice(at, 2);
        continue;
      }
      if (calls.length + 1 >= MAX_CALLS) {
        this.#say(run, `Too many subroutine calls (${MAX_CALLS} max)`, "5.3.0");
        return EX.config;
      }
      calls.push({ number, at });
    }
    let status: number = EX.ok;
    for (const { number, at } of calls.reverse()) {
      const argument = built.splice(at).slice(2);
      const called = this.#rewrite(argument, number, level, LIMITS.tokens - at, run);
      for (const token of argument) built.push(token);
      if (called !== EX.ok && called !== EX.tempFail) return called;
      if (status === EX.ok || called === EX.tempFail) status = called;
    }
    return status;
  }

  #tooLong(run: Run): number {
    this.#say(run, "rewrite: expansion too long", "5.3.0");
    return EX.dataError;
  }

  #say(run: Run, text: string, dsn?: string): void {
    run.report?.({ code: "554", dsn, text });
  }
}

interface LookupParts {
  readonly key: readonly Token[];
  readonly args: readonly string[];
  readonly fallback: readonly Token[] | undefined;
  /** Index after the lookup. */
  readonly end: number;
}

/** Types that take BlankSub as it is when they are asked. */
const LATE_BLANK: ReadonlySet<string> = new Set(["host", "arith", "macro", "dequote", "regex", "dns", "arpa", "null"]);

function bitsOf(tokens: readonly Token[]): number {
  let bits = 0;
  for (const { bit } of tokens) bits |= bit;
  return bits;
}

function membersOf(matcher: Matcher, rule: CompiledRule): MemberUse[] {
  const uses: MemberUse[] = [];
  let wildcard = 0;
  for (const { token, name } of rule.lhs) {
    const { operator } = token;
    if (operator === "class") {
      const member = matcher.members[wildcard];
      if (member) uses.push({ className: name, member });
    }
    if (
      operator === "class" ||
      operator === "notClass" ||
      operator === "anyOrNone" ||
      operator === "oneOrMore" ||
      operator === "one"
    )
      wildcard++;
  }
  return uses;
}

/** What a workspace says where it resolves: `$#mailer $@host $:user`. */
export interface Resolution {
  readonly mailer: string;
  /** Tokens after `$@`; undefined without one. */
  readonly host: readonly string[] | undefined;
  /** Tokens after `$:`; undefined without one. */
  readonly user: readonly string[] | undefined;
}

/** Reads a mailer triple out of a workspace; undefined where it does not begin with `$#`. */
export function resolve(tokens: readonly string[]): Resolution | undefined {
  if (tokens[0] !== Code.mailer) return undefined;
  const colon = tokens.indexOf(Code.user, 1);
  const user = colon < 0 ? undefined : tokens.slice(colon + 1);
  const head = tokens.slice(1, colon < 0 ? undefined : colon);
  const host = head[1] === Code.host ? head.slice(2) : undefined;
  return { mailer: head[0] ?? "", host, user };
}
