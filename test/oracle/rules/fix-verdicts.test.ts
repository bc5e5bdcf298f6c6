// No fix lets more be relayed: each that is safe or narrows is applied in all cases of its rule, the .mc written in several ways, and
// sendmail is asked before and after. m4, makemap and sendmail are the real ones.
import { afterAll, describe, expect, it } from "vitest";
import { compareVersions } from "../../../server/src/catalog/index.ts";
import type { Query } from "../../../server/src/relay/index.ts";
import { ALL_RULES } from "../../../server/src/rules/all.ts";
import type { Fix } from "../../../server/src/rules/types.ts";
import { markedSite, testUri } from "../../../server/src/site/testing.ts";
import { LONG, SEED, safeFolder, type Version, versionsThere } from "../programs.ts";
import { TestMode } from "../relay/sendmail.ts";
import { WAYS } from "./fix-ways.ts";
import { changedLines, DNS, outcomes, queriesAbout } from "./fixed-site.ts";
import { faults, found, siteWith, textsOf } from "./follow-advice.ts";
import { applied, type Texts } from "./mending.ts";
import { type RuleCase, ruleCases } from "./rule-cases.ts";

/** What a fix of one of two equal lines brings to light: they are not equal any more. */
const REVEALED: Readonly<Record<string, readonly string[]>> = { "mc-access-db-tmpf": ["mc-duplicate-feature"] };

/** Of the ways to write a .mc an ordinary run takes one in so many for each case. */
const SHARE = 12;

const MC = testUri("sendmail.mc");

const folder = safeFolder();
const modes = new Map<Version, Promise<TestMode>>();
afterAll(async () => {
  folder.dispose();
  for (const mode of modes.values()) (await mode).dispose();
});

/** The newest sendmail that a case is true for. */
async function modeFor({ options }: RuleCase): Promise<TestMode> {
  const there = versionsThere();
  const wanted = options?.targetVersion;
  const version = there.find((one) => wanted !== undefined && compareVersions(wanted, one) <= 0) ?? there.at(-1);
  if (version === undefined) throw new Error("There is no sendmail.");
  const mode = modes.get(version) ?? TestMode.open(DNS, version);
  modes.set(version, mode);
  return mode;
}

/** A case with its .mc written in another way; undefined where that is the same. */
function written(one: RuleCase, name: string, write: (mc: string) => string): RuleCase | undefined {
  const texts = textsOf(one);
  const mc = texts[MC];
  if (mc === undefined) return undefined;
  const now = write(mc);
  if (now === mc && name !== "as it is") return undefined;
  const rest = Object.entries(one.files).filter(([file]) => file === "rights" || file === "certificates");
  return { ...one, name: `${one.name}, ${name}`, files: { ...Object.fromEntries(rest), ...texts, [MC]: now } };
}

/** Rules of which some fix promises something. */
const PROMISING = new Set([
  ...ALL_RULES.filter(({ rule: { meta } }) => meta.fix === "safe" || meta.fix === "narrows").map(
    ({ rule }) => rule.meta.code,
  ),
]);

const CASES = (await ruleCases()).filter(({ files }) => "sendmail.mc" in files);

interface Tried {
  readonly fixes: number;
  readonly wrong: readonly string[];
}

/** What is wrong with the safe and narrow fixes of a case. */
async function tried(one: RuleCase, isPlain: boolean): Promise<Tried> {
  const { site } = await markedSite(one.files, one.modes);
  const wrong: string[] = [];
  const seen = new Set<string>();
  let fixes = 0;
  for (const problem of found(site, one, one.code))
    for (const fix of problem.fixes?.() ?? []) {
      // The other ways are those of a .mc.
      const isConcerned = isPlain || fix.changes.some(({ span }) => span.source === MC);
      if (fix.grade === "asks" || seen.has(fix.title) || !isConcerned) continue;
      seen.add(fix.title);
      fixes++;
      const before = textsOf(one);
      const now = applied(before, fix.changes);
      const told = isPlain
        ? []
        : await faults(folder.dir, { one, problem, now, revealed: REVEALED[one.code] ?? [], narrow: true });
      const changes = site.mc === undefined ? [] : await changed(one, before, now, fix);
      wrong.push(
        ...[...told, ...changes].map(
          (text) => `${one.code}, ${one.name}: [${fix.grade}] ${fix.title}: ${text}\n${changedLines(before, now)}`,
        ),
      );
    }
  return { fixes, wrong };
}

/** What sendmail does after a fix and did not do before, where the grade does not allow it. */
async function changed(one: RuleCase, before: Texts, now: Texts, fix: Fix): Promise<readonly string[]> {
  const isTaken = ({ query, was, is }: Change): boolean =>
    fix.grade === "narrows" && !isLocal(query) && /^accepted|^\$# discard/.test(was) && /^\$# error/.test(is);
  return (await changesOf(one, before, now))
    .filter((change) => !isTaken(change))
    .map(shown)
    .slice(0, 3);
}

interface Change {
  readonly query: Query;
  readonly was: string;
  readonly is: string;
}

const isLocal = ({ recipient }: Query): boolean => /^<root(?:@|>)/.test(recipient);

const shown = ({ query, was, is }: Change): string =>
  `${query.clientName} [${query.clientAddress}], ${query.sender} to ${query.recipient}: ${was} -> ${is}`;

/** Transactions that end in another way. */
async function changesOf(one: RuleCase, before: Texts, now: Texts): Promise<readonly Change[]> {
  const mode = await modeFor(one);
  const queries = queriesAbout(changedLines(before, now));
  const old = await outcomes(mode, await siteWith(one, before), before, queries);
  const after = await outcomes(mode, await siteWith(one, now), now, queries);
  const all = queries.map((query, at) => ({ query, was: old[at] ?? "", is: after[at] ?? "" }));
  // A site that does not start, or whose rulesets end in a failure, is no measure.
  const measured = all.filter(({ was }) => !/no answer|554 rewrite: /.test(was));
  asked.compared += measured.length;
  asked.leftOut += all.length - measured.length;
  return measured.filter(({ was, is }) => was !== is);
}

/** Transactions that were compared, and those that were not, since sendmail gave no answer before the fix. */
const asked = { compared: 0, leftOut: 0 };
afterAll(() => console.info(`${asked.compared} transactions compared, ${asked.leftOut} left out`));

describe("fixes that are safe or narrow", () => {
  const cases = CASES.filter(({ code }) => PROMISING.has(code));
  let fixes = 0;

  it.each([...new Set(cases.map(({ code }) => code))])(
    "of %s change no answer, or only take grants away",
    async (code) => {
      const wrong: string[] = [];
      for (const [at, one] of cases.entries()) {
        if (one.code !== code) continue;
        for (const [number, [name, write]] of Object.entries(WAYS).entries()) {
          if (!LONG && name !== "as it is" && (at + number + SEED) % SHARE !== 0) continue;
          const way = written(one, name, write);
          if (way === undefined) continue;
          const result = await tried(way, name === "as it is");
          fixes += result.fixes;
          wrong.push(...result.wrong);
        }
      }
      expect(wrong).toEqual([]);
    },
  );

  it("are many", () => {
    console.info(`${fixes} fixes applied and asked`);
    expect(fixes).toBeGreaterThan(100);
    expect(asked.compared).toBeGreaterThan(20 * asked.leftOut);
  });
});

/** Words of a title that tell of more mail that is let in. */
const SAYS = /relay/;

/** Mail for this server, and what this host itself sends: it may relay wherever no mistake stops it. */
const isOwn = (query: Query): boolean => isLocal(query) || query.clientAddress === "127.0.0.1";

/** Where sendmail does not start before a fix there is nothing to compare. */
function unstarted(error: unknown): readonly Change[] {
  if (!(error instanceof Error) || !/answered 0 of/.test(error.message)) throw error;
  asked.leftOut += 1;
  return [];
}

describe("fixes that ask", () => {
  // Another seed asks about others, and the long form about all.
  const cases = LONG ? CASES : CASES.filter((_, at) => (at + SEED) % SHARE === 0);

  it("say in their title that they let more be relayed", async () => {
    const wrong: string[] = [];
    let fixes = 0;
    let opened = 0;
    for (const one of cases) {
      const { site } = await markedSite(one.files, one.modes);
      const seen = new Set<string>();
      for (const problem of found(site, one, one.code))
        for (const { grade, title, changes } of problem.fixes?.() ?? []) {
          if (grade !== "asks" || seen.has(title)) continue;
          seen.add(title);
          fixes++;
          const before = textsOf(one);
          const all = await changesOf(one, before, applied(before, changes)).catch(unstarted);
          const more = all.filter(({ query, was, is }) => !isOwn(query) && was !== "accepted" && is === "accepted");
          if (more.length > 0) opened++;
          if (SAYS.test(title)) continue;
          wrong.push(...more.slice(0, 1).map((change) => `${one.code}, ${one.name}: ${title}: ${shown(change)}`));
        }
    }
    console.info(`${fixes} fixes that ask, ${opened} of them let more be relayed`);
    expect(wrong).toEqual([]);
    expect(fixes).toBeGreaterThan(20);
  }, 1_200_000);
});
