// OK for senders, where it opens more than it seems to.
import { ownerOf } from "../../tables/key.ts";
import { fullKeySpan } from "../edits/table-edits.ts";
import { isRead, tagOf } from "../facts/access-words.ts";
import type { EntryRule } from "../types.ts";

/** Checks of the client that an accepted sender gets past, where they run late. */
const CHECKS = ["dnsbl", "enhdnsbl", "require_rdns", "ratecontrol", "conncontrol", "block_bad_helo"];

export const rule: EntryRule = {
  meta: {
    code: "sender-check-off",
    title: "OK for a sender skips other checks as well",
    severity: "information",
    kinds: ["access"],
    fix: "none",
    versions: ">=8.10",
    guidance: "anti-spam",
    sources: ["seen with sendmail -bt"],
  },
  concerns: ({ tag, action }) => action === "ok" && (tag === "" || tag === "from"),
  checkEntry(entry, context, report) {
    const { shape, action } = entry;
    const tag = tagOf(entry);
    if (action.kind !== "ok" || (tag !== "" && tag !== "from") || !isRead(context)) return;
    const name = shape.kind === "domain" ? shape.name : shape.kind === "address" ? shape.domain : "";
    if (name === "" || /^localhost(?:\.|$)/.test(name)) return;
    const isSuffix = shape.kind === "domain" && ownerOf(name).isPublicSuffix;
    const isLate = context.features?.has("delay_checks") === true;
    const bypassed = CHECKS.filter((feature) => context.features?.has(feature));
    if (!isSuffix && (!isLate || bypassed.length === 0)) return;
    report({
      span: fullKeySpan(entry),
      message:
        isLate && bypassed.length > 0
          ? `With delay_checks, OK for a sender ends all checks of the client too.\nAnyone who claims an address of ${entry.key} skips ${bypassed.join(", ")}. Name the client with Connect: instead.`
          : `Any sender address below ${name} passes, even if its domain does not exist.\nName the domains or the clients that you want to accept.`,
    });
  },
};
