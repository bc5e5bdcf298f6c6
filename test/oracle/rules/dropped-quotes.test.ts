// Which double quotes sendmail drops: those of D lines and of the program of a mailer, and no others. What we say of each fits.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { cfDir, program, run, runSendmail, safeFolder } from "../programs.ts";
import { problemsIn } from "./mending.ts";

const folder = safeFolder();
afterAll(folder.dispose);

/** Lines of LOCAL_CONFIG, a question, what is in the answer, and how bad our finding is. */
const CASES: readonly (readonly [line: string, question: string, answer: string, severity: string])[] = [
  ['DS"relay.example.net"', "$S", "relay.example.net", "information"],
  ['DMa"."example', "$M", "a.example", "information"],
  ["DS'relay.example.net'", "$S", "'relay.example.net'", "error"],
  ['Mfoo, P="/bin/true", A=foo', "=M", "(foo): P=/bin/true", "information"],
  ['Cw"q.example"', "$=w", '"q.example"', "error"],
  ['Kfoo text "/etc/passwd"', "/map foo root", "file name must be fully qualified", "error"],
];

test.each(CASES)("%s", async (line, question, answer, severity) => {
  const mc = `OSTYPE(\`linux')dnl\nMAILER(\`local')dnl\nMAILER(\`smtp')dnl\nLOCAL_CONFIG\n${line}\n`;
  const { stdout: cf } = run(program("m4"), [`-D_CF_DIR_=${cfDir()}`, path.join(cfDir(), "m4/cf.m4"), "-"], mc);
  const file = path.join(folder.dir, "sendmail.cf");
  writeFileSync(file, cf);
  const { stdout, stderr } = runSendmail(["-bt", "-C", file], `${question}\n`, { cwd: folder.dir });
  expect(`${stdout}${stderr}`).toContain(answer);
  const uri = "file:///etc/mail/sendmail.mc";
  const found = await problemsIn({ [uri]: mc }, uri);
  expect(
    found.filter(({ message }) => /quotes|apostrophes|never matches/.test(message)).map((one) => one.severity),
  ).toEqual([severity]);
});
