// What is in parentheses in a value of the access map is a comment to sendmail: whom such a line lets relay, and what we read in it.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { parseAction } from "../../../server/src/tables/action.ts";
import { cfDir, program, run, runSendmail, safeFolder } from "../programs.ts";

const folder = safeFolder();
afterAll(folder.dispose);

const VALUES: readonly string[] = [
  "RELAY",
  "RELAY (office)",
  "(our office) RELAY",
  "relay(x)",
  "RELAY (a (b) c)",
  "RELAY (a",
  "RELAY () ()",
  "RE(x)LAY",
  "RELAY a)",
  "RELAY (a) b",
  "(RELAY)",
  "OK (RELAY)",
  "RELAY # office",
];

test("comments in values", () => {
  const access = path.join(folder.dir, "access");
  writeFileSync(access, VALUES.map((value, at) => `Connect:203.0.113.${at + 1}\t${value}\n`).join(""));
  run(
    program("makemap"),
    ["hash", access],
    VALUES.map((value, at) => `Connect:203.0.113.${at + 1}\t${value}\n`).join(""),
  );
  const mc = `OSTYPE(\`linux')dnl\nFEATURE(\`access_db', \`hash -T<TMPF> ${access}')dnl\nMAILER(\`smtp')dnl\n`;
  const { stdout: cf } = run(program("m4"), [`-D_CF_DIR_=${cfDir()}`, path.join(cfDir(), "m4/cf.m4"), "-"], mc);
  const file = path.join(folder.dir, "sendmail.cf");
  writeFileSync(file, cf);
  const questions = VALUES.map(
    (_, at) =>
      `.D{client_addr}203.0.113.${at + 1}\n.D{client_name}x.example\n.D{client_resolve}OK\nBasic_check_rcpt <u@far.example>\n`,
  );
  const { stdout } = runSendmail(["-bt", "-C", file], questions.join(""), { cwd: folder.dir });
  const relays = [...stdout.matchAll(/^(?:> )*Basic_check_rcpt +returns: (.*)$/gm)].map(
    ([, answer]) => answer === "RELAY",
  );
  expect(relays).toHaveLength(VALUES.length);
  expect(VALUES.filter((_, at) => relays[at])).toContain("RELAY (a");
  expect(VALUES.map((value) => parseAction(value, "connect").kind === "relay")).toEqual(relays);
});
