// A key that sendmail never asks for when it looks for a login.
import { asWritten } from "../../kinds/authinfo/key.ts";
import { perSite } from "../../site/per-site.ts";
import { fullKeySpan, hasKey, lineFixes } from "../edits/table-edits.ts";
import { loginRule } from "../facts/login-lines.ts";
import type { SiteFact } from "../types.ts";

/** Nobody has so many logins, and this reads them all. */
const MOST_LINES = 500;

/** The keys of authinfo, in lower case: a second spelling of one of them does no harm. */
const LOGIN_KEYS: SiteFact<ReadonlySet<string>> = {
  of: perSite((site) => {
    const table = site.tableOf("authinfo")?.table;
    if (table === undefined || table.entryCount > MOST_LINES) return new Set();
    return new Set(Array.from(table.entries(), ({ lookup }) => lookup));
  }),
  fingerprint: (keys) => [...keys].join(" "),
};

export const rule = loginRule(
  {
    code: "authinfo-invalid-key",
    title: "A login under a key that sendmail never looks up",
    severity: "error",
    fix: "safe",
    versions: "*",
    guidance: "auth",
    sources: [
      'cf/README, section "Providing SMTP AUTH Data when sendmail acts as Client"',
      "seen with sendmail and a server on loopback: 530 Authentication Required",
    ],
  },
  ({ entry, server: key }, context, report) => {
    // Of addresses in access other rules speak: networks count there.
    const server = context.kind === "access" ? key : asWritten(key, context.compressedIpv6);
    if (server.kind !== "never") return;
    const { why, meant } = server;
    if (meant !== undefined && context.fact(LOGIN_KEYS).has(meant.toLowerCase())) {
      report({
        span: fullKeySpan(entry),
        severity: "information",
        tags: ["unnecessary"],
        message: `This line does nothing: ${why}.\nsendmail uses the line for ${meant}. Remove this one.`,
        fixes: () => lineFixes(entry, context.document, "safe"),
      });
      return;
    }
    report({
      span: fullKeySpan(entry),
      message: `sendmail never finds this login: ${why}.\nIt connects without logging in, and the server refuses the mail. Write ${
        meant ?? "AuthInfo: and the name of the server, such as AuthInfo:smtp.example.com"
      }.`,
      fixes: () =>
        meant === undefined || hasKey(context.site, context.document.uri, meant)
          ? []
          : [
              {
                title: `Write ${meant}: sendmail then logs in there`,
                grade: "asks",
                preferred: true,
                changes: [{ span: fullKeySpan(entry), newText: meant }],
              },
            ],
    });
  },
  [LOGIN_KEYS],
);
