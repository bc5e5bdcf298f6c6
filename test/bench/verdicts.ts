// How long the interpreter takes for one SMTP transaction, against sendmail -bt asked about the same one.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { Interpreters } from "../../server/src/interpreter/index.ts";
import { defaultQuery } from "../../server/src/relay/index.ts";
import { Verdicts } from "../../server/src/relay/verdicts/index.ts";
import { memoryWorkspace } from "../../server/src/site/index.ts";
import { cfDir, program, run, runSendmail, safeFolder } from "../oracle/programs.ts";
import { type Measurement, programTimes, quantile, times } from "./_measure.ts";

const MC = `OSTYPE(\`linux')dnl
FEATURE(\`access_db')dnl
FEATURE(\`blocklist_recipients')dnl
MAILER(\`local')dnl
MAILER(\`smtp')dnl
`;

const URI = "file:///etc/mail/sendmail.cf";
/** Milliseconds where nothing else runs. */
const BUDGET = 0.2;
const RATIO = 0.2;
/** Transactions in one run of test mode. */
const ASKED = 200;

/** What a session asks of the rulesets, as a person would type it. */
const SESSION = [
  ".D{client_addr}203.0.113.77",
  ".D{client_name}mail.stranger.example",
  "check_relay mail.stranger.example",
  "3,0 x@stranger.example",
  "check_mail <x@stranger.example>",
  "3,0 victim@elsewhere.example",
  "check_rcpt <victim@elsewhere.example>",
];

export async function bench(): Promise<Measurement[]> {
  const folder = safeFolder();
  try {
    const library = cfDir();
    const mc = `define(\`confDONT_PROBE_INTERFACES', \`true')define(\`confSERVICE_SWITCH_FILE', \`${folder.dir}/switch')${MC}`;
    const text = run(program("m4"), [`-D_CF_DIR_=${library}`, `${library}m4/cf.m4`, "-"], mc).stdout;
    const file = path.join(folder.dir, "test.cf");
    writeFileSync(file, text, "latin1");
    writeFileSync(path.join(folder.dir, "switch"), "hosts files\n");
    const workspace = memoryWorkspace({ [URI]: text, "file:///etc/mail/access": "Connect:192.0.2 RELAY\n" });
    const interpreters = new Interpreters(workspace, { hostName: "mx.example.com", root: "file:///" });
    const document = await interpreters.read(URI);
    const interpreter = document && (await interpreters.ofCf(document));
    if (interpreter === undefined) throw new Error("The library made no configuration.");
    const verdicts = new Verdicts(interpreter);
    let made = 0;
    if (verdicts.decide(defaultQuery).stage !== "rcpt") throw new Error("A stranger is not refused at RCPT.");
    // Each is another one: an answer that was given before is kept.
    const ours = await times(2_000, 5_000, (turn) =>
      verdicts.decide({ ...defaultQuery, recipient: `<u${made++}-${turn}@elsewhere.example>` }, { steps: false }),
    );
    const typed = `${Array.from({ length: ASKED }, () => SESSION.join("\n")).join("\n")}\n`;
    const theirs = await programTimes(1, 5, () => runSendmail(["-bt", "-C", file], typed));
    const value = quantile(ours, 0.5);
    const peer = quantile(theirs, 0.5) / ASKED;
    return [
      {
        name: "relay: one SMTP transaction by the interpreter on a stock .cf, warm, p50, ratio to sendmail -bt",
        value,
        unit: "ms",
        peer: `sendmail -bt, one of ${ASKED} transactions, p50`,
        ratio: value / peer,
        // sendmail takes about a millisecond where nothing else runs.
        budget: RATIO,
        ok: value <= BUDGET || value / peer <= RATIO,
      },
    ];
  } finally {
    folder.dispose();
  }
}
