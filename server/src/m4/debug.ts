// m4's own debugging: `traceon`, `debugmode` and `debugfile`, printed on standard error as GNU m4 prints it.
import type { CallRecord } from "./calls.ts";
import type { Syntax } from "./syntax.ts";

/** Letters of `debugmode`, each a bit. */
const FLAGS = "aeqtlfpicxV";
const DEFAULT = "aeq";

export class Debug {
  readonly #syntax: Syntax;
  readonly #print: (text: string) => void;
  /** True while any call can be traced: asked before each call. */
  active = false;
  #flags = new Set<string>();
  readonly #names = new Set<string>();
  /** False after `debugfile` with an empty name or a file, where the output does not go to standard error. */
  #open = true;
  #pending = "";

  /** @param print writes to standard error */
  constructor(syntax: Syntax, print: (text: string) => void) {
    this.#syntax = syntax;
    this.#print = print;
  }

  trace(name: string, on: boolean): void {
    if (on) this.#names.add(name);
    else this.#names.delete(name);
    this.#update();
  }

  tracedNames(): string[] {
    return [...this.#names];
  }

  get quotes(): boolean {
    return this.#flags.has("q");
  }

  /** As `debugmode`: flags, or flags to add (`+`) or take away (`-`). False for letters that are none. */
  setMode(mode: string | undefined): boolean {
    const sign = mode?.[0] === "+" || mode?.[0] === "-" ? mode[0] : "";
    const letters = mode?.slice(sign.length) || (mode === undefined ? "" : DEFAULT);
    if ([...letters].some((letter) => !FLAGS.includes(letter))) return false;
    const set = new Set(letters.includes("V") ? FLAGS : letters);
    if (sign === "+") for (const flag of set) this.#flags.add(flag);
    else if (sign === "-") for (const flag of set) this.#flags.delete(flag);
    else this.#flags = set;
    this.#update();
    return true;
  }

  setOpen(open: boolean): void {
    this.#open = open;
  }

  print(text: string): void {
    if (this.#open) this.#print(text);
  }

  /** At the name of a call, before its arguments are read. */
  begin(call: CallRecord): void {
    call.traced = this.#flags.has("t") || this.#names.has(call.name);
    if (call.traced && this.#flags.has("c")) this.print(`${this.#header(call)}${call.name} ...\n`);
  }

  /** When the arguments are there. */
  call(call: CallRecord): void {
    if (!call.traced) return;
    this.#pending = `${this.#header(call)}${call.name}${this.#args(call)}`;
    if (!this.#flags.has("c")) return;
    this.print(`${this.#pending} -> ???\n`);
    this.#pending = "";
  }

  /** When the call is replaced; `text` is undefined where no text took its place. */
  result(call: CallRecord, text: string | undefined): void {
    if (!call.traced) return;
    if (this.#flags.has("c")) this.#pending += `${this.#header(call)}${call.name}${call.hasArguments ? "(...)" : ""}`;
    const result = text !== undefined && this.#flags.has("e") ? ` -> ${this.#quoted(text)}` : "";
    this.print(`${this.#pending}${result}\n`);
    this.#pending = "";
  }

  /** `debugmode` forgets what the trace of its own call has begun to say. */
  forget(): void {
    this.#pending = "";
  }

  #header(call: CallRecord): string {
    const file = this.#flags.has("f") && call.linePlace >= 0 ? `${call.file}:` : "";
    const line = this.#flags.has("l") && call.linePlace >= 0 ? `${call.line}:` : "";
    const id = this.#flags.has("x") ? `id ${call.id}: ` : "";
    return `m4trace:${file}${line} -${call.level}- ${id}`;
  }

  #args(call: CallRecord): string {
    if (!call.hasArguments || !this.#flags.has("a")) return "";
    const args = call.args.map((arg) => (arg.builtin ? `<${arg.builtin.name}>` : this.#quoted(arg.text)));
    return `(${args.join(", ")})`;
  }

  #quoted(text: string): string {
    const { openQuote, closeQuote } = this.#syntax;
    return this.#flags.has("q") ? `${openQuote}${text}${closeQuote}` : text;
  }

  #update(): void {
    this.active = this.#names.size > 0 || this.#flags.has("t");
  }
}
