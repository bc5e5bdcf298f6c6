// Lines that m4 takes without a word and that sendmail then stumbles over: each is asked of the real sendmail, found by us,
// mended where we offer a fix, and asked again.
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { cfDir, corpusFiles, program, run, safeFolder } from "../programs.ts";
import { applied, problemsIn } from "./mending.ts";

const folder = safeFolder();
afterAll(folder.dispose);
mkdirSync(path.join(folder.dir, "queue"));
const MC = "file:///etc/mail/sendmail.mc";
const HEAD = "OSTYPE(`linux')dnl\n";
const TAIL = "MAILER(`local')dnl\nMAILER(`smtp')dnl\n";

interface Said {
  readonly text: string;
  /** Status with which sendmail ended by itself; null where it was still running. */
  readonly status: number | null;
}

/** The .cf of a .mc, as a file; its daemon keeps to the loopback address and to a folder of its own. */
function built(mc: string): string {
  const file = path.join(folder.dir, "sendmail.mc");
  writeFileSync(file, mc);
  const cf = run(program("m4"), [`-D_CF_DIR_=${cfDir()}`, path.join(cfDir(), "m4/cf.m4"), file]).stdout;
  const made = path.join(folder.dir, "sendmail.cf");
  writeFileSync(made, cf.replace(/^O QueueDirectory=.*$/m, `O QueueDirectory=${folder.dir}/queue`));
  return made;
}

/** What sendmail says in a network of its own, in which nobody else listens. */
function sendmail(cf: string, args: readonly string[], input: string): Said {
  const command = 'hostname mx.example.com; ip link set lo up; exec "$@"';
  const { stdout, stderr, status, error } = spawnSync(
    "unshare",
    ["--uts", "--net", "sh", "-c", command, "sh", program("sendmail"), "-C", cf, ...args],
    { input, encoding: "latin1", timeout: 3000 },
  );
  return { text: `${stdout}${stderr}`, status: error === undefined ? status : null };
}

const inTestMode = (mc: string, questions = ""): Said => sendmail(built(mc), ["-bt"], questions);
const asDaemon = (mc: string): Said => sendmail(built(mc), [`-OPidFile=${folder.dir}/pid`, "-bD"], "");

interface Trap {
  readonly mc: string;
  readonly code: string;
  readonly ask: (mc: string) => Said;
  readonly complaint: RegExp;
  /** Status of a daemon that ends because of it. */
  readonly status?: number;
  readonly fixed?: false;
}

const CLAM = "MAIL_FILTER(`clam', `S=inet:9@127.0.0.1')dnl\n";
const DKIM = "MAIL_FILTER(`dkim', `S=inet:9@127.0.0.1')dnl\n";
const OPEN = "DAEMON_OPTIONS(`Name=MTA, Port=2526, Addr=127.0.0.1')dnl\nFEATURE(`no_default_msa')dnl\n";

const TRAPS: Readonly<Record<string, Trap>> = {
  "blanks for the tab of a rule": {
    mc: `${HEAD}${TAIL}LOCAL_RULESETS\nSLocal_check_rcpt\nR$* < @ spam.example >    $#error $@ 5.7.1 $: "550 No"\n`,
    code: "mc-rule-without-tab",
    ask: asDaemon,
    complaint: /invalid rewrite line.*tab expected/,
    status: 70,
  },
  "a milter that is not defined": {
    mc: `${HEAD}${OPEN}${CLAM}define(\`confINPUT_MAIL_FILTERS', \`clamav')dnl\n${TAIL}`,
    code: "mc-filter-list",
    ask: asDaemon,
    complaint: /InputFilter clamav not defined/,
    status: 78,
    fixed: false,
  },
  "a milter of a daemon that is not defined": {
    mc: `${HEAD}FEATURE(\`no_default_msa')dnl\n${CLAM}DAEMON_OPTIONS(\`Name=MTA, Port=2526, Addr=127.0.0.1, I=clamav')dnl\n${TAIL}`,
    code: "mc-filter-list",
    ask: asDaemon,
    complaint: /InputFilter clamav not defined/,
    status: 78,
    fixed: false,
  },
  "blanks between milters": {
    mc: `${HEAD}${OPEN}${CLAM}${DKIM}define(\`confINPUT_MAIL_FILTERS', \`clam dkim')dnl\n${TAIL}`,
    code: "mc-filter-list",
    ask: asDaemon,
    complaint: /InputFilter clam dkim not defined/,
    status: 78,
  },
  "a local mailer that is not there": {
    mc: `${HEAD}define(\`confLOCAL_MAILER', \`dovecot')dnl\n${TAIL}`,
    code: "mc-missing-mailer",
    ask: (mc) => inTestMode(mc, "/parse joe@localhost\n"),
    complaint: /unknown mailer dovecot/,
    fixed: false,
  },
  "an SMTP mailer that is not there": {
    mc: `${HEAD}define(\`confSMTP_MAILER', \`ssmtp')dnl\n${TAIL}`,
    code: "mc-missing-mailer",
    ask: (mc) => inTestMode(mc, "/parse joe@other.example\n"),
    complaint: /unknown mailer ssmtp/,
    fixed: false,
  },
  "a relay mailer that is not there": {
    mc: `${HEAD}define(\`confRELAY_MAILER', \`smtps')dnl\ndefine(\`SMART_HOST', \`[relay.example.com]')dnl\n${TAIL}`,
    code: "mc-missing-mailer",
    ask: (mc) => inTestMode(mc, "/parse joe@other.example\n"),
    complaint: /unknown mailer smtps/,
    fixed: false,
  },
  "a name without a domain": {
    mc: `${HEAD}define(\`confDOMAIN_NAME', \`mail')dnl\n${TAIL}`,
    code: "mc-unqualified-name",
    ask: inTestMode,
    complaint: /local host name \(mail\) is not qualified/,
    fixed: false,
  },
  "flags behind the mailer": {
    mc: `${HEAD}${TAIL}MODIFY_MAILER_FLAGS(\`ESMTP', \`+e')dnl\n`,
    code: "mc-late-setting",
    ask: (mc) => inTestMode(mc, "=M\n"),
    // Without e among the flags of esmtp: mail is still delivered at once.
    complaint: /\(esmtp\):.*F=[^e\s]* /,
  },
};

describe("sendmail stumbles, and we say so before", () => {
  it.each(Object.entries(TRAPS))("%s", async (_, { mc, code, ask, complaint, status, fixed }) => {
    const said = ask(mc);
    expect(said.text).toMatch(complaint);
    if (status !== undefined) expect(said.status).toBe(status);
    const problem = (await problemsIn({ [MC]: mc }, MC)).find(({ meta }) => meta.code === code);
    expect(problem, `${code} is reported`).toBeDefined();
    if (fixed === false) return;
    const [fix] = problem?.fixes?.() ?? [];
    expect(fix, "there is a fix").toBeDefined();
    const mended = applied({ [MC]: mc }, fix?.changes ?? [])[MC] ?? "";
    expect(ask(mended).text).not.toMatch(complaint);
    expect((await problemsIn({ [MC]: mended }, MC)).map(({ meta }) => meta.code)).not.toContain(code);
  });

  it.each([
    [
      "milters in any case, with commas and semicolons",
      `${HEAD}${OPEN}${CLAM}${DKIM}define(\`confINPUT_MAIL_FILTERS', \`Clam;DKIM')dnl\n${TAIL}`,
    ],
    ["a tab on the next line of a rule", `${HEAD}${OPEN}${TAIL}LOCAL_RULESETS\nSLocal_check_rcpt\nR$*\n\t$: $1\n`],
    ["a name that sendmail completes", `${HEAD}${OPEN}define(\`confDOMAIN_NAME', \`$w.example.com')dnl\n${TAIL}`],
  ])("is content with %s, and so are we", async (_, mc) => {
    const said = asDaemon(mc);
    expect(said.text).not.toMatch(/not defined|tab expected|not qualified/);
    expect(said.status, "it runs on").toBeNull();
    const codes = (await problemsIn({ [MC]: mc }, MC)).map(({ meta }) => meta.code);
    for (const { code } of Object.values(TRAPS)) expect(codes).not.toContain(code);
  });

  it("misses the tab where sendmail misses it, in real configurations", async () => {
    for (const file of corpusFiles("mc")) {
      const mc = run("cat", [file]).stdout;
      const refused = [...inTestMode(mc).text.matchAll(/invalid rewrite line/g)].length;
      const found = (await problemsIn({ [MC]: mc }, MC)).filter(({ meta }) => meta.code === "mc-rule-without-tab");
      expect(found.length, file).toBe(refused);
    }
  });
});

describe("a port for TLS alone", () => {
  const daemon = "DAEMON_OPTIONS(`Name=TLS, Port=4650, Addr=127.0.0.1, M=s')dnl\n";
  const mc = `${HEAD}FEATURE(\`no_default_msa')dnl\n${daemon}${TAIL}`;

  it("hangs up without a certificate, and so we say", async () => {
    const cf = built(mc);
    const script =
      'hostname mx.example.com; ip link set lo up; "$1" -C "$2" -OPidFile="$3" -bD & P=$!; "$4" -e "$5"; kill $P';
    // Prints what comes until the server hangs up, or "open" where it waits for the client to speak.
    const client = `const ask = (left) => {
  const socket = require("net").connect(4650, "127.0.0.1");
  let text = "";
  const waited = setTimeout(() => say("open"), 3000);
  const say = (what) => { console.log(what); process.exit(); };
  socket.on("data", (data) => { text += data; });
  // Until the daemon listens, the connection is refused.
  socket.on("error", () => { clearTimeout(waited); if (left > 0) setTimeout(ask, 100, left - 1); else say("refused"); });
  socket.on("close", (failed) => { if (!failed) say("closed:" + text); });
};
ask(80);`;
    const { stdout } = spawnSync(
      "unshare",
      [
        "--uts",
        "--net",
        "sh",
        "-c",
        script,
        "sh",
        program("sendmail"),
        cf,
        `${folder.dir}/pid`,
        process.execPath,
        client,
      ],
      { encoding: "latin1", timeout: 15_000 },
    );
    expect(stdout).toMatch(/^closed:$/m);
    const problem = (await problemsIn({ [MC]: mc }, MC)).find(({ meta }) => meta.code === "tls-incomplete");
    expect(problem?.message).toMatch(/closes every connection to port 4650: it has no certificate/);
  });
});
