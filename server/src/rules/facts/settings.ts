// What the author of a site set: options with the place of their value, for the rules about values.
import { catalog } from "../../catalog/index.ts";
import type { MacroCall, Value } from "../../m4/types.ts";
import type { Setting } from "../../mc/types.ts";
import { part, withoutComment, words } from "../../mc/values/places.ts";
import type { MailSite } from "../../site/types.ts";
import { contains, type Span, type TextDocument } from "../../text.ts";
import { editable, lineBounds, lineEndOf, removal } from "../edits/edits.ts";
import type { Fix, FixGrade, TextChange } from "../types.ts";
import { lacksPart } from "./parts.ts";

/** The value of an option, whatever file sets it. */
export interface OptionValue {
  /** As a .mc names it: `confLOG_LEVEL`. */
  readonly name: string;
  /** As the file itself names it: `LogLevel` in a .cf. */
  readonly shown: string;
  /** Expanded. */
  readonly value: string;
  /** The value, or the name where the value was not written in one piece. */
  readonly span: Span;
  /** The value where it is letter for letter in the setting itself: what a fix may edit. Undefined where a macro gives it. */
  readonly exact: Span | undefined;
  /** The name in the setting. */
  readonly nameSpan: Span;
  /** False where a comma would end the value: an argument of m4 without quotes. */
  readonly quoted: boolean;
  /** How the file writes it. */
  readonly written:
    | { readonly by: "define"; readonly setting: Setting }
    /** A line of a .cf, or one that the .mc hands on to its .cf. */
    | { readonly by: "line"; readonly line: Span };
}

/** An option that the .mc sets with a define, as it is in force at the end. */
export interface WrittenOption extends OptionValue {
  readonly setting: Setting;
}

/** The option if the site's author set it; undefined for what the library or the system's files set. */
export function writtenOption(site: MailSite, name: string): WrittenOption | undefined {
  const option = site.mc?.config.option(name);
  const setting = option?.setting;
  if (option === undefined || setting?.value === undefined || setting.implied) return undefined;
  if (!site.has(setting.nameSpan.source)) return undefined;
  // What follows a # in the line of the .cf is a comment, in a define too.
  const record = catalog.get("option", name) ?? catalog.get("define", name);
  const isLine = record?.cf?.kind === "option" || record?.cf?.kind === "macro";
  const { text: value, exact } = isLine ? withoutRest(option) : { text: option.value, exact: option.exact };
  const document = exact && site.document(exact.source);
  // What is written in another macro's body may be used elsewhere, too.
  const editableValue =
    exact !== undefined && document !== undefined && exact.start < exact.end && contains(setting.call.span, exact);
  return {
    name,
    shown: name,
    value,
    setting,
    written: { by: "define", setting },
    nameSpan: setting.nameSpan,
    span: editableValue ? exact : setting.nameSpan,
    exact: editableValue ? exact : undefined,
    quoted: editableValue && document.slice(exact.start - 1, exact.start) === "`",
  };
}

/** The value before a comment, and before the space there. */
function withoutRest({ value: text, exact }: { readonly value: string; readonly exact: Span | undefined }): Value {
  const kept = withoutComment({ text, exact });
  return kept.text === text ? kept : part(kept, 0, kept.text.trimEnd().length);
}

/** All options that the site's author set, each once. */
export function writtenOptions(site: MailSite): readonly WrittenOption[] {
  const names = new Set((site.mc?.config.settings ?? []).filter(({ implied }) => !implied).map(({ name }) => name));
  return [...names].flatMap((name) => writtenOption(site, name) ?? []);
}

/** Lists of words that are not cut at spaces and commas; seen with sendmail, which refuses or takes the words that come of it. */
const WORDS: Readonly<Record<string, RegExp>> = {
  // Letters and digits: any sign is between them, but what is not ASCII is a word that does not exist.
  confPRIVACY_FLAGS: /[A-Za-z0-9]+|[\u0080-\uffff]+/g,
  confDONT_BLAME_SENDMAIL: /[A-Za-z0-9]+|[\u0080-\uffff]+/g,
  confBIND_OPTS: /[^ \t]+/g,
};

/** The words of an option's value, as sendmail cuts it. */
export function optionWords({ name, value, exact }: Pick<OptionValue, "name" | "value" | "exact">): readonly Value[] {
  // Of a value that is put together when sendmail reads it, nobody knows the signs.
  const own = value.includes("$") ? undefined : WORDS[name];
  return words({ text: value, exact }, own ?? /[^\s,]+/g);
}

/** The words of a value without their places, in lower case. */
export function wordsOf(name: string, value: string): readonly string[] {
  return optionWords({ name, value, exact: undefined }).map(({ text }) => text.toLowerCase());
}

/**
 * The letters of a list of single letters, such as confAUTH_OPTIONS. sendmail reads the first one of each word, and loses what is
 * written after it without a space or a comma.
 */
export function optionLetters(value: string): readonly string[] {
  return value.split(/[ \t,]+/).map((word) => word.charAt(0));
}

/** True if every file that the .mc includes was read: only then can be said that something is missing. */
export function isComplete(site: MailSite): boolean {
  const config = site.mc?.config;
  if (config === undefined || site.mc?.part === true || config.unknownFiles.length > 0 || config.fatal !== undefined)
    return false;
  return !lacksPart(config);
}

/** A define as a person writes it on a line of its own. */
export function defineLine(name: string, value: string): string {
  return `define(\`${name}', \`${value}')dnl`;
}

/** Puts a line of its own below the lines of a define. Undefined where the define cannot be edited. */
export function lineAfter(site: MailSite, setting: Setting, line: string): TextChange | undefined {
  return lineAfterCall(site, setting.call, line);
}

/** Puts a line of its own below the lines of a call. Undefined where the call cannot be edited. */
export function lineAfterCall(site: MailSite, call: MacroCall, line: string): TextChange | undefined {
  const document: TextDocument | undefined = editable(site, call);
  if (document === undefined) return undefined;
  const { end, next } = lineBounds(document, call.span.end);
  const lineEnd = lineEndOf(document);
  const { source } = call.span;
  return next === end
    ? { span: { source, start: end, end }, newText: `${lineEnd}${line}` }
    : { span: { source, start: next, end: next }, newText: `${line}${lineEnd}` };
}

/** A fix that gives an option another value, where the value can be edited. */
export function valueFix(
  option: OptionValue,
  value: string,
  grade: FixGrade,
  title = grade === "asks" ? `Change it to ${value}: ${option.name} takes this value` : `Change it to ${value}`,
): readonly Fix[] {
  return option.exact === undefined
    ? []
    : [{ title, grade, preferred: true, changes: [{ span: option.exact, newText: value }] }];
}

/** Moves the lines of one call below another's; undefined where they contain something else, or are in another file. */
export function moveAfter(site: MailSite, call: MacroCall, target: MacroCall): readonly TextChange[] | undefined {
  const document = editable(site, call);
  if (document === undefined || editable(site, target)?.uri !== document.uri) return undefined;
  const text = document.getText();
  const { next } = lineBounds(document, target.span.end);
  const cut = removal(document, call);
  const moved = text.slice(cut.span.start, cut.span.end);
  if (next < cut.span.end || !/[\r\n]$/.test(moved) || !/[\r\n]$/.test(text.slice(0, next))) return undefined;
  return [cut, { span: { source: cut.span.source, start: next, end: next }, newText: moved }];
}
