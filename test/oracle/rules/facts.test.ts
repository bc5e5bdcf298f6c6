// What sendmail's m4 and its tables do that people do not expect: each trap is set in the real programs, found by us, mended by
// our own fix, and asked of the real programs again.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { defaultQuery, policyOf, type Query } from "../../../server/src/relay/index.ts";
import { memoryWorkspace, Sites } from "../../../server/src/site/index.ts";
import { cfDir, program, run, runSendmail, safeFolder } from "../programs.ts";
import { TestMode } from "../relay/sendmail.ts";
import { applied, problemsIn } from "./mending.ts";

const folder = safeFolder();
afterAll(folder.dispose);
const MC = "file:///etc/mail/sendmail.mc";

/** The .cf and the messages of the real m4. */
function built(mc: string): { readonly cf: string; readonly stderr: string } {
  const file = path.join(folder.dir, "sendmail.mc");
  writeFileSync(file, mc);
  const { stdout, stderr } = run(program("m4"), [
    `-D_CF_DIR_=${cfDir()}`,
    "-D_NO_MAKEINFO_",
    path.join(cfDir(), "m4/cf.m4"),
    file,
  ]);
  return { cf: stdout, stderr };
}

const HEAD = "OSTYPE(`linux')dnl\n";
const TAIL = "MAILER(`local')dnl\nMAILER(`smtp')dnl\n";

interface McTrap {
  readonly mc: string;
  readonly code: string;
  /** What the real m4 gives as it stands, and after the fix. */
  readonly trapped: (real: ReturnType<typeof built>) => boolean;
  /** False where there is no fix that could be offered. */
  readonly fixed?: false;
}

const opens = (name: string) => (real: ReturnType<typeof built>) =>
  real.stderr.includes(`cannot open`) && real.stderr.includes(name);
const isOff = (line: RegExp) => (real: ReturnType<typeof built>) => !line.test(real.cf);
const isOn = (line: RegExp) => (real: ReturnType<typeof built>) => line.test(real.cf);
const says = (text: string) => (real: ReturnType<typeof built>) => real.stderr.includes(text);

const MC_TRAPS: Readonly<Record<string, McTrap>> = {
  "#FEATURE is live": {
    mc: `${HEAD}#FEATURE(\`promiscuous_relay')\n${TAIL}`,
    code: "relay-promiscuous",
    trapped: says("open\n\trelay"),
  },
  "# define is live": {
    mc: `${HEAD}# define(\`SMART_HOST', \`relay.example.com')\n${TAIL}`,
    code: "m4-live-comment",
    trapped: isOn(/^DSrelay\.example\.com$/m),
  },
  "a lone quote in a comment": {
    mc: `${HEAD}# don\`t\n${TAIL}`,
    code: "m4-unterminated-quote",
    trapped: says("end of file in string"),
    fixed: false,
  },
  "apostrophes around a define": {
    mc: `${HEAD}define('confTO_IDENT', '7s')dnl\n${TAIL}`,
    code: "m4-wrong-quotes",
    trapped: isOff(/Timeout\.ident=7s/),
  },
  "apostrophes around a feature": {
    mc: `${HEAD}FEATURE('access_db')dnl\n${TAIL}`,
    code: "m4-wrong-quotes",
    trapped: opens("'access_db'"),
  },
  "curly quotes": { mc: `${HEAD}FEATURE(‘access_db’)dnl\n${TAIL}`, code: "m4-wrong-quotes", trapped: opens(".m4") },
  "a blank before the parenthesis of define": {
    mc: `${HEAD}define (\`confTO_IDENT', \`7s')dnl\n${TAIL}`,
    code: "m4-space-before-parenthesis",
    trapped: isOn(/^define \(/m),
  },
  "a blank before the parenthesis of FEATURE": {
    mc: `${HEAD}FEATURE (\`access_db')dnl\n${TAIL}`,
    code: "m4-space-before-parenthesis",
    trapped: opens("/.m4"),
  },
  "a feature in lower case": {
    mc: `${HEAD}feature(\`access_db')dnl\n${TAIL}`,
    code: "mc-wrong-case",
    trapped: isOn(/^feature\(access_db\)/m),
  },
  "dnl without a blank": {
    mc: `${HEAD}dnlFEATURE(\`access_db')\n${TAIL}`,
    code: "m4-joined-dnl",
    trapped: isOn(/^dnlFEATURE/m),
  },
  "text behind dnl": {
    mc: `${HEAD}FEATURE(\`access_db')dnl FEATURE(\`greet_pause', \`5000')\n${TAIL}`,
    code: "m4-lost-text",
    trapped: isOff(/^Sgreet_pause/m),
  },
  "FEATURE after MAILER": {
    mc: `${HEAD}${TAIL}FEATURE(\`access_db')dnl\n`,
    code: "mc-feature-after-mailer",
    trapped: says("FEATURE() should be before MAILER()"),
  },
  "an unknown feature": {
    mc: `${HEAD}FEATURE(\`relay_based_on_mx')dnl\n${TAIL}`,
    code: "mc-unknown-name",
    trapped: opens("relay_based_on_mx"),
  },
  "an unknown option": {
    mc: `${HEAD}define(\`confAUTH_OPTION', \`A p')dnl\n${TAIL}`,
    code: "mc-unknown-option",
    trapped: isOff(/^O AuthOptions=A p/m),
  },
  "commas without quotes": {
    mc: `${HEAD}define(\`confPRIVACY_FLAGS', novrfy,noexpn)dnl\n${TAIL}`,
    code: "m4-excess-arguments",
    trapped: isOff(/^O PrivacyOptions=novrfy,noexpn/m),
  },
  "a second OSTYPE": {
    mc: `${HEAD}OSTYPE(\`freebsd6')dnl\n${TAIL}`,
    code: "mc-duplicate-ostype",
    trapped: says("duplicate OSTYPE"),
  },
  "a second MAILER": {
    mc: `${HEAD}${TAIL}MAILER(\`local')dnl\n`,
    code: "mc-duplicate-mailer",
    trapped: says("already included"),
  },
  "a map without -T": {
    mc: `${HEAD}FEATURE(\`access_db', \`hash /etc/mail/access')dnl\n${TAIL}`,
    code: "mc-access-db-tmpf",
    trapped: says("missing -T"),
  },
  "greet_pause before access_db": {
    mc: `${HEAD}FEATURE(\`greet_pause', \`5000')dnl\nFEATURE(\`access_db')dnl\n${TAIL}`,
    code: "mc-greet-pause-order",
    trapped: says("will not use access_db"),
  },
  "no OSTYPE": { mc: TAIL, code: "mc-missing-ostype", trapped: says("No system type defined"), fixed: false },
  blacklist_recipients: {
    mc: `${HEAD}FEATURE(\`access_db')dnl\nFEATURE(\`blacklist_recipients')dnl\n${TAIL}`,
    code: "mc-renamed",
    trapped: says("blacklist_recipients) is deprecated"),
  },
};

describe("m4 in sendmail's hands", () => {
  it.each(Object.entries(MC_TRAPS))("%s", async (_, { mc, code, trapped, fixed }) => {
    expect(trapped(built(mc)), "the real m4 falls into it").toBe(true);
    const files = { [MC]: mc };
    const problem = (await problemsIn(files, MC)).find(({ meta }) => meta.code === code);
    expect(problem, `${code} is reported`).toBeDefined();
    const [fix] = problem?.fixes?.() ?? [];
    if (fixed === false) return;
    expect(fix, "there is a fix").toBeDefined();
    const mended = applied(files, fix?.changes ?? []);
    expect(trapped(built(mended[MC] ?? "")), "after the fix the real m4 does what was meant").toBe(false);
    expect((await problemsIn(mended, MC)).map(({ meta }) => meta.code)).not.toContain(code);
  });

  it.each([
    ["#dnl FEATURE", `${HEAD}#dnl FEATURE(\`promiscuous_relay')\n${TAIL}`],
    ["# dnl FEATURE", `${HEAD}# dnl FEATURE(\`promiscuous_relay')\n${TAIL}`],
    ["SMART_HOST after MAILER", `${HEAD}${TAIL}define(\`SMART_HOST', \`relay.example.com')dnl\n`],
    ["SMART_HOST without brackets", `${HEAD}define(\`SMART_HOST', \`relay.example.com')dnl\n${TAIL}`],
  ])("is quiet about %s, and so are we", async (_, mc) => {
    expect(built(mc).stderr).toBe("");
    const found = (await problemsIn({ [MC]: mc }, MC)).filter(
      ({ severity }) => severity === "error" || severity === "warning",
    );
    expect(found.map(({ meta }) => meta.code)).toEqual([]);
  });
});

describe("a mail provider among the names of the host", () => {
  /** The mailer that sendmail chooses for addresses, with these lines in the .mc. */
  function mailers(line: string, ...addresses: readonly string[]) {
    const file = path.join(folder.dir, "provider.cf");
    const hosts = path.join(folder.dir, "switch");
    writeFileSync(hosts, "hosts files\n");
    const own = "define(`confDOMAIN_NAME', `mx.example.com')dnl\nFEATURE(`nocanonify')dnl\n";
    const service = `define(\`confSERVICE_SWITCH_FILE', \`${hosts}')dnl\n`;
    writeFileSync(file, built(`${HEAD}${own}${service}${line}${TAIL}`).cf);
    const { stdout } = runSendmail(["-bt", "-C", file], addresses.map((one) => `/parse ${one}\n`).join(""));
    return Array.from(stdout.matchAll(/^mailer (\S+?),/gm), ([, name]) => name);
  }

  it.each(["gmail.com", "outlook.com", "yahoo.com", "gmx.de"])("%s is local then, and only then", async (domain) => {
    const line = `LOCAL_DOMAIN(\`${domain}')dnl\n`;
    expect(mailers(line, `joe@${domain}`, "joe@far.example")).toEqual(["local", "esmtp"]);
    expect(mailers("", `joe@${domain}`, "joe@far.example")).toEqual(["esmtp", "esmtp"]);
    const codes = async (lines: string) =>
      (await problemsIn({ [MC]: `${HEAD}${lines}${TAIL}` }, MC)).map(({ meta }) => meta.code);
    expect(await codes(line)).toContain("class-provider-domain");
    expect(await codes(`MASQUERADE_AS(\`${domain}')dnl\n`)).not.toContain("class-provider-domain");
  });
});

interface TableTrap {
  readonly access?: string;
  readonly relayDomains?: string;
  readonly features?: string;
  readonly code: string;
  /** Who asks, as a difference to a stranger. */
  readonly query: Partial<Query>;
  /** True if the real server relays as it stands, and after the fix; undefined where no fix is offered. */
  readonly before: boolean;
  readonly after?: boolean;
}

const office = { clientAddress: "192.0.2.7", clientName: "pc.office.example" };
const inCom = { clientAddress: "198.51.100.7", clientName: "host.somewhere.com" };

const TABLE_TRAPS: Readonly<Record<string, TableTrap>> = {
  "a comment behind RELAY": {
    access: "Connect:192.0.2 RELAY # office\n",
    code: "access-trailing-text",
    query: office,
    before: false,
    after: true,
  },
  "CIDR in access": {
    access: "Connect:192.0.2.0/24 RELAY\n",
    code: "access-invalid-key",
    query: office,
    before: false,
    after: true,
  },
  "CIDR in relay-domains": {
    relayDomains: "192.0.2.0/24\n",
    code: "class-invalid-name",
    query: office,
    before: false,
    after: true,
  },
  "a byte order mark in access": {
    access: "\uFEFFConnect:192.0.2 RELAY\n",
    code: "access-invalid-key",
    query: office,
    before: false,
    after: true,
  },
  "a byte order mark in relay-domains": {
    relayDomains: "\uFEFFoffice.example\n",
    code: "class-invalid-name",
    query: office,
    before: false,
    after: true,
  },
  "a star in access": {
    access: "*.office.example RELAY\n",
    code: "access-invalid-key",
    query: office,
    before: false,
    after: true,
  },
  "a star in relay-domains": {
    relayDomains: "*.office.example\n",
    code: "class-invalid-name",
    query: office,
    before: false,
    after: true,
  },
  "a whole top-level domain": {
    access: "com RELAY\n",
    code: "relay-public-suffix",
    query: inCom,
    before: true,
    after: false,
  },
  "a whole top-level domain, tagged": {
    access: "Connect:com RELAY\n",
    code: "relay-public-suffix",
    query: inCom,
    before: true,
    after: false,
  },
  "a first octet": {
    access: "Connect:198 RELAY\n",
    code: "relay-wide-network",
    query: inCom,
    before: true,
    after: false,
  },
  "a mail provider": {
    access: "To:gmail.com RELAY\n",
    code: "relay-free-mail",
    query: { recipient: "victim@gmail.com" },
    before: true,
    after: false,
  },
  "a claimed sender": {
    access: "From:boss@example.com RELAY\n",
    features: "FEATURE(`relay_mail_from')dnl\n",
    code: "relay-mail-from",
    query: { sender: "boss@example.com" },
    before: true,
    after: false,
  },
  "a leading blank": {
    access: " Connect:192.0.2 RELAY\n",
    code: "access-syntax",
    query: office,
    before: false,
    after: true,
  },
};

/** A .mc whose files lie in the folder of a test; `words` are further arguments of access_db. */
function mcIn(dir: string, features: string, words = ""): string {
  return (
    `OSTYPE(\`linux')dnl\ndefine(\`confDOMAIN_NAME', \`mx.example.net')dnl\ndefine(\`confDONT_PROBE_INTERFACES', \`true')dnl\n` +
    `define(\`confSERVICE_SWITCH_FILE', \`${dir}/service.switch')dnl\ndefine(\`confCR_FILE', \`-o ${dir}/relay-domains')dnl\n` +
    `FEATURE(\`nocanonify')dnl\nFEATURE(\`access_db', \`hash -T<TMPF> -o ${dir}/access'${words})dnl\n${features}${TAIL}`
  );
}

/** What the real check_rcpt says of a transaction. */
async function verdict(
  mode: TestMode,
  texts: Readonly<Record<string, string>>,
  query: Partial<Query>,
): Promise<string> {
  const at = (name: string) => `file://${mode.dir}/${name}`;
  await mode.install({
    mc: texts[at("sendmail.mc")] ?? "",
    access: texts[at("access")],
    relayDomains: texts[at("relay-domains")],
    localHostNames: undefined,
  });
  const [site] = await new Sites(memoryWorkspace(texts)).sitesOf(at("sendmail.mc"));
  if (site === undefined) throw new Error("no site");
  const [answer] = await mode.ask(policyOf(site), [{ ...defaultQuery, ...query }]);
  return answer?.rcpt ?? "";
}

describe("tables", () => {
  it.each(Object.entries(TABLE_TRAPS))("%s", async (_, trap) => {
    const mode = await TestMode.open({});
    try {
      const at = (name: string) => `file://${mode.dir}/${name}`;
      const files: Record<string, string> = { [at("sendmail.mc")]: mcIn(mode.dir, trap.features ?? "") };
      if (trap.access !== undefined) files[at("access")] = trap.access;
      if (trap.relayDomains !== undefined) files[at("relay-domains")] = trap.relayDomains;
      const relays = async (texts: Readonly<Record<string, string>>) =>
        !/^\$# ?error/.test(await verdict(mode, texts, trap.query));
      expect(await relays(files), "the real sendmail, as it stands").toBe(trap.before);
      const problem = (await problemsIn(files, at("sendmail.mc"))).find(({ meta }) => meta.code === trap.code);
      expect(problem, `${trap.code} is reported`).toBeDefined();
      const [fix] = problem?.fixes?.() ?? [];
      expect(fix === undefined, "there is a fix").toBe(trap.after === undefined);
      if (trap.after === undefined) return;
      expect(await relays(applied(files, fix?.changes ?? [])), "the real sendmail, after the fix").toBe(trap.after);
    } finally {
      mode.dispose();
    }
  });

  it.each([
    ["a dot in front, with the feature lookupdotdomain", "FEATURE(`lookupdotdomain')dnl\n", ""],
    ["a dot in front, with the word in capitals", "", ", , `LOOKUPDOTDOMAIN'"],
  ])("%s works, and we are quiet", async (_, features, words) => {
    const mode = await TestMode.open({});
    try {
      const mc = mcIn(mode.dir, features, words);
      const files = {
        [`file://${mode.dir}/sendmail.mc`]: mc,
        [`file://${mode.dir}/access`]: "Connect:.office.example RELAY\n",
      };
      expect(await verdict(mode, files, office)).not.toMatch(/error/);
      expect((await problemsIn(files, `file://${mode.dir}/sendmail.mc`)).map(({ meta }) => meta.code)).toEqual([]);
    } finally {
      mode.dispose();
    }
  });

  it("names a missing feature once, which is as dead in every line", async () => {
    const mode = await TestMode.open({});
    try {
      const uri = `file://${mode.dir}/sendmail.mc`;
      const access = "Connect:192.0.2 RELAY\nTo:old@far.example REJECT\nTo:gone@far.example REJECT\n";
      const files = { [uri]: mcIn(mode.dir, ""), [`file://${mode.dir}/access`]: access };
      const refused = async (texts: Readonly<Record<string, string>>) => {
        const answers: boolean[] = [];
        for (const user of ["old", "gone"])
          answers.push(/error/.test(await verdict(mode, texts, { ...office, recipient: `${user}@far.example` })));
        return answers;
      };
      expect(await refused(files)).toEqual([false, false]);
      const found = (await problemsIn(files, uri)).filter(({ meta }) => meta.code === "access-blocklist-off");
      expect(found.map(({ message }) => /(\d+) other line/.exec(message)?.[1])).toEqual(["1"]);
      expect(await refused(applied(files, found[0]?.fixes?.()[0]?.changes ?? []))).toEqual([true, true]);
    } finally {
      mode.dispose();
    }
  });
});
