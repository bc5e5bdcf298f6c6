// Words of confDONT_BLAME_SENDMAIL: each switches off a check of file permissions.
import { catalog } from "../../catalog/index.ts";
import { optionWords, writtenOption } from "../facts/settings.ts";
import type { SiteRule } from "../types.ts";

/** Groups that may read a file are common practice on some systems (ssl-cert, sasl); everything else lets others write. */
const READ_ONLY = /^GroupReadable/i;

export const rule: SiteRule = {
  meta: {
    code: "mc-blame-flags",
    title: "DontBlameSendmail turns off a check of file permissions",
    severity: "warning",
    kinds: ["mc"],
    fix: "none",
    versions: ">=8.9",
    guidance: "operations",
    sources: ['Operations guide, section "Turning off security checks"'],
  },
  check(site, report) {
    const option = writtenOption(site, "confDONT_BLAME_SENDMAIL");
    if (option === undefined) return;
    for (const { text, exact } of optionWords(option)) {
      const record = catalog.get("blame-flag", text);
      if (record?.danger !== "weakens") continue;
      report({
        span: exact ?? option.span,
        ...(READ_ONLY.test(text) ? { severity: "information" as const } : {}),
        message: `${record.name} turns off a check of file permissions.\nIts effect: ${record.summary.charAt(0).toLowerCase()}${record.summary.slice(1)} ${record.text.trim()} Instead, fix the owner and mode of the file that the log names, and remove ${record.name}.`,
      });
    }
  },
};
