// Lines of which only spaces reach the .cf: those that we report are those that GNU m4 and the library write after an empty line.

import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { catalog } from "../../../server/src/catalog/index.ts";
import { readMailConfig } from "../../../server/src/mc/index.ts";
import { spaceLines } from "../../../server/src/rules/mc-joined-line/space-lines.ts";
import {
  corpusFiles,
  LONG,
  libraryOf,
  NEWEST,
  programOf,
  run,
  SEED,
  type Version,
  versionsThere,
} from "../programs.ts";
import { Chance } from "../relay/random.ts";

/**
 * True if sendmail meets a line of spaces, or of spaces and a comment, after an empty line: an unknown configuration line. Undefined
 * where m4 ends early.
 */
function isRefused(body: string, version: Version): boolean | undefined {
  const dir = libraryOf(version);
  const { stdout, status } = run(
    programOf(version, "m4"),
    ["-D_NO_MAKEINFO_", `-D_CF_DIR_=${dir}`, path.join(dir, "m4/cf.m4"), "-"],
    body,
  );
  return status === 0 ? /(?:^|\n)\n[ \t]+(?:#.*)?(?:\n|$)/.test(stdout) : undefined;
}

function isReported(text: string): boolean {
  return spaceLines(readMailConfig({ name: "file:///sendmail.mc", text })).length > 0;
}

const REST = "MAILER(`local')dnl\nMAILER(`smtp')dnl\n";
const OSTYPE = "OSTYPE(`linux')dnl\n";
const CALLS = (["feature", "ostype", "domain", "hack"] as const).flatMap((kind) =>
  catalog
    .all(kind)
    .map(({ name }) => ({ call: `${kind.toUpperCase()}(\`${name}')`, first: kind === "ostype" ? "" : OSTYPE })),
);

test.each(LONG ? versionsThere() : [NEWEST])("after and before each file of the library of %s", (version) => {
  const wrong: string[] = [];
  let compared = 0;
  for (const { call, first } of CALLS)
    for (const body of [
      `${first}\n${call}dnl\n dnl\n${REST}`,
      `${first}# x\n${call}dnl\n dnl\n${REST}`,
      `${first}\n ${call}dnl\n# x\n${REST}`,
    ]) {
      const theirs = isRefused(body, version);
      if (theirs === undefined) continue;
      compared += 1;
      if (theirs !== isReported(body)) wrong.push(`${JSON.stringify(body)}: ${theirs}`);
    }
  expect(wrong).toEqual([]);
  expect(compared).toBeGreaterThan(300);
});

const LINES = [
  "",
  "# a comment",
  "dnl a comment",
  " ",
  "define(`confMAX_HOP', `20')",
  "MASQUERADE_AS(`example.com')",
  "FEATURE(`redirect')",
  "FEATURE(`use_cw_file')",
  "FEATURE(`msp')",
  "FEATURE(`access_db', `hash /etc/mail/access')",
  "DOMAIN(`generic')",
  "EXPOSED_USER(`root')",
  "VERSIONID(`x')",
  "ifdef(`x', `FEATURE(`dnsbl')')",
  "undefine(`x')",
  "divert(-1)\nunread\ndivert(0)",
];

test("in generated files", () => {
  const wrong: string[] = [];
  const seen = { true: 0, false: 0 };
  for (let seed = SEED; seed < SEED + (LONG ? 2_000 : 150); seed++) {
    const chance = new Chance(seed);
    const lines = chance
      .some(LINES, 2, 7)
      .map((line) => `${chance.pick(["", "", "", " ", "\t"])}${line}${chance.pick(["", "dnl", "dnl", " dnl", " "])}`);
    const body = `${chance.pick([OSTYPE, "OSTYPE(`debian')dnl\n", "OSTYPE(`freebsd6')\n"])}${lines.join("\n")}\n${REST}`;
    const theirs = isRefused(body, NEWEST);
    if (theirs === undefined) continue;
    seen[`${theirs}`] += 1;
    if (theirs !== isReported(body)) wrong.push(`${theirs}: ${JSON.stringify(body)}`);
  }
  expect(wrong.slice(0, 8)).toEqual([]);
  expect(Math.min(seen.true, seen.false)).toBeGreaterThan(20);
});

test("in real files", () => {
  const files = corpusFiles("mc");
  if (files.length === 0)
    console.warn("NOT RUN: no corpus of real configurations (set SENDMAIL_CORPUS to a folder with mc/).");
  const wrong = files.filter((file) => {
    const text = readFileSync(file, "latin1");
    const theirs = isRefused(text, NEWEST);
    return theirs !== undefined && theirs !== isReported(text);
  });
  expect(wrong).toEqual([]);
});
