// What a site offers to people who log in: mechanisms, options, the daemons that strangers reach, certificates.
import { catalog } from "../../catalog/index.ts";
import type { Value } from "../../m4/types.ts";
import { daemonOf } from "../../mc/daemons.ts";
import type { DaemonOptions } from "../../mc/types.ts";
import { words } from "../../mc/values/places.ts";
import { perAnswer } from "../../site/per-site.ts";
import type { MailSite } from "../../site/types.ts";
import { optionLetters } from "./settings.ts";
import { settingOf, valueInForce } from "./site-settings.ts";

/** Mechanisms that send the password as it is. */
export const PLAIN_MECHANISMS: ReadonlySet<string> = new Set(["PLAIN", "LOGIN"]);

/** Mechanisms with which people log in by a password. */
export const PASSWORD_MECHANISMS: ReadonlySet<string> = new Set([
  "PLAIN",
  "LOGIN",
  "CRAM-MD5",
  "DIGEST-MD5",
  "SCRAM-SHA-1",
  "SCRAM-SHA-256",
]);

/** The mechanisms that the server may offer, each with its place; sendmail's own list where the site says nothing. */
export function offeredMechanisms(site: MailSite): readonly Value[] {
  const setting = settingOf(site, "confAUTH_MECHANISMS");
  if (setting !== undefined) return words({ text: setting.value, exact: setting.exact });
  const option = site.mc?.config.option("confAUTH_MECHANISMS");
  const text = option?.value ?? catalog.get("option", "confAUTH_MECHANISMS")?.default ?? "";
  return words({ text, exact: option?.exact });
}

/** The mechanisms by which users may relay, each with its place: class TrustAuthMech. */
export function trustedMechanisms(site: MailSite): readonly Value[] {
  if (site.mc !== undefined) return site.mc.config.trustedMechanisms();
  const members = site.cf?.config.classes.get("TrustAuthMech")?.members.values() ?? [];
  return [...members].map(({ word, span }) => ({
    text: word,
    exact: span !== undefined && site.document(span.source)?.slice(span.start, span.end) === word ? span : undefined,
  }));
}

/** The names of some mechanisms in capitals, as sendmail compares them. */
export function names(mechanisms: readonly Value[]): ReadonlySet<string> {
  return new Set(mechanisms.map(({ text }) => text.toUpperCase()));
}

/** True where the access map demands TLS of every client before PLAIN and LOGIN: the letter c in the entry `Srv_Features:`. */
export function hidesPlainByMap({ mc, tables }: MailSite): boolean {
  if (mc !== undefined && mc.config.feature("access_db").length === 0) return false;
  return tables.some(({ kind, table }) => {
    const letters = kind === "access" ? (table.lookup("srv_features:")?.value.split(/\s+/) ?? []) : [];
    return letters.includes("c") && !letters.includes("C");
  });
}

/** True if confAUTH_OPTIONS contains the letter. */
export function hasAuthOption(site: MailSite, letter: string): boolean {
  return optionLetters(valueInForce(site, "confAUTH_OPTIONS") ?? "").includes(letter);
}

/** True for a daemon that only programs on the host itself reach. */
export function isLocalOnly({ address, family }: DaemonOptions): boolean {
  return /^(local|unix)$/i.test(family) || /^(127\.|localhost$|\[?(IPv6:)?(0*:)*:?0*1\]?$)/i.test(address);
}

/** The ports that sendmail listens on, by the .mc, or by the lines of a .cf that has none. */
export const daemonsOf: (site: MailSite) => readonly DaemonOptions[] = perAnswer((site) => {
  if (site.mc !== undefined) return site.mc.config.daemons();
  if (site.cf === undefined) return [];
  const { settings, source } = site.cf.config;
  const lines = settings.filter(({ name, accepted }) => name === "DaemonPortOptions" && accepted);
  const found = lines.map(({ value, place }, number) => {
    const isWhole = site.cf?.document.slice(place.value.start, place.value.end) === value;
    return daemonOf({ text: value, exact: isWhole ? place.value : undefined }, `Daemon${number}`, place.line.span);
  });
  // Without any such line sendmail opens port 25.
  return found.length > 0 ? found : [daemonOf({ text: "", exact: undefined }, "Daemon0", { source, start: 0, end: 0 })];
});

/** True for a daemon that somebody wrote: not one that sendmail or a file of its library starts. */
export function isWritten({ use, entries }: DaemonOptions): boolean {
  return use === undefined ? entries.some(({ valueSpan }) => valueSpan !== undefined) : !use.implied;
}

/** The daemons that hosts elsewhere reach. */
export function reachableDaemons(site: MailSite): readonly DaemonOptions[] {
  return daemonsOf(site).filter((daemon) => !isLocalOnly(daemon));
}

/** The daemons that offer a login to hosts elsewhere. */
export function loginDaemons(site: MailSite): readonly DaemonOptions[] {
  return reachableDaemons(site).filter(({ modifiers }) => !modifiers.includes("A"));
}

/** True if the daemon listens on the port where other servers deliver. */
export function isSmtpPort({ port }: DaemonOptions): boolean {
  return port === "25" || port === "smtp";
}

/** What STARTTLS needs; without any one of them sendmail does not offer it (seen in real sessions). */
export const SERVER_TLS = ["confSERVER_CERT", "confSERVER_KEY", "confCACERT", "confCACERT_PATH"] as const;

/** The names among those four that have no value. */
export function missingForTls(site: MailSite): readonly string[] {
  return SERVER_TLS.filter((name) => (valueInForce(site, name) ?? "").trim() === "");
}
