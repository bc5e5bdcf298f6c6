// Turns what rulesets do into steps that a person can follow: names of the server, lines of tables, relays, rules of the site's own.
import type { CompiledRule } from "../cf/rewrite/compile.ts";
import { join, type Rewriter, show, type Token } from "../cf/rewrite/index.ts";
import type { LookupUse, MemberUse, Observer } from "../cf/rewrite/observer.ts";
import { fromBytes } from "../interpreter/bytes.ts";
import type { Interpreter } from "../interpreter/index.ts";
import type { Span } from "../text.ts";
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

/** What a rule means for the steps: a relay that it names, or that somebody wrote it himself. */
interface RuleMeaning {
  /** The macro of the relay. */
  readonly relay: string | undefined;
  readonly written: Span | undefined;
}

const MEANINGS = Symbol("meanings of rules");

/** Watches one address on its way. */
export class StepCollector implements Observer {
  readonly steps: RouteStep[] = [];
  readonly #interpreter: Interpreter;
  readonly #engine: Rewriter;
  readonly #meanings: Map<CompiledRule, RuleMeaning>;
  readonly #asked: Set<string>;
  readonly #seen = new Set<string>();
  /** The workspace of each ruleset at work. */
  readonly #before: (readonly Token[])[] = [];

  /** @param asked gets the paths of the tables in which something was looked for and not found */
  constructor(interpreter: Interpreter, engine: Rewriter, asked: Set<string>) {
    this.#interpreter = interpreter;
    this.#asked = asked;
    this.#engine = engine;
    this.#meanings = interpreter.derived(MEANINGS, engine, () => new Map<CompiledRule, RuleMeaning>());
  }

  enter(_ruleset: unknown, workspace: readonly Token[]): void {
    this.#before.push([...workspace]);
  }

  leave(): void {
    this.#before.pop();
  }

  aborts(): void {
    this.#before.pop();
  }

  matches(_rule: CompiledRule, members: readonly MemberUse[]): void {
    for (const { className, member } of members) {
      const meaning = CLASSES[className];
      if (meaning === undefined) continue;
      const span = member.span && this.#interpreter.placeOf(member.span);
      this.#add(`class ${className}: ${member.word} ${meaning}`, span);
    }
  }

  looksUp({ map, key, value, span }: LookupUse): void {
    const known = this.#engine.cf.maps.get(map.toLowerCase());
    if (known === undefined || !TABLES.has(known.type)) return;
    if (value === undefined) {
      for (const path of this.#engine.maps.textsOf(map)) this.#asked.add(path);
      return;
    }
    const file = /[^/]*$/.exec(known.argument)?.[0].replace(/\.(?:db|pag|cdb)$/, "");
    const name = (known.argument.includes("/") && file) || map;
    this.#add(`${name}: ${fromBytes(key)} -> ${fromBytes(value)}`, span);
  }

  rewritten(compiled: CompiledRule, workspace: readonly Token[]): void {
    const before = this.#before.pop();
    this.#before.push([...workspace]);
    const { relay, written } = this.#meaningOf(compiled);
    if (relay !== undefined) {
      const { value, definition } = this.#engine.cf.macros.get(relay) ?? {};
      if (typeof value !== "string" || value === "") return;
      const place = definition && this.#interpreter.placeOf(definition.line.span);
      this.#add(`${RELAYS[relay]}: ${show(value, this.#engine.cf.names)}`, place);
    } else if (written !== undefined && before !== undefined)
      this.#add(`a rule of yours: ${this.#shown(before)} -> ${this.#shown(workspace)}`, written);
  }

  #meaningOf(compiled: CompiledRule): RuleMeaning {
    const known = this.#meanings.get(compiled);
    if (known !== undefined) return known;
    const { cfText } = this.#interpreter;
    const { rhsSpan, line } = compiled.rule;
    const macro = /<\s*\$([A-Z])\b/.exec(cfText.text.slice(rhsSpan.start, rhsSpan.end))?.[1];
    const relay = macro !== undefined && Object.hasOwn(RELAYS, macro) ? macro : undefined;
    // A .cf by itself has only such rules: they would say too much.
    const written = cfText.lines === undefined ? undefined : this.#interpreter.writtenAt(line.span);
    const meaning = { relay, written };
    this.#meanings.set(compiled, meaning);
    return meaning;
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
