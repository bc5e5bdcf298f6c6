// RELAY for gmail.com and its like.
import { isMailProvider } from "../../catalog/strangers.ts";
import { lineFixes } from "../edits/table-edits.ts";
import { withMembers } from "../shapes/class-members.ts";
import type { EntryRule } from "../types.ts";
import { grantOf, grantText } from "../values/grants.ts";

const lines: EntryRule = {
  meta: {
    code: "relay-free-mail",
    relaying: true,
    title: "Relaying is granted for the domain of a mail provider",
    severity: "error",
    kinds: ["access", "class"],
    fix: "narrows",
    versions: ">=8.9",
    guidance: "anti-spam",
    sources: ['cf/README, section "Anti-spam configuration control"'],
  },
  concerns: ({ shape, action }) => shape === "domain" && (action === "relay" || action === "none"),
  checkEntry(entry, context, report) {
    const side = grantOf(entry, context);
    if (side === undefined || entry.shape.kind !== "domain" || !isMailProvider(entry.shape.name)) return;
    const { name } = entry.shape;
    report({
      span: entry.keySpan,
      message:
        `${name} belongs to a large provider, whose users are strangers.\nThis line ${grantText(side, name)}. ` +
        "Remove the line: mail that your own users send to it needs no RELAY here.",
      fixes: () => lineFixes(entry, context.document, "narrows"),
    });
  },
};

export const rule = withMembers(lines, "remove");
