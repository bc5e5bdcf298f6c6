// IPv6 keys that sendmail never asks for: `::`, no mark, leading zeros.
import { asksForAddresses } from "../access-words.ts";
import { ipv6SpellingRule } from "../ipv6-rule.ts";

export const rule = ipv6SpellingRule(
  {
    code: "access-ipv6-spelling",
    title: "An IPv6 key never matches unless it is written as sendmail looks it up",
    severity: "error",
    kinds: ["access"],
    fix: "asks",
    versions: ">=8.15.1",
    guidance: "anti-spam",
    sources: ['cf/README, section "Anti-spam configuration control"', "seen with sendmail -bt"],
  },
  (entry, context, shape) =>
    asksForAddresses(entry, context) && !shape.bracketed && entry.key.toLowerCase() !== shape.spelling.toLowerCase(),
);
