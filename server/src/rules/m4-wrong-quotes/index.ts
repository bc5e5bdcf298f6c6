// 'x', “x”, "x" where m4 needs `x'.
import { catalog, settingRecord, type ValueType } from "../../catalog/index.ts";
import type { CallArgument, MacroCall } from "../../m4/types.ts";
import type { MailSite } from "../../site/types.ts";
import { replacement } from "../edits/edits.ts";
import { mayRelay } from "../edits/effects.ts";
import type { Report, SiteRule } from "../types.ts";

/** Pairs that people take for quotes. */
const PAIRS = ["''", '""', "‘’", "“”", "’’", "´´", "``", "´'", "‘'", "`’", "`´", "′′", "`′", "＇＇", "«»", "‚‘", "‚’"];

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
    ].map((use) => use.call);
    const builtins = mc.config.expansion.calls.filter(({ name }) => ASKING.has(name) || name === "ifelse");
    for (const call of new Set([...calls, ...builtins])) {
      const isBuiltin = ASKING.has(call.name) || call.name === "ifelse";
      if (!isBuiltin && !reportCut(site, call, report)) {
        reportHalf(site, call, report);
        reportApostrophe(site, call, report);
      }
      // In a value, double quotes may be meant; in a name they never are.
      const [wrong] = isBuiltin
        ? wrongNames(call)
        : call.args.filter((one, at) => isWronglyQuoted(one) && isNeverMeant(call, one, at));
      for (const argument of wrong === undefined ? [] : [wrong]) {
        const text = site.document(argument.span.source)?.getText();
        // What m4's own quotes hold was quoted on purpose.
        const isBare = ({ span }: CallArgument) => text?.[span.start] !== "`";
        if (text === undefined || !isBare(argument)) continue;
        const written = ({ span }: CallArgument) => `\`${text.slice(span.start + 1, span.end - 1)}'`;
        const alike = ({ text: value }: CallArgument) => value[0] !== '"' || argument.text[0] === '"';
        const all = call.args.filter((one) => isWronglyQuoted(one) && isBare(one) && alike(one));
        const changes = all.map((one) => ({ span: one.span, newText: written(one) }));
        if (isDropped(call, argument)) {
          report({
            span: argument.span,
            severity: "information",
            message: `These are not m4's quotes: sendmail drops them, but m4 does not.\nFor m4 a comma ends the value, and names of macros in it are replaced. Write ${written(argument)}.`,
            fixes: () => [
              { title: `Write ${written(argument)}: nothing changes`, grade: "asks", preferred: true, changes },
            ],
          });
          continue;
        }
        report({
          span: argument.span,
          message:
            `These are not m4's quotes, so they become part of the value.\nm4 quotes with \` before and ' after. ${call.name} gets ${text.slice(argument.span.start, argument.span.end)}, quotes included${noteOn(call, argument)}. ` +
            `Write ${written(argument)}.`,
          fixes: () => [
            {
              title: `${all.length === 1 ? `Write ${written(argument)}` : "Write m4's quotes"}: ${call.name} takes effect${mayRelay(`${call.name} ${call.args[0]?.text}`)}`,
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

/** What follows for the call, as the end of a sentence. */
function noteOn({ name, args }: MacroCall, argument: CallArgument): string {
  if (name === "ifelse") return ", which equals no text without them";
  if (name === "sinclude") return ", and no file has this name";
  if (ASKING.has(name)) return ", and no macro has this name";
  return argument === args[0] ? ", which is not a name that it has" : "";
}

/** Macros of m4 that ask for something by its name, of which nothing else is reported here. */
const ASKING: ReadonlySet<string> = new Set(["ifdef", "defn", "popdef", "sinclude"]);

/** What a macro of m4 compares or asks for in quotes that are not m4's: no name has them, and no text without them equals it. */
function wrongNames({ name, args }: MacroCall): readonly CallArgument[] {
  if (name !== "ifelse") return args.slice(0, 1).filter(isWronglyQuoted);
  return args.flatMap((one, at): readonly CallArgument[] => {
    const other = args[at + 1];
    if (at % 3 !== 0 || other === undefined || args.length < at + 3) return [];
    const pair = [one, other].filter(isWronglyQuoted);
    const [first, second] = pair;
    return first === undefined || (second !== undefined && first.text[0] === second.text[0]) ? [] : pair.slice(0, 1);
  });
}

/** True for double quotes around a value that becomes a D line of the .cf, where sendmail drops them (seen with sendmail -bt). */
function isDropped({ name, args }: MacroCall, argument: CallArgument): boolean {
  const [first] = args;
  if (first === undefined || argument.text[0] !== '"') return false;
  if (name === "MASQUERADE_AS") return argument === first;
  const record = name === "define" && argument !== first ? settingRecord(first.text) : undefined;
  return record !== undefined && "cf" in record && record.cf?.kind === "macro";
}

/** Types of values in which double quotes may be meant. */
const MAY_BE_QUOTED: ReadonlySet<ValueType> = new Set(["text", "template", "command", "list"]);

/** True where quotes around an argument are none that sendmail reads: any but double ones, and those too around a value of a plain type. */
function isNeverMeant({ name, args }: MacroCall, { text }: CallArgument, at: number): boolean {
  if (at === 0 || text[0] !== '"') return true;
  const [first] = args;
  if (first === undefined) return false;
  const setting = name === "define" ? settingRecord(first.text) : undefined;
  if (setting?.kind === "option" || setting?.kind === "define") return !MAY_BE_QUOTED.has(setting.type);
  const list =
    name === "FEATURE" ? catalog.get("feature", first.text)?.arguments : catalog.get("macro", name)?.arguments;
  const type = list?.[name === "FEATURE" ? at - 1 : at]?.type;
  return type !== undefined && !MAY_BE_QUOTED.has(type);
}

/** A quote at one end of a name only, or a backslash before m4's: a web page or a shell took the other away. */
function reportHalf(site: MailSite, call: MacroCall, report: Report): void {
  const [first] = call.args;
  const text = first && site.document(first.span.source)?.getText();
  if (first === undefined || text === undefined || isWronglyQuoted(first)) return;
  const half = /^[^`'"‘’“”´\\]+['’´”"]$|^['"‘“´][^`'"‘’“”´]+$|^\\[^`'"‘’“”´]+['’]?$/;
  if (!half.test(first.text)) return;
  const changes = call.args.flatMap((one) => {
    const written = text.slice(one.span.start, one.span.end);
    const plain = written.trim().replace(/^[\\`'"‘’“”´]+|[`'"‘’“”´\\]+$/g, "");
    return one.span.source === first.span.source && !/[`'"‘’“”´,()]/.test(plain)
      ? [{ span: one.span, newText: `\`${plain}'` }]
      : [];
  });
  const wanted = changes[0]?.newText ?? "`name'";
  report({
    span: first.span,
    message: `The quotes around this argument are not a pair of m4's \` and '.\n${call.name} gets "${first.text}", which is not a name that it has${text[first.span.start] === "\\" ? ": a backslash means nothing to m4" : ""}. Write ${wanted}.`,
    fixes: () =>
      changes.length === call.args.length
        ? [
            {
              title: `Write m4's quotes: ${call.name} takes effect${mayRelay(`${call.name} ${call.args[0]?.text}`)}`,
              grade: "asks",
              preferred: true,
              changes,
            },
          ]
        : [],
  });
}

/** Types of arguments in which no apostrophe is meant, and of which no other rule says so. */
const WITHOUT_QUOTES: ReadonlySet<ValueType | undefined> = new Set<ValueType>(
  "choice map number words flags user address time size".split(" ") as ValueType[],
);

/** FEATURE(`delay_checks', `friend''): of two apostrophes the first ends the argument, and the second is a part of it. */
function reportApostrophe(site: MailSite, { name, args }: MacroCall, report: Report): void {
  const types = name === "FEATURE" ? catalog.get("feature", args[0]?.text ?? "")?.arguments : undefined;
  for (const [at, { text, span }] of (types === undefined ? [] : args).entries()) {
    const written = site.document(span.source)?.slice(span.start, span.end) ?? "";
    if (at === 0 || !WITHOUT_QUOTES.has(types?.[at - 1]?.type) || !/^`[^`']+''$/.test(written)) continue;
    report({
      span,
      message: `One apostrophe too many: it becomes part of the argument.\n${name} gets "${text}". Write ${written.slice(0, -1)}.`,
      fixes: () => [
        replacement(`Write ${written.slice(0, -1)}: ${name} gets the plain value`, span, written.slice(0, -1), "asks"),
      ],
    });
  }
}

/** Apostrophes around a value with commas: they do not hold it together, so the commas cut it. */
function reportCut(site: MailSite, { name, args }: MacroCall, report: Report): boolean {
  const [first] = args;
  const text = first && site.document(first.span.source)?.getText();
  if (first === undefined || text === undefined || text[first.span.start] !== "'" || /'$/.test(first.text))
    return false;
  const last = args.find((one, at) => at > 0 && text[one.span.start] !== "`" && one.text.trimEnd().endsWith("'"));
  if (last === undefined || last.span.source !== first.span.source || last.span.end <= first.span.end) return false;
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
  return true;
}

function isWronglyQuoted({ text }: CallArgument): boolean {
  return text.length > 2 && PAIRS.includes(text.charAt(0) + text.charAt(text.length - 1));
}
