// IPv6 words of relay-domains that no client's address begins with.
import { withMembers } from "../class-members.ts";
import { ipv6SpellingRule } from "../ipv6-rule.ts";

const lines = ipv6SpellingRule(
  {
    code: "class-ipv6-spelling",
    title: "An IPv6 address never matches unless it is written as sendmail writes it",
    severity: "error",
    kinds: ["class"],
    fix: "asks",
    versions: ">=8.15.1",
    sources: ["seen with sendmail -bt"],
  },
  (entry, context, shape) => {
    if (context.className !== "R" || shape.bracketed) return false;
    // A colon after a prefix is fine here: the class is compared with the beginning of the address.
    const isPrefix = shape.groups.length < 8 && /[^:]:$/.test(entry.key);
    const key = isPrefix ? entry.key.slice(0, -1) : entry.key;
    return key.toLowerCase() !== shape.spelling.toLowerCase();
  },
);

export const rule = withMembers(lines, "rewrite");
