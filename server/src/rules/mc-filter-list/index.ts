// Milters that are asked for and not defined, and milters that are defined and never asked.

import type { Value } from "../../m4/types.ts";
import type { MailConfig } from "../../mc/types.ts";
import { words } from "../../mc/values/places.ts";
import type { MailSite } from "../../site/types.ts";
import type { Span } from "../../text.ts";
import { replacement } from "../edits.ts";
import { placeOf } from "../feature-rule.ts";
import { isComplete } from "../settings.ts";
import type { SiteRule } from "../types.ts";

/** A name in a list, and what to point at where it was not written in one piece. */
interface Asked {
  readonly name: Value;
  readonly place: Span;
}

export const rule: SiteRule = {
  meta: {
    code: "mc-filter-list",
    title: "The milters that sendmail uses are not the milters that are defined",
    severity: "error",
    kinds: ["mc"],
    fix: "asks",
    versions: ">=8.12",
    guidance: "milter",
    sources: [
      'cf/README, section "ADDING NEW MAIL FILTERS"',
      "seen with sendmail -bD: InputFilter clamav not defined, exit status 78",
    ],
  },
  check(site, report) {
    const config = site.mc?.config;
    if (config === undefined || !isComplete(site)) return;
    const own = config.cfLines.flatMap(({ kind, text }) => (kind === "X" ? (/^X([^,\s]+)/.exec(text)?.[1] ?? []) : []));
    const defined = [...config.filters().map(({ name }) => name.text.trim()), ...own];
    const asked = [...byOption(config), ...byDaemons(config)];
    for (const { name, place } of asked) {
      if (defined.some((one) => same(one, name.text))) continue;
      const exact = name.exact !== undefined && site.document(name.exact.source) !== undefined ? name.exact : undefined;
      if (exact === undefined && site.document(place.source) === undefined) continue;
      const known = defined.length > 0 ? `Defined here: ${defined.join(", ")}.` : "";
      const apart = name.text.split(/\s+/);
      const blanks = apart.length > 1 && apart.every((one) => defined.some((other) => same(one, other)));
      report({
        span: exact ?? place,
        message: blanks
          ? `Spaces do not separate milters, so sendmail does not start.\nIt looks for one milter named "${name.text}". Write commas.`
          : `No milter "${name.text}" is defined, so sendmail does not start as a daemon.\nIt ends with "InputFilter ${name.text} not defined". Define the milter with MAIL_FILTER, or correct the name. ${known}`.trim(),
        fixes: () =>
          blanks && exact !== undefined
            ? [replacement("Write commas: all mail goes through each filter", exact, apart.join(", "), "asks")]
            : [],
      });
    }
    for (const { name, use } of config.filters()) {
      const isAsked = asked.some(
        (one) => same(one.name.text, name.text) || one.name.text.split(/\s+/).some((word) => same(word, name.text)),
      );
      if (isAsked || use.implied || name.text.trim() === "" || hasRawList(site)) continue;
      const replaced = use.name === "INPUT_MAIL_FILTER";
      report({
        span: placeOf(site, use),
        severity: replaced ? "warning" : "information",
        message: replaced
          ? `Mail never goes through this milter: a later define replaces the list.\nThat define sets confINPUT_MAIL_FILTERS without "${name.text}". Add the name to it, or move the define above all milters.`
          : `Mail never goes through this milter: MAIL_FILTER only defines it.\nsendmail uses it once confINPUT_MAIL_FILTERS, or InputMailFilters of a daemon, names "${name.text}". INPUT_MAIL_FILTER does both at once.`,
        fixes: () =>
          replaced || site.document(use.call.span.source) === undefined || !use.nameSpan
            ? []
            : asInput(site, use.call.span),
      });
    }
  },
};

function asInput(site: MailSite, span: Span) {
  const text = site.document(span.source)?.getText() ?? "";
  const name = { source: span.source, start: span.start, end: span.start + "MAIL_FILTER".length };
  if (text.slice(name.start, name.end) !== "MAIL_FILTER") return [];
  return [
    replacement("Change it to INPUT_MAIL_FILTER: all mail goes through this filter", name, "INPUT_MAIL_FILTER", "asks"),
  ];
}

/** Names are compared as sendmail compares them. */
function same(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}

/** The names in a list: commas and semicolons separate them, blanks do not (seen with sendmail). */
function namesIn(list: Value, place: Span): readonly Asked[] {
  return words(list, /[^\s,;]+(?:[ \t]+[^\s,;]+)*/g).map((name) => ({ name, place }));
}

function byOption(config: MailConfig): readonly Asked[] {
  const option = config.option("confINPUT_MAIL_FILTERS");
  if (option?.setting === undefined) return [];
  return namesIn({ text: option.value, exact: option.exact }, option.setting.nameSpan);
}

function byDaemons(config: MailConfig): readonly Asked[] {
  return config.daemons().flatMap(({ entries, span }) => {
    const list = entries.findLast(({ means }) => means === "InputMailFilters");
    return list === undefined ? [] : namesIn({ text: list.value, exact: undefined }, list.valueSpan ?? span);
  });
}

/** True where a line of the .mc's own sets the list, of which nothing more is known here. */
function hasRawList(site: MailSite): boolean {
  return site.mc?.config.cfLines.some(({ kind, text }) => kind === "O" && /^O\s*InputMailFilters/i.test(text)) === true;
}
