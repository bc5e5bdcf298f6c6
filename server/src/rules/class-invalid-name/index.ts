// Words of relay-domains and local-host-names that match nothing, or not the network that was meant: one question, one finding for each word.
import { keyFix } from "../edits/table-edits.ts";
import { cidrReason } from "../shapes/cidr-reason.ts";
import { withMembers } from "../shapes/class-members.ts";
import { ipv6SpellingReason } from "../shapes/ipv6-reason.ts";
import { type Reason, ruleOfReasons } from "../shapes/reasons.ts";
import { wildcardReason } from "../shapes/wildcard-reason.ts";
import { zeroOctetsReason } from "../shapes/zero-octets-reason.ts";
import { nameFault } from "../values/class-words.ts";
import { userReason } from "./user-names.ts";

/** Reports words that no name and no address equals. */
const impossibleName: Reason = {
  checkEntry(entry, context, report) {
    const { className = "" } = context;
    const features = context.isComplete ? context.features : undefined;
    const found = nameFault(entry.key, entry.shape, className, features);
    if (found === undefined) return;
    const { why, written } = found;
    report({
      span: entry.keySpan,
      message: `${why}\nThe line does nothing. ${written === undefined ? "Correct or remove it." : `Write ${written}.`}`,
      fixes: () => (written === undefined ? [] : [keyFix(entry, written, context)]),
    });
  },
};

const cidr = cidrReason("class-cidr", "this line matches nothing");

const lines = ruleOfReasons(
  {
    code: "class-invalid-name",
    title: "A word of a class that matches nothing, or not the network that was meant",
    severity: "error",
    kinds: ["class"],
    fix: "asks",
    versions: ">=8.9",
    guidance: "anti-spam",
    sources: [
      'cf/README, section "Anti-spam configuration control"',
      "Operations guide, C and F lines",
      "seen with sendmail -bt",
    ],
  },
  [
    userReason,
    {
      ...cidr,
      // Among the names of this host no prefix would match either: class-local-address speaks of them.
      checkEntry(entry, context, report) {
        if (context.className !== "w") cidr.checkEntry(entry, context, report);
      },
    },
    wildcardReason("class-wildcard", "in relay-domains that also matches the names below it"),
    impossibleName,
    ipv6SpellingReason("class-ipv6-spelling", (entry, context, shape) => {
      if (context.className !== "R" || shape.bracketed) return false;
      // A colon after a prefix is fine here: the class is compared with the beginning of the address.
      const isPrefix = shape.groups.length < 8 && /[^:]:$/.test(entry.key);
      const key = isPrefix ? entry.key.slice(0, -1) : entry.key;
      return key.toLowerCase() !== shape.spelling.toLowerCase();
    }),
    zeroOctetsReason("class-zero-octets", (_entry, context) => context.className === "R"),
  ],
);

export const rule = withMembers(lines, "rewrite");
