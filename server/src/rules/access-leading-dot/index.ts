// `.example.com` in the access map, where nothing asks for keys with a dot in front.
import { isRead, keyTypes } from "../access-words.ts";
import { accessWordFixes } from "../feature-edits.ts";
import { keyFix } from "../table-edits.ts";
import type { EntryRule } from "../types.ts";

export const rule: EntryRule = {
  meta: {
    code: "access-leading-dot",
    title: "A key with a dot in front never matches without lookupdotdomain",
    severity: "error",
    kinds: ["access"],
    fix: "asks",
    versions: ">=8.9",
    guidance: "anti-spam",
    sources: ['cf/README, section "Features", lookupdotdomain', "seen with sendmail -bt"],
  },
  concerns: ({ shape }) => shape === "domain",
  checkEntry(entry, context, report) {
    const { shape } = entry;
    if (shape.kind !== "domain" || !shape.leadingDot || !isRead(context)) return;
    if (context.accessArguments.has("lookupdotdomain") || keyTypes(entry, context) === undefined) return;
    report({
      span: entry.keySpan,
      message:
        `sendmail asks for a name whole, then for the domains above it, such as "${shape.name}", but never for "${entry.key}": that needs the argument lookupdotdomain of FEATURE(\`access_db'). ` +
        `The line does nothing. Write ${shape.name}, which covers the domain and all below it.`,
      fixes: () => [keyFix(entry, shape.name, context), ...accessWordFixes(context.site, "lookupdotdomain")],
    });
  },
};
