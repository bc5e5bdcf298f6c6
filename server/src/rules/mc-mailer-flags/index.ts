// Flags of a mailer that are changed in a way that does nothing, or that takes all the others away.
import { nearestNames } from "../../catalog/index.ts";
import type { MailSite } from "../../site/types.ts";
import { replacement } from "../edits/edits.ts";
import { placeOf } from "../facts/feature-use.ts";
import { settingsOf } from "../facts/site-settings.ts";
import type { Finding, Fix, SiteRule } from "../types.ts";

/** What the mailers of the library, asked in all versions, call their flags in MODIFY_MAILER_FLAGS. */
const MAILERS = [
  ..."LOCAL SHELL SMTP ESMTP SMTP8 DSMTP RELAY UUCP PROCMAIL CYRUS CYRUSV2 SSH".split(" "),
  ..."USENET POP PH MAIL11 QPAGE".split(" "),
];

/** Names of mailers in the .cf, with the name of their flags. */
const BY_MAILER: Readonly<Record<string, string>> = { PROG: "SHELL", CYRUS_BB: "CYRUS", CYRUSBB: "CYRUS" };

export const rule: SiteRule = {
  meta: {
    code: "mc-mailer-flags",
    title: "A change of a mailer's flags that does nothing, or too much",
    severity: "warning",
    kinds: ["mc"],
    fix: "asks",
    versions: ">=8.10",
    guidance: "readme",
    sources: [
      'cf/README, section "OSTYPE", MODIFY_MAILER_FLAGS',
      "seen with sendmail -bt, =M: `e' without a sign leaves the mailer with that flag alone; another name changes no mailer; of `+e -f' the space and the - become flags",
    ],
  },
  check(site, report) {
    for (const use of site.mc?.config.macros ?? []) {
      const [mailer, change] = use.args;
      if (use.name !== "MODIFY_MAILER_FLAGS" || use.implied || mailer === undefined || change === undefined) continue;
      const place = (value: typeof mailer) =>
        value.exact !== undefined && site.has(value.exact.source) ? value.exact : placeOf(site, use);
      const quoted = [mailer, change].some(({ text }) => /["'`‘’“”´$]/.test(text));
      if (quoted || use.args.length > 2) continue;
      const name = wrongMailer(mailer.text, mailer.exact);
      if (name !== undefined) report({ ...name, span: place(mailer) });
      const flags = wrongChange(mailer.text.trim(), change.text.trim(), change.exact);
      if (flags !== undefined) report({ ...flags, span: place(change) });
    }
    checkSettings(site, report);
  },
};

type Place = Finding["span"] | undefined;

function wrongMailer(name: string, exact: Place): Omit<Finding, "span"> | undefined {
  if (name.trim() === "" || MAILERS.includes(name)) return undefined;
  const parts = name.split(/[\s,;]+/).filter((part) => part !== "");
  if (parts.length > 1)
    return {
      message: `MODIFY_MAILER_FLAGS takes one name, and this is a list.\nNo mailer asks for flags of this name, so nothing changes. Write one MODIFY_MAILER_FLAGS for each.`,
    };
  const plain = name
    .trim()
    .toUpperCase()
    .replace(/_MAILER(?:_FLAGS)?$|_FLAGS$/, "");
  const meant = BY_MAILER[plain] ?? (MAILERS.includes(plain) ? plain : nearestNames(plain, MAILERS, 1)[0]);
  // A mailer of the site's own may ask for its own name.
  if (meant === undefined) return undefined;
  return {
    message: `This changes no flags: ${name.trim() === meant ? "the space is part of the name" : `the name of ${name === meant.toLowerCase() ? "the mailer is written in capitals" : "these flags is another one"}`}.\nm4 does not say so. Write ${meant}.`,
    fixes: () => (exact === undefined ? [] : [replacement(`Change it to ${meant}: its flags change`, exact, meant)]),
  };
}

function wrongChange(mailer: string, text: string, exact: Place): Omit<Finding, "span"> | undefined {
  const fix = (meant: string, effect: string): readonly Fix[] =>
    exact === undefined ? [] : [replacement(`Change it to ${meant}: ${effect}`, exact, meant)];
  const signs = text.slice(1).match(/[-+\s,;]/g) ?? [];
  if (/^[+-]/.test(text) && signs.length > 0) {
    const one = text.charAt(0) + text.slice(1).replace(/[\s,;]+/g, "");
    const meant = /[-+]/.test(one.slice(1)) ? undefined : one;
    return {
      message: `One MODIFY_MAILER_FLAGS adds flags or removes them: one sign, then letters.\nsendmail reads "${signs[0]}" as a flag, too. ${meant === undefined ? "Write one line with + and one with -." : `Write ${meant}.`}`,
      fixes: () => (meant === undefined ? [] : fix(meant, "these flags change, and no others")),
    };
  }
  if (!/^[\w:/|@%]{1,3}$/.test(text)) return undefined;
  return {
    severity: "error",
    message: `Without + or - these become the only flags of the mailer.\nIt loses all that it has, and mail through ${mailer} breaks. Write +${text} to add them, or -${text} to remove them.`,
    fixes: () => fix(`+${text}`, "the flags are added"),
  };
}

/** The settings whose letters are added to the flags that a mailer has in any case: a sign becomes a flag. */
function checkSettings(site: MailSite, report: (finding: Finding) => void): void {
  for (const { name, value, span } of settingsOf(site)) {
    const [, prefix] = /^([A-Z0-9_]+)_MAILER_FLAGS$/.exec(name) ?? [];
    const sign = /^[+-]/.exec(value.trim())?.[0];
    if (prefix === undefined || sign === undefined) continue;
    report({
      span,
      message: `sendmail reads the ${sign} as a flag, and the usual flags of this setting are gone.\n${name} takes letters only. Write MODIFY_MAILER_FLAGS(\`${prefix}', \`${value.trim()}') to change some of them.`,
    });
  }
}
