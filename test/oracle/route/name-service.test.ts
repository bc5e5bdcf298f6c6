// Where a real name server decides where mail goes: with its answers we say what sendmail says, and without them that we do not know.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { NameService } from "../../../server/src/cf/rewrite/index.ts";
import { diskFiles } from "../../../server/src/files.node.ts";
import type { Interpreter } from "../../../server/src/interpreter/index.ts";
import { Judge } from "../../../server/src/judge.ts";
import { KINDS } from "../../../server/src/kinds/index.ts";
import { routeOf } from "../../../server/src/route/index.ts";
import { DEFAULT_SETTINGS } from "../../../server/src/settings.ts";
import { KnownConfigs } from "../../../server/src/site/index.ts";
import { cfDir, program, run, safeFolder } from "../programs.ts";

const HOST = "mx.example.com";

/** What the name server says; nothing else exists. */
const ZONE: Readonly<Record<string, { A?: string; MX?: string; CNAME?: string }>> = {
  [HOST]: { A: "192.0.2.10" },
  "real.test": { A: "192.0.2.1", MX: "mx.real.test" },
  "mx.real.test": { A: "192.0.2.2" },
  "alias.test": { CNAME: "real.test" },
  "other.test": { A: "192.0.2.3" },
  "short.example.com": { A: "192.0.2.4" },
  "www.test": { CNAME: "other.test" },
  "ours.test": { CNAME: HOST },
  "mail.test": { MX: "mx.real.test" },
  "192.0.2.9": { A: "192.0.2.9" },
};

/** Each address, and whether the answer of the name server changes where its mail goes. */
const ADDRESSES: readonly (readonly [address: string, decides: boolean])[] = [
  ["u@real.test", false],
  // The line for the alias is not found, that for the name that it leads to is.
  ["u@alias.test", true],
  ["u@www.test", true],
  ["u@other.test", false],
  // A name that leads to this server is not a name of this server.
  ["root@ours.test", true],
  ["u@mail.test", false],
  ["u@nowhere.test", true],
  ["u@short", true],
  ["u@[192.0.2.1]", false],
  ["u@192.0.2.9", false],
  ["root", false],
  [`root@${HOST}`, false],
];

const TABLE = [
  "alias.test\tsmtp:[alias]",
  "real.test\tsmtp:[real]",
  "short.example.com\tsmtp:[short]",
  "192.0.2.9\tsmtp:[bare]",
];

const folder = safeFolder();
afterAll(() => folder.dispose());
const file = (name: string): string => path.join(folder.dir, name);
let interpreter: Interpreter;

beforeAll(async () => {
  const mc = [
    `define(\`confSERVICE_SWITCH_FILE', \`${file("switch")}')`,
    "define(`confDONT_PROBE_INTERFACES', `true')",
    `define(\`confDOMAIN_NAME', \`${HOST}')`,
    `define(\`ALIAS_FILE', \`${file("aliases")}')`,
    "OSTYPE(`linux')",
    `FEATURE(\`mailertable', \`hash ${file("mailertable")}')`,
    "MAILER(`local')",
    "MAILER(`smtp')",
  ];
  const texts = {
    switch: "hosts dns files\naliases files\n",
    resolv: "nameserver 127.0.0.1\n",
    aliases: "",
    mailertable: `${TABLE.join("\n")}\n`,
  };
  for (const [name, text] of Object.entries(texts)) writeFileSync(file(name), text);
  writeFileSync(file("sendmail.mc"), `${mc.join("\n")}\n`);
  writeFileSync(
    file("sendmail.cf"),
    run(program("m4"), [`-D_CF_DIR_=${cfDir()}`, `${cfDir()}m4/cf.m4`, file("sendmail.mc")]).stdout,
    "latin1",
  );
  run(program("makemap"), ["hash", file("mailertable")], readFileSync(file("mailertable"), "latin1"));
  const settings = {
    ...DEFAULT_SETTINGS,
    root: "file:///",
    hostName: HOST,
    cfDir: `file://${cfDir().replace(/\/$/, "")}`,
  };
  const shared = { configs: new KnownConfigs(), kinds: KINDS, rules: [] };
  const found = await new Judge({ ...diskFiles(), folders: [] }, settings, shared).interpreterFor(
    `file://${file("sendmail.mc")}`,
  );
  if (found === undefined) throw new Error("no interpreter");
  interpreter = found;
});

/** What sendmail prints with some arguments and input, on a host of its own whose name server answers from the zone. */
function sendmailSays(zone: object, args: string, input: string) {
  const script = [
    `hostname ${HOST}; ip link set lo up; mount --bind ${file("resolv")} /etc/resolv.conf || exit 9`,
    `"$1" "$2" "$3" > ${file("ready")} & server=$!`,
    `until grep -q ready ${file("ready")}; do kill -0 $server || exit 8; sleep 0.05; done`,
    `"$4" -C ${file("sendmail.cf")} ${args}; status=$?; kill $server; exit $status`,
  ].join("\n");
  const server = path.join(import.meta.dirname, "name-server.mjs");
  const command = [
    "--uts",
    "--net",
    "--mount",
    "sh",
    "-c",
    script,
    "sh",
    process.execPath,
    server,
    JSON.stringify(zone),
    program("sendmail"),
  ];
  writeFileSync(file("ready"), "");
  return run("unshare", command, input);
}

/** Where sendmail sends mail for each address. */
function asked(zone: object): readonly string[] {
  const questions = ADDRESSES.map(([address]) => `/parse ${address}\n`).join("");
  const { stdout, stderr, status } = sendmailSays(zone, "-bt", questions);
  const chunks = stdout.split("Cracked address = ").slice(1);
  if (status !== 0 || chunks.length !== ADDRESSES.length) throw new Error(`${status}: ${stderr} ${stdout.slice(-300)}`);
  return chunks.map((chunk) => /^mailer ([^\n]*)$/m.exec(chunk)?.[1] ?? "");
}

/** The same by us: `MAILER, host HOST, user USER`, and whether we know it. */
async function routed(address: string, dns: NameService | undefined) {
  const { deliveries, certain, missing } = await routeOf(interpreter, { recipient: address, dns });
  const [first] = deliveries;
  const host = first?.host === undefined || first.host === "" ? "" : `, host ${first.host}`;
  return { where: first && `${first.mailer}${host}, user ${first.user}`, certain, missing };
}

/** The zone as our interpreter asks it: the name that a name leads to, with the domains of the host tried as sendmail does. */
const SERVICE: NameService = {
  ask(question, name) {
    if (question !== "canonical") return { state: "none" };
    const known = [name, `${name}.example.com`].find((one) => ZONE[one] !== undefined);
    return known === undefined ? { state: "none" } : { state: "found", values: [ZONE[known]?.CNAME ?? known] };
  },
};

test("with the answers of the name server mail goes where we say, without them we say that we do not know", async () => {
  const theirs = asked(ZONE);
  const wrong: string[] = [];
  for (const [at, [address, decides]] of ADDRESSES.entries()) {
    const told = await routed(address, SERVICE);
    if (told.where !== theirs[at]) wrong.push(`${address}: we ${told.where}, they ${theirs[at]}`);
    const alone = await routed(address, undefined);
    const isAnother = alone.where !== theirs[at];
    if (isAnother !== decides) wrong.push(`${address}: alone we ${alone.where}, they ${theirs[at]}`);
    if (isAnother && (alone.certain || !/name service is not asked/.test(alone.missing.join())))
      wrong.push(`${address}: certain, and wrong: ${alone.where}, they ${theirs[at]}`);
  }
  expect(wrong).toEqual([]);
});

test("a name server that says nothing of these names changes nothing that we call certain", async () => {
  const theirs = asked({ [HOST]: ZONE[HOST] });
  for (const [at, [address]] of ADDRESSES.entries()) {
    const { where, certain } = await routed(address, undefined);
    if (certain) expect([address, where]).toEqual([address, theirs[at]]);
  }
});

test("an IP address without brackets is a name that the name server does not know", () => {
  const say = (address: string) =>
    sendmailSays(ZONE, `-odi -d11.1 -f nobody@[127.0.0.1] -O QueueDirectory=${folder.dir} ${address}`, "\n").stdout;
  expect(say("u@192.0.2.8")).toContain("550 Host unknown");
  expect(say("u@[127.0.0.1]")).not.toContain("Host unknown");
}, 30_000);
