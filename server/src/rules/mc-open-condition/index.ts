// `$?x text` without the `$.` that ends it, and `$|` or `$.` without a `$?`, in texts that sendmail fills in.
import { catalog } from "../../catalog/index.ts";
import type { Value } from "../../m4/types.ts";
import { valueIn } from "../../mc/cf-lines.ts";
import type { CfLine } from "../../mc/types.ts";
import type { MailSite } from "../../site/types.ts";
import type { Span } from "../../text.ts";
import { settingsOf } from "../facts/site-settings.ts";
import { isCall } from "../facts/stray-text.ts";
import type { SiteRule } from "../types.ts";

export const rule: SiteRule = {
  meta: {
    code: "mc-open-condition",
    title: "A condition that is not closed, or the end of one that is not open",
    severity: "warning",
    kinds: ["mc", "cf"],
    fix: "none",
    versions: "*",
    guidance: "operations",
    sources: [
      'Operations guide, section "D -- Define Macro"',
      "seen in the greeting of a session: without a value for the macro, an open $? leaves out the rest; a stray $| or $. becomes a control character",
    ],
  },
  check(site, report) {
    for (const { value, span } of templates(site)) {
      const fault = faultOf(value.text);
      if (fault === undefined) continue;
      const { exact } = value;
      const { at, length } = fault;
      report({
        span: exact === undefined ? span : { ...exact, start: exact.start + at, end: exact.start + at + length },
        message:
          fault.name === undefined
            ? `"${value.text.slice(at, at + length)}" belongs to a condition, and no "$?" comes before it.\nsendmail puts a control character in its place, and the text around it is always there. Write "$?" and the name of a macro where the condition begins.`
            : `No "$." ends the condition that "$?${fault.name.length > 20 ? "" : fault.name}" begins.\nWhile the macro has no value, sendmail leaves out everything from here to the end of the text. Write "$." where the condition ends.`,
      });
    }
  },
};

/** The first fault of a text: `name` is the macro of a condition that is open at the end. Undefined for none. */
function faultOf(
  text: string,
): { readonly at: number; readonly length: number; readonly name: string | undefined } | undefined {
  const open: { readonly at: number; readonly length: number; readonly name: string }[] = [];
  for (const { 0: sign, 1: name, index: at } of text.matchAll(/\$(?:\$|\?(\{\w*\}|[\s\S]?)|[|.])/g)) {
    if (sign === "$$") continue;
    if (name !== undefined) open.push({ at, length: sign.length, name });
    else if (open.length === 0) return { at, length: sign.length, name: undefined };
    else if (sign === "$.") open.pop();
  }
  return open[0];
}

interface Template {
  readonly value: Value;
  /** Where the value has no place of its own. */
  readonly span: Span;
}

/** The texts of a site that sendmail fills in: some options, and the values of headers and macros. */
function templates(site: MailSite): readonly Template[] {
  const { mc, cf } = site;
  const settings = settingsOf(site).flatMap(({ name, value, span, exact }): readonly Template[] => {
    const record = catalog.get("option", name) ?? catalog.get("define", name);
    const isText = record?.type === "template" || record?.cf?.kind === "macro" || record?.cf?.kind === "header";
    return isText ? [{ value: { text: value, exact }, span }] : [];
  });
  if (mc !== undefined) return [...settings, ...ownLines(site, mc.config.cfLines)];
  const lines = (cf?.config.lines ?? []).filter(({ command }) => command === "D" || command === "H");
  const texts = lines.flatMap(({ span }): readonly Template[] => {
    const text = cf?.document.slice(span.start, span.end) ?? "";
    return [{ value: { text, exact: span }, span }];
  });
  // What a D line gives is among the settings, too.
  return [
    ...settings.filter(({ span }) => !lines.some((line) => line.span.start <= span.start && span.end <= line.span.end)),
    ...texts,
  ];
}

/** The lines of headers and macros that a .mc writes itself, each with the lines that continue it. */
function ownLines(site: MailSite, lines: readonly CfLine[]): readonly Template[] {
  return lines.flatMap((line, at): readonly Template[] => {
    if ((line.kind !== "D" && line.kind !== "H") || line.section === "stray") return [];
    if (isCall(line.text) || !site.has(line.span.source)) return [];
    const next = lines.slice(at + 1);
    const end = next.findIndex(({ kind }) => kind !== "continuation");
    const more = next.slice(0, end === -1 ? undefined : end).map(({ text }) => text);
    const value = valueIn(line, 0, line.text.length);
    return [
      {
        value: more.length === 0 ? value : { text: [line.text, ...more].join("\n"), exact: undefined },
        span: line.span,
      },
    ];
  });
}
