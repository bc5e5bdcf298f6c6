// `define (`: with a space before the parenthesis it is not a call, or one without arguments.

import type { MailSite } from "../../site/types.ts";
import type { Span } from "../../text.ts";
import { mayRelay } from "../edits/effects.ts";
import { strayTexts } from "../facts/stray-text.ts";
import type { SiteRule } from "../types.ts";

/** Calls without arguments that have a parenthesis after some spaces. */
function separated(site: MailSite): readonly { readonly name: string; readonly span: Span; readonly gap: Span }[] {
  const mc = site.mc;
  if (mc === undefined) return [];
  return mc.config.uses.flatMap(({ call }) => {
    const text = site.document(call.nameSpan.source)?.getText();
    if (call.hasArguments || text === undefined) return [];
    const gap = /^[ \t]+(?=\()/.exec(text.slice(call.nameSpan.end, call.nameSpan.end + 80))?.[0];
    if (gap === undefined) return [];
    const { source, end } = call.nameSpan;
    return [{ name: call.name, span: call.nameSpan, gap: { source, start: end, end: end + gap.length } }];
  });
}

export const rule: SiteRule = {
  meta: {
    code: "m4-space-before-parenthesis",
    title: "A space between a macro's name and its parenthesis: m4 sees no arguments",
    severity: "error",
    kinds: ["mc"],
    fix: "asks",
    versions: "*",
    sources: ["GNU m4 manual, Invocation", "seen with m4: define ( becomes plain text, FEATURE ( opens no file"],
  },
  check(site, report) {
    const stray = strayTexts(site).filter((found) => found.kind === "space");
    for (const { name, span, gap } of [...separated(site), ...stray]) {
      report({
        span: { ...span, end: gap.end },
        message:
          `Because of the space, m4 gives ${name} no arguments.\nThe parenthesis has to come right after the name. The text in parentheses lands in the .cf, where sendmail refuses it. ` +
          "Remove the space.",
        fixes: () => [
          {
            title: `Remove the space: ${name} takes effect${mayRelay(name)}`,
            grade: "asks",
            preferred: true,
            changes: [{ span: gap, newText: "" }],
          },
        ],
      });
    }
  },
};
