// Codes of rules that were merged into others: they go on working wherever a user wrote them.
import type { RuleMeta } from "../types.ts";

/** True for the code of a rule, or of one that was merged into it. */
export function isCodeOf(meta: RuleMeta, code: string): boolean {
  return meta.code === code || (meta.former ?? []).some((former) => former.code === code);
}
