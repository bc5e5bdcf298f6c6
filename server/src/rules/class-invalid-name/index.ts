// Words of relay-domains and local-host-names that match nothing.

import type { KeyShape } from "../../tables/key.ts";
import { withMembers } from "../class-members.ts";
import { type Impossible, impossible } from "../impossible-key.ts";
import { keyFix } from "../table-edits.ts";
import type { EntryRule } from "../types.ts";

/** Classes of host and domain names that come in files. */
const NAMES: ReadonlySet<string> = new Set(["R", "w", "VirtHost", "M", "G"]);

const lines: EntryRule = {
  meta: {
    code: "class-invalid-name",
    title: "A word of a class file that never matches a name or an address",
    severity: "error",
    kinds: ["class"],
    fix: "asks",
    versions: ">=8.9",
    sources: ["Operations guide, C and F lines", "seen with sendmail -bt"],
  },
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
