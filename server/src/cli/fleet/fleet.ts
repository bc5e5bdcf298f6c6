// `check --fleet`, `relay --fleet` and `audit --fleet`: a folder of many servers, a line for each, the worst first.
import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import type { Settings } from "../../settings.ts";
import { plural } from "../formats/report.ts";
import type { JsonFleetTotals, JsonServer } from "../json-types.ts";
import { EXIT, json, type Output, printable, worst } from "../output.ts";
import { reasonOf } from "../reasons.ts";
import { type Screen, type Style, styled } from "../screen.ts";
import { type Cell, type Column, tableLines } from "../table.ts";
import { runJobs } from "./pool.ts";
import { QUESTIONS, shownAnswer } from "./questions.ts";
import type { Job, Outcome, Question } from "./types.ts";

export interface FleetOptions {
  readonly question: Question;
  /** Each folder in it has the files of a server: its `/`, or a copy of its `/etc/mail`. */
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
    output.error(`sendmail-lint: cannot read ${folder}: ${reasonOf(error)}`);
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
    for (const { server, outcome } of rows)
      output.print(json({ server, ...outcome.answer, why: outcome.why } satisfies JsonServer));
    output.print(json(totals(rows)));
  } else {
    const { columns } = QUESTIONS[question];
    const lines = rows.map((row) => cellsOf(row, columns.length).map((cell) => ({ ...cell, isCut: true })));
    for (const line of tableLines(screen, [SERVER, ...columns], lines)) output.print(line);
    output.print("");
    for (const line of summary(question, rows, screen)) output.print(line);
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

/** How far up in the list: what is bad, then what is not known, then the rest. */
function badness({ answer, why }: Outcome): number {
  if (answer === undefined) return 2e6;
  const { bad, rank } = shownAnswer(answer);
  return bad * 1e8 + (isUnknown({ answer, why }) ? 1e6 : 0) + rank;
}

/** True where something is missing from the answer. */
function isUnknown({ answer, why }: Outcome): boolean {
  return answer === undefined || why.length > 0 || (answer.question === "relay" && answer.state === "unknown");
}

function isBad({ answer }: Outcome): boolean {
  return answer !== undefined && shownAnswer(answer).bad > 0;
}

function statusOf(outcome: Outcome): number {
  return worst(isBad(outcome) ? EXIT.findings : EXIT.clean, isUnknown(outcome) ? EXIT.usage : EXIT.clean);
}

const SERVER: Column = { title: "server", size: { share: 2 } };
const CANNOT: Style = "yellow";

function cellsOf({ server, outcome: { answer, why } }: Row, columns: number): readonly Cell[] {
  const doubt = why.length === 0 ? "" : `${why[0]}${why.length > 1 ? ` (and ${plural(why.length - 1, "other")})` : ""}`;
  if (answer === undefined) {
    const reason = { text: `not judged: ${doubt}`, style: CANNOT };
    return [{ text: server, style: CANNOT }, ...Array<Cell>(columns - 1).fill({ text: "?", style: CANNOT }), reason];
  }
  const { cells, sentence, style, bad } = shownAnswer(answer);
  const isDoubtful = doubt !== "" && bad === 0;
  return [
    { text: server, style: isDoubtful ? CANNOT : style },
    ...cells,
    { text: doubt === "" ? sentence : `not complete: ${doubt}` },
  ];
}

/** Numbers over all servers. */
function totals(rows: readonly Row[]): JsonFleetTotals {
  const count = (is: (outcome: Outcome) => boolean) => rows.filter(({ outcome }) => is(outcome)).length;
  return {
    servers: rows.length,
    bad: count(isBad),
    unknown: count(isUnknown),
    clean: count((outcome) => statusOf(outcome) === EXIT.clean),
  };
}

function summary(question: Question, rows: readonly Row[], screen: Screen): readonly string[] {
  const { servers, bad, unknown, clean } = totals(rows);
  const { words } = QUESTIONS[question];
  const style: Style = bad > 0 ? "red" : unknown > 0 ? "yellow" : "green";
  const parts = [`${bad} ${words.bad}`, `${unknown} not judged or not complete`, `${clean} ${words.good}`];
  return [styled(screen, ["bold", style], printable(`${plural(servers, "server")}: ${parts.join(", ")}.`))];
}
