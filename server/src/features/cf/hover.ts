// What a word of a .cf means: its value, where that comes from, what it is for; and a rule in words.
import type { Hover } from "vscode-languageserver-types";
import { type CatalogRecord, catalog, cfNameText, cfOptionRecord } from "../../catalog/index.ts";
import type { CfConfig, CfMailer, CfMap, CfMember as ClassMember, Unknown } from "../../cf/index.ts";
import type { CfMention } from "../../cf/mentions.ts";
import { PROGRAM_RULESETS } from "../../cf/program-rulesets.ts";
import { show } from "../../cf/rewrite/show.ts";
import { mentionsIn } from "../../site/cf-mentions.ts";
import { perSite } from "../../site/per-site.ts";
import type { CfMember, MailSite } from "../../site/types.ts";
import { versionLine } from "../../site/version.ts";
import { type Span, touches } from "../../text.ts";
import type { Place } from "../editor.ts";
import { hoverPage } from "../hover.ts";
import { lineLink } from "../line-link.ts";
import { code } from "../markdown.ts";
import { oldVersionNote } from "../old-version-note.ts";
import { recordMarkdown } from "../record-markdown.ts";
import { lineText } from "./line-text.ts";
import { mentionAt, placesOf } from "./names.ts";
import { originOf } from "./origin.ts";
import { ruleText } from "./rule-text.ts";

/** Members of a class, words of a value that are written out. */
const MOST = 20;

/** The hover at a place of a .cf; undefined in comments and where nothing is known. */
export function hoverCf(place: Place<CfMember>): Hover | undefined {
  const { site, file, offset, options } = place;
  const { document } = file;
  const origin = originOf(file, offset, options.built);
  const made = origin === undefined ? undefined : `Made from the \`.mc\`: ${lineLink(site, origin)}.`;
  const mention = mentionAt(site, offset);
  const page = mention && mentionText(place, mention);
  const old = isAboutVersion(site, mention, offset) ? oldVersionNote(site, options) : undefined;
  if (mention !== undefined && page !== undefined)
    return hoverPage(document, mention.span, [old, page, made].filter((part) => part !== undefined).join("\n\n"));
  const line = old === undefined ? undefined : versionLine(document);
  if (old !== undefined && line !== undefined) return hoverPage(document, line, old);
  if (mentionsIn(site).comments.some((span) => touches(span, offset) && offset > span.start)) return undefined;
  const rule = ruleAt(site, file.cf.config, offset);
  if (rule !== undefined)
    return hoverPage(
      document,
      rule.line.span,
      [ruleText(rule, file.cf.config), made].filter((part) => part !== undefined).join("\n\n"),
    );
  const other = file.cf.config.lines.find(({ span }) => touches(span, offset));
  const text = other && lineText(file.cf.config, other);
  if (other === undefined || text === undefined) return undefined;
  return hoverPage(document, other.span, [text, made].filter((part) => part !== undefined).join("\n\n"));
}

/** True on the line that names the version, and on the rulesets that decide who may relay. */
function isAboutVersion(site: MailSite, mention: CfMention | undefined, offset: number): boolean {
  const line = site.cf && versionLine(site.cf.document);
  if (line !== undefined && touches(line, offset)) return true;
  if (mention?.thing !== "ruleset") return false;
  const name = site.cf?.config.rulesets.get(Number(mention.key))?.name ?? mention.key;
  return /^(?:check_|Local_check_)/.test(name);
}

/** The rules by the offset at which their lines begin. */
const rulesIn = perSite(({ cf }: MailSite) => {
  const rules = [...(cf?.config.rulesets.values() ?? [])].flatMap((ruleset) => ruleset.rules);
  return new Map(rules.map((rule) => [rule.line.span.start, rule]));
});

function ruleAt(site: MailSite, cf: CfConfig, offset: number) {
  const line = cf.lines.find(({ span }) => touches(span, offset));
  return line && rulesIn(site).get(line.span.start);
}

function mentionText(place: Place<CfMember>, mention: CfMention): string | undefined {
  const { site, file, options } = place;
  const cf = file.cf.config;
  const { key, thing } = mention;
  const lines = linesOf(site, placesOf(site, mention, "definition"));
  switch (thing) {
    case "ruleset":
      return rulesetText(cf, mention, lines, placesOf(site, mention, "use").length);
    case "macro":
      return macroText(cf, key, lines);
    case "class":
      return classText(cf, key, lines);
    case "map": {
      const map = cf.maps.get(key);
      return map && mapText(map, lines);
    }
    case "mailer": {
      const mailer = cf.mailers.find(({ name }) => name.toLowerCase() === key);
      return mailer && mailerText(mailer, cf, lines);
    }
    case "option": {
      const record = cfOptionRecord(key);
      const setting = cf.options.get(key);
      const notes = setting === undefined ? [] : [`**Here:** ${valueText(show(setting.value, cf.names))}.`];
      return record && recordMarkdown(record, options, { notes });
    }
  }
}

function linesOf(site: MailSite, spans: readonly Span[]): string | undefined {
  if (spans.length === 0) return undefined;
  const shown = spans.slice(0, MOST).map((span) => lineLink(site, span));
  return `Written in ${shown.join(", ")}${spans.length > MOST ? " and more" : ""}.`;
}

function page(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== "").join("\n\n");
}

function valueText(text: string): string {
  if (text.trim() === "") return "nothing";
  return code(text.length > 200 ? `${text.slice(0, 200)}…` : text);
}

function unknownText({ unknown, subject }: Unknown): string {
  return unknown === "run" ? "another one in each run" : `not known here (${unknown}: ${code(subject)})`;
}

/** The record of the define or macro that sets something of the .cf. */
function recordFor(kind: "macro" | "class", name: string): CatalogRecord | undefined {
  return [...catalog.all("define"), ...catalog.all("option")].find(
    ({ cf }) => cf?.kind === kind && (cf.name === name || cf.name === `{${name}}`),
  );
}

function purpose(record: CatalogRecord | undefined): string | undefined {
  return record && `${record.summary} A \`.mc\` sets it with ${code(record.name)}.`;
}

function rulesetText(cf: CfConfig, { key }: CfMention, lines: string | undefined, uses: number): string {
  const ruleset = cf.rulesets.get(Number(key));
  const name = ruleset?.name ?? key;
  const number = ruleset?.name === undefined ? "" : ` (number ${ruleset.number})`;
  const rules = ruleset?.rules.length ?? 0;
  return page(
    `**${code(name)}** · ruleset${number}`,
    PROGRAM_RULESETS[name] ?? PROGRAM_RULESETS[key],
    `${rules} ${rules === 1 ? "rule" : "rules"}. Named in ${uses} ${uses === 1 ? "place" : "places"} of this file.`,
    rules === 0 && lines === undefined ? "No `S` line opens it, so it changes nothing." : lines,
  );
}

function macroText(cf: CfConfig, name: string, lines: string | undefined): string {
  const macro = cf.macros.get(name);
  const value =
    macro === undefined
      ? "not set when the file is read"
      : typeof macro.value === "string"
        ? valueText(show(macro.value, cf.names))
        : unknownText(macro.value);
  return page(
    `**${code(name.length > 1 ? `\${${name}}` : `$${name}`)}** · macro`,
    cfNameText("macro", name),
    purpose(recordFor("macro", name)),
    `**Value:** ${value}.`,
    lines ?? (macro === undefined ? undefined : "sendmail sets it itself."),
  );
}

function classText(cf: CfConfig, name: string, lines: string | undefined): string {
  const found = cf.classes.get(name);
  const members = [...(found?.members.values() ?? [])];
  const shown = members.slice(0, MOST).map(({ word }: ClassMember) => code(word));
  const more = members.length > MOST ? ` and ${members.length - MOST} more` : "";
  const unknown = (found?.unknown ?? []).map((one) => code(one.subject));
  return page(
    `**${code(name.length > 1 ? `$={${name}}` : `$=${name}`)}** · class`,
    cfNameText("class", name),
    purpose(recordFor("class", name)),
    members.length === 0 ? "No members in this file." : `**Members:** ${shown.join(", ")}${more}.`,
    unknown.length === 0 ? undefined : `Further members come from ${unknown.join(", ")}.`,
    lines,
  );
}

function mapText({ name, type, flags, argument, valid }: CfMap, lines: string | undefined): string {
  const record = catalog.get("map-type", type);
  const meaning = (letter: string) =>
    catalog.get("map-flag", `-${letter}`)?.summary ??
    record?.arguments?.find((argument) => argument.name === `-${letter}`)?.meaning;
  const explained = flags.map(({ letter, value }) =>
    `- ${code(`-${letter}${value}`)} ${meaning(letter) ?? ""}`.trimEnd(),
  );
  return page(
    `**${code(name)}** · map of type ${code(type)}`,
    record?.summary,
    argument === "" ? undefined : `**File or argument:** ${code(argument)}`,
    explained.join("\n"),
    valid ? undefined : "sendmail refuses its arguments: no lookup finds anything.",
    lines ?? "sendmail makes this map itself.",
  );
}

/** What each equate of an `M` line says. */
const EQUATES: Readonly<Record<string, string>> = {
  P: "the program, or the way to connect",
  A: "its arguments",
  F: "flags",
  S: "rulesets for the sender: envelope/header",
  R: "rulesets for recipients: envelope/header",
  E: "what ends a line",
  L: "longest line",
  M: "largest message, in bytes",
  m: "deliveries over one connection at most",
  r: "recipients of one delivery at most",
  T: "types for delivery reports: MTA/address/diagnostic",
  U: "runs as this user and group",
  D: "folder in which the program runs",
  C: "character set",
  Q: "queue group",
  N: "niceness",
  W: "longest wait for the program, in seconds",
  "/": "root folder of the program",
};

function mailerText({ name, equates, flags }: CfMailer, cf: CfConfig, lines: string | undefined): string {
  const explained = equates.map(({ name: equate, value }) => {
    const meaning = EQUATES[equate] ?? EQUATES[equate.charAt(0)];
    return `- ${code(`${equate}=${show(value, cf.names)}`)}${meaning === undefined ? "" : ` ${meaning}`}`;
  });
  const letters = [...flags].flatMap((letter) => {
    const record = catalog.get("mailer-flag", letter);
    return record === undefined ? [] : [`- ${code(letter)} ${record.summary}`];
  });
  return page(
    `**${code(name)}** · mailer`,
    explained.join("\n"),
    letters.length === 0 ? undefined : `**Flags**\n\n${letters.join("\n")}`,
    lines ?? "sendmail has this mailer itself.",
  );
}
