// A line of the site's own that calls a ruleset, asks a map, looks into a class or sends to a mailer which nothing defines.
import { builtInNames, catalog, nearestNames } from "../../catalog/index.ts";
import { PROGRAM_RULESETS } from "../../cf/program-rulesets.ts";
import { rulesetName, rulesetNumber, valueIn } from "../../mc/cf-lines.ts";
import type { CfLine, MailConfig } from "../../mc/types.ts";
import { mentionsIn } from "../../site/cf-mentions.ts";
import type { MailSite } from "../../site/types.ts";
import { replacement } from "../edits/edits.ts";
import { mailersOf } from "../facts/mailers.ts";
import { isComplete } from "../facts/settings.ts";
import type { Report, SiteRule } from "../types.ts";

/** Words after $# that name no mailer: what rulesets answer. */
const ANSWERS: readonly string[] = ["error", "discard", "ok", "temp", "quarantine", "reject"];

/** Sections whose rules find the mailer of an address. */
const ROUTES: ReadonlySet<CfLine["section"]> = new Set(["LOCAL_RULE_0", "LOCAL_NET_CONFIG"]);

type Thing = "ruleset" | "map" | "mailer" | "class";

const SAYS: Readonly<Record<Thing, string>> = {
  ruleset: "sendmail does not say so: the call returns its input, so what belongs here does not happen",
  map: "sendmail does not say so: the lookup finds nothing. A K line in LOCAL_CONFIG declares a map",
  class: "No C or F line puts a word into it, so $= never matches and $~ always does",
  mailer: "Mail that comes to this rule is refused: sendmail reports an unknown mailer",
};

export const rule: SiteRule = {
  meta: {
    code: "mc-missing-name",
    title: "A rule names a ruleset, map, class or mailer that does not exist",
    severity: "warning",
    kinds: ["mc", "cf"],
    fix: "asks",
    versions: ">=8.9",
    guidance: "operations",
    sources: [
      'Operations guide, section "R and S -- Rewriting Rules"',
      "seen with sendmail -bt: a missing ruleset or map gives the input back silently, $#nosuch is an unknown mailer",
      "seen in a session: $#eror and $#ERROR in a check ruleset refuse nothing",
    ],
  },
  check(site, report) {
    const config = site.mc?.config;
    if (config === undefined) return checkCf(site, report);
    // What a file writes that is not known may define anything.
    if (!isComplete(site) || config.hacks.length > 0) return;
    let isCheck = false;
    let known: Readonly<Record<Thing, ReadonlySet<string>>> | undefined;
    for (const line of config.cfLines) {
      if (line.kind === "S") isCheck = CHECK.test(rulesetName(line));
      if ((line.kind !== "R" && line.kind !== "H") || !site.has(line.span.source)) continue;
      known ??= namesIn(config);
      if (line.kind === "R" && isCheck) reportAnswers(line, known.mailer, report);
      for (const { thing, name, at } of namedIn(line)) {
        const isExact = thing === "ruleset" || thing === "class";
        if (known[thing].has(isExact ? name : name.toLowerCase())) continue;
        const { exact } = valueIn(line, at, at + name.length);
        const near = nearestNames(name, [...known[thing]], 1)[0];
        report({
          span: exact ?? line.span,
          ...(thing === "mailer" ? { severity: "error" as const } : {}),
          message: `There is no ${thing} called ${name.length > 30 ? "so" : name}.\n${SAYS[thing]}. ${near === undefined ? "Correct the name." : `Did you mean ${near}?`}${isExact ? " Upper and lower case count." : ""}`,
          fixes: () =>
            near === undefined || exact === undefined
              ? []
              : [replacement(`Change it to ${near}: the rule uses it`, exact, near, "asks")],
        });
      }
    }
  },
};

/** Rulesets that accept or refuse, by their names. */
const CHECK = /check/i;

/** Answers that do something, as sendmail compares them: letter for letter. */
const REFUSALS: readonly string[] = ["error", "discard"];

/** The answer that a word after $# is meant to be, where it is another. */
function meantAnswer(word: string, mailers: ReadonlySet<string>): string | undefined {
  const lower = word.toLowerCase();
  if (REFUSALS.includes(word) || (!REFUSALS.includes(lower) && mailers.has(lower))) return undefined;
  return REFUSALS.find((answer) => lower === answer || nearestNames(word, [answer], 1).length > 0);
}

function sayAnswer(word: string, meant: string): string {
  return `"${word}" is not an answer: a check that ends with it refuses nothing.\nsendmail knows $#${meant}, letter for letter, and accepts the mail with any other word. Write $#${meant}.`;
}

/** `$#eror` in a rule of a check. */
function reportAnswers(line: CfLine, mailers: ReadonlySet<string>, report: Report): void {
  for (const { thing, name, at } of namedIn(line, true)) {
    const meant = thing === "mailer" ? meantAnswer(name, mailers) : undefined;
    if (meant === undefined) continue;
    const { exact } = valueIn(line, at, at + name.length);
    report({
      span: exact ?? line.span,
      severity: "error",
      message: sayAnswer(name, meant),
      fixes: () =>
        exact === undefined ? [] : [replacement(`Change it to ${meant}: the rule refuses`, exact, meant, "asks")],
    });
  }
}

/** Maps and mailers of a .cf without a .mc: of rulesets and classes rules of their own speak. */
function checkCf(site: MailSite, report: Report): void {
  const { cf } = site;
  if (cf === undefined) return;
  const mailers = new Set(cf.config.mailers.map(({ name }) => name.toLowerCase()));
  const routes = new Set([...ROUTE_RULESETS].map((name) => String(cf.config.rulesetNumbers.get(name) ?? name)));
  let ruleset = "";
  let isCheck = false;
  for (const { thing, role, key, span, line } of mentionsIn(site).mentions) {
    if (thing === "ruleset" && role === "definition") {
      ruleset = key;
      isCheck = CHECK.test(cf.document.slice(span.start, span.end));
    }
    if (role !== "use" || line.command !== "R" || (thing !== "map" && thing !== "mailer")) continue;
    const name = cf.document.slice(span.start, span.end);
    if (thing === "map" ? cf.config.maps.has(key) : mailers.has(key)) continue;
    const isRoute = routes.has(ruleset);
    const meant = thing === "mailer" && isCheck ? meantAnswer(name, mailers) : undefined;
    if (meant !== undefined) {
      report({
        span,
        severity: "error",
        message: sayAnswer(name, meant),
        fixes: () => [replacement(`Change it to ${meant}: the rule refuses`, span, meant, "asks")],
      });
      continue;
    }
    if (thing === "mailer" && (!isRoute || isOfLibrary(key))) continue;
    const near = nearestNames(name, thing === "map" ? [...cf.config.maps.keys()] : [...mailers], 1)[0];
    report({
      span,
      ...(thing === "mailer" ? { severity: "error" as const } : {}),
      message: `There is no ${thing} called ${name.length > 30 ? "so" : name}.\n${SAYS[thing].replace(" in LOCAL_CONFIG", "")}. ${near === undefined ? "Correct the name." : `Did you mean ${near}?`}`,
      fixes: () =>
        near === undefined ? [] : [replacement(`Change it to ${near}: the rule uses it`, span, near, "asks")],
    });
  }
}

/**
 * True for a mailer that rules of the m4 library name whether it is there or not: those of MAILER(`uucp') name all of its mailers, and
 * without MAILER(`smtp') there is `$#unknown` (seen in Berkeley's samples).
 */
function isOfLibrary(mailer: string): boolean {
  return mailer === "unknown" || catalog.all("mailer").some(({ defines }) => defines.includes(mailer));
}

/** Rulesets of a .cf that find the mailer of an address. */
const ROUTE_RULESETS: ReadonlySet<string> = new Set([
  "0",
  "5",
  "parse",
  "localaddr",
  "Parse0",
  "ParseLocal",
  "Parse1",
  "MailerToTriple",
]);

/** All names that the .cf has. */
function namesIn(config: MailConfig): Readonly<Record<Thing, ReadonlySet<string>>> {
  const opened = config.cfLines.filter(({ kind }) => kind === "S");
  const classes = config.cfLines.flatMap(({ text }) => {
    const [, long, short] = /^[CF](?:\{(\w+)\}|([A-Za-z]))/.exec(text) ?? [];
    return long ?? short ?? [];
  });
  const maps = config.cfLines.flatMap(({ text }) => /^K[ \t]*(\S+)/.exec(text)?.[1] ?? []);
  return {
    ruleset: new Set([
      ...builtInNames("ruleset"),
      ...Object.keys(PROGRAM_RULESETS),
      ...opened.flatMap((line) => [rulesetName(line), rulesetNumber(line) ?? ""]),
    ]),
    map: new Set(
      [...builtInNames("map"), ...maps, ...config.maps.map(({ name }) => name)].map((name) => name.toLowerCase()),
    ),
    class: new Set([...builtInNames("class"), ...config.classes.map(({ className }) => className), ...classes]),
    mailer: new Set([...ANSWERS, ...mailersOf(config)].map((name) => name.toLowerCase())),
  };
}

interface Named {
  readonly thing: Thing;
  readonly name: string;
  /** Offset in the line. */
  readonly at: number;
}

/** What a rule names, in order: classes on its left side, the rest on its right one; a header names a ruleset. */
function namedIn(line: CfLine, hasMailers = ROUTES.has(line.section)): readonly Named[] {
  const { text, kind } = line;
  if (kind === "H") return callsIn(text, /^(H[^:]*:[ \t]*)\$(>[ \t]*\+?[ \t]*)([A-Za-z]\w*)[ \t]*$/g, 0, false);
  const tab = text.indexOf("\t");
  const right = /^\t+([^\t]*)/.exec(text.slice(Math.max(tab, 0)));
  if (tab < 0 || right === null) return [];
  const side = right[1] ?? "";
  const from = tab + right[0].length - side.length;
  return [
    ...[...text.slice(0, tab).matchAll(/\$[=~](?:\{(\w+)\}|([A-Za-z]))/g)].map(
      ({ 0: whole, 1: long, 2: short = "", index }): Named => ({
        thing: "class",
        name: long ?? short,
        at: index + whole.length - (long === undefined ? 1 : long.length + 1),
      }),
    ),
    ...callsIn(side, CALL, from, hasMailers),
  ];
}

/** `$>name`, `$(name`, `$#name`. */
const CALL = /(?<!\$)()\$(>[ \t]*\+?[ \t]*"?|\([ \t]*|#[ \t]*)([A-Za-z]\w*)(?![\w.$])/g;

function callsIn(side: string, pattern: RegExp, from: number, hasMailers: boolean): readonly Named[] {
  return [...side.matchAll(pattern)].flatMap(({ 0: whole, 2: sign = "", 3: name = "", index }): readonly Named[] => {
    const thing = sign.startsWith(">") ? "ruleset" : sign.startsWith("(") ? "map" : "mailer";
    if (thing === "mailer" && !hasMailers) return [];
    return [{ thing, name, at: from + index + whole.trimEnd().length - name.length }];
  });
}
