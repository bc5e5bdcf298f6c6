// What rules said of people's configurations that was not so, or did not say, and others of each kind: the findings as they have to be.
// What the programs make of each line is asked in test/oracle/rules, test/oracle/relay and test/oracle/mistakes.
import { describe, expect, it } from "vitest";
import { ALL_RULES } from "../../server/src/rules/all.ts";
import { lint, type Problem } from "../../server/src/rules/linter/lint.ts";
import { mc } from "../../server/src/rules/testing.ts";
import { siteFrom } from "../../server/src/site/testing.ts";

type Files = Readonly<Record<string, string>>;

async function problemsOf(files: Files): Promise<readonly Problem[]> {
  const rules = ALL_RULES.map(({ rule }) => rule);
  return [...lint(await siteFrom(files), rules, { preset: "strict" }).values()].flat();
}

const codesOf = async (files: Files) => (await problemsOf(files)).map(({ meta }) => meta.code);

const lines = (...written: readonly string[]): Files => ({ "sendmail.mc": mc(...written) });
const access = (line: string): Files => ({ ...lines("FEATURE(`access_db')dnl"), access: `${line}\n` });
const check = (name: string, rule: string): Files => ({
  "sendmail.mc": `${mc()}LOCAL_RULESETS\nSLocal_check_${name}\n${rule}\n`,
});
const TLS = [
  "define(`confSERVER_CERT', `/etc/mail/tls/mx.pem')dnl",
  "define(`confSERVER_KEY', `/etc/mail/tls/mx.key')dnl",
  "define(`confCACERT', `/etc/mail/tls/ca.pem')dnl",
  "define(`confCACERT_PATH', `/etc/mail/tls')dnl",
];
const PLAIN = ["define(`confAUTH_MECHANISMS', `LOGIN PLAIN')dnl", "TRUST_AUTH_MECH(`LOGIN PLAIN')dnl"];
const letters = (value: string): Files => ({
  ...lines("FEATURE(`access_db')dnl", ...TLS, "define(`confAUTH_OPTIONS', `A p')dnl", ...PLAIN),
  access: `Srv_Features:\t${value}\n`,
});
const own = (line: string): Files => ({ "sendmail.mc": `${mc(...TLS)}LOCAL_CONFIG\nO ${line}\n` });

describe("what is found", () => {
  const FOUND: Readonly<Record<string, readonly (readonly [Files, string])[]>> = {
    "a space in a name": [
      [lines("FEATURE(`access_db' )dnl"), "mc-wrong-name"],
      [lines("FEATURE(`access_db ')dnl"), "mc-wrong-name"],
      [lines("MAILER(`fax' )dnl"), "mc-wrong-name"],
      [lines("define(`SMART_HOST' , `relay.example.com')dnl"), "mc-wrong-name"],
      [lines("DOMAIN(`generic ')dnl"), "mc-wrong-name"],
    ],
    "a check that accepts everybody": [
      [check("rcpt", "R$+ @ $+\t$# OK"), "relay-accepting-ruleset"],
      [check("rcpt", "R$* @ $*\t$#OK"), "relay-accepting-ruleset"],
      [check("rcpt", "R<$+>\t$# OK"), "relay-accepting-ruleset"],
      [check("rcpt", "R$* <$+> $*\t$#OK"), "relay-accepting-ruleset"],
      [check("mail", "R$*\t$# OK"), "relay-accepting-ruleset"],
      [check("relay", "R$*\t$# OK"), "relay-accepting-ruleset"],
    ],
    "a letter for every client": [
      [letters("l"), "access-feature-letters"],
      [letters("C"), "access-feature-letters"],
      [letters("S"), "access-feature-letters"],
      [letters("V S"), "access-feature-letters"],
      [letters("lC"), "access-feature-letters"],
    ],
    "a line of LOCAL_CONFIG": [
      [own("CipherList=ALL:aNULL"), "tls-weak-ciphers"],
      [own("DHParameters=5"), "tls-short-dh"],
      [own("DefaultUser=0:0"), "mc-default-user-root"],
      [own("AllowBogusHELO"), "sender-bogus-helo"],
      [own("LogLevel=20"), "mc-overridden-setting"],
      [own("SmtpGreetingMessage=$j"), "mc-overridden-setting"],
    ],
    "a weak cipher": [
      [own("CipherList=DEFAULT@SECLEVEL=0"), "tls-weak-ciphers"],
      [own("CipherList=ADH-AES256-SHA"), "tls-weak-ciphers"],
      [own("CipherList=RC4-SHA"), "tls-weak-ciphers"],
      [own("CipherList=NULL-SHA"), "tls-weak-ciphers"],
      [own("ServerSSLOptions=+SSL_OP_NO_TLSv1_2 +SSL_OP_NO_TLSv1_3"), "tls-no-protocol"],
    ],
    "a grant to strangers": [
      [access("Connect:protection.outlook.com\tRELAY"), "relay-free-mail"],
      [access("Connect:sendgrid.net\tRELAY"), "relay-free-mail"],
      [access("Connect:mailgun.org\tRELAY"), "relay-free-mail"],
      [access("Connect:amazonses.com\tRELAY"), "relay-free-mail"],
      [access("Connect:40.92\tRELAY"), "relay-wide-network"],
      [access("Connect:52.100\tRELAY"), "relay-wide-network"],
      [lines("define(`_RELAY_MX_SERVED_')dnl"), "relay-based-on-mx"],
    ],
    "a key that never matches": [
      [access("*@w.example\tREJECT"), "access-invalid-key"],
      [access("192.168.1.1-9\tRELAY"), "access-invalid-key"],
      [access("192.168.001\tRELAY"), "access-invalid-key"],
      [access("news@*.example.com\tREJECT"), "access-invalid-key"],
      [access("192.168.0.0/16.\tRELAY"), "access-invalid-key"],
    ],
    "a block list that is none": [
      [lines("FEATURE(`dnsbl', `http://zen.spamhaus.org')dnl"), "dnsbl-wrong-list"],
      [lines("FEATURE(`dnsbl', `https://bl.spamcop.net/')dnl"), "dnsbl-wrong-list"],
      [lines("FEATURE(`dnsbl', `zen.spamhaus.org.')dnl"), "dnsbl-wrong-list"],
      [lines("FEATURE(`dnsbl', `customer.dnsbl.sorbs.net')dnl"), "dnsbl-dead"],
    ],
    "a user that is root by another name": [
      [lines("define(`confDEF_USER_ID', `8:0')dnl"), "mc-default-user-root"],
      [lines("define(`confDEF_USER_ID', `toor')dnl"), "mc-default-user-root"],
      [lines("define(`confDEF_USER_ID', `root:mail')dnl"), "mc-default-user-root"],
      [lines("define(`confDEF_USER_ID', `0')dnl"), "mc-default-user-root"],
    ],
    "a queue that a crash empties": [
      [lines("define(`confSAFE_QUEUE', `False')dnl"), "mc-unsafe-queue"],
      [lines("define(`confSAFE_QUEUE', `No')dnl"), "mc-unsafe-queue"],
      [lines("define(`confSAFE_QUEUE', `off')dnl"), "mc-unsafe-queue"],
      [lines("define(`confSAFE_QUEUE', `n')dnl"), "mc-unsafe-queue"],
    ],
  };

  it.each(Object.entries(FOUND))("%s", async (_, cases) => {
    for (const [files, code] of cases) expect(await codesOf(files), JSON.stringify(files)).toContain(code);
  });
});

describe("what is not said", () => {
  const SILENT: Readonly<Record<string, readonly (readonly [Files, string])[]>> = {
    "of what a line of LOCAL_CONFIG sets": [
      [{ "sendmail.mc": `${mc(...PLAIN)}LOCAL_CONFIG\nO AuthOptions=A p\n` }, "auth-plain-without-tls"],
      [own("ServerSSLOptions=+SSL_OP_NO_SSLv3 +SSL_OP_NO_TLSv1 +SSL_OP_NO_TLSv1_1"), "tls-old-protocols"],
      [
        { "sendmail.mc": `${mc(...TLS.slice(1))}LOCAL_CONFIG\nO ServerCertFile=/etc/mail/tls/mx.pem\n` },
        "tls-incomplete",
      ],
      [{ "sendmail.mc": `${mc(...TLS.slice(0, 3))}LOCAL_CONFIG\nO CACertPath=/etc/mail/tls\n` }, "tls-incomplete"],
    ],
    "of passwords that the access map protects": [
      [
        { ...lines("FEATURE(`access_db')dnl", ...TLS, ...PLAIN), access: "Srv_Features:\tc\n" },
        "auth-plain-without-tls",
      ],
      [
        { ...lines("FEATURE(`access_db')dnl", ...TLS, ...PLAIN), access: "Srv_Features:\tV c\n" },
        "auth-plain-without-tls",
      ],
    ],
    "of words that sendmail takes": [
      [lines("define(`confPRIVACY_FLAGS', `authwarnings;novrfy')dnl"), "mc-unknown-word"],
      [lines("define(`confPRIVACY_FLAGS', `{goaway}')dnl"), "mc-unknown-word"],
      [lines("define(`confPRIVACY_FLAGS', `authwarnings/noexpn.')dnl"), "mc-unknown-word"],
      [lines("define(`confSAFE_QUEUE', `yes')dnl"), "mc-wrong-value"],
    ],
  };

  it.each(Object.entries(SILENT))("%s", async (_, cases) => {
    for (const [files, code] of cases) expect(await codesOf(files), JSON.stringify(files)).not.toContain(code);
  });
});

describe("fixes", () => {
  const MINE = "define(`MINE', `FEATURE(`$1')')dnl";
  it.each([
    ["a feature", lines(MINE, "MINE(`relay_hosts_only')dnl", "MINE(`relay_local_from')dnl")],
    [
      "a block list",
      lines("define(`LIST', `FEATURE(`dnsbl', `$1')')dnl", "LIST(`dnsbl.sorbs.net')dnl", "LIST(`b.example')dnl"),
    ],
    [
      "a value",
      lines(
        "define(`SPEC', `hash /etc/mail/access')dnl",
        "FEATURE(`access_db', SPEC)dnl",
        "define(`ALIAS_FILE', SPEC)dnl",
      ),
    ],
    ["a list of flags", lines("define(`FLAGS', `novrfy')dnl", "define(`confPRIVACY_FLAGS', FLAGS)dnl")],
  ])("in a text that more than one line takes are no safe ones: %s", async (_, files) => {
    const fixes = (await problemsOf(files)).flatMap(({ fixes: make }) => make?.() ?? []);
    const [first = "", second = ""] = (files["sendmail.mc"] ?? "").split("\n", 2);
    const shared = { start: first.length + 1, end: first.length + 1 + second.length };
    const there = fixes.filter(({ changes }) =>
      changes.some(({ span }) => span.start > shared.start && span.start < shared.end),
    );
    expect(there.filter(({ grade }) => grade !== "asks").map(({ title }) => title)).toEqual([]);
  });

  it.each([
    [
      "blocklist_recipients, access_db, blocklist_recipients",
      ["blocklist_recipients'", "access_db'", "blocklist_recipients'"],
    ],
    ["greet_pause around access_db", ["greet_pause', `5000'", "access_db'", "greet_pause', `5000'"]],
    ["delay_checks around access_db", ["delay_checks', `friend'", "access_db'", "delay_checks', `friend'"]],
  ])("do not call the second of two equal features idle where a line between matters: %s", async (_, features) => {
    const files = lines(...features.map((feature) => `FEATURE(\`${feature})dnl`));
    const [found] = (await problemsOf(files)).filter(({ meta }) => meta.code === "mc-duplicate-feature");
    expect(found?.message ?? "").not.toContain("changes nothing");
    expect((found?.fixes?.() ?? []).every(({ grade }) => grade === "asks")).toBe(true);
  });

  it.each(["$j Sendmail $v; all use is logged", "$j $v/$Z; Unauthorised use is prohibited; $b"])(
    "keep the words of a greeting: %s",
    async (greeting) => {
      const files = lines(`define(\`confSMTP_LOGIN_MSG', \`${greeting}')dnl`);
      const found = (await problemsOf(files)).find(({ meta }) => meta.code === "privacy-version-in-greeting");
      const [change] = found?.fixes?.()[0]?.changes ?? [];
      expect(change?.newText).toMatch(/all use is logged|Unauthorised use is prohibited; \$b/);
    },
  );
});
