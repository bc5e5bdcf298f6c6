// "Who may relay?" as a page: who, to where, why with links to the lines, how bad.
import type { RelayReport } from "../protocol.ts";
import { type Exposure, exposureList, type Grade, policyOf, witnessText } from "../relay/index.ts";
import type { Problem } from "../rules/linter/lint.ts";
import { readAdvice } from "../site/obstacles.ts";
import { baseName, folderOf, pathOf } from "../site/paths.ts";
import type { MailSite } from "../site/types.ts";
import type { Span, TextDocument } from "../text.ts";
import { commandLink } from "./danger-links.ts";
import { code, markdownLink, markdownText } from "./markdown.ts";
import { COMMAND, PAGE_COMMAND } from "./promises.ts";
import { relayStatus } from "./relay-status.ts";

/** Rows of one grade that are written out; a map may hold a million grants. */
const MOST_ROWS = 200;

const GRADES: readonly {
  readonly grade: Grade;
  /** Says the same as the title, to the eye. */
  readonly icon: string;
  readonly title: string;
  readonly meaning: string;
}[] = [
  {
    grade: "open",
    icon: "✖",
    title: "Open to anyone",
    meaning: "Strangers may send mail to strangers. This is an open relay.",
  },
  {
    grade: "forgeable",
    icon: "⚠",
    title: "Open to anyone who forges a sender",
    meaning: "Anyone who claims the right sender may relay, and the client writes the sender.",
  },
  { grade: "wide", icon: "◆", title: "Wide", meaning: "More than may be meant. Fine only if all of it is yours." },
  { grade: "intended", icon: "✔", title: "As meant", meaning: "Grants to your own networks, names and users." },
];

/** The name that a file is spoken of by. */
export function fileName(uri: string): string {
  return baseName(uri);
}

/** A link to a place, as the report view and Markdown previews follow it. */
export function placeLink(site: MailSite, span: Span): string {
  const document = site.document(span.source);
  if (document === undefined) return markdownText(fileName(span.source));
  const { line, character } = document.positionAt(span.start);
  // A file of another folder may be the machine's own: the path says so.
  const isNear = folderOf(span.source) === folderOf(site.id);
  const name = isNear ? fileName(span.source) : pathOf(span.source);
  return markdownLink(`${name}:${line + 1}`, span.source, `L${line + 1},${character + 1}`);
}

/** What was found about relaying in a file, by line. */
export type RelayProblems = (uri: string) => ReadonlyMap<number, Problem>;

/** Those among the problems of a file. */
export function relayProblems(document: TextDocument, problems: readonly Problem[]): ReadonlyMap<number, Problem> {
  const found = new Map<number, Problem>();
  for (const problem of problems) {
    if (problem.meta.relaying !== true) continue;
    const { line } = document.positionAt(problem.span.start);
    if (!found.has(line)) found.set(line, problem);
  }
  return found;
}

/** The whole report of a site: to read anywhere, and as the page of the extension, whose rows have links that do something. */
export function relayReport(site: MailSite, problems: RelayProblems): RelayReport {
  const title = `Who may relay? ${fileName(site.id)}`;
  return { title, markdown: report(site, undefined), page: report(site, problems) };
}

/** @param problems undefined for a report without actions */
function report(site: MailSite, problems: RelayProblems | undefined): string {
  const list = exposureList(site);
  const name = fileName(site.id);
  const status = relayStatus(site);
  const parts = [
    `# Who may relay through ${markdownText(name)}?`,
    `**${status.text}.** ${status.detail}`,
    ...unknowns(site),
    ...GRADES.flatMap(({ grade, icon, title, meaning }) => {
      const count = list.count(grade);
      return count === 0
        ? []
        : [`## ${icon} ${title} (${count})`, meaning, table(site, first(MOST_ROWS, list.of(grade)), count, problems)];
    }),
    "## Always",
    "Programs on this host itself may relay, and so may users who authenticate with a mechanism named in TRUST\\_AUTH\\_MECH.",
  ];
  return `${parts.join("\n\n")}\n`.replace(/\uE000+/g, "…");
}

function unknowns(site: MailSite): readonly string[] {
  const { unknown } = policyOf(site);
  if (unknown.length === 0) return [];
  const lines = unknown.map(
    ({ text, span }) => `- ${markdownText(text)}${span === undefined ? "" : ` (${placeLink(site, span)})`}`,
  );
  return [
    "## Not known",
    `${exposureList(site).why.length > 0 ? "This list is not complete. " : ""}These parts of the configuration cannot be judged here and may change what is said below. The real server has the last word:`,
    lines.join("\n"),
    ...readAdvice(site.unreadable),
  ];
}

function first<T>(most: number, all: Iterable<T>): readonly T[] {
  const found: T[] = [];
  for (const one of all) {
    if (found.length === most) break;
    found.push(one);
  }
  return found;
}

/** The first rows of a grade that has `count` of them. */
function table(site: MailSite, rows: readonly Exposure[], count: number, problems: RelayProblems | undefined): string {
  const shown = rows.map((one) => {
    const places = one.because.map((span) => placeLink(site, span)).join(", ");
    const because = `${places}${sourceLine(site, one.because[0])}`;
    const bad = one.grade === "open" || one.grade === "forgeable";
    const proof = bad && one.witness !== undefined ? ` ${witnessText(one.witness)}.` : "";
    const actions = problems === undefined ? "" : ` ${actionLinks(site, one, problems)} |`;
    return `| ${markdownText(one.who)} | ${markdownText(one.to)} | ${because} | ${markdownText(`${one.reason}${proof}`)} |${actions}`;
  });
  const rest = count - shown.length;
  const more = rest > 0 ? `\n\n${rest} more are not listed here.` : "";
  const [titles, rule] = problems === undefined ? ["", ""] : [" do |", " --- |"];
  return `| who | to where | because of | why |${titles}\n| --- | --- | --- | --- |${rule}\n${shown.join("\n")}${more}`;
}

/** Characters of a line that are shown. */
const LONGEST_LINE = 70;

/** What the line at fault says. */
function sourceLine(site: MailSite, span: Span | undefined): string {
  const document = span && site.document(span.source);
  if (span === undefined || document === undefined) return "";
  const { start, end } = document.getLineRange(document.positionAt(span.start).line);
  const text = document.slice(
    document.offsetAt(start),
    Math.min(document.offsetAt(end), document.offsetAt(start) + 500),
  );
  const line = text.trim().replace(/\s+/g, " ");
  const short = line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line;
  return short === "" ? "" : ` ${code(short).replaceAll("|", "\\|")}`;
}

/** Open, Try and Fix, as far as there is something to do. */
function actionLinks(site: MailSite, { because: [cause], witness }: Exposure, problems: RelayProblems): string {
  const document = cause && site.document(cause.source);
  if (cause === undefined || document === undefined) return "";
  const uri = cause.source;
  const { line, character } = document.positionAt(cause.start);
  const problem = problems(uri).get(line);
  const isFixable = (problem?.fixes?.().length ?? 0) > 0;
  return [
    markdownLink("Open", uri, `L${line + 1},${character + 1}`),
    ...(witness === undefined
      ? []
      : [
          commandLink(
            { title: "Try", command: COMMAND.tryTransaction, arguments: [site.id, { ...witness }] },
            PAGE_COMMAND,
          ),
        ]),
    ...(problem === undefined || !isFixable
      ? []
      : [
          commandLink(
            { title: "Fix", command: COMMAND.fixFinding, arguments: [uri, { line, code: problem.meta.code }] },
            PAGE_COMMAND,
          ),
        ]),
  ].join(" ");
}
