// Lines of a .mc that let strangers relay, and what can be done about each: try it, read about it, fix it.
import type { CodeLens, Command, Range } from "vscode-languageserver-types";
import { type Exposure, exposureList } from "../relay/index.ts";
import type { Problem } from "../rules/linter/lint.ts";
import type { MailSite } from "../site/types.ts";
import { COMMAND } from "./promises.ts";
import { rangeOf } from "./ranges.ts";

/** One dangerous line. */
export interface Danger {
  /** The word that is at fault. */
  readonly range: Range;
  /** "Open relay: anyone to anywhere" */
  readonly title: string;
  /** What can be done, in order; the first one shows all who may relay. */
  readonly actions: readonly Command[];
}

/** Dangerous lines of one file that are shown. */
const MOST = 100;

/** Grants of one line that are counted. */
const MOST_GRANTS = 1_000;

/** Characters of a lens: its actions come after it on one line, and an editor may have half of a small window. */
const LONGEST = 72;

/**
 * The dangerous lines of a .mc, or of a file that it includes, in order; [] for every other file.
 *
 * @param problems what was found in that file
 */
export function dangersOf(site: MailSite, uri: string, problems: readonly Problem[]): readonly Danger[] {
  const file = site.fileAt(uri);
  if (file?.kind !== "mc") return [];
  const { document } = file;
  const lineOf = (offset: number) => document.positionAt(offset).line;
  const grants = new Map<number, Exposure[]>();
  let count = 0;
  const found = new Map<number, Problem>();
  for (const problem of problems) {
    if (problem.meta.relaying !== true || problem.severity !== "error") continue;
    const line = lineOf(problem.span.start);
    if (!found.has(line)) found.set(line, problem);
  }
  for (const exposure of exposureList(site).of("open", "forgeable")) {
    const because = exposure.because.filter(({ source }) => source === uri).map(({ start }) => lineOf(start));
    const isFirst = exposure.because[0]?.source === uri;
    // What is written twice is at fault twice: the other line has a finding of its own.
    const faulty = because.filter((line, at) => (isFirst && at === 0) || found.has(line));
    for (const line of new Set(faulty)) grants.set(line, [...(grants.get(line) ?? []), exposure]);
    if (faulty.length > 0 && ++count >= MOST_GRANTS) break;
  }
  const lines = [...new Set([...grants.keys(), ...found.keys()])].sort((a, b) => a - b).slice(0, MOST);
  return lines.flatMap((line): readonly Danger[] => {
    const [first, ...more] = grants.get(line) ?? [];
    const problem = found.get(line);
    const span = problem?.span ?? first?.because[0];
    if (span === undefined) return [];
    const title = first === undefined ? (problem?.message.split("\n")[0] ?? "") : titleOf(first, more.length);
    return [{ range: rangeOf(document, span), title, actions: actionsOf(uri, line, title, first, problem) }];
  });
}

function titleOf({ grade, certain, who, to }: Exposure, more: number): string {
  const what = grade === "forgeable" ? "Relays for forged senders" : "Open relay";
  const text = `${certain ? what : `Perhaps: ${what.toLowerCase()}`}: ${who} to ${to}`;
  const short = text.length > LONGEST ? `${text.slice(0, LONGEST).replace(/[\s(]+\S*$/, "")}…` : text;
  return more === 0 ? short : `${short}, and ${more} more`;
}

function actionsOf(
  uri: string,
  line: number,
  title: string,
  grant: Exposure | undefined,
  problem: Problem | undefined,
): readonly Command[] {
  const actions: Command[] = [{ title, command: COMMAND.relayReport, arguments: [uri] }];
  if (grant?.witness !== undefined)
    actions.push({ title: "Try", command: COMMAND.tryTransaction, arguments: [uri, { ...grant.witness }] });
  if (problem === undefined) return actions;
  const { code } = problem.meta;
  actions.push({ title: "Explain", command: COMMAND.explainRule, arguments: [code] });
  if ((problem.fixes?.().length ?? 0) > 0)
    actions.push({ title: "Fix", command: COMMAND.fixFinding, arguments: [uri, { line, code }] });
  return actions;
}

/** One lens for each action, side by side above the line. */
export function dangerLenses(dangers: readonly Danger[]): readonly CodeLens[] {
  return dangers.flatMap(({ range, actions }) => actions.map((command) => ({ range, command })));
}
