// Lines of the .cf that a site writes itself (LOCAL_CONFIG, LOCAL_RULE_*, LOCAL_RULESETS, stray text) and that may change an answer.
import { cfOptionRecord } from "../../catalog/index.ts";
import { OPTIONS } from "../../cf/options/table.ts";
import { rulesetName, rulesetNumber } from "../../mc/cf-lines.ts";
import type { CfLine, MailConfig } from "../../mc/types.ts";
import type { Unknown } from "./policy.ts";
import {
  DECISIVE_OPTIONS,
  DECISIVE_RULESETS,
  HARMLESS_CF_MACROS,
  HARMLESS_MAPS,
  HARMLESS_OPTIONS,
  HARMLESS_RULESETS,
  LIBRARY_CF_MACROS,
  LIBRARY_MAILERS,
  LIBRARY_MAPS,
  ROUTE_CF_MACROS,
  SETTINGS,
  SETTINGS_NOT_LINES,
} from "./understood.ts";

/** sendmail's own rulesets that end with an answer whatever comes, so that rules added after it are not reached (cf/m4/proto.m4). */
const ALWAYS_ANSWER: ReadonlySet<string> = new Set(["check_relay", "check_mail", "check_rcpt"]);

/** True for an `S` line that goes on with one of sendmail's own checks after its last answer: rules there never run. */
export function unreachedRuleset(config: MailConfig, line: CfLine): boolean {
  const isAfter = line.kind === "S" && line.section === "LOCAL_RULESETS" && config.feature("delay_checks").length === 0;
  return isAfter && ALWAYS_ANSWER.has(rulesetName(line));
}

/** Sections whose rules, without a ruleset of their own, join one of sendmail's, as the rest of a sentence. */
const JOINED: Partial<Record<CfLine["section"], string>> = {
  LOCAL_RULE_0: "(LOCAL_RULE_0) decide where mail goes, and may refuse addresses",
  LOCAL_RULE_1: "(LOCAL_RULE_1) rewrite senders",
  LOCAL_RULE_2: "(LOCAL_RULE_2) rewrite recipients",
  LOCAL_RULE_3: "(LOCAL_RULE_3) change addresses before they are judged",
  LOCAL_NET_CONFIG: "(LOCAL_NET_CONFIG) decide where mail goes, and may refuse addresses",
  LOCAL_UUCP: "(LOCAL_UUCP) decide where UUCP mail goes",
  LOCAL_DNSBL: "(LOCAL_DNSBL) decide on clients",
  MAILER_DEFINITIONS: "(MAILER_DEFINITIONS) join the last of sendmail's rulesets",
  LOCAL_CONFIG: "(LOCAL_CONFIG) come before any ruleset",
  CLASSES: "come before any ruleset",
};

/** Sections in which the library has begun a ruleset that the checks do not call. */
const HARMLESS_STARTS: ReadonlySet<CfLine["section"]> = new Set(["LOCAL_RULE_2"]);

/** Sections whose rules join those that find the way to an address, which only ruleset 0 calls and no check. */
const ROUTES: ReadonlySet<CfLine["section"]> = new Set(["LOCAL_RULE_0", "LOCAL_NET_CONFIG", "LOCAL_UUCP"]);

/** Sections that the library puts into the middle of a ruleset of its own. */
const WITHIN: ReadonlySet<CfLine["section"]> = new Set([...ROUTES, "LOCAL_RULE_3", "LOCAL_DNSBL"]);

/** What the lines of a configuration do that is not understood. */
export function unknownLines(config: MailConfig): Unknown[] {
  const unknown: Unknown[] = [];
  /** The ruleset that rules of a section belong to. */
  const owners = new Map<CfLine["section"], CfLine | undefined>();
  let reported: CfLine | undefined;
  for (const line of config.cfLines) {
    if (line.kind === "S") owners.set(line.section, line);
    const owner = owners.get(line.section);
    const said = line.kind === "R" ? unknownRule(config, line, owner) : saying(unknownLine(line));
    if (said === undefined) continue;
    // One reason for each ruleset.
    if (line.kind === "R" && owner !== undefined) {
      if (reported === owner) continue;
      reported = owner;
    }
    const span = (line.kind === "R" ? owner : undefined)?.span ?? line.span;
    const isRoute = line.kind === "R" ? ROUTES.has(line.section) : line.kind === "D" && setsRoute(line.text);
    unknown.push({ ...said, span, may: isRoute ? "refuse" : "anything" });
  }
  return unknown;
}

type Said = Pick<Unknown, "text" | "whereAsked">;

function saying(text: string | undefined): Said | undefined {
  return text === undefined ? undefined : { text };
}

function unknownRule(config: MailConfig, line: CfLine, owner: CfLine | undefined): Said | undefined {
  const own = owner === undefined ? "" : rulesetName(owner);
  if (owner !== undefined && own !== "") {
    // LOCAL_RULE_1 begins with a ruleset line of the library's.
    if (line.section === "LOCAL_RULE_1" && own === "sender") return ownRules(JOINED.LOCAL_RULE_1);
    if (isDecisive(own) || isDecisive(rulesetNumber(owner) ?? "2"))
      return unreachedRuleset(config, owner)
        ? undefined
        : {
            text: `The ruleset ${own} is written by hand and may accept or refuse anything.`,
            whereAsked: `The ruleset ${own} is written by hand: whom else it lets relay can only be tried.`,
          };
    return line.section === "LOCAL_RULE_1" ? ownRules(JOINED.LOCAL_RULE_1) : undefined;
  }
  if (HARMLESS_STARTS.has(line.section)) return undefined;
  return ownRules(JOINED[line.section] ?? "without a ruleset belong to one of sendmail's");
}

function ownRules(effect: string | undefined): Said {
  const text = `Rules of your own ${effect ?? "are called"}`;
  return { text: `${text}.`, whereAsked: `${text}: whom else they let relay can only be tried.` };
}

/** True for a ruleset that has a say, by its name or number. Numbers that are not known may be any of the library's. */
function isDecisive(ruleset: string): boolean {
  const name = ruleset.toLowerCase();
  return /^[a-z]/.test(name) ? DECISIVE_RULESETS.has(name) : !HARMLESS_RULESETS.has(name);
}

function unknownLine({ kind, text, section }: CfLine): string | undefined {
  switch (kind) {
    case "comment":
    case "blank":
    case "continuation":
    case "H":
    case "P":
    case "T":
    case "X":
    case "Q":
    case "E":
    case "F":
    case "C":
    case "R":
      return undefined;
    case "S":
      return WITHIN.has(section) ? `A ruleset begins in the middle of one of sendmail's (${section}).` : undefined;
    case "D":
      return unknownMacro(text);
    case "M":
      return unknownMailer(text);
    case "K":
      return unknownMapLine(text);
    case "O":
      return unknownOption(text);
    case "V":
      return /^V10\b/.test(text) ? undefined : "The V line changes how sendmail reads its rules.";
    case "L":
    case "other":
      return section === "stray" && kind === "other"
        ? "sendmail does not know this line, and may refuse to start."
        : "sendmail does not know this line.";
  }
}

/** The name of the macro that a `D` line sets: `DX` and `D{X}` are the same. */
function macroName(text: string): string {
  const [, long, short] = /^D(?:\{([^}]*)\}|(.))/.exec(text) ?? [];
  return long ?? short ?? "";
}

function setsRoute(text: string): boolean {
  return ROUTE_CF_MACROS.has(macroName(text));
}

function unknownMacro(text: string): string | undefined {
  const name = macroName(text);
  if (ROUTE_CF_MACROS.has(name)) return `The macro $${name} says where mail goes, and may refuse addresses.`;
  if (/[jmwk]/.test(name) && name.length === 1) return undefined;
  if (/^\w{2,}$/.test(name) ? !LIBRARY_CF_MACROS.has(name) : HARMLESS_CF_MACROS.has(name)) return undefined;
  return `The macro ${name.length === 1 ? `$${name}` : `\${${name}}`} is sendmail's own, and is set by hand.`;
}

function unknownMailer(text: string): string | undefined {
  const name = /^M\s*([^\s,]*)/.exec(text)?.[1]?.toLowerCase() ?? "";
  return LIBRARY_MAILERS.has(name) ? `The mailer ${name} of sendmail's own is declared by hand.` : undefined;
}

function unknownMapLine(text: string): string | undefined {
  const name = /^K\s*(\S*)/.exec(text)?.[1]?.toLowerCase() ?? "";
  if (name === "access" || !LIBRARY_MAPS.has(name) || HARMLESS_MAPS.has(name)) return undefined;
  return `The map ${name} of sendmail's own rules is declared by hand.`;
}

/** Whatever is not known to change no answer: options are named in full here, as an abbreviation is none of sendmail's own names. */
function unknownOption(text: string): string | undefined {
  const [, long, letter] = /^O(?:\s+([A-Za-z]\w*)|(\S))/.exec(text) ?? [];
  const written = long ?? letterOption(letter ?? "") ?? "";
  const name = written.toLowerCase();
  const what = DECISIVE_OPTIONS.get(name);
  if (what !== undefined) return `The option ${written} ${what}.`;
  // Lines of daemons are read where they are written in full.
  if (name === "daemonportoptions" && long === undefined) return "The option O adds a daemon, and is not followed.";
  const setting = cfOptionRecord(name)?.name ?? "";
  if (HARMLESS_OPTIONS.has(name) || (SETTINGS.has(setting) && !SETTINGS_NOT_LINES.has(setting))) return undefined;
  return `The option ${written || text.slice(1).trim()} is not known to change nothing.`;
}

/** The long name of an option that an old line gives by its letter. */
function letterOption(letter: string): string | undefined {
  return letter === "" ? undefined : OPTIONS.find(({ code }) => code === letter.charCodeAt(0))?.name;
}
