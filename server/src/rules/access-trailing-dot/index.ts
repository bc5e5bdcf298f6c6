// `203.0.113.`, `example.com.`: sendmail never asks for a key with a dot at its end.
import { keyTypes } from "../access-words.ts";
import { keyFix } from "../table-edits.ts";
import type { EntryRule } from "../types.ts";

export const rule: EntryRule = {
  meta: {
    code: "access-trailing-dot",
    title: "A key that ends in a dot never matches in the access map",
    severity: "error",
    kinds: ["access"],
    fix: "asks",
    versions: ">=8.9",
    guidance: "anti-spam",
    sources: ['cf/README, section "Anti-spam configuration control"', "seen with sendmail -bt"],
  },
  concerns: ({ shape }) => shape === "ipv4" || shape === "domain",
  checkEntry(entry, context, report) {
    const { shape } = entry;
    if (shape.kind !== "ipv4" && shape.kind !== "domain") return;
    if (!shape.trailingDot || keyTypes(entry, context) === undefined) return;
    const written = entry.key.replace(/\.(?=\]?$)/, "");
    report({
      span: entry.keySpan,
      message: `This line does nothing: sendmail never looks up a key that ends in a dot.\nWrite ${written}${shape.kind === "ipv4" ? ", which covers the whole network" : ""}.`,
      fixes: () => [keyFix(entry, written, context)],
    });
  },
};
