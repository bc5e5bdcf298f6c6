// A daemon that the whole network can reach on a host that only sends.
import { catalog, compareVersions, NEWEST_VERSION } from "../../catalog/index.ts";
import type { DaemonOptions, MailConfig } from "../../mc/types.ts";
import { type StartupSetting, startupSetting } from "../../site/startup.ts";
import type { MailSite } from "../../site/types.ts";
import { editable, lineBefore } from "../edits/edits.ts";
import { beginningOf, knownPlace } from "../facts/known-place.ts";
import type { Fix, SiteRule, TextChange } from "../types.ts";

/** Features and macros that speak of mail from elsewhere: who uses one of them means to receive. */
const RECEIVING_FEATURES = [
  "access_db",
  "badmx",
  "bestmx_is_local",
  "blocklist_recipients",
  "blacklist_recipients",
  "block_bad_helo",
  "conncontrol",
  "delay_checks",
  "dnsbl",
  "domaintable",
  "enhdnsbl",
  "greet_pause",
  "ldap_routing",
  "mailertable",
  "msp",
  "promiscuous_relay",
  "ratecontrol",
  "rbl",
  "relay_based_on_MX",
  "relay_entire_domain",
  "relay_hosts_only",
  "relay_local_from",
  "relay_mail_from",
  "require_rdns",
  "use_cw_file",
  "uucpdomain",
  "virtuser_entire_domain",
  "virtusertable",
];
const RECEIVING_MACROS = [
  "INPUT_MAIL_FILTER",
  "LOCAL_DOMAIN",
  "RELAY_DOMAIN",
  "RELAY_DOMAIN_FILE",
  "TRUST_AUTH_MECH",
  "VIRTUSER_DOMAIN",
  "VIRTUSER_DOMAIN_FILE",
];
const RECEIVING_SETTINGS = [
  "MAIL_HUB",
  "LUSER_RELAY",
  "LOCAL_RELAY",
  "confAUTH_MECHANISMS",
  "confCR_FILE",
  "confCW_FILE",
];

const EVERYWHERE: ReadonlySet<string> = new Set(["", "0.0.0.0", "::", "IPv6:::"]);

/** The first version in which a .mc may have several daemons, each with options of its own. */
const DAEMONS_SINCE = catalog.resolve("macro:DAEMON_OPTIONS")?.since ?? NEWEST_VERSION;

export const rule: SiteRule = {
  meta: {
    code: "site-listens-everywhere",
    title: "A daemon listens on all interfaces of a host that only sends mail",
    severity: "information",
    kinds: ["mc"],
    fix: "asks",
    versions: "*",
    sources: ['cf/README, section "Null client"'],
  },
  check(site, report, { targetVersion = NEWEST_VERSION }) {
    const { mc } = site;
    if (mc === undefined || mc.config.fatal !== undefined) return;
    const { config } = mc;
    const [client] = config.feature("nullclient");
    const isNull = client !== undefined;
    if (!isNull && !onlySends(site, config)) return;
    const open = config.daemons().filter(({ address, family }) => /^inet/.test(family) && EVERYWHERE.has(address));
    const startup = startupSetting(site.documents);
    const [first] = open;
    if (first === undefined || startup?.listens === false) return;
    const place =
      first.use?.call.site ??
      (isNull ? client.nameSpan : config.setting("SMART_HOST")?.nameSpan) ??
      beginningOf(mc.uri);
    report({
      span: knownPlace(site, place, beginningOf(mc.uri)),
      severity: isNull ? "warning" : "information",
      message:
        `This host only sends mail, but its daemon listens on all interfaces.\n${isNull ? "A null client receives nothing from elsewhere" : "It hands all mail to its smart host and receives nothing from elsewhere"}, yet the whole network can connect. ` +
        "Let it listen only on 127.0.0.1, or do not start it at all.",
      ...(startup === undefined ? {} : { related: [{ span: startup.span, message: "This starts the daemon" }] }),
      fixes: () => fixesFor(site, open, startup, compareVersions(targetVersion, DAEMONS_SINCE) < 0),
    });
  },
};

function onlySends(site: MailSite, config: MailConfig): boolean {
  const setting = config.setting("SMART_HOST");
  if (setting === undefined || setting.implied || !config.option("SMART_HOST")?.value) return false;
  if (RECEIVING_FEATURES.some((name) => config.feature(name).length > 0)) return false;
  if (RECEIVING_MACROS.some((name) => config.macro(name).length > 0)) return false;
  if (RECEIVING_SETTINGS.some((name) => config.setting(name)?.implied === false)) return false;
  if (config.mailers.some(({ name }) => !["local", "smtp"].includes(name))) return false;
  // Rules and classes of one's own may mean anything.
  if (config.cfLines.some(({ kind, section }) => section !== "CLASSES" && /^[CFSRKM]$/.test(kind))) return false;
  return site.tables.every(({ table }) => table.entryCount === 0);
}

function fixesFor(
  site: MailSite,
  open: readonly DaemonOptions[],
  startup: StartupSetting | undefined,
  isOld: boolean,
): readonly Fix[] {
  const fixes: Fix[] = [];
  const changes = open.every(({ use }) => use !== undefined) ? bound(site, open) : added(site, open, isOld);
  if (changes !== undefined)
    fixes.push({
      title: "Let the daemon listen only on 127.0.0.1: other hosts cannot connect",
      grade: "asks",
      preferred: true,
      changes,
    });
  if (startup?.off !== undefined)
    fixes.push({ title: `Do not start the daemon (${startup.file})`, grade: "asks", changes: [startup.off] });
  return fixes;
}

/** `Addr=127.0.0.1` put before what DAEMON_OPTIONS has. */
function bound(site: MailSite, open: readonly DaemonOptions[]): readonly TextChange[] | undefined {
  const changes = open.flatMap(({ use, family, entries }) => {
    const exact = use?.args[0]?.exact;
    if (exact === undefined || !site.has(exact.source) || family !== "inet") return [];
    const given = entries.find(({ means }) => means === "Addr")?.valueSpan;
    if (given !== undefined) return [{ span: given, newText: "127.0.0.1" }];
    return [
      {
        span: { ...exact, end: exact.start },
        newText: exact.start === exact.end ? "Addr=127.0.0.1" : "Addr=127.0.0.1, ",
      },
    ];
  });
  return changes.length === open.length ? changes : undefined;
}

/** The lines that take the place of the daemons that the library adds by itself. */
function added(site: MailSite, open: readonly DaemonOptions[], isOld: boolean): readonly TextChange[] | undefined {
  const config = site.mc?.config;
  const written = open.filter(({ use }) => use !== undefined);
  const use = [...(config?.feature("nullclient") ?? []), ...(config?.mailers ?? [])].find(
    ({ implied, call }) => !implied && call.parent === undefined && call.within === undefined,
  );
  const document = use && editable(site, use.call);
  if (use === undefined || document === undefined || document.uri !== site.mc?.uri) return undefined;
  if (isOld) {
    const isSet = written.length > 0 || config?.setting("confDAEMON_OPTIONS") !== undefined;
    return isSet ? undefined : [lineBefore(document, use.call, "define(`confDAEMON_OPTIONS', `Addr=127.0.0.1')dnl")];
  }
  const lines = [
    ...(config?.feature("no_default_msa").length === 0 ? ["FEATURE(`no_default_msa')dnl"] : []),
    ...(written.length === 0 && config?.macro("DAEMON_OPTIONS").length === 0
      ? ["DAEMON_OPTIONS(`Name=MTA, Addr=127.0.0.1')dnl"]
      : []),
  ];
  const before = bound(site, written);
  if (before === undefined || lines.length === 0) return undefined;
  return [...before, ...lines.map((line) => lineBefore(document, use.call, line))];
}
