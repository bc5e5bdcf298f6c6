// Two daemons on one port and address: the second cannot open it.
import type { DaemonOptions } from "../../mc/types.ts";
import { editable, lineBefore } from "../edits/edits.ts";
import { isWritten } from "../facts/login.ts";
import type { Fix, SiteRule } from "../types.ts";

/** Names in /etc/services that configurations of sendmail use. */
const PORTS: Readonly<Record<string, string>> = {
  smtp: "25",
  mail: "25",
  submission: "587",
  smtps: "465",
  submissions: "465",
  ssmtp: "465",
  urd: "465",
};

const portOf = ({ port }: DaemonOptions) => PORTS[port.toLowerCase()] ?? port;

/** All interfaces, in the notations there are. */
const isAnywhere = ({ address }: DaemonOptions) => address === "" || address === "0.0.0.0" || address === "::";

function collide(a: DaemonOptions, b: DaemonOptions): boolean {
  if (portOf(a) !== portOf(b) || a.family.toLowerCase() !== b.family.toLowerCase()) return false;
  return a.address === b.address || isAnywhere(a) || isAnywhere(b);
}

export const rule: SiteRule = {
  meta: {
    code: "mc-port-twice",
    title: "Two daemons on the same port",
    severity: "error",
    kinds: ["mc"],
    fix: "asks",
    versions: ">=8.10",
    guidance: "options",
    sources: [
      'cf/README, section "FEATURES", no_default_msa',
      "seen with sendmail: cannot bind: Address already in use; server SMTP socket wedged: exiting",
    ],
  },
  check(site, report) {
    const daemons = site.mc?.config.daemons() ?? [];
    for (const [index, daemon] of daemons.entries()) {
      // Those that the library adds come last; a collision is reported at the one that takes their port.
      const other = daemons.find(
        (candidate, at) => (at < index || !isWritten(candidate)) && at !== index && collide(candidate, daemon),
      );
      const { use, span } = daemon;
      // With O sendmail goes on without the port.
      if (!isWritten(daemon) || other === undefined || !site.has(span.source)) continue;
      if ([daemon, other].some(({ modifiers }) => modifiers.includes("O"))) continue;
      const isBuiltIn = !isWritten(other);
      const isMsa = portOf(other) === "587";
      report({
        span,
        message: isBuiltIn
          ? `sendmail already listens on port ${portOf(daemon)} by itself, and stops after a minute.\nIts built-in ${isMsa ? "MSA" : "daemon"} and this one open the same port, and sendmail reports "Address already in use". ${isMsa ? "Add FEATURE(`no_default_msa') above this line." : "An O line adds a daemon; DAEMON_OPTIONS replaces the built-in one. Write DAEMON_OPTIONS with these options."}`
          : `Another daemon already has port ${portOf(daemon)} on this address.\nsendmail reports "Address already in use" for a minute, then stops. Give each daemon its own port or address, or remove one.`,
        ...(isBuiltIn ? {} : { related: [{ span: other.span, message: "This line opens it" }] }),
        fixes: (): readonly Fix[] => {
          const document = use && editable(site, use.call);
          if (!isBuiltIn || !isMsa || use === undefined || document === undefined) return [];
          const change = lineBefore(document, use.call, "FEATURE(`no_default_msa')dnl");
          return [
            {
              title: "Add FEATURE(`no_default_msa'): only the daemons in the configuration listen",
              grade: "asks",
              preferred: true,
              changes: [change],
            },
          ];
        },
      });
    }
  },
};
