// A port after the host: sendmail reads it as another host.
import { isTcp } from "../../tables/values/host-fault.ts";
import { partFix, valueSpan } from "../edits/table-edits.ts";
import { targetRule } from "../facts/mailertable-lines.ts";

/** Another port as in the message for all others would not help. */
const NO_465 =
  "sendmail cannot deliver to port 465 at all: it does not begin a connection with TLS. Ask the owner of that host for port 587, or use port 25 with STARTTLS.";

export const rule = targetRule(
  {
    code: "mailertable-port",
    title: "sendmail reads a port after a host as one more host",
    severity: "error",
    kinds: ["mailertable"],
    fix: "asks",
    versions: "*",
    sources: ["seen with sendmail -v: it connects to port 25 of the host, then to a host of that name"],
  },
  "mailer",
  (target, entry, _context, report) => {
    if (!/:\s*\d/.test(entry.value) || !isTcp(target.mailer)) return;
    target.hosts.forEach((host, at) => {
      const before = target.hosts[at - 1];
      if (before === undefined || !/^\d{1,5}$/.test(host.text) || entry.value.charAt(before.end) !== ":") return;
      const written = { start: before.end, end: host.end };
      report({
        span: valueSpan(entry, written),
        message: `This is not a port: sendmail connects to port 25, then to a host "${host.text}".\nA colon separates hosts. ${host.text === "465" ? NO_465 : `The port belongs to the mailer: for the mailer relay as a whole, define(\`RELAY_MAILER_ARGS', \`TCP $h ${host.text}') in the .mc; for one host, a separate mailer (an M line below MAILER_DEFINITIONS).`}`,
        fixes: () => [partFix(entry, written, "", `Remove :${host.text}: mail goes to port 25 of the first host`)],
      });
    });
  },
);
