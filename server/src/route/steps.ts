// Turns what rulesets do into steps that a person can follow: names of the server, lines of tables, relays, rules of the site's own.
import type { CompiledRule } from "../cf/rewrite/compile.ts";
import { join, type Rewriter, show, type Token } from "../cf/rewrite/index.ts";
import type { LookupUse, MemberUse, Observer } from "../cf/rewrite/observer.ts";
import type { Interpreter } from "../interpreter/index.ts";
import type { RouteStep } from "./types.ts";

/** What it means that a class has a word. Classes that only help to take addresses apart are not here. */
const CLASSES: Readonly<Record<string, string>> = {
  w: "is one of the server's own names",
  VirtHost: "is a domain of the virtusertable",
  G: "is a domain of the genericstable",
  M: "is masqueraded",
  N: "is not masqueraded",
  E: "is an exposed user, whose address is not masqueraded",
  L: "is a user whom the hub does not get",
  R: "may be relayed to",
};

/** Macros that name another host to hand mail to. */
const RELAYS: Readonly<Record<string, string>> = {
  S: "SMART_HOST",
  H: "MAIL_HUB",
  R: "LOCAL_RELAY",
  L: "LUSER_RELAY",
  M: "MASQUERADE_AS",
  Y: "UUCP_RELAY",
  B: "BITNET_RELAY",
  C: "DECNET_RELAY",
  F: "FAX_RELAY",
};

/** Types of maps whose answers are lines that somebody wrote. */
const TABLES: ReadonlySet<string> = new Set(["hash", "btree", "dbm", "cdb", "text", "implicit", "sequence", "switch"]);

/** Watches one address on its way. */
export class StepCollector implements Observer {
  readonly steps: RouteStep[] = [];
  readonly #interpreter: Interpreter;
  readonly #engine: Rewriter;
  readonly #seen = new Set<string>();
  #before: readonly Token[][] = [];

  constructor(interpreter: Interpreter, engine: Rewriter) {
    this.#interpreter = interpreter;
    this.#engine = engine;
  }

  enter(_ruleset: unknown, workspace: readonly Token[]): void {
    this.#before = [...this.#before, [...workspace]];
  }

  leave(): void {
    this.#before = this.#before.slice(0, -1);
  }

  aborts(): void {
    this.#before = this.#before.slice(0, -1);
  }

  matches({ rule }: CompiledRule, members: readonly MemberUse[]): void {
    for (const { className, member } of members) {
      const meaning = CLASSES[className];
      if (meaning === undefined) continue;
      const span = member.span && this.#interpreter.placeOf(member.span);
      this.#add(`class ${className}: ${member.word} ${meaning}`, span);
    }
    void rule;
  }

  looksUp({ map, key, value, span }: LookupUse): void {
    const known = this.#engine.cf.maps.get(map.toLowerCase());
    if (value === undefined || known === undefined || !TABLES.has(known.type)) return;
    const name = known.argument.slice(known.argument.lastIndexOf("/") + 1).replace(/\.(?:db|pag|cdb)$/, "") || map;
    this.#add(`${name}: ${key} -> ${value}`, span);
  }

  rewritten({ rule }: CompiledRule, workspace: readonly Token[]): void {
    const depth = this.#before.length - 1;
    const before = this.#before[depth];
    this.#before = [...this.#before.slice(0, depth), [...workspace]];
    const { cfText } = this.#interpreter;
    const right = cfText.text.slice(rule.rhsSpan.start, rule.rhsSpan.end);
    const relay = /<\s*\$([A-Z])\b/.exec(right)?.[1];
    if (relay !== undefined && RELAYS[relay] !== undefined) {
      const macro = this.#engine.cf.macros.get(relay);
      const { value, definition } = macro ?? {};
      if (typeof value !== "string" || value === "") return;
      this.#add(
        `${RELAYS[relay]}: ${show(value, this.#engine.cf.names)}`,
        definition && this.#interpreter.placeOf(definition.line.span),
      );
      return;
    }
    if (cfText.lines === undefined || before === undefined) return;
    const place = this.#interpreter.writtenAt(rule.line.span);
    if (place === undefined) return;
    this.#add(`a rule of yours: ${this.#shown(before)} -> ${this.#shown(workspace)}`, place);
  }

  #shown(tokens: readonly Token[]): string {
    return show(join(tokens, this.#engine.blank, MOST_SHOWN), this.#engine.cf.names);
  }

  #add(text: string, span: RouteStep["span"]): void {
    if (this.#seen.has(text)) return;
    this.#seen.add(text);
    this.steps.push({ text, span });
  }
}

const MOST_SHOWN = 256;
