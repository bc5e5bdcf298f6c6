// Reads the relay policy out of a site: features, classes, access map, and what lies outside of the model.
import type { ClassMembers, MailConfig, Use } from "../../mc/types.ts";
import { perSite } from "../../site/per-site.ts";
import type { MailSite } from "../../site/types.ts";
import type { Span } from "../../text.ts";
import { accessMapOf } from "./access-map.ts";
import type { ClassMember, ClassName, FeatureUse, Listener, RelayPolicy, Setting, WordClass } from "./policy.ts";
import { outsideOfModel } from "./unknown.ts";
import { wordClass } from "./word-class.ts";

/** Stands for the server's own name where the configuration leaves it to the host. */
export const OWN_NAME = "this-server.invalid";

/**
 * The policy of a site. A table without any .mc is judged as if a plain configuration read it (access_db on, nothing else),
 * and `unknown` says so.
 */
export const policyOf: (site: MailSite) => RelayPolicy = perSite(readPolicy);

function readPolicy(site: MailSite): RelayPolicy {
  const config = site.mc?.config;
  const features = config ? featuresOf(config) : loneFeatures(site);
  const hostName = config ? hostNameOf(config) : { text: OWN_NAME, span: undefined };
  const domainName = config ? domainNameOf(config, hostName.text) : "";
  const option = (name: string): Setting | undefined => config && optionOf(config, name);
  const context: ClassContext = { site, config, macros: { j: hostName.text, w: hostName.text, m: domainName } };
  const word = (text: string, span?: Span): ClassMember => ({ word: text, span });
  const usesAccess = features.has("access_db");
  return {
    hostName,
    domainName,
    features,
    classes: {
      R: classOf(context, "R"),
      w: classOf(context, "w", [word("localhost"), word(hostName.text, hostName.span)]),
      m: classOf(context, "m", domainName === "" ? [] : [word(domainName, hostName.span)]),
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
    deferred: /^\s*d/i.test(option("confDELIVERY_MODE")?.text ?? "") ? option("confDELIVERY_MODE") : undefined,
    listeners: config ? config.daemons().map(listener) : [],
    mailHub: option("MAIL_HUB"),
    decnet: config !== undefined && (ownSwitch(config, "_USE_DECNET_SYNTAX_") || option("DECNET_RELAY") !== undefined),
    uucpRelay: option("UUCP_RELAY"),
    tlsPermanent: option("TLS_PERM_ERR") !== undefined,
    unknown: outsideOfModel(site, features),
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

function hostNameOf(config: MailConfig): Setting {
  const line = config.cfLines.findLast((one) => one.kind === "D" && /^Dj/.test(one.text));
  const found = line ? { text: line.text.slice(2), span: line.span } : optionOf(config, "confDOMAIN_NAME");
  if (!found) return { text: OWN_NAME, span: undefined };
  const text = found.text
    .trim()
    .replace(/\$\{?[wkj]\}?/g, "this-server")
    .replace(/\$\{?m\}?/g, "invalid");
  return { text: text === "" || text.includes("$") ? OWN_NAME : text, span: found.span };
}

function domainNameOf(config: MailConfig, hostName: string): string {
  const line = config.cfLines.findLast((one) => one.kind === "D" && /^Dm/.test(one.text));
  if (line) return line.text.slice(2).trim();
  const dot = hostName.indexOf(".");
  return dot < 0 ? "" : hostName.slice(dot + 1);
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

/** Names under which the library keeps a feature that is on: setting one by hand switches it on as well. */
const SWITCHES: Readonly<Record<string, string>> = {
  _PROMISCUOUS_RELAY_: "promiscuous_relay",
  _RELAY_HOSTS_ONLY_: "relay_hosts_only",
  _RELAY_ENTIRE_DOMAIN_: "relay_entire_domain",
  _RELAY_LOCAL_FROM_: "relay_local_from",
  _RELAY_DB_FROM_: "relay_mail_from",
  _RELAY_MX_SERVED_: "relay_based_on_MX",
  _LOOSE_RELAY_CHECK_: "loose_relay_check",
  _ACCEPT_UNQUALIFIED_SENDERS_: "accept_unqualified_senders",
  _ACCEPT_UNRESOLVABLE_DOMAINS_: "accept_unresolvable_domains",
};

/** Features that only take effect behind FEATURE(`access_db'). */
const NEED_ACCESS = new Set(["blocklist_recipients", "relay_mail_from", "lookupdotdomain"]);

function featuresOf(config: MailConfig): Map<string, FeatureUse> {
  const features = new Map<string, FeatureUse>();
  const access = config.feature("access_db")[0];
  for (const use of config.features) {
    if (NEED_ACCESS.has(use.name) && (access === undefined || use.order < access.order)) continue;
    const args = use.args.map((arg) => arg.text);
    if ((use.name === "nouucp" || use.name === "nopercenthack") && /^[^rn]/.test(args[0] ?? "")) continue;
    const before = features.get(use.name);
    const merged = mergedArguments(use, args, before);
    const same = before?.span !== undefined && before.args.join("\n") === merged.join("\n");
    const also = same ? [...(before.also ?? []), before.span] : [];
    features.set(use.name, { args: merged, span: writtenAt(config, use), also });
  }
  for (const [name, feature] of Object.entries(SWITCHES)) {
    const setting = config.setting(name);
    if (setting && !features.has(feature)) features.set(feature, { args: [], span: setting.nameSpan });
  }
  const words = config.accessMap;
  const on = features.get("access_db");
  if (words && on) {
    const extras = [
      ...(words.skip ? ["skip"] : []),
      ...(words.lookupDotDomain ? ["lookupdotdomain"] : []),
      ...(words.relayToFullAddress ? ["relaytofulladdress"] : []),
    ];
    features.set("access_db", { args: [on.args[0] ?? "", ...extras], span: on.span });
  }
  return features;
}

/** Words that one use of a feature sets and that no later use takes away again. */
function mergedArguments(use: Use, args: readonly string[], before: FeatureUse | undefined): readonly string[] {
  if (use.name === "delay_checks" && before)
    return [
      /^f/i.test(before.args[0] ?? "") ? "friend" : args[0] || before.args[0] || "",
      before.args[1] === undefined || before.args[1] === "" ? "" : (args[1] ?? ""),
    ];
  const sticky = use.name === "relay_mail_from" || use.name === "nocanonify";
  return sticky && before && (args[0] ?? "") === "" ? before.args : args;
}

/** The name where it was written in the .mc itself; else the call there that brought it about. */
function writtenAt(config: MailConfig, use: Use): Span {
  return use.nameSpan.source === config.source ? use.nameSpan : use.call.site;
}

function loneFeatures(site: MailSite): Map<string, FeatureUse> {
  return site.tablesOf("access").length > 0 ? new Map([["access_db", { args: [], span: undefined }]]) : new Map();
}

/** Domains that are no names of the DNS and so are never looked up: class P. */
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

interface ClassContext {
  readonly site: MailSite;
  readonly config: MailConfig | undefined;
  /** Macros that words of a class may hold. */
  readonly macros: Readonly<Record<string, string>>;
}

/** What gives words to a class: its own members, and those of classes that it copies, as `CR$={VirtHost}` does. */
function sources(context: ClassContext, name: string): ClassMembers[] {
  const all = context.config?.classes ?? [];
  // Lines of LOCAL_CONFIG stand in their order below all that the library writes.
  const lines = new Map(all.flatMap((one, i) => (one.by === "C" || one.by === "F" ? [[one, i]] : [])));
  const seen = new Set<string>();
  /** A class is copied where that is asked for, and so without the lines from `end` on. */
  const above = (className: string, end: number): ClassMembers[] => {
    const visit = `${className} ${end}`;
    if (seen.has(visit)) return [];
    seen.add(visit);
    const members = (context.config?.classMembers(className) ?? []).filter((one) => (lines.get(one) ?? -1) < end);
    return members.flatMap((one) => {
      const { how } = one;
      const at = lines.get(one) ?? 0;
      if (how.kind === "class") return above(how.className, at);
      const copied = how.kind === "words" ? how.words.flatMap(({ text }) => classesIn(text)) : [];
      return [one, ...copied.flatMap((other) => above(other, at))];
    });
  };
  return above(name, all.length);
}

/** Classes whose words a word stands for: `$=w`, `$={VirtHost}`. */
function classesIn(text: string): string[] {
  return [...text.matchAll(/\$=(?:\{(\w+)\}|(\w))/g)].map(([, long, short]) => long ?? short ?? "");
}

function classOf(context: ClassContext, name: ClassName, first: readonly ClassMember[] = []): WordClass {
  const words = [...first];
  const names = new Set([name as string]);
  for (const members of sources(context, name)) {
    names.add(members.className);
    if (members.how.kind !== "words") continue;
    for (const value of members.how.words) {
      const copied = classesIn(value.text);
      for (const other of copied) names.add(other);
      if (copied.includes("w"))
        words.push(
          ...["localhost", context.macros.j].map((word = "") => ({ word, span: value.exact ?? members.span })),
        );
      if (copied.includes("m") && context.macros.m)
        words.push({ word: context.macros.m, span: value.exact ?? members.span });
      if (copied.length > 0) continue;
      for (const text of expandWord(value.text, context.macros))
        words.push({ word: text, span: value.exact ?? members.span });
    }
  }
  const files = context.site
    .tablesOf("class")
    .filter((file) => names.has(file.className ?? "") && (file.named || context.site.mc === undefined));
  return wordClass(words, files);
}

/** `$m`, `$j` and `$w` in a word; other macros make it a word that nothing is equal to. */
function expandWord(text: string, macros: Readonly<Record<string, string>>): readonly string[] {
  return text
    .replace(/\$\{?([jmw])\}?/g, (_, name: string) => macros[name] ?? "")
    .split(/\s+/)
    .filter(Boolean);
}
