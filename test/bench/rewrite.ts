// Time of one SMTP transaction by the interpreter on a stock .cf, beside `sendmail -bt` in the same run.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { Code } from "../../server/src/cf/codes.ts";
import { type CfEnvironment, readCf } from "../../server/src/cf/index.ts";
import { readDnsTable } from "../../server/src/cf/rewrite/dns-table.ts";
import { Rewriter } from "../../server/src/cf/rewrite/index.ts";
import { buildCf } from "../../server/src/mc/build.ts";
import { cfDir, onOwnHost, program } from "../oracle/programs.ts";
import { type Measurement, programTimes, quantile, times } from "./_measure.ts";

const MC = `OSTYPE(\`linux')dnl
define(\`confSERVICE_SWITCH_FILE', \`SWITCH')dnl
define(\`confDONT_PROBE_INTERFACES', \`true')dnl
define(\`confDOMAIN_NAME', \`mx.example.com')dnl
FEATURE(\`nocanonify')dnl
FEATURE(\`accept_unresolvable_domains')dnl
MAILER(\`local')dnl
MAILER(\`smtp')dnl
LOCAL_RULESETS
SAsk_relay
R$* $$| $*	$@ $>check_relay $1 $| $2
`;
const TRANSACTIONS = 2_000;
/** Milliseconds that one transaction may take when it is warm. */
const BUDGET = 0.2;

const environment: CfEnvironment = {
  version: "8.17.1",
  hostName: "mx.example.com",
  interfaces: [],
  files: { read: () => ({ state: "missing" }) },
  user: () => null,
  group: () => null,
  service: () => true,
};

function bytesOf(file: string): string | undefined {
  try {
    return readFileSync(file, "latin1");
  } catch {
    return undefined;
  }
}

export async function bench(): Promise<readonly Measurement[]> {
  const dir = mkdtempSync(path.join(homedir(), ".sml-bench-"));
  try {
    const switchFile = path.join(dir, "switch");
    writeFileSync(switchFile, "hosts files\naliases files\n");
    const host = {
      read: (name: string) => {
        const text = bytesOf(name);
        return text === undefined ? undefined : { name, text };
      },
    };
    const source = { name: "bench.mc", text: MC.replace("SWITCH", switchFile) };
    const { cf } = buildCf({ source, host, cfDir: cfDir() });
    const ours = await interpreter(cf);
    const theirs = await sendmail(cf, dir);
    const ratio = ours / theirs;
    return [
      {
        name: "one SMTP transaction (check_relay, check_mail, check_rcpt)",
        value: ours,
        unit: "ms",
        peer: `sendmail -bt ${theirs.toFixed(3)} ms`,
        ratio,
        budget: BUDGET,
        ok: ours < BUDGET && ratio < 1,
      },
    ];
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Milliseconds for one transaction, warm: the median of some rounds. */
async function interpreter(cf: string): Promise<number> {
  const engine = new Rewriter(readCf({ name: "bench.cf", text: cf }, environment), {
    files: environment.files,
    dns: readDnsTable("").service,
    user: () => null,
  });
  const words = (text: string): readonly string[] => engine.scan(text, { table: "rule" }) ?? [];
  const rounds = await times(4, 9, () => {
    for (let i = 0; i < TRANSACTIONS; i++) {
      const macros = new Map([
        ["client_addr", `192.0.2.${i % 256}`],
        ["client_name", "client.example"],
        ["client_resolve", "OK"],
        ["f", "joe@foo.example"],
      ]);
      engine.run("check_relay", [...words("client.example"), Code.else, ...words(`192.0.2.${i % 256}`)], { macros });
      engine.run("check_mail", words(`<user${i}@foo.example>`), { macros });
      engine.run("check_rcpt", words(`<user${i}@example.org>`), { macros });
    }
  });
  return quantile(rounds, 0.5) / TRANSACTIONS;
}

/** The same questions to sendmail; what it takes to start is taken off. */
async function sendmail(cf: string, dir: string): Promise<number> {
  writeFileSync(path.join(dir, "bench.cf"), cf, { mode: 0o644 });
  const ask = (input: string): void => {
    const command = [program("sendmail"), "-bt", "-C", path.join(dir, "bench.cf")];
    spawnSync("unshare", [...onOwnHost(command)], { input, maxBuffer: 1 << 28 });
  };
  const questions = Array.from({ length: TRANSACTIONS }, (_, i) =>
    [
      `.D{client_addr}192.0.2.${i % 256}`,
      ".D{client_name}client.example",
      ".D{client_resolve}OK",
      ".Dfjoe@foo.example",
      `Ask_relay client.example $| 192.0.2.${i % 256}`,
      `check_mail <user${i}@foo.example>`,
      `check_rcpt <user${i}@example.org>`,
      "",
    ].join("\n"),
  ).join("");
  const [empty = 0] = await programTimes(1, 3, () => ask(""));
  const [all = 0] = await programTimes(0, 3, () => ask(questions));
  return (all - empty) / TRANSACTIONS;
}
