// Lines of the .cf that a site writes itself (LOCAL_CONFIG, LOCAL_RULE_*, LOCAL_RULESETS, stray text) and that may change an answer.
import { rulesetName } from "../../mc/cf-lines.ts";
import type { CfLine, MailConfig } from "../../mc/types.ts";
import type { Unknown } from "./policy.ts";
import {
  DECISIVE_OPTION_LETTERS,
  DECISIVE_OPTIONS,
  DECISIVE_RULESETS,
  HARMLESS_CF_MACROS,
  HARMLESS_MAPS,
  HARMLESS_RULESETS,
  LIBRARY_CF_MACROS,
  LIBRARY_MAPS,
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
    const text = line.kind === "R" ? unknownRule(config, line, owner) : unknownLine(line);
    if (text === undefined) continue;
    // One reason for each ruleset.
    if (line.kind === "R" && owner !== undefined) {
      if (reported === owner) continue;
      reported = owner;
    }
    const span = (line.kind === "R" ? owner : undefined)?.span ?? line.span;
    const isRoute = line.kind === "R" && ROUTES.has(line.section);
    unknown.push({ text, span, may: isRoute ? "refuse" : "anything" });
  }
  return unknown;
}

function unknownRule(config: MailConfig, line: CfLine, owner: CfLine | undefined): string | undefined {
  const own = owner === undefined ? "" : rulesetName(owner);
  if (owner !== undefined && own !== "") {
    const name = own.toLowerCase();
    if (name.startsWith("$") || /^\d+$/.test(name) ? !HARMLESS_RULESETS.has(name) : DECISIVE_RULESETS.has(name))
      return unreachedRuleset(config, owner)
        ? undefined
        : `The ruleset ${own} is written by hand and may accept or refuse anything.`;
    // LOCAL_RULE_1 begins with a ruleset line of the library's.
    return line.section === "LOCAL_RULE_1" ? `Rules of your own ${JOINED.LOCAL_RULE_1}.` : undefined;
  }
  if (HARMLESS_STARTS.has(line.section)) return undefined;
  return `Rules of your own ${JOINED[line.section] ?? "without a ruleset belong to one of sendmail's"}.`;
}

function unknownLine({ kind, text, section }: CfLine): string | undefined {
  switch (kind) {
    case "comment":
    case "blank":
    case "continuation":
    case "H":
    case "M":
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

function unknownMacro(text: string): string | undefined {
  const [, long, short] = /^D(?:\{([^}]*)\}|(.))/.exec(text) ?? [];
  if (long !== undefined)
    return LIBRARY_CF_MACROS.has(long) ? `The macro \${${long}} is sendmail's own, and is set by hand.` : undefined;
  if (short !== undefined && (/[jmwk]/.test(short) || HARMLESS_CF_MACROS.has(short))) return undefined;
  return `The macro $${short ?? ""} is sendmail's own, and is set by hand.`;
}

function unknownMapLine(text: string): string | undefined {
  const name = /^K\s*(\S*)/.exec(text)?.[1]?.toLowerCase() ?? "";
  if (name === "access" || !LIBRARY_MAPS.has(name) || HARMLESS_MAPS.has(name)) return undefined;
  return `The map ${name} of sendmail's own rules is declared by hand.`;
}

function unknownOption(text: string): string | undefined {
  const [, long, letter] = /^O(?:\s+([A-Za-z]\w*)|(\S))/.exec(text) ?? [];
  const name = long?.toLowerCase() ?? (letter === undefined ? "" : (DECISIVE_OPTION_LETTERS.get(letter) ?? ""));
  const what = DECISIVE_OPTIONS.get(name);
  return what === undefined ? undefined : `The option ${long ?? name} ${what}.`;
}
