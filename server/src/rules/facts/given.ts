// What the author of a site wrote, in a .mc or in a .cf without one, with the records of the catalogue: for rules about words that need or exclude others.
import { type CatalogRecord, catalog, settingRecord } from "../../catalog/index.ts";
import type { MacroCall } from "../../m4/types.ts";
import type { MailConfig, Use } from "../../mc/types.ts";
import type { MailSite } from "../../site/types.ts";
import type { Span } from "../../text.ts";
import { featureLabel, placeOf } from "./feature-use.ts";
import { CLASS_RECORDS } from "./partners.ts";
import { nameIn, ownSettingOf, settingsOf } from "./site-settings.ts";

/** A word that the author of a site wrote. */
export interface Given {
  readonly label: string;
  readonly record: CatalogRecord;
  readonly span: Span;
  /** Undefined for a line of a .cf. */
  readonly call?: MacroCall;
  /** Of a feature or macro: its place among the calls. */
  readonly order?: number;
}

/** The features, macros and settings that the author of a site wrote; of a .cf its settings and the classes that macros fill. */
export function given(site: MailSite): readonly Given[] {
  const { mc, cf } = site;
  if (mc !== undefined) return [...uses(site, mc.config), ...settings(site)];
  const classes = Object.entries(CLASS_RECORDS).flatMap(([name, macro]): readonly Given[] => {
    const record = catalog.get("macro", macro);
    const found = cf?.config.classes.get(name);
    const place = found?.places[0];
    const isEmpty = found === undefined || found.members.size + found.files.length + found.unknown.length === 0;
    return record === undefined || place === undefined || isEmpty
      ? []
      : [{ label: `Class ${name}`, record, span: place.line.span }];
  });
  return [...classes, ...settings(site)];
}

function uses(site: MailSite, config: MailConfig): readonly Given[] {
  return [...config.features, ...config.macros].flatMap((use: Use): readonly Given[] => {
    const isFeature = use.call.name === "FEATURE";
    const record = isFeature ? catalog.get("feature", use.name) : catalog.get("macro", use.call.name);
    const label = isFeature ? featureLabel(use.name) : use.call.name;
    if (record === undefined || use.implied || (use.call.name === "QUEUE_GROUP" && isChosen(config, use))) return [];
    return [{ label, record, span: placeOf(site, use), call: use.call, order: use.order }];
  });
}

/** A queue group that a mailer names, or the one that is there always. */
function isChosen(config: MailConfig, use: Use): boolean {
  return (
    use.args[0]?.text.trim() === "mqueue" ||
    config.settings.some(({ name }) => name.endsWith("_QGRP")) ||
    config.cfLines.some(({ kind }) => kind === "M")
  );
}

/** The settings of the site's author; those that are switched off need nothing. */
function settings(site: MailSite): readonly Given[] {
  return settingsOf(site).flatMap(({ name, shown, nameSpan, value, written }): readonly Given[] => {
    const record = settingRecord(name);
    const text = value.trim();
    if (record === undefined || text === "" || ("type" in record && record.type === "boolean" && !/^[ty]/i.test(text)))
      return [];
    if (written.by === "line" && ownSettingOf(site, name) === undefined) return [];
    const call = written.by === "define" ? { call: written.setting.call } : {};
    return [{ label: shown, record, span: nameSpan, ...call }];
  });
}

/** What a macro or define of a .mc writes into a .cf. */
const IN_CF: readonly (readonly [RegExp, string])[] = [
  [/MAIL_FILTER$/, "an X line"],
  [/^MASQUERADE_AS$/, "a DM line with a name"],
  [/_MAILER_FLAGS$/, "e in the F= of a mailer"],
];

/** What a reference such as `feature:genericstable` is called in the file of the site. */
export function nameOf(site: MailSite, reference: string): string {
  const [kind = "", name = ""] = reference.split(":");
  if (kind === "feature") return featureLabel(name);
  if (kind === "mailer") return `MAILER(\`${name}')`;
  if (kind === "map-type") return `a map of the type ${name}`;
  if (kind === "option") return nameIn(site, name);
  return site.mc === undefined ? (IN_CF.find(([pattern]) => pattern.test(name))?.[1] ?? name) : name;
}
