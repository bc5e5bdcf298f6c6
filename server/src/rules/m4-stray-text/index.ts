// Text outside of all macros that is not a line of a .cf either.
import { catalog, settingRecord } from "../../catalog/index.ts";
import type { CfLine } from "../../mc/types.ts";
import type { MailSite } from "../../site/types.ts";
import type { Span } from "../../text.ts";
import { lineBounds, replacement } from "../edits/edits.ts";
import { mayRelay } from "../edits/effects.ts";
import { type StrayText, strayTexts } from "../facts/stray-text.ts";
import type { Fix, Report, SiteRule } from "../types.ts";
import { didYouMean, nearestSettings } from "../values/nearest-names.ts";

/** What sendmail takes a line for by its first letter. */
const TAKEN_FOR: Readonly<Partial<Record<CfLine["kind"], string>>> = {
  C: "reads it as a C line, which adds words to a class",
  D: "reads it as a D line, which sets a macro",
  E: "reads it as an E line, which sets an environment variable",
  F: "reads it as an F line, which names a class file",
  H: "reads it as an H line, which defines a header",
  K: "reads it as a K line, which declares a map",
  M: "reads it as an M line, which defines a mailer",
  O: "reads it as an O line, which sets an option",
  P: "reads it as a P line, which sets a precedence",
  Q: "reads it as a Q line, which defines a queue group",
  R: "reads it as a rule",
  S: "reads it as an S line, which starts a ruleset",
  T: "reads it as a T line, which lists trusted users",
  V: "reads it as a V line, which gives the version",
  X: "reads it as an X line, which defines a milter",
  continuation: "joins it to the line above",
};

export const rule: SiteRule = {
  meta: {
    code: "m4-stray-text",
    title: "Plain text lands in the .cf, where sendmail does not understand it",
    severity: "error",
    kinds: ["mc"],
    fix: "asks",
    versions: "*",
    guidance: "readme",
    sources: [
      'cf/README, "A brief introduction to m4"',
      "seen with sendmail: unknown configuration line, exit 70; a line that starts with a command letter is read as that command, often silently",
    ],
  },
  check(site, report) {
    for (const found of strayTexts(site)) {
      if (found.kind !== "text" && found.kind !== "name" && found.kind !== "comment" && found.kind !== "prose")
        continue;
      const document = site.document(found.span.source);
      if (document === undefined) continue;
      report({ span: found.span, message: messageFor(found), fixes: () => fixesFor(site, found) });
    }
    reportInRules(site, report);
  },
};

/** UUCPSMTP writes a rule: what is after it in its line is one more word of the rule. */
function reportInRules(site: MailSite, report: Report): void {
  for (const { call, implied } of site.mc?.config.macro("UUCPSMTP") ?? []) {
    const document = site.document(call.span.source);
    if (implied || document === undefined || !call.hasArguments) continue;
    const rest = document.slice(call.span.end, lineBounds(document, call.span.end).end);
    const text = rest.trim();
    if (text === "" || /^(?:dnl(?!\w)|#)/.test(text)) continue;
    const start = call.span.end + rest.indexOf(text);
    report({
      span: { ...call.span, start, end: start + text.length },
      message: `This text becomes part of the rule that UUCPSMTP writes.\nsendmail adds it to the addresses that the rule rewrites. Remove it, or put dnl before it.`,
    });
  }
}

type Reported = Extract<StrayText, { kind: "text" | "name" | "comment" | "prose" }>;

function messageFor(found: Reported): string {
  const { line } = found;
  const taken = TAKEN_FOR[line.kind];
  const effect =
    taken === undefined ? 'and sendmail refuses to start with "unknown configuration line"' : `and sendmail ${taken}`;
  if (found.kind === "name") {
    const near = meant(found.name);
    return `${found.name} is not a macro, so this line does not do what it says.\nThe text lands in the .cf unchanged, ${effect}. ${didYouMean(near, "Correct the name, or put dnl before a comment.")}`;
  }
  if (found.kind === "comment")
    return `${found.written} does not start a comment: m4's word is dnl, in lower case.\nThe word lands in the .cf, ${effect}, and a macro after it takes effect. Write dnl.`;
  return `This text is not a macro, so it lands in the .cf.\nThe line there is "${shortened(line.text.trim())}", ${effect}. Put dnl before a comment, or correct the name of the macro.`;
}

/** Macros, and settings that are given with define, that a name may stand for. */
function meant(name: string): readonly string[] {
  if (settingRecord(name) !== undefined) return [defineOf(name)];
  const macros = catalog.nearest(name, ["macro"]).map((record) => record.name);
  if (macros.length > 0) return macros;
  return nearestSettings(name, 2).map(defineOf);
}

const defineOf = (name: string): string => `define(\`${name}', ...)`;

function fixesFor(site: MailSite, found: Reported): readonly Fix[] {
  const document = site.document(found.span.source);
  if (document === undefined) return [];
  const { span } = found;
  const { start, end } = lineBounds(document, span.start);
  const text = document.getText();
  if (found.kind === "comment") {
    const at = text.toLowerCase().indexOf("dnl", start);
    if (at < 0 || at > end) return [];
    const place = { ...span, start: at, end: at + 3 };
    return [replacement("Write dnl: the rest of the line becomes a comment", place, "dnl")];
  }
  // After a call the call itself has to stay.
  if (found.line.kind === "continuation" && text.slice(start, span.start).trim() !== "") {
    const place = { ...span, end: span.start };
    return [replacement("Put dnl before the text: it leaves the .cf", place, "dnl")];
  }
  const dnl: Fix = {
    title: "Make this line a dnl comment: it leaves the .cf",
    grade: "asks",
    preferred: found.kind !== "name",
    changes: [{ span: { ...span, start, end: start }, newText: "dnl " }],
  };
  return found.kind === "name"
    ? [...renamings(text.slice(start, end), found.name, { ...span, start, end }), dnl]
    : [dnl];
}

/** The call with another name, or as a define. */
function renamings(text: string, name: string, line: Span): readonly Fix[] {
  const at = text.indexOf(name);
  if (at < 0) return [];
  const place = { ...line, start: line.start + at, end: line.start + at + name.length };
  const macros = settingRecord(name) === undefined ? catalog.nearest(name, ["macro"]).map((record) => record.name) : [];
  const settings = macros.length > 0 ? [] : settingRecord(name) === undefined ? nearestSettings(name, 2) : [name];
  const opening = /^[ \t]*\(/.exec(text.slice(at + name.length))?.[0];
  return [
    ...macros.map((macro) =>
      replacement(`Change it to ${macro}: ${macro} takes effect${mayRelay(macro)}`, place, macro),
    ),
    ...settings.flatMap((setting) =>
      opening === undefined
        ? []
        : [
            replacement(
              `Write define(\`${setting}', ...): ${setting} takes this value${mayRelay(setting)}`,
              { ...place, end: place.end + opening.length },
              `define(\`${setting}', `,
            ),
          ],
    ),
  ];
}

function shortened(text: string): string {
  return text.length > 50 ? `${text.slice(0, 47)}...` : text;
}
