// `Connect:[192.0.2.7] RELAY`: the brackets keep the client from relaying.

import { keyFix } from "../edits/table-edits.ts";
import { asksForAddresses, tagOf } from "../facts/access-words.ts";
import type { EntryRule } from "../types.ts";

/** Tags that are looked up for the plain address only. */
const COUNTERS: ReadonlySet<string> = new Set(["clientrate", "clientconn"]);

export const rule: EntryRule = {
  meta: {
    code: "access-bracketed-address",
    title: "RELAY for an address in brackets does not let the client relay",
    severity: "error",
    kinds: ["access"],
    fix: "asks",
    versions: ">=8.9",
    guidance: "anti-spam",
    sources: ['cf/README, section "Anti-spam configuration control"', "seen with sendmail -bt, ruleset Relay_ok"],
  },
  concerns: ({ shape }) => shape === "ipv4" || shape === "ipv6",
  checkEntry(entry, context, report) {
    const { shape, action } = entry;
    if ((shape.kind !== "ipv4" && shape.kind !== "ipv6") || !shape.bracketed) return;
    const tag = tagOf(entry);
    const isRelay = action.kind === "relay" && (tag === "" || tag === "connect");
    if (!(isRelay || COUNTERS.has(tag)) || !asksForAddresses(entry, context)) return;
    report({
      span: entry.keySpan,
      message:
        `sendmail does not look up this key when it ${isRelay ? "decides on relaying" : "counts connections"}.\nBrackets mark a client without a host name. ` +
        `${isRelay && tag === "" ? `Only mail to user@${entry.key} is relayed.` : "The line does nothing there."} Write ${shape.spelling}.`,
      fixes: () => [keyFix(entry, shape.spelling, context)],
    });
  },
};
