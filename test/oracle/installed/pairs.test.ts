// What an edit would change for those who relay, against the real sendmail: its test mode asked with what is installed, and again after a build.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, test } from "vitest";
import { diskFiles } from "../../../server/src/files.node.ts";
import { DATABASES } from "../../../server/src/programs.node.ts";
import { createService } from "../../../server/src/service.ts";
import { DEFAULT_SETTINGS } from "../../../server/src/settings.ts";
import { cfDir, LONG, program, run, runSendmail, safeFolder } from "../programs.ts";

const safe = safeFolder();
const dir = path.join(safe.dir, "mail");
afterAll(() => safe.dispose());

type Files = Readonly<Record<string, string | undefined>>;

const mc = (...lines: readonly string[]) =>
  [
    "OSTYPE(`linux')dnl",
    "define(`confDOMAIN_NAME', `mx.example.com')dnl",
    "define(`confDONT_PROBE_INTERFACES', `true')dnl",
    `define(\`confSERVICE_SWITCH_FILE', \`${dir}/switch')dnl`,
    "FEATURE(`nocanonify')dnl",
    "FEATURE(`accept_unresolvable_domains')dnl",
    ...lines,
    "MAILER(`local')dnl",
    "MAILER(`smtp')dnl",
    "",
  ].join("\n");

const ACCESS = `FEATURE(\`access_db', \`hash -T<TMPF> ${dir}/access')dnl`;
const VIRTUAL = `FEATURE(\`virtusertable', \`hash ${dir}/virtusertable')dnl`;

/** Clients and recipients that are asked about: each client about each recipient. */
const CLIENTS = ["192.0.2.7", "198.51.100.7", "203.0.113.9"];
const RECIPIENTS = [
  "u@else.example",
  "u@partner.example",
  "u@sub.partner.example",
  "u@virt.example",
  "u@other.example",
];

interface Pair {
  readonly before: Files;
  /** What is written afterwards; undefined removes a file. */
  readonly after: Files;
  /** How the page begins what it says of who may relay. */
  readonly says: readonly RegExp[];
  /** The page says that it does not know. */
  readonly isUnknown?: true;
}

const PAIRS: Readonly<Record<string, Pair>> = {
  "a network more in access": {
    before: { "sendmail.mc": mc(ACCESS), access: "Connect:192.0.2\tRELAY\n" },
    after: { access: "Connect:192.0.2\tRELAY\nConnect:198.51.100\tRELAY\n" },
    says: [/\*\*New:\*\* clients in 198\.51\.100 to anywhere/],
  },
  "a network less, in other letters and with other spaces": {
    before: { "sendmail.mc": mc(ACCESS), access: "connect:192.0.2   RELAY\nCONNECT:198.51.100\trelay\n" },
    after: { access: "Connect:192.0.2\tRELAY\n" },
    says: [/\*\*No longer:\*\* clients in 198\.51\.100 to anywhere/],
  },
  "a line that makes a refusal of a grant": {
    before: { "sendmail.mc": mc(ACCESS), access: "Connect:192.0.2\tRELAY\nTo:partner.example\tRELAY\n" },
    after: { access: "Connect:192.0.2\tREJECT\nTo:partner.example\tRELAY\n" },
    says: [/\*\*No longer:\*\* clients in 192\.0\.2 to anywhere/],
  },
  "lines in another order, and comments": {
    before: { "sendmail.mc": mc(ACCESS), access: "Connect:192.0.2\tRELAY\nTo:partner.example\tRELAY\n" },
    after: { access: "# ours\nTo:partner.example RELAY\n\nConnect:192.0.2 RELAY\n" },
    says: [/Nothing would change/, /No change was found/],
  },
  "a relay for everybody": {
    before: { "sendmail.mc": mc(ACCESS), access: "" },
    after: { "sendmail.mc": mc(ACCESS, "FEATURE(`promiscuous_relay')dnl") },
    says: [/\*\*New:\*\* anyone to anywhere/],
  },
  "a domain in the .mc": {
    before: { "sendmail.mc": mc("RELAY_DOMAIN(`partner.example')dnl") },
    after: { "sendmail.mc": mc("RELAY_DOMAIN(`other.example')dnl") },
    says: [/\*\*New:\*\* .*other\.example/, /\*\*No longer:\*\* .*partner\.example/],
  },
  "a .mc that asks for hosts alone": {
    before: { "sendmail.mc": mc("RELAY_DOMAIN(`partner.example')dnl") },
    after: { "sendmail.mc": mc("FEATURE(`relay_hosts_only')dnl", "RELAY_DOMAIN(`partner.example')dnl") },
    says: [/\*\*No longer:\*\* /],
  },
  "access read for the first time": {
    before: { "sendmail.mc": mc(), access: "Connect:192.0.2\tRELAY\n" },
    after: { "sendmail.mc": mc(ACCESS) },
    says: [/\*\*New:\*\* clients in 192\.0\.2 to anywhere/],
  },
  "access read no longer": {
    before: { "sendmail.mc": mc(ACCESS), access: "Connect:192.0.2\tRELAY\n" },
    after: { "sendmail.mc": mc() },
    says: [/\*\*No longer:\*\* clients in 192\.0\.2 to anywhere/],
  },
  "a virtual domain": {
    before: { "sendmail.mc": mc(VIRTUAL), virtusertable: "u@virt.example\tjoe\n" },
    after: { "sendmail.mc": mc(VIRTUAL, "VIRTUSER_DOMAIN(`virt.example')dnl") },
    says: [/\*\*New:\*\* .*virt\.example/],
  },
  "access whose text is gone": {
    before: { "sendmail.mc": mc(ACCESS), access: "Connect:192.0.2\tRELAY\n" },
    after: { access: undefined },
    says: [/as far as could be compared/, /access is not there: what its database contains was not compared/],
    isUnknown: true,
  },
  "rules of one's own": {
    before: { "sendmail.mc": mc() },
    after: { "sendmail.mc": `${mc()}LOCAL_RULESETS\nSLocal_check_rcpt\nR$* partner.example $*\t$@ RELAY\n` },
    // What rules written by hand do is not known: it is said, and no change is claimed.
    says: [/Not certain:.*Local\\_check\\_rcpt/],
    isUnknown: true,
  },
};

function write(files: Files): void {
  for (const [name, text] of Object.entries(files))
    if (text === undefined) rmSync(path.join(dir, name));
    else writeFileSync(path.join(dir, name), text);
}

/** What a build makes of the files. */
function build(): void {
  const made = run(program("m4"), [`-D_CF_DIR_=${cfDir()}`, `${cfDir()}m4/cf.m4`, "sendmail.mc"], "", dir);
  writeFileSync(path.join(dir, "sendmail.cf"), made.stdout, "latin1");
  for (const name of readdirSync(dir))
    if (name === "access" || name === "virtusertable")
      run("sh", ["-c", `makemap hash ${dir}/${name} < ${dir}/${name}`]);
}

/** Who may relay now, of those that are asked about, as sendmail says. */
function relayed(): readonly string[] {
  const asked = CLIENTS.flatMap((client) => RECIPIENTS.map((recipient) => [client, recipient] as const));
  const input = asked.flatMap(([client, recipient]) => [
    `.D{client_addr}${client}`,
    ".D{client_name}client.example",
    ".D{client_resolve}OK",
    ".Dfx@sender.example",
    `check_rcpt <${recipient}>`,
  ]);
  const { stdout } = runSendmail(["-bt", "-C", path.join(dir, "sendmail.cf")], `${input.join("\n")}\n`);
  const results = [...stdout.matchAll(/^check_rcpt +returns: (.*)$/gm)].map(([, result = ""]) => result);
  if (results.length !== asked.length) throw new Error(`sendmail answers ${results.length}:\n${stdout.slice(0, 2000)}`);
  return asked.flatMap(([client, recipient], at) =>
    /^\$# (?:error|discard)/.test(results[at] ?? "") ? [] : [`${client} to ${recipient}`],
  );
}

function page() {
  const service = createService({ ...diskFiles(), folders: [] });
  service.configure({ ...DEFAULT_SETTINGS, cfDir: pathToFileURL(cfDir()).href, hostName: "mx.example.com" });
  return service.whatWouldChange(pathToFileURL(path.join(dir, "sendmail.mc")).href, DATABASES);
}

const SOME = Object.entries(PAIRS).filter((_, at) => LONG || at % 4 === 0);

test.each(SOME)("%s", async (_, { before, after, says, isUnknown = false }) => {
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir);
  writeFileSync(path.join(dir, "switch"), "hosts files\n");
  write(before);
  build();
  const first = relayed();
  expect((await page())?.headline).toBe("Nothing would change: the installed files have all of this");
  write(after);
  const found = (await page())?.markdown ?? "";
  for (const one of says) expect(found).toMatch(one);
  build();
  const second = relayed();
  if (isUnknown) return expect(found).not.toContain("No change was found.\n");
  // Who relays then and did not, and the other way round: the page says so exactly where the real one does.
  expect(/\*\*New:\*\*/.test(found)).toBe(second.some((one) => !first.includes(one)));
  expect(/\*\*No longer:\*\*/.test(found)).toBe(first.some((one) => !second.includes(one)));
});
