// A limit on clients whose numbers are to stand in the access map, where there are none.

import type { TableFile } from "../../site/types.ts";
import { perBlock } from "../../tables/per-block.ts";
import { lineEndOf } from "../edits.ts";
import { placeOf } from "../feature-rule.ts";
import type { Fix, SiteRule } from "../types.ts";

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
    title: "A limit on clients without a number in the access map",
    severity: "information",
    kinds: ["mc"],
    fix: "unsafe",
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
        message: `The access map says ${of}, in lines with the tag ${tag}:, and has none, so nothing is limited. Add "${tag}: ${usual}" for all clients, and a line with 0 for each that may do as it likes.`,
        fixes: () => [entryFix(access, `${tag}:\t${usual}`)],
      });
    }
  },
};

/** Puts a line at the end of a table. */
function entryFix({ document }: TableFile, line: string): Fix {
  const text = document.getText();
  const end = { source: document.uri, start: text.length, end: text.length };
  const lineEnd = lineEndOf(document);
  const before = text === "" || /[\r\n]$/.test(text) ? "" : lineEnd;
  return {
    title: `Add "${line.replace("\t", " ")}" to the access map`,
    safety: "unsafe",
    preferred: true,
    changes: [{ span: end, newText: `${before}${line}${lineEnd}` }],
  };
}
