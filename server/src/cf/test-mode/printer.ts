// Prints what happens while rules run, as address test mode does.
import { FIRST_CODE, FIRST_NAME_ID } from "../codes.ts";
import type { Names } from "../names.ts";
import type { CompiledRule, CompiledRuleset } from "../rewrite/compile.ts";
import { type Message, printed } from "../rewrite/messages.ts";
import type { Observer } from "../rewrite/observer.ts";
import { show } from "../rewrite/show.ts";
import type { Token } from "../rewrite/tokens.ts";
import { type DebugFlags, REWRITE } from "./debug.ts";

/** Collects the lines of one command. */
export class Printer implements Observer {
  readonly #names: Names;
  readonly #debug: DebugFlags;
  #output: string[] = [];

  constructor(names: Names, debug: DebugFlags) {
    this.#names = names;
    this.#debug = debug;
  }

  /** What was printed since the last call. */
  take(): string {
    const text = this.#output.join("");
    this.#output = [];
    return text;
  }

  print(text: string): void {
    this.#output.push(text);
  }

  enter(ruleset: CompiledRuleset, workspace: readonly Token[]): void {
    this.print(`${ruleset.title.slice(0, 16).padEnd(16)}   input:`);
    this.#line(workspace);
  }

  leave(ruleset: CompiledRuleset, workspace: readonly Token[]): void {
    this.print(`${ruleset.title.slice(0, 16).padEnd(16)} returns:`);
    this.#line(workspace);
  }

  tries({ rule, lhsTokens }: CompiledRule): void {
    if (!this.#debug.at(REWRITE, 12)) return;
    this.print(this.#debug.at(REWRITE, 15) ? `-----trying rule (line ${rule.line.number}):` : "-----trying rule:");
    this.#line(lhsTokens);
  }

  fails(): void {
    if (this.#debug.at(REWRITE, 10)) this.print("----- rule fails\n");
  }

  matches({ rhsTokens }: CompiledRule): void {
    if (!this.#debug.at(REWRITE, 12)) return;
    this.print("-----rule matches:");
    this.#line(rhsTokens);
  }

  /** sendmail prints the address in memory of each token, which means nothing: a zero is in its place. */
  replaces(digit: string, tokens: readonly Token[]): void {
    if (!this.#debug.at(REWRITE, 15)) return;
    this.print(`$${digit}:${tokens.map(({ text }) => ` 0x0="${bytes(text)}"`).join("")}\n`);
  }

  rewritten(_rule: CompiledRule, workspace: readonly Token[]): void {
    if (!this.#debug.at(REWRITE, 4)) return;
    this.print("rewritten as:");
    this.#line(workspace);
  }

  macro(side: "LHS" | "RHS", name: string, value: string | undefined): void {
    if (this.#debug.at(REWRITE, 2))
      this.print(`rewrite: ${side} $&{${name}} => "${value === undefined ? "(NULL)" : bytes(value)}"\n`);
  }

  macroToken(token: Token | undefined): void {
    if (this.#debug.at(REWRITE, 19)) this.print(` ... ${token === undefined ? "DONE" : bytes(token.text)}\n`);
  }

  skips(name: string, number: number): void {
    if (this.#debug.at(REWRITE, 3)) this.print(`-----skip subr ${name} (${number})\n`);
  }

  loops(workspace: readonly Token[]): void {
    if (!this.#debug.at(REWRITE, 1)) return;
    this.print("workspace: ");
    this.#line(workspace);
  }

  says(message: Message): void {
    this.print(`${printed(message)}\n`);
  }

  #line(tokens: readonly Token[]): void {
    for (const { text } of tokens) this.print(` ${show(text, this.#names)}`);
    this.print("\n");
  }
}

/** A text byte for byte: operators as the bytes in which sendmail keeps them. */
function bytes(text: string): string {
  let out = "";
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    out += unit >= FIRST_CODE && unit < FIRST_NAME_ID ? String.fromCharCode(unit - FIRST_CODE) : text.charAt(i);
  }
  return out;
}
