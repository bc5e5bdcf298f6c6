// The rulesets: their numbers and names, and the rules of each.
import { isDigit, skipSpaces } from "./chars.ts";
import type { Coded } from "./codes.ts";
import type { MessageCode, MessageOptions } from "./messages.ts";
import type { CfPlace, CfRule, CfRuleset } from "./types.ts";

/** Numbers that a person may use are below this; sendmail gives those from here on to names. */
const NUMBERED = 100;
const ALL = 200;

/** What the rulesets need to know of the reading that fills them. */
interface Reading {
  /** The line that is read. */
  readonly coded: Coded;
  /** Says something about that line. */
  say(code: MessageCode, text: string, options?: MessageOptions): void;
}

interface Building {
  readonly number: number;
  name: string | undefined;
  readonly rules: CfRule[];
  readonly places: CfPlace[];
}

export interface RulesetRead {
  /** -1 where sendmail refuses it. */
  readonly number: number;
  /** Index after what was read. */
  readonly end: number;
}

export class RulesetTable {
  readonly #reading: Reading;
  readonly #byNumber = new Map<number, Building>();
  readonly #numbers = new Map<string, number>();
  #next = ALL;
  /** Names that a line gave no number, because it is wrong: who asks for one gets an empty ruleset. */
  readonly #numberless = new Set<string>();
  /** The ruleset that rules are added to; -1 for none. */
  #current = -1;

  constructor(reading: Reading) {
    this.#reading = reading;
  }

  /** An `S` line: the rules that follow are its. */
  select(text: Coded, place: CfPlace): void {
    const { number } = this.read(text, 0);
    this.#current = number;
    if (number < 0) return;
    const ruleset = this.#ruleset(number);
    if (ruleset.rules.length > 0)
      this.#reading.say("ruleset-again", `WARNING: Ruleset ${this.#reading.coded.slice(1)} has multiple definitions`, {
        severity: "warning",
      });
    ruleset.places.push(place);
  }

  get current(): number {
    return this.#current;
  }

  add(rule: CfRule): void {
    this.#ruleset(rule.ruleset).rules.push(rule);
  }

  /**
   * Reads `number`, `name` or `name=number` as sendmail does, and gives a name a number. What sendmail refuses is said.
   * @param text what comes after the name may follow; @param start where it begins
   */
  read(text: Coded, start: number): RulesetRead {
    const at = skipSpaces(text, start);
    const first = text.charCodeAt(at);
    if (isDigit(first)) return this.#readNumber(text, at);
    const name = /^[A-Za-z]\w*/.exec(text.slice(at, at + MAX_NAME))?.[0];
    if (name === undefined) {
      this.#reading.say("ruleset", `invalid ruleset name: "${text.slice(at, at + 20)}"`);
      return { number: -1, end: at };
    }
    return this.#readName(text, at, name);
  }

  #readNumber(text: string, at: number): RulesetRead {
    const digits = /^\d+/.exec(text.slice(at))?.[0] ?? "";
    const number = toInt(digits);
    const end = at + digits.length;
    if (number < NUMBERED && number >= 0) {
      this.#ruleset(number);
      return { number, end };
    }
    this.#reading.say("ruleset", `bad ruleset ${number} (${NUMBERED} max)`);
    return { number: -1, end };
  }

  #readName(text: string, at: number, name: string): RulesetRead {
    let end = skipSpaces(text, at + name.length);
    // sendmail writes NULs over the spaces: what it quotes later ends there.
    const quoted = end > at + name.length ? name : text.slice(at);
    const known = this.#numbers.get(name);
    let number: number;
    if (text[end] === "=") {
      end = skipSpaces(text, end + 1);
      const digits = /^\d+/.exec(text.slice(end))?.[0];
      if (digits === undefined) {
        this.#reading.say("ruleset", `bad ruleset definition "${quoted}" (number required after \`=')`);
        this.#numberless.add(name);
        return { number: -1, end };
      }
      number = toInt(digits);
      end += digits.length;
      if (number >= NUMBERED || number < 0) {
        this.#reading.say("ruleset", `bad ruleset number ${number} in "${quoted}" (${NUMBERED} max)`);
        number = -1;
      }
    } else if (known !== undefined) number = known;
    else {
      number = --this.#next;
      if (number < NUMBERED) {
        this.#reading.say("ruleset", `${quoted}: too many named rulesets (${NUMBERED} max)`);
        number = -1;
      }
    }
    if (known !== undefined && number >= 0 && number !== known) {
      this.#reading.say("ruleset", `${quoted}: ruleset changed value (old ${known}, new ${number})`);
      number = known;
    } else if (number >= 0) this.#numbers.set(name, number);
    else this.#numberless.add(name);
    if (number >= 0) this.#ruleset(number).name = name;
    return { number, end };
  }

  #ruleset(number: number): Building {
    let found = this.#byNumber.get(number);
    if (found === undefined) {
      found = { number, name: undefined, rules: [], places: [] };
      this.#byNumber.set(number, found);
    }
    return found;
  }

  rulesets(): ReadonlyMap<number, CfRuleset> {
    return this.#byNumber;
  }

  numbers(): ReadonlyMap<string, number> {
    for (const name of this.#numberless) if (!this.#numbers.has(name)) this.#numbers.set(name, --this.#next);
    return this.#numbers;
  }
}

/** More than any name that a line can have. */
const MAX_NAME = 2048;

/** A number as C keeps it in 32 bits. */
function toInt(digits: string): number {
  const value = Number(digits);
  return Number.isSafeInteger(value) ? value | 0 : -1;
}
