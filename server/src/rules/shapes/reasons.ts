// A rule that answers one question for several reasons: of each line the first reason that has something to say is reported, and no other.
import type { EntryRule, FormerRule, Report, RuleMeta, Severity } from "../types.ts";

/** One reason why a line is wrong. */
export interface Reason extends Omit<EntryRule, "meta" | "facts"> {
  /** The rule that it was before it became a part of this one; undefined for what the rule itself is named after. */
  readonly former?: FormerRule;
  /** Where it is not the rule's own. */
  readonly severity?: Severity;
}

/** The rule with some reasons, the most telling one first. */
export function ruleOfReasons(meta: RuleMeta, reasons: readonly Reason[]): EntryRule {
  const choosy = reasons.every(({ concerns }) => concerns !== undefined);
  return {
    meta: { ...meta, former: [...(meta.former ?? []), ...reasons.flatMap(({ former }) => former ?? [])] },
    ...(choosy ? { concerns: (kinds) => reasons.some(({ concerns }) => concerns?.(kinds)) } : {}),
    checkEntry(entry, context, report) {
      const kinds = { tag: entry.tag.toLowerCase(), shape: entry.shape.kind, action: entry.action.kind };
      let found = false;
      let asked: Reason | undefined;
      // One for all of them: there are millions of entries.
      const say: Report = (finding) => {
        found = true;
        report({
          ...(asked?.severity === undefined ? {} : { severity: asked.severity }),
          ...(asked?.former === undefined ? {} : { former: asked.former.code }),
          ...finding,
        });
      };
      for (const reason of reasons) {
        if (reason.concerns?.(kinds) === false) continue;
        asked = reason;
        reason.checkEntry(entry, context, say);
        if (found) return;
      }
    },
  };
}
