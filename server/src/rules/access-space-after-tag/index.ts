// A space after a tag: the tag alone becomes the key, and the real key a part of the value.
import { catalog } from "../../catalog/index.ts";
import { parseAction } from "../../tables/action.ts";
import type { TableEntry } from "../../tables/types.ts";
import { effectOf } from "../edits/effects.ts";
import { splitKey } from "../facts/access-words.ts";
import type { EntryRule, Report } from "../types.ts";

/** A tag without its colon, where the value begins with it: `Connect :192.0.2.7 RELAY`. */
function checkSign(entry: TableEntry, report: Report): void {
  if (!entry.value.startsWith(":") || catalog.get("access-tag", `${entry.key}:`) === undefined) return;
  const gap = { source: entry.keySpan.source, start: entry.keySpan.end, end: entry.valueSpan.start };
  const rest = entry.value.slice(1).split(/\s/, 1)[0] ?? "";
  report({
    span: { ...gap, start: entry.keySpan.start, end: entry.valueSpan.start + 1 + rest.length },
    message: `This line says nothing about ${rest === "" ? "any client" : rest}: the key ends at the first space.\nThe key is only "${entry.key}", and "${entry.value}" is the value. Remove the space before the colon.`,
    fixes: () => [
      {
        title: `Remove the space before the colon: the line is then about ${rest === "" ? "all" : rest}`,
        grade: "asks",
        preferred: true,
        changes: [{ span: gap, newText: "" }],
      },
    ],
  });
}

export const rule: EntryRule = {
  meta: {
    code: "access-space-after-tag",
    title: "A space after a tag: the line does not apply to the name or address in it",
    severity: "error",
    kinds: ["access"],
    fix: "asks",
    versions: ">=8.10",
    guidance: "anti-spam",
    sources: ["makemap(8)", "seen with makemap: the key ends at the first space"],
  },
  concerns: ({ tag, shape, action }) =>
    (tag !== "" && shape === "empty") || (tag === "" && shape === "domain" && action === "text"),
  checkEntry(entry, context, report) {
    if (entry.tag === "") {
      checkSign(entry, report);
      return;
    }
    const meant = splitKey(entry);
    if (meant === undefined) return;
    const { tag, tagSpan, valueSpan } = entry;
    const { key, value } = meant;
    const gap = { source: tagSpan.source, start: tagSpan.end + 1, end: valueSpan.start };
    const effect = effectOf(entry, context, key, { action: parseAction(value, tag) });
    report({
      span: { ...gap, start: tagSpan.start, end: valueSpan.start + key.length },
      message: `This line says nothing about ${key}: the key ends at the first space.\nThe key is only "${tag}:", and "${entry.value}" is the value. Remove the space after ${tag}:.`,
      fixes: () => [
        {
          title: `Remove the space after ${tag}: ${effect}`,
          grade: "asks",
          preferred: true,
          changes: [{ span: gap, newText: "" }],
        },
      ],
    });
  },
};
