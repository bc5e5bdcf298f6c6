// Reads the relay policy out of a site: features, classes, access map, and what lies outside of the model.

import type { TableKindName } from "../../kinds/index.ts";
import type { MailConfig } from "../../mc/types.ts";
import { perParts } from "../../site/per-site.ts";
import type { MailSite, TableFile } from "../../site/types.ts";
import type { Span } from "../../text.ts";
import { isDeferred } from "../rulesets/run.ts";
import { accessMapOf } from "./access-map.ts";
import { type ClassContext, classesRead, classOf } from "./classes.ts";
import { ownNames } from "./own-name.ts";
import type { ClassMember, FeatureUse, Listener, RelayPolicy, Setting, Unknown } from "./policy.ts";
import { isTemplate, outsideOfModel } from "./unknown.ts";
import { mailersIn } from "./unknown-delivery.ts";
import { wordsAsBefore } from "./word-class.ts";

/**
 * The policy of a site. A table without any .mc is judged as if a plain configuration read it (access_db on, nothing else),
 * and `unknown` says so.
 */
export const policyOf: (site: MailSite) => RelayPolicy = perParts(
  policyParts,
  (site) => readPolicy(site, site.hostName),
  true,
);

/** What of the lines of a table something rests on; nothing for kinds that are not here. */
type Read = Partial<Record<TableKindName, (file: TableFile, config: MailConfig | undefined) => unknown>>;

const READ_FOR_UNKNOWN: Read = {
  // An edit that names no other mailer changes nothing, and that is nearly every edit.
  mailertable: ({ table }) => mailersIn(table),
};

const READ: Read = {
  ...READ_FOR_UNKNOWN,
  access: ({ table }) => table,
  class: ({ className, table }, config) =>
    classesRead(config).has(className ?? "") ? wordsAsBefore(table) : undefined,
};

/** All that the policy of a site rests on: an edit of other files changes nothing of it. */
function policyParts(site: MailSite): readonly unknown[] {
  return partsOf(site, READ);
}

/** What the model does not follow: words of classes and keys of the access map are not among that. */
const unknownOf: (site: MailSite) => readonly Unknown[] = perParts(
  (site) => partsOf(site, READ_FOR_UNKNOWN),
  (site) => outsideOfModel(site, site.mc ? site.mc.config.active : loneFeatures(site)),
);

function partsOf(site: MailSite, read: Read): readonly unknown[] {
  const { mc, cf, hostName, tables, missing, unreadable } = site;
  return [
    mc?.config,
    mc === undefined ? cf?.document : undefined,
    mc?.part,
    mc?.template,
    hostName,
    ...tables.flatMap((file) => {
      const { uri, kind, className, named } = file;
      return [uri, kind, className, named, read[kind]?.(file, mc?.config), isTemplate(file)];
    }),
    // The same configuration names them with the same places.
    ...[...missing, ...unreadable].flatMap(({ kind, className, path, span }) => [kind, className, path, span.start]),
    ...unreadable.map(({ obstacle }) => obstacle),
  ];
}

/** The same on a host of another name than the site says. */
export function policyOn(site: MailSite, host: string): RelayPolicy {
  return readPolicy(site, host);
}

function readPolicy(site: MailSite, host: string | undefined): RelayPolicy {
  const config = site.mc?.config;
  const features = config ? config.active : loneFeatures(site);
  const names = ownNames(config, host);
  const option = (name: string): Setting | undefined => config && optionOf(config, name);
  const context: ClassContext = { site, config, names };
  const word = (text: string, span?: Span): ClassMember => ({ word: text, span });
  const usesAccess = features.has("access_db");
  const mode = option("confDELIVERY_MODE");
  return {
    hostName: names.j,
    domainName: names.m.text,
    domainIsSet: names.m.span !== undefined,
    ownName: names.known,
    features,
    classes: {
      R: classOf(context, "R"),
      w: classOf(context, "w", [word("localhost"), word(names.j.text, names.j.span), word(names.host)]),
      m: classOf(context, "m", names.m.text === "" ? [] : [word(names.m.text, names.m.span)]),
      B: classOf(
        context,
        "B",
        limitsOf(config).map(({ text, span }) => word(text, span)),
      ),
      P: classOf(context, "P", pseudoDomains(config, features)),
      M: classOf(context, "M"),
      G: classOf(context, "G"),
      VirtHost: classOf(context, "VirtHost"),
      Canonify: classOf(context, "Canonify"),
      TrustAuthMech: classOf(context, "TrustAuthMech"),
    },
    access: usesAccess ? accessMapOf(site.access?.table) : undefined,
    messages: {
      relay: option("confRELAY_MSG"),
      reject: option("confREJECT_MSG"),
      recipient: option("confRCPTREJ_MSG"),
    },
    rawSender: config !== undefined && (ownSwitch(config, "_FFR_MAIL_MACRO") || ostype(config, "debian")),
    usesAuth: (config?.macro("TRUST_AUTH_MECH").length ?? 0) > 0,
    deferred: mode !== undefined && isDeferred(mode) ? mode : undefined,
    listeners: config ? config.daemons().map(listener) : [],
    mailHub: option("MAIL_HUB"),
    decnet: config !== undefined && (ownSwitch(config, "_USE_DECNET_SYNTAX_") || option("DECNET_RELAY") !== undefined),
    uucpRelay: option("UUCP_RELAY"),
    tlsPermanent: option("TLS_PERM_ERR") !== undefined,
    limitsSize: option("confMAX_MESSAGE_SIZE") !== undefined,
    probesInterfaces: !/^\s*(?:t|y|l)/i.test(option("confDONT_PROBE_INTERFACES")?.text ?? ""),
    unknown: unknownOf(site),
  };
}

function optionOf(config: MailConfig, name: string): Setting | undefined {
  const found = config.option(name);
  return found && { text: found.value, span: found.exact ?? found.setting?.nameSpan };
}

function ownSwitch(config: MailConfig, name: string): boolean {
  return config.setting(name) !== undefined;
}

function ostype(config: MailConfig, name: string): boolean {
  return config.ostypes.some((use) => use.name === name);
}

function listener(daemon: ReturnType<MailConfig["daemons"]>[number]): Listener {
  return {
    name: daemon.name,
    address: daemon.address === "" ? undefined : daemon.address,
    port: daemon.port,
    modifiers: daemon.modifiers,
    deliveryMode: deliveryModeOf(daemon),
    span: daemon.use?.call.site,
  };
}

/** Domains that any use of bestmx_is_local names. */
function limitsOf(config: MailConfig | undefined): Setting[] {
  return (config?.feature("bestmx_is_local") ?? []).flatMap(({ args, nameSpan }) =>
    (args[0]?.text ?? "").split(/\s+/).flatMap((text) => (text === "" ? [] : [{ text, span: nameSpan }])),
  );
}

function deliveryModeOf(daemon: ReturnType<MailConfig["daemons"]>[number]): Setting | undefined {
  const found = daemon.entries.findLast((entry) => entry.means === "DeliveryMode");
  return found && { text: found.value, span: daemon.span };
}

function loneFeatures(site: MailSite): Map<string, FeatureUse> {
  return site.tablesOf("access").length > 0 ? new Map([["access_db", { args: [], span: undefined }]]) : new Map();
}

/** Domains that are not DNS names and so are never looked up: class P. */
function pseudoDomains(config: MailConfig | undefined, features: ReadonlyMap<string, FeatureUse>): ClassMember[] {
  const words: ClassMember[] = [{ word: ".", span: undefined }];
  const redirect = features.get("redirect");
  if (redirect) words.push({ word: "REDIRECT", span: redirect.span });
  for (const [name, option] of [
    ["UUCP", "UUCP_RELAY"],
    ["BITNET", "BITNET_RELAY"],
    ["DECNET", "DECNET_RELAY"],
    ["FAX", "FAX_RELAY"],
  ] as const) {
    const setting = config?.option(option);
    if (setting) words.push({ word: name, span: setting.setting?.nameSpan });
  }
  for (const [name, mailer] of [
    ["POP", "pop"],
    ["FAX", "fax"],
    ["DECNET", "mail11"],
  ] as const) {
    const use = config?.mailers.find((one) => one.name === mailer);
    if (use) words.push({ word: name, span: use.nameSpan });
  }
  return words;
}
