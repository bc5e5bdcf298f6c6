// Whether something that the catalogue names is there, in a .mc or in a .cf without one, in whatever way it is written.
import type { CfConfig } from "../../cf/index.ts";
import type { MailConfig } from "../../mc/types.ts";
import { classMacros } from "../../mc/vocabulary.ts";
import type { MailSite } from "../../site/types.ts";
import { settingOf } from "../site-settings.ts";

/** Classes of a .cf that do nothing alone, with the macro of a .mc that fills them. */
export const CLASS_RECORDS: Readonly<Record<string, string>> = {
  M: "MASQUERADE_DOMAIN",
  N: "MASQUERADE_EXCEPTION",
  G: "GENERICS_DOMAIN",
  VirtHost: "VIRTUSER_DOMAIN",
  LDAPRoute: "LDAPROUTE_DOMAIN",
  LDAPRouteEquiv: "LDAPROUTE_EQUIVALENT",
};

/** What a feature puts into a .cf: a map or a ruleset. */
const TRACES: Readonly<Record<string, { readonly map: string } | { readonly ruleset: string }>> = {
  genericstable: { map: "generics" },
  virtusertable: { map: "virtuser" },
  ldap_routing: { map: "ldapmra" },
  ratecontrol: { ruleset: "RateControl" },
  tls_session_features: { ruleset: "tls_srv_features" },
};

/** The flag of mailers that HoldExpensive is about. */
const EXPENSIVE = "e";

/** True where `kind:name` is there, and where nobody can tell. */
export function isThere(site: MailSite, reference: string): boolean {
  const { mc, cf } = site;
  const [kind = "", name = ""] = reference.split(":");
  if (kind === "option" || (kind === "define" && mc !== undefined)) {
    const value = settingOf(site, name)?.value ?? mc?.config.setting(name)?.value?.text ?? "";
    return /_MAILER_FLAGS$/.test(name) ? value.includes(EXPENSIVE) : value.trim() !== "";
  }
  if (mc !== undefined) return isInMc(site, mc.config, kind, name);
  return cf === undefined || isInCf(site, cf.config, kind, name);
}

function isInMc(site: MailSite, config: MailConfig, kind: string, name: string): boolean {
  if (kind === "feature") return config.active.has(name) || config.feature(name).length > 0;
  if (kind === "mailer")
    return name === "*" ? config.mailers.length > 0 : config.mailers.some((use) => use.name === name);
  const className = classMacros[name]?.className;
  if (className !== undefined && config.classMembers(className).length > 0) return true;
  if (name === "MASQUERADE_AS" && (config.setting("MASQUERADE_NAME") !== undefined || hasName(site))) return true;
  if (/MAIL_FILTER$/.test(name) && config.cfLines.some((line) => line.kind === "X")) return true;
  return config.macro(name).length > 0;
}

function isInCf(site: MailSite, config: CfConfig, kind: string, name: string): boolean {
  const trace = kind === "feature" ? TRACES[name] : undefined;
  if (trace !== undefined)
    return "map" in trace ? config.maps.has(trace.map) : config.rulesetNumbers.has(trace.ruleset);
  if (/_MAILER_FLAGS$/.test(name)) return config.mailers.some(({ flags }) => flags.includes(EXPENSIVE));
  if (name === "MASQUERADE_AS") return hasName(site);
  if (/MAIL_FILTER$/.test(name)) return config.milters.length > 0;
  const className = classMacros[name]?.className;
  // What a .mc had cannot be told from the .cf.
  return className === undefined || config.classes.has(className);
}

/** Whether $M has a value. */
function hasName(site: MailSite): boolean {
  return (settingOf(site, "MASQUERADE_NAME")?.value.trim() ?? "") !== "";
}
