// More arguments than a macro takes: usually a value with commas that was not quoted.
import { replacement } from "../edits.ts";
import { m4Rule } from "../m4-rule.ts";

export const rule = m4Rule(
  {
    code: "m4-excess-arguments",
    title: "A macro gets more arguments than it takes, and m4 ignores the rest",
    severity: "error",
    kinds: ["mc"],
    fix: "asks",
    versions: "*",
    sources: ["GNU m4 manual, Macro arguments", "seen with m4: excess arguments to builtin `define' ignored"],
  },
  ["too-many-arguments"],
  ({ call }) =>
    `${call?.name ?? "This macro"} takes fewer arguments: m4 ignores the extra ones.\nOnly the part before the comma counts. Quote a value that contains commas as a whole. ` +
    "Put ` before it and ' after it.",
  ({ call }, site) => {
    const [, second] = call?.args ?? [];
    const last = call?.args.at(-1);
    const text = site.document(call?.span.source ?? "")?.getText();
    if (call?.name !== "define" || second === undefined || last === undefined || text === undefined) return [];
    const span = { ...second.span, end: last.span.end };
    const written = text.slice(span.start, span.end);
    if (second.span.source !== call.span.source || span.end <= span.start) return [];
    return [
      replacement("Quote the whole value: all of it takes effect", span, `\`${written.replace(/[`']/g, "")}'`, "asks"),
    ];
  },
);
