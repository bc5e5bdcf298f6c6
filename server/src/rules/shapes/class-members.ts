// The words that a .mc, or a .cf without one, puts into class R by itself (RELAY_DOMAIN, CR lines), judged by the rules about relay-domains.
import type { Value } from "../../m4/types.ts";
import type { ClassMembers } from "../../mc/types.ts";
import type { MailSite } from "../../site/types.ts";
import { NO_ACTION } from "../../tables/action.ts";
import { foldText } from "../../tables/index.ts";
import { classifyKey } from "../../tables/key.ts";
import type { TableEntry } from "../../tables/types.ts";
import type { Span, TextDocument } from "../../text.ts";
import { removalFixes } from "../edits/edits.ts";
import { entryContext } from "../facts/entry-context.ts";
import type { EntryRule, Fix, Report, SiteRule } from "../types.ts";

/** How a member is fixed: taken out, or rewritten in place. */
type MemberFix = "remove" | "rewrite";

/** A rule about lines of relay-domains that also looks at the members which the .mc itself gives. */
export function withMembers(rule: EntryRule, fix: MemberFix): EntryRule & SiteRule {
  return {
    ...rule,
    meta: { ...rule.meta, kinds: ["mc", "cf", ...rule.meta.kinds] },
    check(site: MailSite, report: Report) {
      const judge = (word: string, span: Span, document: TextDocument, removal: () => readonly Fix[]) => {
        const context = entryContext({ kind: "class", className: "R", document }, site);
        rule.checkEntry(memberEntry(word, span, document), context, (finding) => {
          const fixes = () => (fix === "remove" ? removal() : inPlace(finding.fixes?.() ?? []));
          report({ ...finding, message: finding.message.replaceAll("this line", "this"), fixes });
        });
      };
      const { cf } = site;
      if (site.mc === undefined && cf !== undefined)
        for (const { word, span } of cf.config.classes.get("R")?.members.values() ?? [])
          if (span !== undefined && span.source === cf.uri) judge(word, span, cf.document, () => []);
      for (const members of site.mc?.config.classMembers("R") ?? []) {
        if (members.how.kind !== "words") continue;
        for (const word of members.how.words) {
          const { exact } = word;
          const document = exact && site.document(exact.source);
          if (exact === undefined || document === undefined) continue;
          judge(word.text, exact, document, () => removal(site, members, word, document));
        }
      }
    },
  };
}

/** A member as the line of a class file that would mean the same. */
function memberEntry(key: string, span: Span, document: TextDocument): TableEntry {
  const { source, start, end } = span;
  return {
    line: document.positionAt(start).line,
    lastLine: document.positionAt(start).line,
    headLine: document.positionAt(start).line,
    tag: "",
    key,
    beforeColon: key,
    lookup: foldText(key),
    value: "",
    hasValue: true,
    stored: "",
    tagSpan: { source, start, end: start },
    keySpan: span,
    valueSpan: { source, start: end, end },
    lineSpan: span,
    shape: classifyKey(key),
    action: NO_ACTION,
  };
}

/** What would be several lines of a file are several words here. */
function inPlace(fixes: readonly Fix[]): readonly Fix[] {
  return fixes.map((fix) => ({
    ...fix,
    changes: fix.changes.map(({ span, newText }) => ({ span, newText: newText.replace(/\r\n|\n|\r/g, " ") })),
  }));
}

/** Takes a member out: with its call where it is the only one, else with the space before it. */
function removal(site: MailSite, { how, call, by }: ClassMembers, word: Value, document: TextDocument): readonly Fix[] {
  const { exact } = word;
  if (how.kind !== "words" || exact === undefined) return [];
  if (how.words.length === 1)
    return call === undefined ? [] : removalFixes(site, call, `${by}(\`${word.text}')`, "narrows");
  const text = document.getText();
  const isFirst = how.words[0] === word;
  let { start, end } = exact;
  if (isFirst) while (/[ \t]/.test(text.charAt(end))) end++;
  else while (/[ \t]/.test(text.charAt(start - 1))) start--;
  const span = { source: exact.source, start, end };
  return [{ title: `Remove ${word.text}`, grade: "narrows", preferred: true, changes: [{ span, newText: "" }] }];
}
