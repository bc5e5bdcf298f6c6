// A feature, macro or setting that does nothing without another one, which is not there: the pairs are in the catalogue.
import {
  alternatives,
  type CatalogRecord,
  catalog,
  compareVersions,
  NEWEST_VERSION,
  type Relation,
} from "../../catalog/index.ts";
import type { MailConfig } from "../../mc/types.ts";
import type { MailSite } from "../../site/types.ts";
import { removalFixes } from "../edits/edits.ts";
import { featureLabel, placeOf } from "../facts/feature-use.ts";
import { given, nameOf } from "../facts/given.ts";
import { isMailerNamed, isThere, usualMailer } from "../facts/partners.ts";
import { isWhollyKnown } from "../facts/site-settings.ts";
import type { Report, SiteRule } from "../types.ts";
import { headlineOf } from "../values/headline.ts";

/** Partners whose absence has rules of its own. */
const SAID_ELSEWHERE = /^(?:feature:delay_checks|option:confLDAP_DEFAULT_SPEC|mailer:(?:local|smtp|\*))$/;
/** Settings whose partners have a rule of their own. */
const OF_TLS = /^conf(?:SERVER|CLIENT)_(?:CERT|KEY)$/;

/** Features that do only a part of what people expect without a partner; `before`: the message for a version without the first partner. */
const PARTLY: readonly {
  readonly feature: string;
  readonly partners: readonly string[];
  readonly message: string;
  readonly before?: string;
}[] = [
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
    before:
      "Only the host's own name is looked up in the virtusertable.\nsendmail asks it about domains of class w, and nothing here adds any. Add FEATURE(`use_cw_file') and write the domains in its file.",
  },
];

export const rule: SiteRule = {
  meta: {
    code: "mc-without-partner",
    title: "A setting that does nothing without another one",
    severity: "warning",
    kinds: ["mc", "cf"],
    fix: "asks",
    versions: ">=8.9",
    guidance: "readme",
    sources: [
      'cf/README, sections "FEATURES", "MASQUERADING AND RELAYING"',
      "seen with sendmail -bt: addresses stay as they are",
      "seen with m4: without their MAILER or FEATURE the .cf is the same with these defines and without them",
    ],
  },
  check(site, report, { targetVersion = NEWEST_VERSION }) {
    if (!isWhollyKnown(site) || site.mc?.template === true) return;
    const seen = new Set<string>();
    for (const { label, record, span, call } of given(site)) {
      if (OF_TLS.test(record.name) || isShipped(site, record)) continue;
      const lacking = [...(record.needs ?? []), ...readers(record)].find((relation) => isLacking(site, relation));
      if (lacking === undefined || seen.has(label)) continue;
      seen.add(label);
      // A partner that this version does not have yet cannot be advised: the setting is newer too, and another rule says so.
      const known = alternatives(lacking).filter((one) => isThereAt(one, targetVersion));
      if (known.length === 0) continue;
      const partners = known.slice(0, MOST_NAMED).map((one) => nameOf(site, one));
      const saidOf = (what: string) => `${what} ${lacking.still ?? `does nothing here without ${partners[0]}`}.`;
      report({
        span,
        message: `${headlineOf(saidOf(label), saidOf(record.name))}\n${lacking.why ?? "What it works on is missing."} Add ${partners.map(whole).join(" or ")}, or take this out.`,
        fixes: () => {
          const effect = lacking.still === undefined ? "nothing changes for mail" : "it no longer lets anybody relay";
          return call === undefined ? [] : removalFixes(site, call, label, "asks", effect);
        },
      });
    }
    reportUnsent(site, seen, report);
    reportExceptions(site, seen, report);
    const { mc } = site;
    for (const { feature, partners, message, before } of mc === undefined ? [] : PARTLY) {
      const use = mc?.config.feature(feature).find(({ implied }) => !implied);
      // What does nothing at all is said above.
      if (use === undefined || seen.has(featureLabel(feature)) || partners.some((one) => isThere(site, one))) continue;
      const isKnown = partners.slice(0, 1).every((one) => isThereAt(one, targetVersion));
      report({
        span: placeOf(site, use),
        severity: "information",
        message: isKnown ? message : (before ?? message),
      });
    }
  },
};

/** Settings of a mailer such as `relay` or `smtp` through which no mail goes. */
function reportUnsent(site: MailSite, seen: ReadonlySet<string>, report: Report): void {
  for (const { label, record, span, call } of site.mc === undefined ? [] : given(site)) {
    const mailer = "cf" in record && record.cf?.byName === true ? record.cf.name : undefined;
    if (mailer === undefined || seen.has(label) || isMailerNamed(site, mailer)) continue;
    const usual = usualMailer(site);
    const other = record.name.replace(/^\w+?(?=_MAILER_)/, usual.toUpperCase());
    const instead =
      mailer === "relay"
        ? "It is the one for SMART_HOST and the other relay hosts, and none is set here."
        : `Mail to other servers goes through ${usual}${catalog.named(other).length > 0 ? `, which ${other} is for` : ""}, and to a relay host through relay.`;
    report({
      span,
      message: `${label} does nothing here: no mail goes through the mailer ${mailer}.\n${instead} Set what is meant, or take this out.`,
      fixes: () => (call === undefined ? [] : removalFixes(site, call, label, "asks", "nothing changes for mail")),
    });
  }
}

/** The words that a .mc puts into a class; "" for those that it takes from elsewhere. */
function wordsOf(config: MailConfig, className: string): readonly string[] {
  return config
    .classMembers(className)
    .flatMap(({ how }) => (how.kind === "words" ? how.words.map(({ text }) => text) : [""]));
}

/** Exceptions below a domain of MASQUERADE_DOMAIN, where only the domains themselves are masqueraded (seen with sendmail -bt). */
function reportExceptions(site: MailSite, seen: ReadonlySet<string>, report: Report): void {
  const config = site.mc?.config;
  const [use] = config?.macro("MASQUERADE_EXCEPTION").filter(({ implied }) => !implied) ?? [];
  if (config === undefined || use === undefined || seen.has(use.call.name)) return;
  if (config.active.has("masquerade_entire_domain")) return;
  const words = (name: string) => wordsOf(config, name).map((word) => word.toLowerCase());
  const masked = words("M");
  const isBelow = (name: string) => !masked.includes(name) && masked.some((domain) => name.endsWith(`.${domain}`));
  const names = words("N");
  if (names.length === 0 || !names.every(isBelow)) return;
  // Names of the host itself are masqueraded too, and their exceptions count.
  if (names.some((name) => words("w").includes(name))) return;
  report({
    span: placeOf(site, use),
    severity: "information",
    message:
      "Hosts below a domain of MASQUERADE_DOMAIN are not masqueraded anyway.\nWithout FEATURE(`masquerade_entire_domain') only the domain itself is, so this exception counts only for names of this host. Add the feature, or remove the exception.",
  });
}

/** False for a word that came with a later version. */
function isThereAt(reference: string, version: string): boolean {
  const since = catalog.resolve(reference)?.since;
  return since === undefined || compareVersions(since, version) <= 0;
}

/** So many partners are named where one of more would do. */
const MOST_NAMED = 3;

/** Mailers that other rules ask for. */
const OTHER_MAILERS = /^mailer:(?:local|smtp)$/;

/** What the files of distributions set for nothing, and nobody misses: a limit, and root as the only exposed user. */
function isShipped({ mc, cf }: MailSite, { name }: CatalogRecord): boolean {
  if (name !== "EXPOSED_USER") return name === "UUCP_MAILER_MAX";
  const words = mc === undefined ? [...(cf?.config.classes.get("E")?.members.keys() ?? [])] : wordsOf(mc.config, "E");
  return words.every((word) => word === "root");
}

/** The features and mailers that read a setting: without all of them it does nothing. */
function readers(record: CatalogRecord): readonly Relation[] {
  const names =
    record.kind === "define" || record.kind === "option" ? (record.before ?? []).map(({ what }) => what) : [];
  if (names.length === 0 || names.some((name) => !/^(?:feature|mailer):/.test(name) || OTHER_MAILERS.test(name)))
    return [];
  return [{ what: names.join(" | "), why: "Nothing else reads it." }];
}

/** A partner with what it needs itself. */
function whole(partner: string): string {
  if (partner === featureLabel("genericstable")) return `${partner} with GENERICS_DOMAIN`;
  if (/^FEATURE\(`use_c[tw]_file'\)$/.test(partner)) return `${partner} and its file`;
  if (/_MAILER_FLAGS$/.test(partner)) return `e in ${partner}`;
  return OF_TLS.test(partner) ? `${partner} with the options that it needs` : partner;
}

function isLacking(site: MailSite, relation: Relation): boolean {
  if (relation.reported === true || relation.when !== undefined) return false;
  const wanted = alternatives(relation);
  return !wanted.some((one) => SAID_ELSEWHERE.test(one)) && !wanted.some((one) => isThere(site, one));
}
