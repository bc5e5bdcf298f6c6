// Lines that makemap refuses.
import { parseTable } from "../../tables/index.ts";
import type { TableEntry } from "../../tables/types.ts";
import { TextDocument } from "../../text.ts";
import { lineBounds } from "../edits/edits.ts";
import { effectOf } from "../edits/effects.ts";
import { saidOf } from "../shapes/map-syntax-rule.ts";
import type { TableRule } from "../types.ts";

/** Duplicates have a rule of their own. */
const SAID = saidOf("what to do, such as RELAY, OK or REJECT,");

export const rule: TableRule = {
  meta: {
    code: "access-syntax",
    title: "A line that makemap refuses",
    severity: "error",
    kinds: ["access"],
    fix: "asks",
    versions: ">=8.9",
    sources: ["makemap(8)", "seen with makemap: messages and exit status 65"],
  },
  checkTable(file, _site, report) {
    for (const { code, span } of file.table.errors()) {
      const message = SAID[code];
      if (message === undefined) continue;
      const entry = code === "leading-space" ? withoutLead(file.document, span.end) : undefined;
      const changes = [{ span, newText: "" }];
      report({
        span,
        message,
        // A line without a value is none with its spaces gone, either.
        ...(entry === undefined
          ? {}
          : {
              fixes: () => [
                {
                  title: `Remove the spaces before the key: ${effectOf(entry, { kind: "access", className: undefined }, entry.key)}`,
                  grade: "asks",
                  preferred: true,
                  changes,
                },
              ],
            }),
      });
    }
  },
};

/** The entry that a line is from `start` on; undefined where it is none, such as a key without a value. */
function withoutLead(document: TextDocument, start: number): TableEntry | undefined {
  const line = document.slice(start, lineBounds(document, start).end);
  return parseTable(TextDocument.create(document.uri, "", 0, line), "access").entryAt(0);
}
