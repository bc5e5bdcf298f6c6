// "Who may relay?" as a page: who, to where, why with links to the lines, how bad.
import type { RelayReport } from "../protocol.ts";
import { type Exposure, exposureList, type Grade, policyOf, witnessText } from "../relay/index.ts";
import { READ_ADVICE } from "../site/obstacles.ts";
import { baseName, folderOf, pathOf } from "../site/paths.ts";
import type { MailSite } from "../site/types.ts";
import type { Span } from "../text.ts";
import { markdownLink, markdownText } from "./markdown.ts";
import { relayStatus } from "./relay-status.ts";

/** Rows of one grade that are written out; a map may hold a million grants. */
const MOST_ROWS = 200;

const GRADES: readonly { readonly grade: Grade; readonly title: string; readonly meaning: string }[] = [
  { grade: "open", title: "Open to anyone", meaning: "Strangers may send mail to strangers. This is an open relay." },
  {
    grade: "forgeable",
    title: "Open to anyone who forges a sender",
    meaning: "Anyone who claims the right sender may relay, and the client writes the sender.",
  },
  { grade: "wide", title: "Wide", meaning: "More than may be meant. Fine only if all of it is yours." },
  { grade: "intended", title: "As meant", meaning: "Grants to your own networks, names and users." },
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

/** The whole report of a site. */
export function relayReport(site: MailSite): RelayReport {
  const list = exposureList(site);
  const name = fileName(site.id);
  const status = relayStatus(site);
  const parts = [
    `# Who may relay through ${markdownText(name)}?`,
    `**${status.text}.** ${status.detail}`,
    ...unknowns(site),
    ...GRADES.flatMap(({ grade, title, meaning }) => {
      const count = list.count(grade);
      return count === 0
        ? []
        : [`## ${title} (${count})`, meaning, table(site, first(MOST_ROWS, list.of(grade)), count)];
    }),
    "## Always",
    "Programs on this host itself may relay, and so may users who authenticate with a mechanism named in TRUST\\_AUTH\\_MECH.",
  ];
  return { title: `Who may relay? ${name}`, markdown: `${parts.join("\n\n")}\n`.replace(/\uE000+/g, "…") };
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
    ...(site.unreadable.length > 0 ? [READ_ADVICE] : []),
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
function table(site: MailSite, rows: readonly Exposure[], count: number): string {
  const shown = rows.map((one) => {
    const because = one.because.map((span) => placeLink(site, span)).join(", ");
    const bad = one.grade === "open" || one.grade === "forgeable";
    const proof = bad && one.witness !== undefined ? ` ${witnessText(one.witness)}.` : "";
    return `| ${markdownText(one.who)} | ${markdownText(one.to)} | ${because} | ${markdownText(`${one.reason}${proof}`)} |`;
  });
  const rest = count - shown.length;
  const more = rest > 0 ? `\n\n${rest} more are not listed here.` : "";
  return `| who | to where | because of | why |\n| --- | --- | --- | --- |\n${shown.join("\n")}${more}`;
}
