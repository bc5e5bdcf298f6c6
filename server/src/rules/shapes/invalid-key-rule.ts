// The shape that the rules about keys which sendmail never asks a table for share.
import { keyFix } from "../edits/table-edits.ts";
import type { EntryRule, RuleMeta } from "../types.ts";

/** A key that never matches: why, as a clause, and the key that it may stand for. */
interface NeverKey {
  readonly kind: "never";
  readonly why: string;
  readonly meant: string | undefined;
}

/** @param asks one sentence: what sendmail asks for. @param about what a key that is meant is about, as a clause; undefined for nothing to add */
export function invalidKeyRule(
  meta: RuleMeta,
  asks: string,
  read: (key: string) => NeverKey | { readonly kind: Exclude<string, "never"> },
  about: (meant: string) => string | undefined = () => undefined,
): EntryRule {
  return {
    meta,
    checkEntry(entry, context, report) {
      const key = read(entry.key);
      if (!isNever(key)) return;
      const { meant, why } = key;
      const more = meant === undefined ? undefined : about(meant);
      report({
        span: entry.keySpan,
        message: `This line does nothing: ${why}.\n${asks}${
          meant === undefined ? "" : ` Write ${meant}${more === undefined ? "" : `, ${more}`}.`
        }`,
        fixes: () => (meant === undefined ? [] : [keyFix(entry, meant, context, "the line then counts")]),
      });
    },
  };
}

function isNever(key: NeverKey | { readonly kind: string }): key is NeverKey {
  return key.kind === "never";
}
