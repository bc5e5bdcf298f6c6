// A character that cannot be seen and that neither m4 nor sendmail takes for a space: web pages and word processors leave them.
import type { MailSite } from "../../site/types.ts";
import type { TextDocument } from "../../text.ts";
import { lineBounds } from "../edits/edits.ts";
import { mayRelay } from "../edits/effects.ts";
import type { Report, SiteRule } from "../types.ts";

/** What such a character is called. */
const NAMES: Readonly<Record<string, string>> = {
  "\u00a0": "no-break space",
  "\u00ad": "soft hyphen",
  "\u2007": "figure space",
  "\u200b": "zero-width space",
  "\u200c": "zero-width non-joiner",
  "\u200d": "zero-width joiner",
  "\u200e": "left-to-right mark",
  "\u200f": "right-to-left mark",
  "\u202f": "narrow no-break space",
  "\u2060": "word joiner",
  "\u3000": "ideographic space",
};
const INVISIBLE = /[\u00a0\u00ad\u2007\u200b-\u200f\u202f\u2060\u3000]/;
/** Letters of other alphabets that look like Latin ones, in the same order. */
const [ALIKE, LATIN] = [
  "асеіјорѕухАВСЕНІЈКМОРЅТУХαεικνορτυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
  "aceijopsyxABCEHIJKMOPSTYXaeiknoptuxABEZHIKMNOPTYX",
];
/** One of them in a word with Latin letters. */
const MIXED = new RegExp(`(?<=\\w)[${ALIKE}]|[${ALIKE}](?=\\w)`);
const ODD = new RegExp(`${INVISIBLE.source}|${MIXED.source}`);
/** A stretch of spaces with one of those that look like a space. */
const WIDE = /[ \t]*[\u00a0\u2007\u202f\u3000][\u00a0\u2007\u202f\u3000 \t]*/g;

export const rule: SiteRule = {
  meta: {
    code: "m4-invisible-character",
    title: "An invisible character becomes part of a name, a value or the .cf",
    severity: "error",
    kinds: ["mc", "cf"],
    fix: "asks",
    versions: "*",
    guidance: "readme",
    sources: [
      "seen with m4: a no-break space before a quote is kept in the value, and one before a name in the name",
      'seen with sendmail: unknown configuration line "B "',
    ],
  },
  check(site, report) {
    const config = site.mc?.config;
    if (config === undefined) {
      if (site.cf !== undefined) checkText(site, site.cf.document, report);
      return;
    }
    const uris = new Set([config.source, ...config.expansion.calls.map(({ nameSpan }) => nameSpan.source)]);
    for (const uri of uris) {
      const document = site.document(uri);
      if (document !== undefined) checkText(site, document, report);
    }
  },
};

function checkText(site: MailSite, document: TextDocument, report: Report): void {
  const text = document.getText();
  if (!ODD.test(text)) return;
  const dead = (site.mc?.config.expansion.dead ?? []).filter(({ span }) => span.source === document.uri);
  const isDead = (at: number) => dead.some(({ span }) => span.start <= at && at < span.end);
  let reported = -1;
  for (const { index, 0: character } of text.matchAll(new RegExp(ODD, "g"))) {
    const { start, end } = lineBounds(document, index);
    // A comment of the .cf, and an identification, may have any character.
    if (start === reported || isDead(index) || /^[ \t]*(?:#|VERSIONID\()/.test(text.slice(start, end))) continue;
    reported = start;
    const name = NAMES[character] ?? "character";
    const letter = latinOf(character);
    report({
      span: { source: document.uri, start: index, end: index + 1 },
      message:
        letter !== character
          ? `This letter only looks like "${letter}": it is one of another alphabet.\nm4 and sendmail take the word for another one, so it does not do what you read. Write the Latin letter.`
          : `There is a ${name} here: you cannot see it, and ${site.mc === undefined ? "sendmail" : "m4"} does not skip it.\nIt becomes part of the name or value beside it, or a line of the .cf that sendmail refuses. It usually comes from a web page. Write a plain space, or nothing.`,
      fixes: () => [
        {
          title: `Write what you see in this line: ${site.mc === undefined ? "" : "m4 and "}sendmail then read${site.mc === undefined ? "s" : ""} it so${mayRelay(text.slice(start, end))}`,
          grade: "asks",
          preferred: true,
          changes: [{ span: { source: document.uri, start, end }, newText: visible(text.slice(start, end)) }],
        },
      ],
    });
  }
}

/** The Latin letter that a letter looks like; the letter itself where there is none. */
const latinOf = (letter: string): string => LATIN[ALIKE.indexOf(letter)] ?? letter;

/**
 * A line with plain spaces. None begins the line or is before dnl, where a space alone would get into the .cf and stop sendmail; in a
 * rewriting rule without a tab the first stretch was the tab.
 */
function visible(line: string): string {
  let separator = /^R(?![A-Z_]{2})/.test(line) && !line.includes("\t") ? "\t" : " ";
  const plain = line.replace(WIDE, (_, at: number) => {
    if (at === 0) return "";
    const written = separator;
    separator = " ";
    return written;
  });
  const latin = plain.replaceAll(new RegExp(MIXED, "g"), latinOf);
  return latin.replaceAll(new RegExp(INVISIBLE, "g"), "").replace(/ +(?=dnl\b|$)/, "");
}
