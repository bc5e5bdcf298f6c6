// A domain of VIRTUSER_DOMAIN without a line for its other users: their mail goes to the domain's MX.
import { policyOf } from "../../relay/index.ts";
import { lineAtEnd } from "../edits/table-edits.ts";
import { addressWalk } from "../facts/address-walk.ts";
import { VIRTUAL_DOMAINS } from "../facts/asked-domains.ts";
import { NEW_NAMES } from "../facts/new-names.ts";
import { inOneWord, isOneWord } from "../facts/one-word.ts";
import type { SiteRule } from "../types.ts";

const REFUSE = "error:5.1.1:550 No such user";

/** More domains are not looked at: each keystroke would look all of them up. */
const MOST_DOMAINS = 2_000;

export const rule: SiteRule = {
  meta: {
    code: "virtusertable-other-users",
    title: "A domain of VIRTUSER_DOMAIN without a line for its other users",
    severity: "information",
    kinds: ["mc", "class"],
    fix: "asks",
    versions: "*",
    guidance: "readme",
    sources: [
      'cf/README, section "Virtual hosting"',
      "seen with sendmail -bt: a user without a line goes to the MX of the domain, and strangers may send there",
    ],
  },
  check(site, report) {
    const asked = VIRTUAL_DOMAINS.of(site);
    const { file } = addressWalk(site);
    if (asked === undefined || file === undefined || asked.own.size > MOST_DOMAINS || file.table.entryCount === 0)
      return;
    const { w } = policyOf(site).classes;
    const names = NEW_NAMES.of(site);
    const refusal = isOneWord(file) ? inOneWord(REFUSE) : REFUSE;
    for (const { word, span } of asked.own.members()) {
      const domain = word.toLowerCase();
      // The server's own domains end here: unknown users are refused. A dot first stands for names below.
      if (span === undefined || !/^[\w-]+(?:\.[\w-]+)+$/.test(domain) || w.get(domain) !== undefined) continue;
      if (file.table.lookup(`@${domain}`) !== undefined || names.isGone(domain)) continue;
      report({
        span,
        message: `Mail for users of this domain who have no line goes to its MX.\nThe virtusertable has no line for all of ${domain}, and VIRTUSER_DOMAIN lets strangers send there through this server. If this server is the MX, that mail bounces later. A line @${domain} ${refusal} refuses it at once.`,
        fixes: () => [
          {
            title: `Add @${domain} ${refusal}: mail for other users is then refused`,
            grade: "asks",
            preferred: true,
            changes: [lineAtEnd(file.document, `@${domain}\t${refusal}`)],
          },
        ],
      });
    }
  },
};
