// `sendmail-lint test`: its formats, its exit status, and texts that give no orders.
import { mkdirSync } from "node:fs";
import path from "node:path";
import { beforeEach, expect, it } from "vitest";
import type { TestFormat } from "../../server/src/cli/commands/test.ts";
import { EXIT } from "../../server/src/cli/output.ts";
import { test as runTests } from "../../server/src/cli/test.ts";
import { DEFAULT_SETTINGS } from "../../server/src/settings.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const temporary = temporaryFolder();
const { put } = temporary;
beforeEach(() => {
  put("sendmail.mc", "OSTYPE(`linux')dnl\nFEATURE(`access_db')dnl\nMAILER(`local')dnl\nMAILER(`smtp')dnl\n");
  put("access", "Connect:192.168.10\tRELAY\n");
});

async function run(format: TestFormat, ...paths: readonly string[]) {
  const lines: string[] = [];
  const errors: string[] = [];
  const output = {
    print: (text: string) => void lines.push(text),
    write: () => undefined,
    error: (text: string) => void errors.push(text),
  };
  const status = await runTests({ paths, format, settings: DEFAULT_SETTINGS }, output);
  return {
    status,
    lines: lines.map((line) =>
      line.replaceAll(`${temporary.dir}/`, "").replaceAll(path.relative(process.cwd(), temporary.dir), "DIR"),
    ),
    errors,
  };
}

const PASSING = "  - {name: closed, to: anywhere, expect: refused}\n";
const FAILING = "  - {name: 'open # <no>', client: 192.168.10.7, to: anywhere, expect: refused}\n";
const tests = (...list: readonly string[]) => `host: mx.example.com\ntests:\n${list.join("")}`;

it("prints a line for each test, and why one failed", async () => {
  const file = put("sendmail.relay-test.yaml", tests(PASSING, FAILING));
  const { status, lines } = await run("text", file);
  expect(status).toBe(EXIT.findings);
  expect(lines.slice(0, 4)).toEqual([
    "sendmail.relay-test.yaml",
    "  ok   closed",
    "  FAIL open # <no>",
    "         Mail to anywhere is relayed.",
  ]);
  expect(lines.join("\n")).toMatch(/access:1\)/);
  expect(lines.at(-1)).toBe("2 tests: 1 passed, 1 failed");
});

it("is content where all pass, and finds the files of a folder", async () => {
  put("sendmail.relay-test.yaml", tests(PASSING));
  put("other/sendmail.mc", "OSTYPE(`linux')dnl\nMAILER(`smtp')dnl\n");
  put("other/sendmail.relay-test.yml", tests(PASSING));
  const { status, lines } = await run("text", temporary.dir);
  expect(status).toBe(EXIT.clean);
  expect(lines.at(-1)).toBe("2 tests: 2 passed, 0 failed");
});

it("prints JSON lines", async () => {
  const { lines } = await run(
    "json",
    put("a.relay-test.yaml", `configuration: sendmail.mc\n${tests(PASSING, FAILING)}`),
  );
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    { file: "a.relay-test.yaml", test: "closed", index: 0, status: "passed", message: "", because: [] },
    expect.objectContaining({
      status: "failed",
      message: "Mail to anywhere is relayed.",
      expected: "refused",
      actual: "relayed",
      because: expect.arrayContaining([expect.objectContaining({ line: 1 })]),
    }),
  ]);
});

it("prints TAP, in which a number sign is no directive", async () => {
  const { lines } = await run("tap", put("sendmail.relay-test.yaml", tests(PASSING, FAILING)));
  expect(lines).toEqual([
    "TAP version 14",
    "# sendmail.relay-test.yaml",
    "ok 1 - closed",
    "not ok 2 - open \\# <no>",
    "  ---",
    '  message: "Mail to anywhere is relayed."',
    '  expected: "refused"',
    '  actual: "relayed"',
    "  ...",
    "1..2",
  ]);
});

it("prints JUnit's XML", async () => {
  const { lines } = await run("junit", put("sendmail.relay-test.yaml", tests(PASSING, FAILING)));
  expect(lines[2]).toBe('  <testsuite name="sendmail.relay-test.yaml" tests="2" failures="1" errors="0">');
  expect(lines.join("\n")).toContain('name="open # &lt;no&gt;"><failure message="Mail to anywhere is relayed.">');
});

it("exits with 2 where a file has mistakes, is not there, or there are none", async () => {
  const broken = await run("text", put("sendmail.relay-test.yaml", "tests: [\n"));
  expect(broken.status).toBe(EXIT.usage);
  expect(broken.lines.slice(1, 3)).toEqual([
    "  The file of tests has mistakes, so none of them was run.",
    expect.stringMatching(/^ {2}line \d: \w.*\.$/),
  ]);
  const wrong = put("sendmail.relay-test.yaml", "tests:\n  - {to: anywhere, expct: refused}\n");
  const mistakes = [{ line: 2, message: '"expct" is not known here.' }];
  expect(JSON.parse((await run("json", wrong)).lines.join())).toMatchObject({ mistakes });
  for (const format of ["tap", "junit"] as const)
    expect((await run(format, wrong)).lines.join("\n")).toMatch(/Line 2: .*expct.* is not known here/);
  const empty = await run("text", put("empty.relay-test.yaml", "configuration: sendmail.mc\ntests: []\n"));
  expect([empty.status, empty.lines[1]]).toEqual([EXIT.usage, "  The file has no tests."]);
  expect((await run("text", put("notes.txt", ""))).lines[1]).toBe("  Its name does not end in .relay-test.yaml.");
  expect((await run("text", path.join(temporary.dir, "none.relay-test.yaml"))).status).toBe(EXIT.usage);
  mkdirSync(path.join(temporary.dir, "empty"));
  expect((await run("text", path.join(temporary.dir, "empty"))).errors.join()).toContain("there are no relay tests");
});

it("does not call a test green whose answer is not certain", async () => {
  put("sendmail.mc", "OSTYPE(`linux')dnl\nFEATURE(`access_db')dnl\ninclude(`missing.m4')dnl\nMAILER(`smtp')dnl\n");
  const { status, lines } = await run("text", put("sendmail.relay-test.yaml", tests(PASSING)));
  expect(status).not.toBe(EXIT.clean);
  expect(lines[1]).toMatch(/^ {2}\? {4}closed/);
});

it("prints nothing that a terminal obeys", async () => {
  const text = '  - {name: "a\\e]0;x\\a b\\n::error::", to: anywhere, expect: relayed}\n';
  const { lines } = await run("text", put("sendmail.relay-test.yaml", tests(text)));
  expect(lines.join("\n")).toMatch(/^[\n -~]*$/);
});
