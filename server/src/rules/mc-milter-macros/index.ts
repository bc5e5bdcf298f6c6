// The lists of macros that sendmail sends to milters: long names without braces, with a $, or with a sign after them.
import { words } from "../../mc/values/places.ts";
import { replacement } from "../edits/edits.ts";
import { settingsOf } from "../facts/site-settings.ts";
import type { SiteRule } from "../types.ts";

export const rule: SiteRule = {
  meta: {
    code: "mc-milter-macros",
    title: "A list of macros for milters that names none",
    severity: "warning",
    kinds: ["mc", "cf"],
    fix: "asks",
    versions: ">=8.12",
    guidance: "milter",
    sources: [
      'cf/README, section "Adding new mail filters"',
      "seen with a milter: a long name with a $ or with an open brace gives it nothing, daemon_name the value of $d, and _; the value under this name",
    ],
  },
  check(site, report) {
    for (const { name, value, span, exact } of settingsOf(site)) {
      if (!/^confMILTER_MACROS_/.test(name)) continue;
      for (const part of words({ text: value, exact }, /[^\s,]+/g)) {
        const meant = meantBy(part.text);
        if (meant === undefined) continue;
        report({
          span: part.exact ?? span,
          message: `"${shortened(part.text)}" is not the name of a macro as this list takes it.\nNo milter gets its value, and sendmail does not say so. A name of several letters has braces and no $, and only commas or spaces separate the names. Write ${meant}.`,
          fixes: () =>
            part.exact === undefined
              ? []
              : [replacement(`Change it to ${meant}: milters get the value`, part.exact, meant)],
        });
      }
    }
  },
};

/** The names as they are to be written; undefined for one that is right (`$j` is, too), or that nobody can tell. */
function meantBy(text: string): string | undefined {
  if (/^(?:\$?.|\{\w+\})$/s.test(text)) return undefined;
  const names = text
    .split(/[;:]+/)
    .filter((name) => name !== "")
    .map((name) => /^(?:\$&?)?[{(]?(\w+)[})]?$/.exec(name)?.[1]);
  if (names.length === 0 || names.includes(undefined)) return undefined;
  return names.map((name = "") => (name.length === 1 ? name : `{${name}}`)).join(", ");
}

function shortened(text: string): string {
  return text.length > 30 ? `${text.slice(0, 27)}...` : text;
}
