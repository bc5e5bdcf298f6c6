// SMART_HOST that is one of the server's own names: sendmail ignores it.

import { replacement } from "../edits/edits.ts";
import { OWN_DOMAINS } from "../facts/asked-domains.ts";
import { ownSettingOf } from "../facts/site-settings.ts";
import type { SiteRule } from "../types.ts";

/** `$j` and `$w`: whatever this host is called, it is a name of its own. */
const OF_ITSELF = { span: undefined };

export const rule: SiteRule = {
  meta: {
    code: "mc-own-smart-host",
    title: "The server is its own smart host, so mail goes out without one",
    severity: "warning",
    kinds: ["mc"],
    fix: "asks",
    versions: ">=8.9",
    guidance: "readme",
    sources: ["seen with sendmail -bv: a SMART_HOST of class w is ignored, [name] and relay:name are not"],
  },
  check(site, report) {
    const smart = ownSettingOf(site, "SMART_HOST");
    const host = smart?.value.trim() ?? "";
    // With a mailer or brackets the name is used as it is.
    if (smart === undefined || !/^(?:[\w.-]+|\$[jw])$/.test(host)) return;
    const member = host.startsWith("$")
      ? OF_ITSELF
      : OWN_DOMAINS.of(site)?.member(host.toLowerCase().replace(/\.$/, ""));
    if (member === undefined) return;
    const { exact } = smart;
    report({
      span: smart.span,
      message: `sendmail ignores this SMART_HOST: it is one of the server's own names.\nMail to other hosts goes out by the DNS. Name another server${member === OF_ITSELF ? "." : `, or take ${host} out of the local names; [${host}] sends it there anyway.`}`,
      related: member.span === undefined ? [] : [{ span: member.span, message: "This makes it a name of the server" }],
      fixes: () =>
        exact === undefined || member === OF_ITSELF
          ? []
          : [
              {
                ...replacement(`Write [${host}]: all mail to other hosts goes there`, exact, `[${host}]`),
                preferred: false,
              },
            ],
    });
  },
};
