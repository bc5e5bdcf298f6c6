// The submission program hands mail over to a place where the daemon beside it does not take it.
import type { DaemonOptions, MailConfig, Use } from "../../mc/types.ts";
import type { MailSite, McFile } from "../../site/types.ts";
import type { Fix, SiteRule } from "../types.ts";

/** Ports by their names in /etc/services. */
const PORTS: Readonly<Record<string, string>> = { smtp: "25", submission: "587", smtps: "465", submissions: "465" };

/** Addresses of this host that only this host reaches: what the submission program is usually given. */
const LOOPBACK = /^\[?(?:localhost|127(?:\.\d+){3}|(?:IPv6:)?(?:::1|0(?::0){6}:1))\]?$/i;
const EVERYWHERE = /^(?:|0\.0\.0\.0|\[?(?:IPv6:)?(?:::|0(?::0){7})\]?)$/i;

export const rule: SiteRule = {
  meta: {
    code: "site-submission-mismatch",
    title: "submit.cf hands mail to a port where the daemon does not accept it",
    severity: "error",
    kinds: ["mc"],
    fix: "asks",
    versions: "*",
    sources: [
      'cf/README, section "MESSAGE SUBMISSION PROGRAM"',
      "seen with sendmail and a daemon on loopback: Connection refused, 530 Authentication required",
    ],
  },
  check(site, report) {
    const { mc, daemon } = site;
    const msp = mc?.config.feature("msp").at(-1);
    if (mc === undefined || daemon === undefined || msp === undefined) return;
    if (!isWhole(mc) || !isWhole(daemon)) return;
    const host = hostOf(msp);
    const port = portOf(mc.config);
    const daemons = daemon.config.daemons().filter(({ family }) => /^inet6?$/i.test(family));
    // What is put together elsewhere, or given on the command line, is not known.
    if (port === undefined || !LOOPBACK.test(host) || daemons.length === 0 || daemons.some(isUnclear)) return;
    const there = daemons.filter((one) => portNumber(one.port) === port && !one.modifiers.includes("s"));
    const reached = there.filter((one) => takesFrom(one, host));
    const name = daemon.uri.replace(/^.*\//, "");
    const related = (found: readonly DaemonOptions[], message: string) =>
      found.map(({ span, use }) => ({ span: use === undefined ? { ...span, start: 0, end: 0 } : span, message }));
    const span = msp.args[0]?.exact ?? msp.nameSpan;
    if (reached.length === 0) {
      const where = daemons.map((one) => `${one.address === "" ? "" : `${one.address}, `}port ${one.port}`).join("; ");
      report({
        span,
        message: `The daemon does not listen where this program hands mail over.\nMail from local programs goes to ${host}, port ${port}, and stays in the client queue: ${name} listens on ${where}. Let it listen on 127.0.0.1 too, or name an address that it listens on in FEATURE(\`msp').`,
        related: related(there.length > 0 ? there : daemons, "The daemon listens here"),
        fixes: () => [...addressFixes(msp, there), ...submissionFixes(site, msp, daemons, host)],
      });
    } else if (reached.every(({ modifiers }) => modifiers.includes("a")) && !hasLogin(mc.config)) {
      report({
        span,
        message: `The daemon requires a login here, and this program does not log in.\nOn port ${port}, ${name} has the modifier a, so mail from local programs is refused with 530. Hand it to a port without a, such as 25, or remove a from that daemon.`,
        related: related(reached, "The daemon requires a login here"),
        fixes: () => plainPortFixes(msp, daemons, host, port),
      });
    }
  },
};

/** True where all of a configuration was read and understood. */
function isWhole({ config, part, template }: McFile): boolean {
  return config.fatal === undefined && !part && !template && config.unknownFiles.length === 0;
}

/** The host that mail is handed over to (feature/msp.m4: without an argument the host itself). */
function hostOf({ args }: Use): string {
  return args[0]?.text.trim() || "[localhost]";
}

/** The port of the mailer that hands mail over; undefined where that is not plain. */
function portOf(config: MailConfig): string | undefined {
  const args = config.option("RELAY_MAILER_ARGS")?.value.trim() ?? "TCP $h";
  const port = /^(?:TCP|IPC) \$h(?: (\w+))?$/.exec(args);
  return port === null ? undefined : portNumber(port[1] ?? "smtp");
}

function portNumber(port: string): string {
  return PORTS[port.toLowerCase()] ?? port;
}

function isUnclear({ address, port }: DaemonOptions): boolean {
  return /[$`']/.test(address + port);
}

/** True if a daemon takes connections to this address of the host. A daemon for IPv6 may take those of IPv4. */
function takesFrom({ address, family }: DaemonOptions, host: string): boolean {
  const isIpv6 = /:/.test(host);
  if (EVERYWHERE.test(address)) return !isIpv6 || /6$/.test(family);
  return LOOPBACK.test(address) && (/localhost/i.test(host + address) || /:/.test(address) === isIpv6);
}

function hasLogin(config: MailConfig): boolean {
  const old = config.option("confDEF_AUTH_INFO")?.value ?? "";
  return config.active.has("authinfo") || config.map("access") !== undefined || old !== "";
}

/** Names another address in the feature. */
function addressFixes({ args: [first] }: Use, there: readonly DaemonOptions[]): readonly Fix[] {
  const found = there.find(({ address }) => /^\d+(?:\.\d+){3}$/.test(address));
  if (first?.exact === undefined || found === undefined) return [];
  const newText = `[${found.address}]`;
  const title = `Write ${newText}: mail from local programs then goes there`;
  return [{ title, grade: "asks", preferred: true, changes: [{ span: first.exact, newText }] }];
}

/** Gives the feature the argument MSA, where the daemon takes mail without a login on port 587. */
function submissionFixes(site: MailSite, msp: Use, daemons: readonly DaemonOptions[], host: string): readonly Fix[] {
  const isOpen = daemons.some(
    (one) => portNumber(one.port) === "587" && takesFrom(one, host) && !/[as]/.test(one.modifiers),
  );
  const [first, second] = msp.args;
  // With the argument the feature would put its own in place of these.
  if (site.mc?.config.settings.some(({ name, implied }) => name === "RELAY_MAILER_ARGS" && !implied)) return [];
  if (!isOpen || second !== undefined || first?.exact === undefined || !site.has(first.exact.source)) return [];
  const { span } = msp.call;
  const end = { ...span, start: span.end - 1, end: span.end - 1 };
  const title = "Add the argument MSA: mail from local programs then goes to port 587";
  return [{ title, grade: "asks", changes: [{ span: end, newText: ", `MSA'" }] }];
}

/** Takes the argument MSA out, where the daemon takes mail without a login on port 25. */
function plainPortFixes(
  { args: [, second] }: Use,
  daemons: readonly DaemonOptions[],
  host: string,
  port: string,
): readonly Fix[] {
  const isOpen = daemons.some(
    (one) => portNumber(one.port) === "25" && takesFrom(one, host) && !/[as]/.test(one.modifiers),
  );
  if (port !== "587" || !isOpen || second?.exact === undefined || second.text !== "MSA") return [];
  const title = "Remove the argument MSA: mail from local programs then goes to port 25";
  return [{ title, grade: "asks", preferred: true, changes: [{ span: second.exact, newText: "" }] }];
}
