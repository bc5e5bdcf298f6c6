// The options of a site with the places of their values, whatever file they come from: for rules about values.
import { cfOptionRecord } from "../catalog/index.ts";
import { show } from "../cf/rewrite/show.ts";
import { perSite } from "../site/per-site.ts";
import type { MailSite } from "../site/types.ts";
import type { Span } from "../text.ts";
import { type OptionValue, writtenOptions } from "./settings.ts";

/** What stands for `$x` in a value. */
const OPERATORS = /[\ue000-\uefff]/;

/** The options that the author of the site set. With a .mc these are its defines; a .cf that has none sets options itself. */
export const settingsOf: (site: MailSite) => readonly OptionValue[] = perSite((site) => {
  if (site.mc !== undefined || site.cf === undefined) return writtenOptions(site);
  const { options, names } = site.cf.config;
  return [...options.values()].flatMap(({ name, value, place }) => {
    const record = cfOptionRecord(name);
    if (record?.kind !== "option") return [];
    const text = OPERATORS.test(value) ? show(value, names) : value;
    const span = isWhole(site, place.value, text) ? place.value : undefined;
    return [{ name: record.name, shown: name, value: text, span: span ?? place.line.span, exact: span }];
  });
});

/** The setting of an option, by the name that a .mc has for it (`confLOG_LEVEL`); undefined where the author did not set it. */
export function settingOf(site: MailSite, name: string): OptionValue | undefined {
  return settingsOf(site).find((setting) => setting.name === name);
}

/** True for a stretch that has exactly this text: only then its parts have places. */
function isWhole({ cf }: MailSite, { start, end }: Span, text: string): boolean {
  return start < end && cf?.document.slice(start, end) === text;
}
