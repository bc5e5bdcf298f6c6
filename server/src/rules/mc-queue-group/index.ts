// The options of a queue group: a folder that sendmail does not take, and numbers that are none.
import type { Value } from "../../m4/types.ts";
import { valueIn } from "../../mc/cf-lines.ts";
import type { KeyValue } from "../../mc/types.ts";
import { keyValues, queueKeys } from "../../mc/values/key-values.ts";
import { withoutComment } from "../../mc/values/places.ts";
import type { MailSite } from "../../site/types.ts";
import type { Span } from "../../text.ts";
import { replacement } from "../edits/edits.ts";
import { placeOf } from "../facts/feature-use.ts";
import { valueInForce } from "../facts/site-settings.ts";
import { isStrayText } from "../facts/stray-text.ts";
import type { Finding, SiteRule } from "../types.ts";

/** Keys whose values sendmail reads up to the first sign that is not a digit. */
const NUMBERS: ReadonlySet<string> = new Set(["Runners", "Jobs", "Nice", "recipients"]);

export const rule: SiteRule = {
  meta: {
    code: "mc-queue-group",
    title: "A queue group with a folder or a number that sendmail does not take",
    severity: "error",
    kinds: ["mc", "cf"],
    fix: "asks",
    versions: ">=8.12",
    guidance: "operations",
    sources: [
      'Operations guide, section "Q -- Queue Group Declaration"',
      'seen with sendmail -bp: "QueuePath slow not absolute", "not subpath of QueueDirectory", "can not opendir(/q/slow; I=5m)"; R=two starts no runner',
    ],
  },
  check(site, report) {
    for (const { list, span } of groups(site))
      for (const entry of keyValues(list, queueKeys)) {
        const wrong = wrongEntry(site, entry, span);
        if (wrong !== undefined) report(wrong);
      }
  },
};

interface Group {
  readonly list: Value;
  readonly span: Span;
}

function groups(site: MailSite): readonly Group[] {
  const { mc, cf } = site;
  if (mc === undefined)
    return [...(cf?.document.getText() ?? "").matchAll(/(?<![^\n])Q[^,\s]+,([^\n]*)/g)].map((line) => {
      const [whole, text = ""] = line;
      const end = line.index + whole.length;
      const exact = { source: cf?.uri ?? "", start: end - text.length, end };
      return { list: withoutComment({ text, exact }), span: exact };
    });
  const { config } = mc;
  const written = config.macros.flatMap((use): readonly Group[] => {
    const list = use.args[1];
    return use.name !== "QUEUE_GROUP" || use.implied || list === undefined || /[`'"]/.test(list.text)
      ? []
      : [{ list, span: placeOf(site, use) }];
  });
  const lines = config.cfLines.flatMap((line): readonly Group[] => {
    const head = line.kind === "Q" && !isStrayText(site, line) ? /^Q[^,\s]+,/.exec(line.text)?.[0].length : undefined;
    return head === undefined ? [] : [{ list: withoutComment(valueIn(line, head, line.text.length)), span: line.span }];
  });
  return [...written, ...lines].filter(({ span }) => site.has(span.source));
}

function wrongEntry(site: MailSite, { means, key, value, valueSpan }: KeyValue, span: Span): Finding | undefined {
  const text = value.trim();
  if (text === "" || /[$`'"]|\{\{/.test(text)) return undefined;
  const place = valueSpan !== undefined && site.has(valueSpan.source) ? valueSpan : undefined;
  const swallowed = /;?\s+(?=\w+=)|;(?=\w+=)/;
  if (swallowed.test(text)) {
    const meant = text.replace(new RegExp(swallowed, "g"), ", ");
    return {
      span: place ?? span,
      message: `A comma is missing between two options of this queue group.\nsendmail takes "${text}" for the value of ${key}. Write ${key}=${meant}.`,
      fixes: () => (place === undefined ? [] : [replacement(`Write ${meant}: each takes effect`, place, meant)]),
    };
  }
  if (NUMBERS.has(means) && !/^-?\d+$/.test(text))
    return {
      span: place ?? span,
      severity: "warning",
      message: `sendmail reads "${text}" as ${/^-?\d+/.exec(text)?.[0] ?? "0"}: ${means} is a number.\nIt stops at the first sign that is not a digit. Write a plain number.`,
    };
  const unknown = means === "Flags" ? [...new Set(text.replace(/\s/g, ""))].filter((letter) => letter !== "f") : [];
  if (unknown.length > 0)
    return {
      span: place ?? span,
      severity: "warning",
      message: `A queue group has no flag ${unknown.map((letter) => `"${letter}"`).join(", ")}, and sendmail silently ignores it.\nThe only flag is f: several runners then work on one queue. Write F=f, or leave F out.`,
    };
  return means === "Path" ? wrongPath(site, text, place ?? span, place) : undefined;
}

function wrongPath(site: MailSite, text: string, span: Span, exact: Span | undefined): Finding | undefined {
  const folder = (valueInForce(site, "QUEUE_DIR") ?? "/var/spool/mqueue")
    .trim()
    .replace(/\/[^/]*\*$/, "")
    .replace(/\/+$/, "");
  if (!folder.startsWith("/") || /[$*]/.test(folder)) return undefined;
  const meant = `${folder}/${text.replace(/^.*\/(?=.)/, "")}`;
  if (!text.startsWith("/"))
    return {
      span,
      message: `The path of this queue does not begin with a slash.\nsendmail says "QueuePath ${text} not absolute" and ends. Write ${meant}.`,
      fixes: () => (exact === undefined ? [] : [replacement(`Change it to ${meant}: the queue is used`, exact, meant)]),
    };
  if (text === folder || text.startsWith(`${folder}/`)) return undefined;
  return {
    span,
    message: `This queue is not below ${folder}, the folder of all queues.\nsendmail says "not subpath of QueueDirectory" and ends. Write a folder below it, such as ${meant}, and create it.`,
  };
}
