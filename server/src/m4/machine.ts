// What a call does: the input stack that expansions are put on, the definitions, and the work of a macro.
import type { Source } from "../text.ts";
import { Argument, type Builtin, CallRecord, PlacedText } from "./calls.ts";
import { Debug } from "./debug.ts";
import { Frame } from "./input.ts";
import { Run } from "./run.ts";
import { builtinMeaning, type Meaning, readTemplate, Symbols, textMeaning } from "./symbols.ts";
import { Syntax } from "./syntax.ts";
import type { Budget, Definition, Expansion, M4Host } from "./types.ts";
import { made, type Runs, Weave } from "./weave.ts";

/** A macro in code, with what it does to the machine; what replaces the call goes through `Machine.push`. */
export interface MachineBuiltin extends Builtin {
  run(machine: Machine, call: CallRecord): void;
}

/** The side of the evaluator that builtins and natives work with; `Reader` feeds it. */
export class Machine extends Run {
  readonly symbols = new Symbols();
  readonly syntax = new Syntax();
  readonly debug: Debug;
  readonly definitions: Definition[] = [];
  readonly includes: Expansion["includes"][number][] = [];
  protected frame: Frame | undefined;
  /** Text for the end of input, the last one first. */
  protected wrapped: Frame | undefined;
  /** What the last call was replaced with, for the trace. */
  #fresh: string | undefined;
  /** Set by `indir` and `builtin`: the call to make in place of theirs. A loop makes it, so that no chain is too long. */
  tail: TailCall | undefined;

  constructor(
    budget: Budget,
    readonly host: M4Host | undefined,
    readonly builtins: ReadonlyMap<string, Builtin>,
    roots: ReadonlySet<string>,
  ) {
    super(budget, roots);
    this.debug = new Debug(this.syntax, (text) => this.print(text));
  }

  /** Text that replaces a call, to be read next. */
  push(text: string, runs: Runs, call: CallRecord): void {
    if (text === "") return;
    this.spend(text.length);
    this.#fresh = text;
    this.frame = new Frame(text, runs, call, false, call.linePlace, false, undefined, this.live());
  }

  /** Text that the call made out of nothing. */
  pushMade(text: string, call: CallRecord): void {
    this.push(text, made(call.index), call);
  }

  pushWeave(weave: Weave, call: CallRecord): void {
    this.spend(weave.cost - weave.text.length);
    this.push(weave.text, weave.runs, call);
  }

  pushBuiltin(builtin: Builtin, call: CallRecord): void {
    this.frame = new Frame("", made(call.index), call, false, call.linePlace, false, builtin, this.live());
  }

  pushSource(source: Source, call: CallRecord | undefined): void {
    const base = this.places.add(source);
    this.spend(source.text.length);
    this.frame = new Frame(source.text, base, call, true, base, source.text.includes("\0"), undefined, this.live());
  }

  /** Text for the end of input. */
  wrap(text: string, runs: Runs, call: CallRecord): void {
    if (text === "") return;
    this.spend(text.length);
    this.wrapped = new Frame(text, runs, call, false, call.linePlace, false, undefined, this.wrapped);
  }

  /** Asks the host for a file and notes the question. */
  readFile(path: string, call: CallRecord): Source | undefined {
    const source = this.host?.read(path);
    this.includes.push({ path, found: source !== undefined, call });
    return source;
  }

  /** Why a file could not be read, as the system says it. */
  whyNot(path: string): string {
    return this.host?.whyNot?.(path) ?? "No such file or directory";
  }

  /** A file's text straight to the output, as `undivert` of a file does. */
  copyToOutput(source: Source, call: CallRecord): void {
    this.spend(source.text.length);
    this.output.add(source.text, this.places.add(source), call);
  }

  /** As `define` and `pushdef`: gives a name the text or builtin of an argument, and notes it. */
  define(how: Definition["how"], name: string, value: PlacedText | undefined, call: CallRecord): void {
    const builtin = value instanceof Argument ? value.builtin : undefined;
    const text = value ?? new PlacedText(this.ledger, "", made(call.index));
    const meaning = builtin === undefined ? textMeaning(text.text, text.runs) : builtinMeaning(builtin);
    if (how === "define") this.symbols.define(name, meaning);
    else this.symbols.push(name, meaning);
    this.definitions.push({ name, value: text, how, call });
  }

  /** The call that `indir` and `builtin` stand for: at the same place, without the first argument. */
  derive(call: CallRecord, name: string): CallRecord {
    this.spend(call.args.length);
    const inner = new CallRecord(
      this.ledger,
      this.records.length,
      name,
      call.namePlace,
      call.linePlace,
      call.parent,
      call.within,
    );
    this.records.push(inner);
    inner.hasArguments = call.hasArguments;
    inner.endPlace = call.endPlace;
    inner.diversion = call.diversion;
    for (const argument of call.args.slice(1)) inner.args.push(argument);
    return inner;
  }

  /** Skips input to the end of the line; notes it as dead. */
  skipLine(call: CallRecord): void {
    let from = call.namePlace;
    for (let f = this.frame; f !== undefined; f = f.below) {
      const newline = f.builtin === undefined ? f.text.indexOf("\n", f.pos) : -1;
      const stop = newline < 0 ? f.end : newline;
      const start = f.place(f.pos);
      if (f.isFile && start >= 0) {
        const first = this.places.inOrder(from, start) && start === from + call.name.length ? from : start;
        this.output.dead("dnl", first, start + stop - f.pos);
      }
      from = -1;
      if (newline >= 0) {
        f.pos = newline + 1;
        this.frame = f;
        return;
      }
      f.pos = f.end;
    }
    this.frame = undefined;
    this.warn(call, "other", "Warning: end of file treated as newline");
  }

  /** The top of the stack without frames that are read to their end: recursion in tail position needs no space. */
  protected live(): Frame | undefined {
    let f = this.frame;
    while (f !== undefined && f.builtin === undefined && f.pos >= f.end) f = f.below;
    return f;
  }

  /** Replaces a call whose arguments are collected. */
  protected expand(call: CallRecord, meaning: Meaning): void {
    this.note(call);
    if (!call.traced) {
      this.#apply(call, meaning);
      return;
    }
    this.#fresh = undefined;
    this.debug.call(call);
    this.#apply(call, meaning);
    this.debug.result(call, this.#fresh);
  }

  /** Does what a meaning says, without noting it as a call that was written (`indir`, `builtin`). */
  #apply(call: CallRecord, meaning: Meaning): void {
    let next: TailCall | undefined = { call, meaning };
    while (next !== undefined) {
      this.tail = undefined;
      if (next.meaning.builtin === undefined) this.#expandText(next.call, next.meaning);
      else {
        this.passages?.readArguments(next.call, next.meaning.builtin.passes);
        next.meaning.builtin.run(this, next.call);
      }
      next = this.tail;
    }
  }

  #expandText(call: CallRecord, meaning: Meaning): void {
    if (meaning.template === "unread") {
      meaning.template = readTemplate(meaning.text);
      if (meaning.text.includes("$")) this.passages?.read(meaning.runs, 0, meaning.text.length);
    }
    const { template } = meaning;
    if (template === undefined) {
      this.push(meaning.text, meaning.runs, call);
      return;
    }
    const weave = new Weave();
    for (const part of template) {
      switch (part.kind) {
        case "text":
          weave.addSlice(meaning.text, meaning.runs, part.start, part.end);
          break;
        case "argument": {
          const argument = call.args[part.index - 1];
          if (part.index === 0) weave.add(call.name, call.namePlace);
          else if (argument !== undefined) weave.addSlice(argument.text, argument.runs);
          break;
        }
        case "count":
          weave.add(String(call.args.length), made(call.index));
          break;
        case "all":
          this.addArguments(weave, call, 0, ",", part.quoted);
      }
      this.allow(weave.cost);
    }
    this.pushWeave(weave, call);
  }

  /** Appends a call's arguments from number `from + 1` on, as `$*` (or `$@`) does. */
  addArguments(weave: Weave, call: CallRecord, from: number, separator: string, quoted: boolean): void {
    const own = made(call.index);
    const { args } = call;
    for (let n = from; n < args.length; n++) {
      const argument = args[n];
      if (argument === undefined) continue;
      if (n > from) weave.add(separator, own);
      if (quoted) weave.add(this.syntax.openQuote, own);
      weave.addSlice(argument.text, argument.runs);
      if (quoted) weave.add(this.syntax.closeQuote, own);
      this.allow(weave.cost);
    }
  }
}

/** A call to make in place of another. */
export interface TailCall {
  readonly call: CallRecord;
  readonly meaning: Meaning;
}
