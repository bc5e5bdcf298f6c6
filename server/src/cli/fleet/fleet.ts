// `check --fleet` and `relay --fleet`: a folder of many servers, a line for each, the worst first.
import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import type { Settings } from "../../settings.ts";
import { plural } from "../formats/report.ts";
import { EXIT, json, type Output, printable, worst } from "../output.ts";
import { type Screen, type Style, styled } from "../screen.ts";
import { type Cell, type Column, tableLines } from "../table.ts";
import { runJobs } from "./pool.ts";
import type { Checked, Job, Outcome, Question, Relayed } from "./types.ts";

export interface FleetOptions {
  readonly question: Question;
  /** Each folder in it is the `/` of a server. */
  readonly folder: string;
  readonly format: "text" | "json";
  readonly settings: Settings;
  readonly threads: number;
  /** What a thread runs. */
  readonly script: string;
  readonly screen: Screen;
}

/** A server and what came of it. */
interface Row {
  readonly server: string;
  readonly outcome: Outcome;
}

export async function fleet(options: FleetOptions, output: Output): Promise<number> {
  const { question, folder, settings, threads, script, screen, format } = options;
  let servers: readonly string[];
  try {
    servers = await serversIn(folder);
  } catch (error) {
    if (!(error instanceof Error && "syscall" in error)) throw error;
    output.error(`sendmail-lint: cannot read ${folder}: ${error.message}`);
    return EXIT.usage;
  }
  if (servers.length === 0) {
    output.error(
      `sendmail-lint: there is no folder in ${folder}; each server needs one, such as ${folder}/host1/etc/mail.`,
    );
    return EXIT.usage;
  }
  const jobs = servers.map((name): Job => ({ question, folder: path.join(folder, name), settings }));
  const rows: Row[] = [];
  await runJobs(script, jobs, threads, (job, outcome) => rows.push({ server: path.basename(job.folder), outcome }));
  rows.sort((a, b) => badness(b.outcome) - badness(a.outcome) || compare(a.server, b.server));
  if (format === "json") {
    for (const { server, outcome } of rows) output.print(json({ server, ...outcome.answer, why: outcome.why }));
    output.print(json(totals(rows)));
  } else {
    const lines = rows.map((row) => cellsOf(row, COLUMNS[question].length).map((cell) => ({ ...cell, isCut: true })));
    for (const line of tableLines(screen, COLUMNS[question], lines)) output.print(line);
    output.print("");
    for (const line of summary(rows, screen)) output.print(line);
  }
  return worst(...rows.map(({ outcome }) => statusOf(outcome)));
}

/** The names of the folders in a folder, links to folders included. */
async function serversIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder);
  const isFolder = async (name: string) =>
    !name.startsWith(".") && (await stat(path.join(folder, name)).catch(() => undefined))?.isDirectory() === true;
  const kept = await Promise.all(names.map(isFolder));
  return names.filter((_, n) => kept[n] === true).sort(compare);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** How far up in the list: errors and open relays, then what is not known, then the rest. */
function badness({ answer, why }: Outcome): number {
  const unknown = why.length > 0 ? 1e6 : 0;
  if (answer === undefined) return 2e6;
  if (answer.question === "check")
    return answer.errors * 1e8 + unknown + answer.warnings * 1e2 + Math.min(answer.notes, 99);
  const { open, forgeable, wide } = answer.grants;
  return (open + forgeable) * 1e8 + (answer.state === "unknown" ? 1e6 : unknown) + Math.min(wide, 1e5);
}

function statusOf({ answer, why }: Outcome): number {
  const isBad = answer?.question === "check" ? answer.errors > 0 : answer?.state === "open";
  const isUnknown = answer === undefined || why.length > 0;
  return worst(isBad ? EXIT.findings : EXIT.clean, isUnknown ? EXIT.usage : EXIT.clean);
}

const COLUMNS: Readonly<Record<Question, readonly Column[]>> = {
  check: [
    { title: "server", size: { share: 2 } },
    { title: "errors", size: { fixed: 6 } },
    { title: "warnings", size: { fixed: 8 } },
    { title: "notes", size: { fixed: 5 } },
    { title: "the worst", size: { share: 5 } },
  ],
  relay: [
    { title: "server", size: { share: 2 } },
    { title: "relay", size: { fixed: "restricted".length } },
    { title: "open", size: { fixed: 4 } },
    { title: "wide", size: { fixed: 4 } },
    { title: "meant", size: { fixed: 5 } },
    { title: "why", size: { share: 5 } },
  ],
};

const CANNOT: Style = "yellow";

function cellsOf({ server, outcome: { answer, why } }: Row, columns: number): readonly Cell[] {
  const doubt = why.length === 0 ? "" : `${why[0]}${why.length > 1 ? ` (and ${plural(why.length - 1, "other")})` : ""}`;
  if (answer === undefined) {
    const reason = { text: `not judged: ${doubt}`, style: CANNOT };
    return [{ text: server, style: CANNOT }, ...Array<Cell>(columns - 2).fill({ text: "?", style: CANNOT }), reason];
  }
  return answer.question === "check" ? checkedCells(server, answer, doubt) : relayedCells(server, answer, doubt);
}

function checkedCells(
  server: string,
  { errors, warnings, notes, worst: first }: Checked,
  doubt: string,
): readonly Cell[] {
  const style: Style = errors > 0 ? ["bold", "red"] : doubt === "" ? (warnings > 0 ? "yellow" : "green") : CANNOT;
  const finding = first === null ? "nothing found" : `${first.file}:${first.line}: ${first.text}`;
  return [
    { text: server, style },
    { text: String(errors), style },
    { text: String(warnings) },
    { text: String(notes) },
    { text: doubt === "" ? finding : `not complete: ${doubt}` },
  ];
}

function relayedCells(server: string, { state, grants, detail }: Relayed, doubt: string): readonly Cell[] {
  const styles: Readonly<Record<Relayed["state"], Style>> = {
    open: ["bold", "red"],
    unknown: CANNOT,
    restricted: "green",
    closed: "green",
  };
  return [
    { text: server, style: styles[state] },
    { text: state, style: styles[state] },
    { text: String(grants.open + grants.forgeable) },
    { text: String(grants.wide) },
    { text: String(grants.intended) },
    { text: doubt === "" ? detail : `not complete: ${doubt}` },
  ];
}

/** Numbers over all servers. */
function totals(rows: readonly Row[]) {
  const bad = rows.filter(({ outcome }) => badness(outcome) >= 1e8).length;
  const unknown = rows.filter(({ outcome: { answer, why } }) => answer === undefined || why.length > 0).length;
  const clean = rows.filter(({ outcome }) => statusOf(outcome) === EXIT.clean).length;
  return { servers: rows.length, bad, unknown, clean };
}

function summary(rows: readonly Row[], screen: Screen): readonly string[] {
  const { servers, bad, unknown, clean } = totals(rows);
  const isRelay = rows.some(({ outcome }) => outcome.answer?.question === "relay");
  const style: Style = bad > 0 ? "red" : unknown > 0 ? "yellow" : "green";
  const parts = [
    `${bad} ${isRelay ? "open to strangers" : "with errors"}`,
    `${unknown} not judged or not complete`,
    `${clean} ${isRelay ? "not open" : "without errors"}`,
  ];
  return [styled(screen, ["bold", style], printable(`${plural(servers, "server")}: ${parts.join(", ")}.`))];
}
