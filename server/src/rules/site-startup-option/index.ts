// Settings that an option on the daemon's command line overrides, where a startup file of the site has it.
import { catalog } from "../../catalog/index.ts";
import { startupDocuments } from "../../site/startup-files.ts";
import { overrides, type StartupFlag, startupFlags } from "../../site/startup-flags.ts";
import type { MailSite } from "../../site/types.ts";
import type { Span } from "../../text.ts";
import { settingsOf } from "../facts/site-settings.ts";
import type { SiteRule } from "../types.ts";

type Option = Extract<StartupFlag, { readonly kind: "option" }>;

/** Options whose words add up wherever they are set. */
const ADDS_UP: ReadonlySet<string> = new Set(["PrivacyOptions", "DontBlameSendmail"]);

export const rule: SiteRule = {
  meta: {
    code: "site-startup-option",
    title: "A startup file overrides a setting of the configuration",
    severity: "warning",
    kinds: ["mc", "cf"],
    fix: "none",
    versions: ">=8.9",
    guidance: "operations",
    sources: ['Operations guide, section "Command Line Flags"', "seen with sendmail -d37.1: (ignored)"],
  },
  check(site, report) {
    if (/(?:^|\/)submit\.(?:mc|cf)$/.test(site.id)) return;
    const flags = startupFlags(startupDocuments(site.documents));
    const given = flags.filter((flag) => flag.kind === "option");
    if (given.length === 0) return;
    const over = (option: string) => given.findLast((flag) => overrides(flag.name, option));
    const say = (span: Span, { name, value, file, span: at }: Option) =>
      report({
        span,
        message:
          `A startup file overrides this setting, so it has no effect.\n${file} puts ${name}=${value} on the command line of sendmail, which then ignores what its configuration says. ` +
          "Remove it there, or change it there.",
        related: [{ span: at, message: "The daemon is started with this" }],
      });
    for (const { name, value, nameSpan } of settingsOf(site)) {
      const record = catalog.get("option", name);
      const option = record?.cf.kind === "option" ? over(record.cf.name) : undefined;
      if (option === undefined || ADDS_UP.has(option.name) || option.value === value.trim()) continue;
      say(nameSpan, option);
    }
    const daemons = over("DaemonPortOptions");
    const place = daemons && listenerOf(site);
    if (daemons !== undefined && place !== undefined) say(place, daemons);
  },
};

/** Where the first listener of the site's own is written. */
function listenerOf({ mc, cf }: MailSite): Span | undefined {
  if (mc !== undefined) return mc.config.daemons().find(({ use }) => use !== undefined && !use.implied)?.span;
  return cf?.config.settings.find(({ name, accepted }) => name === "DaemonPortOptions" && accepted)?.place.name;
}
