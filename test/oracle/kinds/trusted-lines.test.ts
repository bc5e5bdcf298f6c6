// T lines: the words that sendmail has in class t, and that we name those which no user is called.
import { expect, test } from "vitest";
import { createService } from "../../../server/src/service.ts";
import { memoryWorkspace } from "../../../server/src/site/index.ts";
import { versionsThere } from "../programs.ts";
import { MailSite } from "../tables/mail-site.ts";

/** Lines with the words that are no names. */
const LINES: readonly (readonly [line: string, odd: readonly string[]])[] = [
  ["Ta1 a2", []],
  ["T b1", []],
  ["Tc1\tc2", []],
  ["Td1 # d2", []],
  ["T", []],
  ["TE1", []],
  ["Tf1, f2", ["f1,"]],
  ["Tg1,g2", ["g1,g2"]],
  ["Th1;h2", ["h1;h2"]],
  ["T/etc/mail/i1", ["/etc/mail/i1"]],
  ['T"j1 j2"', ['"j1', 'j2"']],
];
const WORDS = ["a1", "a2", "b1", "c1", "c2", "d1", "E1", "f2", ...LINES.flatMap(([, odd]) => odd)].sort();

test.each(versionsThere())("%s", (version) => {
  const text = LINES.map(([line]) => `${line}\n`).join("");
  const site = new MailSite({ version, adapt: (cf) => `${cf}\n${text}` });
  const printed = site.testMode(["$=t"], version);
  site.dispose();
  const words = printed.split("\n").flatMap((line) => /^(?:> )?(\S*[a-jE]\d\S*)$/.exec(line)?.[1] ?? []);
  expect(words.sort()).toEqual(WORDS);
});

test("what we say", async () => {
  const mc = `OSTYPE(\`linux')\nLOCAL_CONFIG\n${LINES.map(([line]) => `${line}\n`).join("")}MAILER(\`local')\nMAILER(\`smtp')\n`;
  const uri = "file:///etc/mail/sendmail.mc";
  const findings = await createService(memoryWorkspace({ [uri]: mc })).diagnostics(uri);
  const named = LINES.map(([line], at) => [
    line,
    findings
      .filter(({ range, code }) => range.start.line === at + 2 && code === "mc-class-member")
      .map(({ range }) => line.slice(range.start.character, range.end.character)),
  ]);
  expect(named).toEqual(LINES);
});
