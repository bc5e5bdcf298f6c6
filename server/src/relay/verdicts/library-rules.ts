// Whether the rules that decide about relaying are those that the m4 library writes, in its order: then all that they can grant is known.
import { Code } from "../../cf/codes.ts";
import type { CfConfig, CfRule, CfRuleset } from "../../cf/types.ts";
import type { Interpreter } from "../../interpreter/index.ts";
import type { Span } from "../../text.ts";
import { LIBRARY_RULES } from "./library-rule-hashes.ts";

/** Where sendmail begins when it asks who may relay. */
const STARTS = ["check_relay", "check_mail", "check_rcpt"] as const;
/** The class whose words name rulesets that others call by what they were given. */
export const CALLED_BY_WORD = "Src";

/** A rule that the library does not write there, or after which it writes another. */
export interface ForeignRule {
  readonly ruleset: string;
  readonly rule: CfRule;
}

/** Those of the rulesets that decide. */
const foreignOf = new WeakMap<readonly CfRuleset[], readonly ForeignRule[]>();

/** The rules that are not the library's in their place, in the order in which rulesets call each other. */
export function foreignRules({ cf, cfText }: Interpreter): readonly ForeignRule[] {
  const deciding = decidingRulesets(cf);
  const rules = foreignOf.get(deciding) ?? foreignRulesIn(deciding, cfText.text);
  foreignOf.set(deciding, rules);
  return rules;
}

function foreignRulesIn(deciding: readonly CfRuleset[], text: string): readonly ForeignRule[] {
  return deciding.flatMap((ruleset) => {
    const { rules } = ruleset;
    const strange = linksOf(ruleset, text).map((link) => !known().has(hashOf(link)));
    return rules.flatMap((rule, i) => {
      // The last one is strange too where something follows it in the library.
      const isForeign = strange[i] === true || (i === rules.length - 1 && strange[i + 1] === true);
      return isForeign ? [{ ruleset: nameOf(ruleset), rule }] : [];
    });
  });
}

/** Those of a configuration's rulesets, which are the same object after an edit of a file, with what they may call by a word. */
const decidingOf = new WeakMap<CfConfig["rulesets"], { readonly words: string; readonly all: readonly CfRuleset[] }>();

/** The rulesets that are asked about clients, senders and recipients, and those that they call. The same list for the same ones. */
export function decidingRulesets(cf: CfConfig): readonly CfRuleset[] {
  const words = calledByWord(cf).join(" ");
  const known = decidingOf.get(cf.rulesets);
  if (known?.words === words) return known.all;
  const all = decidingRulesetsIn(cf);
  decidingOf.set(cf.rulesets, { words, all });
  return all;
}

function calledByWord({ classes }: CfConfig): readonly string[] {
  return [...(classes.get(CALLED_BY_WORD)?.members.values() ?? [])].map(({ word }) => word);
}

function decidingRulesetsIn(cf: CfConfig): readonly CfRuleset[] {
  const found = new Map<number, CfRuleset>();
  const add = (number: number | undefined): void => {
    const ruleset = number === undefined ? undefined : cf.rulesets.get(number);
    if (ruleset === undefined || found.has(ruleset.number)) return;
    found.set(ruleset.number, ruleset);
    for (const { rhs } of ruleset.rules)
      for (const [i, token] of rhs.entries())
        if (token === Code.call) for (const name of called(cf, rhs[i + 1])) add(name);
  };
  for (const name of STARTS) add(cf.rulesetNumbers.get(name));
  return [...found.values()];
}

/** What they are called. */
export function decidingTitles(cf: CfConfig): readonly string[] {
  return decidingRulesets(cf).map(nameOf);
}

/** Numbers of the rulesets that `$>` may call with this token after it. */
function called(cf: CfConfig, token: string | undefined): readonly number[] {
  const name = token?.replace(/^"(.*)"$/, "$1") ?? "";
  const names = /^[\w-]+$/.test(name) ? [name] : calledByWord(cf);
  return names.flatMap((one) => cf.rulesetNumbers.get(one) ?? (/^\d+$/.test(one) ? Number(one) : []));
}

/**
 * Each rule of a ruleset together with the one before it, and the last one with the end. What a site puts into rules of the library
 * (names of DNS lists, texts of refusals) is left out.
 */
export function linksOf(ruleset: CfRuleset, text: string): readonly string[] {
  const rules = ruleset.rules.map((rule) => shapeOf(rule, text));
  const name = nameOf(ruleset);
  return rules.length === 0 ? [] : [...rules, ""].map((rule, i) => `${name}\n${rules[i - 1] ?? ""}\n${rule}`);
}

function nameOf({ name, number }: CfRuleset): string {
  return name ?? String(number);
}

/** Names with dots, of which the first label has a letter; numbers with dots. */
const DOMAINS = /(?<![\w${}])[A-Za-z][\w-]*(?:\.[\w-]+)+\.?/g;
const ADDRESSES = /(?<![\w$.])\d+(?:\.\d+)+\.?/g;

function shapeOf({ lhsSpan, rhsSpan }: CfRule, text: string): string {
  const side = ({ start, end }: Span): string => text.slice(start, end).replace(/\s+/g, " ").trim();
  const [left, right] = [side(lhsSpan), side(rhsSpan)];
  if (/^\$#\s*(?:error|discard)\b/i.test(right)) return `${left.replace(DOMAINS, "D").replace(ADDRESSES, "A")}\t!`;
  return `${left}\t${right.includes(".") ? right.replace(DOMAINS, "D") : right}`;
}

/** FNV-1a, 32 bits. */
export function hashOf(link: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < link.length; i++) hash = Math.imul(hash ^ link.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(36).padStart(WIDTH, "0");
}

/** Letters of a hash. */
const WIDTH = 7;

let hashes: ReadonlySet<string> | undefined;
function known(): ReadonlySet<string> {
  hashes ??= new Set(LIBRARY_RULES.match(/\w{7}/g));
  return hashes;
}
