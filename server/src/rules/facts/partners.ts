// Whether something that the catalogue names is there, in a .mc or in a .cf without one, in whatever way it is written.
import { settingRecord } from "../../catalog/index.ts";
import type { CfConfig } from "../../cf/index.ts";
import type { MailConfig } from "../../mc/types.ts";
import { classMacros } from "../../mc/vocabulary.ts";
import type { MailSite } from "../../site/types.ts";
import { settingOf } from "./site-settings.ts";

/** Classes of a .cf that do nothing alone, with the macro of a .mc that fills them. */
export const CLASS_RECORDS: Readonly<Record<string, string>> = {
  M: "MASQUERADE_DOMAIN",
  N: "MASQUERADE_EXCEPTION",
  G: "GENERICS_DOMAIN",
  VirtHost: "VIRTUSER_DOMAIN",
  LDAPRoute: "LDAPROUTE_DOMAIN",
  LDAPRouteEquiv: "LDAPROUTE_EQUIVALENT",
  E: "EXPOSED_USER",
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
  if (kind === "map-type") return isTypeUsed(site, name);
  if (kind === "option" || (kind === "define" && mc !== undefined)) {
    const value = settingOf(site, name)?.value ?? mc?.config.setting(name)?.value?.text ?? "";
    return /_MAILER_FLAGS$/.test(name) ? value.includes(EXPENSIVE) : value.trim() !== "";
  }
  if (mc !== undefined) return isInMc(site, mc.config, kind, name);
  return cf === undefined || isInCf(site, cf.config, kind, name);
}

/** True where a map, a class or the aliases may be of a type such as `ldap`: the type is named outside of the settings about it. */
function isTypeUsed({ mc, cf }: MailSite, type: string): boolean {
  const name = new RegExp(`(?<![A-Za-z])${type}(?![A-Za-z])|@${type}|${type}_`, "i");
  if (mc === undefined)
    return (
      cf === undefined ||
      Array.from(cf.document.getText().matchAll(/^(?:[KF]|O AliasFile).*/gm)).some(([line]) => name.test(line))
    );
  return (
    mc.config.cfLines.some(({ text }) => name.test(text)) ||
    mc.config.expansion.calls.some(({ args }) => {
      const about = settingRecord(args[0]?.text.trim() ?? "")?.needs ?? [];
      return about.every(({ what }) => what !== `map-type:${type}`) && args.some(({ text }) => name.test(text));
    })
  );
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

/** Settings that name a mailer, with the one that is named where nobody sets them. */
const MAILER_NAMES: readonly (readonly [setting: string, usual: string])[] = [
  ["confLOCAL_MAILER", "local"],
  ["confSMTP_MAILER", "esmtp"],
  ["confRELAY_MAILER", ""],
  ["confUUCP_MAILER", ""],
];
/** Hosts that mail is handed to: by a mailer that they name, as in `smtp:[gate.example.com]`, else by `relay`. */
const RELAY_HOSTS: readonly string[] = [
  "SMART_HOST",
  "MAIL_HUB",
  "LOCAL_RELAY",
  "LUSER_RELAY",
  "BITNET_RELAY",
  "DECNET_RELAY",
  "FAX_RELAY",
  "UUCP_RELAY",
  "confFALLBACK_SMARTHOST",
];
/** Features whose tables or arguments may name any mailer. */
const NAMING_FEATURES: readonly string[] = [
  "mailertable",
  "virtusertable",
  "nullclient",
  "msp",
  "ldap_routing",
  "bestmx_is_local",
];

/** The mailer for mail to other servers. */
export function usualMailer(site: MailSite): string {
  return textOf(site, "confSMTP_MAILER") || "esmtp";
}

function textOf(site: MailSite, name: string): string {
  return (settingOf(site, name)?.value ?? site.mc?.config.setting(name)?.value?.text ?? "").trim();
}

/** True where mail may go through a mailer such as `relay` or `smtp`, which needs a line that names it. */
export function isMailerNamed(site: MailSite, mailer: string): boolean {
  const config = site.mc?.config;
  if (config === undefined || NAMING_FEATURES.some((name) => isInMc(site, config, "feature", name))) return true;
  if (config.cfLines.some(({ kind }) => kind === "R")) return true;
  if (MAILER_NAMES.some(([name, usual]) => (textOf(site, name) || usual) === mailer)) return true;
  const usual = textOf(site, "confRELAY_MAILER") || "relay";
  return RELAY_HOSTS.some((name) => {
    const host = textOf(site, name);
    return host !== "" && (/^([\w-]+):/.exec(host)?.[1] ?? usual) === mailer;
  });
}
