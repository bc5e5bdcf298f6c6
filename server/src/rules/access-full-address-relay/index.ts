// `user@domain RELAY`, which does not relay.

import { accessWordFixes } from "../edits/feature-edits.ts";
import { fullKeySpan } from "../edits/table-edits.ts";
import { hasAction, isRead, tagOf } from "../facts/access-words.ts";
import type { EntryRule } from "../types.ts";

export const rule: EntryRule = {
  meta: {
    code: "access-full-address-relay",
    title: "RELAY for a full address does nothing without relaytofulladdress",
    severity: "error",
    kinds: ["access"],
    fix: "asks",
    versions: ">=8.14",
    guidance: "anti-spam",
    sources: ["seen with sendmail -bt"],
  },
  concerns: ({ shape, action }) => shape === "address" && action === "relay",
  checkEntry(entry, context, report) {
    const { shape, action } = entry;
    if (shape.kind !== "address" || shape.user === "" || action.kind !== "relay" || !isRead(context)) return;
    if (!hasAction(entry) || tagOf(entry) === "from" || tagOf(entry) === "connect") return;
    if (context.accessArguments.has("relaytofulladdress")) return;
    report({
      span: fullKeySpan(entry),
      cause: "relaytofulladdress",
      message:
        "This line relays nothing: sendmail looks up only the recipient's domain.\nFull addresses count for relaying only if FEATURE(`access_db') has the argument relaytofulladdress. " +
        "Add it to relay mail to this address. To let this user send through the server, use SMTP AUTH.",
      fixes: () => accessWordFixes(context.site, "relaytofulladdress").map((fix) => ({ ...fix, preferred: true })),
    });
  },
};
