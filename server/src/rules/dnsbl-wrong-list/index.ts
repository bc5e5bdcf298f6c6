// The name of a DNS block list that the DNS cannot have, or does not have.

import { nearestNames } from "../../catalog/index.ts";
import { placeOf } from "../facts/feature-use.ts";
import { listFix, written } from "../facts/spamhaus.ts";
import type { SiteRule } from "../types.ts";

const FEATURES = ["dnsbl", "enhdnsbl", "rhsbl"] as const;

/** Names that people write for lists, and that the DNS does not have. */
const NEVER_THERE: Readonly<Record<string, string>> = {
  "rbl.spamhaus.org": "zen.spamhaus.org",
  "dnsbl.spamhaus.org": "zen.spamhaus.org",
  "spamhaus.org": "zen.spamhaus.org",
  "www.spamhaus.org": "zen.spamhaus.org",
  "spamhaus.zen.org": "zen.spamhaus.org",
  "rbl.spamcop.net": "bl.spamcop.net",
  "spamcop.net": "bl.spamcop.net",
  "www.spamcop.net": "bl.spamcop.net",
  "barracudacentral.org": "b.barracudacentral.org",
};

/** Lists of something else than clients that are to be refused, as the pages of the lists say. */
const OTHER_LISTS: readonly (readonly [RegExp, string])[] = [
  [/(?:^|\.)(?:list|swl)\.dnswl\.org$|^(?:list\.)?dnswl\.org$/i, "the mail servers that are to be trusted"],
  [
    /(?:^|\.)(?:multi\.surbl\.org|multi\.uribl\.com|uribl\.com|surbl\.org)$/i,
    "domains in the text of a mail, not clients",
  ],
];

/** Lists that are asked most: a name that differs by a letter or two is one of them. */
const KNOWN_LISTS = [
  ..."zen.spamhaus.org sbl.spamhaus.org xbl.spamhaus.org pbl.spamhaus.org sbl-xbl.spamhaus.org".split(" "),
  ..."bl.spamcop.net b.barracudacentral.org psbl.surriel.com dnsbl.dronebl.org".split(" "),
];

interface Wrong {
  readonly what: string;
  readonly meant: string | undefined;
  /** Set where sendmail does not start with it. */
  readonly stops?: true;
}

const NAME = /^[\w-]+(?:\.[\w-]+)+$/;

/** Double quotes within m4's own: they are written into the rule that asks the list. */
function quotesIn(list: string): Wrong {
  const bare = list.replaceAll('"', "").trim();
  const meant = NAME.test(bare) ? bare : undefined;
  return (list.split('"').length - 1) % 2 === 1
    ? { what: "A double quote in the name of this block list has no partner.", meant, stops: true }
    : { what: "The double quotes become part of the name of this block list.", meant };
}

function wrongWith(list: string): Wrong | undefined {
  const known = NEVER_THERE[list.toLowerCase().replace(/\.$/, "")];
  if (known !== undefined) return { what: `There is no block list "${list}".`, meant: known };
  const other = OTHER_LISTS.find(([pattern]) => pattern.test(list))?.[1];
  if (other !== undefined) return { what: `"${list}" lists ${other}.`, meant: undefined };
  const near =
    list.length > 10 && !KNOWN_LISTS.includes(list.toLowerCase()) ? nearestNames(list, KNOWN_LISTS, 1)[0] : undefined;
  if (near !== undefined && near.split(".")[0] === list.split(".")[0]?.toLowerCase())
    return { what: `"${list}" is nearly the name of a known block list.`, meant: near };
  if (/[\s,;]/.test(list.trim())) return { what: "One FEATURE takes one block list.", meant: undefined };
  const meant = list
    .replace(/^[a-z]+:\/\//i, "")
    .replace(/^\*\.|\.+$|\/.*$/g, "")
    .replace(/^\.+/, "");
  if (meant !== list && NAME.test(meant)) return { what: `"${list}" is not a name that the DNS can have.`, meant };
  if (/^[a-z]+:|[^\w.$(){}-]/i.test(list))
    return { what: `"${list}" is not a name that the DNS can have.`, meant: undefined };
  if (/^(?:\d{1,3}\.){3}\d{1,3}$/.test(list))
    return { what: "A block list has a name, not an address.", meant: undefined };
  return undefined;
}

export const rule: SiteRule = {
  meta: {
    code: "dnsbl-wrong-list",
    title: "A DNS block list by a name that the DNS does not have",
    severity: "warning",
    kinds: ["mc"],
    fix: "asks",
    versions: ">=8.9",
    guidance: "anti-spam",
    sources: [
      "seen with m4: the name is put after the client's address as it is",
      'seen with sendmail: "missing map closing token" for a name with one double quote',
      "pages of the lists",
    ],
  },
  check(site, report) {
    for (const name of FEATURES) {
      for (const use of site.mc?.config.feature(name) ?? []) {
        const [list] = use.args;
        const text = list?.text.trim() ?? "";
        // Quotes that m4 does not know, and macros, are not looked into.
        if (list === undefined || text === "" || /[`'$]|__\w+__|\{\{/.test(text)) continue;
        const document = list.exact && site.document(list.exact.source);
        const exact = document === undefined ? undefined : list.exact;
        const hasQuotes = text.includes('"');
        if (hasQuotes && (exact === undefined || document?.slice(exact.start - 1, exact.start) !== "`")) continue;
        const wrong = hasQuotes ? quotesIn(text) : wrongWith(text);
        if (wrong === undefined) continue;
        const { meant } = wrong;
        const effect =
          wrong.stops === true
            ? 'It ends up in a rule, where sendmail reports "missing map closing token" and does not start.'
            : "sendmail asks the DNS about each client below this name, gets no answer, and refuses nobody.";
        report({
          span: exact ?? placeOf(site, use),
          ...(wrong.stops === true && { severity: "error" as const }),
          message: `${wrong.what}\n${effect} ${meant === undefined ? "Write the name of one list." : `Write ${written(use, meant)}.`}`,
          fixes: () =>
            meant === undefined || exact === undefined
              ? []
              : [listFix(site, use, exact, meant, ": listed clients are refused")],
        });
      }
    }
  },
};
