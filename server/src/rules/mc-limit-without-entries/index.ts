// A limit on clients whose numbers should be in the access map, where there are none.

import { perBlock } from "../../tables/per-block.ts";
import { lineAtEnd } from "../edits/table-edits.ts";
import { placeOf } from "../facts/feature-use.ts";
import type { SiteRule } from "../types.ts";

interface Limit {
  readonly tag: string;
  readonly of: string;
  /** A limit that no ordinary client meets. */
  readonly usual: number;
}

const LIMITS: Readonly<Record<string, Limit>> = {
  ratecontrol: { tag: "ClientRate", of: "how many connections a client may open in a minute", usual: 30 },
  conncontrol: { tag: "ClientConn", of: "how many connections a client may have at once", usual: 10 },
};

const tagsOf = perBlock(
  (block): ReadonlySet<string> => new Set(Array.from(block.entries(), ({ tag }) => tag.toLowerCase())),
);

export const rule: SiteRule = {
  meta: {
    code: "mc-limit-without-entries",
    title: "A limit on clients that has no number in the access map",
    severity: "information",
    kinds: ["mc"],
    fix: "asks",
    versions: ">=8.13",
    guidance: "anti-spam",
    sources: ['cf/README, section "Connection control"', "seen with sendmail -bt: nothing found, no limit"],
  },
  check(site, report) {
    const { access, mc } = site;
    if (access === undefined || mc === undefined) return;
    for (const [feature, { tag, of, usual }] of Object.entries(LIMITS)) {
      const use = mc.config.feature(feature).at(-1);
      if (use === undefined || access.table.blocks().some((block) => tagsOf(block).has(tag.toLowerCase()))) continue;
      report({
        span: placeOf(site, use),
        message: `Nothing is limited: the access map has no line with the tag ${tag}:.\nSuch lines say ${of}. Add "${tag}: ${usual}" for all clients, and a line with 0 for each client without a limit.`,
        fixes: () => [
          {
            title: `Add "${tag}: ${usual}" to the access map`,
            grade: "asks",
            preferred: true,
            changes: [lineAtEnd(access.document, `${tag}:\t${usual}`)],
          },
        ],
      });
    }
  },
};
