// What the catalogue says of the access map is asked of the library, of makemap and of sendmail -bt.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { catalog } from "../../../server/src/catalog/index.ts";
import { libraryOf, NEWEST, programOf, run, runSendmail, safeFolder, type Version } from "../programs.ts";
import { libraryFiles } from "./library.ts";

const folder = safeFolder();
afterAll(() => folder.dispose());

/** Tags as the library's rules look them up, in lower case, with their colon. */
function libraryTags(): ReadonlySet<string> {
  const patterns = [
    /<[!+] ?([A-Za-z_]+)>/g, // SearchList and LookUpDomain
    /\$\(access ([A-Z][A-Za-z_]+)(?:`'_TAG_DELIM_|:)/g,
    /^define\(`(?:TLS|SRV|CLT)\w*_TAG', `"(\w+)"'\)/gm,
  ];
  const placeholders = /^(?:tag|exact)$|_TAG$/i;
  const found = libraryFiles().flatMap(({ text }) =>
    patterns.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match[1] ?? "")),
  );
  return new Set(found.filter((tag) => !placeholders.test(tag)).map((tag) => `${tag.toLowerCase()}:`));
}

/** A .cf with the access map of these lines, and its folder. */
function build(name: string, lines: readonly string[], skip: boolean, version: Version = NEWEST): string {
  const dir = path.join(folder.dir, name);
  run("mkdir", ["-p", dir]);
  writeFileSync(path.join(dir, "access"), `${lines.join("\n")}\n`);
  writeFileSync(path.join(dir, "switch"), "hosts files\n");
  expect(run("sh", ["-c", `exec ${programOf(version, "makemap")} hash access < access`], "", dir).stderr).toBe("");
  const mc = `define(\`confDONT_PROBE_INTERFACES', \`true')dnl
define(\`confDOMAIN_NAME', \`mx.example.org')dnl
define(\`confSERVICE_SWITCH_FILE', \`${dir}/switch')dnl
OSTYPE(\`linux')dnl
FEATURE(\`nocanonify')dnl
FEATURE(\`accept_unresolvable_domains')dnl
FEATURE(\`access_db', \`hash -T<TMPF> ${dir}/access'${skip ? ", `skip'" : ""})dnl
FEATURE(\`blocklist_recipients')dnl
FEATURE(\`ratecontrol')dnl
FEATURE(\`conncontrol')dnl
MAILER(\`local')dnl
MAILER(\`smtp')dnl
`;
  const m4 = run(
    programOf(version, "m4"),
    ["-D_NO_MAKEINFO_", `-D_CF_DIR_=${libraryOf(version)}`, `${libraryOf(version)}m4/cf.m4`, "-"],
    mc,
  );
  expect(m4.stderr).toBe("");
  writeFileSync(path.join(dir, "sendmail.cf"), m4.stdout, "latin1");
  return dir;
}

/** What a ruleset returns to each question, in order. */
function ask(dir: string, ruleset: string, commands: readonly string[], version: Version = NEWEST): readonly string[] {
  const { stdout } = runSendmail(["-bt", "-C", "sendmail.cf"], `${commands.join("\n")}\n`, {
    cwd: dir,
    host: "mx.example.org",
    version,
  });
  return [...stdout.matchAll(new RegExp(`^${ruleset}\\s+returns: (.*)$`, "gm"))].map((match) => match[1] ?? "");
}

const CLIENT = [".D{client_addr}198.51.100.9", ".D{client_name}c.example", ".D{client_resolve}OK"];

/** Value of an entry; what check_mail makes of it as From:, and check_rcpt as To:. */
const VALUES: readonly (readonly [value: string, mail: string, rcpt: string])[] = [
  ["OK", "$# OK", '$# error $@ 5 . 7 . 1 $: "550 Relaying denied"'],
  ["RELAY", "$# RELAY", "RELAY"],
  ["relay", "$# relay", "RELAY"],
  [
    "REJECT",
    '$# error $@ 5 . 7 . 1 $: "550 Access denied"',
    '$# error $@ 5 . 2 . 1 $: "550 Mailbox disabled for this recipient"',
  ],
  ["DISCARD", "$# discard $: discard", "$# discard $: discard"],
  ["QUARANTINE:look", "$# error $@ quarantine $: look", "$# error $@ quarantine $: look"],
  ["ERROR:550 no", "$# error $: 550 no", "$# error $: 550 no"],
  ["ERROR:4.2.1:450 no", "$# error $@ 4 . 2 . 1 $: 450 no", "$# error $@ 4 . 2 . 1 $: 450 no"],
  ['ERROR:5.7.1:"550 no  way"', '$# error $@ 5 . 7 . 1 $: "550 no  way"', '$# error $@ 5 . 7 . 1 $: "550 no  way"'],
  ["550 no", "$# error $: 550 no", "$# error $: 550 no"],
  ["ALLOW", "$# error $: ALLOW", "$# error $: ALLOW"],
  ["FRIEND", "$# error $: FRIEND", "$# error $: FRIEND"],
  ["RELAY # office", "$# error $: RELAY # office", "$# error $: RELAY # office"],
];

describe("the access map, as the real programs read it", () => {
  it("has every tag that the library reads, and no other", () => {
    const known = new Set(catalog.all("access-tag").map(({ name }) => name.toLowerCase()));
    const read = libraryTags();
    console.log(`tags: ${known.size} in the catalogue, ${read.size} in the library`);
    expect([...read].filter((tag) => !known.has(tag))).toEqual([]);
    expect([...known].filter((tag) => !read.has(tag))).toEqual([]);
  });

  it("has examples that makemap takes, each with the tag it is about", () => {
    const faults: string[] = [];
    for (const { name, example } of catalog.all("access-tag")) {
      const lines = (example ?? "").trimEnd().split("\n");
      const dir = build(`example-${name.replace(":", "")}`, lines, true);
      const made = run(programOf(NEWEST, "makemap"), ["-u", "hash", "access"], "", dir).stdout.trimEnd().split("\n");
      if (made.length !== lines.length) faults.push(`${name}: ${made.length} of ${lines.length} lines`);
      if (!lines.every((line) => line.startsWith(name))) faults.push(`${name}: example of another tag`);
    }
    expect(faults).toEqual([]);
  });

  it("answers to each action as the catalogue says", () => {
    const lines = VALUES.flatMap(([value], i) => [`From:v${i}.example\t${value}`, `To:v${i}.example\t${value}`]);
    const dir = build("values", lines, true);
    const mail = VALUES.flatMap((_, i) => [`.Dfu@v${i}.example`, `check_mail <u@v${i}.example>`]);
    expect(ask(dir, "check_mail", [...CLIENT, ...mail])).toEqual(VALUES.map(([, answer]) => answer));
    const rcpt = VALUES.map((_, i) => `check_rcpt <u@v${i}.example>`);
    expect(ask(dir, "check_rcpt", [...CLIENT, ".Dfu@elsewhere.example", ...rcpt])).toEqual(
      VALUES.map(([, , answer]) => answer),
    );
  });

  it("takes SKIP for an error text unless access_db has its argument skip", () => {
    const lines = ["From:a.example\tREJECT", "From:b.a.example\tSKIP"];
    const question = [...CLIENT, ".Dfu@b.a.example", "check_mail <u@b.a.example>"];
    expect(ask(build("skip", lines, true), "check_mail", question)[0]).not.toContain("error");
    expect(ask(build("no-skip", lines, false), "check_mail", question)).toEqual(["$# error $: SKIP"]);
  });

  it("takes limits as numbers: 0 is none, a word is one that everybody exceeds", () => {
    const lines = ["ClientRate:192.0.2.1\t0", "ClientRate:192.0.2.2\tmany", "ClientRate:\t5"];
    const rate = (address: string, now: number) => [
      `.D{client_addr}${address}`,
      `.D{client_rate}${now}`,
      "RateControl x",
    ];
    const questions = [
      ...rate("192.0.2.1", 99),
      ...rate("192.0.2.2", 1),
      ...rate("192.0.2.3", 5),
      ...rate("192.0.2.3", 6),
    ];
    const answers = ask(build("rate", lines, true), "RateControl", questions);
    expect(answers.map((answer) => answer.includes("Connection rate limit exceeded"))).toEqual([
      false,
      true,
      false,
      true,
    ]);
  });

  // The codes changed with 8.18.2, as the catalogue says of both actions.
  it.each([
    ["8.18.2", "554", "454"],
    ["8.17.1", "503", "403"],
  ] as const)("demands TLS with the codes that the catalogue gives for %s", (version, refused, delayed) => {
    const lines = [
      "TLS_Rcpt:a.example\tENCR:128",
      "TLS_Rcpt:b.example\tPERM+ENCR:128",
      "TLS_Rcpt:c.example\tTEMP+VERIFY",
    ];
    const dir = build(`tls-${version}`, lines, true, version);
    const questions = ["a", "b", "c"].map((domain) => `tls_rcpt u@${domain}.example`);
    const answers = ask(dir, "tls_rcpt", [".D{verify}NONE", ...questions], version);
    expect(answers.map((answer) => answer.match(/\$@ (. \. . \. .) \$: (\d+)/)?.slice(1))).toEqual([
      ["4 . 7 . 0", "454"],
      ["5 . 7 . 0", refused],
      ["4 . 7 . 0", delayed],
    ]);
    for (const [name, code] of [
      ["PERM+", refused],
      ["TEMP+", delayed],
    ] as const)
      expect(catalog.get("access-action", name)?.text, name).toContain(code);
    const good = [".D{verify}OK", ".D{cipher_bits}256", ...questions];
    expect(ask(dir, "tls_rcpt", good, version)).toEqual(["OK", "OK", "OK"]);
  });
});

describe("mtamark", () => {
  it("refuses a client that is marked as no mail server, and lets one in that is marked as one or not at all", () => {
    const dir = path.join(folder.dir, "mtamark");
    run("mkdir", ["-p", dir]);
    const mark = (last: number, value: string) => `_perm._smtp._srv.${last}.100.51.198.in-addr.arpa.\t${value}\n`;
    writeFileSync(path.join(dir, "marks"), mark(8, "1.") + mark(9, "0."));
    writeFileSync(path.join(dir, "switch"), "hosts files\n");
    run("sh", ["-c", `exec ${programOf(NEWEST, "makemap")} hash marks < marks`], "", dir);
    const mc = `define(\`confDONT_PROBE_INTERFACES', \`true')dnl
define(\`confDOMAIN_NAME', \`mx.example.org')dnl
define(\`confSERVICE_SWITCH_FILE', \`${dir}/switch')dnl
OSTYPE(\`linux')dnl
FEATURE(\`nocanonify')dnl
FEATURE(\`mtamark')dnl
MAILER(\`local')dnl
MAILER(\`smtp')dnl
`;
    const { stdout } = run(
      programOf(NEWEST, "m4"),
      [`-D_CF_DIR_=${libraryOf(NEWEST)}`, `${libraryOf(NEWEST)}m4/cf.m4`, "-"],
      mc,
    );
    expect(stdout).toMatch(/^Kmtamark dns /m);
    writeFileSync(path.join(dir, "sendmail.cf"), stdout.replace(/^Kmtamark .*$/m, `Kmtamark hash ${dir}/marks`));
    const questions = [7, 8, 9].flatMap((last) => [`.D{client_addr}198.51.100.${last}`, "Basic_check_relay x"]);
    // The test mode shows sixteen letters of a name.
    const answers = ask(dir, "Basic_check_rela", questions);
    expect(answers.map((answer) => answer.includes("not listed as MTA"))).toEqual([false, false, true]);
  });
});
