// A line for a user that says what the line for the whole domain says.
import { keyOf } from "../../kinds/virtusertable/key.ts";
import { perSite } from "../../site/per-site.ts";
import { perBlock } from "../../tables/per-block.ts";
import { lineFixes } from "../edits/table-edits.ts";
import type { EntryRule, SiteFact } from "../types.ts";

/** Lines for whole domains, and for details of everybody, of a block. */
const wide = perBlock((block): readonly (readonly [key: string, value: string])[] => {
  const found: (readonly [string, string])[] = [];
  for (const { lookup, value } of block.entries()) if (/^(?:\+[+*])?@/.test(lookup)) found.push([lookup, value]);
  return found;
});

/** What these lines say, by key; of equal keys the first. */
const WIDE_LINES: SiteFact<ReadonlyMap<string, string>> = {
  of: perSite((site) => {
    const lines = new Map<string, string>();
    for (const block of site.tableOf("virtusertable")?.table.blocks() ?? [])
      for (const [key, value] of wide(block)) if (!lines.has(key)) lines.set(key, value);
    return lines;
  }),
  fingerprint: (lines) => JSON.stringify([...lines]),
};

/** Keys of more than one line: without the first one another would count. */
const DOUBLED: SiteFact<ReadonlySet<string>> = {
  of: perSite(
    (site) =>
      new Set(
        site
          .tableOf("virtusertable")
          ?.table.duplicates()
          .map(({ first }) => first.lookup),
      ),
  ),
  fingerprint: (keys) => [...keys].join(" "),
};

export const rule: EntryRule = {
  meta: {
    code: "virtusertable-redundant",
    title: "A line that says the same as the line for its whole domain",
    severity: "information",
    kinds: ["virtusertable"],
    fix: "safe",
    versions: "*",
    guidance: "readme",
    sources: ['cf/README, section "Virtual hosting"', "seen with sendmail -bt"],
  },
  facts: [WIDE_LINES, DOUBLED],
  checkEntry(entry, context, report) {
    const key = keyOf(entry.key);
    if (key.kind !== "user" || key.user.includes("+")) return;
    const lines = context.fact(WIDE_LINES);
    const domain = key.domain.toLowerCase();
    // Without the line a line for details would take some of its mail.
    if (lines.get(`@${domain}`) !== entry.value || lines.has(`+*@${domain}`) || lines.has(`++@${domain}`)) return;
    if (context.fact(DOUBLED).has(entry.lookup)) return;
    report({
      span: entry.lineSpan,
      tags: ["unnecessary"],
      message:
        "The line for the whole domain says the same.\nMail goes to the same place without this line. Keep it if you plan to change the other line.",
      fixes: () => lineFixes(entry, context.document, "safe"),
    });
  },
};
