// The lines of a .cf that a .mc makes by what its author wrote, read as sendmail reads them: its complaints, with the places in the .mc.
import { catalog } from "../../catalog/index.ts";
import { type CfConfig, type CfEnvironment, type CfMessage, readCf } from "../../cf/index.ts";
import { isService } from "../../cf/services.ts";
import { withContinuations } from "../../mc/cf-lines.ts";
import type { CfLine, MailConfig, Use } from "../../mc/types.ts";
import { perParts } from "../../site/per-site.ts";
import type { MailSite } from "../../site/types.ts";
import { lastAtMost, type Span } from "../../text.ts";
import { placeOf } from "./feature-use.ts";
import { placeOfLine } from "./line-place.ts";
import { writtenOptions } from "./settings.ts";
import { strayTexts } from "./stray-text.ts";

/** Something in a .mc that becomes a line of the .cf. */
export interface WrittenLine {
  /** As the .cf has it; with line ends where the value has some. */
  readonly text: string;
  /** Where it is written. */
  readonly span: Span;
  /** What wrote it: a line as it is, a setting by its name, a macro, or a feature with a map. */
  readonly by:
    | { readonly kind: "line"; readonly line: CfLine }
    | { readonly kind: "setting"; readonly name: string }
    | { readonly kind: "macro"; readonly use: Use }
    | { readonly kind: "map"; readonly use: Use };
}

/** What sendmail says of one of them. */
export interface Complaint {
  readonly written: WrittenLine;
  readonly message: CfMessage;
}

/** All of it, read as one file. */
export interface WrittenCf {
  readonly lines: readonly WrittenLine[];
  /** What `config` was read from. */
  readonly text: string;
  readonly config: CfConfig;
  readonly complaints: readonly Complaint[];
  /** What wrote the line of `config` that begins at an offset. */
  writtenAt(start: number): WrittenLine | undefined;
}

/** What comes before: without a queue folder there are no queue groups. */
const HEAD = "V10/Berkeley\nO QueueDirectory=/var/spool/mqueue\n";

/** How the name of a ruleset begins that stands for the one of the library which rules of a section join. */
export const JOINED = "Own_";

const ENVIRONMENT: CfEnvironment = {
  version: "8.18.2",
  files: { read: () => ({ state: "unknown" }) },
  hostName: "mx.example.com",
  interfaces: [],
  user: () => undefined,
  group: () => undefined,
  service: isService,
};

/** The macros whose arguments become a line, with how it is made of them. */
const LINES_OF_MACROS: Readonly<Record<string, (args: readonly string[]) => string>> = {
  DAEMON_OPTIONS: ([list = ""]) => `O DaemonPortOptions=${list}`,
  CLIENT_OPTIONS: ([list = ""]) => `O ClientPortOptions=${list}`,
  MAIL_FILTER: ([name = "", list = ""]) => `X${name}, ${list}`,
  INPUT_MAIL_FILTER: ([name = "", list = ""]) => `X${name}, ${list}`,
  QUEUE_GROUP: ([name = "", list = ""]) => `Q${name}, ${list}`,
};

/** Undefined without a .mc. It rests on the .mc and what that includes, so an edit in a table costs nothing. */
export const writtenCf: (site: MailSite) => WrittenCf | undefined = perParts(({ mc }) => [mc?.config], writtenOf);

/** The last reading: most keystrokes change no line of the .cf. */
let last: { readonly text: string; readonly cf: CfConfig } | undefined;

function writtenOf(site: MailSite): WrittenCf | undefined {
  const config = site.mc?.config;
  if (config === undefined) return undefined;
  const lines = [...inOrder(ownLines(site, config), maps(site, config)), ...settings(site), ...macros(site, config)];
  const rules = ruleLines(site, config);
  let text = HEAD;
  const starts: number[] = [];
  const written: WrittenLine[] = [];
  let section: CfLine["section"] | undefined;
  for (const one of [...lines, ...rules]) {
    // The rules of each section are added to a ruleset of the library, whose S line is not here.
    if (one.by.kind === "line" && isRuleSection(one.by.line)) {
      const { line } = one.by;
      if (line.kind === "R" && line.section !== section) text += `S${JOINED}${line.section}\n`;
      section = line.section;
    }
    starts.push(text.length);
    written.push(one);
    text += `${one.text}\n`;
  }
  if (last?.text !== text) last = { text, cf: readCf({ name: "written", text }, ENVIRONMENT) };
  const { cf } = last;
  const writtenAt = (start: number): WrittenLine | undefined =>
    starts.length === 0 || start < (starts[0] ?? 0) ? undefined : written[lastAtMost(starts, start)];
  const complaints = cf.messages.flatMap((message): readonly Complaint[] => {
    const found = message.line === 0 ? undefined : writtenAt(message.span.start);
    return found === undefined ? [] : [{ written: found, message }];
  });
  return { lines: written, text, config: cf, complaints, writtenAt };
}

const RULE_SECTIONS: ReadonlySet<CfLine["section"]> = new Set([
  "LOCAL_RULE_0",
  "LOCAL_RULE_1",
  "LOCAL_RULE_2",
  "LOCAL_RULE_3",
  "LOCAL_RULESETS",
  "LOCAL_NET_CONFIG",
  "LOCAL_UUCP",
  "LOCAL_DNSBL",
  "LOCAL_TLS",
  "MAILER_DEFINITIONS",
]);

function isRuleSection({ section }: CfLine): boolean {
  return RULE_SECTIONS.has(section);
}

/** Lines written as they are, of which no other rule says that they are none. */
function linesAsTheyAre(site: MailSite, config: MailConfig): readonly WrittenLine[] {
  const stray = new Set(strayTexts(site).map(({ span }) => `${span.source} ${span.start}`));
  return withContinuations(config).flatMap((line): readonly WrittenLine[] => {
    const { kind, text } = line;
    const span = placeOfLine(site, line);
    if (kind === "comment" || kind === "blank" || line.section === "CLASSES") return [];
    if (!site.has(span.source) || stray.has(`${span.source} ${span.start}`)) return [];
    // What continues no line that is here continues one of the library.
    if (kind === "continuation" || (line.section === "stray" && kind === "other")) return [];
    return [{ text, span, by: { kind: "line", line } }];
  });
}

function ownLines(site: MailSite, config: MailConfig): readonly WrittenLine[] {
  return linesAsTheyAre(site, config).filter(({ by }) => by.kind === "line" && !isRuleSection(by.line));
}

function ruleLines(site: MailSite, config: MailConfig): readonly WrittenLine[] {
  return linesAsTheyAre(site, config).filter(({ by }) => by.kind === "line" && isRuleSection(by.line));
}

/** Lines with the maps of features between them, as the library writes them: a sequence names maps of lines above it. */
function inOrder(lines: readonly WrittenLine[], declared: readonly WrittenLine[]): readonly WrittenLine[] {
  const ordered = [...lines];
  for (const map of declared) {
    const next = ordered.findIndex(
      ({ span, by }) => by.kind === "line" && span.source === map.span.source && span.start > map.span.start,
    );
    ordered.splice(next === -1 ? ordered.length : next, 0, map);
  }
  return ordered;
}

/** Options and macros of sendmail that are set with define. */
function settings(site: MailSite): readonly WrittenLine[] {
  return writtenOptions(site).flatMap(({ name, value, span }): readonly WrittenLine[] => {
    const cf = (catalog.get("option", name) ?? catalog.get("define", name))?.cf;
    if (cf?.kind === "option") return [{ text: `O ${cf.name}=${value}`, span, by: { kind: "setting", name } }];
    if (cf?.kind === "macro")
      return [{ text: `D{${cf.name.replace(/[{}]/g, "")}}${value}`, span, by: { kind: "setting", name } }];
    return [];
  });
}

function macros(site: MailSite, config: MailConfig): readonly WrittenLine[] {
  return config.macros.flatMap((use): readonly WrittenLine[] => {
    const line = LINES_OF_MACROS[use.name];
    if (line === undefined || use.implied) return [];
    // A second pair of quotes comes off when the library passes the argument on, and one too many at the end stays; what others do is
    // looked into elsewhere.
    const args = use.args.map(({ text }) => text.replace(/^`([^`']*)'$/s, "$1"));
    if (args.some((text) => /`|'(?!'*$)/.test(text))) return [];
    return [{ text: line(args), span: placeOf(site, use), by: { kind: "macro", use } }];
  });
}

/** Maps that features declare with a specification of the site's own. */
function maps(site: MailSite, config: MailConfig): readonly WrittenLine[] {
  return config.maps.flatMap(({ name, map, use }): readonly WrittenLine[] => {
    if (use === undefined || use.implied || use.args.every(({ text }) => text.trim() === "")) return [];
    const text = map.spec.text;
    // An argument that is not one piece of text, such as quotes after a backslash, has the place of its call.
    const whole = use.args.some((arg) => arg.text === text) ? placeOf(site, use) : undefined;
    const span = map.spec.exact ?? whole;
    // What the library puts together (LDAP) is its own.
    if (span === undefined || text === "" || /[`']/.test(text) || !site.has(span.source)) return [];
    return [{ text: `K${name} ${text}`, span, by: { kind: "map", use } }];
  });
}
