// A line that begins with a space and is meant as a line of its own: sendmail reads it as a part of the line above.
import type { CfLine } from "../../mc/types.ts";
import type { MailSite } from "../../site/types.ts";
import type { Span } from "../../text.ts";
import { replacement } from "../edits/edits.ts";
import { mayRelay } from "../edits/effects.ts";
import { isInMc } from "../facts/cf-lines.ts";
import type { Report, SiteRule } from "../types.ts";
import { spaceLines } from "./space-lines.ts";

/** What is a line of its own whatever comes above it. A word or two of a header or of an M line look like none of these. */
const OWN_LINE =
  /^(?:R[^\t]*[$<@][^\t]*\t+.*\$|O [A-Za-z][\w.]*\s*=|K\w+\s+(?:hash|btree|cdb|dbm|text|regex|dns|host|ldap|program|sequence|switch|macro|arith|socket|syslog|stab|implicit|null|bestmx|dequote|userdb)\b|C(?:\{\w+\}|[wMREGLtPO])\s*[a-z\d][\w-]*(?:\.[\w-]+)+|D(?:\{\w+\}\S|[SMRHLjm][\w.[-]*\.[\w.\]-]+$)|F(?:\{\w+\}|[wMREGtL])\s*(?:-o\s+)?\/|H(?:\?\w*\?)?[A-Z][\w-]+:[ \t$]|M\w+,.*\bP=|X\w+,.*\bS=|Q\w+,.*\bP=)/;

/** Lines whose own text may look like another line: a header's, and the comment of a rule. */
const MAY_LOOK_SO: Readonly<Record<string, RegExp>> = { H: /^[HDC]/, M: /^[MDC]/, R: /^[HDCF]/ };

export const rule: SiteRule = {
  meta: {
    code: "mc-joined-line",
    title: "A line that begins with a space becomes a part of the line above",
    severity: "error",
    kinds: ["mc", "cf"],
    fix: "asks",
    versions: "*",
    guidance: "operations",
    sources: [
      'Operations guide, section "Configuration file"',
      "seen with sendmail -bt: a rule after a space is not there, a C line is words of the class above, a K line a part of the macro above",
      'seen with sendmail 8.15.2 to 8.18.2: a line of spaces after an empty line is an "unknown configuration line"',
    ],
  },
  check(site, report) {
    for (const spaces of site.mc === undefined ? [] : spaceLines(site.mc.config)) {
      const [span] = spaces;
      if (span === undefined || spaces.some(({ source }) => !site.has(source))) continue;
      const hasComment = site.document(span.source)?.slice(span.start, span.end).includes("#") === true;
      report({
        span,
        message: hasComment
          ? 'sendmail does not start: a space comes before this comment.\nsendmail joins it to the empty line above and reports "unknown configuration line". Write dnl in place of the #, right after the closing parenthesis.'
          : 'sendmail does not start: this line puts a space alone into the .cf.\nsendmail joins it to the empty line above and reports "unknown configuration line". Remove the space; dnl belongs right after the closing parenthesis.',
        fixes: () => [
          {
            title: `Remove the ${hasComment ? "comment" : "space"}: sendmail starts`,
            grade: "asks",
            preferred: true,
            changes: spaces.map((each) => ({ span: each, newText: "" })),
          },
        ],
      });
    }
    if (site.mc !== undefined) checkFirstLines(site, site.mc.config.cfLines, report);
    for (const { text, above, span } of joined(site)) {
      const own = text.trimStart();
      const letter = above.trimStart().charAt(0);
      if (!OWN_LINE.test(own) || MAY_LOOK_SO[letter]?.test(own) === true) continue;
      const gap = { ...span, end: span.start + text.length - own.length };
      report({
        span,
        message: `This line begins with a space, so it is a part of the line above.\n${above.trim() === "" ? 'That line is empty, and sendmail reports "unknown configuration line"' : `sendmail joins it to "${shortened(above.trim())}" and never reads it by itself`}. Remove the space.`,
        fixes: () => [replacement(`Remove the space: sendmail reads the line${mayRelay(own)}`, gap, "", "asks")],
      });
    }
  },
};

/** The first line of a section, before which something is in the line of the section's word: `LOCAL_CONFIG dnl`. */
function checkFirstLines(site: MailSite, lines: readonly CfLine[], report: Report): void {
  for (const [at, { text, kind, section, parts }] of lines.entries()) {
    const [first] = parts;
    const [space = ""] = /^[ \t]+/.exec(text) ?? [];
    if (kind !== "continuation" || section === "stray" || lines[at - 1]?.section === section) continue;
    if (first?.exact !== true || first.length < space.length || !OWN_LINE.test(text.trimStart())) continue;
    const { source, start } = first.origin;
    const gap = { source, start, end: start + space.length };
    const document = site.document(source);
    const [word] = /\bLOCAL_\w+$/.exec(document?.slice(Math.max(0, start - 30), start) ?? "") ?? [];
    if (word === undefined) continue;
    report({
      span: gap,
      message: `The space after ${word} comes before "${shortened(text.trim())}".\nA line that begins with a space is a part of the line above, here a comment of the library, so sendmail never reads it. End the line right after ${word}.`,
      fixes: () => [
        replacement(`End the line after ${word}: sendmail reads the next one${mayRelay(text)}`, gap, "\n", "asks"),
      ],
    });
  }
}

interface Joined {
  readonly text: string;
  /** The line that it is joined to. */
  readonly above: string;
  readonly span: Span;
}

function joined(site: MailSite): Iterable<Joined> {
  return site.mc === undefined ? inCf(site) : inMc(site, site.mc.config.cfLines);
}

function* inMc(site: MailSite, lines: readonly CfLine[]): Iterable<Joined> {
  let above: CfLine | undefined;
  for (const line of lines) {
    if (line.kind !== "continuation") {
      above = line;
      continue;
    }
    const document = site.document(line.span.source);
    const isWritten = document?.slice(line.span.start, line.span.end) === line.text;
    if (line.section !== "stray" && above?.section === line.section && isWritten)
      yield { text: line.text, above: above.text, span: line.span };
  }
}

function* inCf(site: MailSite): Iterable<Joined> {
  const { cf } = site;
  if (cf === undefined) return;
  const all = cf.document.getText();
  let above = "";
  let end = -1;
  for (const { 0: line, index: start } of all.matchAll(/(?<=\n)[ \t][^\n]*/g)) {
    if (start !== end + 1) above = all.slice(all.lastIndexOf("\n", start - 2) + 1, start - 1).replace(/\r$/, "");
    end = start + line.length;
    const text = line.replace(/\r$/, "");
    const span = { source: cf.uri, start, end: start + text.length };
    if (text.trim() !== "" && !isInMc(site, span)) yield { text, above: /^[ \t]/.test(above) ? "" : above, span };
  }
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 37)}...` : text;
}
