// A space after a tag: the tag alone becomes the key, and the real key a part of the value.
import { parseAction } from "../../tables/action.ts";
import { splitKey } from "../access-words.ts";
import { effectOf } from "../effects.ts";
import type { EntryRule } from "../types.ts";

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
  concerns: ({ tag, shape }) => tag !== "" && shape === "empty",
  checkEntry(entry, context, report) {
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
