// Words of relay-domains and local-host-names that match nothing, or not the network that was meant: one question, one finding for each word.
import type { KeyShape } from "../../tables/key.ts";
import { keyFix } from "../edits/table-edits.ts";
import { cidrReason } from "../shapes/cidr-reason.ts";
import { withMembers } from "../shapes/class-members.ts";
import { ipv6SpellingReason } from "../shapes/ipv6-reason.ts";
import { type Reason, ruleOfReasons } from "../shapes/reasons.ts";
import { wildcardReason } from "../shapes/wildcard-reason.ts";
import { zeroOctetsReason } from "../shapes/zero-octets-reason.ts";
import { type Impossible, impossible } from "../values/impossible-key.ts";
import { userReason } from "./user-names.ts";

/** Classes of host and domain names that come in files. */
const NAMES: ReadonlySet<string> = new Set(["R", "w", "VirtHost", "M", "G"]);

/** Reports words that no name and no address equals. */
const impossibleName: Reason = {
  checkEntry(entry, context, report) {
    const { className = "" } = context;
    if (!NAMES.has(className)) return;
    const found = faultOf(entry.key, entry.shape, className);
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

/** Characters that nobody sees, as copied text has them. */
const INVISIBLE = /[\u00a0\u00ad\u200b-\u200f\u2060\ufeff]/g;

function faultOf(key: string, shape: KeyShape, className: string): Impossible | undefined {
  if (shape.kind === "address")
    return shape.user === ""
      ? impossible(key, shape)
      : { why: "A mail address never matches: this file is for names of hosts and domains.", written: undefined };
  if (shape.kind === "domain" && shape.trailingDot)
    return {
      why: "A name that ends in a dot never matches.",
      written: key.replace(/\.(?=\]?$)/, ""),
    };
  if (shape.kind === "domain" && shape.leadingDot && className === "w")
    return { why: `"${key}" never matches: names of this host are compared as a whole.`, written: undefined };
  const seen = key.replace(INVISIBLE, "");
  if (seen !== key) return { why: "An invisible character is part of this name, so it never matches.", written: seen };
  if (key.endsWith(".."))
    return { why: "A name that ends in two dots never matches.", written: key.replace(/\.+$/, "") };
  return impossible(key, shape);
}
