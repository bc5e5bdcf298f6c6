// Lines of tables that do nothing, or not what they seem to: the real sendmail is asked with the line as it was written, and
// again with the fix of our rule applied.
import { chmodSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { ALL_RULES } from "../../../server/src/rules/all.ts";
import { lint } from "../../../server/src/rules/linter/lint.ts";
import { memoryWorkspace, Sites } from "../../../server/src/site/index.ts";
import { TextDocument } from "../../../server/src/text.ts";
import { cfDir, program, run, runSendmail, safeFolder } from "../programs.ts";

const folder = safeFolder();
chmodSync(folder.dir, 0o755);
afterAll(() => folder.dispose());

/** Names of the files of a site, as they lie in /etc/mail. */
type Files = Readonly<Record<string, string>>;

interface Case {
  readonly code: string;
  readonly files: Files;
  /** Further lines of the .mc; the rest of it is the same for all. */
  readonly mc?: readonly string[];
  readonly client?: { readonly address: string; readonly name?: string; readonly resolve?: string };
  /** What is asked in test mode: a ruleset and its input. `$|` separates two parts of it. */
  readonly ask: string;
  /** What the line makes of it as written, and with the first fix applied; `undefined`: the rule has no fix. */
  readonly answers: readonly [RegExp, RegExp | undefined];
}

const RELAY = /^RELAY$/;
const DENIED = /Relaying denied/;
const NEVER = /^@ u < @|^OK$/;
const REFUSED = /Access denied/;
const FAR = "check_rcpt <u@far.test>";
const relay = (access: string, address: string, code: string): Case => ({
  code,
  files: { access },
  client: { address },
  ask: FAR,
  answers: [DENIED, RELAY],
});

const CASES: readonly Case[] = [
  relay("Connect:192.0.2.0/24 RELAY\n", "192.0.2.7", "access-invalid-key"),
  relay("Connect:192.0.2.* RELAY\n", "192.0.2.7", "access-invalid-key"),
  relay("Connect:192.0.2.7 RELAY # office\n", "192.0.2.7", "access-trailing-text"),
  relay("Connect:192.0.2.7 ALLOW\n", "192.0.2.7", "access-unknown-action"),
  relay("Conect:192.0.2.7 RELAY\n", "192.0.2.7", "access-unknown-tag"),
  relay("Connect:203.0.113. RELAY\n", "203.0.113.7", "access-invalid-key"),
  relay("Connect:172.16.0.0 RELAY\n", "172.16.5.4", "access-invalid-key"),
  relay("Connect:IPv6:2001:db8:2:: RELAY\n", "IPv6:2001:db8:2:0:0:0:0:9", "access-invalid-key"),
  relay("Connect:2001:db8:2 RELAY\n", "IPv6:2001:db8:2:0:0:0:0:9", "access-invalid-key"),
  relay("Connect:IPv6:2001:0db8:2 RELAY\n", "IPv6:2001:db8:2:0:0:0:0:9", "access-invalid-key"),
  relay("Connect:192.0.2.7 RELAY office\n", "192.0.2.7", "access-trailing-text"),
  relay("To:192.0.2.7 RELAY\n", "192.0.2.7", "access-wrong-key"),
  relay('"192.0.2.7" RELAY\n', "192.0.2.7", "access-invalid-key"),
  { ...relay("ALL RELAY\n", "192.0.2.7", "access-invalid-key"), answers: [DENIED, undefined] },
  { ...relay("0 RELAY\n", "192.0.2.7", "access-invalid-key"), answers: [DENIED, undefined] },
  relay("RELAY 192.0.2.7\n", "192.0.2.7", "access-invalid-key"),
  {
    ...relay("Connect:[192.0.2.7] RELAY\n", "192.0.2.7", "access-bracketed-address"),
    client: { address: "192.0.2.7", name: "[192.0.2.7]", resolve: "FAIL" },
    answers: [/IP name lookup failed/, RELAY],
  },
  {
    code: "access-invalid-key",
    files: { access: ".spam.test REJECT\n" },
    ask: "check_mail <u@a.spam.test>",
    answers: [NEVER, REFUSED],
  },
  {
    code: "access-invalid-key",
    files: { access: "spam.test. REJECT\n" },
    ask: "check_mail <u@spam.test>",
    answers: [NEVER, REFUSED],
  },
  {
    code: "access-invalid-key",
    files: { access: "From:@spam.test REJECT\n" },
    ask: "check_mail <u@spam.test>",
    answers: [NEVER, REFUSED],
  },
  {
    code: "access-full-address-relay",
    files: { access: "To:u@far.test RELAY\n" },
    client: { address: "192.0.2.7" },
    ask: FAR,
    answers: [DENIED, RELAY],
  },
  {
    code: "access-from-relay",
    files: { access: "From:far.test RELAY\n" },
    client: { address: "192.0.2.7" },
    ask: "check_mail <u@far.test>",
    answers: [/^\$# RELAY$/, /^\$# OK$/],
  },
  {
    code: "access-skip-off",
    files: { access: "spam.test REJECT\nFrom:a.spam.test SKIP\n" },
    ask: "check_mail <u@a.spam.test>",
    answers: [/^\$# error \$: SKIP$/, NEVER],
  },
  {
    code: "access-skip-off",
    mc: ["FEATURE(`access_db', `ACCESS', `skip')dnl"],
    files: { access: "From:u@spam.test SKIP\n" },
    ask: "check_mail <u@spam.test>",
    answers: [/^\$# error \$: SKIP$/, undefined],
  },
  {
    code: "access-blocklist-off",
    files: { access: "To:old@mx.example.com REJECT\n" },
    client: { address: "192.0.2.7" },
    ask: "check_rcpt <old@mx.example.com>",
    answers: [RELAY, /Mailbox disabled/],
  },
  ...["unlimited", "00", "-1"].map(
    (value): Case => ({
      code: "access-rate-value",
      mc: ["FEATURE(`ratecontrol')dnl"],
      files: { access: `ClientRate: ${value}\n` },
      client: { address: "192.0.2.7" },
      ask: "RateControl x",
      answers: [/Connection rate limit exceeded/, value === "-1" ? undefined : /^OK$/],
    }),
  ),
  {
    code: "access-wrong-key",
    mc: ["FEATURE(`ratecontrol')dnl"],
    files: { access: "ClientRate:client.test 1\n" },
    client: { address: "192.0.2.7" },
    ask: "RateControl x",
    answers: [/^OK$/, undefined],
  },
  {
    code: "access-tag-off",
    files: { access: "ClientRate: 1\n" },
    client: { address: "192.0.2.7" },
    ask: "ask_relay client.test $| 192.0.2.7",
    answers: [/^OK$/, /Connection rate limit exceeded/],
  },
  ...["ENCR", "ENCR 128", "PERM+ENCR"].map(
    (value): Case => ({
      code: "access-tls-value",
      files: { access: `TLS_Clt: ${value}\n` },
      client: { address: "192.0.2.7" },
      ask: "ask_tls NONE $| MAIL",
      answers: [/^OK$/, /encryption too weak/],
    }),
  ),
  {
    code: "access-unknown-value",
    files: { access: "Try_TLS:mx.far.test OFF\n" },
    ask: "try_tls mx.far.test",
    answers: [/^(?!.*do not try TLS)/, /do not try TLS/],
  },
  {
    code: "sender-check-off",
    mc: ["FEATURE(`delay_checks')dnl", "FEATURE(`require_rdns')dnl"],
    files: { access: "Connect:192.0.2 REJECT\nFrom:far.test OK\n" },
    client: { address: "192.0.2.7" },
    ask: "check_rcpt u@mx.example.com",
    answers: [/^\$# OK$/, undefined],
  },
  {
    code: "class-invalid-name",
    files: { "relay-domains": "192.0.2.0/24\n" },
    client: { address: "192.0.2.7" },
    ask: FAR,
    answers: [DENIED, RELAY],
  },
  {
    code: "class-invalid-name",
    files: { "relay-domains": "172.16.0.0\n" },
    client: { address: "172.16.5.4" },
    ask: FAR,
    answers: [DENIED, RELAY],
  },
  {
    code: "class-invalid-name",
    files: { "relay-domains": "IPv6:2001:db8:3::\n" },
    client: { address: "IPv6:2001:db8:3:0:0:0:0:9" },
    ask: FAR,
    answers: [DENIED, RELAY],
  },
  ...["far.test.", '"far.test"', "far.test,", "@far.test"].map(
    (word): Case => ({
      code: "class-invalid-name",
      files: { "relay-domains": `${word}\n` },
      client: { address: "192.0.2.7" },
      ask: FAR,
      answers: [DENIED, RELAY],
    }),
  ),
  {
    code: "class-local-address",
    files: { "local-host-names": "192.0.3.1\n" },
    client: { address: "192.0.2.7" },
    ask: "check_rcpt <u@[192.0.3.1]>",
    answers: [DENIED, RELAY],
  },
  {
    code: "class-local-relay",
    files: { "local-host-names": "far.test\n", "relay-domains": "far.test\n" },
    client: { address: "192.0.2.7", name: "stranger.far.test" },
    ask: "check_rcpt <u@other.test>",
    answers: [RELAY, DENIED],
  },
  {
    code: "site-unread-access",
    mc: [""],
    files: { access: "Connect:192.0.2.7 RELAY\n" },
    client: { address: "192.0.2.7" },
    ask: FAR,
    answers: [DENIED, RELAY],
  },
];

/** The .mc of a case; tables are where /etc/mail would be. */
function mcOf({ mc }: Case): string {
  const lines = mc ?? ["FEATURE(`access_db', `ACCESS')dnl"];
  const access = lines.some((line) => line.includes("access_db") || line === "")
    ? []
    : ["FEATURE(`access_db', `ACCESS')dnl"];
  return [
    "OSTYPE(`linux')dnl",
    "define(`confDOMAIN_NAME', `mx.example.com')dnl",
    "define(`confDONT_PROBE_INTERFACES', `true')dnl",
    "FEATURE(`nocanonify')dnl",
    "FEATURE(`use_cw_file')dnl",
    "FEATURE(`accept_unresolvable_domains')dnl",
    ...access,
    ...lines.filter((line) => line !== ""),
    "MAILER(`local')dnl",
    "MAILER(`smtp')dnl",
    "",
  ]
    .join("\n")
    .replaceAll("ACCESS", "hash -T<TMPF> /etc/mail/access");
}

/** What the real sendmail answers with these files. */
function answer(files: Files, { client, ask }: Case): string {
  const dir = path.join(folder.dir, "mail");
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { mode: 0o755 });
  const file = (name: string) => path.join(dir, name);
  for (const name of ["access", "relay-domains", "local-host-names"]) writeFileSync(file(name), files[name] ?? "");
  writeFileSync(file("switch"), "hosts files\n");
  const map = run(program("makemap"), ["hash", file("access")], files.access ?? "");
  expect(map.stderr).toBe("");
  // An access map where the .mc says nothing of its place is in the usual one.
  const mc = [
    `define(\`confSERVICE_SWITCH_FILE', \`${file("switch")}')dnl`,
    `define(\`MAIL_SETTINGS_DIR', \`${dir}/')dnl`,
    (files["sendmail.mc"] ?? "").replaceAll("/etc/mail/", `${dir}/`),
    // The sign between two parts of an input is typed as two characters, which these turn into one.
    "LOCAL_RULESETS",
    "Sask_relay",
    "R$* $$| $*\t$: $>check_relay $1 $| $2",
    "Sask_tls",
    "R$* $$| $*\t$: $>tls_client $1 $| $2",
    "",
  ].join("\n");
  const made = run(program("m4"), [`-D_CF_DIR_=${cfDir()}`, `${cfDir()}m4/cf.m4`, "-"], mc);
  expect(made.stderr).toBe("");
  writeFileSync(file("sendmail.cf"), made.stdout);
  const { address = "", name = "client.test", resolve = "OK" } = client ?? {};
  const macros = [
    `.D{client_addr}${address}`,
    `.D{client_name}${name}`,
    `.D{client_resolve}${resolve}`,
    ".D{client_rate}5",
    ".D{server_name}mx.far.test",
    ".Dfu@far.test",
  ];
  const { stdout, stderr } = runSendmail(["-bt", "-C", file("sendmail.cf")], `${macros.join("\n")}\n${ask}\n`);
  const returned = [...stdout.matchAll(/ returns: (.*)$/gm)].at(-1)?.[1];
  expect(returned, `${stdout}${stderr}`).toBeDefined();
  return (returned ?? "").trim();
}

/** The first fix of the first finding of one rule, applied to all files. */
async function cured(files: Files, code: string): Promise<Files | undefined> {
  const uriOf = (name: string) => `file:///etc/mail/${name}`;
  const texts = Object.fromEntries(Object.entries(files).map(([name, text]) => [uriOf(name), text]));
  const [site] = await new Sites(memoryWorkspace(texts)).sitesOf(uriOf("sendmail.mc"));
  if (site === undefined) throw new Error("no site");
  const rules = ALL_RULES.map(({ rule }) => rule).filter(({ meta }) => meta.code === code);
  const [found] = [...lint(site, rules).values()].flat();
  expect(found?.meta.code, `${code} is found in ${JSON.stringify(files)}`).toBe(code);
  const [fix] = found?.fixes?.() ?? [];
  if (fix === undefined) return undefined;
  const after: Record<string, string> = {};
  for (const [name, text] of Object.entries(files)) {
    const document = TextDocument.create(uriOf(name), "", 1, text);
    const edits = fix.changes
      .filter(({ span }) => span.source === uriOf(name))
      .map(({ span, newText }) => ({
        range: { start: document.positionAt(span.start), end: document.positionAt(span.end) },
        newText,
      }));
    after[name] = TextDocument.applyEdits(document, edits);
  }
  return after;
}

describe("what rules say of tables", () => {
  test.each(CASES.map((one) => [one.code, Object.values(one.files).join("").trim(), one] as const))(
    "%s: %s",
    async (code, _, one) => {
      const files = { ...one.files, "sendmail.mc": mcOf(one) };
      expect(answer(files, one)).toMatch(one.answers[0]);
      const after = await cured(files, code);
      if (one.answers[1] === undefined) {
        expect(after).toBeUndefined();
        return;
      }
      if (after === undefined) throw new Error("there is no fix");
      // The word that a fix offers first may not be the one that was meant: ALLOW is OK or RELAY.
      const meant =
        code === "access-unknown-action" ? { ...after, access: (after.access ?? "").replace("OK", "RELAY") } : after;
      expect(answer(meant, one)).toMatch(one.answers[1]);
    },
  );
});
