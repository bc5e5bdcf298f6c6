// Runs rulesets: sendmail's rewrite() and what it calls.

import { unquoteBytes } from "../codes.ts";
import { probesInterfaces } from "../start.ts";
import type { CfConfig, CfMember } from "../types.ts";
import { AddedWords } from "./added-words.ts";
import { type CompiledRule, type CompiledRuleset, compileRuleset, type Pattern, tokenizerOf } from "./compile.ts";
import type { RewriteEnvironment, UnknownAsk } from "./environment.ts";
import { lookupParts } from "./lookup-parts.ts";
import { Macros, type MacroValues } from "./macros.ts";
import { EX } from "./maps/answer.ts";
import { type LookupContext, Maps, type OpenMap } from "./maps/index.ts";
import { bitsOf, type MatchContext, Matcher, membersOf } from "./match.ts";
import type { Message } from "./messages.ts";
import { type Observer, type Step, TraceObserver } from "./observer.ts";
import { CallNotes, type Outcome, type Outcomes, type Watch } from "./outcomes.ts";
import {
  CALLS,
  fold,
  join,
  LIMITS,
  LOOKS_UP,
  type ScanOptions,
  stripQuotes,
  type Token,
  type Tokenizer,
} from "./tokens.ts";

/** How deep rulesets may call each other where MaxRuleRecursion is not compiled otherwise. */
const MAX_RECURSION = 50;
/** How often one rule may match in turn. */
const MAX_LOOPS = 100;
/** Calls in one right side. */
const MAX_CALLS = 16;
/** Numbers that a person may give to a ruleset; above are those with a name. */
const MAX_NUMBER = 100;

/** Rules, ways to match them, and tokens to write, that one run may take; sendmail has no such limit, and never ends. */
const MAX_TRIES = 2_000_000;
/** An address as it is in class w. */
const ADDRESS = /^\[[0-9a-f.:]|^\[ipv6:/i;
/** What a call of a ruleset and something that is said count as: rules that only call each other would print millions of lines. */
const CALL_TRIES = 20;
const MESSAGE_TRIES = 100;

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
  /** What the last ruleset made. */
  workspace: readonly Token[];
}

/** A configuration ready to run. Its maps stay open from run to run, as in one process of sendmail. */
export class Rewriter {
  readonly cf: CfConfig;
  readonly environment: RewriteEnvironment;
  readonly tokenizer: Tokenizer;
  readonly maps: Maps;
  /** Class members that are added while the program runs. */
  readonly added: AddedWords;
  /** Who is told what a run rests on. */
  watch: Watch | undefined;
  /** Outcomes of calls, where they may be taken again. */
  outcomes: Outcomes | undefined;
  /** The call at work, where its outcome may be kept. */
  #notes: CallNotes | undefined;
  #askedTokens: readonly Token[] = [];
  #askedText = "";
  /** BlankSub: what stands for a space between two atoms. */
  readonly blank: string;
  readonly #rulesets = new Map<number, CompiledRuleset>();
  readonly #blanks = new Map<string, string>();
  readonly #calls = new Map<string, { readonly name: string; readonly number: number }>();
  /** Maps with `-D` are not asked: DeliveryMode is `defer`. */
  defersLookups: boolean;
  /** sendmail puts the addresses of the host's interfaces into class w, and nobody told us which these are. */
  readonly #probesUnknown: boolean;
  /** One is enough: what a match took is used up before the next ruleset is called. */
  readonly #matcher = new Matcher();
  /** The bits of what the last right side came to. */
  #bits = 0;

  constructor(cf: CfConfig, environment: RewriteEnvironment) {
    this.cf = cf;
    this.environment = environment;
    this.tokenizer = tokenizerOf(cf);
    this.blank = (cf.options.get("BlankSub")?.value ?? "").charAt(0) || " ";
    this.defersLookups = (cf.options.get("DeliveryMode")?.value ?? "").trim().toLowerCase().startsWith("d");
    this.#probesUnknown = cf.environment.interfaces === undefined && probesInterfaces(cf);
    this.maps = new Maps(cf, environment);
    this.added = new AddedWords(cf);
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
    const known = this.cf.rulesetNumbers.get(name);
    if (known !== undefined) return known;
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
    run.workspace = this.tokenizer.tokensOf(workspace);
    const status = number === undefined ? EX.config : this.#rewrite(run.workspace, number, 0, LIMITS.tokens, run);
    return {
      tokens: run.workspace.map(({ text }) => text),
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
    const budget = { left: MAX_TRIES };
    const unknown = (ask: UnknownAsk): void => {
      const id = `${ask.kind}\0${ask.subject}\0${ask.key}`;
      this.#notes?.asked(id, ask);
      if (!asked.has(id)) asked.set(id, ask);
    };
    const values: Macros = new Macros(
      this.cf,
      macros,
      (name) => unknown({ kind: "macro", subject: name, key: "", reason: `The value of macro ${name} is not known.` }),
      (name) => {
        this.#notes?.read(name, values.raw(name));
      },
    );
    return {
      macros: values,
      report: (message) => {
        budget.left -= MESSAGE_TRIES;
        messages.push(message);
        observer?.says?.(message);
      },
      unknown,
      looked: (text, key, exact, entry) => this.watch?.looked(text, key, exact, entry),
      observer,
      messages,
      asked,
      workspace: [],
      matching: {
        blank: this.blank,
        budget,
        longestAdded: this.added.longest,
        asks: (className, workspace, first) => this.#asks(className, workspace, first),
        member: (pattern, phrase) => this.#member(pattern, phrase, unknown),
        macro: (name) => {
          const value = values.value(name);
          observer?.macro?.("LHS", name, value);
          return value;
        },
      },
    };
  }

  /** Runs one ruleset, or takes what it came to before; what it makes of the tokens is in `run.workspace` afterwards. */
  #rewrite(tokens: readonly Token[], number: number, level: number, room: number, run: Run): number {
    const { outcomes, watch } = this;
    const ruleset = this.ruleset(number);
    if (outcomes === undefined || run.observer !== undefined || this.added.longest > 0)
      return this.#runRules(tokens, ruleset, level, room, run);
    const call = { title: ruleset.title, tokens, room };
    const { macros, messages, matching } = run;
    const { budget } = matching;
    const known = outcomes.find(call, macros);
    if (known !== undefined && level + known.depth <= MAX_RECURSION && known.cost < budget.left)
      return this.#take(known, run);
    const { hosts } = this.maps;
    const { dns } = this.environment;
    const before = { left: budget.left, said: messages.length, writes: macros.writes, passing: dns.passing };
    const [sets, uses] = [hosts.sets, hosts.uses];
    const outer = this.#notes;
    const notes = new CallNotes();
    const part = watch?.part();
    this.#notes = notes;
    this.watch = part;
    const status = this.#runRules(tokens, ruleset, level, room, run);
    this.#notes = outer;
    this.watch = watch;
    if (part !== undefined) watch?.takes(part);
    outer?.add(notes);
    const isQuiet =
      messages.length === before.said &&
      macros.writes === before.writes &&
      hosts.uses === uses &&
      dns.passing === before.passing &&
      !this.maps.hasSaid &&
      !notes.isLimited;
    if (isQuiet)
      outcomes.keep({
        call,
        tokens: run.workspace,
        status,
        reads: notes.reads,
        unknown: notes.unknown,
        cost: before.left - budget.left,
        depth: notes.depth,
        hosts: hosts.sets === sets ? undefined : hosts.last,
        watch: part,
      });
    return status;
  }

  /** As if the call had been run again. */
  #take(known: Outcome, run: Run): number {
    const { tokens, status, unknown, cost, hosts, watch } = known;
    for (const [id, ask] of unknown) if (!run.asked.has(id)) run.asked.set(id, ask);
    this.#notes?.add(known);
    run.matching.budget.left -= cost;
    if (hosts !== undefined) this.maps.hosts.leaves(hosts);
    if (watch !== undefined) this.watch?.takes(watch);
    run.workspace = tokens;
    return status;
  }

  #runRules(tokens: readonly Token[], ruleset: CompiledRuleset, level: number, room: number, run: Run): number {
    this.watch?.called(ruleset.title);
    const { observer } = run;
    run.matching.budget.left -= CALL_TRIES;
    let workspace = tokens;
    run.workspace = workspace;
    observer?.enter?.(ruleset, workspace, level + 1);
    const abort = (status: number): number => {
      observer?.aborts?.(ruleset);
      run.workspace = workspace;
      return status;
    };
    if (level > MAX_RECURSION) {
      this.#say(run, `rewrite: excessive recursion (max ${MAX_RECURSION}), ruleset ${ruleset.title}`);
      return abort(EX.config);
    }
    if (room <= 0) return abort(EX.usage);
    const { rules } = ruleset;
    const { budget } = run.matching;
    // Who is not told of rules that do not match need not wait for them.
    const isQuick = observer?.tries === undefined && observer?.fails === undefined;
    let status: number = EX.ok;
    let loops = 0;
    let bits = bitsOf(workspace);
    for (let i = 0; i < rules.length; ) {
      const rule = rules[i];
      if (rule === undefined || workspace[0]?.operator === "mailer") break;
      if (--budget.left < 0) return abort(this.#giveUp(ruleset, run));
      if (isQuick && cannotMatch(rule, workspace, bits)) {
        i++;
        loops = 0;
        continue;
      }
      observer?.tries?.(rule);
      if (++loops > MAX_LOOPS) {
        this.#say(run, `Infinite loop in ruleset ${ruleset.title}, rule ${rule.number}`, "5.3.5");
        observer?.loops?.(workspace);
        break;
      }
      if (!this.#matcher.match(rule, workspace, run.matching)) {
        if (budget.left < 0) return abort(this.#giveUp(ruleset, run));
        observer?.fails?.(rule);
        i++;
        loops = 0;
        continue;
      }
      if (observer?.matches) observer.matches(rule, membersOf(this.#matcher, rule));
      if (rule.once) {
        i++;
        loops = 0;
      } else if (rule.returns) i = rules.length;
      let built: Token[] = [];
      const failed = this.#substitute(rule, workspace, built, room, ruleset, run);
      if (failed !== undefined) return abort(failed);
      budget.left -= built.length;
      bits = this.#bits;
      if (bits & LOOKS_UP) {
        const looked = this.#lookUpAll(built, room, run);
        if (looked.failed !== undefined) return abort(looked.failed);
        if (looked.temporary) status = EX.tempFail;
        built = looked.tokens;
        bits = bitsOf(built);
      }
      workspace = built;
      if (bits & CALLS) {
        const called = this.#callAll(rule, built, level + 1, run);
        if (status === EX.ok || called.status === EX.tempFail) status = called.status;
        workspace = called.tokens;
        bits = bitsOf(workspace);
      }
      observer?.rewritten?.(rule, workspace);
    }
    observer?.leave?.(ruleset, workspace, level + 1);
    run.workspace = workspace;
    return status;
  }

  #giveUp({ title }: CompiledRuleset, run: Run): number {
    const reason = `Ruleset ${title} did not come to an end: we gave up, and sendmail may still be at work.`;
    run.unknown({ kind: "limit", subject: title, key: "", reason });
    return EX.software;
  }

  /** Whether a word is in a class of the configuration, whatever the case of its letters. */
  isInClass(className: string, word: string): boolean {
    const folded = fold(word);
    this.watch?.asked(className, folded, 0);
    return this.cf.classes.get(className)?.members.has(folded) === true;
  }

  #asks(className: string, workspace: readonly Token[], first: number): void {
    const { watch } = this;
    if (watch === undefined) return;
    if (this.#askedTokens !== workspace) {
      let text = "";
      for (const [at, { folded, isAtom }] of workspace.entries()) {
        if (at > 0) text += isAtom && workspace[at - 1]?.isAtom === true ? "\0\x01" : "\0";
        text += folded;
      }
      this.#askedTokens = workspace;
      this.#askedText = text;
    }
    watch.asked(className, this.#askedText, first);
  }

  #member({ name, words }: Pattern, phrase: string, unknown: (ask: UnknownAsk) => void): CfMember | undefined {
    let member = words?.members.get(phrase);
    if (member === undefined && this.added.longest > 0) member = this.added.of(name).get(phrase);
    if (member !== undefined) return member;
    const ask = { kind: "class", subject: name, key: phrase } as const;
    if (words !== undefined && words.unknown.length > 0)
      unknown({ ...ask, reason: `Class ${name} may have members that we cannot know.` });
    else if (name === "w" && this.#probesUnknown && ADDRESS.test(phrase))
      unknown({ ...ask, reason: "The addresses of the host's own interfaces are in class w, and they are not known." });
    return undefined;
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
    const { rhs } = rule;
    const matcher = this.#matcher;
    let bits = 0;
    for (let at = 0; at < rhs.length; at++) {
      const piece = rhs[at];
      if (piece === undefined) break;
      if (piece.kind === "replace") {
        const { index, token } = piece;
        const digit = token.operand;
        if (index < 0 || index >= matcher.count) {
          this.#say(run, `rewrite: ruleset ${ruleset.title}: replacement $${digit} out of bounds`, "5.3.5");
          return EX.config;
        }
        const last = matcher.last[index] ?? -1;
        const first = matcher.first[index] ?? 0;
        if (run.observer?.replaces) run.observer.replaces(digit, workspace.slice(first, last + 1));
        for (let i = first; i <= last; i++) {
          const token = workspace[i];
          if (built.length >= room || token === undefined) return this.#tooLong(run);
          built.push(token);
          bits |= token.bit;
        }
      } else if (built.length >= room) return this.#tooLong(run);
      else if (piece.kind === "token") {
        built.push(piece.token);
        bits |= piece.token.bit;
      } else {
        const from = built.length;
        const failed = this.#macro(piece.name, built, room, run);
        if (failed !== undefined) return failed;
        for (let i = from; i < built.length; i++) bits |= built[i]?.bit ?? 0;
      }
    }
    this.#bits = bits;
    return undefined;
  }

  #macro(name: string, built: Token[], room: number, run: Run): number | undefined {
    const value = run.macros.value(name);
    const { observer } = run;
    observer?.macro?.("RHS", name, value);
    if (value === undefined || value === "") return undefined;
    const tokens = this.tokenizer.scanOnce(unquoteBytes(value), "external", run.report);
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
  #lookUpAll(
    written: readonly Token[],
    room: number,
    run: Run,
  ): { readonly failed: number | undefined; readonly temporary: boolean; readonly tokens: Token[] } {
    let temporary = false;
    const built: Token[] = [];
    const fail = (failed: number | undefined) => ({ failed, temporary, tokens: built });
    for (let at = 0; at < written.length; at++) {
      const token = written[at];
      if (token === undefined) break;
      const { operator } = token;
      if (operator !== "mapBegin" && operator !== "canonBegin") {
        built.push(token);
        continue;
      }
      const isMap = operator === "mapBegin";
      const name = isMap ? written[at + 1]?.text : "host";
      if (name === undefined) {
        this.#say(run, "rewrite: missing mapname", "5.3.0");
        run.unknown({
          kind: "limit",
          subject: "",
          key: "",
          reason: "A lookup has no map: sendmail fails here, and ends.",
        });
        return fail(EX.software);
      }
      const open = this.maps.find(name);
      if (open === undefined) this.#say(run, `rewrite: map ${name} not found`, "5.3.0");
      const from = at + (isMap ? 2 : 1);
      const { keyEnd, args, fallback, end } = lookupParts(written, from, isMap ? "mapEnd" : "canonEnd", this.blank);
      const looked = this.#lookUp(open, name, { written, from, keyEnd }, args, run);
      if (looked.temporary) temporary = true;
      const answer = looked.value;
      const value = answer ?? (fallback && join(written, this.blank, LIMITS.key, ...fallback));
      const before = built.length;
      if (value === undefined) for (let i = from; i < keyEnd; i++) built.push(written[i] ?? token);
      else if (value !== "") {
        const tokens = this.tokenizer.scanOnce(value, answer === undefined ? "internal" : "external", run.report);
        if (tokens === undefined) return fail(EX.dataError);
        for (let i = 0; i < tokens.length; i++) built.push(tokens[i] ?? token);
      }
      if (built.length >= room && built.length > before) return fail(this.#tooLong(run));
      if (built.length + written.length - end >= room) return fail(this.#tooLong(run));
      at = end - 1;
    }
    return fail(undefined);
  }

  /** Asks a map as a rule does: with the flags that concern the rule. */
  #lookUp(
    open: OpenMap | undefined,
    name: string,
    { written, from, keyEnd }: { readonly written: readonly Token[]; readonly from: number; readonly keyEnd: number },
    args: readonly string[],
    run: Run,
  ): { readonly value: string | undefined; readonly temporary: boolean } {
    if (open === undefined || !this.maps.open(open, run)) return { value: undefined, temporary: false };
    const { flags } = open;
    if (this.defersLookups && flags.defer) return { value: undefined, temporary: true };
    const joined = join(written, flags.blank ?? this.#blankOf(open), LIMITS.key, from, keyEnd);
    const key = flags.keepQuotes ? joined : stripQuotes(joined);
    const { value, status, span } = this.maps.lookUp(open, key, [key, ...args], run);
    run.observer?.looksUp?.({ map: name, key, args, value, status, span });
    if (status !== EX.tempFail) return { value, temporary: false };
    const temporary = !flags.noDefer;
    return { value: flags.tempAppend !== undefined ? key + flags.tempAppend : value, temporary };
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
  #callAll(
    rule: CompiledRule,
    built: Token[],
    level: number,
    run: Run,
  ): { readonly status: number; readonly tokens: readonly Token[] } {
    const numbers: number[] = [];
    const places: number[] = [];
    for (let at = 0; at < built.length; at++) {
      const written = built[at]?.operator === "call" ? built[at + 1] : undefined;
      if (written === undefined) continue;
      const call = this.#called(written, rule, run);
      if (call.number === undefined) {
        this.#say(run, `Unknown ruleset ${call.name}`, "5.3.5");
        built[at + 1] = this.tokenizer.token(call.name);
        return { status: EX.config, tokens: built };
      }
      const { title, rules } = this.ruleset(call.number);
      if (rules.length === 0) {
        this.watch?.called(title);
        run.observer?.skips?.(call.name, call.number);
        // What follows the call moves up, and sendmail goes on with the token after that.
        built.splice(at, 2);
        continue;
      }
      if (places.length + 1 >= MAX_CALLS) {
        this.#say(run, `Too many subroutine calls (${MAX_CALLS} max)`, "5.3.0");
        return { status: EX.config, tokens: built };
      }
      numbers.push(call.number);
      places.push(at);
    }
    let status: number = EX.ok;
    let tokens: readonly Token[] = built;
    for (let i = places.length - 1; i >= 0; i--) {
      const [number = 0, at = 0] = [numbers[i], places[i]];
      const called = this.#rewrite(tokens.slice(at + 2), number, level, LIMITS.tokens - at, run);
      tokens = at === 0 ? run.workspace : [...tokens.slice(0, at), ...run.workspace];
      if (called !== EX.ok && called !== EX.tempFail) return { status: called, tokens };
      if (status === EX.ok || called === EX.tempFail) status = called;
    }
    return { status, tokens };
  }

  /** The ruleset that a token after `$>` names. */
  #called(
    written: Token,
    { rhsTokens }: CompiledRule,
    run: Run,
  ): { readonly name: string; readonly number: number | undefined } {
    let call = this.#calls.get(written.text);
    if (call === undefined) {
      const name = stripQuotes(written.text);
      const number = this.rulesetNumber(name, run.report);
      if (number === undefined) return { name, number };
      call = { name, number };
      this.#calls.set(written.text, call);
    }
    if (run.observer !== undefined && call.name !== written.text)
      for (let i = rhsTokens.indexOf(written); i > 0; i = rhsTokens.indexOf(written, i + 1))
        if (rhsTokens[i - 1]?.operator === "call") rhsTokens[i] = this.tokenizer.token(call.name);
    return call;
  }

  #tooLong(run: Run): number {
    this.#say(run, "rewrite: expansion too long", "5.3.0");
    return EX.dataError;
  }

  #say(run: Run, text: string, dsn?: string): void {
    run.report?.({ code: "554", dsn, text });
  }
}

/** Types that take BlankSub as it is when they are asked. */
const LATE_BLANK: ReadonlySet<string> = new Set([
  "host",
  "arith",
  "macro",
  "dequote",
  "regex",
  "dns",
  "arpa",
  "null",
  "sequence",
]);

/** Whether a rule is ruled out by what is seen at once: the tokens that it needs, their number, the first and the last. */
function cannotMatch(rule: CompiledRule, workspace: readonly Token[], bits: number): boolean {
  const size = workspace.length;
  return (
    (rule.bits & ~bits) !== 0 ||
    size < rule.min ||
    size > rule.max ||
    (rule.begins !== 0 && workspace[0]?.hash !== rule.begins) ||
    (rule.ends !== 0 && workspace[size - 1]?.hash !== rule.ends)
  );
}
