// SMART_HOST and its like: a port, a mailer that is not there, an address or a bracket that is not closed.
import { catalog } from "../../catalog/index.ts";
import type { MailSite } from "../../site/types.ts";
import { mailersOf } from "../facts/mailers.ts";
import { defineLine, lineAfter, type OptionValue, valueFix } from "../facts/settings.ts";
import { isWhollyKnown, settingsOf } from "../facts/site-settings.ts";
import type { Fix, SiteRule } from "../types.ts";

/** `mailer:host` or `host`, taken apart; a mailer's name has neither dots nor brackets. */
function partsOf(value: string): { readonly mailer: string | undefined; readonly host: string } {
  const [, mailer, host = ""] = /^(?:([^\s:.[\]]+):)?(.*)$/s.exec(value.trim()) ?? [];
  return { mailer, host };
}

/** The port where servers expect TLS from the first byte, which sendmail never sends. */
const TLS_PORT = "465";

/** The library's mailers that connect to a host. */
const TCP_MAILERS: ReadonlySet<string> = new Set(["smtp", "esmtp", "smtp8", "dsmtp", "relay"]);

/** Four numbers as one host of a list, without brackets. */
const BARE_ADDRESS =
  /(?<=^\s*|:)(?:\d|[1-9]\d|1\d\d|2[0-4]\d|25[0-5])(?:\.(?:\d|[1-9]\d|1\d\d|2[0-4]\d|25[0-5])){3}(?=\s*$|:)/g;

/** A port after a host: not inside of brackets, where it may belong to an IPv6 address, and not the host itself. */
function portOf(host: string): string | undefined {
  return /^(?:\[[^\]]*\]|[^:[\]]+):(\d{2,5})$/.exec(host)?.[1];
}

/** Which define sets the port of a mailer. */
function argumentsOf(mailer: string | undefined): string {
  return mailer === undefined || mailer === "relay" ? "RELAY_MAILER_ARGS" : `${mailer.toUpperCase()}_MAILER_ARGS`;
}

/**
 * The port that the author gives to a mailer; "" for arguments without one, and for some that come after MAILER(`smtp'), where nothing
 * reads them any more. Undefined where the .mc leaves the arguments to the library.
 */
function portWritten(site: MailSite, args: string): string | undefined {
  const config = site.mc?.config;
  const written = config?.settings.findLast(({ name, implied }) => name === args && !implied);
  if (config === undefined || written === undefined) return undefined;
  const smtp = config.mailers.find(({ name }) => name === "smtp");
  if (smtp !== undefined && smtp.order < written.order) return "";
  return /^TCP\s+\$h\s+(\d+)\s*$/.exec(written.value?.text ?? "")?.[1] ?? "";
}

/** What to do with a port after a host: where it belongs, or that sendmail cannot use it. */
function adviceOf(site: MailSite, mailer: string | undefined, port: string): string {
  if (port === TLS_PORT)
    return "sendmail cannot send to port 465 at all: it does not begin a connection with TLS. Ask the owner of that host for port 587";
  if (portWritten(site, argumentsOf(mailer)) === port)
    return `The mailer ${mailer ?? "relay"} connects to port ${port} already`;
  return site.mc === undefined
    ? `Put ${port} after "TCP $h" in A= of the mailer ${mailer ?? "relay"}`
    : `Write ${defineLine(argumentsOf(mailer), `TCP $h ${port}`).replace(/dnl$/, "")} above MAILER(\`smtp')`;
}

/** The value with brackets around each address that has none; undefined where there is no such address, or another mailer takes it. */
function withBrackets(value: string, mailer: string | undefined): string | undefined {
  if (mailer !== undefined && !TCP_MAILERS.has(mailer)) return undefined;
  const better = value.replace(BARE_ADDRESS, "[$&]");
  return better === value ? undefined : better;
}

export const rule: SiteRule = {
  meta: {
    code: "mc-wrong-host",
    title: "A mail host in a form that sendmail misreads",
    severity: "error",
    kinds: ["mc", "cf"],
    fix: "asks",
    versions: ">=8.9",
    guidance: "readme",
    sources: [
      'cf/README, section "Relay host names"',
      "Operations guide, mailers: several hosts are separated by colons",
      "seen with sendmail -v: [127.0.0.1]:2525 connects to 127.0.0.1 port 25, then to a host named 2525",
      "seen with sendmail -bt: 192.0.2.9 goes to the mailer as that name, as from a mailertable, where a name server says host not found",
    ],
  },
  check(site, report) {
    const mailers = mailersIn(site);
    for (const option of settingsOf(site)) {
      const record = catalog.get("define", option.name);
      if (record?.type !== "host" || record.name.startsWith("SSH_") || option.value.trim() === "") continue;
      // Of a URL another rule speaks.
      if (/^[a-z][a-z0-9+.-]*:\/\//i.test(option.value.trim())) continue;
      const { mailer, host } = partsOf(option.value);
      const port = portOf(host);
      const bracketed = withBrackets(option.value, mailer);
      const { span } = option;
      if (port !== undefined) {
        const args = argumentsOf(mailer);
        report({
          span,
          message: `This is not a port: a colon separates hosts here.\nsendmail connects to port ${portWritten(site, args) || "25"}, and then tries a host named ${port}. Remove :${port}. ${adviceOf(site, mailer, port)}.`,
          fixes: () => portFixes(site, option, args, port),
        });
      } else if (/\S[\s,]\s*\d{2,5}$/.test(host)) {
        const number = /\d+$/.exec(host)?.[0] ?? "";
        report({
          span,
          message: `This is not a port: sendmail reads it as part of the name, or as another host.\nIt looks for a host that does not exist, and mail waits. Leave ${number} out. ${adviceOf(site, mailer, number)}.`,
          fixes: () => portFixes(site, option, argumentsOf(mailer), number),
        });
      } else if (/^\[[^:\]]+:\d{1,5}\]$/.test(host)) {
        const number = /(\d+)\]$/.exec(host)?.[1] ?? "";
        report({
          span,
          message: `The brackets contain a port: sendmail reads it as part of the name.\nIt looks for a host called "${host.slice(1, -1)}" and finds none. Leave :${number} out. ${adviceOf(site, mailer, number)}.`,
        });
      } else if (mailer !== undefined && /^\d{2,5}$/.test(host) && mailers?.has(mailer) !== false) {
        report({
          span,
          message: `This is not a port: sendmail looks for a host called "${host}".\nThe word before the colon is a mailer, ${mailer}, and the name of the server is missing. Write ${mailer}:[the server]. ${adviceOf(site, mailer, host)}.`,
        });
      } else if (/^\[[^\]]*$/.test(host) || /^[^[]*\]/.test(host)) {
        report({
          span,
          message: `The brackets in "${option.value}" do not match.\nsendmail reads them as part of the name and finds no such host. Write [host].`,
        });
      } else if (bracketed !== undefined) {
        report({
          span,
          severity: "warning",
          message: `Without brackets, sendmail looks the address up in the DNS as a name.\nMail that should go this way fails with "Host unknown", unless sendmail does not use the DNS at all. Write ${bracketed}.`,
          fixes: () => valueFix(option, bracketed, "asks", `Write ${bracketed}: mail then goes there`),
        });
      } else if (mailer !== undefined && mailers !== undefined && !mailers.has(mailer)) {
        report({
          span,
          message: `All mail that should go this way fails: there is no mailer "${mailer}".\nsendmail reads the word before the colon as a mailer. ${/^\d+$/.test(host) ? `For a port, write [${mailer}] here, and the port in ${site.mc === undefined ? "A= of the mailer relay" : "RELAY_MAILER_ARGS"}` : `The mailers here are ${[...mailers].join(", ")}`}.`,
        });
      }
    }
  },
};

/** Names of the mailers; undefined where not all are known. */
function mailersIn(site: MailSite): ReadonlySet<string> | undefined {
  if (!isWhollyKnown(site)) return undefined;
  if (site.mc === undefined) return new Set(site.cf?.config.mailers.map(({ name }) => name));
  return site.mc.config.mailers.length === 0 ? undefined : mailersOf(site.mc.config);
}

function portFixes(site: MailSite, option: OptionValue, args: string, port: string): readonly Fix[] {
  const { exact, written: how } = option;
  const config = site.mc?.config;
  if (port === TLS_PORT || config === undefined || how.by !== "define" || exact === undefined) return [];
  const given = portWritten(site, args);
  const smtp = config.mailers.find(({ name }) => name === "smtp");
  // After MAILER(`smtp') nothing reads the arguments any more.
  const isLate = smtp !== undefined && smtp.order < how.setting.order;
  if (given === undefined ? isLate : given !== port) return [];
  const line = given === undefined ? lineAfter(site, how.setting, defineLine(args, `TCP $h ${port}`)) : undefined;
  if (given === undefined && line === undefined) return [];
  const written = option.value.trimEnd();
  const end = exact.start + written.length;
  const kept = written.slice(0, -port.length).replace(/[\s,:]+$/, "").length;
  const cut = { source: exact.source, start: exact.start + kept, end };
  return [
    {
      title:
        line === undefined
          ? `Remove ${port}: ${args} has the port already`
          : `Give port ${port} to ${args}: all mail to the relay goes there`,
      grade: "asks",
      preferred: true,
      changes: [{ span: cut, newText: "" }, ...(line === undefined ? [] : [line])],
    },
  ];
}
