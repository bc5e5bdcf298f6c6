// What the rulesets of a server answered before an edit, for as long as nothing that the answer rests on is another.
import { saysSame } from "../../cf/lines.ts";
import { PROGRAM_RULESETS } from "../../cf/program-rulesets.ts";
import type { CfRule } from "../../cf/types.ts";
import type { Interpreter } from "../../interpreter/index.ts";
import { type Edit, editOf } from "../../text.ts";
import { type Moved, movedBetween } from "./moved.ts";

/** Something that was worked out of transactions. */
export interface Known<T> {
  readonly value: T;
  /** The rulesets that had a say, by name or number. */
  readonly ran: ReadonlySet<string>;
  /** The value with its places where they are after an edit; undefined where one of them is not to be had. */
  readonly move: (value: T, moved: Moved) => T | undefined;
}

/**
 * Lines that no answer about a transaction rests on: headers, precedences, milters, and options about time, load, logs and queues. The
 * option's name is written out, so that it can be no other.
 */
const NO_SAY = new RegExp(
  `^(?:[HPX]|O (?:Timeout\\.\\w+|${[
    "CheckpointInterval",
    "ConnectionCacheSize",
    "ConnectionCacheTimeout",
    "ConnectionRateThrottle",
    "DelayLA",
    "DoubleBounceAddress",
    "FastSplit",
    "LogLevel",
    "MaxDaemonChildren",
    "MaxQueueRunSize",
    "MinFreeBlocks",
    "MinQueueAge",
    "NiceQueueRun",
    "PidFile",
    "PostmasterCopy",
    "ProcessTitlePrefix",
    "QueueFactor",
    "QueueLA",
    "QueueSortOrder",
    "RecipientFactor",
    "RefuseLA",
    "RetryFactor",
    "SmtpGreetingMessage",
    "StatusFile",
  ].join("|")})=)`,
);

/** A .cf apart from its comments and from what has no say: what all answers rest on, and each ruleset by its title. */
interface Basis {
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
  #interpreter: Interpreter | undefined;
  readonly #known = new Map<string, Known<unknown>>();

  /** The memory for a server, brought up to its present .cf. */
  static of(interpreter: Interpreter): DecisionMemory {
    const kept = interpreter.memory.get(KEY);
    const memory = kept instanceof DecisionMemory ? kept : new DecisionMemory();
    interpreter.memory.set(KEY, memory);
    memory.#follow(interpreter);
    return memory;
  }

  /** True as long as no later version was asked. */
  isFor(interpreter: Interpreter): boolean {
    return this.#interpreter === interpreter;
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
    const before = this.#interpreter;
    if (before === interpreter) return;
    this.#interpreter = interpreter;
    if (before === undefined) return;
    const edit = editOf(before.cfText.text, interpreter.cfText.text);
    const changed = changedBetween(before, interpreter, edit);
    const moved = changed && movedBetween(before.cfText, interpreter.cfText, edit);
    if (changed === undefined || moved === undefined) {
      this.#known.clear();
      return;
    }
    for (const [key, known] of this.#known) {
      const still = [...changed].some((title) => known.ran.has(title)) ? undefined : known.move(known.value, moved);
      if (still === undefined) this.#known.delete(key);
      else if (still !== known.value) this.#known.set(key, { ...known, value: still });
    }
  }
}

const BASIS = Symbol("basis");

/** Kept with the interpreter: each is compared with the version before it and with the one after it. */
function basisOf(interpreter: Interpreter): Basis {
  return interpreter.derived(BASIS, undefined, () => {
    const { cf } = interpreter;
    let others = `${cf.operatorChars}\n`;
    for (const { command, content } of cf.lines)
      if (command !== "R" && !NO_SAY.test(content.text)) others += `${content.text}\n`;
    const rulesets = new Map<string, readonly CfRule[]>();
    const own = new Set<string>();
    for (const { number, name, rules } of cf.rulesets.values()) {
      const title = name ?? String(number);
      rulesets.set(title, rules);
      if (Object.hasOwn(PROGRAM_RULESETS, title) || Object.hasOwn(PROGRAM_RULESETS, String(number))) own.add(title);
    }
    return { names: cf.names.list, others, rulesets, own };
  });
}

const NONE: ReadonlySet<string> = new Set();

/** Titles of the rulesets that an edit changed; undefined where every answer may be another. */
function changedBetween(before: Interpreter, now: Interpreter, edit: Edit): ReadonlySet<string> | undefined {
  const isElsewhereSame =
    before.cfText.name === now.cfText.name &&
    before.version === now.version &&
    before.hostName === now.hostName &&
    before.doubts.join("\n") === now.doubts.join("\n") &&
    now.files.foundSameAs(before.files);
  if (!isElsewhereSame) return undefined;
  if (saysSame(before.cfText.text, now.cfText.text, edit) !== undefined) return NONE;
  const [old, new_] = [basisOf(before), basisOf(now)];
  // The ids in tokens mean the same where one list of names begins with the other.
  const isAlike =
    old.others === new_.others &&
    old.names.every((name, at) => new_.names[at] === undefined || new_.names[at] === name);
  return isAlike ? changedRulesets(old, new_) : undefined;
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
