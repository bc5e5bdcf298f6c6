// Keys of the access map that sendmail never looks up, or that are not the network that was meant: one question, one finding for each key.
import type { TableEntry } from "../../tables/types.ts";
import { asksForAddresses, tagOf } from "../facts/access-words.ts";
import { isIdleLogin } from "../facts/login-lines.ts";
import { cidrReason } from "../shapes/cidr-reason.ts";
import { ipv6SpellingReason } from "../shapes/ipv6-reason.ts";
import { ruleOfReasons } from "../shapes/reasons.ts";
import { wildcardReason } from "../shapes/wildcard-reason.ts";
import { zeroOctetsReason } from "../shapes/zero-octets-reason.ts";
import type { EntryRule } from "../types.ts";
import { impossibleKey } from "./impossible.ts";
import { leadingDot } from "./leading-dot.ts";
import { trailingDot } from "./trailing-dot.ts";

const reasons = ruleOfReasons(
  {
    code: "access-invalid-key",
    title: "A key that matches nothing, or not the network that was meant",
    severity: "error",
    kinds: ["access"],
    fix: "asks",
    versions: ">=8.9",
    guidance: "anti-spam",
    sources: [
      'cf/README, section "Anti-spam configuration control"',
      "makemap(8)",
      "seen with makemap and sendmail -bt",
    ],
  },
  [
    cidrReason("access-cidr", "this line matches no client"),
    wildcardReason("access-wildcard", "that also matches the names below it"),
    impossibleKey,
    leadingDot,
    trailingDot,
    ipv6SpellingReason(
      "access-ipv6-spelling",
      (entry, context, shape) =>
        asksForAddresses(entry, context) &&
        (!shape.bracketed || isClientWithoutName(entry)) &&
        entry.key.toLowerCase() !== (shape.bracketed ? `[${shape.spelling}]` : shape.spelling).toLowerCase(),
    ),
    zeroOctetsReason("access-zero-octets", asksForAddresses),
  ],
);

export const rule: EntryRule = {
  ...reasons,
  checkEntry(entry, context, report) {
    if (!isIdleLogin(entry)) reasons.checkEntry(entry, context, report);
  },
};

/** `Connect:[::1] REJECT`: brackets are around the address of a client without a name; of those that grant relaying another rule speaks. */
function isClientWithoutName(entry: TableEntry): boolean {
  return tagOf(entry) === "connect" && entry.action.kind !== "relay";
}
