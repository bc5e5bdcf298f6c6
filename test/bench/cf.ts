// How long it takes to read a sendmail.cf of 2,000 lines, against the start of `sendmail -bt` on the same file.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { type CfEnvironment, readCf } from "../../server/src/cf/index.ts";
import { cfDir, program, run, runSendmail, safeFolder } from "../oracle/programs.ts";
import { type Measurement, programTimes, quantile, times } from "./_measure.ts";

/** Features that make a .cf long, as people use them together. */
const MC = `OSTYPE(\`linux')dnl
FEATURE(\`access_db', \`hash -T<TMPF> /etc/mail/access')dnl
FEATURE(\`mailertable')dnl
FEATURE(\`virtusertable')dnl
FEATURE(\`genericstable')dnl
FEATURE(\`domaintable')dnl
FEATURE(\`delay_checks')dnl
FEATURE(\`greet_pause', \`5000')dnl
FEATURE(\`ratecontrol')dnl
FEATURE(\`conncontrol')dnl
FEATURE(\`enhdnsbl', \`bl.example.net')dnl
MAILER(\`local')dnl
MAILER(\`smtp')dnl
MAILER(\`uucp')dnl
`;

const ENVIRONMENT: CfEnvironment = {
  version: "8.17.1",
  hostName: "mx.example.com",
  interfaces: [],
  files: { read: () => ({ state: "missing" }) },
  user: () => undefined,
  group: () => undefined,
  service: () => undefined,
};

const RATIO = 0.5;

export async function bench(): Promise<Measurement[]> {
  const folder = safeFolder();
  try {
    const text = run(program("m4"), ["-D_NO_MAKEINFO_", `-D_CF_DIR_=${cfDir()}`, `${cfDir()}m4/cf.m4`, "-"], MC).stdout;
    const file = path.join(folder.dir, "test.cf");
    writeFileSync(file, text, "latin1");
    const source = { name: file, text };
    if (readCf(source, ENVIRONMENT).rulesets.size < 20) throw new Error("The configuration has no rulesets.");
    // Another name each time: what is kept of the lines of a file must not help.
    const ours = await times(200, 300, (turn) => readCf({ name: `${file} ${turn}`, text }, ENVIRONMENT));
    const theirs = await programTimes(3, 30, () => runSendmail(["-bt", "-C", file]));
    const value = quantile(ours, 0.5);
    const peer = quantile(theirs, 0.5);
    const lines = text.split("\n").length;
    return [
      {
        name: `cf: a .cf of ${lines} lines read, warm, p50, ratio to sendmail -bt`,
        value,
        unit: "ms",
        peer: "sendmail -bt from start to end, p50",
        ratio: value / peer,
        // sendmail takes about 10 ms where nothing else runs.
        budget: RATIO,
        ok: value / peer <= RATIO,
      },
    ];
  } finally {
    folder.dispose();
  }
}
