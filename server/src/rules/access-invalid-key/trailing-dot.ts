// `203.0.113.`, `example.com.`: sendmail never asks for a key with a dot at its end.

import { keyFix } from "../edits/table-edits.ts";
import { keyTypes } from "../facts/access-words.ts";
import type { Reason } from "../shapes/reasons.ts";

/** Reports keys that end in a dot. */
export const trailingDot: Reason = {
  former: { code: "access-trailing-dot" },
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
