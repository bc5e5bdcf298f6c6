// `From:domain RELAY`, which does not relay.

import { replacement } from "../edits/edits.ts";
import { fullKeySpan } from "../edits/table-edits.ts";
import { isRead, tagOf } from "../facts/access-words.ts";
import type { EntryRule } from "../types.ts";

export const rule: EntryRule = {
  meta: {
    code: "access-from-relay",
    title: "From: with RELAY does not relay without relay_mail_from",
    severity: "warning",
    kinds: ["access"],
    fix: "asks",
    versions: ">=8.10",
    guidance: "anti-spam",
    sources: ["seen with sendmail -bt"],
  },
  concerns: ({ tag, action }) => tag === "from" && action === "relay",
  checkEntry(entry, context, report) {
    const { shape, action } = entry;
    if (tagOf(entry) !== "from" || action.kind !== "relay" || !isRead(context)) return;
    const words = context.featureWords.get("relay_mail_from");
    if (words !== undefined && (shape.kind === "address" || words.has("domain"))) return;
    const missing =
      words === undefined ? "FEATURE(`relay_mail_from')" : "the argument domain of FEATURE(`relay_mail_from')";
    report({
      span: fullKeySpan(entry),
      message:
        `This line does not grant relaying: here sendmail treats RELAY as OK.\nRELAY after From: works only with ${missing}. Anyone can claim a sender address, so do not turn it on. ` +
        "Grant relaying by the client's address (Connect:) or by SMTP AUTH; write OK if that is all you want.",
      fixes: () => [
        replacement(
          "Write OK: the sender still passes the sender checks, and never relays",
          entry.valueSpan,
          "OK",
          "asks",
        ),
      ],
    });
  },
};
