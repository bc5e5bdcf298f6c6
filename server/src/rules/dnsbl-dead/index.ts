// A DNS block list that has shut down.
import { removalFixes } from "../edits/edits.ts";
import { placeOf } from "../facts/feature-use.ts";
import { listFix, written } from "../facts/spamhaus.ts";
import type { SiteRule } from "../types.ts";
import { deadList } from "./lists.ts";

/** Features whose first argument is a block list. */
const FEATURES = ["dnsbl", "enhdnsbl", "rhsbl"] as const;

export const rule: SiteRule = {
  meta: {
    code: "dnsbl-dead",
    title: "A DNS block list that has shut down",
    severity: "warning",
    kinds: ["mc"],
    fix: "asks",
    versions: ">=8.9",
    guidance: "anti-spam",
    sources: ["announcements of the lists", "RFC 6471 section 3.4", "https://www.dnsbl.com/"],
  },
  check(site, report) {
    for (const name of FEATURES) {
      for (const use of site.mc?.config.feature(name) ?? []) {
        const list = use.args[0];
        const dead = list && deadList(list.text);
        if (list === undefined || dead === undefined) continue;
        const { year, listsEverybody, instead } = dead;
        const effect =
          listsEverybody === true
            ? "It now answers that every address is listed, so all mail is refused."
            : "Each connection waits for an answer that never comes. If its domain ever answers for every address, all mail is refused.";
        const exact = list.exact !== undefined && site.has(list.exact.source) ? list.exact : undefined;
        report({
          span: exact ?? placeOf(site, use),
          ...(listsEverybody === true ? { severity: "error" as const } : {}),
          message: `${list.text} shut down in ${year}.\n${effect} ${instead === undefined ? "Remove it, and choose a list that is maintained." : `Use ${written(use, instead)} instead.`}`,
          fixes: () => [
            ...removalFixes(
              site,
              use.call,
              `FEATURE(\`${name}') with ${list.text}`,
              "asks",
              "it no longer refuses anybody",
            ),
            ...(instead === undefined || exact === undefined
              ? []
              : [{ ...listFix(site, use, exact, instead, ""), preferred: false }]),
          ],
        });
      }
    }
  },
};
