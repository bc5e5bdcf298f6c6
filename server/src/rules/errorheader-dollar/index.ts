// A dollar sign in the error header that is not one of a macro.
import { dollarsIn } from "../../kinds/errorheader/dollars.ts";
import type { TableRule } from "../types.ts";

/** Nobody writes more than a page there. */
const MOST_CHARACTERS = 20_000;

export const rule: TableRule = {
  meta: {
    code: "errorheader-dollar",
    title: "A dollar sign in the error header that does not come out as it is written",
    severity: "warning",
    kinds: ["errorheader"],
    fix: "safe",
    versions: "*",
    sources: [
      "Operations guide, option ErrorHeader",
      "seen in bounces of sendmail: $5 becomes a byte that no mail program shows",
    ],
  },
  checkTable({ document, uri }, _site, report) {
    const text = document.slice(0, MOST_CHARACTERS);
    for (const { start, end, kind } of dollarsIn(text)) {
      if (kind !== "lost") continue;
      const span = { source: uri, start, end };
      report({
        span,
        message: `This dollar sign does not come out as it is written.\nsendmail reads it as the beginning of a macro, and the character after it is lost or becomes another one. Write $$ for a dollar.`,
        fixes: () => [
          {
            title: "Write $$",
            grade: "safe",
            preferred: true,
            changes: [{ span: { ...span, end: start }, newText: "$" }],
          },
        ],
      });
    }
  },
};
