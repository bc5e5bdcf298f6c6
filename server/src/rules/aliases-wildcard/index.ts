// A name with a star, which stands for nothing, or with a backslash, with which sendmail asks no alias.
import type { EntryRule } from "../types.ts";

export const rule: EntryRule = {
  meta: {
    code: "aliases-wildcard",
    title: "An alias with a star or a backslash in its name, which is never found",
    severity: "warning",
    kinds: ["aliases"],
    fix: "none",
    versions: "*",
    sources: ["seen with sendmail -bv: User unknown"],
  },
  checkEntry(entry, { features }, report) {
    if (/^[^"(<#]*\\[^"(<]+$/.test(entry.key)) {
      report({
        span: entry.keySpan,
        message:
          "This line does nothing: a name with a backslash is never looked up.\nnewaliases takes it, and mail to such a name goes to the user past all aliases. Write the name without the backslash.",
      });
      return;
    }
    if (/^[\w.+*-]+@[\w.-]*\*[\w.*-]*$/.test(entry.key)) {
      report({
        span: entry.keySpan,
        message:
          'newaliases leaves out this alias: a star in its domain stands for nothing.\nIt says "cannot alias non-local names" and exits with 70. For addresses of other domains use the virtusertable: a line for each domain.',
      });
      return;
    }
    if (!/^[\w.+*-]*\*[\w.+*-]*(?:@[\w.-]+)?$/.test(entry.key)) return;
    const isDetail = /^[^*]+\+\*(?:@|$)/.test(entry.key);
    if (isDetail && features?.has("preserve_local_plus_detail") !== true) return;
    report({
      span: entry.keySpan,
      message: isDetail
        ? "This line does nothing: preserve_local_plus_detail keeps details in names.\nWith this feature mail to name+detail has only an alias of that very name. Write one line for each, or remove the feature."
        : "This line does nothing: aliases do not support wildcards.\nnewaliases takes it, and sendmail never looks it up. Only name+* works, for mail to a name with a +detail. For all unknown users write define(`LUSER_RELAY', ...) in the .mc, or a line @domain in the virtusertable.",
    });
  },
};
