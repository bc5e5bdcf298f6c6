// Generated mistakes are fixed, alone and in pairs: the real programs take the result, it relays for nobody more, and means what was meant.
import path from "node:path";
import { afterAll, expect, it } from "vitest";
import type { Problem } from "../../../server/src/rules/lint.ts";
import type { Fix } from "../../../server/src/rules/types.ts";
import { LONG, SEED, safeFolder } from "../programs.ts";
import { applied, problemsIn } from "../rules/mending.ts";
import { toldOf } from "../rules/told-by-programs.ts";
import { generate, generatePairs, KIND_NAMES } from "./generator.ts";
import { type Files, RealPrograms } from "./real.ts";
import { filesOf } from "./site.ts";

const folder = safeFolder();
afterAll(folder.dispose);
const real = new RealPrograms(path.join(folder.dir, "site"));

const FOLDER = "file:///etc/mail/";
const named = (files: Files, change: (name: string) => string): Files =>
  Object.fromEntries(Object.entries(files).map(([name, text]) => [change(name), text]));
const uris = (files: Files) => named(files, (name) => FOLDER + name);

const problemsOf = (files: Files): Promise<readonly Problem[]> => problemsIn(uris(files), `${FOLDER}sendmail.mc`);

const fixedBy = (files: Files, fix: Fix): Files =>
  named(applied(uris(files), fix.changes), (uri) => uri.slice(FOLDER.length));

const fixesOf = (problem: Problem): readonly Fix[] => problem.fixes?.() ?? [];

/** Whom it relays for, as sendmail says, and what the programs complain about. */
function told(files: Files): { readonly relays: ReadonlySet<string>; readonly complaints: readonly string[] } {
  const asked = ["far.example", "a.example", "c.example", "lan.example", "relay.example.net"].flatMap((domain) =>
    ["203.0.113.9", "192.0.2.25"].map((client) => ({ domain, client })),
  );
  const test = asked.flatMap(({ domain, client }) => [
    `.D{client_addr}${client}`,
    `.D{client_name}[${client}]`,
    ".D{client_resolve}FAIL",
    `Basic_check_rcpt <joe@${domain}>`,
  ]);
  const lines = toldOf(path.join(folder.dir, "told"), files, { test }).split("\n");
  const answers = lines.filter((line) => /Basic_check_rcpt +returns:/.test(line));
  const relays = asked.flatMap(({ domain, client }, at) => {
    const answer = answers[at];
    return answer === undefined || answer.includes("$# error") ? [] : [`${client} to ${domain}`];
  });
  return { relays: new Set(relays), complaints: lines.filter(isComplaint).map((line) => line.replace(/\d+/g, "N")) };
}

/** What is printed of a ruleset is no complaint, and whether files are there is not asked. */
const isComplaint = (line: string): boolean =>
  line !== "" && !/^sendmail: (?:> |\w+ +(?:input|returns):|ended with 0)/.test(line) && !/No such file/.test(line);

/** Differences in meaning from the site that was compared with; comments are none. */
const meaning = (files: Files): readonly string[] =>
  real
    .ask(files)
    .split("\n")
    .filter((line) => line.trim() !== "" && !/^[+-]\s*(?:#|$)/.test(line));

it("a fix of one mistake is taken by the programs, widens nothing, and gives the sane meaning back where it can", async () => {
  const kinds = LONG ? KIND_NAMES : KIND_NAMES.filter((_, at) => (at + SEED) % 24 === 0);
  const rounds = LONG ? 3 : 1;
  const rows: string[] = [];
  const faults: string[] = [];
  const count = { mistakes: 0, fixable: 0, fixes: 0, taken: 0, same: 0 };
  for (const kind of kinds) {
    let round = 0;
    const here = { fixable: 0, taken: 0, same: 0 };
    for (const { sane, mc } of generate(SEED, [kind])) {
      if (round++ === rounds) break;
      count.mistakes++;
      const [good, bad] = [filesOf(sane), filesOf(mc, sane)];
      const problems = await problemsOf(bad);
      const fixes = problems.flatMap(fixesOf).slice(0, 3);
      if (fixes.length === 0) continue;
      here.fixable++;
      real.compareWith(good);
      const [wanted, before] = [told(good), told(bad)];
      const outcomes = fixes.map((fix) => {
        const after = fixedBy(bad, fix);
        const now = told(after);
        const isTaken = now.complaints.every((line) => wanted.complaints.includes(line));
        const more = [...now.relays].filter(
          (one) => !before.relays.has(one) && (fix.grade !== "asks" || !wanted.relays.has(one)),
        );
        const title = `${kind}: ${fix.grade}: ${fix.title}\n${changed(sane, mc)}`;
        if (more.length > 0) faults.push(`${title}\n  relays more: ${more.join(", ")}`);
        if (fix.grade === "safe" && meaning(after).length > meaning(bad).length)
          faults.push(`${title}\n  a safe fix is further from what was meant`);
        return { isTaken, isSame: meaning(after).length === 0 };
      });
      count.fixes += outcomes.length;
      if (outcomes.some(({ isTaken }) => isTaken)) here.taken++;
      else rows.push(`${kind}: ${fixes.map(({ title }) => title).join("; ")}\n${changed(sane, mc)}`);
      if (outcomes.some(({ isSame }) => isSame)) here.same++;
    }
    count.fixable += here.fixable;
    count.taken += here.taken;
    count.same += here.same;
  }
  console.info(
    `${count.mistakes} mistakes of ${kinds.length} kinds: ${count.fixable} have fixes (${count.fixes}); after one of them the programs have no complaint: ${count.taken}, the meaning is that of the sane site: ${count.same}\n${rows.join("\n")}`,
  );
  expect(faults).toEqual([]);
  expect(count.taken / count.fixable).toBeGreaterThanOrEqual(0.7);
}, 1_800_000);

it("two mistakes are both found, each of them once, and the fixes of one leave the other as it is", async () => {
  const COUNT = LONG ? 400 : Number(process.env.MISTAKES ?? 8);
  const faults: string[] = [];
  const count = { pairs: 0, hidden: 0, clean: 0, same: 0 };
  for (const { kinds, sane, alone, both } of generatePairs(SEED)) {
    if (count.pairs === COUNT) break;
    const good = filesOf(sane);
    real.compareWith(good);
    const files = [...alone, both].map((mc) => filesOf(mc, sane));
    const [first, second, pair] = files;
    if (first === undefined || second === undefined || pair === undefined) continue;
    const shown = files.map((one) => meaning(one).join("\n"));
    // One that changes nothing is not a mistake.
    if (shown[0] === "" || shown[1] === "") continue;
    count.pairs++;
    const found = await problemsOf(pair);
    const title = `${kinds.join(" + ")}\n${changed(sane, both)}\n  found: ${found.map(({ meta }) => meta.code).join(" ")}`;
    const places = found.map(({ span, meta }) => `${meta.code} ${span.source}:${span.start}`);
    if (new Set(places).size < places.length) faults.push(`${title}\n  said twice`);
    for (const [at, files] of [first, second].entries()) {
      const codes = new Set((await problemsOf(files)).map(({ meta }) => meta.code));
      if (codes.size === 0 || found.some(({ meta }) => codes.has(meta.code))) continue;
      // Hidden by the other, as it is from the programs; or part of what the other makes of it.
      if (found.length > 0) count.hidden++;
      else faults.push(`${title}\n  ${kinds[at]} is not found`);
    }
    const end = await closed(pair);
    if (end.left.length > 0) continue;
    count.clean++;
    const { complaints } = told(end.files);
    const { complaints: usual } = told(good);
    const wrong = complaints.filter((line) => !usual.includes(line));
    if (wrong.length > 0)
      faults.push(`${title}\n  clean for us: ${wrong.slice(0, 3).join(" | ")}\n${end.titles.join("\n")}`);
    if (meaning(end.files).length === 0) count.same++;
  }
  console.info(
    `${count.pairs} pairs: ${count.hidden} of ${2 * count.pairs} mistakes are hidden by the other; after all fixes ${count.clean} are clean, ${count.same} mean what the sane site means`,
  );
  expect(faults).toEqual([]);
}, 1_800_000);

/** Fixes one finding after another, by the fix that one key takes. */
async function closed(files: Files) {
  const titles: string[] = [];
  let now = files;
  for (let round = 0; round < 10; round++) {
    const left = await problemsOf(now);
    const fix = left
      .map((problem) => fixesOf(problem))
      .map((fixes) => fixes.find(({ preferred }) => preferred) ?? fixes[0])
      .find((one) => one !== undefined);
    if (fix === undefined) return { files: now, left, titles };
    titles.push(fix.title);
    now = fixedBy(now, fix);
  }
  return { files: now, left: await problemsOf(now), titles };
}

/** The lines that the mistake made. */
function changed(sane: string, mc: string): string {
  const lines = new Set(sane.split("\n"));
  return mc
    .split("\n")
    .filter((line) => !lines.has(line))
    .join("\n");
}
