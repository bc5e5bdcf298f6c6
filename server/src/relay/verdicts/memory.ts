// What the rulesets of a .cf by itself answered before an edit, for as long as nothing that the answer rests on is another.
import { readLines } from "../../cf/lines.ts";
import { PROGRAM_RULESETS } from "../../cf/program-rulesets.ts";
import type { CfRule } from "../../cf/types.ts";
import type { Interpreter } from "../../interpreter/index.ts";
import type { Span } from "../../text.ts";

/** Something that was worked out of transactions. */
export interface Known<T> {
  readonly value: T;
  /** The rulesets that had a say, by name or number. */
  readonly ran: ReadonlySet<string>;
  /** The value with its places where they are after an edit; undefined where the edit is in one of them. */
  readonly move: (value: T, moved: Moved) => T | undefined;
}

/** A .cf apart from its comments: what all answers rest on, and each ruleset by its title. */
interface Basis {
  readonly interpreter: Interpreter;
  readonly names: readonly string[];
  readonly others: string;
  readonly rulesets: ReadonlyMap<string, readonly CfRule[]>;
  /** Titles of rulesets that sendmail runs by itself: whether they have rules counts, too. */
  readonly own: ReadonlySet<string>;
}

const MOST_KNOWN = 5_000;

const KEY = Symbol("decisions");

/** The answers to the same server's transactions, kept from one version of its .cf to the next. */
export class DecisionMemory {
  #basis: Basis | undefined;
  readonly #known = new Map<string, Known<unknown>>();

  /** The memory for a .cf by itself, brought up to its present text; undefined for one that is built from a .mc. */
  static of(interpreter: Interpreter): DecisionMemory | undefined {
    if (interpreter.cfText.lines !== undefined) return undefined;
    const kept = interpreter.memory.get(KEY);
    const memory = kept instanceof DecisionMemory ? kept : new DecisionMemory();
    interpreter.memory.set(KEY, memory);
    memory.#follow(interpreter);
    return memory;
  }

  /** True as long as no later version was asked. */
  isFor(interpreter: Interpreter): boolean {
    return this.#basis?.interpreter === interpreter;
  }

  /** What was kept under a key. One key has values of one type. */
  find<T>(key: string): Known<T> | undefined {
    return this.#known.get(key) as Known<T> | undefined;
  }

  keep<T>(key: string, known: Known<T>): void {
    if (this.#known.size >= MOST_KNOWN) this.#known.clear();
    this.#known.set(key, known as Known<unknown>);
  }

  #follow(interpreter: Interpreter): void {
    const before = this.#basis;
    if (before?.interpreter === interpreter) return;
    const now = basisOf(interpreter);
    this.#basis = now;
    if (before === undefined) return;
    const changed = isAlike(before, now) ? changedRulesets(before, now) : undefined;
    if (changed === undefined) {
      this.#known.clear();
      return;
    }
    const moved = moveOf(before.interpreter.cfText.text, interpreter.cfText.text, interpreter.cfText.name);
    for (const [key, known] of this.#known) {
      const still = [...changed].some((title) => known.ran.has(title)) ? undefined : known.move(known.value, moved);
      if (still === undefined) this.#known.delete(key);
      else if (still !== known.value) this.#known.set(key, { ...known, value: still });
    }
  }
}

function basisOf(interpreter: Interpreter): Basis {
  const { cf, cfText } = interpreter;
  let others = `${cf.operatorChars}\n`;
  for (const { command, text } of readLines({ name: cfText.name, text: cfText.text }))
    if (command !== "R") others += `${text}\n`;
  const rulesets = new Map<string, readonly CfRule[]>();
  const own = new Set<string>();
  for (const { number, name, rules } of cf.rulesets.values()) {
    const title = name ?? String(number);
    rulesets.set(title, rules);
    if (Object.hasOwn(PROGRAM_RULESETS, title) || Object.hasOwn(PROGRAM_RULESETS, String(number))) own.add(title);
  }
  return { interpreter, names: cf.names.list, others, rulesets, own };
}

/** Whether two versions differ in rules at most. The ids in tokens mean the same where one list of names begins with the other. */
function isAlike(before: Basis, now: Basis): boolean {
  const [old, new_] = [before.interpreter, now.interpreter];
  return (
    before.others === now.others &&
    old.version === new_.version &&
    old.hostName === new_.hostName &&
    old.doubts.join("\n") === new_.doubts.join("\n") &&
    before.names.every((name, at) => now.names[at] === undefined || now.names[at] === name) &&
    new_.files.foundSameAs(old.files)
  );
}

/**
 * Titles of rulesets whose rules are others; undefined where every answer may differ: sendmail itself runs one of them, or one is new or
 * gone, so that a call may lead elsewhere.
 */
function changedRulesets(before: Basis, now: Basis): ReadonlySet<string> | undefined {
  const changed = new Set<string>();
  if (before.rulesets.size !== now.rulesets.size) return undefined;
  for (const [title, rules] of now.rulesets) {
    const old = before.rulesets.get(title);
    if (old === undefined) return undefined;
    if (areSame(old, rules)) continue;
    if (now.own.has(title)) return undefined;
    changed.add(title);
  }
  return changed;
}

function areSame(before: readonly CfRule[], now: readonly CfRule[]): boolean {
  const isSame = (one: readonly string[], other: readonly string[] | undefined): boolean =>
    one === other || one.join(" ") === other?.join(" ");
  return (
    before.length === now.length &&
    before.every(({ lhs, rhs }, i) => isSame(lhs, now[i]?.lhs) && isSame(rhs, now[i]?.rhs))
  );
}

/** Where a place of the old text is in the new one; undefined for what was edited. */
export type Moved = (span: Span) => Span | undefined;

function moveOf(before: string, now: string, source: string): Moved {
  let same = 0;
  const shorter = Math.min(before.length, now.length);
  while (same < shorter && before.charCodeAt(same) === now.charCodeAt(same)) same++;
  let tail = 0;
  while (tail < shorter - same && before.charCodeAt(before.length - 1 - tail) === now.charCodeAt(now.length - 1 - tail))
    tail++;
  const shift = now.length - before.length;
  return (span) => {
    if (span.source !== source || span.end <= same) return span;
    if (span.start < before.length - tail) return undefined;
    return shift === 0 ? span : { source, start: span.start + shift, end: span.end + shift };
  };
}
