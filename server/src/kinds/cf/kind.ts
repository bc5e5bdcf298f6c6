// What sendmail itself reads: sendmail.cf, submit.cf. m4 makes it from a .mc, or it is all there is.

import { firstLines } from "../recognition.ts";
import { QUESTIONS } from "../shared.ts";
import type { CompiledKind } from "../types.ts";

const NAMES = ["sendmail.cf", "submit.cf"];

/** The line with the level, which no other format has. */
const LEVEL = /^V\d{1,3}(?:\/\w+)?[\t ]*\r?$/m;
/** Lines that define a macro, a class, a map, an option or a mailer. */
const DEFINITION = /^(?:[DCF](?:\{\w+\}|\w)|K\w+[\t ]+\w+|O[\t ]?\w+[\t ]*=|M\w+,)/m;
/** A rule. */
const RULE = /^R[^\t\n]*\t+\$/m;

export const kind: CompiledKind = {
  form: "compiled",
  name: "cf",
  languageId: "sendmail-cf",
  titles: ["Sendmail Configuration (generated)", "sendmail.cf"],
  about: "`sendmail.cf`, `submit.cf`, any other `*.cf` by its content: those of Postfix and others are left alone.",
  names: { own: NAMES, shared: [], old: [], extensions: ["cf"], includes: [] },
  globs: [],
  commands: [...QUESTIONS, "openSource"],
  comment: "#",
  hasName: (name) => /\.cf$/i.test(name),
  recognises: ({ name, text }) => NAMES.includes(name) || isConfiguration(text),
  isUnmistakable: (text) => isConfiguration(text),
};

/** True for a text with sendmail's lines: its level or rules, and definitions. */
function isConfiguration(text: string): boolean {
  const beginning = firstLines(text);
  return (LEVEL.test(beginning) || RULE.test(beginning)) && DEFINITION.test(beginning);
}
