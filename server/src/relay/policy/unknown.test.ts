// What makes an answer unsure, and what must not.
import { describe, expect, test } from "vitest";
import { memoryWorkspace, Sites } from "../../site/index.ts";
import { decide, defaultQuery, exposureList, policyOf, type Query } from "../index.ts";

const MC = "file:///srv/mail/sendmail.mc";
const HEAD = `OSTYPE(\`linux')dnl
define(\`confDOMAIN_NAME', \`mx.example.com')dnl
define(\`confDONT_PROBE_INTERFACES', \`true')dnl
FEATURE(\`access_db')dnl
`;
const TAIL = "MAILER(`local')dnl\nMAILER(`smtp')dnl\n";

async function site(lines: string, files: Readonly<Record<string, string>> = {}, hostName = "mx.example.com") {
  const [section, rest] = /^(?:LOCAL_RULE|LOCAL_NET|LOCAL_RULESETS|LOCAL_CONFIG|LOCAL_TLS)/m.test(lines)
    ? ["", lines]
    : [lines, ""];
  const all = { "sendmail.mc": `${HEAD}${section}\n${TAIL}${rest}\n`, access: "", ...files };
  const workspace = memoryWorkspace(
    Object.fromEntries(Object.entries(all).map(([name, text]) => [new URL(name, MC).href, text])),
  );
  const [found] = await new Sites(workspace, { hostName }).sitesOf(MC);
  if (found === undefined) throw new Error("no site");
  return found;
}

const ask = (query: Partial<Query>): Query => ({ ...defaultQuery, ...query });

describe("is not certain with", () => {
  test.each([
    // Rules and rulesets of its own.
    ["LOCAL_RULESETS\nSLocal_check_rcpt\nR$*\t$: $1", "Local_check_rcpt"],
    ["LOCAL_RULESETS\nSLocal_check_mail\nR$*\t$: $1", "Local_check_mail"],
    ["LOCAL_RULESETS\nSLocal_check_relay\nR$*\t$: $1", "Local_check_relay"],
    ["LOCAL_RULESETS\nSRelay_ok\nR$*\t$: $1", "Relay_ok"],
    ["LOCAL_RULESETS\nS96\nR$*\t$: $1", "96"],
    ["LOCAL_RULESETS\nSMine=98\nR$*\t$: $1", "Mine"],
    ["LOCAL_RULESETS\nSMine = 0\nR$*\t$: $1", "Mine"],
    ["LOCAL_RULESETS\nSLocal_check_rcpt, my own\nR$*\t$: $1", "Local_check_rcpt"],
    ["LOCAL_RULESETS\nS1\nR$*\t$: $1", "1"],
    ["LOCAL_RULESETS\nSfinal\nR$*\t$: $1", "final"],
    ["LOCAL_RULESETS\nS5\nR$*\t$: $1", "5"],
    ["LOCAL_RULESETS\nR$*\t$: $1", "without a ruleset"],
    ["LOCAL_RULE_1\nR$*\t$: $1", "LOCAL_RULE_1"],
    ["LOCAL_RULE_3\nR$* < @ here > $*\t$1 < @ there > $2", "LOCAL_RULE_3"],
    ["LOCAL_RULE_0\nSMine\nR$*\t$: $1", "in the middle"],
    ["LOCAL_TLS_CLIENT\nR$*\t$# error $@ 5.7.1 $: no", "Local_tls_client"],
    // Features, hacks, mailers and files that are not known.
    ["FEATURE(`nosuchfeature')", "nosuchfeature"],
    ["FEATURE(`drac')", "drac"],
    ["HACK(`nosuchhack')", "nosuchhack"],
    ["MAILER(`nosuchmailer')", "nosuchmailer"],
    ["DOMAIN(`nosuchdomain')", "nosuchdomain"],
    // Switches within the library.
    ["define(`_DELAY_CHECKS_')", "_DELAY_CHECKS_"],
    ["define(`NO_NETINET6')", "NO_NETINET6"],
    ["define(`confDEQUOTE_OPTS', `-s')", "confDEQUOTE_OPTS"],
    ["define(`confOPERATORS', `.:@')", "confOPERATORS"],
    ["FEATURE(`promiscuous_relay')undefine(`_PROMISCUOUS_RELAY_')", "_PROMISCUOUS_RELAY_"],
    ["undefine(`_ACCESS_TABLE_')", "_ACCESS_TABLE_"],
    ["define(`_NOBODY_KNOWS_THIS_')", "_NOBODY_KNOWS_THIS_"],
    ["define(`RELAY', `OK')", "RELAY"],
    ["define(`ifdef', `')", "ifdef"],
    ["indir(`define', `_PROMISCUOUS_RELAY_', 1)", "indir"],
    ["LOCAL_CONFIG\nm4exit(0)", "m4exit"],
    ["define(`confLOCAL_MAILER', `esmtp')", "esmtp"],
    ["define(`relay', `x')", "relay"],
    ["LOCAL_CONFIG\nchangequote([,])dnl", "changequote"],
    // Maps.
    ["FEATURE(`access_db', `hash -T<TMPF> -f /etc/mail/access')", "-f"],
    ["FEATURE(`access_db', `hash -T<TMPF> -m /etc/mail/access')", "-m"],
    ["FEATURE(`access_db', `hash -T<TMPF> -aOK /etc/mail/access')", "-aOK"],
    ["FEATURE(`access_db', `hash -T<TMPF> -N /etc/mail/access')", "-N"],
    ["FEATURE(`access_db', `hash -T<TMPF> -q /etc/mail/access')", "-q"],
    ["FEATURE(`access_db', `cdb -T<TMPF> /etc/mail/access')", "cdb"],
    ["FEATURE(`access_db', `LDAP')", "ldap"],
    ["LOCAL_CONFIG\nKaccess ldap -h x", "by hand"],
    ["LOCAL_CONFIG\nKdequote dequote -s", "dequote"],
    // Classes.
    ["LOCAL_CONFIG\nC{Accept}MAYBE", "Accept"],
    ["LOCAL_CONFIG\nC{TlsVerified}FAIL", "TlsVerified"],
    ["LOCAL_CONFIG\nC{ResOk}TEMP", "ResOk"],
    ["LOCAL_CONFIG\nCO#", "Class O"],
    ["LOCAL_CONFIG\nFR|/bin/words", "program"],
    ["LOCAL_CONFIG\nFR@ldap:x", "map"],
    ["LOCAL_CONFIG\nFR/etc/mail/list %[^$j]", "format"],
    ["LOCAL_CONFIG\nFR/etc/mail/list %3c", "format"],
    ["LOCAL_CONFIG\nFR/etc/mail/list %*d %d", "format"],
    ["LOCAL_CONFIG\nCR$(x$)", "macros"],
    ["LOCAL_CONFIG\nCR${client_addr}", "macros"],
    ["LOCAL_CONFIG\nD{client_addr}1.2.3.4", "client_addr"],
    ["LOCAL_CONFIG\nFR/etc/mail/list %s%s", "format"],
    ["LOCAL_CONFIG\nFR/etc/mail/list\t%s", "not found"],
    ['LOCAL_CONFIG\nFR"/etc/mail/list"', "place that is not followed"],
    ["LOCAL_CONFIG\nC{ R }partner.test", "Class  R "],
    [`RELAY_DOMAIN(\`${"partner.test ".repeat(160)}')`, "so long"],
    ["RELAY_DOMAIN(`partner.test\n62')", "line end"],
    ["LOCAL_CONFIG\nV5", "V line"],
    ["LOCAL_CONFIG\nO OperatorChars=.:@", "OperatorChars"],
    ["LOCAL_CONFIG\nO Delivery=d", "Delivery"],
    ["LOCAL_CONFIG\nO MaxMessageSize=100", "MaxMessageSize"],
    ["LOCAL_CONFIG\nO DontProbeInterfaces=false", "DontProbeInterfaces"],
    ["LOCAL_CONFIG\nO SmtpUTF8=true", "SmtpUTF8"],
    ["LOCAL_CONFIG\nO NobodyKnowsThis=1", "NobodyKnowsThis"],
    ["LOCAL_CONFIG\nOMxvalue", "not known to change nothing"],
    ["LOCAL_CONFIG\nwhat is this", "does not know this line"],
  ])("%s", async (lines, cause) => {
    const mail = await site(lines, { list: "x partner.test\n" });
    const decision = decide(mail, defaultQuery);
    expect(decision.cause).toContain(cause);
    expect(decision.certain).toBe(false);
    expect(exposureList(mail).complete).toBe(false);
  });
});

describe("is certain with", () => {
  test.each([
    ["LOCAL_RULESETS\nSLocal_check_mail\n# nothing yet"],
    ["LOCAL_RULESETS\nSLocal_check_rcpt"],
    ["LOCAL_RULESETS\nSMyHelper\nR$*\t$: $1"],
    ["LOCAL_RULESETS\nScheck_compat\nR$*\t$# discard"],
    ["LOCAL_CONFIG\nHSubject: $>CheckSubject\nKmine regex -a@MATCH x\nD{Mine}x\nC{Mine}a b\nEPATH=/bin"],
    ["LOCAL_RULE_2\nR$*\t$: $1"],
    [
      "LOCAL_CONFIG\nO Timeout.ident=0\nO LogLevel=9\nO PrivacyOptions=goaway\nO CipherList=HIGH\nO DaemonPortOptions=Port=465, M=s\nOL9",
    ],
    ["LOCAL_CONFIG\nDMexample.com\nDnpostmaster"],
    ["HACK(`cssubdomain')"],
    ["HACK(`nodns')"],
    ["FEATURE(`notsticky')"],
    ["FEATURE(`redirect')FEATURE(`smrsh')FEATURE(`local_procmail')"],
    ["define(`confNO_SUCH_OPTION', `x')"],
    ["define(`MY_OWN_MACRO', `x')"],
    ["define(`confSMTP_LOGIN_MSG', `$j hello')"],
    ["FEATURE(`access_db', `hash -T<TMPF> -o /etc/mail/access')"],
    ["changequote([,])changequote"],
    ["FEATURE(`mailertable')"],
    ["LOCAL_CONFIG\nFR/etc/mail/list %[^\\#]"],
    ["LOCAL_CONFIG\nFR/etc/mail/list %*s %s"],
    ["LOCAL_CONFIG\nFR/etc/mail/list relay=%s"],
    ["LOCAL_CONFIG\nFR/etc/mail/list %*2[a-z]%%%s"],
    ["LOCAL_CONFIG\nFR/etc/mail/list %[^#]"],
    ["LOCAL_CONFIG\nCR$w.example.org $=w ${Mine}"],
  ])("%s", async (lines) => {
    const mail = await site(lines, { list: "partner.test\n", mailertable: "x.test smtp:[y.test]\n" });
    expect(policyOf(mail).unknown.filter(({ names }) => names === undefined)).toEqual([]);
    expect(decide(mail, ask({ recipient: "victim@elsewhere.example" }))).toMatchObject({ certain: true });
    expect(exposureList(mail).complete || lines.includes("cssubdomain")).toBe(true);
  });
});

describe("what may only refuse", () => {
  test.each([
    ["FEATURE(`virtusertable')VIRTUSER_DOMAIN(`virt.test')", "x@virt.test", true],
    ["FEATURE(`virtusertable')VIRTUSER_DOMAIN(`virt.test')", "x@elsewhere.example", false],
    ["FEATURE(`mailertable')", "x@elsewhere.example", true],
    ["FEATURE(`mailertable')", "x@mx.example.com", true],
    ["define(`LUSER_RELAY', `error:nouser')", "x@mx.example.com", true],
    ["define(`SMART_HOST', `discard:')", "x@elsewhere.example", true],
    ["LOCAL_CONFIG\nDSerror:5.7.1:550 no", "x@elsewhere.example", true],
    ["LOCAL_CONFIG\nD{H}error:5.7.1:550 no", "x@mx.example.com", true],
    ["LOCAL_RULE_0\nR$* <@bad.test> $*\t$#error $@ 5.1.2 $: no", "x@elsewhere.example", true],
    ["LOCAL_NET_CONFIG\nR$* <@bad.test> $*\t$#error $@ 5.1.2 $: no", "x@elsewhere.example", true],
  ])("%s for %s", async (lines, recipient, doubted) => {
    const mail = await site(lines);
    expect(decide(mail, ask({ recipient })).certain).toBe(!doubted);
    // No grant is missing because of it.
    expect(exposureList(mail).complete).toBe(true);
  });

  test("a mailertable whose entries name mailers that are there refuses nobody", async () => {
    const query = ask({ recipient: "x@elsewhere.example" });
    const table = (mailertable: string) => site("FEATURE(`mailertable')", { mailertable });
    expect(decide(await table("a.test smtp:[b.test]\n.c.test\trelay:d.test\n"), query).certain).toBe(true);
    expect(decide(await table("a.test error:5.1.2:550 no\n"), query)).toMatchObject({ certain: false });
    expect(decide(await table("a.test nosuch:b.test\n"), query)).toMatchObject({ certain: false });
  });

  test("without MAILER(smtp) sendmail refuses addresses elsewhere", async () => {
    const text = `${HEAD}MAILER(\`local')dnl\n`;
    const mail = await site("", { "sendmail.mc": text });
    expect(decide(mail, ask({ recipient: "x@elsewhere.example" }))).toMatchObject({ certain: false });
  });
});

describe("a table that is a template", () => {
  test.each([
    ["a value", "{{ network }} RELAY\n"],
    ["a condition", "{% if office %}\nConnect:192.0.2 RELAY\n{% endif %}\n"],
    ["a word", "Connect:@NETWORK@ RELAY\n"],
  ])("is not known to grant nothing: %s", async (_, access) => {
    const list = exposureList(await site("", { access }));
    expect(list.why.map(({ text }) => text)).toContainEqual(expect.stringContaining("access is a template"));
  });

  test("but not for a comment, or sendmail's own macros", async () => {
    const list = exposureList(
      await site("", { access: "# {{ managed }} by @TOOL@\nspam.example ERROR:550 ${client_addr}\n" }),
    );
    expect(list.why).toEqual([]);
  });
});

describe("a transaction that is not followed", () => {
  test.each([
    ["control characters", { recipient: "<x\u0007@mx.example.com>" }],
    ["a program", { recipient: "|prog" }],
    ["a file", { recipient: "/etc/passwd" }],
    ["a list", { recipient: ":include:/etc/passwd" }],
    ["a program that sends", { sender: '<"|prog"@mx.example.com>' }],
    ["a list that sends", { sender: "<:include:list@mx.example.com>" }],
    ["more labels than sendmail follows", { recipient: `x@${"a.".repeat(48)}test` }],
    ["SIZE of a recipient", { recipient: "<x@mx.example.com> SIZE=10" }],
    ["NOTIFY of a sender", { sender: "<x@stranger.example> NOTIFY=NEVER" }],
    ["letters outside of ASCII", { sender: "é@stranger.example" }],
  ])("%s", async (_, query) => {
    expect(decide(await site(""), ask(query)).certain).toBe(false);
  });

  test("a size above the limit", async () => {
    const query = ask({ sender: "<x@stranger.example> SIZE=100000" });
    expect(decide(await site(""), query).certain).toBe(true);
    expect(decide(await site("define(`confMAX_MESSAGE_SIZE', `1000')"), query).certain).toBe(false);
  });

  test("the MX hosts of a literal", async () => {
    const query = ask({ recipient: "u@[local.test]" });
    expect(decide(await site("FEATURE(`relay_based_on_MX')"), query).certain).toBe(false);
  });
});

describe("a version that is set", () => {
  const certain = async (targetVersion: string | undefined, line: string): Promise<boolean> => {
    const workspace = memoryWorkspace({ [MC]: `${HEAD}${line}\n${TAIL}`, [new URL("access", MC).href]: "" });
    const [found] = await new Sites(workspace, { hostName: "mx.example.com", targetVersion }).sitesOf(MC);
    if (found === undefined) throw new Error("no site");
    return decide(found, ask({ recipient: "<x@elsewhere.example>" })).certain;
  };

  test.each([
    ["8.15.2", "FEATURE(`blocklist_recipients')dnl", false],
    ["8.16.1", "FEATURE(`blocklist_recipients')dnl", true],
    ["8.18.2", "FEATURE(`blocklist_recipients')dnl", true],
    [undefined, "FEATURE(`blocklist_recipients')dnl", true],
    ["8.12.11", "FEATURE(`ratecontrol')dnl", false],
    ["8.13.0", "FEATURE(`relay_hosts_only')dnl", true],
  ])("%s with %s", async (version, line, isCertain) => {
    expect(await certain(version, line)).toBe(isCertain);
  });
});
