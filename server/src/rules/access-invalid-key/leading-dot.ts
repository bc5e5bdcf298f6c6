// `.example.com` in the access map, where nothing asks for keys that start with a dot.

import { accessWordFixes } from "../edits/feature-edits.ts";
import { keyFix } from "../edits/table-edits.ts";
import { isRead, keyTypes } from "../facts/access-words.ts";
import type { Reason } from "../shapes/reasons.ts";

/** Reports keys that start with a dot, where access_db does not have the argument lookupdotdomain. */
export const leadingDot: Reason = {
  former: { code: "access-leading-dot" },
  concerns: ({ shape }) => shape === "domain",
  checkEntry(entry, context, report) {
    const { shape } = entry;
    if (shape.kind !== "domain" || !shape.leadingDot || !isRead(context)) return;
    if (context.accessArguments.has("lookupdotdomain") || keyTypes(entry, context) === undefined) return;
    report({
      span: entry.keySpan,
      message:
        `This line does nothing: sendmail never looks up a key that starts with a dot.\nIt looks up the whole name, then the domains above it, such as "${shape.name}". "${entry.key}" needs the argument lookupdotdomain of FEATURE(\`access_db'). ` +
        `Write ${shape.name}, which covers the domain and everything below it.`,
      fixes: () => [keyFix(entry, shape.name, context), ...accessWordFixes(context.site, "lookupdotdomain")],
    });
  },
};
