// RELAY for com, co.uk, or a cloud provider's zone: whole trees of strangers.
import { ownerOf } from "../../tables/key.ts";
import { lineFixes } from "../edits/table-edits.ts";
import { withMembers } from "../shapes/class-members.ts";
import type { EntryRule } from "../types.ts";
import { grantOf, grantText } from "../values/grants.ts";

const lines: EntryRule = {
  meta: {
    code: "relay-public-suffix",
    relaying: true,
    title: "Relaying for a zone in which strangers register names",
    severity: "error",
    kinds: ["access", "class"],
    fix: "narrows",
    versions: ">=8.9",
    guidance: "anti-spam",
    sources: ['cf/README, section "Anti-spam configuration control"', "Public Suffix List"],
  },
  concerns: ({ shape, action }) => shape === "domain" && (action === "relay" || action === "none"),
  checkEntry(entry, context, report) {
    const side = grantOf(entry, context);
    if (side === undefined || entry.shape.kind !== "domain") return;
    const { name } = entry.shape;
    const owner = ownerOf(name);
    if (!owner.isPublicSuffix) return;
    const what = owner.isPrivateSuffix
      ? "a zone that gives names to strangers"
      : "a domain where anyone can register names";
    report({
      span: entry.keySpan,
      message:
        `"${name}" is ${what}.\nThis line ${grantText(side, `all of ${name}`)}. That is an open relay for everybody there. ` +
        "Name your own domains and networks instead.",
      fixes: () => lineFixes(entry, context.document, "narrows"),
    });
  },
};

export const rule = withMembers(lines, "remove");
