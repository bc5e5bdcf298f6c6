// What can be watched while rules run. Test mode prints it; a trace collects it.

import type { Span } from "../../text.ts";
import type { CfMember, CfRule, CfRuleset } from "../types.ts";
import type { CompiledRule, CompiledRuleset } from "./compile.ts";
import type { Message } from "./messages.ts";
import type { Token } from "./tokens.ts";

/** A class member that a wildcard matched. */
export interface MemberUse {
  /** Name of the class, without braces. */
  readonly className: string;
  readonly member: CfMember;
}

/** A lookup in a map, as the rule asked it. */
export interface LookupUse {
  readonly map: string;
  readonly key: string;
  readonly args: readonly string[];
  /** Undefined: nothing found. */
  readonly value: string | undefined;
  readonly status: number;
  /** The line that answered. */
  readonly span: Span | undefined;
}

/** Everything is optional; a watcher that is there costs time. Tokens are those of the moment: copy what is kept. */
export interface Observer {
  enter?(ruleset: CompiledRuleset, workspace: readonly Token[], depth: number): void;
  leave?(ruleset: CompiledRuleset, workspace: readonly Token[], depth: number): void;
  /** A ruleset ended with an error, which was said. Comes instead of `leave`. */
  aborts?(ruleset: CompiledRuleset): void;
  tries?(rule: CompiledRule): void;
  fails?(rule: CompiledRule): void;
  matches?(rule: CompiledRule, members: readonly MemberUse[]): void;
  /** `$1` is filled in with these tokens. */
  replaces?(digit: string, tokens: readonly Token[]): void;
  rewritten?(rule: CompiledRule, workspace: readonly Token[]): void;
  /** `$&x` was read, on the left or the right side. */
  macro?(side: "LHS" | "RHS", name: string, value: string | undefined): void;
  /** A token out of the value of `$&x`; undefined after the last. */
  macroToken?(token: Token | undefined): void;
  /** A call of a ruleset without rules is left out. */
  skips?(name: string, number: number): void;
  looksUp?(lookup: LookupUse): void;
  /** The workspace where sendmail gives up a loop. */
  loops?(workspace: readonly Token[]): void;
  says?(message: Message): void;
}

/** One step of a trace. `depth` counts from 1. Texts are what sendmail keeps: operators as one code unit (codes.ts). */
export type Step =
  | {
      readonly kind: "enter" | "leave";
      readonly depth: number;
      readonly ruleset: CfRuleset;
      readonly tokens: readonly string[];
    }
  | {
      readonly kind: "rule";
      readonly depth: number;
      readonly rule: CfRule;
      readonly before: readonly string[];
      readonly after: readonly string[];
      readonly members: readonly MemberUse[];
    }
  | { readonly kind: "lookup"; readonly depth: number; readonly lookup: LookupUse }
  | { readonly kind: "message"; readonly depth: number; readonly message: Message };

const texts = (tokens: readonly Token[]): readonly string[] => tokens.map(({ text }) => text);

/** Collects the steps of a run. A rule comes after what its right side looked up and called. */
export class TraceObserver implements Observer {
  readonly steps: Step[] = [];
  /** Of each ruleset at work: its workspace before the rule that matches now, and that rule's class members. */
  readonly #frames: { before: readonly string[]; members: readonly MemberUse[] }[] = [];

  enter({ ruleset }: CompiledRuleset, workspace: readonly Token[]): void {
    this.#frames.push({ before: texts(workspace), members: [] });
    this.steps.push({ kind: "enter", depth: this.#frames.length, ruleset, tokens: texts(workspace) });
  }

  leave({ ruleset }: CompiledRuleset, workspace: readonly Token[]): void {
    this.steps.push({ kind: "leave", depth: this.#frames.length, ruleset, tokens: texts(workspace) });
    this.#frames.pop();
  }

  aborts(): void {
    this.#frames.pop();
  }

  matches(_rule: CompiledRule, members: readonly MemberUse[]): void {
    const frame = this.#frames.at(-1);
    if (frame) frame.members = members;
  }

  rewritten({ rule }: CompiledRule, workspace: readonly Token[]): void {
    const frame = this.#frames.at(-1);
    if (!frame) return;
    const after = texts(workspace);
    this.steps.push({
      kind: "rule",
      depth: this.#frames.length,
      rule,
      before: frame.before,
      after,
      members: frame.members,
    });
    frame.before = after;
  }

  looksUp(lookup: LookupUse): void {
    this.steps.push({ kind: "lookup", depth: this.#frames.length, lookup });
  }

  says(message: Message): void {
    this.steps.push({ kind: "message", depth: this.#frames.length, message });
  }
}
