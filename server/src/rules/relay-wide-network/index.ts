// RELAY for a first octet such as 10's public neighbours: millions of strangers' hosts.
import { parse } from "ipaddr.js";
import type { KeyShape } from "../../tables/key.ts";
import { lineFixes } from "../edits/table-edits.ts";
import { withMembers } from "../shapes/class-members.ts";
import type { EntryRule } from "../types.ts";
import { grantOf } from "../values/grants.ts";

/** True if addresses below the prefix are public ones: neither its first nor its last is in a range for private use. */
function isPublicNetwork(shape: KeyShape): boolean {
  if (shape.kind === "ipv4" && shape.octets.length <= 2) {
    const rest = (octet: number) => Array.from({ length: 4 - shape.octets.length }, () => octet);
    return [0, 255].some((octet) => parse([...shape.octets, ...rest(octet)].join(".")).range() === "unicast");
  }
  if (shape.kind === "ipv6" && shape.groups.length === 1) {
    const first = (shape.groups[0] ?? 0).toString(16);
    return parse(`${first}:ffff::1`).range() === "unicast";
  }
  return false;
}

const lines: EntryRule = {
  meta: {
    code: "relay-wide-network",
    relaying: true,
    title: "Relaying is granted to a public network of millions of addresses",
    severity: "error",
    kinds: ["access", "class"],
    fix: "narrows",
    versions: ">=8.9",
    guidance: "anti-spam",
    sources: ['cf/README, section "Anti-spam configuration control"', "RFC 1918", "RFC 6890"],
  },
  concerns: ({ shape, action }) => (shape === "ipv4" || shape === "ipv6") && (action === "relay" || action === "none"),
  checkEntry(entry, context, report) {
    const side = grantOf(entry, context);
    if (side === undefined || side === "recipient" || !isPublicNetwork(entry.shape)) return;
    const octets = entry.shape.kind === "ipv4" ? entry.shape.octets.length : 0;
    const size = octets === 1 ? "all 16,777,216 addresses" : octets === 2 ? "all 65,536 addresses" : "all addresses";
    report({
      span: entry.keySpan,
      ...(octets === 2 ? { severity: "information" as const } : {}),
      message:
        octets === 2
          ? `Relaying is granted to ${size} that start with ${entry.key}.\nThey may send mail to anywhere through this server. Unless all of them are yours, write the prefix of your own network instead, such as 192.0.2.`
          : `This is an open relay for ${size} that start with ${entry.key}.\nThey may send mail to anywhere through this server, and nearly all of them belong to strangers. Write the prefix of your own network instead, such as 192.0.2.`,
      fixes: () => lineFixes(entry, context.document, octets === 2 ? "asks" : "narrows"),
    });
  },
};

export const rule = withMembers(lines, "remove");
