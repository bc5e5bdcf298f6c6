// A sign in the error header or the help file that does not come out as it is written: a dollar that is not one of a macro, a comment.
import { type Sign, signsIn } from "../../kinds/errorheader/signs.ts";
import { isFilled, shownLines } from "../../kinds/helpfile/filled.ts";
import type { TableRule } from "../types.ts";

/** Nobody writes more than a page there. */
const MOST_CHARACTERS = 20_000;

/** What is said of a sign, and how it is written. */
const SAID: Readonly<Partial<Record<Sign["kind"], readonly [message: string, written: string]>>> = {
  lost: [
    "This dollar sign does not come out as it is written.\nsendmail reads it as the beginning of a macro, and the character after it is lost or becomes another one. Write $$ for a dollar.",
    "$$",
  ],
  comment: [
    "This sign and all after it in the line are left out.\nWhere sendmail fills macros in, a # later in a line begins a comment. Write \\# for the sign.",
    "\\#",
  ],
};

export const rule: TableRule = {
  meta: {
    code: "errorheader-dollar",
    title: "A dollar or number sign in a text that does not come out as written",
    severity: "warning",
    kinds: ["errorheader", "helpfile"],
    fix: "safe",
    versions: "*",
    sources: [
      "Operations guide, option ErrorHeader",
      "seen in bounces and replies to HELP of sendmail: $5 becomes a byte that no mail program shows, # and what follows are left out",
    ],
  },
  checkTable({ kind, document, uri }, _site, report) {
    const text = document.slice(0, MOST_CHARACTERS);
    const parts = kind === "errorheader" ? [{ text, start: 0 }] : isFilled(text) ? shownLines(text) : [];
    for (const part of parts) {
      for (const sign of signsIn(part.text)) {
        const said = SAID[sign.kind];
        if (said === undefined) continue;
        const [message, written] = said;
        const start = part.start + sign.start;
        const span = { source: uri, start, end: part.start + sign.end };
        report({
          span,
          message,
          fixes: () => [
            {
              title: `Write ${written}`,
              grade: "safe",
              preferred: true,
              changes: [{ span: { ...span, end: start + 1 }, newText: written }],
            },
          ],
        });
      }
    }
  },
};
