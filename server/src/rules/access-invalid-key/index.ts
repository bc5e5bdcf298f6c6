// Keys of the access map that sendmail never looks up, or that are not the network that was meant: one question, one finding for each key.
import { asksForAddresses } from "../access-words.ts";
import { cidrReason } from "../cidr-reason.ts";
import { ipv6SpellingReason } from "../ipv6-reason.ts";
import { ruleOfReasons } from "../reasons.ts";
import { wildcardReason } from "../wildcard-reason.ts";
import { zeroOctetsReason } from "../zero-octets-reason.ts";
import { impossibleKey } from "./impossible.ts";
import { leadingDot } from "./leading-dot.ts";
import { trailingDot } from "./trailing-dot.ts";

export const rule = ruleOfReasons(
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
        !shape.bracketed &&
        entry.key.toLowerCase() !== shape.spelling.toLowerCase(),
    ),
    zeroOctetsReason("access-zero-octets", asksForAddresses),
  ],
);
