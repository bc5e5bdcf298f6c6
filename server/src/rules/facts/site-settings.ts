// The options of a site with the places of their values, whatever file they come from: for rules about values.
import { type CatalogRecord, catalog, cfOptionRecord } from "../../catalog/index.ts";
import { show } from "../../cf/rewrite/show.ts";
import type { CfPlace, Coded } from "../../cf/types.ts";
import { valueIn } from "../../mc/cf-lines.ts";
import type { CfLine } from "../../mc/types.ts";
import { withoutComment } from "../../mc/values/places.ts";
import { perAnswer, perName } from "../../site/per-site.ts";
import type { CfFile, MailSite } from "../../site/types.ts";
import type { Span } from "../../text.ts";
import { lineBounds, removalFixes } from "../edits/edits.ts";
import type { Fix, FixGrade, TextChange } from "../types.ts";
import { placeOfLine } from "./line-place.ts";
import { defineLine, isComplete, lineAfter, type OptionValue, writtenOptions } from "./settings.ts";
import { isStrayText } from "./stray-text.ts";

/** What stands for `$x` in a value. */
const OPERATORS = /[\ue000-\uefff]/;

/**
 * The options that the author of the site set, each once, as they are in force. With a .mc these are its defines and the `O` lines that
 * it hands on; a .cf that has no .mc sets options and macros itself.
 */
export const settingsOf: (site: MailSite) => readonly OptionValue[] = perAnswer((site) => {
  if (site.mc === undefined) return site.cf === undefined ? [] : settingsIn(site, site.cf);
  const lines = linesOf(site);
  return [...writtenOptions(site).filter(({ name }) => !lines.has(name)), ...lines.values()];
});

/** The setting of an option, by the name that a .mc has for it (`confLOG_LEVEL`); undefined where the author did not set it. */
export const settingOf: (site: MailSite, name: string) => OptionValue | undefined = perName((site, name) =>
  settingsOf(site).find((setting) => setting.name === name),
);

/** The same, but undefined where a .cf only has the line that m4 writes for everybody. */
export function ownSettingOf(site: MailSite, name: string): OptionValue | undefined {
  const setting = settingOf(site, name);
  return setting === undefined || (site.mc === undefined && isStock(setting)) ? undefined : setting;
}

/** True for the value that the m4 library writes where nobody sets the option. */
function isStock({ name, value }: OptionValue): boolean {
  return catalog.get("option", name)?.default === value.trim();
}

/** The value in force, by the name that a .mc has for it; undefined where neither the site nor the m4 library sets it. */
export function valueInForce(site: MailSite, name: string): string | undefined {
  return settingOf(site, name)?.value ?? site.mc?.config.option(name)?.value;
}

/** Every value that an option is given: those of some options add up. What the m4 library sets is among them. */
export function valuesInForce(site: MailSite, name: string): readonly string[] {
  const { mc, cf } = site;
  if (mc === undefined) {
    const given = cf?.config.settings.filter((one) => one.accepted && cfOptionRecord(one.name)?.name === name) ?? [];
    return given.map(({ value }) => value);
  }
  const defined = mc.config.option(name)?.value;
  const lines = mc.config.cfLines.flatMap((line) => readLine(line, name)?.value.text ?? []);
  return [...(defined === undefined ? [] : [defined]), ...lines];
}

/** An option's name as the file of the site has it: `confLOG_LEVEL` in a .mc, `LogLevel` in a .cf. */
export function nameIn(site: MailSite, name: string): string {
  const record = catalog.get("option", name);
  return site.mc === undefined && record?.cf.kind === "option" ? record.cf.name : name;
}

/** The same of several. */
export function namesIn(site: MailSite, names: readonly string[]): readonly string[] {
  return names.map((name) => nameIn(site, name));
}

/** True if all that the site sets is known: only then can be said that something is missing. */
export function isWhollyKnown(site: MailSite): boolean {
  return site.mc === undefined ? site.cf?.config.messages.every(({ ends }) => !ends) === true : isComplete(site);
}

/** The line that sets an option in the file of the site. */
export function settingLine(site: MailSite, name: string, value: string): string {
  return site.mc === undefined ? `O ${nameIn(site, name)}=${value}` : defineLine(name, value);
}

/** Sets an option in a line of its own below another's; undefined where that cannot be edited. */
export function settingAfter(
  site: MailSite,
  { written }: OptionValue,
  name: string,
  value: string,
): TextChange | undefined {
  const text = settingLine(site, name, value);
  if (written.by === "define") return lineAfter(site, written.setting, text);
  const document = site.document(written.line.source);
  if (document === undefined || site.mc !== undefined) return undefined;
  const { end } = lineBounds(document, written.line.end);
  const lineEnd = document.getEOLCharacters(0) || "\n";
  return { span: { source: written.line.source, start: end, end }, newText: `${lineEnd}${text}` };
}

/** Fixes that take a setting out: of a .mc, or the line of a .cf. `effect` ends their titles. */
export function removalOf(
  site: MailSite,
  { shown, written }: OptionValue,
  grade: FixGrade,
  effect: string,
): readonly Fix[] {
  if (written.by === "define") return removalFixes(site, written.setting.call, shown, grade, effect);
  const document = site.document(written.line.source);
  if (document === undefined) return [];
  const { start } = lineBounds(document, written.line.start);
  const { next } = lineBounds(document, written.line.end);
  const change = { span: { source: written.line.source, start, end: next }, newText: "" };
  return [{ title: `Remove ${shown}: ${effect}`, grade, preferred: true, changes: [change] }];
}

/** Names of the macros of a .cf that a .mc sets with a define: `S` is SMART_HOST's. */
const macroNames = new Map<string, string>();

function nameOfMacro(name: string): string | undefined {
  if (macroNames.size === 0)
    for (const record of [...catalog.all("option"), ...catalog.all("define")])
      if (record.cf?.kind === "macro") macroNames.set(record.cf.name.replace(/^\{(.*)\}$/, "$1"), record.name);
  return macroNames.get(name);
}

function settingsIn(site: MailSite, cf: CfFile): readonly OptionValue[] {
  const { options, macros, names } = cf.config;
  const setting = (name: string, shown: string, value: Coded, place: CfPlace): OptionValue => {
    const text = OPERATORS.test(value) ? show(value, names) : value;
    const exact = isWhole(site, place.value, text) ? place.value : undefined;
    const { line } = place;
    return {
      name,
      shown,
      value: text,
      span: exact ?? line.span,
      exact,
      nameSpan: place.name.start < place.name.end ? place.name : line.span,
      quoted: true,
      written: { by: "line", line: line.span },
    };
  };
  const found = [...options.values()].flatMap(({ name, value, place }) => {
    const record = cfOptionRecord(name);
    return isRead(record) ? [setting(record.name, name, value, place)] : [];
  });
  for (const { name, value, definition } of macros.values()) {
    const known = nameOfMacro(name);
    if (known === undefined || definition === undefined || typeof value !== "string") continue;
    found.push(setting(known, `D${name.length > 1 ? `{${name}}` : name}`, value, definition));
  }
  return found;
}

/** True for an option with a name in a .mc. Files of aliases are left out: their lines add up, and each has a type. */
function isRead(record: CatalogRecord | undefined): record is CatalogRecord {
  return record?.kind === "option" || (record?.kind === "define" && record.name !== "ALIAS_FILE");
}

/** True for a stretch that has exactly this text: only then its parts have places. */
function isWhole({ cf }: MailSite, { start, end }: Span, text: string): boolean {
  return start < end && cf?.document.slice(start, end) === text;
}

/** `O Name=value`, or `O Name` for an empty value; the old form with one letter is not looked into. */
const O_LINE = /^O (?<name>[A-Za-z][\w.]*)\s*(?:=\s*|$)/;
/** Macros that the library gives a value to in each .cf, set or not (asked of m4: `DS`, `DnMAILER-DAEMON`). */
const ALWAYS_WRITTEN: ReadonlySet<string> = new Set(["SMART_HOST", "confMAILER_NAME"]);
/** Options whose lines add up (seen with VRFY and EXPN: of two lines each counts). */
const ADD_UP: ReadonlySet<string> = new Set(["confPRIVACY_FLAGS"]);

/** The option that a line of a .mc for its .cf sets, by its conf name; undefined for other lines, or where it is another one than `wanted`. */
function readLine(line: CfLine, wanted?: string) {
  const match = line.kind === "O" ? O_LINE.exec(line.text) : null;
  const { name: shown = "" } = match?.groups ?? {};
  const record = match === null ? undefined : cfOptionRecord(shown);
  if (match === null || !isRead(record) || (wanted !== undefined && record.name !== wanted)) return undefined;
  return { name: record.name, shown, value: withoutComment(valueIn(line, match[0].length, line.text.length)) };
}

/** Settings of the system that the library writes as options into each .cf (asked of m4); of its files StatusFile is only a comment. */
const OF_SYSTEM: ReadonlySet<string> = new Set(["QUEUE_DIR", "HELP_FILE"]);

/** What the library writes for an option below LOCAL_CONFIG; undefined where it writes nothing (asked of m4, option by option). */
function writtenAgain(site: MailSite, name: string): string | undefined {
  const config = site.mc?.config;
  const record = catalog.get("define", name);
  if (record !== undefined) {
    const set = config?.setting(name)?.value?.text;
    const isMsp = name === "QUEUE_DIR" && (config?.feature("msp").length ?? 0) > 0;
    return isMsp ? undefined : (set ?? (OF_SYSTEM.has(name) ? record.default : undefined));
  }
  const option = config?.option(name);
  if (option === undefined || ADD_UP.has(name)) return undefined;
  const isWritten =
    option.setting !== undefined ||
    (name !== "confTIME_ZONE" && (!name.startsWith("confMILTER_MACROS_") || config?.filters().length !== 0));
  return isWritten ? option.value : undefined;
}

/**
 * `DSrelay.example.net`: the setting that a define gives otherwise. In LOCAL_CONFIG it comes below the library's line, and outside of
 * all sections above it.
 */
function readMacro(line: CfLine) {
  const isAbove = line.section === "stray";
  const match =
    line.kind === "D" && (isAbove || line.section === "LOCAL_CONFIG")
      ? /^D(?:\{(\w+)\}|([A-Za-z]))/.exec(line.text)
      : null;
  const shown = match?.[1] ?? match?.[2];
  const name = shown === undefined ? undefined : nameOfMacro(shown);
  if (match === null || shown === undefined || name === undefined) return undefined;
  const value = withoutComment(valueIn(line, match[0].length, line.text.length));
  return { name, shown: `D${match[1] === undefined ? shown : `{${shown}}`}`, value };
}

/** What the library's own line below gives an option or macro; undefined where there is none, or it adds to this one. */
function valueBelow(site: MailSite, { kind, section }: CfLine, name: string): string | undefined {
  const config = site.mc?.config;
  if (section !== "stray" && section !== "LOCAL_CONFIG") return undefined;
  if (kind === "O") return writtenAgain(site, name);
  const set = config?.setting(name)?.value?.text ?? config?.option(name)?.value;
  // Of the macros only $Z is written below LOCAL_CONFIG (seen with sendmail -bt).
  if (section === "LOCAL_CONFIG") return name === "confCF_VERSION" ? set : undefined;
  return set ?? (ALWAYS_WRITTEN.has(name) ? "" : undefined);
}

/** An `O` or `D` line of the .mc that the library overrides with one of its own below. */
export interface OverriddenLine {
  readonly kind: "O" | "D";
  readonly name: string;
  readonly shown: string;
  /** What the line says, and what the library's line says. */
  readonly value: string;
  readonly instead: string;
  readonly span: Span;
}

/** The `O` and `D` lines of a .mc that have no effect: the library writes the same option or macro again below. */
export function overriddenLines(site: MailSite): readonly OverriddenLine[] {
  return (site.mc?.config.cfLines ?? []).flatMap((line) => {
    const read = isStrayText(site, line) ? undefined : (readLine(line) ?? readMacro(line));
    const instead = read === undefined ? undefined : valueBelow(site, line, read.name);
    if (read === undefined || instead === undefined || !site.has(line.span.source)) return [];
    const { name, shown } = read;
    const value = read.value.text.trim();
    const kind = line.kind === "O" ? "O" : "D";
    return instead === value ? [] : [{ kind, name, shown, value, instead, span: placeOfLine(site, line) }];
  });
}

/** The `O` and `D` lines of a .mc that are in force, by the conf name. What the library writes below overrides them. */
function linesOf(site: MailSite): ReadonlyMap<string, OptionValue> {
  const found = new Map<string, OptionValue>();
  const config = site.mc?.config;
  for (const line of config?.cfLines ?? []) {
    const read = readLine(line) ?? readMacro(line);
    if (read === undefined || !site.has(line.span.source) || isStrayText(site, line)) continue;
    const { name, shown, value } = read;
    if (valueBelow(site, line, name) !== undefined || name === "confCF_VERSION") continue;
    found.set(name, {
      name,
      shown,
      value: value.text,
      span: value.exact ?? line.span,
      exact: value.exact,
      nameSpan: (line.kind === "O" ? valueIn(line, 2, 2 + shown.length).exact : undefined) ?? line.span,
      quoted: true,
      written: { by: "line", line: line.span },
    });
  }
  return found;
}
