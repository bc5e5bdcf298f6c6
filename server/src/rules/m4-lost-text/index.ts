// FEATURE(a)dnl FEATURE(b), RELAY_DOMAIN(a) RELAY_DOMAIN(b): the rest of the line is never read.
import { catalog } from "../../catalog/index.ts";
import { lineBounds, lineEndOf } from "../edits/edits.ts";
import { mayRelay } from "../edits/effects.ts";
import type { SiteRule } from "../types.ts";

/** A call, a further argument, or names and nothing else: no comment, but something that was to take effect. */
function isMeant(lost: string): boolean {
  if (/(?:[A-Z][A-Z_]{2,}|define)\(|^,?[ \t]*`[^']|^,[ \t]*[\w.]/.test(lost)) return true;
  const words = lost.split(/[\s,;]+/).filter((word) => word !== "");
  return words.length > 0 && words.every((word) => NAME.test(word));
}

/** A domain, an address or a path. */
const NAME = /^\/?[\w-]+(?:[.@/][\w-]+)+$/;

export const rule: SiteRule = {
  meta: {
    code: "m4-lost-text",
    title: "What follows dnl, or a macro that ends the line, is never read",
    severity: "warning",
    kinds: ["mc"],
    fix: "safe",
    versions: "*",
    sources: ["GNU m4 manual, dnl", "seen with m4: FEATURE(a)dnl FEATURE(b) loses b"],
  },
  check(site, report) {
    const mc = site.mc;
    if (mc === undefined) return;
    const text = mc.document.getText();
    for (const { span, why } of mc.config.expansion.dead) {
      if (why !== "dnl" || span.source !== mc.uri) continue;
      // Only right after a call that took effect: a line that starts with dnl was switched off on purpose.
      if (text[span.start - 1] !== ")") continue;
      const rest = text.slice(span.start, lineBounds(mc.document, span.start).end);
      if (!rest.startsWith("dnl")) {
        reportSwallowed(span.start, rest);
        continue;
      }
      const lost = /^dnl[ \t,;.:)]+([A-Z][A-Z_]+|define)(?=\()/.exec(rest);
      const [found = "", name = ""] = lost ?? [];
      if (lost === null || (catalog.get("macro", name) ?? catalog.get("builtin", name)) === undefined) continue;
      const start = span.start + found.length - name.length;
      report({
        span: { source: mc.uri, start, end: start + name.length },
        message: `m4 never reads this ${name}: dnl ends the line.\nTo make it take effect, put it on a line of its own.`,
        fixes: () => [
          {
            title: `Put it on a line of its own: ${name} takes effect${mayRelay(rest)}`,
            grade: "asks",
            preferred: true,
            changes: [
              {
                span: { source: mc.uri, start: start - (found.length - name.length - 3), end: start },
                newText: lineEndOf(mc.document),
              },
            ],
          },
        ],
      });
    }

    /** What follows a macro whose own text ends in dnl. */
    function reportSwallowed(start: number, rest: string): void {
      const [, gap = "", lost = ""] = /^([ \t]*)(.*?)[ \t]*$/s.exec(rest) ?? [];
      const isComment = lost === "" || lost.startsWith("#") || /^dnl(?![A-Za-z0-9_])/.test(lost);
      const isGlued = gap === "" && /^[\w.]/.test(lost);
      if (mc === undefined || isComment || (!isGlued && !isMeant(lost))) return;
      const name = /(\w+)\([^()]*\)$/.exec(text.slice(0, start))?.[1] ?? "The macro";
      const place = { source: mc.uri, start: start + gap.length, end: start + gap.length + lost.length };
      const isCall = /^(?:[A-Z][A-Z_]{2,}|define)\(/.test(lost);
      report({
        span: place,
        message: `The rest of this line is lost: ${name} ends the line for m4.\nThe library's macro ends in a dnl of its own, so "${lost.length > 50 ? `${lost.slice(0, 47)}...` : lost}" is never read. ${isCall ? "Put it on a line of its own" : "Remove it, or write what it was meant to be on a line of its own"}.`,
        fixes: () => [
          isCall
            ? {
                title: `Put it on a line of its own: it takes effect${mayRelay(lost)}`,
                grade: "asks",
                preferred: true,
                changes: [{ span: { ...place, start, end: place.start }, newText: lineEndOf(mc.document) }],
              }
            : {
                title: "Remove it: nothing changes",
                // What was to take effect is not thrown away unseen.
                grade: isMeant(lost) ? "asks" : "safe",
                preferred: true,
                changes: [{ span: { ...place, start, end: place.end }, newText: "" }],
              },
        ],
      });
    }
  },
};
