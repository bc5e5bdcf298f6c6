// decide() against the real sendmail on real public configurations, with an access map and class files of our own.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { type Decision, decide, defaultQuery, exposures, type Query } from "../../../server/src/relay/index.ts";
import { policyOf } from "../../../server/src/relay/policy/policy-of.ts";
import { memoryWorkspace, Sites } from "../../../server/src/site/index.ts";
import type { MailSite } from "../../../server/src/site/types.ts";
import { corpusFiles, LONG, libraryOf, type Version, versionsThere } from "../programs.ts";
import { compare, queriesFor } from "./agreement.ts";
import { type AccessLine, type Configuration, configuration, DNS, HOST } from "./generator.ts";
import { judged } from "./judged.ts";
import { Chance } from "./random.ts";
import { type Answers, TestMode } from "./sendmail.ts";
import { accessText } from "./texts.ts";
import { verdictsOf } from "./verdicts.ts";

/** What all of them read: enough of each kind to be asked about. */
const ACCESS: readonly AccessLine[] = [
  { tag: "Connect", key: "192.0.2", value: "RELAY" },
  { tag: "Connect", key: "198.51.100", value: "REJECT" },
  { tag: "Connect", key: "partner.test", value: "RELAY" },
  { tag: "", key: "10", value: "RELAY" },
  { tag: "", key: "org", value: "RELAY" },
  { tag: "From", key: "evil.example", value: "REJECT" },
  { tag: "From", key: "sub.partner.test", value: "RELAY" },
  { tag: "To", key: "relay.example.org", value: "RELAY" },
  { tag: "To", key: "joe@", value: 'ERROR:"550 gone"' },
];
/** What people add to it, each configuration some of it: the forms that guides and threads show. */
const MORE: readonly AccessLine[] = [
  { tag: "", key: "localhost.localdomain", value: "RELAY" },
  { tag: "", key: "localhost", value: "RELAY" },
  { tag: "", key: "127.0.0.1", value: "RELAY" },
  { tag: "", key: "192.0.2.8", value: "RELAY # backup" },
  { tag: "", key: "172.16.0.0/12", value: "RELAY" },
  { tag: "", key: "partner.test", value: "550 we do not accept mail from spammers", gap: "   " },
  { tag: "", key: "joe@partner.test", value: "REJECT", gap: " " },
  { tag: "", key: "*.partner.test", value: "REJECT" },
  { tag: "", key: "root@", value: "ERROR:550 bad name" },
  { tag: "From", key: "user@", value: 'ERROR:5.7.1:"550 see <http://mx.example.com/why>"' },
  { tag: "To", key: "abuse@", value: "OK" },
  { tag: "To", key: "postmaster@mx.example.com", value: "relay" },
  { tag: "To", key: "joe+list@local.test", value: "DISCARD" },
  { tag: "Connect", key: "[10.1.2.3]", value: "OK" },
  { tag: "Connect", key: "IPv6:2001:db8", value: "RELAY" },
  { tag: "Connect", key: "203.0.113.9", value: 'ERROR:"550 Your host is on our list (ask postmaster)"' },
  { tag: "Spam", key: "abuse@", value: "FRIEND" },
  { tag: "TLS_Clt", key: "192.0.2", value: "ENCR:112" },
  { tag: "ClientRate", key: "", value: "10" },
  { tag: "ClientConn", key: "127.0.0.1", value: "0" },
  { tag: "GreetPause", key: "localhost", value: "0" },
  { tag: "CERTISSUER", key: "/CN=ca", value: "SUBJECT" },
  { tag: "CERTSUBJECT", key: "/CN=a", value: "RELAY" },
];
const WORDS: Readonly<Record<string, string>> = { R: "deep.relay.example.org\n172.16\n", w: "local.test\n" };

/** Runs without probing and without a name service, with files in `dir`. */
function adapted(cf: string, dir: string): string {
  return cf
    .replace(/^#?O DontProbeInterfaces=.*$/m, "O DontProbeInterfaces=true")
    .replace(/^#?O ServiceSwitchFile=.*$/m, `O ServiceSwitchFile=${dir}/service.switch`)
    .replace(/^Kaccess\b.*$/gm, `Kaccess hash -T<TMPF> ${dir}/access`)
    .replace(
      /^K(?!access|resolve|mxserved|bestmx|dequote|macro|arith|host\b|storage|present|literal|absent|badsender|goodsender)(\S+) .*$/gm,
      `K$1 hash -o ${dir}/none`,
    )
    .replace(/^F(?:\{(\w+)\}|(\w)).*$/gm, (_, long: string | undefined, short: string | undefined) => {
      const name = long ?? short ?? "";
      return WORDS[name] === undefined ? "" : `F{${name}} ${dir}/class-${name}`;
    })
    .replace(/^O (?:CACert|Server|Client|DHParam|RandFile|CRL).*$/gm, "");
}

/** The long run asks each version. */
const ASKED = versionsThere().filter((version) => LONG || version === "8.17.1");

/** The corpus, and what comes with the m4 library of a version. */
function configurations(version: Version): readonly string[] {
  const own = path.join(libraryOf(version), "cf");
  const library = readdirSync(own).filter((name) => name.endsWith(".mc"));
  return [...corpusFiles("mc"), ...library.map((name) => path.join(own, name))];
}

const URI = "file:///srv/mail/sendmail.mc";

/** A .mc with the files that it reads: ours for access, relay-domains and local-host-names, empty ones for what it includes. */
async function siteOf(
  mc: string,
  access: string,
  hostName: string | undefined,
  targetVersion: Version,
): Promise<MailSite | undefined> {
  const workspace = memoryWorkspace({ [URI]: mc });
  const near = (written: string): string => `file:///srv/mail/${path.basename(written)}`;
  for (let round = 0; ; round++) {
    const site = (await new Sites(workspace, { hostName, targetVersion }).sitesOf(URI))[0];
    const missing = site?.missing ?? [];
    const config = site?.mc?.config;
    if (config === undefined || round === 2) return site;
    for (const { kind, path: written } of missing) if (kind === "include") workspace.write(near(written), "");
    workspace.write(near(config.accessMap?.map.file.replace(/\.db$/, "") ?? "access"), access);
    if (config.map("mailertable")) workspace.write(near(config.map("mailertable")?.map.file ?? ""), "");
    for (const { className, how } of config.classes)
      if (how.kind === "file") workspace.write(near(how.path.text), WORDS[className] ?? "");
  }
}

/** Questions about the host's own names, which come into no other query. */
const OWN: readonly Partial<Query>[] = [HOST, "mx", HOST.slice(3), `host.${HOST.slice(3)}`, `[${HOST}]`].flatMap(
  (name) => [
    { recipient: `<joe@${name}>` },
    { recipient: "<joe@elsewhere.example>", sender: `<joe@${name}>` },
    { recipient: "<joe@elsewhere.example>", clientName: name, clientResolve: "OK" as const },
  ],
);

function outcome({ accepted, stage, reply, relayed }: Decision): string {
  return JSON.stringify({ accepted, stage, reply, relayed });
}

/** True for a configuration whose confDOMAIN_NAME says that it runs in another domain than the host of these tests. */
function isElsewhere(site: MailSite): boolean {
  const { ownName, hostName } = policyOf(site);
  return ownName === "name" && !hostName.text.endsWith(HOST.slice(HOST.indexOf(".")));
}

/** What is asked of each configuration, and the access map that it has. */
function questionsFor(number: number): {
  readonly made: Configuration & { readonly access: readonly AccessLine[] };
  readonly queries: readonly Query[];
} {
  const access = [...ACCESS, ...new Chance(number).some(MORE, 4, 12)];
  const made = { ...configuration(number + 1), access, daemonFlags: "", relayDomains: [] };
  return {
    made,
    queries: [...queriesFor(made, 60), ...OWN.map((query) => ({ ...defaultQuery, dns: DNS, ...query }))],
  };
}

/** The library is read first for all of them, wherever the file looks for it. */
function textOf(file: string): string {
  return readFileSync(file, "latin1").replace(/^.*\binclude\(.*cf\.m4.*$/gm, "dnl");
}

interface Tally {
  asked: number;
  certain: number;
  readonly why: Map<string, number>;
  readonly wrong: string[];
}

/** The model's replies are those of 8.17.1 and later: before, a failed TLS handshake had the code 403. */
test.each(ASKED.filter((version) => version !== "8.15.2"))(
  "%s: no answer for a real configuration is certain and wrong, with the host's name and without",
  async (version) => {
    const mode = await TestMode.open(DNS, version);
    const tallies: Readonly<Record<"with" | "without", Tally>> = {
      with: { asked: 0, certain: 0, why: new Map(), wrong: [] },
      without: { asked: 0, certain: 0, why: new Map(), wrong: [] },
    };
    let built = 0;
    try {
      for (const [number, file] of configurations(version).entries()) {
        const name = path.basename(file);
        const mc = textOf(file);
        const { made, queries } = questionsFor(number);
        const accessLines = made.access.map((line) => `${accessText(line)}\n`).join("");
        const known = await siteOf(mc, accessLines, HOST, version);
        const unnamed = await siteOf(mc, accessLines, undefined, version);
        if (known?.mc === undefined || unnamed === undefined) continue;
        exposures(known);
        let answers: readonly Answers[] | undefined;
        if (known.mc.config.fatal === undefined && !/[^\w.-]/.test(policyOf(known).hostName.text)) {
          await mode.installMc(mc, { access: accessLines, words: WORDS }, adapted);
          answers = await mode.ask(policyOf(known), queries).catch(() => undefined);
        }
        if (answers !== undefined) built++;
        for (const [how, site] of [
          ["with", known],
          ["without", unnamed],
        ] as const) {
          const tally = tallies[how];
          for (const [i, query] of queries.entries()) {
            tally.asked++;
            const { certain, cause = "" } = decide(site, query);
            if (!certain) {
              const kind = cause.replace(/On a host called .*$/, "");
              tally.why.set(kind, (tally.why.get(kind) ?? 0) + 1);
              continue;
            }
            tally.certain++;
            if (how === "without") {
              // What it answers where the name is known was compared with the real program.
              const [ours, right] = [decide(site, query), decide(known, query)].map(outcome);
              if (ours !== right && !isElsewhere(site))
                tally.wrong.push(`${name}: ${ours} / ${right} for ${JSON.stringify({ ...query, dns: undefined })}`);
              continue;
            }
            const theirs = answers?.[i];
            const found = theirs && compare(policyOf(site), query, made, theirs);
            if (found)
              tally.wrong.push(
                `${name}: ${found.ruleset}: ${found.ours} / ${found.theirs} for ${JSON.stringify({ ...query, dns: undefined })}`,
              );
          }
        }
      }
    } finally {
      mode.dispose();
    }
    for (const [how, { asked, certain, why, wrong }] of Object.entries(tallies)) {
      console.log(`${how} the host's name: ${certain} of ${asked} answers are certain, ${wrong.length} of them wrong`);
      const reasons = [...why]
        .sort(([, a], [, b]) => b - a)
        .map(([text, count]) => `${String(count).padStart(6)} ${text}`);
      console.log(reasons.join("\n"));
      expect(wrong).toEqual([]);
    }
    console.log(`${built} configurations were built and asked`);
    expect(built).toBeGreaterThan(20);
    expect(tallies.with.certain).toBeGreaterThan(tallies.with.asked / 4);
  },
  900_000,
);

/** In the ordinary run the interpreter is asked about a share of them. */
const SHARE = LONG ? 1 : 6;

test.each(ASKED)(
  "%s: the interpreter is sure about real configurations, and says what sendmail says",
  async (version) => {
    const mode = await TestMode.open(DNS, version);
    const why = new Map<string, number>();
    const wrong: string[] = [];
    let built = 0;
    let asked = 0;
    let certain = 0;
    try {
      for (const [number, file] of configurations(version).entries()) {
        if (number % SHARE !== 0) continue;
        const { made, queries } = questionsFor(number);
        const access = made.access.map((line) => `${accessText(line)}\n`).join("");
        await mode.installMc(textOf(file), { access, words: WORDS }, adapted);
        // A .mc that is broken builds a few lines without a rule, and sendmail does not start with some others.
        const starts = await mode.type([[".DX@@0", "$X"]]).catch(() => undefined);
        const verdicts = starts && (await verdictsOf(mode.dir));
        if (verdicts === undefined || verdicts.interpreter.cf.rulesets.size < 5) continue;
        built++;
        const found = await judged(mode, verdicts, queries);
        asked += found.asked;
        certain += found.certain;
        for (const [text, count] of found.why) why.set(text, (why.get(text) ?? 0) + count);
        for (const { what, ours, theirs, query, certain: isCertain } of found.differences)
          if (isCertain)
            wrong.push(
              `${path.basename(file)}: ${what}: ${ours} / ${theirs} for ${JSON.stringify({ ...query, dns: undefined })}`,
            );
      }
    } finally {
      mode.dispose();
    }
    console.log(`${built} configurations: ${certain} of ${asked} answers are certain, ${wrong.length} of them wrong`);
    console.log([...why].map(([text, count]) => `${String(count).padStart(6)} ${text}`).join("\n"));
    expect(wrong.slice(0, 10)).toEqual([]);
    expect(built).toBeGreaterThan(20 / SHARE);
    expect(asked - certain).toBeLessThan(asked / 20);
  },
  900_000,
);
