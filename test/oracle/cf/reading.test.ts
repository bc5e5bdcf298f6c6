// What address test mode shows of a configuration after reading it: rulesets, mailers, macros, classes, byte for byte in four versions.
import { writeFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { readCf } from "../../../server/src/cf/index.ts";
import { printMessage } from "../../../server/src/cf/messages.ts";
import { Rewriter, UNKNOWN_DNS } from "../../../server/src/cf/rewrite/index.ts";
import { TestMode } from "../../../server/src/cf/test-mode/index.ts";
import type { CfConfig } from "../../../server/src/cf/types.ts";
import { LONG, runSendmail, safeFolder, type Version, versionsThere } from "../programs.ts";
import { builtConfigurations } from "./configurations.ts";
import { environment, withoutCause } from "./environment.ts";
import { configuration } from "./generated.ts";

const folder = safeFolder();
afterAll(() => folder.dispose());

const FILE = "test.cf";

/** Macros that are another in each run: the date, the queue id, who asks, the load. */
const OF_THE_RUN: ReadonlySet<string> = new Set(["b", "i", "_", "load_avg"]);
const SHORT_NAMES = Array.from({ length: 94 }, (_, at) => String.fromCharCode(33 + at)).filter((name) => name !== "{");

function written(name: string): string {
  return name.length === 1 ? name : `{${name}}`;
}

/** Everything that test mode can be asked about what was read. */
function questions(cf: CfConfig): readonly string[] {
  const named = [...cf.rulesetNumbers.keys()];
  const numbered = [...cf.rulesets.keys()].filter((number) => number < 100).map(String);
  const macros = new Set([...SHORT_NAMES, ...cf.macros.keys()]);
  const classes = new Set([...SHORT_NAMES, ...cf.classes.keys()]);
  return [
    ...[...named, ...numbered].map((name) => `=S ${name}`),
    "=M",
    ...[...macros].filter((name) => !OF_THE_RUN.has(name)).map((name) => `$${written(name)}`),
    ...[...classes].map((name) => `$=${written(name)}`),
  ];
}

interface Agreement {
  readonly questions: number;
  readonly theirs: string;
  readonly mine: string;
}

/** Asks both about one text; bytes as latin1. */
function compare(text: string, version: Version): Agreement {
  writeFileSync(path.join(folder.dir, FILE), Buffer.from(text, "latin1"), { mode: 0o644 });
  const cf = readCf({ name: FILE, text }, environment(version, folder.dir));
  const asked = questions(cf);
  const input = asked.map((question) => `${question}\n`).join("");
  const { stdout } = runSendmail(["-bt", "-C", FILE], input, { cwd: folder.dir, version });
  const engine = new Rewriter(cf, { files: cf.environment.files, dns: UNKNOWN_DNS, user: () => undefined });
  const messages = cf.messages.map((message) => withoutCause(`${printMessage(message, FILE)}\n`)).join("");
  return {
    questions: asked.length,
    theirs: withoutCause(stdout),
    mine: messages + new TestMode(engine).session(input).output,
  };
}

/** A macro that contains itself: what sendmail makes of it depends on the sizes of its buffers. */
function isEndless(text: string, version: Version): boolean {
  return readCf({ name: FILE, text }, environment(version)).messages.some(({ code }) => code === "recursion");
}

/** The first line in which two texts differ, with its number. */
function firstDifference(theirs: string, mine: string): string {
  const [left, right] = [theirs.split("\n"), mine.split("\n")];
  const at = left.findIndex((line, index) => line !== right[index]);
  return `line ${at + 1}:\n  sendmail: ${JSON.stringify(left[at])}\n  we:       ${JSON.stringify(right[at])}`;
}

const versions = versionsThere();
if (versions.length === 0) test.todo("no version of sendmail is there to ask");

/** In the ordinary run each version is asked about a share of the configurations. */
const SHARE = LONG ? 1 : 8;

describe.each(versions)("sendmail %s", (version) => {
  test("shows of real configurations what we show", () => {
    const all = builtConfigurations(version);
    const asked = all.filter((_, at) => (at + versions.indexOf(version)) % SHARE === 0);
    let count = 0;
    const wrong: string[] = [];
    for (const { title, cf } of asked) {
      const { questions: number, theirs, mine } = compare(cf, version);
      count += number;
      if (theirs !== mine) wrong.push(`${title}, ${firstDifference(theirs, mine)}`);
    }
    console.log(
      `sendmail ${version} and we agree on ${asked.length} of ${all.length} built configurations, ${count} answers`,
    );
    expect(wrong).toEqual([]);
    expect(asked.length).toBeGreaterThan(3);
  });

  test("shows of generated configurations what we show", () => {
    let asked = 0;
    let answers = 0;
    fc.assert(
      fc.property(configuration, ({ cf, words }) => {
        writeFileSync(path.join(folder.dir, "words"), Buffer.from(words, "latin1"), { mode: 0o644 });
        fc.pre(!isEndless(cf, version));
        const { questions: number, theirs, mine } = compare(cf, version);
        asked++;
        answers += number;
        if (theirs !== mine) throw new Error(`${firstDifference(theirs, mine)}\n${JSON.stringify({ cf, words })}`);
      }),
      // Each version is asked about others.
      {
        numRuns: LONG ? 100 : 25,
        endOnFailure: LONG,
        seed: Number(fc.readConfigureGlobal().seed ?? 1) + versions.indexOf(version),
      },
    );
    console.log(`sendmail ${version} and we agree on ${asked} generated configurations, ${answers} answers`);
  });
});
