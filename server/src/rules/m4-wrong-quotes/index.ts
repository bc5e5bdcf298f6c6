// 'x', “x”, "x" where m4 wants `x'.
import type { CallArgument, MacroCall } from "../../m4/types.ts";
import type { MailSite } from "../../site/types.ts";
import { replacement } from "../edits.ts";
import type { Report, SiteRule } from "../types.ts";

/** Pairs that people take for quotes. */
const PAIRS = ["''", '""', "‘’", "“”", "’’", "´´", "``", "´'", "‘'", "`’", "`´"];

export const rule: SiteRule = {
  meta: {
    code: "m4-wrong-quotes",
    title: "Quotes other than m4's become part of the value",
    severity: "error",
    kinds: ["mc"],
    fix: "asks",
    versions: "*",
    guidance: "readme",
    sources: [
      'cf/README, "A brief introduction to m4"',
      "seen with m4: cannot open 'x'.m4; define('X','y') sets nothing",
    ],
  },
  check(site, report) {
    const mc = site.mc;
    if (mc === undefined) return;
    const calls = [
      ...mc.config.uses.filter(({ implied }) => !implied),
      ...mc.config.settings.filter(({ implied }) => !implied),
    ];
    for (const call of new Set(calls.map((use) => use.call))) {
      reportCut(site, call, report);
      // In a value, quotes of other kinds may be meant; in a name they never are.
      for (const argument of call.args.slice(0, 1).filter(isWronglyQuoted)) {
        const text = site.document(argument.span.source)?.getText();
        // What m4's own quotes hold was quoted on purpose.
        const isBare = ({ span }: CallArgument) => text?.[span.start] !== "`";
        if (text === undefined || !isBare(argument)) continue;
        const written = ({ span }: CallArgument) => `\`${text.slice(span.start + 1, span.end - 1)}'`;
        const alike = ({ text: value }: CallArgument) => value[0] !== '"' || argument.text[0] === '"';
        const all = call.args.filter((one) => isWronglyQuoted(one) && isBare(one) && alike(one));
        const changes = all.map((one) => ({ span: one.span, newText: written(one) }));
        report({
          span: argument.span,
          message:
            `These are not m4's quotes, so they become part of the value.\nm4 quotes with \` before and ' after. ${call.name} gets ${text.slice(argument.span.start, argument.span.end)}, quotes included, and does not know that name. ` +
            `Write ${written(argument)}.`,
          fixes: () => [
            {
              title: `${all.length === 1 ? `Write ${written(argument)}` : "Write m4's quotes"}: ${call.name} takes effect`,
              grade: "asks",
              preferred: true,
              changes,
            },
          ],
        });
      }
    }
  },
};

/** Apostrophes around a value with commas: they do not hold it together, so the commas cut it. */
function reportCut(site: MailSite, { name, args }: MacroCall, report: Report): void {
  const [first] = args;
  const text = first && site.document(first.span.source)?.getText();
  if (first === undefined || text === undefined || text[first.span.start] !== "'" || /'$/.test(first.text)) return;
  const last = args.find((one, at) => at > 0 && text[one.span.start] !== "`" && one.text.trimEnd().endsWith("'"));
  if (last === undefined || last.span.source !== first.span.source || last.span.end <= first.span.end) return;
  const span = { ...first.span, end: last.span.end };
  const written = `\`${text
    .slice(span.start + 1, span.end)
    .trimEnd()
    .slice(0, -1)}'`;
  report({
    span,
    message: `These are not m4's quotes, so the commas split the value.\nm4 quotes with \` before and ' after. The first argument that ${name} gets is "${first.text}". Write ${written}.`,
    fixes: () => [replacement(`Write ${written}: ${name} gets the whole value`, span, written)],
  });
}

function isWronglyQuoted({ text }: CallArgument): boolean {
  return text.length > 2 && PAIRS.includes(text.charAt(0) + text.charAt(text.length - 1));
}
