// A feature, macro or setting that does nothing without another one, which is not there.
import { alternatives, type CatalogRecord, catalog, type Relation, settingRecord } from "../../catalog/index.ts";
import type { MacroCall } from "../../m4/types.ts";
import type { MailConfig, Use } from "../../mc/types.ts";
import { classMacros } from "../../mc/vocabulary.ts";
import type { MailSite } from "../../site/types.ts";
import type { Span } from "../../text.ts";
import { removalFixes } from "../edits.ts";
import { featureLabel, placeOf } from "../feature-rule.ts";
import { isComplete, writtenOptions } from "../settings.ts";
import { settingOf } from "../site-settings.ts";
import type { SiteRule } from "../types.ts";

/** Partners whose absence has rules of its own. */
const SAID_ELSEWHERE =
  /^(?:feature:(?:access_db|delay_checks|blocklist_recipients)|option:confLDAP_DEFAULT_SPEC|mailer:.*)$/;
/** Settings whose partners have a rule of their own. */
const OF_TLS = /^conf(?:SERVER|CLIENT)_(?:CERT|KEY)$/;

/** Features that do only a part of what people expect without a partner. */
const PARTLY: readonly { readonly feature: string; readonly partners: readonly string[]; readonly message: string }[] =
  [
    {
      feature: "limited_masquerade",
      partners: ["macro:MASQUERADE_DOMAIN", "macro:MASQUERADE_DOMAIN_FILE"],
      message:
        "Without MASQUERADE_DOMAIN only senders without a domain are masqueraded.\nlimited_masquerade leaves the names of this host as they are, and nothing here names others. Name the domains in MASQUERADE_DOMAIN, or remove limited_masquerade to masquerade the names of this host, too.",
    },
    {
      feature: "genericstable",
      partners: ["macro:GENERICS_DOMAIN", "macro:GENERICS_DOMAIN_FILE"],
      message:
        "Without GENERICS_DOMAIN only senders without a domain are looked up.\nsendmail asks the genericstable about joe, but never about joe@example.com. Name the domains in GENERICS_DOMAIN if the table has keys with one.",
    },
    {
      feature: "virtusertable",
      partners: ["macro:VIRTUSER_DOMAIN", "macro:VIRTUSER_DOMAIN_FILE", "macro:LOCAL_DOMAIN", "feature:use_cw_file"],
      message:
        "Only the host's own name is looked up in the virtusertable.\nsendmail asks it about domains of class w or VIRTUSER_DOMAIN, and nothing here adds any. Add VIRTUSER_DOMAIN, LOCAL_DOMAIN, or FEATURE(`use_cw_file') and its file local-host-names.",
    },
  ];

export const rule: SiteRule = {
  meta: {
    code: "mc-without-partner",
    title: "A setting that does nothing without another one",
    severity: "warning",
    kinds: ["mc"],
    fix: "asks",
    versions: ">=8.9",
    guidance: "readme",
    sources: [
      'cf/README, sections "FEATURES", "MASQUERADING AND RELAYING"',
      "seen with sendmail -bt: addresses stay as they are",
    ],
  },
  check(site, report) {
    const config = site.mc?.config;
    if (config === undefined || !isComplete(site) || site.mc?.template === true) return;
    const seen = new Set<string>();
    for (const { label, record, span, call } of [...uses(site, config), ...settings(site)]) {
      if (OF_TLS.test(record.name)) continue;
      const lacking = (record.needs ?? []).find((relation) => isLacking(site, config, relation));
      if (lacking === undefined || seen.has(label)) continue;
      seen.add(label);
      const partners = alternatives(lacking).map(nameOf);
      report({
        span,
        message: `${label} does nothing here without ${partners[0]}.\n${lacking.why ?? "What it works on is missing."} Add ${partners.map(whole).join(" or ")}, or take this out.`,
        fixes: () => removalFixes(site, call, label, "asks", "nothing changes for mail"),
      });
    }
    for (const { feature, partners, message } of PARTLY) {
      const use = config.feature(feature).find(({ implied }) => !implied);
      // What does nothing at all is said above.
      if (use === undefined || seen.has(featureLabel(feature)) || partners.some((one) => isThere(site, config, one)))
        continue;
      report({ span: placeOf(site, use), severity: "information", message });
    }
  },
};

/** A partner with what it needs itself. */
function whole(partner: string): string {
  if (partner === featureLabel("genericstable")) return `${partner} with GENERICS_DOMAIN`;
  if (/^FEATURE\(`use_c[tw]_file'\)$/.test(partner)) return `${partner} and its file`;
  return OF_TLS.test(partner) ? `${partner} with the options that it needs` : partner;
}

interface Given {
  readonly label: string;
  readonly record: CatalogRecord;
  readonly span: Span;
  readonly call: MacroCall;
}

function uses(site: MailSite, config: MailConfig): readonly Given[] {
  return [...config.features, ...config.macros].flatMap((use: Use): readonly Given[] => {
    const isFeature = use.call.name === "FEATURE";
    const record = isFeature ? catalog.get("feature", use.name) : catalog.get("macro", use.call.name);
    const label = isFeature ? featureLabel(use.name) : use.call.name;
    return record === undefined || use.implied ? [] : [{ label, record, span: placeOf(site, use), call: use.call }];
  });
}

function settings(site: MailSite): readonly Given[] {
  return writtenOptions(site).flatMap(({ name, nameSpan, setting, value }): readonly Given[] => {
    const record = settingRecord(name);
    return record === undefined || value.trim() === ""
      ? []
      : [{ label: name, record, span: nameSpan, call: setting.call }];
  });
}

function isLacking(site: MailSite, config: MailConfig, relation: Relation): boolean {
  if (relation.reported === true || relation.when !== undefined) return false;
  const wanted = alternatives(relation);
  return !wanted.some((one) => SAID_ELSEWHERE.test(one)) && !wanted.some((one) => isThere(site, config, one));
}

/** Whether something that the catalogue names is there, in whatever way it is written. */
function isThere(site: MailSite, config: MailConfig, reference: string): boolean {
  const [kind = "", name = ""] = reference.split(":");
  if (kind === "feature") return config.active.has(name) || config.feature(name).length > 0;
  if (kind === "mailer")
    return name === "*" ? config.mailers.length > 0 : config.mailers.some((use) => use.name === name);
  if (kind === "option" || kind === "define")
    return (settingOf(site, name)?.value.trim() ?? "") !== "" || (config.setting(name)?.value?.text ?? "") !== "";
  const className = classMacros[name]?.className;
  if (className !== undefined && config.classMembers(className).length > 0) return true;
  if (name === "MASQUERADE_AS" && (config.setting("MASQUERADE_NAME") !== undefined || hasMacroLine(config, "M")))
    return true;
  if (/MAIL_FILTER$/.test(name) && config.cfLines.some((line) => line.kind === "X")) return true;
  return config.macro(name).length > 0;
}

/** A `D` line of the .mc's own. */
function hasMacroLine(config: MailConfig, letter: string): boolean {
  return config.cfLines.some(
    ({ kind, text }) => kind === "D" && (text.startsWith(`D${letter}`) || text.startsWith(`D{${letter}}`)),
  );
}

function nameOf(reference: string): string {
  const [kind = "", name = ""] = reference.split(":");
  if (kind === "feature") return featureLabel(name);
  if (kind === "mailer") return `MAILER(\`${name}')`;
  return name;
}
