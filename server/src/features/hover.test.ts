// Hovers, asked at the cursor ‸.
import { describe, expect, it } from "vitest";
import { catalog, compareVersions } from "../catalog/index.ts";
import { recordMarkdown, writtenForm } from "./record-markdown.ts";
import { type Given, hoverAt } from "./testing.ts";

it("links a word to no page that is older than it", () => {
  const newer = catalog.records().filter(({ since }) => since !== undefined && compareVersions(since, "8.13") >= 0);
  expect(newer.length).toBeGreaterThan(100);
  const wrong = newer.filter((record) => recordMarkdown(record, {}).includes("doc8.12"));
  expect(wrong.map(({ kind, name }) => `${kind}:${name}`)).toEqual([]);
  const ratecontrol = catalog.get("feature", "ratecontrol");
  expect(ratecontrol && recordMarkdown(ratecontrol, {})).toContain("release notes");
  const access = catalog.get("feature", "access_db");
  expect(access && recordMarkdown(access, {})).toContain("doc8.12/cf/m4/anti_spam.html");
});

describe("macros and classes in the rules of a .mc", () => {
  const rules = (line: string) =>
    `OSTYPE(\`linux')dnl\nLOCAL_DOMAIN(\`own.example')dnl\nLOCAL_RULESETS\nSLocal_check_mail\n${line}\n`;
  check([
    [
      "a macro with a long name",
      rules("R$*\t$: ${ver‸ify} $| $1"),
      "${verify}",
      "**`${verify}`** · macro",
      "TLS handshake",
    ],
    ["one that is asked for each time", rules("R$*\t$: $&{client_res‸olve}"), "$&{client_resolve}", "FORGED"],
    ["a class", rules("R$* < @ $=‸w . > $*\t$@ ok"), "$=w", "**`$=w`** · class", "names of this host", "`own.example`"],
    ["whoever is not in a class", rules("R$* < @ $~‸R > $*\t$@ ok"), "$~R", "may relay"],
    ["a class with a long name", rules("R$* < @ $={Virt‸Host} > $*\t$@ ok"), "$={VirtHost}", "virtusertable"],
    ["a macro of one letter", rules("R$*\t$: $‸j"), "$j", "own name with its domain"],
    ["in a line of LOCAL_CONFIG", "OSTYPE(`linux')dnl\nLOCAL_CONFIG\nHX-Via: $‸v\n", "$v", "version of sendmail"],
  ]);
  it.each(["R$‸*\t$1", "R$*\t$‸1", "R$*\t$‸: x", "R$*\t$: ${own‸thing}"])("none on %j", async (line) => {
    expect(await hoverAt(rules(line))).toBeUndefined();
  });
});

describe("a hover about relaying says that an old version relays by default", () => {
  const MC = "OSTYPE(`linux')dnl\nFEATURE(`access_db')dnl\n";
  it.each<[string, Given]>([
    ["VERSIONID", "VERSIO‸NID(`hub')dnl\n"],
    ["OSTYPE", "OSTYPE(`lin‸ux')dnl\n"],
    ["a feature", "OSTYPE(`linux')dnl\nFEATURE(`promiscuous‸_relay')dnl\n"],
    ["a macro", "OSTYPE(`linux')dnl\nRELAY_DOM‸AIN(`x.example')dnl\n"],
    ["a line of access", { "sendmail.mc": MC, access: "Connect:10.1 REL‸AY\n" }],
    ["a line of relay-domains", { "sendmail.mc": MC, "relay-domains": "exam‸ple.com\n" }],
    ["the version of a .cf", { "sendmail.cf": "V7\nDZ8.‸8.8\n" }],
  ])("%s", async (_, given) => {
    const text = async (targetVersion?: string) => (await hoverAt(given, { targetVersion }))?.text ?? "";
    expect(await text("8.6.12")).toMatch(
      /8\.6\.12 is an open relay, and nothing can change that.*no -bd.*antispam\.html/s,
    );
    expect(await text("8.7.6")).toContain("nothing can change that");
    expect(await text("8.8.8")).toMatch(/open relay by default.*Update sendmail/s);
    for (const version of ["8.9", "8.18.2", undefined]) expect(await text(version)).not.toContain("Update sendmail");
  });

  it("a check_rcpt of one's own", async () => {
    const given = { "sendmail.cf": "V7\nDZ8.8.8\nScheck_‸rcpt\nR$*\t$@ ok\n" };
    expect((await hoverAt(given, { targetVersion: "8.8.8" }))?.text).toContain("whatever your own check_rcpt");
    expect((await hoverAt(given, { targetVersion: "8.9.3" }))?.text).not.toContain("whatever your own");
  });

  it("words about other things do not", async () => {
    const found = await hoverAt("define(`confLOG_‸LEVEL', `9')dnl\n", { targetVersion: "8.8.8" });
    expect(found?.text).not.toContain("open relay");
  });
});

type Says = readonly (string | RegExp)[];

function check(cases: readonly (readonly [what: string, given: Given, word: string, ...says: Says])[]) {
  const listed = cases.map(([what, given, word, ...says]): [string, Given, string, Says] => [what, given, word, says]);
  it.each(listed)("%s", async (_, given, word, says) => {
    const found = await hoverAt(given);
    expect(found?.word).toBe(word);
    for (const text of says)
      expect(found?.text).toEqual(
        typeof text === "string" ? expect.stringContaining(text) : expect.stringMatching(text),
      );
  });
}

describe("a hover on a name tells what it is", () => {
  check([
    ["feature", "FEATURE(`acc‸ess_db')dnl\n", "access_db", "`` FEATURE(`access_db') ``** · feature", "access map"],
    ["feature, at its start", "FEATURE(`‸access_db')dnl\n", "access_db", "· feature"],
    ["feature, at its end", "FEATURE(`access_db‸')dnl\n", "access_db", "· feature"],
    ["feature without quotes", "FEATURE(access‸_db)dnl\n", "access_db", "· feature"],
    ["feature in a comment, which m4 runs", "# FEATURE(`access‸_db')\n", "access_db", "· feature"],
    [
      "feature in a branch that is taken",
      "define(`X', `1')ifdef(`X', `FEATURE(`access‸_db')')\n",
      "access_db",
      "· feature",
    ],
    [
      "feature of a macro of one's own",
      "define(`ON', `FEATURE(`$1')')dnl\nON(`access‸_db')dnl\n",
      "access_db",
      "· feature",
    ],
    ["the word FEATURE", "FEA‸TURE(`access_db')dnl\n", "FEATURE", "**`FEATURE`** · macro"],
    ["mailer", "MAILER(`sm‸tp')dnl\n", "smtp", "`` MAILER(`smtp') ``** · mailer", "esmtp"],
    ["operating system", "OSTYPE(`lin‸ux')dnl\n", "linux", "· operating system", "**Sets:**", "`LOCAL_MAILER_PATH`"],
    ["domain file", "DOMAIN(`gen‸eric')dnl\n", "generic", "· domain file"],
    ["hack", "HACK(`cssubdomain‸')dnl\n", "cssubdomain", "· hack"],
    ["macro", "LOCAL_‸CONFIG\n", "LOCAL_CONFIG", "· macro"],
    [
      "macro that the library makes of another",
      "LOCAL_TLS_‸SERVER\n",
      "LOCAL_TLS_SERVER",
      "**`LOCAL_TLS_SERVER`** · macro",
    ],
    ["builtin", "ifd‸ef(`X', `y')\n", "ifdef", "· m4 builtin"],
    ["dnl itself", "dn‸l text\n", "dnl", "· m4 builtin"],
    ["divert", "div‸ert(-1)\n", "divert", "· m4 builtin"],
    ["option", "define(`confLOG‸_LEVEL', `9')dnl\n", "confLOG_LEVEL", "· option", "option `LogLevel` in the .cf"],
    ["other setting", "define(`SMART‸_HOST', `[mx.example.com]')dnl\n", "SMART_HOST", "· setting"],
    ["option in ifdef", "ifdef(`confLOG‸_LEVEL', `yes')\n", "confLOG_LEVEL", "· option"],
    ["option in undefine", "undefine(`confLOG‸_LEVEL')dnl\n", "confLOG_LEVEL", "· option"],
    [
      "option that is expanded",
      "define(`confLOG_LEVEL', `9')dnl\ndefine(`X', confLOG‸_LEVEL)dnl\n",
      "confLOG_LEVEL",
      "· option",
    ],
    ["option in a line of the .cf", "LOCAL_CONFIG\nO Privacy‸Options=goaway\n", "PrivacyOptions", "confPRIVACY_FLAGS"],
    ["map type in a line of the .cf", "LOCAL_CONFIG\nKfoo ha‸sh -o /etc/mail/foo\n", "hash", "· map type"],
    ["map flag in a line of the .cf", "LOCAL_CONFIG\nKfoo hash -‸o /etc/mail/foo\n", "-o", "· map flag"],
    [
      "feature of an included file",
      { "sendmail.mc": "include(`x.m4')dnl\n", "x.m4": "FEATURE(`access‸_db')dnl\n" },
      "access_db",
      "· feature",
    ],
    [
      "option of an included file",
      { "sendmail.mc": "include(`x.m4')dnl\n", "x.m4": "define(`confLOG‸_LEVEL', `9')dnl\n" },
      "confLOG_LEVEL",
      "· option",
    ],
    ["call that is not closed", "FEATURE(`access_db')dnl\nFEA‸TURE(`dnsbl', \n", "FEATURE", "· macro"],
    ["word before one that is not closed", "FEATURE(`access‸_db')dnl\nFEATURE(`dnsbl\n", "access_db", "· feature"],
    ["name of a call that is not closed", "FEATURE(`access‸_db'", "access_db", "· feature"],
  ]);
});

describe("a hover on a member of a class tells what that does", () => {
  check([
    [
      "masquerading",
      "MASQUERADE_AS(`m.example')dnl\nMASQUERADE_DOMAIN(`exam‸ple.com')dnl\n",
      "example.com",
      "Senders at `example.com` get the masquerade name in headers, not in envelopes.",
    ],
    [
      "masquerading without a name",
      "MASQUERADE_DOMAIN(`exam‸ple.com')dnl\n",
      "example.com",
      "**This does nothing:** no MASQUERADE_AS",
    ],
    [
      "masquerading, where a file that is included may give a name",
      "include(`gone.m4')dnl\nMASQUERADE_DOMAIN(`exam‸ple.com')dnl\n",
      "example.com",
      "Senders at `example.com` get the masquerade name in what this server sends.",
    ],
    [
      "virtual hosts, which relay",
      "VIRTUSER_DOMAIN(`exam‸ple.com')dnl\n",
      "example.com",
      "It is a relay domain as well",
    ],
    ["names to complete", "CANONIFY_DOMAIN(`exam‸ple.com')dnl\n", "example.com", "`` FEATURE(`nocanonify') ``"],
  ]);
});

describe("a hover on a word of a value tells what it does", () => {
  check([
    ["privacy flag", "define(`confPRIVACY_FLAGS', `authwarnings,no‸expn')dnl\n", "noexpn", "· privacy flag"],
    ["privacy flag in other case", "define(`confPRIVACY_FLAGS', `No‸Expn')dnl\n", "NoExpn", "· privacy flag"],
    ["AUTH letter", "define(`confAUTH_OPTIONS', `A ‸p y')dnl\n", "p", "**`p`** · AUTH option"],
    ["AUTH letter in a row", "define(`confAUTH_OPTIONS', `A‸py')dnl\n", "p", "**`p`** · AUTH option"],
    ["AUTH mechanism", "TRUST_AUTH_MECH(`LOGIN PL‸AIN')dnl\n", "PLAIN", "· AUTH mechanism"],
    ["AUTH mechanism in define", "define(`confAUTH_MECHANISMS', `LOG‸IN')dnl\n", "LOGIN", "· AUTH mechanism"],
    [
      "file safety exception",
      "define(`confDONT_BLAME_SENDMAIL', `GroupReadable‸KeyFile')dnl\n",
      "GroupReadableKeyFile",
      "· file safety exception",
    ],
    [
      "OpenSSL option",
      "define(`confSERVER_SSL_OPTIONS', `SSL_OP_NO_SS‸Lv3')dnl\n",
      "SSL_OP_NO_SSLv3",
      "· OpenSSL option",
    ],
    [
      "OpenSSL option with a sign",
      "define(`confSERVER_SSL_OPTIONS', `+SSL_OP_NO_SS‸Lv3')dnl\n",
      "+SSL_OP_NO_SSLv3",
      "· OpenSSL option",
    ],
    ["STARTTLS letter", "define(`confTLS_SRV_OPTIONS', `‸V')dnl\n", "V", "· STARTTLS option"],
    ["mailer flag", "define(`LOCAL_MAILER_FLAGS', `S‸Pfhn')dnl\n", "P", "· mailer flag"],
    [
      "value of a choice",
      "define(`confDELIVERY_MODE', `queue‸only')dnl\n",
      "queueonly",
      "**`queueonly`:** Only queues",
      "Other words: `background`",
    ],
    ["value of a choice, shortened", "define(`confDELIVERY_MODE', `‸b')dnl\n", "b", "**`background`:**"],
    ["number with a meaning", "define(`confLOG_LEVEL', `1‸4')dnl\n", "14", "**`14`:** Refused connections."],
    ["number without one", "define(`confLOG_LEVEL', `4‸2')dnl\n", "42", "· option", "**Set here** to `42`"],
    ["time", "define(`confTO_IDENT', `0‸s')dnl\n", "0s", "· option", "a time such as"],
    ["key of a port", "DAEMON_OPTIONS(`Po‸rt=587, Name=MSA')dnl\n", "Port", "**`Port`** · daemon option"],
    ["key by its first letter", "DAEMON_OPTIONS(`Name=MSA, ‸M=Ea')dnl\n", "M", "**`Modifier`** · daemon option"],
    ["letter of a port", "DAEMON_OPTIONS(`Name=MSA, M=E‸a')dnl\n", "a", "**`a`** · daemon modifier"],
    ["family of a port", "DAEMON_OPTIONS(`Family=in‸et6')dnl\n", "inet6", "**`inet6`:** IPv6."],
    ["port that has a name", "DAEMON_OPTIONS(`Port=smt‸ps')dnl\n", "smtps", "**`smtps`:** Port 465"],
    ["delivery mode of a port", "DAEMON_OPTIONS(`Name=x, D=‸q')dnl\n", "q", "**`queueonly`:**"],
    ["lower and upper case of a key", "DAEMON_OPTIONS(`Name=x, d‸=12')dnl\n", "d", "**`delayLA`**"],
    ["key of a client", "CLIENT_OPTIONS(`Fam‸ily=inet6')dnl\n", "Family", "· client option"],
    ["key of a milter", "INPUT_MAIL_FILTER(`x', `S=inet:1@localhost, ‸F=T')dnl\n", "F", "**`F`** · mail filter equate"],
    [
      "letter of a milter",
      "INPUT_MAIL_FILTER(`x', `S=inet:1@localhost, F=‸T')dnl\n",
      "T",
      "**`T`** · mail filter flag",
    ],
    ["socket of a milter", "INPUT_MAIL_FILTER(`x', `S=in‸et:1@localhost')dnl\n", "inet:1@localhost", "**`inet`:**"],
    ["timeout of a milter", "INPUT_MAIL_FILTER(`x', `T=S:4m;R‸:4m')dnl\n", "R:4m", "**`R`:** Time for one answer"],
    ["key of a queue group", "QUEUE_GROUP(`slow', `P=/x, R‸=2')dnl\n", "R", "**`Runners`** · queue group equate"],
    ["type of a map", "FEATURE(`access_db', `ha‸sh -T<TMPF> /etc/mail/access')dnl\n", "hash", "**`hash`** · map type"],
    [
      "flag of all maps",
      "FEATURE(`access_db', `hash -T<TM‸PF> /etc/mail/access')dnl\n",
      "-T<TMPF>",
      "**`-T`** · map flag",
    ],
    [
      "flag of one type of map",
      "FEATURE(`ldap_routing', `ldap -1 -‸k (x=%0)')dnl\n",
      "-k",
      "**`-k`:** The search filter",
    ],
    [
      "file of a map",
      "FEATURE(`access_db', `hash -T<TMPF> /etc/mail/acc‸ess')dnl\n",
      "/etc/mail/access",
      "**`access`** · file",
    ],
    [
      "path of a known file",
      "define(`confCW_FILE', `/etc/mail/local-host‸-names')dnl\n",
      "/etc/mail/local-host-names",
      "· file",
    ],
    [
      "argument of a feature",
      "FEATURE(`dnsbl', `zen.‸example')dnl\n",
      "zen.example",
      "**list**: ",
      "Arguments: **list**, message, temporary",
    ],
    [
      "word of a feature's argument",
      "FEATURE(`access_db', `hash -T<TMPF> x', `sk‸ip')dnl\n",
      "skip",
      "**`skip`:**",
      "Other words: `lookupdotdomain`",
    ],
    [
      "argument that may be repeated",
      "FEATURE(`access_db', `x', `skip', `lookup‸dotdomain')dnl\n",
      "lookupdotdomain",
      "**`lookupdotdomain`:**",
    ],
    ["argument of a macro", "MASQUERADE_AS(`exam‸ple.com')dnl\n", "example.com", "· macro"],
    [
      "address that may relay",
      "RELAY_DOMAIN(`192.16‸8.2')dnl\n",
      "192.168.2",
      "**Here:** Every host in 192.168.2.0/24 (256 addresses) may relay",
    ],
    [
      "domain that may relay",
      "RELAY_DOMAIN(`10.1 exam‸ple.com')dnl\n",
      "10.1 example.com",
      "`example.com` and every name below it may relay",
    ],
    [
      "name of this host",
      "LOCAL_DOMAIN(`exam‸ple.com')dnl\n",
      "example.com",
      "Mail for `example.com` is delivered on this host; mail for names below it is not.",
    ],
  ]);
});

describe("a hover on a name of one's own", () => {
  check([
    ["where it is defined", "define(`MY_‸NET', `10.1')dnl\n", "MY_NET", "· a name of your own", "Stands for `10.1`."],
    ["where it is asked for", "define(`MY_NET', `10.1')dnl\nifdef(`MY_‸NET', `x')\n", "MY_NET", "Defined in [line 1]"],
    ["where it is used", "define(`MY_NET', `10.1')dnl\nRELAY_DOMAIN(MY_‸NET)dnl\n", "MY_NET", "Stands for `10.1`."],
    [
      "where it is undefined",
      "define(`MY_NET', `1')dnl\nundefine(`MY_‸NET')dnl\n",
      "MY_NET",
      "Defined nowhere at the end.",
    ],
  ]);
});

describe("a hover tells the value in force", () => {
  check([
    ["set here", "define(`confLOG‸_LEVEL', `14')dnl\n", "confLOG_LEVEL", "**Set here** to `14`.", "default `9`"],
    [
      "set to the default",
      "define(`confLOG‸_LEVEL', `9')dnl\n",
      "confLOG_LEVEL",
      "**Set here** to `9`, which is the default.",
    ],
    ["set to nothing", "define(`confLOG‸_LEVEL', `')dnl\n", "confLOG_LEVEL", "**Set here** to nothing."],
    [
      "replaced later",
      "define(`confLOG‸_LEVEL', `14')dnl\ndnl\ndefine(`confLOG_LEVEL', `15')dnl\n",
      "confLOG_LEVEL",
      "but **replaced by `15`** in [line 3](file:///etc/mail/sendmail.mc#L3).",
    ],
    [
      "replacing",
      "define(`confLOG_LEVEL', `14')dnl\ndefine(`confLOG‸_LEVEL', `15')dnl\n",
      "confLOG_LEVEL",
      "**Set here** to `15`, in place of `14` ([line 1]",
    ],
    [
      "undefined later",
      "define(`confLOG‸_LEVEL', `14')dnl\nundefine(`confLOG_LEVEL')dnl\n",
      "confLOG_LEVEL",
      "but **undefined** in [line 2]",
    ],
    [
      "undefined here",
      "define(`confLOG_LEVEL', `14')dnl\nundefine(`confLOG‸_LEVEL')dnl\n",
      "confLOG_LEVEL",
      "**Undefined here:** the default applies.",
    ],
    [
      "asked for",
      "define(`confLOG_LEVEL', `14')dnl\nifdef(`confLOG‸_LEVEL', `x')\n",
      "confLOG_LEVEL",
      "**In force:** `14`, from [line 1]",
    ],
    [
      "set by OSTYPE",
      "OSTYPE(`linux')dnl\nifdef(`LOCAL_MAILER‸_PATH', `x')\n",
      "LOCAL_MAILER_PATH",
      "**In force:** `/usr/bin/procmail`, from `OSTYPE` in [line 1]",
    ],
    [
      "replaced in an included file",
      {
        "sendmail.mc": "define(`confLOG‸_LEVEL', `14')dnl\ninclude(`x.m4')dnl\n",
        "x.m4": "\ndefine(`confLOG_LEVEL', `5')dnl\n",
      },
      "confLOG_LEVEL",
      "**replaced by `5`** in [line 2 of x.m4](file:///etc/mail/x.m4#L2)",
    ],
    ["feature twice", "FEATURE(`access‸_db')dnl\nFEATURE(`access_db')dnl\n", "access_db", "It is also in [line 2]"],
    [
      "map of a feature",
      "FEATURE(`mailer‸table', `hash -o /etc/mail/mt')dnl\n",
      "mailertable",
      "**Map:** `hash -o /etc/mail/mt`.",
    ],
    ["usual map of a feature", "FEATURE(`mailer‸table')dnl\n", "mailertable", /\*\*Map:\*\* `hash .*mailertable`/],
    [
      "port",
      "DAEMON_OPT‸IONS(`Name=MSA, Port=587, Addr=127.0.0.1, M=Ea')dnl\n",
      "DAEMON_OPTIONS",
      "Listens on port `587` of `127.0.0.1` (inet) as `MSA`.",
      "- `a`: Nobody may send",
    ],
    [
      "usual port",
      "DAEMON_OPT‸IONS(`Name=MTA')dnl\n",
      "DAEMON_OPTIONS",
      "Listens on port `smtp` of all addresses (inet) as `MTA`.",
    ],
  ]);

  it("long values are cut", async () => {
    const found = await hoverAt(`define(\`confSMTP‸_LOGIN_MSG', \`${"long ".repeat(40)}')dnl\n`);
    expect(found?.text).toMatch(/\*\*Set here\*\* to `[^`]{60}`/);
  });
});

describe("a hover tells what the version lacks", () => {
  it.each<[string, string, string | undefined, string]>([
    [
      "not there yet",
      "FEATURE(`tls_session‸_features')dnl\n",
      "8.15.2",
      "**Not in your sendmail 8.15.2:** it came with",
    ],
    ["gone", "FEATURE(`rb‸l')dnl\n", undefined, "**Not in sendmail 8.18.2:** it was removed in"],
    [
      "renamed",
      "FEATURE(`blacklist_recip‸ients')dnl\n",
      "8.17.1",
      "**Old name:** since 8.16.1 it has been called `blocklist_recipients`.",
    ],
    ["deprecated", "FEATURE(`tls_fail‸ures')dnl\n", "8.17.1.9", "**Deprecated** since 8.17.1"],
  ])("%s", async (_, text, targetVersion, says) => {
    expect((await hoverAt(text, { targetVersion }))?.text).toContain(says);
  });

  it.each([
    ["the old name, in an old version", "FEATURE(`blacklist_recip‸ients')dnl\n", "8.15.2"],
    ["what has long been there", "FEATURE(`access‸_db')dnl\n", "8.9.3"],
  ])("and is silent about %s", async (_, text, targetVersion) => {
    expect((await hoverAt(text, { targetVersion }))?.text).not.toMatch(/Not in|Old name|Deprecated/);
  });
});

describe("there is no hover", () => {
  it.each<[string, Given]>([
    ["in a dnl comment", "dnl FEATURE(`access‸_db')\n"],
    ["behind dnl", "FEATURE(`access_db')dnl FEATURE(`dns‸bl')\n"],
    ["on # dnl", "#dnl FEATURE(`access‸_db')\n"],
    ["on plain text", "hello wor‸ld\n"],
    ["on a call with a space", "define(`x', `y')dnl\nFEATURE‸S (`access_db')\n"],
    ["on a call in lower case", "fea‸ture(`access_db')\n"],
    ["on an unknown feature", "FEATURE(`acess‸_db')dnl\n"],
    ["on a call whose name ran into another word", "dnlFEATURE(`access‸_db')\n"],
    ["on a comment of the access map", { "sendmail.mc": "FEATURE(`access_db')dnl\n", access: "# Connect:1‸0 RELAY\n" }],
    ["on a blank line", "FEATURE(`access_db')dnl\n‸\nMAILER(`smtp')dnl\n"],
  ])("%s", async (_, given) => {
    expect(await hoverAt(given)).toBeUndefined();
  });

  it("of a feature in a branch that is not taken", async () => {
    expect((await hoverAt("ifdef(`NOT_THERE', `FEATURE(`access‸_db')')\n"))?.text).not.toContain("· feature");
  });
});

describe("every record has its hover where it is used", () => {
  const written = (["feature", "mailer", "ostype", "domain", "hack"] as const).flatMap((kind) =>
    catalog
      .all(kind)
      .map(
        (record) =>
          [
            record.name,
            `${kind === "domain" ? "DOMAIN" : kind.toUpperCase()}(\`${record.name}‸')dnl\n`,
            record,
          ] as const,
      ),
  );
  const set = (["option", "define"] as const).flatMap((kind) =>
    catalog.all(kind).map((record) => [record.name, `define(\`${record.name}‸', \`x')dnl\n`, record] as const),
  );
  it.each([...written, ...set])("%s", async (name, text, record) => {
    const found = await hoverAt(text);
    expect(found?.word).toBe(name);
    expect(found?.text).toContain(writtenForm(record));
    expect(found?.text).toContain(record.summary);
  });
});

describe("a page reads well", () => {
  const pages = (["feature", "option", "define", "macro", "ostype", "mailer"] as const).flatMap((kind) =>
    catalog.all(kind),
  );
  it("is short enough for a screen, and links to no anchor", async () => {
    for (const record of pages) {
      const call = { feature: "FEATURE", mailer: "MAILER", ostype: "OSTYPE" }[record.kind as string];
      const text = call === undefined ? `define(\`${record.name}‸', \`x')dnl\n` : `${call}(\`${record.name}‸')dnl\n`;
      const page = (await hoverAt(text))?.text;
      if (page === undefined) continue;
      expect(page.split("\n").length, record.name).toBeLessThan(45);
      expect(page.length, record.name).toBeLessThan(2800);
      expect(page, record.name).not.toMatch(/\]\(https?:[^)]*#/);
      expect(page, record.name).not.toMatch(/undefined|\[object/);
    }
  });

  it("folds long lists of arguments", async () => {
    const page = (await hoverAt("FEATURE(`ldap‸_routing')dnl\n"))?.text ?? "";
    expect(page.match(/^- /gm)?.length ?? 0).toBeLessThanOrEqual(6);
  });

  it("puts the danger above the details", async () => {
    const page = (await hoverAt("FEATURE(`promiscuous‸_relay')dnl\n"))?.text ?? "";
    expect(page.indexOf("**Security:**")).toBeLessThan(page.indexOf("Spammers"));
  });

  it("uses the guidance base of the settings", async () => {
    const page = await hoverAt("FEATURE(`access‸_db')dnl\n", { guidanceBaseUrl: "https://docs.example/mail" });
    expect(page?.text).toContain("](https://docs.example/mail/");
  });
});
