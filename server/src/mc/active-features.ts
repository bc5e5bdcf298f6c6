// Which features are on when m4 comes to the end, with the arguments that count: by FEATURE, or by the library's own switch.
import type { Span } from "../text.ts";
import type { ActiveFeature, MailConfig, Use } from "./types.ts";

/** The library's own names for features that are on, of those that a site may set by hand: each switches its feature on. */
export const SWITCHES: Readonly<Record<string, string>> = {
  _PROMISCUOUS_RELAY_: "promiscuous_relay",
  _RELAY_HOSTS_ONLY_: "relay_hosts_only",
  _RELAY_ENTIRE_DOMAIN_: "relay_entire_domain",
  _RELAY_LOCAL_FROM_: "relay_local_from",
  _RELAY_DB_FROM_: "relay_mail_from",
  _LOOSE_RELAY_CHECK_: "loose_relay_check",
  _ACCEPT_UNQUALIFIED_SENDERS_: "accept_unqualified_senders",
  _ACCEPT_UNRESOLVABLE_DOMAINS_: "accept_unresolvable_domains",
  _LOOKUPDOTDOMAIN_: "lookupdotdomain",
  _RELAY_FULL_ADDR_: "relaytofulladdress",
  _ACCESS_SKIP_: "skip",
  _REQUIRE_RDNS_: "require_rdns",
  _USE_CLIENT_PTR_: "use_client_ptr",
};

/** Features that only take effect after FEATURE(`access_db'). */
const NEED_ACCESS: ReadonlySet<string> = new Set(["blocklist_recipients", "relay_mail_from", "lookupdotdomain"]);

/** Works it out; `MailConfig.active` keeps it. */
export function activeFeatures(config: MailConfig): ReadonlyMap<string, ActiveFeature> {
  const features = new Map<string, ActiveFeature>();
  /** The other places of each feature, added to as they are found: there may be very many. */
  const places = new Map<string, Span[]>();
  const access = config.feature("access_db")[0];
  for (const use of config.features) {
    if (NEED_ACCESS.has(use.name) && (access === undefined || use.order < access.order)) continue;
    const args = use.args.map((arg) => arg.text);
    if ((use.name === "nouucp" || use.name === "nopercenthack") && /^[^rn]/.test(args[0] ?? "")) continue;
    const before = features.get(use.name);
    const merged = mergedArguments(use, args, before);
    const same = before?.span !== undefined && before.args.join("\n") === merged.join("\n");
    const also = same ? (places.get(use.name) ?? []) : [];
    if (same) also.push(before.span);
    places.set(use.name, also);
    features.set(use.name, { args: merged, span: writtenAt(config, use), also });
  }
  for (const [name, feature] of Object.entries(SWITCHES)) {
    const setting = config.setting(name);
    if (NEED_ACCESS.has(feature) && access === undefined) continue;
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

/** True if FEATURE(`access_db') was given this word (`skip`, `lookupdotdomain`, `relaytofulladdress`), or its switch is on. */
export function hasAccessWord(active: ReadonlyMap<string, ActiveFeature>, word: string): boolean {
  const use = active.get("access_db");
  return use?.args.slice(1, 4).some((arg) => arg.toLowerCase() === word) || active.has(word);
}

/** Words that one use of a feature sets and that no later use takes away again. */
function mergedArguments(use: Use, args: readonly string[], before: ActiveFeature | undefined): readonly string[] {
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
