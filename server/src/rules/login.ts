// What a site offers to people who log in: mechanisms, options, the daemons that strangers reach, certificates.
import { catalog } from "../catalog/index.ts";
import type { Value } from "../m4/types.ts";
import type { DaemonOptions } from "../mc/types.ts";
import { words } from "../mc/values/places.ts";
import type { MailSite } from "../site/types.ts";

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
  const option = site.mc?.config.option("confAUTH_MECHANISMS");
  const text = option?.value ?? catalog.get("option", "confAUTH_MECHANISMS")?.default ?? "";
  return words({ text, exact: option?.exact });
}

/** The names of some mechanisms in capitals, as sendmail compares them. */
export function names(mechanisms: readonly Value[]): ReadonlySet<string> {
  return new Set(mechanisms.map(({ text }) => text.toUpperCase()));
}

/** True if confAUTH_OPTIONS holds the letter. */
export function hasAuthOption(site: MailSite, letter: string): boolean {
  return site.mc?.config.option("confAUTH_OPTIONS")?.value.includes(letter) ?? false;
}

/** True for a daemon that only programs on the host itself reach. */
export function isLocalOnly({ address, family }: DaemonOptions): boolean {
  return /^(local|unix)$/i.test(family) || /^(127\.|localhost$|\[?(IPv6:)?(0*:)*:?0*1\]?$)/i.test(address);
}

/** The daemons that hosts elsewhere reach. */
export function reachableDaemons(site: MailSite): readonly DaemonOptions[] {
  return (site.mc?.config.daemons() ?? []).filter((daemon) => !isLocalOnly(daemon));
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
  return SERVER_TLS.filter((name) => (site.mc?.config.option(name)?.value ?? "").trim() === "");
}
