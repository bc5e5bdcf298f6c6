// A rule in words: what its left side matches and what its right side makes, operator by operator.

import { type OperatorName, operatorOf } from "../../cf/codes.ts";
import { type CfConfig, type CfRule, Code, type Coded } from "../../cf/index.ts";
import { show } from "../../cf/rewrite/show.ts";
import { code } from "../markdown.ts";

/** What a wildcard matches. */
const WILDCARDS: Readonly<Partial<Record<OperatorName, string>>> = {
  anyOrNone: "any number of words, none too",
  oneOrMore: "one word or more",
  one: "exactly one word",
};

/** The rule as Markdown: two lists, and when sendmail goes on. */
export function ruleText(rule: CfRule, cf: CfConfig): string {
  const { lines: left, wildcards } = leftLines(rule.lhs, cf);
  const right = rightLines(rule.rhs, cf, wildcards);
  return [
    "**Matches**",
    list(left.length === 0 ? ["nothing: sendmail refuses this side"] : left),
    "**Makes**",
    list(right.length === 0 ? ["nothing: sendmail refuses this side"] : right),
    control(rule.rhs),
  ].join("\n\n");
}

function list(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join("\n");
}

/** When sendmail applies the rule again, and what comes after it. */
function control(rhs: readonly Coded[]): string {
  const first = rhs[0]?.charAt(0);
  if (first === Code.host) return "The ruleset ends here with this result.";
  if (first === Code.user) return "sendmail applies the rule once, then goes on with the next one.";
  if (rhs.some((token) => token.startsWith(Code.mailer)) && first === Code.mailer)
    return "This is the answer: sendmail applies no further rule.";
  return "sendmail applies the rule again as long as it matches, then goes on with the next one.";
}

/** The left side, one line for each operator and each run of literal words; and what each wildcard matches. */
function leftLines(
  lhs: readonly Coded[],
  cf: CfConfig,
): { readonly lines: readonly string[]; readonly wildcards: readonly string[] } {
  const lines: string[] = [];
  const wildcards: string[] = [];
  const wild = (token: Coded, text: string) => {
    wildcards.push(show(token, cf.names));
    lines.push(`${code(show(token, cf.names))} ${text}: ${code(`$${wildcards.length}`)}`);
  };
  for (const [at, end] of pieces(lhs)) {
    const token = lhs[at] ?? "";
    const operator = operatorOf(token.charCodeAt(0));
    const name = () => nameOf(token, cf);
    const wildcard = operator === undefined ? undefined : WILDCARDS[operator];
    if (wildcard !== undefined) wild(token, wildcard);
    else if (operator === "class") wild(token, `a name in class ${code(name())}`);
    else if (operator === "notClass") wild(token, `one word that is not in class ${code(name())}`);
    else if (operator === "host") lines.push(`${code("$@")} nothing at all: the address is empty`);
    else if (operator === "macroLater")
      lines.push(`${code(show(token, cf.names))} the value that macro ${code(name())} has at that moment`);
    else if (operator === "macro") lines.push(`${code(show(token, cf.names))} the value of macro ${code(name())}`);
    else lines.push(`${code(literal(lhs.slice(at, end), cf))} as written`);
  }
  return { lines, wildcards };
}

/** What each operator of the right side adds. */
const PLAIN: Readonly<Partial<Record<OperatorName, string>>> = {
  mapEnd: "the end of the lookup",
  canonEnd: "the end of the host name",
  else: "a separator between two parts of the answer",
};

function rightLines(rhs: readonly Coded[], cf: CfConfig, wildcards: readonly string[]): readonly string[] {
  const lines: string[] = [];
  let lookup = false;
  let answer = false;
  for (const [at, end] of pieces(rhs)) {
    const token = rhs[at] ?? "";
    const operator = operatorOf(token.charCodeAt(0));
    const next = rhs[end] ?? "";
    const shown = code(show(token, cf.names));
    if (operator === undefined) {
      const before = operatorOf((rhs[at - 1] ?? "").charCodeAt(0));
      // The words after these operators are told with them.
      const from = before === "call" || before === "mapBegin" || before === "mailer" ? at + 1 : at;
      if (from < end) lines.push(`${code(literal(rhs.slice(from, end), cf))} as written`);
    } else if (operator === "replace") {
      const digit = Number(token.charAt(1));
      const what = wildcards[digit - 1];
      lines.push(
        `${shown} ${what === undefined ? "nothing: the left side has no such wildcard" : `what ${code(what)} matched`}`,
      );
    } else if (operator === "call")
      lines.push(`${shown} runs ruleset ${rulesetName(rhs[at + 1], cf)} on all that follows, and takes its result`);
    else if (operator === "mapBegin") {
      lookup = true;
      lines.push(`${shown} looks up in map ${wordOf(rhs[at + 1], cf)}`);
    } else if (operator === "mapEnd") {
      lookup = false;
      lines.push(`${shown} ${PLAIN.mapEnd}`);
    } else if (operator === "canonBegin") lines.push(`${shown} asks for the full name of the host that follows`);
    else if (operator === "mailer") {
      answer = true;
      lines.push(`${shown} answers: mailer ${wordOf(rhs[at + 1], cf)}`);
    } else if (operator === "host")
      lines.push(
        at === 0
          ? `${shown} ends the ruleset with what follows`
          : `${shown} ${lookup ? "a further argument of the map" : answer ? "the host" : "the host of the answer"}`,
      );
    else if (operator === "user")
      lines.push(
        at === 0
          ? `${shown} applies the rule only once`
          : `${shown} ${lookup ? "if the map has no entry" : answer ? "the user, or the text of the reply" : "the user of the answer"}`,
      );
    else if (operator === "macroLater")
      lines.push(`${shown} the value that macro ${code(nameOf(token, cf))} has at that moment`);
    else if (operator === "macro") lines.push(`${shown} the value of macro ${code(nameOf(token, cf))}`);
    else lines.push(`${shown} ${PLAIN[operator] ?? "as written"}`);
    if (next === "" && end >= rhs.length) break;
  }
  return lines;
}

/** Each operator by itself, and runs of other words: from and to (exclusive) indexes. */
function* pieces(tokens: readonly Coded[]): Generator<readonly [number, number]> {
  for (let at = 0; at < tokens.length; ) {
    let end = at + 1;
    if (!isOperator(tokens[at])) while (end < tokens.length && !isOperator(tokens[end])) end++;
    yield [at, end];
    at = end;
  }
}

function isOperator(token: Coded | undefined): boolean {
  return token !== undefined && operatorOf(token.charCodeAt(0)) !== undefined;
}

function literal(tokens: readonly Coded[], cf: CfConfig): string {
  return tokens.map((token) => show(token, cf.names)).join(" ");
}

/** The name of the macro or class that a token is about. */
function nameOf(token: Coded, cf: CfConfig): string {
  return cf.names.name(token.charAt(1));
}

function wordOf(token: Coded | undefined, cf: CfConfig): string {
  if (token === undefined) return "that is not named";
  return code(show(token, cf.names));
}

function rulesetName(token: Coded | undefined, cf: CfConfig): string {
  const word = token === undefined ? "" : show(token, cf.names);
  const name = cf.rulesets.get(Number(word))?.name;
  return name === undefined ? wordOf(token, cf) : `${code(word)} (${name})`;
}
