// A value of the wrong type for its option: a time, a number, a mode, true or false.
import { catalog } from "../../catalog/index.ts";
import type { MailSite } from "../../site/types.ts";
import { replacement } from "../edits/edits.ts";
import { type OptionValue, valueFix } from "../facts/settings.ts";
import { settingsOf } from "../facts/site-settings.ts";
import type { Report, SiteRule } from "../types.ts";
import { misreading } from "../values/option-values.ts";

export const rule: SiteRule = {
  meta: {
    code: "mc-wrong-value",
    title: "A value of the wrong type for its option",
    severity: "error",
    kinds: ["mc", "cf"],
    fix: "asks",
    versions: ">=8.9",
    guidance: "options",
    sources: [
      'Operations guide, section "O -- Set Option"',
      "seen with a daemon: greet_pause of 1500x waits 1.5 seconds, of 3s and of 5 not at all",
      "seen with a daemon: a greeting that begins with 220 is sent as 220 220 ESMTP, $myhostname as example.comyhostname",
      "seen with sendmail -bt: /map of a text map without -v returns the key",
      "seen with sendmail: it reports an unknown time unit; it misreads a wrong number or truth value silently",
    ],
  },
  check(site, report) {
    checkPause(site, report);
    checkItself(site, report);
    checkTexts(site, report);
    checkTextMaps(site, report);
    checkMailers(site, report);
    for (const option of settingsOf(site)) {
      const record = catalog.get("option", option.name) ?? catalog.get("define", option.name);
      const wrong = record && misreading(record, option.value);
      if (wrong === undefined) continue;
      report({
        span: option.span,
        ...(wrong.severity && { severity: wrong.severity }),
        message: `${wrong.effect}\n${wrong.isHarmless ? `${option.shown} has the value that was meant` : `${option.shown} is therefore not what this line says`}. ${wrong.advice}`,
        fixes: () => wrong.meant.flatMap((value) => valueFix(option, value, "asks")),
      });
    }
  },
};

/** `$myhostname`, `$HOSTNAME`: several letters after a $, where sendmail reads one. Conditions ($?x) and operators are left out. */
const VARIABLE = /\$([A-Za-z])([A-Za-z][A-Za-z_]+)/;

/** Names of variables of other programs, with the macro of sendmail that has this value. */
const MACRO_FOR: Readonly<Record<string, string>> = {
  myhostname: "$j",
  hostname: "$j",
  primary_hostname: "$j",
  smtp_active_hostname: "$j",
  fqdn: "$j",
  mydomain: "$m",
  domain: "$m",
  mail_version: "$v",
  version: "$v",
  date: "$b",
  tod_full: "$b",
};

/** `$HOME` and `${HOME}`: capitals only, and nothing of the site defines such a macro. */
function foreignVariable(site: MailSite, value: string): string | undefined {
  const [whole, long] = /\$(?:[A-Z]{3}[A-Z_]*|\{([A-Z][A-Z_]+)\})/.exec(value) ?? [];
  if (whole === undefined || long === undefined) return whole;
  const isDefined =
    site.cf?.config.macros.has(long) || site.mc?.config.cfLines.some(({ text }) => text.startsWith(`D{${long}}`));
  return isDefined ? undefined : whole;
}

/** A text, with what it is for. */
type Text = Pick<OptionValue, "name" | "shown" | "value" | "span" | "exact">;

/** The name of MASQUERADE_AS, and arguments of programs: those that features are given, and A= of the mailers of a .cf alone. */
function commands(site: MailSite): readonly Text[] {
  const { mc, cf } = site;
  if (mc === undefined)
    return (cf?.config.mailers ?? []).flatMap(({ name, equates }) =>
      equates
        .filter((one) => one.name === "A")
        .map(({ valueSpan }): Text => {
          const value = site.document(valueSpan.source)?.slice(valueSpan.start, valueSpan.end) ?? "";
          return { name: "A=", shown: `A= of the mailer ${name}`, value, span: valueSpan, exact: valueSpan };
        }),
    );
  const shownNames = mc.config.macro("MASQUERADE_AS").flatMap(({ args: [value], implied }): readonly Text[] =>
    implied || value === undefined || !site.has(value.span.source)
      ? []
      : [
          {
            name: "MASQUERADE_AS",
            shown: "MASQUERADE_AS",
            value: value.text,
            span: value.exact ?? value.span,
            exact: value.exact,
          },
        ],
  );
  const ofFeatures = mc.config.features.flatMap(({ name, args, implied }): readonly Text[] => {
    const list = catalog.get("feature", name)?.arguments ?? [];
    return args.flatMap(({ text, span, exact }, at): readonly Text[] =>
      implied || !/^(?:command|path)$/.test(list[at]?.type ?? "") || !site.has(span.source)
        ? []
        : [{ name, shown: `the argument of ${name}`, value: text, span: exact ?? span, exact }],
    );
  });
  return [...shownNames, ...ofFeatures];
}

/** Texts that sendmail expands: a variable as other programs have it, and a reply code in the greeting. */
function checkTexts(site: MailSite, report: Report): void {
  for (const { name, shown, value, span, exact } of [...settingsOf(site), ...commands(site)]) {
    const [variable = "", letter = "", rest = ""] = /\$\?/.test(value) ? [] : (VARIABLE.exec(value) ?? []);
    const meant = MACRO_FOR[`${letter}${rest}`.toLowerCase()];
    const foreign = meant === undefined ? foreignVariable(site, value) : undefined;
    if (foreign !== undefined)
      report({
        span,
        severity: "warning",
        message: `sendmail does not know ${foreign}: variables of the shell have no value here.\n${foreign.startsWith("${") ? "A macro that nothing defines is empty" : `It reads ${foreign.slice(0, 2)} and the text "${foreign.slice(2)}"`}. Write the value itself.`,
      });
    if (meant !== undefined) {
      // $j is what this setting gives.
      const isName = name === "confDOMAIN_NAME";
      const at = value.indexOf(variable);
      const place = exact && { ...exact, start: exact.start + at, end: exact.start + at + variable.length };
      report({
        span: place ?? span,
        severity: "warning",
        message: `sendmail reads $${letter} and the text "${rest}", not a variable called ${letter}${rest}.\nIts macros have one letter, or braces around the name. Write ${isName ? "the name itself" : meant}.`,
        fixes: () =>
          isName || place === undefined
            ? []
            : [replacement(`Write ${meant}: ${shown} has the value that is meant`, place, meant)],
      });
    }
    const code = name === "confSMTP_LOGIN_MSG" ? /^\s*220[ -]\s*/.exec(value)?.[0] : undefined;
    if (code === undefined) continue;
    const place = exact && { ...exact, end: exact.start + code.length };
    report({
      span: place ?? span,
      severity: "warning",
      message: `sendmail writes the 220 itself, so clients read "220 220 ESMTP".\nThey take "220" for the name of this server. Begin the text with $j.`,
      fixes: () =>
        place === undefined ? [] : [replacement("Remove the code: the greeting begins with the name", place, "")],
    });
  }
}

/** A table in a file of its own text, of which no column is named: such a map answers with the key. */
function checkTextMaps(site: MailSite, report: Report): void {
  for (const { name, map, use, span } of site.mc?.config.maps ?? []) {
    const { type, typeSpan, flags } = map;
    const place = typeSpan ?? span;
    if (use === undefined || type.toLowerCase() !== "text" || !site.has(place.source)) continue;
    if (flags.some(({ letter }) => letter === "v")) continue;
    report({
      span: place,
      message: `The map ${name} answers with the key: nothing says which column has the value.\nA text map takes the first column for both. Write text -k0 -v1 before the path; -z: names another sign between the columns.`,
      fixes: () =>
        typeSpan === undefined
          ? []
          : [replacement("Write text -k0 -v1: the second word of a line is the value", typeSpan, "text -k0 -v1")],
    });
  }
}

/** Milliseconds below which a pause has no effect: people who write so few mean seconds. */
const LEAST_PAUSE = 100;

/** The pause of greet_pause: the library hands it on as it is, and sendmail reads the digits at its start as milliseconds. */
function checkPause(site: MailSite, report: Report): void {
  for (const { args, implied } of site.mc?.config.feature("greet_pause") ?? []) {
    const [pause] = args;
    const text = pause?.text.trim() ?? "";
    if (pause === undefined || implied || text === "" || !site.has(pause.span.source)) continue;
    const [digits = ""] = /^\d*/.exec(text) ?? [];
    const isPlain = digits === text;
    const pauses = Number(digits) >= LEAST_PAUSE;
    // The unit that it has anyway changes nothing.
    if ((isPlain && Number(digits) === 0) || (pauses && /^\d+(?:\s*m(?:illi)?s(?:ec(?:onds?)?)?)?$/i.test(text)))
      continue;
    const seconds = /^(\d+)\s*s(?:ec(?:onds?)?)?$/i.exec(text)?.[1] ?? (isPlain ? digits : undefined);
    const meant = seconds === undefined ? undefined : String(Number(seconds) * 1000);
    const { exact } = pause;
    report({
      span: exact ?? pause.span,
      severity: "warning",
      message: `The pause is ${Number(digits)} milliseconds, ${pauses ? "whatever unit is written after them" : "so no client is made to wait"}.\ngreet_pause takes milliseconds without a unit. Write ${meant ?? "5000 for five seconds"}.`,
      fixes: () =>
        meant === undefined || exact === undefined
          ? []
          : [replacement(`Write ${meant}: clients wait ${seconds} seconds for the greeting`, exact, meant)],
    });
  }
}

/** A macro of the .cf whose value names the macro itself: `define(\`confDOMAIN_NAME', \`$j.example.com')`. */
function checkItself(site: MailSite, report: Report): void {
  for (const { name, shown, value, span } of settingsOf(site)) {
    const record = catalog.get("option", name) ?? catalog.get("define", name);
    if (record?.cf?.kind !== "macro") continue;
    const macro = record.cf.name.replace(/^\{(.*)\}$/, "$1");
    const own = macro.length === 1 ? `$${macro}` : `\${${macro}}`;
    if (!value.includes(own)) continue;
    report({
      span,
      message: `The value contains itself: ${own} is what this line sets.\nsendmail reports "expand: recursion too deep" wherever it needs the name. Write the name itself in ${shown}.`,
    });
  }
}

/** Equates of M lines that sendmail reads as numbers. */
const NUMBER_EQUATES: Readonly<Record<string, string>> = {
  L: "the length of lines",
  M: "the size of messages in bytes",
  N: "a priority",
  m: "a number of messages",
  r: "a number of recipients",
};

/** The mailers of a .cf alone: numbers that are none, and signs among the letters of F=. */
function checkMailers(site: MailSite, report: Report): void {
  const mailers = site.mc === undefined ? (site.cf?.config.mailers ?? []) : [];
  for (const { name: mailer, equates } of mailers)
    for (const { name, valueSpan } of equates) {
      const text = site.document(valueSpan.source)?.slice(valueSpan.start, valueSpan.end).trim() ?? "";
      if (text === "" || text.includes("$")) continue;
      const wanted = NUMBER_EQUATES[name];
      if (wanted !== undefined && !/^[+-]?\d+$/.test(text))
        report({
          span: valueSpan,
          severity: "warning",
          message: `sendmail reads "${text}" as ${/^[+-]?\d+/.exec(text)?.[0] ?? "0"}: ${name}= is ${wanted}.\nIt stops at the first sign that is not a digit, and says nothing. Write a plain number in the mailer ${mailer}.`,
        });
      const sign = name === "F" ? /["'`‘’“”´;=+<>(){}[\]*.-]/.exec(text)?.[0] : undefined;
      if (sign !== undefined)
        report({
          span: valueSpan,
          severity: "warning",
          message: `F= of the mailer ${mailer} is a row of letters, and "${sign}" is none of them.\nsendmail takes each sign for a flag, and says nothing. Write the letters alone, without quotes or signs between.`,
        });
    }
}
