// Completion in a .mc, asked at the cursor ‸.
import { describe, expect, it } from "vitest";
import { catalog, settingRecord } from "../../catalog/index.ts";
import { completeAt, type Given } from "../testing.ts";
import { hole, resolveItem } from "./items.ts";

describe("completion offers", () => {
  it.each<[string, Given, readonly string[]]>([
    ["macros where a statement starts", "‸", ["FEATURE", "MAILER", "OSTYPE", "define", "dnl", "DAEMON_OPTIONS"]],
    [
      "whole forms there",
      "‸",
      ["closed-relay", "null-client", "smart-host-auth", "auth", "starttls", "milter", "submission"],
    ],
    ["macros behind a half-typed word", "OSTYPE(`linux')dnl\nFEA‸", ["FEATURE"]],
    ["macros behind blanks", "  FEA‸", ["FEATURE"]],
    ["macros behind a call", "OSTYPE(`linux')FEA‸", ["FEATURE"]],
    ["macros in a branch", "ifdef(`X', `FEA‸", ["FEATURE", "define"]],
    ["macros at the start of a branch", "ifdef(`X', `‸')", ["FEATURE"]],
    ["macros in a later line of a branch", "ifdef(`X', `FEATURE(`access_db')dnl\nFEA‸", ["FEATURE"]],
    ["macros in the branch of ifelse", "ifelse(`a', `b', `‸')", ["FEATURE"]],
    ["features", "FEATURE(`‸", ["access_db", "dnsbl", "greet_pause"]],
    ["features in closed quotes", "FEATURE(`‸')dnl", ["access_db"]],
    ["features before the first quote", "FEATURE(‸", ["access_db"]],
    ["features inside a quoted branch", "ifdef(`X', `FEATURE(`‸", ["access_db"]],
    ["features two branches deep", "ifdef(`X', `ifdef(`Y', `FEATURE(`‸", ["access_db"]],
    ["features in a comment, which m4 runs", "# FEATURE(`‸", ["access_db"]],
    ["features after a line that is not closed", "define(`x', `y\nFEATURE(`‸", ["access_db"]],
    ["mailers", "MAILER(`s‸')dnl", ["smtp", "local"]],
    ["operating systems", "OSTYPE(`‸", ["linux", "freebsd6", "debian"]],
    ["domains", "DOMAIN(`‸", ["generic"]],
    ["hacks", "HACK(`‸", ["cssubdomain"]],
    ["names to define", "define(`conf‸", ["confPRIVACY_FLAGS", "confLOG_LEVEL"]],
    ["names without conf", "define(`SMART‸", ["SMART_HOST"]],
    ["names to undefine", "undefine(`‸", ["confPRIVACY_FLAGS", "ALIAS_FILE"]],
    ["rulesets in a rule", "LOCAL_RULESETS\nSMine\nR$*\t$>‸", ["Mine", "check_rcpt"]],
    ["rulesets half typed", "LOCAL_RULESETS\nSMine\nR$*\t$: $>Mi‸ $1", ["Mine"]],
    ["classes in a rule", "LOCAL_CONFIG\nC{Vip}joe\nLOCAL_RULESETS\nSx\nR$=‸", ["Vip", "w", "VirtHost"]],
    ["classes in braces", "LOCAL_CONFIG\nC{Vip}joe\nLOCAL_RULESETS\nSx\nR$={V‸}", ["Vip", "VirtHost"]],
    ["maps in a rule", "LOCAL_CONFIG\nKvips hash /x\nLOCAL_RULESETS\nSx\nR$*\t$(‸", ["vips"]],
    ["mailers in a rule", "MAILER(`smtp')\nLOCAL_RULE_0\nR$*\t$#‸", ["esmtp", "relay", "local", "error", "discard"]],
    ["macros in a rule", "LOCAL_CONFIG\nD{Site}x\nLOCAL_RULESETS\nSx\nR$*\t$: $&{‸}", ["Site", "client_addr"]],
    ["macros in a value", "define(`confSMTP_LOGIN_MSG', `$‸", ["j", "b"]],
    ["names of this file to ask for", "define(`MY_NET', `10')dnl\nifdef(`‸", ["MY_NET", "confLOG_LEVEL"]],
    ["truth values", "define(`confDONT_PROBE_INTERFACES', `‸", ["true", "false", "loopback"]],
    ["truth values of an option without words", "define(`confMIME_FORMAT_ERRORS', `‸", ["True", "False"]],
    ["words of a choice", "define(`confDELIVERY_MODE', `‸", ["background", "interactive", "queueonly", "deferred"]],
    ["numbers with a meaning", "define(`confLOG_LEVEL', `‸", ["0", "9", "14"]],
    ["times", "define(`confTO_CONNECT', `‸", ["30s", "5m", "1h"]],
    ["file modes", "define(`confTEMP_FILE_MODE', `‸", ["0600", "0640"]],
    ["the default path", "define(`confCW_FILE', `‸", ["/etc/mail/local-host-names"]],
    ["mailers as values", "define(`confSMTP_MAILER', `‸", ["smtp", "esmtp", "relay"]],
    ["privacy flags", "define(`confPRIVACY_FLAGS', `authwarnings,no‸", ["noexpn", "novrfy", "goaway"]],
    ["privacy flags after a blank", "define(`confPRIVACY_FLAGS', `authwarnings, ‸", ["noexpn"]],
    ["AUTH letters", "define(`confAUTH_OPTIONS', `A‸", ["p", "y"]],
    ["AUTH mechanisms", "TRUST_AUTH_MECH(`‸", ["PLAIN", "LOGIN"]],
    ["AUTH mechanisms to offer", "define(`confAUTH_MECHANISMS', `PLAIN ‸", ["LOGIN", "CRAM-MD5"]],
    ["file safety exceptions", "define(`confDONT_BLAME_SENDMAIL', `‸", ["GroupReadableKeyFile"]],
    ["OpenSSL options", "define(`confSERVER_SSL_OPTIONS', `SSL_OP_ALL ‸", ["SSL_OP_NO_SSLv3"]],
    ["OpenSSL options behind a sign", "define(`confSERVER_SSL_OPTIONS', `+SSL‸", ["SSL_OP_NO_SSLv3"]],
    ["STARTTLS letters", "define(`confTLS_SRV_OPTIONS', `‸", ["V"]],
    ["mailer flags", "define(`LOCAL_MAILER_FLAGS', `‸", ["P", "f", "h"]],
    ["mailer flags to change", "MODIFY_MAILER_FLAGS(`LOCAL', `‸", ["P", "f"]],
    [
      "mail filters of this file",
      "INPUT_MAIL_FILTER(`dkim', `S=inet:1@localhost')dnl\ndefine(`confINPUT_MAIL_FILTERS', `‸",
      ["dkim"],
    ],
    ["keys of a port", "DAEMON_OPTIONS(`Port=smtp, ‸", ["Name", "Addr", "Family"]],
    ["keys of a port at the start", "DAEMON_OPTIONS(`‸", ["Name", "Port"]],
    ["keys of a port before another", "DAEMON_OPTIONS(`‸, Port=smtp')dnl", ["Name", "Addr"]],
    ["ports with a name", "DAEMON_OPTIONS(`Port=‸", ["smtp", "submission", "smtps"]],
    ["families", "DAEMON_OPTIONS(`Name=x, Family=‸", ["inet", "inet6"]],
    ["families by the key's first letter", "DAEMON_OPTIONS(`Name=x, F=‸", ["inet", "inet6"]],
    ["daemon modifiers", "DAEMON_OPTIONS(`Port=587, Name=MSA, M=E‸", ["a", "C", "s"]],
    ["delivery modes of a port", "DAEMON_OPTIONS(`Name=x, DeliveryMode=‸", ["background", "queueonly"]],
    [
      "mail filters of a port",
      "INPUT_MAIL_FILTER(`dkim', `S=inet:1@localhost')dnl\nDAEMON_OPTIONS(`Name=x, InputMailFilters=‸",
      ["dkim"],
    ],
    ["keys of a client", "CLIENT_OPTIONS(`‸", ["Family", "Addr"]],
    ["keys of mail filters", "INPUT_MAIL_FILTER(`clamav', `S=local:/run/clamav, ‸", ["F", "T"]],
    ["sockets of mail filters", "INPUT_MAIL_FILTER(`clamav', `S=‸", ["inet", "local"]],
    ["letters of mail filters", "INPUT_MAIL_FILTER(`clamav', `S=local:/x, F=‸", ["T", "R"]],
    ["timeouts of mail filters", "INPUT_MAIL_FILTER(`clamav', `S=local:/x, T=C:1m;‸", ["S", "R", "E"]],
    ["keys of queue groups", "QUEUE_GROUP(`slow', `‸", ["Path", "Runners"]],
    ["queue groups of this file", "QUEUE_GROUP(`slow', `P=/x')dnl\nFEATURE(`queuegroup', `‸", ["slow"]],
    ["values of a feature's argument", "FEATURE(`delay_checks', `‸", ["friend", "hater"]],
    ["words that come again", "FEATURE(`access_db', `x', `skip', `‸", ["lookupdotdomain", "relaytofulladdress"]],
    ["the usual map", "FEATURE(`access_db', `‸", ["hash -T<TMPF> /etc/mail/access", "hash", "ldap"]],
    ["flags of a map", "FEATURE(`access_db', `hash ‸", ["-T", "-o"]],
    ["flags behind a hyphen", "FEATURE(`access_db', `hash -‸", ["-T", "-o"]],
    ["flags of one type of map", "FEATURE(`ldap_routing', `ldap -‸", ["-k", "-v"]],
    ["files of a map", "FEATURE(`access_db', `hash -T<TMPF> /etc‸", ["/etc/mail/access"]],
    ["map types in a line of the .cf", "LOCAL_CONFIG\nKfoo ‸", ["hash", "regex"]],
    ["options in a line of the .cf", "LOCAL_CONFIG\nO Pri‸", ["PrivacyOptions"]],
    ["features in an included file", { "sendmail.mc": "include(`x.m4')dnl\n", "x.m4": "FEATURE(`‸" }, ["access_db"]],
  ])("%s", async (_, given, wanted) => {
    expect((await completeAt(given)).labels).toEqual(expect.arrayContaining([...wanted]));
  });

  it.each<[string, Given]>([
    ["in a dnl comment", "dnl FEATURE(`‸"],
    ["behind dnl", "dnl ‸"],
    ["in the comment behind a call", "FEATURE(`access_db')dnl FEATURE(`‸"],
    ["in a # dnl line", "# dnl FEATURE(`‸"],
    ["in a dnl line of a branch", "ifdef(`X', `dnl FEATURE(`‸"],
    ["in a line of rules", "LOCAL_RULESETS\nSLocal_check_mail\nR$* ‸"],
    ["in the middle of text", "hello ‸"],
    ["for a value of an unknown setting", "define(`confNO_SUCH', `‸"],
    ["for an argument of an unknown feature", "FEATURE(`no_such', `‸"],
    ["for an argument that is not there", "FEATURE(`use_cw_file', `‸"],
    ["for a key that is not known", "DAEMON_OPTIONS(`Zebra=‸"],
    ["for text of one's own", "VERSIONID(`‸"],
    ["in the compiled .cf", { "sendmail.mc": "OSTYPE(`linux')dnl\n", "sendmail.cf": "‸" }],
  ])("nothing %s", async (_, given) => {
    expect((await completeAt(given)).labels).toEqual([]);
  });

  it.each<[string, string, readonly string[]]>([
    ["words that are in the list", "define(`confPRIVACY_FLAGS', `noexpn,‸", ["noexpn"]],
    ["words behind the cursor", "define(`confPRIVACY_FLAGS', `‸,noexpn')dnl", ["noexpn"]],
    ["words in other case", "define(`confPRIVACY_FLAGS', `NoExpn,‸", ["noexpn"]],
    ["letters that are there", "DAEMON_OPTIONS(`M=E‸a')dnl", ["E", "a"]],
    ["keys that are given", "DAEMON_OPTIONS(`Name=MTA, P=smtp, ‸", ["Name", "Port"]],
    ["keys that are given behind", "DAEMON_OPTIONS(`‸, Name=MTA')dnl", ["Name"]],
    ["flags that are there", "FEATURE(`access_db', `hash -T<TMPF> -‸", ["-T"]],
    ["features that are gone or renamed", "FEATURE(`‸", ["rbl", "blacklist_recipients"]],
    ["snippets for the access map", "‸", ["relay-network", "access-relay-network"]],
  ])("no %s", async (_, given, unwanted) => {
    const { labels } = await completeAt(given);
    expect(labels.length).toBeGreaterThan(0);
    for (const label of unwanted) expect(labels).not.toContain(label);
  });
});

describe("the order says what is wise", () => {
  it("dangerous features come last, and say so", async () => {
    const { labels, note } = await completeAt("FEATURE(`‸");
    expect(note(labels.at(-1) ?? "")).toBe("opens the relay");
    expect(note("promiscuous_relay")).toBe("opens the relay");
    expect(note("accept_unqualified_senders")).toBe("weakens protection");
    expect(labels.indexOf("accept_unqualified_senders")).toBeGreaterThan(labels.indexOf("virtusertable"));
    expect(note("access_db")).toBeUndefined();
  });

  it("what is here already comes behind, with its line", async () => {
    const { labels, note } = await completeAt("FEATURE(`access_db')dnl\nFEATURE(`‸");
    expect(note("access_db")).toBe("in line 1");
    expect(labels.indexOf("access_db")).toBeGreaterThan(labels.indexOf("virtusertable"));
    expect((await completeAt("define(`confLOG_LEVEL', `9')dnl\ndefine(`‸")).note("confLOG_LEVEL")).toBe(
      "set in line 1",
    );
  });

  it("the word that is being typed is not here already", async () => {
    expect((await completeAt("FEATURE(`access_db‸')dnl\n")).note("access_db")).toBeUndefined();
  });

  it("what the version lacks says so", async () => {
    const { note } = await completeAt("FEATURE(`‸", { targetVersion: "8.15.2" });
    expect(note("tls_session_features")).toMatch(/^since 8\.1[67]/);
    expect((await completeAt("FEATURE(`‸")).note("tls_session_features")).toBeUndefined();
    expect((await completeAt("FEATURE(`‸", { targetVersion: "8.15.2" })).labels).toContain("blacklist_recipients");
  });

  it("a form with words that the version lacks says so", async () => {
    expect((await completeAt("‸", { targetVersion: "8.12.11" })).note("closed-relay")).toBe("since 8.13");
    expect((await completeAt("‸", { targetVersion: "8.13.8" })).note("closed-relay")).toBeUndefined();
  });

  it("the default of a setting is marked", async () => {
    expect((await completeAt("define(`confDELIVERY_MODE', `‸")).note("background")).toBe("default");
    expect((await completeAt("define(`confLOG_LEVEL', `‸")).note("9")).toBe("default");
  });

  it("the installed library is offered where a file is included", async () => {
    const names = { feature: [], mailer: [], ostype: [], domain: [], hack: [] };
    const options = { library: { uri: "file:///usr/share/sendmail/cf", version: "8.17.1", names } };
    const { typed } = await completeAt("include(`‸", options);
    expect(typed("/usr/share/sendmail/cf/m4/cf.m4")).toBe("include(`/usr/share/sendmail/cf/m4/cf.m4')dnl");
    expect((await completeAt("include(`‸")).labels).toEqual([]);
  });

  it("files of the installed library are offered too", async () => {
    const names = { feature: [], mailer: [], ostype: ["linux", "plan9"], domain: [], hack: [] };
    const { labels } = await completeAt("OSTYPE(`‸", { library: { uri: "file:///cf", version: "8.17.1", names } });
    expect(labels.filter((label) => label === "linux")).toHaveLength(1);
    expect(labels).toContain("plan9");
  });
});

describe("completion writes", () => {
  it.each<[string, string, string, string]>([
    ["quotes, parenthesis and dnl", "FEATURE(‸", "use_cw_file", "FEATURE(`use_cw_file')dnl"],
    ["what is missing behind a quote", "FEATURE(`use‸", "use_cw_file", "FEATURE(`use_cw_file')dnl"],
    ["nothing twice", "FEATURE(`use‸')dnl", "use_cw_file", "FEATURE(`use_cw_file')dnl"],
    ["only the name before a comma", "FEATURE(`‸, `x')dnl", "greet_pause", "FEATURE(`greet_pause', `x')dnl"],
    [
      "only the name before a quote and a comma",
      "FEATURE(`gr‸', `x')dnl",
      "greet_pause",
      "FEATURE(`greet_pause', `x')dnl",
    ],
    ["places for arguments that are needed", "FEATURE(`dns‸", "dnsbl", `FEATURE(\`dnsbl', \`${hole(1, "list")}')dnl`],
    ["a mailer", "MAILER(`‸", "smtp", "MAILER(`smtp')dnl"],
    ["the call of a macro", "FEA‸", "FEATURE", "FEATURE(`$1')dnl"],
    ["a macro before its parenthesis", "FEA‸(`access_db')dnl", "FEATURE", "FEATURE(`access_db')dnl"],
    ["a macro without arguments", "LOCAL_R‸", "LOCAL_RULESETS", "LOCAL_RULESETS\n$0"],
    [
      "a place for the value of a name",
      "define(`confLOG‸",
      "confLOG_LEVEL",
      `define(\`confLOG_LEVEL', \`${hole(1, "9")}')dnl`,
    ],
    [
      "only the name where a value stands",
      "define(`confLOG‸', `9')dnl",
      "confLOG_LEVEL",
      "define(`confLOG_LEVEL', `9')dnl",
    ],
    ["a value", "define(`confDELIVERY_MODE', `‸", "queueonly", "define(`confDELIVERY_MODE', `queueonly')dnl"],
    [
      "a value in place of what is typed",
      "define(`confDELIVERY_MODE', `que‸')dnl",
      "queueonly",
      "define(`confDELIVERY_MODE', `queueonly')dnl",
    ],
    ["a key with its sign", "DAEMON_OPTIONS(`Na‸')dnl", "Name", "DAEMON_OPTIONS(`Name=')dnl"],
    ["a key before its sign", "DAEMON_OPTIONS(`Na‸=x')dnl", "Name", "DAEMON_OPTIONS(`Name=x')dnl"],
    ["a letter where the cursor is", "DAEMON_OPTIONS(`Name=x, M=E‸')dnl", "a", "DAEMON_OPTIONS(`Name=x, M=Ea')dnl"],
    [
      "one word of a list",
      "define(`confPRIVACY_FLAGS', `novrfy,noe‸')dnl",
      "noexpn",
      "define(`confPRIVACY_FLAGS', `novrfy,noexpn')dnl",
    ],
    [
      "a word behind its sign",
      "define(`confSERVER_SSL_OPTIONS', `+SSL‸')dnl",
      "SSL_OP_NO_SSLv3",
      "define(`confSERVER_SSL_OPTIONS', `+SSL_OP_NO_SSLv3')dnl",
    ],
    [
      "a whole map",
      "FEATURE(`access_db', `‸",
      "hash -T<TMPF> /etc/mail/access",
      "FEATURE(`access_db', `hash -T<TMPF> /etc/mail/access')dnl",
    ],
    ["a flag of a map", "FEATURE(`access_db', `hash -‸", "-o", "FEATURE(`access_db', `hash -o"],
    [
      "inside of a branch",
      "ifdef(`X', `FEATURE(`use‸')')dnl",
      "use_cw_file",
      "ifdef(`X', `FEATURE(`use_cw_file')')dnl",
    ],
    ["an option of the .cf", "LOCAL_CONFIG\nO Priv‸", "PrivacyOptions", "LOCAL_CONFIG\nO PrivacyOptions="],
  ])("%s", async (_, given, label, text) => {
    const { typed } = await completeAt({ "sendmail.mc": given.endsWith("‸") ? given : `${given}` });
    expect(typed(label)).toBe(text);
  });

  it("a whole form, with places to fill in", async () => {
    const text = (await completeAt("sub‸")).typed("submission");
    expect(text).toMatch(/^FEATURE\(`no_default_msa'\)dnl\n.*587, M=Ea'\)dnl\n\$0$/s);
  });
});

describe("details are resolved lazily", () => {
  it("of every item with a record", async () => {
    const { items } = await completeAt("FEATURE(`‸");
    for (const item of items) {
      expect(item.documentation, item.label).toBeUndefined();
      const resolved = resolveItem(item);
      expect(resolved.detail, item.label).toMatch(/\.$/);
      expect(resolved.documentation, item.label).toMatchObject({ kind: "markdown" });
    }
  });

  it("with an example and what is related", () => {
    const [item] = catalog.all("feature").filter(({ name }) => name === "access_db");
    const resolved = resolveItem({ label: "access_db", data: { kind: "feature", name: item?.name } });
    expect(JSON.stringify(resolved.documentation)).toMatch(/```sendmail-mc\\n.*See also/s);
  });

  it("and nothing of a word without one", () => {
    const item = { label: "x" };
    expect(resolveItem(item)).toBe(item);
  });
});

describe("every list of the catalogue is offered where it belongs", () => {
  const settings = [...catalog.all("option"), ...catalog.all("define")].filter(
    ({ list, values }) => list !== undefined || values !== undefined,
  );
  it.each(settings.map(({ name }) => name))("%s", async (name) => {
    const { labels } = await completeAt(`define(\`${name}', \`‸`);
    const record = settingRecord(name);
    if (record === undefined || !("type" in record)) throw new Error(name);
    const words =
      record.list === undefined ? Object.keys(record.values ?? {}) : catalog.all(record.list).map((word) => word.name);
    const lower = new Set(labels.map((label) => label.toLowerCase()));
    const missing = words.filter((word) => !lower.has(word.toLowerCase()));
    expect(missing.filter((word) => !isDated(record.list, word))).toEqual([]);
  });

  const args = catalog
    .all("feature")
    .flatMap(({ name, arguments: list }) =>
      (list ?? []).flatMap(({ values }, index) =>
        values === undefined ? [] : [[name, index, Object.keys(values)] as const],
      ),
    );
  it.each(args)("FEATURE(%s), argument %i", async (name, index, words) => {
    const { labels } = await completeAt(`FEATURE(\`${name}'${", `x'".repeat(index)}, \`‸`);
    expect(labels).toEqual(expect.arrayContaining([...words]));
  });
});

function isDated(kind: Parameters<typeof catalog.get>[0] | undefined, name: string): boolean {
  const record = kind && catalog.get(kind, name);
  return record?.removed !== undefined || record?.renamed !== undefined;
}

describe("in a file that is hardly begun", () => {
  it("whole files come first, then OSTYPE, then the sections in order", async () => {
    const { labels } = await completeAt({ "sendmail.mc": "‸" });
    expect(labels.slice(0, 4).sort()).toEqual(["closed-relay", "null-client", "smart-host-login", "submission-server"]);
    expect(labels.slice(4, 11)).toEqual([
      "OSTYPE",
      "VERSIONID",
      "DOMAIN",
      "define",
      "FEATURE",
      "MASQUERADE_AS",
      "MAILER",
    ]);
    const begun = await completeAt({ "sendmail.mc": "OSTYPE(`linux')dnl\n‸" });
    expect(begun.labels[0]).not.toBe("null-client");
  });
});
