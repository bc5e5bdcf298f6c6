// A line that sends mail from this server to this server: sendmail sees the loop and returns the mail.
import { policyOf } from "../../relay/index.ts";
import { perSite } from "../../site/per-site.ts";
import { plainHost } from "../../site/smart-host.ts";
import type { MailSite } from "../../site/types.ts";
import { isTcp } from "../../tables/values/host-fault.ts";
import { valueSpan } from "../edits/table-edits.ts";
import { daemonsOf, isLocalOnly, isSmtpPort } from "../facts/login.ts";
import { targetRule } from "../facts/mailertable-lines.ts";
import type { SiteFact } from "../types.ts";

/** What a server calls the address of its own loopback interface. */
const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|(?:ipv6:)?::1)$/;

interface OwnHost {
  /** What sendmail calls itself (`$j`), in lower case; undefined where that is not known. */
  readonly name: string | undefined;
  /** True where its own daemon answers on port 25 of the loopback interface. */
  readonly answersLoopback: boolean;
  /** Mailers, in lower case, that connect to port 25. */
  readonly mailers: ReadonlySet<string>;
}

const OWN_HOST: SiteFact<OwnHost> = {
  of: perSite((site) => {
    const { ownName, hostName } = policyOf(site);
    return {
      name: ownName === "nothing" ? undefined : hostName.text.toLowerCase(),
      answersLoopback: daemonsOf(site).some(
        (daemon) => isSmtpPort(daemon) && (isLocalOnly(daemon) || /^(?:|0\.0\.0\.0|::)$/.test(daemon.address)),
      ),
      mailers: mailersOfPort25(site),
    };
  }),
  fingerprint: ({ name, answersLoopback, mailers }) => [name, answersLoopback, ...mailers].join(" "),
};

function mailersOfPort25({ mc, cf }: MailSite): ReadonlySet<string> {
  const names = ["smtp", "esmtp", "smtp8", "dsmtp", "relay"];
  if (mc !== undefined)
    return new Set(
      names.filter((name) => {
        const args = mc.config.option(`${name.toUpperCase()}_MAILER_ARGS`)?.value.trim() ?? "";
        return args === "" || /^(?:TCP|IPC) \$h$/.test(args);
      }),
    );
  const mailers = cf?.config.mailers.filter(({ name, argv }) => names.includes(name.toLowerCase()) && argv.length <= 2);
  return new Set(mailers?.map(({ name }) => name.toLowerCase()));
}

export const rule = targetRule(
  {
    code: "mailertable-own-host",
    title: "A line that sends mail back to this server",
    severity: "error",
    kinds: ["mailertable"],
    fix: "none",
    versions: "*",
    guidance: "readme",
    sources: ["seen with sendmail -v and a server on loopback that greets with the same name: mail loops back to me"],
  },
  "mailer",
  ({ mailer, hosts }, entry, context, report) => {
    if (!isTcp(mailer)) return;
    const own = context.fact(OWN_HOST);
    if (!own.mailers.has(mailer.text.toLowerCase())) return;
    for (const host of hosts) {
      const name = plainHost(host);
      const isLoopback = LOOPBACK.test(name);
      if (isLoopback ? !own.answersLoopback : name !== own.name) continue;
      report({
        span: valueSpan(entry, host),
        // A name may lead to another host inside of a network.
        severity: isLoopback ? "error" : "warning",
        message: `This is this server itself: sendmail sees the loop and returns the mail.\nIt connects to port 25, reads its own name in the greeting, and says "mail loops back to me". To deliver mail for ${entry.key} here, remove the line and put the domain in class w (local-host-names). For another program on this host, write a mailer of its own with its port.`,
      });
    }
  },
  [OWN_HOST],
);
