// A comma in the message of a DNS block list: m4 cuts it there, and the rule that refuses is never written.

import { replacement } from "../edits/edits.ts";
import { placeOf } from "../facts/feature-use.ts";
import type { SiteRule } from "../types.ts";

const FEATURES = ["dnsbl", "enhdnsbl"] as const;

export const rule: SiteRule = {
  meta: {
    code: "dnsbl-lost-message",
    title: "A message of a DNS block list with which it refuses nobody",
    severity: "error",
    kinds: ["mc"],
    fix: "asks",
    versions: ">=8.9",
    guidance: "anti-spam",
    sources: ["seen with m4: of a message with a comma neither the text nor the rule that refuses is written"],
  },
  check(site, report) {
    for (const name of FEATURES) {
      for (const use of site.mc?.config.feature(name) ?? []) {
        const message = use.call.args[2];
        // A second pair of quotes keeps the text together when the library passes it on.
        if (message === undefined || !message.text.includes(",") || /[`']/.test(message.text)) continue;
        const { exact } = message;
        const isOurs = exact !== undefined && site.has(exact.source);
        report({
          span: isOurs ? exact : placeOf(site, use),
          message: `A comma in the message keeps ${name} from refusing anybody.\nm4 cuts the message there when it passes it on, and the rule that refuses is not written. Leave the comma out, or put a second pair of quotes around the message: \`\`...''.`,
          fixes: () =>
            isOurs
              ? [
                  replacement(
                    "Put a second pair of quotes around it: listed clients are refused",
                    exact,
                    `\`${message.text}'`,
                  ),
                ]
              : [],
        });
      }
    }
  },
};
