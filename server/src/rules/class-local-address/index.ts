// Addresses in local-host-names.
import { keyFix, lineFixes } from "../edits/table-edits.ts";
import type { EntryRule } from "../types.ts";

export const rule: EntryRule = {
  meta: {
    code: "class-local-address",
    title: "An address without brackets among the names of this host",
    severity: "warning",
    kinds: ["class"],
    fix: "asks",
    versions: ">=8.9",
    sources: ["seen with sendmail -bt", "RFC 5321, section 4.1.3"],
  },
  concerns: ({ shape }) => shape === "cidr" || shape === "ipv4" || shape === "ipv6",
  checkEntry(entry, context, report) {
    const { shape, key } = entry;
    if (context.className !== "w") return;
    const isNet = shape.kind === "cidr" || (shape.kind === "ipv4" && shape.octets.length < 4);
    if (!isNet && shape.kind !== "ipv4" && shape.kind !== "ipv6") return;
    if (!isNet && "bracketed" in shape && shape.bracketed) return;
    const written = isNet || !("spelling" in shape) ? undefined : `[${shape.spelling}]`;
    report({
      span: entry.keySpan,
      severity: written === undefined ? "warning" : "information",
      message:
        written === undefined
          ? `A network is not a name of this host, and nobody writes mail to one.\nThis file is for the names of this host. To let the hosts of ${key} relay, write it in relay-domains or, with Connect:, in the access map.`
          : `Without brackets this address is only for mail that nobody writes.\nMail to an address is written user@${written}. To deliver such mail here, write ${written}. To let that host relay, move ${key} to relay-domains or the access map.`,
      fixes: () =>
        written === undefined ? lineFixes(entry, context.document, "asks") : [keyFix(entry, written, context)],
    });
  },
};
