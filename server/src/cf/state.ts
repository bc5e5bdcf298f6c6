// What sendmail has in memory while it reads a .cf, and what each kind of line changes in it.
import type { Span } from "../text.ts";
import { Code, type Coded } from "./codes.ts";
import { type NameRead, readName } from "./dollars.ts";
import { expand, MAX_DEPTH, MAX_LINE, type ValueOf } from "./expand.ts";
import { LineContent } from "./line-content.ts";
import { type RawLine, spanIn } from "./lines.ts";
import { type MessageCode, type MessageOptions, messageOf } from "./messages.ts";
import { Names } from "./names.ts";
import { Tokenizer } from "./rewrite/tokens.ts";
import { RulesetTable } from "./ruleset-table.ts";
import type {
  CfEnvironment,
  CfHeader,
  CfMacro,
  CfMailer,
  CfMap,
  CfMessage,
  CfMilter,
  CfOption,
  CfPlace,
  CfPrecedence,
  CfQueueGroup,
  CfVariable,
  Unknown,
} from "./types.ts";
import { WordTable } from "./word-table.ts";

const OPERATORS_OF_SENDMAIL = ".:@[]";
/** Rules of older levels take their operators from `$o`. */
const LEVEL_OF_OPERATOR_CHARS = 7;
/** sendmail's buffer for the operators, without its own delimiters. */
const OPERATORS_ROOM = 41;

/** The tokens of a rule. */
export interface RuleSides {
  readonly lhs: readonly Coded[];
  readonly rhs: readonly Coded[];
}

/** The users, groups and services of a host. */
type HostLists = Pick<CfEnvironment, "user" | "group" | "service">;

/** What a reading may rest on: it is compared. */
type Answer = boolean | number | null | undefined;

/** Rules that were read before, by their coded lines; and these by all that the reading of a rule rests on. */
const rulesRead = new Map<string, Map<Coded, RuleSides>>();
const MOST_READINGS = 8;

export class ReadState {
  readonly environment: CfEnvironment;
  readonly names = new Names();
  readonly macros = new Map<string, CfMacro>();
  readonly words: WordTable;
  readonly rulesets = new RulesetTable(this);
  readonly mailers: CfMailer[] = [];
  readonly maps = new Map<string, CfMap>();
  readonly settings: CfOption[] = [];
  readonly headers: CfHeader[] = [];
  readonly precedences: CfPrecedence[] = [];
  readonly queueGroups: CfQueueGroup[] = [];
  readonly milters: CfMilter[] = [];
  readonly variables: CfVariable[] = [];
  readonly messages: CfMessage[] = [];
  /** What the host's lists were asked, and what they answered. */
  readonly asked: { readonly question: (lists: HostLists) => Answer; readonly answer: Answer }[] = [];
  level = 0;
  vendor: string | undefined;
  /** By id: what is asked for every `$`. */
  readonly #values = new Map<string, Coded | null>();
  #line: RawLine = NO_LINE;
  #coded: Coded = "";
  #tokenizer: Tokenizer | undefined;
  #operatorChars: string | undefined;
  #rulesRead: { readonly level: number; readonly rules: Map<Coded, RuleSides> } | undefined;

  constructor(environment: CfEnvironment) {
    this.environment = environment;
    const values = this.#values;
    // Nothing of it leads to the environment: the table outlives that.
    this.words = new WordTable({ names: this.names, hasUnknown: (word) => hasUnknown(word, values) });
  }

  /**
   * Asks the host's lists something. What is read rests on the answer alone, and not on what else they say: another host that answers the
   * same reads the same.
   */
  ask<T extends Answer>(question: (lists: HostLists) => T): T {
    const answer = question(this.environment);
    this.asked.push({ question, answer });
    return answer;
  }

  /** Goes on to the next line. */
  begin(line: RawLine): void {
    this.#line = line;
    this.#coded = "";
    this.#coded = line.content.coded(this.level, this.names, this.sayName);
  }

  /** There is no further line: what is said from now on is about no line. */
  end(): void {
    this.#line = NO_LINE;
    this.#coded = "";
  }

  /** The line as it is after `$` and comments were read: from the letter on. */
  get coded(): Coded {
    return this.#coded;
  }

  get line(): RawLine {
    return this.#line;
  }

  /** Complains about the line. */
  say(code: MessageCode, text: Coded, options: MessageOptions = {}): void {
    this.messages.push(messageOf(code, text, this.#line, options));
  }

  /** Complains about the name of a macro or class. */
  readonly sayName = (text: string): void => this.say("name", text);

  /** Reads the name of a macro or class in the coded line. */
  readName(text: Coded, start: number): NameRead {
    return readName(text, start, this.names, this.sayName);
  }

  /** A stretch of the line, from and to indexes of its text. */
  span(from: number, to: number): Span {
    return spanIn(this.#line, from, to);
  }

  /** The place of a name that begins at index 1 and is `length` long, and of what follows it. */
  place(nameStart: number, nameEnd: number): CfPlace {
    const { text } = this.#line;
    let value = nameEnd;
    while (text[value] === " " || text[value] === "\t") value++;
    let end = text.length;
    while (end > value && /\s/.test(text.charAt(end - 1))) end--;
    return { line: this.#line, name: this.span(nameStart, nameEnd), value: this.span(Math.min(value, end), end) };
  }

  /** Gives a macro a value. */
  define(id: string, value: Coded | Unknown, place: CfPlace | undefined): void {
    const name = this.names.name(id);
    const before = this.macros.get(name);
    const replaced = before?.definition === undefined ? [] : [...before.replaced, before.definition];
    this.macros.set(name, { name, value, definition: place, replaced });
    this.#values.set(id, typeof value === "string" ? value : null);
    this.#rulesRead = undefined;
  }

  /**
   * What rules came to in readings with the same level, macros and operators, by the coded line: most of a .cf are rules, and an edit
   * leaves nearly all of them as they are.
   */
  get rulesRead(): Map<Coded, RuleSides> {
    const { level, operatorChars, environment } = this;
    if (this.#rulesRead?.level === level) return this.#rulesRead.rules;
    const basis = JSON.stringify([environment.version, level, operatorChars, ...this.#values]);
    const rules = rulesRead.get(basis) ?? new Map<Coded, RuleSides>();
    if (rulesRead.size >= MOST_READINGS) rulesRead.clear();
    rulesRead.set(basis, rules);
    this.#rulesRead = { level, rules };
    return rules;
  }

  readonly valueOf: ValueOf = (id) => this.#values.get(id);

  /** Expands a part of the line as sendmail does while it reads. */
  expand(text: Coded, size = MAX_LINE): Coded {
    return expand(text, this.valueOf, size, this.#tooDeep);
  }

  readonly #tooDeep = (): void => this.say("recursion", `expand: recursion too deep (${MAX_DEPTH} max)`);

  /** Cuts texts into tokens. Which characters are operators is decided when the first rule is read, and stays so. */
  get tokenizer(): Tokenizer {
    this.#tokenizer ??= Tokenizer.of(this.operatorChars, this.environment.version);
    return this.#tokenizer;
  }

  /** True where a rule was read, so that the operators are decided. */
  get hasOperators(): boolean {
    return this.#operatorChars !== undefined;
  }

  get operatorChars(): string {
    this.#operatorChars ??= this.expand(this.#operatorSetting(), OPERATORS_ROOM);
    return this.#operatorChars;
  }

  #operatorSetting(): Coded {
    const set = this.settings.findLast(({ name }) => name === "OperatorChars")?.value;
    if (set !== undefined) return set;
    return (this.level < LEVEL_OF_OPERATOR_CHARS ? this.valueOf("o") : undefined) ?? OPERATORS_OF_SENDMAIL;
  }
}

/** True where an expanded text still has a macro whose value nobody told us, not one that contains itself. */
function hasUnknown(text: Coded, values: ReadonlyMap<string, Coded | null>): boolean {
  for (let at = text.indexOf(Code.macro); at !== -1; at = text.indexOf(Code.macro, at + 1))
    if (values.get(text.charAt(at + 1)) === null) return true;
  return false;
}

const NO_LINE: RawLine = {
  command: undefined,
  span: { source: "", start: 0, end: 0 },
  number: 0,
  text: "",
  exact: false,
  content: new LineContent("", false),
};

/** The value of an operator macro: `$*` is defined as the operator that it stands for. */
export const OPERATOR_MACROS: Readonly<Record<string, Coded>> = {
  "*": Code.anyOrNone,
  "+": Code.oneOrMore,
  "-": Code.one,
  "=": Code.class,
  "~": Code.notClass,
  "#": Code.mailer,
  "@": Code.host,
  ":": Code.user,
  ">": Code.call,
  "?": Code.if,
  "|": Code.else,
  ".": Code.fi,
  "[": Code.canonBegin,
  "]": Code.canonEnd,
  "(": Code.mapBegin,
  ")": Code.mapEnd,
  "&": Code.macroLater,
  ...Object.fromEntries([..."0123456789"].map((digit) => [digit, Code.replace + digit])),
};
