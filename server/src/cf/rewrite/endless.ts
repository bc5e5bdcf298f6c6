// Rules that match what they have just made, again and again: sendmail applies such a rule a hundred times, or until there is no room.
import { keep } from "../../text/keep.ts";
import { Code } from "../codes.ts";
import { silentLines } from "../silent-lines.ts";
import type { CfConfig, CfFiles, CfRule, CfRuleset } from "../types.ts";
import { UNKNOWN_DNS } from "./environment.ts";
import type { Watch } from "./outcomes.ts";
import { Rewriter } from "./rewriter.ts";

/** A rule that does not come to an end by itself. */
export interface EndlessRule {
  readonly rule: CfRule;
  /** A workspace with which it does not. */
  readonly example: readonly string[];
  /** True where it makes more and more tokens, until sendmail gives the whole ruleset up. */
  readonly grows: boolean;
}

/** Numbers of rulesets with one rule each; no configuration has such numbers. */
const ALONE = 0x10000;
/** What a macro stands for whose value is only known when mail comes. */
const VALUE = "x";

/** What `$*`, `$+` and `$-` stand for in examples; each rule is tried with all of these in turn. */
const FILLINGS: readonly Readonly<Record<string, readonly string[]>>[] = [
  { [Code.anyOrNone]: ["x"], [Code.oneOrMore]: ["x"], [Code.one]: ["x"] },
  { [Code.anyOrNone]: [], [Code.oneOrMore]: ["x"], [Code.one]: ["x"] },
  { [Code.anyOrNone]: ["x", ".", "y"], [Code.oneOrMore]: ["x", ".", "y"], [Code.one]: ["x"] },
];
const FILLED: ReadonlySet<string> = new Set(FILLINGS.flatMap((filling) => Object.values(filling).flat()));

/**
 * All such rules of a configuration, each as it is by itself with what lookups do not find. Those whose outcome rests on what is not
 * known here, such as the words of a class that is a file, are left out.
 */
export function endlessRules(cf: CfConfig): readonly EndlessRule[] {
  const candidates = [...cf.rulesets.values()].flatMap(({ rules }) => rules.filter((rule) => mayRepeat(rule, cf)));
  const trial = new Trial(cf, remembered.get(cf.source));
  const found = candidates.flatMap((rule): readonly EndlessRule[] => {
    const repeats = trial.outcome(rule);
    return repeats === undefined ? [] : [{ rule, ...repeats }];
  });
  keep(remembered, cf.source, trial, MOST_REMEMBERED);
  return found;
}

/** The last version of some configurations, by the names of their sources. */
const remembered = new Map<string, Trial>();
const MOST_REMEMBERED = 4;

type Repeats = Omit<EndlessRule, "rule">;

/** How a rule came out, with the rules of all rulesets that it called. */
interface Outcome {
  readonly repeats: Repeats | undefined;
  readonly called: ReadonlyMap<string, RulesVersion | undefined>;
}

/** The left sides of a ruleset's rules. A rule that was read before has the same ones, and the same right side. */
interface RulesVersion {
  readonly sides: readonly CfRule["lhs"][];
}

/** Tries the rules of one version of a configuration; those that came out already in the version before are not tried again. */
class Trial {
  readonly #cf: CfConfig;
  readonly #basis: readonly unknown[];
  readonly #names: readonly string[];
  readonly #rulesets: ReadonlyMap<string, RulesVersion>;
  readonly #before: ReadonlyMap<CfRule["lhs"], Outcome>;
  readonly #outcomes = new Map<CfRule["lhs"], Outcome>();
  /** The rulesets, and one for each rule that is tried. */
  readonly #withAlone: Map<number, CfRuleset>;
  #engine: Rewriter | undefined;

  constructor(cf: CfConfig, before: Trial | undefined) {
    this.#cf = cf;
    this.#withAlone = new Map(cf.rulesets);
    this.#basis = basisOf(cf);
    this.#names = [...cf.names.list];
    const old = before === undefined ? undefined : before.#rulesets;
    this.#rulesets = new Map(
      [...cf.rulesets.values()].map(({ name, number, rules }) => {
        const title = name ?? String(number);
        const known = old?.get(title);
        const sides = rules.map(({ lhs }) => lhs);
        return [title, known !== undefined && isSame(known.sides, sides) ? known : { sides }] as const;
      }),
    );
    this.#before = before !== undefined && this.#continues(before) ? before.#outcomes : new Map();
  }

  /** Undefined for a rule that comes to an end. */
  outcome(rule: CfRule): Repeats | undefined {
    const known = this.#outcomes.get(rule.lhs) ?? this.#before.get(rule.lhs);
    const isValid =
      known !== undefined && [...known.called].every(([title, version]) => this.#rulesets.get(title) === version);
    const outcome = isValid ? known : this.#try(rule);
    this.#outcomes.set(rule.lhs, outcome);
    return outcome.repeats;
  }

  /** True where nothing but rules differs, and their names have the same ids. */
  #continues(before: Trial): boolean {
    const known = before.#names.slice(0, this.#names.length);
    return isSame(before.#basis, this.#basis) && known.every((name, at) => name === this.#names[at]);
  }

  #try(rule: CfRule): Outcome {
    const rulesets = this.#withAlone;
    this.#engine ??= new Rewriter({ ...this.#cf, rulesets }, NOTHING_KNOWN);
    const engine = this.#engine;
    const number = ALONE + this.#outcomes.size;
    const rules = [{ ...rule, rhs: withoutLookups(rule.rhs) }];
    rulesets.set(number, { number, name: undefined, rules, places: [] });
    const called = new Set<string>();
    const watch: Watch = {
      isStale: false,
      called: (title) => called.add(title),
      asked() {},
      looked() {},
      part: () => watch,
      takes() {},
    };
    engine.watch = watch;
    const repeats = repeatsOf(rule, number, engine);
    called.delete(String(number));
    return { repeats, called: new Map([...called].map((title) => [title, this.#rulesets.get(title)])) };
  }
}

const FILES: CfFiles = { read: () => ({ state: "unknown" }) };
const NOTHING_KNOWN = { files: FILES, dns: UNKNOWN_DNS, user: () => undefined };

/** All that outcomes rest on besides rules. */
function basisOf(cf: CfConfig): readonly unknown[] {
  const { lines, environment, operatorChars, level } = cf;
  const { version, hostName, interfaces, files, user, group, service } = environment;
  const silent = silentLines(cf);
  const contents = lines.flatMap((line) => (line.command === "R" || silent.has(line) ? [] : [line.content]));
  return [version, hostName, interfaces, files, user, group, service, operatorChars, level, ...contents];
}

function isSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((part, at) => part === other[at]);
}

function repeatsOf(rule: CfRule, number: number, engine: Rewriter): Repeats | undefined {
  const { cf } = engine;
  const macros = new Map(macrosOf(rule, cf).map((name) => [name, VALUE]));
  for (const example of examplesOf(rule, cf)) {
    const { messages, certain } = engine.run(number, example, { macros: new Map(macros) });
    const said = certain ? messages.map(({ text }) => text).join("\n") : "";
    if (/^Infinite loop/m.test(said)) return { example, grows: false };
    if (said.includes("expansion too long")) return { example, grows: true };
  }
  return undefined;
}

/**
 * False for a rule that is applied once (`$:`, `$@`) or ends all (`$#`), and for one that takes a literal of its left side away. Calls
 * of rulesets that are not there may do anything.
 */
function mayRepeat({ lhs, rhs }: CfRule, cf: CfConfig): boolean {
  const known = withAllCalled.get(lhs) ?? mayRepeatWithAll(lhs, rhs);
  withAllCalled.set(lhs, known);
  return known.mayRepeat && known.called.every((name) => hasRules(cf, name));
}

interface WithAllCalled {
  /** Where all rulesets that the rule calls are there. */
  readonly mayRepeat: boolean;
  readonly called: readonly string[];
}

/** By the left side: a rule that was read before has the same one, and the same right side. */
const withAllCalled = new WeakMap<CfRule["lhs"], WithAllCalled>();

function mayRepeatWithAll(lhs: CfRule["lhs"], rhs: CfRule["rhs"]): WithAllCalled {
  const [first = ""] = rhs;
  if (lhs.length === 0 || first === Code.user || first === Code.host || first === Code.mailer)
    return { mayRepeat: false, called: [] };
  const called = rhs.flatMap((token, i) => (token === Code.call ? [(rhs[i + 1] ?? "").replace(/^"(.*)"$/, "$1")] : []));
  if (called.length > 0) return { mayRepeat: true, called };
  const left = lhs.filter((token) => isLiteral(token) && !FILLED.has(token));
  const right = rhs.map((token) => token.toLowerCase());
  return { mayRepeat: left.every((token) => right.includes(token.toLowerCase())), called };
}

function hasRules(cf: CfConfig, name: string): boolean {
  const number = cf.rulesetNumbers.get(name) ?? (/^\d+$/.test(name) ? Number(name) : undefined);
  return number !== undefined && (cf.rulesets.get(number)?.rules.length ?? 0) > 0;
}

const OPERATORS: ReadonlySet<string> = new Set(Object.values(Code));

function isLiteral(token: string): boolean {
  return !OPERATORS.has(token.charAt(0));
}

/** Lookups replaced by what they come to where nothing is found: the default, else the key. */
function withoutLookups(rhs: readonly string[]): readonly string[] {
  const made: string[] = [];
  for (let i = 0; i < rhs.length; i++) {
    const token = rhs[i] ?? "";
    const isMap = token === Code.mapBegin;
    if (!isMap && token !== Code.canonBegin) {
      made.push(token);
      continue;
    }
    const end = rhs.indexOf(isMap ? Code.mapEnd : Code.canonEnd, i);
    const inside = rhs.slice(i + (isMap ? 2 : 1), end === -1 ? undefined : end);
    const fallback = inside.lastIndexOf(Code.user);
    const ends = inside.findIndex((one) => one === Code.host || one === Code.user);
    made.push(...(fallback === -1 ? inside.slice(0, ends === -1 ? undefined : ends) : inside.slice(fallback + 1)));
    i = end === -1 ? rhs.length : end;
  }
  return made;
}

/** Names of the macros that a rule asks when it runs. */
function macrosOf({ lhs, rhs }: CfRule, cf: CfConfig): readonly string[] {
  return [...lhs, ...rhs].flatMap((token) =>
    token.startsWith(Code.macroLater) ? [cf.names.name(token.slice(Code.macroLater.length))] : [],
  );
}

function examplesOf({ lhs }: CfRule, cf: CfConfig): readonly (readonly string[])[] {
  return FILLINGS.flatMap((filling) => {
    const words = lhs.map((token) => wordsFor(token, filling, cf));
    return words.some((one) => one === undefined) ? [] : [words.flatMap((one) => one ?? [])];
  });
}

/** What an element of a left side matches; undefined where that is not known. */
function wordsFor(
  token: string,
  filling: Readonly<Record<string, readonly string[]>>,
  cf: CfConfig,
): readonly string[] | undefined {
  const code = token.charAt(0);
  if (isLiteral(token)) return [token];
  if (Object.hasOwn(filling, code)) return filling[code];
  if (code === Code.else) return [token];
  if (code === Code.host) return [];
  if (code === Code.notClass || code === Code.macroLater) return [VALUE];
  if (code !== Code.class) return undefined;
  const [member] = cf.classes.get(cf.names.name(token.slice(1)))?.members.values() ?? [];
  return member === undefined ? undefined : member.word.split(/([.@%!<>-])/).filter((word) => word !== "");
}
