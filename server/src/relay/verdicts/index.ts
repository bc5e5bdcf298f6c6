// What sendmail answers to a transaction, by its own rulesets: the judge wherever a .cf can be had.
//
//   const verdicts = new Verdicts(interpreter);
//   verdicts.decide(query)                    // a Decision, with the places that decided
//   verdicts.decide(query, { steps: false })  // the same without its steps, several times as fast

import { isAskedFor, type Rewriter } from "../../cf/rewrite/index.ts";
import type { Interpreter } from "../../interpreter/index.ts";
import { keep } from "../../text/keep.ts";
import { hasOddParameters } from "../rulesets/syntax.ts";
import type { Decision, Query } from "../types.ts";
import { Basis, type Whole } from "./basis.ts";
import { type CfListener, listenersOf } from "./daemon.ts";
import { DecisionMemory, type Known } from "./memory.ts";
import type { Moved } from "./moved.ts";
import { QueryDns } from "./query-dns.ts";
import { converse, type Opening, open, type SessionResult } from "./session.ts";
import { stepsOf } from "./steps.ts";

export { type CfListener, listenersOf } from "./daemon.ts";

/** Configurations that are kept ready, by the name of the host. */
const MOST_NAMES = 16;

interface Ready {
  /** What it is known by. */
  readonly key: string;
  readonly engine: Rewriter;
  readonly dns: QueryDns;
  readonly listeners: readonly CfListener[];
  readonly asksSender: boolean;
}

export class Verdicts {
  readonly interpreter: Interpreter;
  readonly #ready = new Map<string, Ready>();
  readonly #memory: DecisionMemory | undefined;
  /** Where is noted what runs and is asked meanwhile. */
  #basis: Basis | undefined;

  constructor(interpreter: Interpreter) {
    this.interpreter = interpreter;
    this.#memory = DecisionMemory.of(interpreter);
  }

  /** The listeners of the configuration. */
  get listeners(): readonly CfListener[] {
    return listenersOf(this.interpreter.cf);
  }

  /**
   * The answer to one transaction. Never throws, whatever is asked. Where it is not `kept`, the work that asks for it still rests on all
   * that it rests on.
   */
  decide(
    query: Query,
    { steps = true, kept = true }: { readonly steps?: boolean; readonly kept?: boolean } = {},
  ): Decision {
    const work = (): Decision => this.#decide(query, { trace: steps, kept });
    return kept ? this.remember(`${steps} ${JSON.stringify(query)}`, work, movedDecision) : work();
  }

  /**
   * Works something out of transactions, or gives what was worked out before an edit of the .cf that cannot have changed it.
   *
   * @param key the same for the same work
   * @param move the value with its places where they are after an edit; undefined where it has to be worked out again
   */
  remember<T extends object>(key: string, work: () => T, move: (value: T, moved: Moved) => T | undefined): T {
    const memory = this.#usableMemory();
    if (memory === undefined) return work();
    let known = memory.find<T>(key);
    if (known === undefined) {
      const basis = new Basis(memory.texts);
      known = { value: this.#noting(basis, work), basis, move };
      memory.keep(key, known);
    }
    return this.#noted(known);
  }

  /**
   * The same for what is worked out in steps.
   *
   * @param also what has a say besides the rulesets that run and what they ask
   */
  *rememberSteps<T extends object>(
    key: string,
    work: () => Generator<void, T>,
    move: (value: T, moved: Moved) => T | undefined,
    also?: () => Whole,
  ): Generator<void, T> {
    const memory = this.#usableMemory();
    if (memory === undefined) return yield* work();
    const known = memory.find<T>(key);
    if (known !== undefined) return this.#noted(known);
    const basis = new Basis(memory.texts, also?.());
    const steps = work();
    for (;;) {
      // Between two steps others may ask, whose basis is theirs.
      const { done, value } = this.#noting(basis, () => steps.next());
      if (done === true) {
        const made = { value, basis, move };
        if (memory.isFor(this.interpreter)) memory.keep(key, made);
        return this.#noted(made);
      }
      yield;
    }
  }

  #usableMemory(): DecisionMemory | undefined {
    return this.#memory?.isFor(this.interpreter) === true ? this.#memory : undefined;
  }

  /** Does something, and notes what runs and is asked meanwhile. */
  #noting<T>(basis: Basis, work: () => T): T {
    const outer = this.#basis;
    this.#basis = basis;
    try {
      return work();
    } finally {
      this.#basis = outer;
    }
  }

  /** The value of what is known; what it rests on has a say in what is worked out at the time. */
  #noted<T>({ value, basis }: Known<T>): T {
    this.#basis?.takes(basis);
    return value;
  }

  #decide(query: Query, how: { readonly trace: boolean; readonly kept: boolean }): Decision {
    const { interpreter } = this;
    const { engine, result } = this.#converse(query, how);
    const { accepted, stage, reply, relayed, effect } = result;
    const cause = this.#doubt(query, result, engine);
    return {
      accepted,
      stage,
      reply,
      relayed,
      ...(effect ? { effect } : {}),
      steps: how.trace ? stepsOf(result, (span) => interpreter.placeOf(span)) : [],
      certain: cause === undefined,
      ...(cause === undefined ? {} : { cause }),
    };
  }

  /** What the rulesets came to in a transaction, one after the other; with `trace`, rule by rule. */
  session(query: Query, { trace = false }: { readonly trace?: boolean } = {}): SessionResult {
    return this.#converse(query, { trace, kept: false }).result;
  }

  #converse(
    query: Query,
    { trace, kept }: { readonly trace: boolean; readonly kept: boolean },
  ): { readonly engine: Rewriter; readonly result: SessionResult } {
    const ready = this.#readyFor(query);
    const { engine, listeners, asksSender } = ready;
    const circumstances = { listeners, asksSender, trace };
    const opening = trace || query.dns !== undefined ? undefined : this.#opening(ready, query, kept);
    this.#begin(ready, query);
    return { engine, result: converse(engine, query, circumstances, opening) };
  }

  /** How sessions of a client begin that go on with one recipient or another; undefined where none is kept. */
  #opening(ready: Ready, query: Query, kept: boolean): Opening | undefined {
    const memory = this.#usableMemory();
    if (memory === undefined || this.#basis === undefined) return undefined;
    const key = `opening ${JSON.stringify({ ...query, recipient: "" })}`;
    if (!kept && memory.find(key) === undefined) return undefined;
    const { engine, listeners, asksSender } = ready;
    const work = (): { readonly opening: Opening | undefined } => {
      this.#begin(ready, query);
      return { opening: open(engine, query, { listeners, asksSender, trace: false }) };
    };
    return this.remember(key, work, unmoved).opening;
  }

  /** Makes the rulesets ready for one query, as those of a process that has just begun. */
  #begin({ key, engine, dns }: Ready, query: Query): void {
    dns.query = query;
    const memory = this.#usableMemory();
    // What tables answered before an edit is not to be noted after it.
    engine.watch = memory && this.#basis;
    // What the query says of the name service is true for it alone.
    const isKept = this.#basis !== undefined && query.dns === undefined;
    engine.outcomes = isKept ? memory?.outcomesFor(key) : undefined;
    // sendmail has a process for each connection. No answer is to rest on what was asked before.
    engine.maps.beginProcess();
  }

  #readyFor({ hostName = this.interpreter.hostName, hostAddresses: addresses }: Query): Ready {
    const key = [hostName ?? "", ...(addresses ?? ["unknown"])].join(" ");
    const known = this.#ready.get(key);
    if (known !== undefined) return known;
    const dns = new QueryDns();
    const interfaces = addresses?.map((address) => `[${address}]`);
    const engine = this.interpreter.rewriter({ ...(hostName === undefined ? {} : { hostName }), interfaces, dns });
    const { cf } = engine;
    const made = { key, engine, dns, listeners: listenersOf(cf), asksSender: isAskedFor("f", cf) };
    this.#memory?.meets(cf);
    keep(this.#ready, key, made, MOST_NAMES);
    return made;
  }

  /** Why the answer is not certain, as a sentence; undefined where it is. */
  #doubt(query: Query, { unknown }: SessionResult, { cf }: Rewriter): string | undefined {
    const [doubt] = this.interpreter.doubts;
    if (doubt !== undefined) return doubt;
    const [asked] = unknown;
    if (asked !== undefined) return asked.reason;
    const { sender, recipient } = query;
    const both = `${sender}\n${recipient}`;
    if (/[^\p{ASCII}]/u.test(both))
      return "An address has characters outside of ASCII: sendmail compares their bytes, which are not known.";
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    if (/[\u0000-\u001f\u007f]/.test(sender) || /[\u0000-\u001f\u007f]/.test(recipient))
      return "An address has control characters, which sendmail refuses or takes out.";
    const size = cf.options.get("MaxMessageSize")?.value.trim() ?? "0";
    if (
      hasOddParameters(sender, "mail") ||
      hasOddParameters(recipient, "rcpt") ||
      (size !== "0" && size !== "" && /\ssize=/i.test(sender))
    )
      return "The parameters after an address are not followed.";
    const probes = !/^\s*(?:t|y|1|loopback)/i.test(cf.options.get("DontProbeInterfaces")?.value ?? "");
    if (probes && query.hostAddresses === undefined && /\[[\da-f.:]/i.test(both))
      return "The addresses of the server's own interfaces count as its names, and they are not known.";
    return undefined;
  }
}

function movedDecision(decision: Decision, moved: Moved): Decision | undefined {
  let isSame = true;
  for (const { span } of decision.steps) {
    const place = span && moved(span);
    if (span !== undefined && place === undefined) return undefined;
    if (place !== span) isSame = false;
  }
  if (isSame) return decision;
  return { ...decision, steps: decision.steps.map((step) => ({ ...step, span: step.span && moved(step.span) })) };
}

/** What is at no place. A function that is made where the work is would keep all that the work saw. */
function unmoved<T>(value: T): T {
  return value;
}
