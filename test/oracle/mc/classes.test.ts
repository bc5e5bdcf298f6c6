// What sendmail makes of class lines: the same words as we read, asked of sendmail itself in test mode.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { readMailConfig } from "../../../server/src/mc/index.ts";
import { runSendmail, safeFolder } from "../programs.ts";

const folder = safeFolder();
afterAll(folder.dispose);

const lines = [
  "C{X}a,b c\td",
  "C{Y} one  two ",
  "C{Z}one # two",
  "C{Q}one#two three",
  "CQfour",
  "C{R}192.0.2 [192.0.2.1] IPv6:2001:db8",
  "Ta,b c",
  "Troot",
  "C{V}",
];

/** Enough for sendmail to start in test mode. */
const frame = (body: string): string =>
  `V10/Berkeley\nDjhost.example.com\n${body}\nO QueueDirectory=/tmp\nSparse=0\nMlocal, P=/bin/true, F=l, A=x\nMprog, P=/bin/true, F=l, A=x\n`;

test("class lines", () => {
  const file = path.join(folder.dir, "test.cf");
  writeFileSync(file, frame(lines.join("\n")));
  const config = readMailConfig({ name: "a.mc", text: `LOCAL_CONFIG\n${lines.join("\n")}\n` });
  const names = ["X", "Y", "Z", "Q", "R", "t", "V"];
  for (const name of names) {
    const { stdout } = runSendmail(["-bt", "-C", file], `$=${name.length > 1 ? `{${name}}` : name}\n`);
    const answer = stdout
      .split("\n")
      .filter((line) => !/TEST MODE|Enter </.test(line))
      .map((line) => line.replace(/^> /, "").trim())
      .filter((line) => line !== "" && line !== ">");
    const ours = config
      .classMembers(name)
      .flatMap(({ how }) => (how.kind === "words" ? how.words.map((word) => word.text) : []));
    expect([name, ...new Set(ours)].sort()).toEqual([name, ...answer].sort());
  }
  console.log(`mc/classes: ${names.length} classes of ${lines.length} lines asked of sendmail`);
});
