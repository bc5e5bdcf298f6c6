// The .cf that we build is byte for byte the one that GNU m4 writes, and so is what it says on stderr.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { buildCf } from "../../../server/src/mc/build.ts";
import { type Case, realCases, realM4, wholeDisk } from "../mc/cases.ts";
import { cfDir } from "../programs.ts";

const { cases, dispose } = realCases();
let bytes = 0;
let mapped = 0;
afterAll(() => {
  dispose();
  console.log(`build: ${cases.length} files, ${bytes} bytes equal, ${mapped} lines of the .cf led back to their .mc`);
});

const variants: readonly (readonly [title: string, definitions: ReadonlyMap<string, string>])[] = [
  ["plain", new Map()],
  [
    "with -D",
    new Map([
      ["MAIL_SETTINGS_DIR", "/srv/mail/"],
      ["_USE_ETC_MAIL_", ""],
      ["confLOG_LEVEL", "22"],
    ]),
  ],
];

function same(item: Case, definitions: ReadonlyMap<string, string>): void {
  const flags = [...definitions].map(([name, value]) => `-D${name}=${value}`);
  const real = realM4(item, flags);
  const built = buildCf({ source: item.source, host: wholeDisk, cfDir: cfDir(), definitions });
  expect(built.cf).toBe(real.stdout);
  expect(built.stderr).toBe(real.stderr);
  expect(built.exitStatus).toBe(real.status);
  expect(built.lines.length).toBe(real.stdout.split("\n").length - (real.stdout.endsWith("\n") ? 1 : 0));
  bytes += real.stdout.length;
  mapped += built.lines.filter((span) => span !== undefined).length;
}

describe.each(variants)("%s", (_title, definitions) => {
  test.each(cases.map((item) => [item.title, item] as const))("%s", (_name, item) => same(item, definitions));
});

test("a library that is included by a name that is not there is the one of the folder", () => {
  const item = cases.find((candidate) => candidate.includesLibrary);
  if (item === undefined) throw new Error("no file includes the library");
  const text = item.source.text.replace(`${cfDir()}m4/cf.m4`, "/nowhere/m4/cf.m4");
  const built = buildCf({ source: { name: item.source.name, text }, host: wholeDisk, cfDir: cfDir() });
  expect(built.redirected).toBe("/nowhere/m4/cf.m4");
  expect(built.cf).toBe(realM4(item).stdout);
  expect(built.exitStatus).toBe(1);
});

describe("a .mc as it is written, although its library is not there", () => {
  const WORDS = "OSTYPE(`linux')dnl\ndefine(`SMART_HOST', `x.example')dnl\nMAILER(`local')dnl\n";
  test.each([
    "include(`/nowhere/m4/cf.m4')dnl\n",
    "divert(-1)\ninclude(`/nowhere/m4/cf.m4')dnl\n",
    "divert(-1)\ninclude(`/nowhere/m4/cf.m4')\ndivert(0)dnl\n",
    "include(`../m4/cf.m4')\n",
    "sinclude(`/nowhere/m4/cf.m4')dnl\n",
    "include(/nowhere/m4/cf.m4)\nVERSIONID(`x')\n",
  ])("%j is what m4 makes of it", (head) => {
    const name = path.join(mkdtempSync(path.join(tmpdir(), "sml-build-")), "wrong.mc");
    const source = { name, text: `${head}${WORDS}` };
    writeFileSync(name, source.text);
    const real = realM4({ source, includesLibrary: true });
    const built = buildCf({ source, host: wholeDisk, cfDir: cfDir(), asWritten: true });
    expect([built.cf, built.stderr, built.exitStatus]).toEqual([real.stdout, real.stderr, real.status]);
    expect(built.unread).toMatch(/m4\/cf\.m4$/);
    rmSync(path.dirname(name), { recursive: true });
  });
});
