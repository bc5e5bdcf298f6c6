// What was once answered with certainty and wrongly, and others of each kind: nothing that is called certain differs from the real program,
// neither of the interpreter nor of the model, and the interpreter is certain of all that it can know.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { diskFiles } from "../../../server/src/files.node.ts";
import { type Decision, decide, defaultQuery, type Query } from "../../../server/src/relay/index.ts";
import { Sites } from "../../../server/src/site/index.ts";
import { LONG, SEED } from "../programs.ts";
import { DNS, HOST } from "./generator.ts";
import { judged } from "./judged.ts";
import { hashMap, TestMode } from "./sendmail.ts";
import { verdictsOf } from "./verdicts.ts";

let mode: TestMode;
beforeAll(async () => {
  mode = await TestMode.open(DNS);
});
afterAll(() => mode.dispose());

/** What a configuration has besides the usual; `@/` is its folder. */
interface Reported {
  /** Lines before MAILER. */
  readonly early?: string;
  /** Sections after it. */
  readonly late?: string;
  /** Files by name; those that a FEATURE names are compiled. */
  readonly files?: Readonly<Record<string, string>>;
  readonly mailers?: string;
  /** The access map; the usual one where it is left out. */
  readonly access?: string;
  readonly queries?: readonly Partial<Query>[];
  /** Answers that are unsure, as nobody can tell from the files. */
  readonly unsure?: "all" | "some";
}

const rcpt = (...addresses: readonly string[]): readonly Partial<Query>[] =>
  addresses.map((address) => ({ recipient: `<${address}>` }));
const VIRTUAL = "FEATURE(`virtusertable', `hash @/virtusertable')\nVIRTUSER_DOMAIN(`virt.test')";

const PARSE: Readonly<Record<string, Reported>> = {
  "a virtusertable's error": { early: VIRTUAL, files: { virtusertable: "@virt.test\terror:nouser 550 gone\n" } },
  "a virtusertable's error with a code": {
    early: VIRTUAL,
    files: { virtusertable: "joe@virt.test\terror:5.7.1:550 closed\n" },
  },
  "a virtusertable's temporary error": {
    early: VIRTUAL,
    files: { virtusertable: "joe@virt.test\terror:4.2.1:450 later\n" },
  },
  "a virtusertable without a user": { early: VIRTUAL, files: { virtusertable: "joe@virt.test\t%1@local.test\n" } },
  "a virtusertable that leads to itself": {
    early: VIRTUAL,
    files: { virtusertable: "joe@virt.test\tjoe@virt.test\n" },
  },
  "a mailertable's error": {
    early: "FEATURE(`mailertable', `hash @/mailertable')",
    files: { mailertable: "partner.test\terror:5.1.2:550 no such host\n" },
  },
  "a mailertable's unknown mailer": {
    early: "FEATURE(`mailertable', `hash @/mailertable')",
    files: { mailertable: "partner.test\tnosuch:x\n.partner.test\terror:nohost gone\n" },
  },
  "no MAILER(smtp)": { mailers: "MAILER(`local')" },
  "no MAILER at all": { mailers: "" },
  LOCAL_RULE_0: { late: "LOCAL_RULE_0\nR$* < @ partner.test . > $*\t$#error $@ 5.1.2 $: 550 no" },
  LOCAL_NET_CONFIG: { late: "LOCAL_NET_CONFIG\nR$* < @ partner.test . > $*\t$#error $@ 5.1.2 $: 550 no" },
  Local_localaddr: { late: "LOCAL_RULESETS\nSLocal_localaddr\nRjoe\t$#error $@ 5.1.1 $: 550 no joe" },
  "LUSER_RELAY with an error": { early: "define(`LUSER_RELAY', `error:5.1.1:550 no such user')" },
  "MAIL_HUB with an error": { early: "define(`MAIL_HUB', `error:5.1.1:550 no mail here')" },
  "SMART_HOST with an error": { early: "define(`SMART_HOST', `error:5.7.1:550 no mail for others')" },
  ...Object.fromEntries(
    ["S", "H", "R", "L"].map((name) => [`macro ${name} by hand`, { late: `LOCAL_CONFIG\nD${name}error:5.7.1:550 no` }]),
  ),
  "a smart host that is no mailer": { early: "define(`SMART_HOST', `discard:')" },
  "a local mailer that wants a host": { early: "define(`confLOCAL_MAILER', `esmtp')" },
  "a mailertable with discard": {
    early: "FEATURE(`mailertable', `hash @/mailertable')",
    files: { mailertable: "partner.test\tdiscard:x\n" },
  },
  "nouucp that rejects": { early: "FEATURE(`nouucp', `reject')" },
};

const CLASSES: Readonly<Record<string, Reported>> = {
  "a line that goes on with a number": { late: "LOCAL_CONFIG\nCRpartner.test\n\t62" },
  "a line that goes on with two words": { late: "LOCAL_CONFIG\nCR partner.test\n org 192.0.2\n" },
  "a file that goes on": { late: "LOCAL_CONFIG\nFR\n\t@/words", files: { words: "partner.test\n" } },
  "a comment that goes on": { late: "LOCAL_CONFIG\n# CRorg\n\tpartner.test" },
  "a macro of its own": { late: "LOCAL_CONFIG\nD{Nets}62\nCR${Nets}" },
  "a macro of a macro": { late: "LOCAL_CONFIG\nD{A}partner\nD{B}${A}.test\nCR${B}" },
  "a macro that is set below": { late: "LOCAL_CONFIG\nCR${Nets}\nD{Nets}62" },
  "a macro with spaces": { late: "LOCAL_CONFIG\nDNpartner.test 62\nCR$N" },
  "the short name": { late: "LOCAL_CONFIG\nCw$w.example.org" },
  "the whole name": { late: "LOCAL_CONFIG\nCR$j" },
  "a condition": { late: "LOCAL_CONFIG\nCR$?m$m$|org$." },
  "a condition that is not so": { late: "LOCAL_CONFIG\nCR$?{Unset}org$|partner.test$." },
  "a condition within one": { late: "LOCAL_CONFIG\nDApartner.test\nCR$?A$?{Unset}org$|$A$.$." },
  "class m as long as it is empty": { late: "LOCAL_CONFIG\nCR$=m" },
  "class m in class w": { late: "LOCAL_CONFIG\nCw$=m" },
  "class w": { early: "LOCAL_DOMAIN(`local.test')", late: "LOCAL_CONFIG\nCR$=w" },
  "a class of its own": { late: "LOCAL_CONFIG\nC{Mine}partner.test 62\nCR$={Mine}" },
  "the domain by hand": { early: "FEATURE(`relay_entire_domain')", late: "LOCAL_CONFIG\nDmco" },
  "a class by hand": { early: "FEATURE(`relay_entire_domain')", late: "LOCAL_CONFIG\nCmpartner.test co" },
  "a format that passes over a word": {
    late: "LOCAL_CONFIG\nFR@/words %*s %s",
    files: { words: "allow partner.test\ndeny\n62 192.0.2\n" },
  },
  "a format with a text before": {
    late: "LOCAL_CONFIG\nFR@/words relay=%s",
    files: { words: "relay=partner.test\norg\nrelay =62\n" },
  },
  "a format that a # cuts": { late: "LOCAL_CONFIG\nFR@/words %[^#]", files: { words: "partner.test # us\n62\n" } },
  "a format with a quoted #": { late: "LOCAL_CONFIG\nFR@/words %[^\\#]", files: { words: "partner.test # us\n62\n" } },
  "a format of some letters": { late: "LOCAL_CONFIG\nFR@/words %[a-z.]", files: { words: "partner.test;org\n62\n" } },
  "a format with a width": { late: "LOCAL_CONFIG\nFR@/words %12s", files: { words: "partner.testing\n62\n" } },
  "a format with a text after": { late: "LOCAL_CONFIG\nFR@/words %[^:]:", files: { words: "partner.test:x\n62\n" } },
  "a format after a tab": { late: "LOCAL_CONFIG\nFR@/words\t%s", files: { words: "partner.test\n" } },
  "a format of letters": {
    late: "LOCAL_CONFIG\nFR@/words %12c",
    files: { words: "62\npartner.test\n" },
    unsure: "some",
  },
  "a line that is too long": {
    late: `LOCAL_CONFIG\nCR${Array.from({ length: 200 }, (_, i) => `host${i}.example`).join(" ")} partner.test`,
  },
  "a name with spaces": { late: "LOCAL_CONFIG\nC{ R }partner.test" },
  "a line end within": { early: "RELAY_DOMAIN(`partner.test\n62')" },
  "a line end and a space within": { early: "RELAY_DOMAIN(`partner.test\n 62')" },
  "{Accept}": { late: "LOCAL_CONFIG\nC{Accept}SKIP" },
  "{ResOk}": { late: "LOCAL_CONFIG\nC{ResOk}PERM" },
  "{TlsVerified}": { late: "LOCAL_CONFIG\nC{TlsVerified}FAIL" },
  "{TrustAuthMech}": { late: "LOCAL_CONFIG\nC{TrustAuthMech}LOGIN" },
};

const MAPS: Readonly<Record<string, Reported>> = {
  "-f": { early: "FEATURE(`access_db', `hash -T<TMPF> -f @/access')", unsure: "some" },
  "-m": { early: "FEATURE(`access_db', `hash -T<TMPF> -m @/access')" },
  "-a": { early: "FEATURE(`access_db', `hash -T<TMPF> -aX @/access')" },
  "-N": { early: "FEATURE(`access_db', `hash -T<TMPF> -N @/access')", unsure: "all" },
  "-q": { early: "FEATURE(`access_db', `hash -T<TMPF> -q @/access')" },
  "-o": { early: "FEATURE(`access_db', `hash -o -T<TMPF> @/access')" },
  "-d": { early: "FEATURE(`access_db', `hash -T<TMPF> -d5 @/access')" },
  "a flag after the file": { early: "FEATURE(`access_db', `hash @/access -T<TMPF>')" },
};

const SWITCHES: Readonly<Record<string, Reported>> = Object.fromEntries(
  [
    "define(`_LOOKUPDOTDOMAIN_')",
    "define(`_RELAY_FULL_ADDR_')",
    "define(`_REQUIRE_RDNS_')",
    "define(`_DELAY_CHECKS_')",
    "define(`_RELAY_DB_FROM_')",
    "define(`_RELAY_HOSTS_ONLY_')",
    "define(`_BLOCKLIST_RCPT_')",
    "define(`NO_NETINET6')",
    "define(`confDEQUOTE_OPTS', `-s')",
    "define(`confOPERATORS', `.:@!^/[]+')",
    "FEATURE(`relay_entire_domain')undefine(`_RELAY_ENTIRE_DOMAIN_')",
    "FEATURE(`relay_hosts_only')undefine(`_RELAY_HOSTS_ONLY_')",
    "FEATURE(`promiscuous_relay')undefine(`_PROMISCUOUS_RELAY_')",
    "HACK(`cssubdomain')",
    "define(`_RELAY_MX_SERVED_')",
    "indir(`define', `_PROMISCUOUS_RELAY_', 1)",
    "define(`SET', `define(`$1', 1)')SET(`_PROMISCUOUS_RELAY_')",
  ].map((early) => [early, { early }]),
);

const RULES: Readonly<Record<string, Reported>> = {
  "LOCAL_RULE_1 that rewrites the sender": {
    early: "FEATURE(`relay_mail_from', `domain')",
    late: "LOCAL_RULE_1\nR$* < @ evil.example . > $*\t$1 < @ local.test . > $2",
  },
  "a login that is not asked for": {
    late: "LOCAL_RULESETS\nSLocal_check_rcpt\nR$*\t$: $1 $| $&{auth_type}\nR$* $| $*\t$# OK",
  },
  "a check that begins with canonify": {
    late: "LOCAL_RULESETS\nSLocal_check_rcpt\nR$*\t$: $>canonify $1\nR$* < @ $+ > $*\t$@ OK",
  },
  "networks and the wrong macro": {
    late: "LOCAL_CONFIG\nC{Lan}192.168 10\nLOCAL_RULESETS\nSLocal_check_rcpt\nR$*\t$: $&{client_name}\nR$+ . $*\t$# OK",
  },
  "a check of the client that lets all in": { late: "LOCAL_RULESETS\nSLocal_check_relay\nR$*\t$# OK" },
  "a check of the sender that is only a comment": { late: "LOCAL_RULESETS\nSLocal_check_mail\n# nothing yet" },
  "a check of the recipient with an address": { late: "LOCAL_RULESETS\nSLocal_check_rcpt\nR<$+@$+>\t$# OK" },
  "a ruleset of the library's": { late: "LOCAL_RULESETS\nSRelay_ok\nR$*\t$@ RELAY" },
  "a ruleset by its number": { late: "LOCAL_RULESETS\nS98\nR$* < @ $+ > $*\t$#error $@ 5.1.2 $: 550 no" },
  "a ruleset with a number of the library's": {
    late: "LOCAL_RULESETS\nSMine=98\nR$* < @ $+ > $*\t$#error $@ 5.1.2 $: 550 no",
  },
  "a ruleset with text after its name": { late: "LOCAL_RULESETS\nSLocal_check_rcpt, mine\nR$*\t$# OK" },
  "the ruleset for local users": { late: "LOCAL_RULESETS\nS5\nR$+\t$#error $@ 5.1.1 $: 550 no" },
  "the rulesets that write the sender": {
    early: "FEATURE(`relay_local_from')",
    late: "LOCAL_RULESETS\nSfinal\nR$*\tx@local.test",
  },
  "a check that nobody calls": { late: "LOCAL_RULESETS\nSMy_check_rcpt\nR$*\t$# OK" },
};

const OTHERS: Readonly<Record<string, Reported>> = {
  // Test mode asks one level deeper than a session: the number between is left out.
  "49 labels and more": { queries: rcpt(`joe@${"a.".repeat(49)}test`, `joe@${"a.".repeat(60)}test`) },
  "46 labels": { queries: rcpt(`joe@${"a.".repeat(44)}test`) },
  programs: { queries: rcpt("|prog", "|prog@partner.test", '"|prog"') },
  files: { queries: rcpt("/file", "/var/mail/joe", "/file@partner.test") },
  lists: { queries: rcpt(":include:/file", ":include:list") },
  "an address in brackets": {
    early: "FEATURE(`relay_based_on_MX')\nLOCAL_DOMAIN(`local.test')",
    queries: rcpt("u@[local.test]", "u@[192.0.2.1]", "u@[partner.test]x", "u@[10.1.2.3]x"),
  },
};

const NAMES: Readonly<Record<string, Reported>> = {
  ...Object.fromEntries(
    ["Dj partner.test", "Dj\tpartner.test", "Djpartner.test ", "D{j} partner.test # us", "Dw partner\nDj$w.test"].map(
      (line) => [JSON.stringify(line), { late: `LOCAL_CONFIG\n${line}` }],
    ),
  ),
  ...Object.fromEntries(
    ["Dm partner.test", "Dm co", "D{m} partner.test", "Dmpartner.test ", "D{Own} partner.test\nCR${Own}"].map(
      (line) => [JSON.stringify(line), { early: "FEATURE(`relay_entire_domain')", late: `LOCAL_CONFIG\n${line}` }],
    ),
  ),
  ...Object.fromEntries(
    [
      " partner.test",
      "partner.test ",
      "partner.test # us",
      '"partner.test"',
      "[partner.test]",
      "Partner.TEST",
      "$w.$m",
    ].map((name) => [`confDOMAIN_NAME ${JSON.stringify(name)}`, { early: `define(\`confDOMAIN_NAME', \`${name}')` }]),
  ),
};

const LOGINS: Readonly<Record<string, Reported>> = {
  "a ruleset that demands a login": { late: "LOCAL_SRV_FEATURES\nR$*\t$# l" },
  "a ruleset that demands none": { late: "LOCAL_SRV_FEATURES\nR$*\t$# V" },
  ...Object.fromEntries(
    [
      "Srv_Features:\tl\n",
      "Srv_Features:\tV S\nTo:partner.test RELAY\n",
      "Srv_Features:62\tS l\nSrv_Features:partner.test\tL\nConnect:62 RELAY\n",
      "srv_features:\tlogin\n",
    ].map((access) => [JSON.stringify(access), { access }]),
  ),
};

const TEXTS: Readonly<Record<string, Reported>> = Object.fromEntries(
  [
    "550 $1 $| $*",
    "550 nope $&f",
    '"551 nope"',
    "550 $w $j",
    "550 no $&{daemon_name}",
    "$# OK",
    "550 $&{client_addr}",
  ].map((text) => [`confRELAY_MSG ${text}`, { early: `define(\`confRELAY_MSG', \`${text}')` }]),
);

const MAILERS: Readonly<Record<string, Reported>> = {
  "the local mailer by hand": {
    late: "MAILER_DEFINITIONS\nMlocal, P=[IPC], F=mDFMuX, S=EnvFromSMTP, R=EnvToSMTP, A=TCP $h",
  },
  "a mailer of its own": {
    late: "MAILER_DEFINITIONS\nMmine, P=/bin/cat, F=lsDFMn, S=EnvFromSMTP, R=EnvToSMTP, A=cat $u",
  },
  ...Object.fromEntries(
    [
      "MODIFY_MAILER_FLAGS(`LOCAL', `-l')",
      "MODIFY_MAILER_FLAGS(`LOCAL', `mn9')",
      "MODIFY_MAILER_FLAGS(`LOCAL', `-m')",
      "MODIFY_MAILER_FLAGS(`SMTP', `+l')",
      "define(`_DEF_LOCAL_MAILER_FLAGS', `sDFM')",
      "define(`LOCAL_MAILER_FLAGS', `Aw5:/|@q')",
      "define(`LOCAL_MAILER_ARGS', `x, F=sDFM')",
      "define(`confDELIVERY_MODE', ` defer')",
      "define(`confDELIVERY_MODE', `drop')",
    ].map((early) => [early, { early }]),
  ),
};

const VALUES: Readonly<Record<string, Reported>> = Object.fromEntries(
  [
    "Connect:62 <RELAY>\nConnect:10 RELAY>\nTo:partner.test [RELAY]\nFrom:stranger.example (RELAY) OK\n",
    "Connect:62 <TMPF>\nTo:partner.test x<TMPF>\nFrom:stranger.example OK<TMPF>\n",
    "Connect:62 %0\nTo:partner.test RELAY%1\nTo:shop.co RELAY%\n",
    "Connect:62 \"RELAY\"\nConnect:10 'RELAY'\nTo:partner.test @RELAY\nFrom:stranger.example \\REJECT\n",
    "Connect:62 $# OK\nConnect:10 $@ RELAY\nTo:partner.test ${x}\nFrom:stranger.example $# error\n",
    "CONNECT:62 RELAY\nconnect:192.0.2\tRELAY\nConnect :10 RELAY\nTo: partner.test RELAY\n",
    '"Connect:62" RELAY\nConnect:"10" RELAY\nConnect::192.0.2 RELAY\n:partner.test RELAY\n',
    "Connect:62. RELAY\nConnect:.partner.test RELAY\nTo:shop.co. RELAY\nTo:@partner.test RELAY\n",
    "Connect:062 RELAY\nConnect:10.001.2.3 RELAY\nConnect:192.0.2.1-9 RELAY\nTo:*.test RELAY\n",
    "Connect: RELAY\nTo:\tRELAY\nFrom:\tREJECT\n",
  ].map((access) => [JSON.stringify(access), { access }]),
);

const SENDERS = ["<joe@stranger.example>", "<joe@evil.example>", "<joe@local.test>", "<>"];
const RECIPIENTS = [
  "joe@partner.test",
  "joe@sub.partner.test",
  "joe@virt.test",
  "other@virt.test",
  "joe",
  `joe@${HOST}`,
  "joe@local.test",
  "joe@mx.example.org",
  "joe@elsewhere.example",
  "joe@shop.co",
  "joe@elsewhere.org",
  "far!joe",
].map((address) => `<${address}>`);
const CLIENTS: readonly Partial<Query>[] = [
  {},
  { clientAddress: "62.1.2.3", clientName: "[62.1.2.3]", clientResolve: "FAIL" },
  { clientAddress: "192.0.2.9", clientName: "h.partner.test", clientResolve: "OK" },
  { clientAddress: "203.0.113.8", clientName: "h.shop.co", clientResolve: "OK" },
  { authType: "LOGIN" },
];

/** Every recipient from every client, with some sender. */
const USUAL: readonly Partial<Query>[] = CLIENTS.flatMap((client, i) =>
  RECIPIENTS.map((recipient, j) => ({ ...client, recipient, sender: SENDERS[(i + j) % SENDERS.length] ?? "<>" })),
);

/** Each recipient once, from one client after the other. */
const SOME = RECIPIENTS.map((_, i) => USUAL[(i % CLIENTS.length) * RECIPIENTS.length + i] ?? {});

const ACCESS = "Connect:198.51.100\tREJECT\nTo:relay.example.org\tRELAY\nFrom:local.test\tRELAY\norg\tSKIP\n";

function outcome({ accepted, stage, reply, relayed }: Decision): string {
  return JSON.stringify({ accepted, stage, code: reply?.code, relayed });
}

async function install({ early = "", late = "", files = {}, mailers, access = ACCESS }: Reported): Promise<void> {
  const placed = (text: string): string => text.replaceAll("@/", `${mode.dir}/`);
  for (const [name, text] of Object.entries(files)) {
    if (name === "words") writeFileSync(path.join(mode.dir, name), text, { mode: 0o644 });
    else await hashMap(mode.dir, name, text, undefined);
  }
  const mc = [
    "OSTYPE(`linux')",
    `define(\`confDOMAIN_NAME', \`${HOST}')`,
    "define(`confDONT_PROBE_INTERFACES', `true')",
    "define(`confSERVICE_SWITCH_FILE', `@/service.switch')",
    ...(early.includes("access_db") ? [] : ["FEATURE(`access_db', `hash -T<TMPF> @/access')"]),
    early,
    mailers ?? "MAILER(`local')\nMAILER(`smtp')",
    late,
    "",
  ].join("\n");
  await mode.install({ mc: placed(mc), access, relayDomains: undefined, localHostNames: undefined });
}

/** All of them in a long run; else a share of each kind, another one for each seed. */
const SHARE = 6;

describe.each(Object.entries({ PARSE, CLASSES, MAPS, SWITCHES, RULES, OTHERS, NAMES, LOGINS, TEXTS, MAILERS, VALUES }))(
  "%s",
  (_, cases) => {
    const asked = Object.entries(cases).filter((_case, i) => LONG || (i + SEED) % SHARE === 0);
    test.each(asked)("%s", async (_what, reported) => {
      await install(reported);
      const queries = [...(LONG ? USUAL : SOME), ...(reported.queries ?? [])].map((query) => ({
        ...defaultQuery,
        dns: DNS,
        ...query,
      }));
      const verdicts = await verdictsOf(mode.dir);
      const found = await judged(mode, verdicts, queries);
      expect(found.differences.filter(({ certain }) => certain).slice(0, 3)).toEqual([]);
      if (reported.unsure === "all") expect(found.certain).toBe(0);
      else if (reported.unsure === undefined) expect([found.certain, ...found.why]).toEqual([queries.length]);

      const mc = pathToFileURL(path.join(mode.dir, "sendmail.mc")).href;
      const [site] = await new Sites({ ...diskFiles(), folders: [] }, { hostName: HOST, root: "file:///" }).sitesOf(mc);
      if (site === undefined) throw new Error("no site");
      const wrong = queries.flatMap((query) => {
        const [model, right] = [decide(site, query), verdicts.decide(query, { steps: false })];
        if (!model.certain || !right.certain || outcome(model) === outcome(right)) return [];
        return [`${outcome(model)} / ${outcome(right)} for ${JSON.stringify({ ...query, dns: undefined })}`];
      });
      expect(wrong).toEqual([]);
    });
  },
);
