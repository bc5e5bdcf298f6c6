// Milters that are asked for and not defined, and milters that are defined and never asked.

import type { Value } from "../../m4/types.ts";
import type { MailConfig } from "../../mc/types.ts";
import { words } from "../../mc/values/places.ts";
import type { MailSite } from "../../site/types.ts";
import type { Span } from "../../text.ts";
import { replacement } from "../edits/edits.ts";
import { placeOf } from "../facts/feature-use.ts";
import { isComplete } from "../facts/settings.ts";
import { isWhollyKnown, settingOf } from "../facts/site-settings.ts";
import type { Report, SiteRule } from "../types.ts";

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
    kinds: ["mc", "cf"],
    fix: "asks",
    versions: ">=8.12",
    guidance: "milter",
    sources: [
      'cf/README, section "ADDING NEW MAIL FILTERS"',
      "seen with sendmail -bD: InputFilter clamav not defined, exit status 78",
    ],
  },
  check(site, report) {
    reportInCf(site, report);
    const config = site.mc?.config;
    if (config === undefined || !isComplete(site)) return;
    const own = config.cfLines.flatMap(({ kind, text }) => (kind === "X" ? (/^X([^,\s]+)/.exec(text)?.[1] ?? []) : []));
    const defined = [...config.filters().map(({ name }) => name.text.trim()), ...own];
    const asked = [...byOption(config), ...byDaemons(config), ...byLine(site)];
    for (const { name, place: asker } of asked) {
      if (defined.some((one) => same(one, name.text))) continue;
      const place = placeIn(causeOf(config, name.text), name.text) ?? asker;
      const exact = name.exact !== undefined && site.has(name.exact.source) ? name.exact : undefined;
      if (exact === undefined && !site.has(place.source)) continue;
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
    reportTwice(site, config, report);
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
          ? `Mail never goes through this milter: a later define replaces the list.\nThat define sets confINPUT_MAIL_FILTERS without "${name.text}". Remove that define, or add the name to its list.`
          : `Mail never goes through this milter: MAIL_FILTER only defines it.\nsendmail uses it once confINPUT_MAIL_FILTERS, or InputMailFilters of a daemon, names "${name.text}". INPUT_MAIL_FILTER does both at once.`,
        fixes: () => (replaced || !site.has(use.call.span.source) || !use.nameSpan ? [] : asInput(site, use.call.span)),
      });
    }
  },
};

/**
 * A milter that the list has twice: INPUT_MAIL_FILTER adds the name to what a define above gave. sendmail then opens it twice, and
 * every MAIL is refused.
 */
function reportTwice(site: MailSite, config: MailConfig, report: Report): void {
  const option = config.option("confINPUT_MAIL_FILTERS");
  if (option === undefined) return;
  const listed = option.value.split(/[,;]/).map((name) => name.trim().toLowerCase());
  const twice = new Set(listed.filter((name, at) => name !== "" && listed.indexOf(name) !== at));
  for (const name of twice) {
    const use = config.filters().find((one) => one.use.name === "INPUT_MAIL_FILTER" && same(one.name.text, name))?.use;
    const define = causeOf(config, name);
    const span = use === undefined ? (define?.exact ?? option.setting?.nameSpan) : placeOf(site, use);
    if (span === undefined || !site.has(span.source)) continue;
    report({
      span,
      message: `The milter ${name} is listed twice, and then every message is refused.\n${use === undefined ? "Name it once." : "INPUT_MAIL_FILTER adds the name to the list that a define of confINPUT_MAIL_FILTERS above gave already. Write MAIL_FILTER here, or take the name out of that list."}`,
      ...(define?.exact === undefined ? {} : { related: [{ span: define.exact, message: "Listed here" }] }),
      fixes: () => (use === undefined ? [] : asPlain(site, use.call.span)),
    });
  }
}

/** Where a name is in a list that was written in one piece. */
function placeIn(list: Value | undefined, name: string): Span | undefined {
  return list === undefined
    ? undefined
    : words(list, /[^\s,;]+(?:[ \t]+[^\s,;]+)*/g).find((one) => same(one.text, name))?.exact;
}

/** The value of the last define of the list, by the site's author, that has a name. */
function causeOf({ settings }: MailConfig, name: string): Value | undefined {
  const has = (text: string) => text.split(/[,;]/).some((one) => same(one, name));
  return settings.findLast(
    (setting) =>
      setting.name === "confINPUT_MAIL_FILTERS" && setting.call.name === "define" && has(setting.value?.text ?? ""),
  )?.value;
}

function asPlain(site: MailSite, span: Span) {
  const place = { ...span, end: span.start + "INPUT_MAIL_FILTER".length };
  return site.document(span.source)?.slice(place.start, place.end) === "INPUT_MAIL_FILTER"
    ? [replacement("Change it to MAIL_FILTER: the list names it once", place, "MAIL_FILTER")]
    : [];
}

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

/** The names in a list: commas and semicolons separate them, spaces do not (seen with sendmail). */
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

/** A .cf without a .mc: the names of its list, against its X lines. */
function reportInCf(site: MailSite, report: Report): void {
  const list = site.mc === undefined ? settingOf(site, "confINPUT_MAIL_FILTERS") : undefined;
  const defined = site.cf?.config.milters.map(({ name }) => name) ?? [];
  if (list === undefined || list.value.includes("$") || !isWhollyKnown(site)) return;
  for (const { name, place } of namesIn({ text: list.value, exact: list.exact }, list.span))
    if (!defined.some((one) => same(one, name.text)))
      report({
        span: name.exact ?? place,
        message: `No milter "${name.text}" is defined, so sendmail does not start as a daemon.\nIt ends with "InputFilter ${name.text} not defined". Write an X line for the milter, or correct the name.`,
      });
}

/** The names of an InputMailFilters line of the site's own. */
function byLine(site: MailSite): readonly Asked[] {
  const list = settingOf(site, "confINPUT_MAIL_FILTERS");
  if (list?.written.by !== "line" || list.value.includes("$")) return [];
  return namesIn({ text: list.value, exact: list.exact }, list.span);
}

/** True where a line of the .mc's own sets the list, of which nothing more is known here. */
function hasRawList(site: MailSite): boolean {
  return site.mc?.config.cfLines.some(({ kind, text }) => kind === "O" && /^O\s*InputMailFilters/i.test(text)) === true;
}
