// What the rulesets of a server answered before an edit, for as long as nothing that the answer rests on is another.
import { saysSame } from "../../cf/lines.ts";
import { Outcomes } from "../../cf/rewrite/index.ts";
import { fold } from "../../cf/rewrite/tokens.ts";
import type { CfConfig } from "../../cf/types.ts";
import type { Interpreter } from "../../interpreter/index.ts";
import { keep } from "../../text/keep.ts";
import { editOf } from "../../text.ts";
import { AskedTexts, type Basis, type Changed } from "./basis.ts";
import { isTriedAlike } from "./cf-trials.ts";
import { type ChangedFiles, filesBetween } from "./changed-files.ts";
import { type Changes, changesBetween } from "./changes.ts";
import { type Moved, movedBetween } from "./moved.ts";

/** Something that was worked out of transactions. */
export interface Known<T> {
  readonly value: T;
  readonly basis: Basis;
  /**
   * The value with its places where they are after an edit; undefined where one of them is not to be had. A function of a module: one that
   * is made where the work is done keeps the whole version of the site that the work saw.
   */
  readonly move: (value: T, moved: Moved) => T | undefined;
}

const MOST_KNOWN = 5_000;
const MOST_HOSTS = 4;
const MOST_TEXTS = 200_000;

const KEY = Symbol("decisions");

const NOTHING: Changes = { titles: new Set(), words: [] };

/** The answers to the same server's transactions, kept from one version of its .cf to the next. */
export class DecisionMemory {
  #interpreter: Interpreter | undefined;
  #texts = new AskedTexts();
  #known = new Map<string, Known<unknown>>();
  #outcomes = new Map<string, Outcomes>();
  /** The words of hosts that were asked about, in lower case, where they have capital letters. */
  readonly #spelled = new Set<string>();

  /** The memory for a server, brought up to its present .cf. */
  static of(interpreter: Interpreter): DecisionMemory {
    const kept = interpreter.memory.get(KEY);
    const memory = kept instanceof DecisionMemory ? kept : new DecisionMemory();
    interpreter.memory.set(KEY, memory);
    memory.#follow(interpreter);
    return memory;
  }

  /** Where works note what they look for. */
  get texts(): AskedTexts {
    return this.#texts;
  }

  /** True as long as no later version was asked. */
  isFor(interpreter: Interpreter): boolean {
    return this.#interpreter === interpreter;
  }

  /** What was kept under a key. One key has values of one type. */
  find<T>(key: string): Known<T> | undefined {
    const known = this.#known.get(key) as Known<T> | undefined;
    return known?.basis.isStale === true ? undefined : known;
  }

  /** Outcomes of rulesets where the server is known by a name and addresses. */
  outcomesFor(host: string): Outcomes {
    const outcomes = this.#outcomes.get(host) ?? new Outcomes();
    keep(this.#outcomes, host, outcomes, MOST_HOSTS);
    return outcomes;
  }

  /** Notes how the host is called under which a configuration is asked. */
  meets({ ownWords }: CfConfig): void {
    for (const word of ownWords) if (fold(word) !== word) this.#spelled.add(fold(word));
  }

  keep<T>(key: string, known: Known<T>): void {
    if (this.#known.size >= MOST_KNOWN || this.#texts.size >= MOST_TEXTS) this.#clear();
    this.#known.set(key, known as Known<unknown>);
  }

  #clear(): void {
    this.#known = new Map();
    this.#outcomes = new Map();
    this.#texts = new AskedTexts();
  }

  #follow(interpreter: Interpreter): void {
    const before = this.#interpreter;
    if (before === interpreter) return;
    this.#interpreter = interpreter;
    if (before === undefined) return;
    const edit = editOf(before.cfText.text, interpreter.cfText.text);
    const saysNothingElse = saysSame(before.cfText.text, interpreter.cfText.text, edit) !== undefined;
    const changes = !isSameServer(before, interpreter)
      ? undefined
      : saysNothingElse
        ? NOTHING
        : changesBetween(before.cf, interpreter.cf);
    const moved = changes && movedBetween(before, interpreter, edit);
    const files = moved && filesBetween(before, interpreter, moved);
    const changed = moved && files && this.#changed(changes, files, [before, interpreter], moved);
    if (changed === undefined || moved === undefined) this.#clear();
    else this.#take(changed, moved);
  }

  /** Drops what rests on what changed, and moves the rest. */
  #take(changed: Changed, moved: Moved): void {
    this.#texts.expire(changed);
    this.#known.forEach((known, key) => {
      const still = known.basis.isStale ? undefined : known.move(known.value, moved);
      if (still === undefined) this.#known.delete(key);
      else if (still !== known.value) this.#known.set(key, { ...known, value: still });
    });
  }

  #changed(
    changes: Changes,
    inFiles: ChangedFiles,
    [before, { cf, files }]: readonly [Interpreter, Interpreter],
    moved: Moved,
  ): Changed | undefined {
    const keys = this.#texts.keys.ask(inFiles.paths, (path) => files.table(path), moved);
    if (keys === undefined) return undefined;
    const words = [...changes.words, ...inFiles.words];
    const space = (cf.options.get("BlankSub")?.value ?? "").charAt(0) || " ";
    const texts = new Set(keys);
    for (const one of words) for (const id of this.#texts.words.with(one, space, this.#spelled)) texts.add(id);
    return {
      titles: [...changes.titles],
      classes: [...new Set(words.flatMap(({ classes }) => [...classes]))],
      files: [...inFiles.paths].filter(
        (path) => this.#texts.files.has(path) && !isTriedAlike(before.files.read(path), files.read(path), moved),
      ),
      texts: [...texts],
    };
  }
}

/** Whether all that is neither in the .cf nor in its files is the same. */
function isSameServer(before: Interpreter, now: Interpreter): boolean {
  return (
    before.cfText.name === now.cfText.name &&
    before.version === now.version &&
    before.hostName === now.hostName &&
    before.doubts.join("\n") === now.doubts.join("\n")
  );
}
