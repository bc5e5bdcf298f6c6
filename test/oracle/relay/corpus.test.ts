// decide() against the real sendmail on real public configurations, with an access map and class files of our own.
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { exposures } from "../../../server/src/relay/index.ts";
import { policyOf } from "../../../server/src/relay/policy/policy-of.ts";
import { memoryWorkspace, Sites } from "../../../server/src/site/index.ts";
import { corpusFiles } from "../programs.ts";
import { compare, queriesFor } from "./agreement.ts";
import { type AccessLine, type Configuration, configuration, DNS, HOST } from "./generator.ts";
import { Chance } from "./random.ts";
import { TestMode } from "./sendmail.ts";
import { accessText } from "./texts.ts";

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

/** Runs as the .cf of this host: no probing, no name service, files in `dir`. */
function adapted(cf: string, dir: string): string {
  return cf
    .replace(/^Dj.*$/gm, "")
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

test("answers as sendmail does for real configurations", async () => {
  const files = corpusFiles("mc");
  if (files.length === 0) return;
  const mode = await TestMode.open(DNS);
  const skipped: string[] = [];
  const differing: string[] = [];
  let asked = 0;
  let configurations = 0;
  try {
    for (const file of files) {
      const name = path.basename(file);
      // The library is read first for all of them, wherever the file looks for it.
      const text = readFileSync(file, "latin1").replace(/^.*\binclude\(.*cf\.m4.*$/gm, "dnl");
      const chance = new Chance(configurations + skipped.length);
      const access = [...ACCESS, ...chance.some(MORE, 4, 12)];
      const accessLines = access.map((line) => `${accessText(line)}\n`).join("");
      const mc = `${text}\ndefine(\`confDOMAIN_NAME', \`${HOST}')dnl\n`;
      const uri = "file:///etc/mail/sendmail.mc";
      const workspace = memoryWorkspace({ [uri]: mc });
      const first = (await new Sites(workspace).sitesOf(uri))[0];
      if (first?.mc === undefined || first.mc.config.fatal !== undefined) {
        skipped.push(name);
        continue;
      }
      const spec = first.mc.config.accessMap?.map.file ?? "/etc/mail/access";
      workspace.write(`file://${spec.replace(/\.db$/, "")}`, accessLines);
      for (const { className, how } of first.mc.config.classes) {
        const words = WORDS[className];
        if (how.kind === "file") workspace.write(`file://${how.path.text}`, words ?? "");
      }
      const site = (await new Sites(workspace).sitesOf(uri))[0];
      if (site === undefined) throw new Error("no site");
      const policy = policyOf(site);
      exposures(site);
      if (policy.unknown.length > 0 || /[^\w.-]/.test(policy.hostName.text)) {
        skipped.push(`${name}: ${policy.unknown[0]?.text}`);
        continue;
      }
      await mode.installMc(mc, { access: accessLines, words: WORDS }, adapted);
      const made: Configuration = { ...configuration(asked + 1), access, daemonFlags: "", relayDomains: [] };
      const queries = queriesFor(made, 60);
      const answers = await mode.ask(policy, queries);
      configurations++;
      for (const [i, query] of queries.entries()) {
        const theirs = answers[i];
        asked++;
        const found = theirs && compare(policy, query, made, theirs);
        if (found)
          differing.push(
            `${name}: ${found.ruleset}: ${found.ours} / ${found.theirs} for ${JSON.stringify({ ...query, dns: undefined })}`,
          );
      }
    }
  } finally {
    mode.dispose();
  }
  console.log(`${asked} transactions over ${configurations} real configurations; not asked: ${skipped.length}`);
  console.log(skipped.join("\n"));
  expect(differing).toEqual([]);
  expect(configurations).toBeGreaterThan(files.length / 3);
}, 600_000);
