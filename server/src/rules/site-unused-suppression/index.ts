// A suppression that silences nothing.
import { KIND_NAMES } from "../../kinds/index.ts";
import type { SuppressionRule } from "../types.ts";

export const rule: SuppressionRule = {
  meta: {
    code: "site-unused-suppression",
    title: "A suppression comment that silences nothing",
    severity: "warning",
    kinds: KIND_NAMES,
    fix: "safe",
    versions: "*",
    sources: ["docs/ARCHITECTURE.md"],
  },
  checkUnused(suppression, { code, span }, report) {
    const where = suppression.scope === "file" ? "in this file" : "on the next line";
    const whole = suppression.codes.length === 1 ? suppression.whole : span;
    report({
      span,
      tags: ["unnecessary"],
      message: `This comment silences nothing: there is no finding "${code}" ${where}.\nIt could hide a later finding. Remove it, or correct the code.`,
      fixes: () => [
        { title: "Remove the suppression", grade: "safe", preferred: true, changes: [{ span: whole, newText: "" }] },
      ],
    });
  },
};
