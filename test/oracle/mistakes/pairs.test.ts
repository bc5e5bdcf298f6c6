// Two mistakes at once: each is found unless the other makes it void, and fixing them lets nobody relay who could not before or on the sane site.
import path from "node:path";
import { afterAll, expect, it } from "vitest";
import type { Problem } from "../../../server/src/rules/linter/lint.ts";
import type { Fix } from "../../../server/src/rules/types.ts";
import { LONG, SEED, safeFolder } from "../programs.ts";
import { applied, problemsIn } from "../rules/mending.ts";
import { toldOf } from "../rules/told-by-programs.ts";
import { generatePairs } from "./generator.ts";
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

/** What is found, each with the line that it is about: the same text at two places counts as two. */
async function findings(files: Files): Promise<ReadonlySet<string>> {
  const all = (await problemsOf(files)).map(({ meta, message, span }) => {
    const text = files[span.source.slice(FOLDER.length)] ?? "";
    const line = text.slice(text.lastIndexOf("\n", span.start - 1) + 1, span.end);
    return `${meta.code}: ${message}\n${line}`;
  });
  return new Set(all);
}

/** Differences in meaning from another site, as m4 and sendmail show them; comments are none. */
function differences(from: Files, to: Files): readonly string[] {
  real.compareWith(from);
  return real
    .ask(to)
    .split("\n")
    .filter((line) => line.trim() !== "" && !/^[+-]\s*(?:#|$)/.test(line));
}

const STRANGERS = ["far.example", "a.example", "c.example", "lan.example", "relay.example.net"].flatMap((domain) =>
  ["203.0.113.9", "192.0.2.25"].map((client) => ({ domain, client })),
);

/** Whom sendmail relays for, of some clients and recipients. */
function relays(files: Files): ReadonlySet<string> {
  const test = STRANGERS.flatMap(({ domain, client }) => [
    `.D{client_addr}${client}`,
    `.D{client_name}[${client}]`,
    ".D{client_resolve}FAIL",
    `Basic_check_rcpt <joe@${domain}>`,
  ]);
  const told = toldOf(path.join(folder.dir, "told"), files, { test });
  const answers = told.split("\n").filter((line) => /Basic_check_rcpt +returns:/.test(line));
  return new Set(
    STRANGERS.filter((_, at) => answers[at] !== undefined && !answers[at].includes("$# error")).map(
      ({ domain, client }) => `${client} to ${domain}`,
    ),
  );
}

/** Applies one fix after another until none is left that may be taken. */
async function fixed(
  files: Files,
  isTaken: (fix: Fix) => boolean,
): Promise<{ files: Files; titles: readonly string[]; left: number }> {
  const titles: string[] = [];
  let now = files;
  for (let round = 0; round < 12; round++) {
    const problems = await problemsOf(now);
    const fixes = problems.flatMap((problem) => {
      const offered = (problem.fixes?.() ?? []).filter(isTaken);
      return offered.find(({ preferred }) => preferred === true) ?? offered[0] ?? [];
    });
    const [fix] = fixes;
    if (fix === undefined) return { files: now, titles, left: problems.length };
    titles.push(`${fix.grade}: ${fix.title}`);
    now = named(applied(uris(now), fix.changes), (uri) => uri.slice(FOLDER.length));
  }
  return { files: now, titles, left: (await problemsOf(now)).length };
}

it("are both found, unless one makes the other void, and no fix lets more people relay", async () => {
  const COUNT = LONG ? 400 : Number(process.env.MISTAKES ?? 6);
  const faults: string[] = [];
  const seen = { pairs: 0, void: 0, found: 0, looked: 0, clean: 0, sane: 0 };
  for (const { kinds, sane, alone, both } of generatePairs(SEED)) {
    if (seen.pairs === COUNT) break;
    const good = filesOf(sane);
    const [one, other] = alone.map((mc) => filesOf(mc, sane)) as [Files, Files];
    const pair = filesOf(both, sane);
    // What changes nothing by itself is not a mistake.
    if (differences(good, one).length === 0 || differences(good, other).length === 0) continue;
    seen.pairs++;
    const title = `${kinds.join(" + ")}\n${changedLines(sane, both)}`;
    const all = await findings(pair);
    for (const [kind, withoutIt] of [
      [kinds[0], other],
      [kinds[1], one],
    ] as const) {
      if (differences(withoutIt, pair).length === 0) {
        seen.void++;
        continue;
      }
      seen.looked++;
      const known = await findings(withoutIt);
      if ([...all].some((text) => !known.has(text))) seen.found++;
      else faults.push(`not found: ${kind} in ${title}`);
    }
    const before = relays(pair);
    const wanted = relays(good);
    const inBulk = await fixed(pair, ({ grade }) => grade !== "asks");
    const byHand = await fixed(pair, () => true);
    for (const [how, result, allowed] of [
      ["safe and narrowing", inBulk, before],
      ["all", byHand, new Set([...before, ...wanted])],
    ] as const) {
      if (result.titles.length === 0) continue;
      const more = [...relays(result.files)].filter((grant) => !allowed.has(grant));
      if (more.length > 0) faults.push(`${how} fixes relay ${more.join(", ")}: ${title}\n${result.titles.join("\n")}`);
    }
    if (byHand.left > 0) continue;
    seen.clean++;
    if (differences(good, byHand.files).length === 0) seen.sane++;
  }
  console.info(
    `${seen.pairs} pairs: ${seen.void} mistakes are void beside the other, ${seen.found} of the ${seen.looked} others found; after all fixes nothing is left to say of ${seen.clean} pairs, and ${seen.sane} of these mean what the sane site means\n${faults.join("\n")}`,
  );
  const widened = faults.filter((fault) => !fault.startsWith("not found"));
  expect(widened).toEqual([]);
  // Five of a hundred may be missed, and of few pairs one mistake.
  expect(seen.looked - seen.found, faults.join("\n")).toBeLessThanOrEqual(Math.ceil(seen.looked * 0.05));
  expect(seen.looked).toBeGreaterThan(seen.pairs);
}, 1_800_000);

/** The lines that the mistakes made. */
function changedLines(sane: string, mc: string): string {
  const lines = new Set(sane.split("\n"));
  return mc
    .split("\n")
    .filter((line) => !lines.has(line))
    .join("\n");
}
