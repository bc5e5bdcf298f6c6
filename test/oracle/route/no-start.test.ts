// A configuration with which sendmail does not start delivers nothing: then no route is certain, and with all others it may be.
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { diskFiles } from "../../../server/src/files.node.ts";
import { Judge } from "../../../server/src/judge.ts";
import { KINDS } from "../../../server/src/kinds/index.ts";
import { rewritingOf, routeOf } from "../../../server/src/route/index.ts";
import { DEFAULT_SETTINGS } from "../../../server/src/settings.ts";
import { KnownConfigs } from "../../../server/src/site/index.ts";
import { LONG, SEED, versionsThere } from "../programs.ts";
import { MailSite } from "../tables/mail-site.ts";

const VERSIONS = versionsThere().filter((version) => version === "8.15.2" || version === "8.18.2");

/** Lines of a .cf, most of which are mistakes. */
const LINES = [
  "",
  "# a comment",
  "O NoSuchOption=1",
  "ONoSpace=1",
  "O LogLevel",
  "O Timeout.queuereturn=5x",
  "O MaxHopCount=twenty",
  "Mhalf, P=/bin/cat",
  "Modd, P=/bin/cat, A=cat, Z=1",
  "Knosuch nosuchtype /x",
  "Kno\\u00e9",
  "Khash",
  "Fz/no/such/file",
  "Fz-o /no/such/file",
  "Cz one two",
  "Dz value",
  "D{noend value",
  "Zx",
  "R$+ no tab",
  "R$+\t$9",
  "R$+\t$>nosuch $1",
  "Snew\nR$*\t$: $1",
  "E=x",
  "P junk=1",
  "V10/Berkeley",
  "V11",
  "V9",
  "Troot",
  "Xfilter, S=inet:1@127.0.0.1",
  "Xfilter",
  "O InputMailFilters=nosuch",
  " continued",
];

test.each(VERSIONS)("%s", async (version) => {
  const wrong: string[] = [];
  let broken = 0;
  // Each takes half a second.
  for (const line of LINES.filter((_, at) => LONG || (at + SEED) % 3 === 0 || /^(?:V|O T)/.test(LINES[at] ?? ""))) {
    const site = new MailSite({ version, tables: { aliases: ["al: root"] }, adapt: (cf) => `${cf}\n${line}\n` });
    const settings = { ...DEFAULT_SETTINGS, root: "file:///", hostName: "mx.example.com", targetVersion: version };
    const judge = new Judge({ ...diskFiles(), folders: [] }, settings, {
      configs: new KnownConfigs(),
      kinds: KINDS,
      rules: [],
    });
    expect(readFileSync(path.join(site.dir, "sendmail.cf"), "utf8")).toContain(line);
    const interpreter = await judge.interpreterFor(`file://${site.dir}/sendmail.cf`);
    if (interpreter === undefined) throw new Error("no interpreter");
    const said = site.verify("al", version);
    site.dispose();
    const starts = said.some((one) => /deliverable/.test(one));
    if (!starts) broken++;
    const { missing } = await routeOf(interpreter, { recipient: "al" });
    const rewriting = await rewritingOf(interpreter, { address: "al", mailer: "local", header: true, sender: true });
    for (const doubts of [missing, rewriting?.missing ?? []])
      if (doubts.some((doubt) => /does not start/.test(doubt)) === starts)
        wrong.push(`${JSON.stringify(line)}: ${said.join("; ")}: ${doubts.join("; ")}`);
  }
  expect(wrong).toEqual([]);
  expect(broken).toBeGreaterThan(2);
});
