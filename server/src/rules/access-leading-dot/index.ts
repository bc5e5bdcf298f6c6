// `.example.com` in the access map, where nothing asks for keys that start with a dot.
import { isRead, keyTypes } from "../access-words.ts";
import { accessWordFixes } from "../feature-edits.ts";
import { keyFix } from "../table-edits.ts";
import type { EntryRule } from "../types.ts";

export const rule: EntryRule = {
  meta: {
    code: "access-leading-dot",
    title: "A key that starts with a dot never matches without lookupdotdomain",
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
        `This line does nothing: sendmail never looks up a key that starts with a dot.\nIt looks up the whole name, then the domains above it, such as "${shape.name}". "${entry.key}" needs the argument lookupdotdomain of FEATURE(\`access_db'). ` +
        `Write ${shape.name}, which covers the domain and everything below it.`,
      fixes: () => [keyFix(entry, shape.name, context), ...accessWordFixes(context.site, "lookupdotdomain")],
    });
  },
};
