// Sites before and after a fix, built with the real m4 and makemap, and what sendmail answers to strangers and clients of each.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { defaultQuery, type Query } from "../../../server/src/relay/index.ts";
import { policyOf } from "../../../server/src/relay/policy/policy-of.ts";
import { TEST_FOLDER } from "../../../server/src/site/testing.ts";
import type { MailSite } from "../../../server/src/site/types.ts";
import { program, run } from "../programs.ts";
import { HOST } from "../relay/generator.ts";
import type { Answers, TestMode } from "../relay/sendmail.ts";
import type { Texts } from "./mending.ts";

/** Who writes to whom, whatever the site says. */
const CLIENTS: readonly Partial<Query>[] = [
  { clientAddress: "203.0.113.8", clientName: "unknown.invalid", clientResolve: "FAIL" },
  { clientAddress: "203.0.113.77", clientName: "mx.stranger.example", clientResolve: "OK" },
  { clientAddress: "198.51.100.3", clientName: `forged.${HOST.slice(HOST.indexOf(".") + 1)}`, clientResolve: "FORGED" },
  { clientAddress: "10.1.2.3", clientName: `pc.${HOST.slice(HOST.indexOf(".") + 1)}`, clientResolve: "OK" },
  { clientAddress: "127.0.0.1", clientName: "localhost", clientResolve: "OK" },
];
const SENDERS = ["x@stranger.example", `joe@${HOST}`, ""];
const RECIPIENTS = [
  "victim@elsewhere.example",
  "joe@backup.example",
  "victim%elsewhere.example@backup.example",
  `victim%elsewhere.example@${HOST}`,
  "elsewhere.example!victim",
  `root@${HOST}`,
  "root",
];

/** The name service that the sites ask. */
export const DNS = { mx: { "backup.example": [HOST], "stranger.example": ["mx.stranger.example"] } };

/** Names and networks in a text. */
function namesIn(text: string): readonly string[] {
  return [...new Set(text.toLowerCase().match(/[\w-]+(?:\.[\w-]+)+|\b\d{1,3}\b(?=\s+RELAY)/gi) ?? [])].slice(0, 8);
}

/** An address in a network of one to four numbers. */
function addressIn(network: string): string {
  return [...network.split("."), "7", "7", "7"].slice(0, 4).join(".");
}

/** Transactions of parties whom these lines name. */
function about(lines: string): readonly Partial<Query>[] {
  return namesIn(lines).flatMap((name): readonly Partial<Query>[] =>
    /^\d+(?:\.\d+)*$/.test(name)
      ? [{ clientAddress: addressIn(name), clientName: `[${addressIn(name)}]`, clientResolve: "FAIL" }]
      : [
          { clientName: `host.${name}`, clientResolve: "OK" },
          { clientName: name, clientResolve: "OK" },
          { sender: `<joe@${name}>` },
          { recipient: `<joe@${name}>` },
          { recipient: `<joe@sub.${name}>` },
          { recipient: `<victim%elsewhere.example@${name}>` },
        ],
  );
}

/** What is asked of two forms of a site: the same of both. */
export function queriesAbout(lines: string): readonly Query[] {
  const parties: readonly Partial<Query>[] = [
    ...CLIENTS.flatMap((client) => RECIPIENTS.map((to) => ({ ...client, recipient: `<${to}>` }))),
    ...SENDERS.flatMap((from) =>
      RECIPIENTS.slice(0, 4).map((to) => ({ sender: from === "" ? "" : `<${from}>`, recipient: `<${to}>` })),
    ),
    { authType: "ANONYMOUS" },
    { authType: "PLAIN" },
    { tlsVerify: "OK", certIssuer: "/CN=ca", certSubject: "/CN=client" },
    ...about(lines),
  ];
  return parties.map((party) => ({
    ...defaultQuery,
    clientAddress: "203.0.113.9",
    clientName: "unknown.invalid",
    clientResolve: "OK",
    sender: "<x@stranger.example>",
    recipient: "<victim@elsewhere.example>",
    authType: "",
    ...party,
  }));
}

/** What was asked before, by the .cf, the tables and the questions: many fixes come to the same. */
const known = new Map<string, readonly string[]>();

const outcome = ({ relay, mail, rcpt }: Answers): string =>
  [relay, mail, rcpt].find((answer) => /^\$# *(?:error|discard)|no answer/.test(answer ?? "")) ?? "accepted";

/** Builds a site out of its texts, its files of `/etc/mail/` in a folder of the test mode: how each transaction ends, "accepted" or the refusal. */
export async function outcomes(
  mode: TestMode,
  site: MailSite,
  texts: Texts,
  queries: readonly Query[],
): Promise<readonly string[]> {
  const dir = path.join(mode.dir, "mail");
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir);
  const here = (text: string): string => text.replaceAll("/etc/mail/", `${dir}/`);
  for (const [uri, text] of Object.entries(texts)) {
    const name = uri.startsWith(TEST_FOLDER) ? uri.slice(TEST_FOLDER.length) : "/";
    if (!name.includes("/")) writeFileSync(path.join(dir, name), here(text));
  }
  await mode.installMc(here(texts[site.mc?.uri ?? ""] ?? ""), { access: "", words: {} }, (cf) =>
    adapted(cf, dir, mode.dir),
  );
  const tables = Object.entries(texts).filter(([uri]) => uri !== site.mc?.uri);
  const cf = readFileSync(path.join(mode.dir, "sendmail.cf"), "latin1");
  const key = JSON.stringify([mode.dir, cf, tables, queries]);
  const found = known.get(key) ?? (await mode.ask(policyOf(site), queries)).map(outcome);
  known.set(key, found);
  return found;
}

/** Runs without probing, with the maps that the files make, and with empty ones for those that no file makes. */
function adapted(cf: string, dir: string, none: string): string {
  return cf
    .replace(/^#?O DontProbeInterfaces=.*$/m, "O DontProbeInterfaces=true")
    .replace(/^#?O ServiceSwitchFile=.*$/m, `O ServiceSwitchFile=${none}/service.switch`)
    .replace(/^(K\S+ )(?:hash|btree|dbm|cdb)((?: +-\S+)*) +(\/\S+?)(?:\.db)?$/gm, (_, name, flags, file: string) => {
      if (!existsSync(file) || !file.startsWith(dir)) return `${name}hash -o ${none}/none`;
      run(program("makemap"), ["hash", file], readFileSync(file, "latin1"));
      return `${name}hash${flags} ${file}`;
    })
    .replace(/^O (?:CACert|Server|Client|DHParam|RandFile|CRL).*$/gm, "");
}

/** The lines that two texts do not share. */
export function changedLines(before: Texts, now: Texts): string {
  return Object.keys({ ...before, ...now })
    .flatMap((uri) => {
      const [a, b] = [(before[uri] ?? "").split(/\r?\n/), (now[uri] ?? "").split(/\r?\n/)];
      return [...a.filter((line) => !b.includes(line)), ...b.filter((line) => !a.includes(line))];
    })
    .join("\n");
}
