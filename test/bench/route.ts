// How long it takes to say where mail to an address goes, through virtusertable and aliases, against `sendmail -bv`.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { diskFiles } from "../../server/src/files.node.ts";
import { createService } from "../../server/src/service.ts";
import { DEFAULT_SETTINGS } from "../../server/src/settings.ts";
import { cfDir, program, run, runSendmail, safeFolder } from "../oracle/programs.ts";
import { type Measurement, programTimes, quantile, times } from "./_measure.ts";

const HOST = "mx.example.com";
const MC = `OSTYPE(\`linux')dnl
define(\`confSERVICE_SWITCH_FILE', \`@/service.switch')dnl
define(\`confDONT_PROBE_INTERFACES', \`true')dnl
define(\`ALIAS_FILE', \`@/aliases')dnl
define(\`QUEUE_DIR', \`@/queue')dnl
define(\`SMART_HOST', \`smart.example')dnl
FEATURE(\`nocanonify')dnl
FEATURE(\`mailertable', \`hash @/mailertable')dnl
FEATURE(\`virtusertable', \`hash @/virtusertable')dnl
VIRTUSER_DOMAIN(\`virt.example')dnl
MAILER(\`local')dnl
MAILER(\`smtp')dnl
`;
const ADDRESSES = [
  "info@virt.example",
  "someone@far.example",
  "someone@map.example",
  "root",
  "nobody-here@virt.example",
];
/** Milliseconds for one address. */
const BUDGET = 2;

export async function bench(): Promise<readonly Measurement[]> {
  const { dir, dispose } = safeFolder();
  try {
    const write = (name: string, text: string): string => {
      const file = path.join(dir, name);
      writeFileSync(file, text.replaceAll("@/", `${dir}/`));
      return file;
    };
    mkdirSync(path.join(dir, "queue"));
    write("service.switch", "hosts files\naliases files\n");
    write("aliases", "info: staff, root\nstaff: root, someone@far.example\n");
    for (const [name, text] of Object.entries({
      virtusertable: "info@virt.example\tinfo\n@virt.example\t%1\n",
      mailertable: "map.example\tesmtp:relay.example\n",
    }))
      run(program("makemap"), ["hash", write(name, text)], text);
    const mc = write("sendmail.mc", MC);
    write("sendmail.cf", run(program("m4"), [`-D_CF_DIR_=${cfDir()}`, `${cfDir()}m4/cf.m4`, mc]).stdout);
    const cf = path.join(dir, "sendmail.cf");
    runSendmail(["-bi", "-C", cf]);
    const service = createService({ ...diskFiles(), folders: [] });
    service.configure({ ...DEFAULT_SETTINGS, root: "file:///", hostName: HOST });
    const uri = `file://${mc}`;
    const [first] = ADDRESSES;
    const found = await service.route(uri, { recipient: first ?? "" });
    if (found?.answer.deliveries.length !== 2) throw new Error("the bench asks a server that does not deliver");
    const rounds = await times(20, 200, async () => {
      for (const recipient of ADDRESSES) await service.route(uri, { recipient });
    });
    const ours = quantile(rounds, 0.5) / ADDRESSES.length;
    const theirs = quantile(await programTimes(2, 20, () => runSendmail(["-C", cf, "-bv", ADDRESSES[0] ?? ""])), 0.5);
    return [
      {
        name: "where: one address through all tables, warm, p50",
        value: ours,
        unit: "ms",
        peer: "sendmail -bv from start to end, p50",
        ratio: ours / theirs,
        budget: BUDGET,
        ok: ours < BUDGET,
      },
    ];
  } finally {
    dispose();
  }
}
