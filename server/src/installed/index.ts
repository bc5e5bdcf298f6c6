// What would change on a server: the files as they are written, beside what sendmail reads now: the installed .cf and the databases.
import { markdownText } from "../features/markdown.ts";
import { placeLink } from "../features/relay-report.ts";
import type { Judge } from "../judge.ts";
import type { BuiltCf } from "../mc/build.ts";
import { decide, type Exposure, exposureList } from "../relay/index.ts";
import { compiledState } from "../site/compiled.ts";
import { obstacleText } from "../site/obstacles.ts";
import { baseName, folderOf, within } from "../site/paths.ts";
import type { MailSite, TableFile, Workspace } from "../site/types.ts";
import { cfDifferences, type TableDifference, tableDifference } from "./differences.ts";
import { installedSite } from "./installed-site.ts";

/** Reads databases back: the lines `key value` of one, as `makemap -u` writes them; undefined where that cannot be done. */
export interface Databases {
  /** @param type `hash`, `btree`, `dbm` or `cdb` @param uri of the text that it was made from */
  lines(type: string, uri: string): Promise<string | undefined>;
}

/** What is told of a server. */
export interface Pending {
  /** Lines of the .cf that are not in both; undefined where there is none to compare. */
  readonly cf: { readonly gone: readonly string[]; readonly fresh: readonly string[] } | undefined;
  /** URI of the installed .cf, for a comparison line by line. */
  readonly cfUri: string | undefined;
  readonly tables: readonly TableDifference[];
  /** False where there is neither an installed .cf nor a database that could be compared. */
  readonly isCompared: boolean;
  /** What could not be compared, a sentence each. */
  readonly left: readonly string[];
  /** Who may relay from then on, and who may no longer. */
  readonly granted: readonly Exposure[];
  readonly lost: readonly Exposure[];
  /** The site as it would be. */
  readonly site: MailSite;
  /** The site as sendmail reads it now; undefined where that is not known. */
  readonly now: MailSite | undefined;
}

/** Lines of one difference that are shown. */
const MOST_SHOWN = 40;

/** Compares a site with what is installed. `judge` judges a workspace in which the installed files are. */
export async function pendingOf(
  site: MailSite,
  built: BuiltCf | undefined,
  workspace: Workspace,
  databases: Databases | undefined,
  judge: (workspace: Workspace) => Judge,
): Promise<Pending> {
  const left: string[] = [];
  const dumps = new Map<string, string>();
  const tables: TableDifference[] = [];
  // What a text says that cannot be read is not known, whether it is in a database or not.
  for (const { path, obstacle } of site.unreadable) left.push(`${path} cannot be read: ${obstacleText(obstacle)}.`);
  for (const { path, kind, optional } of site.missing)
    if (kind !== "include" && !optional && site.kinds.table(kind).compiled !== undefined)
      left.push(`${path} is not there: what its database contains was not compared.`);
  let areAllRead = true;
  let isCompared = false;
  for (const file of site.tables) {
    const dumped = await dumpOf(file, site, databases, left);
    areAllRead &&= dumped !== null;
    if (dumped === undefined || dumped === null) continue;
    isCompared = true;
    dumps.set(file.uri, dumped);
    const difference = tableDifference(file, dumped);
    if (difference.changes.length > 0) tables.push(difference);
  }
  const { cf } = site;
  if (site.mc !== undefined && built === undefined)
    left.push("The .cf cannot be built here: install sendmail's m4 library (sendmail-cf).");
  if (site.mc !== undefined && cf === undefined) left.push(await whyNoCf(site.mc.uri, workspace));
  const difference =
    cf !== undefined && built !== undefined ? cfDifferences(cf.document.getText(), built.cf) : undefined;
  // What a database says that cannot be read, nobody knows: its text may say something else.
  const now = areAllRead ? (await installedSite(site, workspace, judge, dumps))?.site : undefined;
  const relay = now === undefined ? { granted: [], lost: [] } : relayChanges(now, site);
  isCompared ||= difference !== undefined;
  return { cf: difference, cfUri: cf?.uri, tables, isCompared, left, ...relay, site, now };
}

/** Why there is no installed .cf to compare with a .mc, as a sentence. */
async function whyNoCf(mc: string, workspace: Workspace): Promise<string> {
  const name = `${baseName(mc).replace(/\.mc$/, "")}.cf`;
  const found = await workspace.read(within(folderOf(mc), name));
  return found.kind === "unreadable"
    ? `${name} cannot be read: ${obstacleText(found.obstacle)}.`
    : "There is no .cf beside the .mc.";
}

/** The lines of a table's database: "" where there is none, null where it cannot be read; undefined for a text without one. */
async function dumpOf(
  file: TableFile,
  site: MailSite,
  databases: Databases | undefined,
  left: string[],
): Promise<string | null | undefined> {
  const by = site.kinds.table(file.kind).compiled?.by;
  if (by === undefined) return undefined;
  const name = baseName(file.uri);
  const state = compiledState(file, site);
  if (state === undefined) return undefined;
  if (by === "newaliases") {
    if (state === "stale") left.push(`${name} changed since newaliases, whose database is not read.`);
    return undefined;
  }
  // Of a database that it cannot open sendmail reads nothing.
  if (state === "missing" || state === "unusable") return "";
  const type = file.naming?.mapType ?? "hash";
  const lines = await databases?.lines(type, file.uri);
  if (lines === undefined) left.push(`The database of ${name} could not be read back (makemap -u ${type}).`);
  return lines ?? null;
}

/** Grants of one site that the other has not, by the transactions that prove them. */
function relayChanges(now: MailSite, then: MailSite): Pick<Pending, "granted" | "lost"> {
  const missing = (from: MailSite, to: MailSite) =>
    [...exposureList(from).listed].filter(
      ({ witness }) => witness !== undefined && !decide(to, witness).relayed && decide(from, witness).relayed,
    );
  return { granted: missing(then, now), lost: missing(now, then) };
}

/** The page about it. */
export function pendingPage(pending: Pending): { readonly headline: string; readonly markdown: string } {
  const { cf, tables, left, granted, lost, site } = pending;
  const lines = (cf?.gone.length ?? 0) + (cf?.fresh.length ?? 0);
  const changes = tables.reduce((sum, one) => sum + one.changes.length, 0);
  const counted = [
    ...(lines === 0 ? [] : [lines === 1 ? "1 line of the .cf" : `${lines} lines of the .cf`]),
    ...(changes === 0 ? [] : [changes === 1 ? "1 table entry" : `${changes} table entries`]),
  ];
  const what = counted.length === 0 ? "Nothing would change" : `${counted.join(" and ")} would change`;
  const isAll = counted.length === 0 ? ": the installed files have all of this" : "";
  const headline = pending.isCompared
    ? `${what}${left.length > 0 ? ", as far as could be compared" : isAll}`
    : "Nothing could be compared";
  const doubt = relayDoubt(pending);
  const parts = [
    `# ${headline}`,
    site.cf === undefined ? "" : READ_AT_START,
    left.map((text) => `- **Not compared:** ${markdownText(text)}`).join("\n"),
    "## Who may relay",
    doubt,
    granted.length + lost.length > 0 || pending.now === undefined ? "" : noChange(doubt),
    granted.map((one) => `- **New:** ${exposureText(one, site)}`).join("\n"),
    lost.map((one) => `- **No longer:** ${markdownText(one.who)} to ${markdownText(one.to)}`).join("\n"),
    lines === 0 ? "" : "## sendmail.cf",
    ...[(cf?.gone ?? []).map((line) => `- ${line}`), (cf?.fresh ?? []).map((line) => `+ ${line}`)].map(fenced),
    ...tables.flatMap(({ uri, changes: own }) => [`## ${markdownText(baseName(uri))}`, fenced(own)]),
  ];
  return { headline, markdown: `${parts.filter((part) => part !== "").join("\n\n")}\n` };
}

/** Files alone are compared: what a running sendmail has read of them nobody can see from outside. */
const READ_AT_START =
  "sendmail reads its .cf and class files when it starts: restart it if one of them changed since. It sees a new database at once.";

function noChange(doubt: string): string {
  return doubt === "" ? "No change was found." : "No change was found in what is known.";
}

/** Why the two lists may not be all; "" where they are. */
function relayDoubt({ site, now }: Pending): string {
  if (now === undefined) return "Who may relay now is not known: the installed files could not all be read.";
  const doubts = [now, site].flatMap((one) => exposureList(one).why.map(({ text }) => text));
  return [...new Set(doubts)].map((text) => `- **Not certain:** ${markdownText(text)}`).join("\n");
}

function exposureText({ who, to, because }: Exposure, site: MailSite): string {
  const [place] = because;
  const link = place !== undefined && site.has(place.source) ? ` (${placeLink(site, place)})` : "";
  return `${markdownText(who)} to ${markdownText(to)}${link}`;
}

/** The first lines of a difference as a block of code; "" for none. */
function fenced(lines: readonly string[]): string {
  if (lines.length === 0) return "";
  const shown = lines.slice(0, MOST_SHOWN).map((line) => line.replaceAll("```", "'''"));
  const more = lines.length - shown.length;
  return `\`\`\`diff\n${shown.join("\n")}\n\`\`\`${more > 0 ? `\n\n${more} more lines differ.` : ""}`;
}
