// A key that sendmail never looks up in userdb, bitdomain or uudomain.
import { MARK } from "../../kinds/address-key.ts";
import { pseudoKey } from "../../kinds/pseudo-domain.ts";
import { userdbKeyFault } from "../../kinds/userdb/key.ts";
import type { EntryRule } from "../types.ts";

export const rule: EntryRule = {
  meta: {
    code: "site-map-invalid-key",
    title: "A key that sendmail never looks up in userdb, bitdomain or uudomain",
    severity: "warning",
    kinds: ["userdb", "bitdomain", "uudomain"],
    fix: "asks",
    versions: "*",
    guidance: "readme",
    sources: ['cf/README, section "Using USERDB to map full names"', "seen with sendmail -bt and sendmail -bv"],
  },
  checkEntry(entry, { kind }, report) {
    if (kind === "userdb") {
      const why = userdbKeyFault(entry.key);
      if (why === undefined) return;
      const isMarked = why === MARK;
      report({
        span: entry.keySpan,
        message: `This line does nothing: ${why}.\n${isMarked ? "It is part of the key. Remove it, and save the file as UTF-8 without BOM." : "sendmail looks up user:maildrop and user:mailname, such as joe:maildrop."}`,
        fixes: () =>
          isMarked
            ? [
                {
                  title: "Remove the byte order mark: sendmail then finds the line",
                  grade: "asks",
                  preferred: true,
                  changes: [{ span: { ...entry.keySpan, end: entry.keySpan.start + 1 }, newText: "" }],
                },
              ]
            : [],
      });
      return;
    }
    if (kind !== "bitdomain" && kind !== "uudomain") return;
    const key = pseudoKey(entry.key, kind);
    if (key.kind !== "never") return;
    const { why, meant } = key;
    report({
      span: entry.keySpan,
      message: `This line does nothing: ${why}.\nWrite ${meant ?? "the name of the host as a whole"}.`,
      fixes: () =>
        meant === undefined
          ? []
          : [
              {
                title: `Write ${meant}: its addresses are then rewritten`,
                grade: "asks",
                preferred: true,
                changes: [{ span: entry.keySpan, newText: meant }],
              },
            ],
    });
  },
};
