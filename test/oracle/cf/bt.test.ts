// Address test mode: byte for byte what `sendmail -bt` prints, in four versions, on real and made up configurations.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { readCf } from "../../../server/src/cf/index.ts";
import { Rewriter, UNKNOWN_DNS } from "../../../server/src/cf/rewrite/index.ts";
import { GREETING, TestMode } from "../../../server/src/cf/test-mode/index.ts";
import { buildCf } from "../../../server/src/mc/build.ts";
import { LONG, libraryOf, runSendmail, SEED, safeFolder, type Version, versionsThere } from "../programs.ts";
import { commands } from "./commands.ts";
import { builtConfigurations } from "./configurations.ts";
import { environment } from "./environment.ts";
import { bytesOf, databases, inFolder, madeUp, writeTables } from "./tables.ts";

const folder = safeFolder();
afterAll(() => folder.dispose());

const FILE = "test.cf";
const COMMANDS = 40;

/** What both print for an input. */
function answers(
  text: string,
  input: string,
  version: Version,
  tables: string,
): { readonly theirs: string; readonly mine: string } {
  writeFileSync(path.join(folder.dir, FILE), Buffer.from(text, "latin1"), { mode: 0o644 });
  const { stdout } = runSendmail(["-bt", "-C", FILE], input, { cwd: folder.dir, version });
  const there = databases(tables);
  const surroundings = environment(version);
  const engine = new Rewriter(readCf({ name: FILE, text }, surroundings), {
    files: surroundings.files,
    dns: UNKNOWN_DNS,
    user: () => undefined,
    compiled: (file) => (there.has(file) || bytesOf(file) !== undefined ? "there" : "missing"),
  });
  const mode = new TestMode(engine);
  const beginning = mode.start(FILE);
  const rest = beginning.ended ? "" : mode.session(input).output.slice(GREETING.length);
  return { theirs: stdout, mine: beginning.output + rest };
}

/** The first line in which two texts differ, with those before it. */
function difference(theirs: string, mine: string): string {
  const [left, right] = [theirs.split("\n"), mine.split("\n")];
  const at = left.findIndex((line, index) => line !== right[index]);
  const before = left.slice(Math.max(0, at - 3), at).join("\n");
  return `line ${at + 1}:\n${before}\n  sendmail: ${JSON.stringify(left[at])}\n  we:       ${JSON.stringify(right[at])}`;
}

const versions = versionsThere();
if (versions.length === 0) test.todo("no version of sendmail is there to ask");

/** In the ordinary run each version is asked about a share of the real configurations, and about some made up ones. */
const SHARE = LONG ? 1 : 10;
const MADE_UP = LONG ? 100 : 6;

describe.each(versions)("sendmail %s", (version) => {
  const ordinal = versions.indexOf(version);
  const tables = path.join(folder.dir, version);

  test("answers as we do on real configurations", () => {
    writeTables(tables, version);
    const asked = builtConfigurations(version).filter((_, at) => (at + ordinal) % SHARE === 0);
    const wrong = asked.flatMap(({ title, cf }, at) => {
      const input = commands(SEED * 100_000 + ordinal * 10_000 + at, COMMANDS);
      const { theirs, mine } = answers(inFolder(cf, tables), input, version, tables);
      return theirs === mine ? [] : [`${title}: ${difference(theirs, mine)}`];
    });
    expect(wrong).toEqual([]);
    expect(asked.length).toBeGreaterThan(2);
    console.log(`sendmail ${version} and we agree on ${COMMANDS} commands for each of ${asked.length} configurations`);
  });

  test("answers as we do on made up configurations", () => {
    writeTables(tables, version);
    const library = libraryOf(version);
    const wrong: string[] = [];
    let rules = 0;
    for (let at = 0; at < MADE_UP; at++) {
      const seed = SEED * 100_000 + ordinal * 10_000 + 5_000 + at;
      const source = { name: "made-up.mc", text: madeUp(seed) };
      const host = {
        read: (name: string) => {
          const text = bytesOf(name);
          return text === undefined ? undefined : { name, text };
        },
      };
      const { cf } = buildCf({ source, host, cfDir: library });
      rules += cf.split("\nR").length;
      const { theirs, mine } = answers(inFolder(cf, tables), commands(seed, COMMANDS), version, tables);
      if (theirs !== mine) wrong.push(`seed ${seed}: ${difference(theirs, mine)}\n${source.text}`);
    }
    expect(wrong).toEqual([]);
    expect(rules).toBeGreaterThan(MADE_UP * 100);
  });

  test("answers as we do in every shape of a long session", () => {
    writeTables(tables, version);
    const { cf } = buildCf({
      source: { name: "plain.mc", text: "OSTYPE(`linux')MAILER(`local')MAILER(`smtp')" },
      host: {
        read: (name: string) => {
          const text = bytesOf(name);
          return text === undefined ? undefined : { name, text };
        },
      },
      cfDir: libraryOf(version),
    });
    const input = commands(SEED + ordinal, LONG ? 20_000 : 1_000);
    const { theirs, mine } = answers(inFolder(cf, tables), input, version, tables);
    expect(theirs === mine ? "the same" : difference(theirs, mine)).toBe("the same");
    expect(theirs.split("\n").length).toBeGreaterThan(3_000);
  });
});
