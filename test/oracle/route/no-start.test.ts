// A configuration with which sendmail does not start delivers nothing: then no route is certain, and with all others it may be.
import { readFileSync, writeFileSync } from "node:fs";
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
import { asVerified } from "./verified.ts";

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
  // Mailers: written again, without a part, with parts of the wrong kind.
  ...[
    "Mlocal, P=/bin/cat, A=cat",
    "Mlocal, A=cat",
    "Mlocal, P=/bin/cat",
    "Mlocal, P=, A=x",
    "Mx, P=[IPC], A=FOO",
    "Mx, P=[TCP], A=TCP $h",
  ],
  ...[
    "Mx, P=/bin/x, A=",
    "Mx P=/bin/x A=x",
    "M, P=/bin/x, A=x",
    "Mx, P=/bin/x, A=x, S=NoSuch",
    "Mx, P=/bin/x, A=x, U=nosuch",
  ],
  ...["Mlocal, P=/bin/cat, A=cat, Q=nosuch", "Mx, P=/bin/x, A=x, E=x, L=x, W=5m", "M*file*, P=[FILE], A=FILE $u"],
  // Queue groups: folders that sendmail does not take, and others.
  ...[
    "Qg, P=/nosuch",
    "Qg, P=@/other",
    "Qg, P=@/queue",
    "Qg, P=../queue",
    "Qmqueue, P=/other",
    "Qg, P=@/queue/*",
    "Qg, P=@/queuex",
  ],
  ...["Qg, F=f", "Qg,", "Q", "Qg, Z=1", "Qg P=@/queue", "Qg, N=5, r=3, J=2", "Qg, P="],
];

test.each(VERSIONS)("%s", async (version) => {
  const wrong: string[] = [];
  let broken = 0;
  // Each takes half a second.
  for (const line of LINES.filter((_, at) => LONG || (at + SEED) % 3 === 0 || /^(?:V|O T|M|Q)/.test(LINES[at] ?? ""))) {
    const site = new MailSite({ version, tables: { aliases: ["al: root"] }, adapt: (cf) => `${cf}\n${line}\n` });
    const cf = path.join(site.dir, "sendmail.cf");
    writeFileSync(cf, readFileSync(cf, "utf8").replaceAll("@/", `${site.dir}/`));
    const settings = { ...DEFAULT_SETTINGS, root: "file:///", hostName: "mx.example.com", targetVersion: version };
    const judge = new Judge({ ...diskFiles(), folders: [] }, settings, {
      configs: new KnownConfigs(),
      kinds: KINDS,
      rules: [],
    });
    expect(readFileSync(cf, "utf8")).toContain(line.replaceAll("@/", `${site.dir}/`));
    const interpreter = await judge.interpreterFor(`file://${site.dir}/sendmail.cf`);
    if (interpreter === undefined) throw new Error("no interpreter");
    const said = site.verify("al", version);
    site.dispose();
    const route = await routeOf(interpreter, { recipient: "al" });
    const { missing } = route;
    // It may start, and have no way for the mail.
    const isSame = JSON.stringify(asVerified(route)) === JSON.stringify([...new Set(said)]);
    const starts = said.some((one) => /deliverable/.test(one)) || isSame;
    if (!starts) broken++;
    const rewriting = await rewritingOf(interpreter, { address: "al", mailer: "local", header: true, sender: true });
    for (const doubts of [missing, rewriting?.missing ?? []])
      if (doubts.some((doubt) => /does not start/.test(doubt)) === starts)
        wrong.push(`${JSON.stringify(line)}: ${said.join("; ")}: ${doubts.join("; ")}`);
  }
  expect(wrong).toEqual([]);
  expect(broken).toBeGreaterThan(2);
});

/** Rules of LOCAL_RULE_0 and LOCAL_NET_CONFIG that hand mail for one user to what is no mailer, or to one in an unusual way. */
const RULES = [
  "$#nosuch $@ h $: al",
  "$#nosuch",
  "$#local",
  "$#local $: al",
  "$#local $@ h $: al",
  "$#esmtp $: al",
  "$#esmtp $@ h",
  "$#esmtp $@ h $: al<@x.example.>",
  "$# $: al",
  "$#$1 $: al",
  "$#error $: no",
  "$#error $@ 5.1.1 $: 550 no",
  "$#error $@ nouser $: 450 no",
  "$#discard $: x",
  "$#discard",
  "$#LOCAL $: al",
  "$#prog $: al",
  "$#*file* $: /nosuch/x",
];

test.each(VERSIONS)("mailers that rules name, %s", async (version) => {
  const wrong: string[] = [];
  for (const rule of RULES) {
    const mc = `LOCAL_RULE_0\nRal < @ $=w . >\t${rule}\nRfar < @ far.example . >\t${rule}\n`;
    const site = new MailSite({ version, mc });
    const settings = { ...DEFAULT_SETTINGS, root: "file:///", hostName: "mx.example.com", targetVersion: version };
    const shared = { configs: new KnownConfigs(), kinds: KINDS, rules: [] };
    const interpreter = await new Judge({ ...diskFiles(), folders: [] }, settings, shared).interpreterFor(
      `file://${site.dir}/sendmail.cf`,
    );
    if (interpreter === undefined) throw new Error("no interpreter");
    for (const recipient of ["al", "far@far.example"]) {
      // After some errors a name of the last failure follows, and a refusal for now is printed as a delivery too.
      const printed = site.verify(recipient, version).map((one) => one.replace(/: Unknown error.*/, ""));
      const theirs = [...new Set(printed)].filter((one) => !one.includes("mailer *error*"));
      const route = await routeOf(interpreter, { recipient });
      const ours = asVerified(route);
      const isUnsure = route.missing.some((doubt) => /does not start/.test(doubt));
      if (!isUnsure && JSON.stringify(ours) !== JSON.stringify(theirs))
        wrong.push(`${rule}: ${recipient}: ${theirs} | ${ours} | ${route.missing}`);
    }
    site.dispose();
  }
  expect(wrong).toEqual([]);
});
