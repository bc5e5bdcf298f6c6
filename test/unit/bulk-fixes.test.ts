// Fixes in bulk on mail servers of real reports: what they change, what they leave alone and why, and what they say.
import { describe, expect, it } from "vitest";
import type { BulkLevel } from "../../server/src/bulk/plan.ts";
import { createService } from "../../server/src/service.ts";
import { DEFAULT_SETTINGS, type Settings } from "../../server/src/settings.ts";
import { memoryWorkspace } from "../../server/src/site/index.ts";

const FOLDER = "file:///etc/mail/";
type Files = Readonly<Record<string, string>>;

/** A .mc with these lines before its mailers. */
const mc = (...lines: readonly string[]) =>
  ["OSTYPE(`linux')dnl", ...lines, "MAILER(`local')dnl", "MAILER(`smtp')dnl", ""].join("\n");

async function bulk(files: Files, level: BulkLevel = "narrows", settings: Partial<Settings> = {}) {
  const texts = Object.entries(files).map(([name, text]) => [FOLDER + name, text]);
  const service = createService(memoryWorkspace(Object.fromEntries(texts)));
  service.configure({ ...DEFAULT_SETTINGS, preset: "strict", ...settings });
  const plan = await service.bulkFixes({ uri: `${FOLDER}sendmail.mc`, level });
  if (plan === undefined) throw new Error("there is no plan");
  const changed = plan.files.map(({ revised }) => [revised.uri.slice(FOLDER.length), revised.getText()]);
  return { ...plan, files: { ...files, ...Object.fromEntries(changed) } as Files };
}

/** The files must be as they were after both forms of fixes in bulk. */
async function expectUntouched(files: Files): Promise<void> {
  for (const level of ["safe", "narrows"] as const) expect((await bulk(files, level)).files, level).toEqual(files);
}

describe("fixes in bulk leave a dead grant dead", () => {
  it.each<[string, Files]>([
    ["a misspelt tag", { "sendmail.mc": mc("FEATURE(`access_db')dnl"), access: "Conect:203.0.113.8 RELAY\n" }],
    ["a space before the parenthesis", { "sendmail.mc": mc("FEATURE (`relay_entire_domain')") }],
    ["the same of a domain", { "sendmail.mc": mc("RELAY_DOMAIN (`203.0.113')") }],
    ["dnl without a space", { "sendmail.mc": mc("dnlFEATURE(`relay_entire_domain')") }],
    ["a space before a key", { "sendmail.mc": mc("FEATURE(`access_db')dnl"), access: "  Connect:203.0.113 RELAY\n" }],
    ["a lone RELAY", { "sendmail.mc": mc("FEATURE(`access_db')dnl"), access: "    RELAY\n" }],
    ["a later line of a key", { "sendmail.mc": mc("FEATURE(`access_db')dnl"), access: "10.1 REJECT\n10.1 RELAY\n" }],
    ["a comment in a value", { "sendmail.mc": mc("FEATURE(`access_db')dnl"), access: "203.0.113 RELAY # lan\n" }],
    ["CIDR", { "sendmail.mc": mc("FEATURE(`access_db')dnl"), access: "Connect:203.0.113.0/24 RELAY\n" }],
    ["apostrophes", { "sendmail.mc": mc("FEATURE('relay_entire_domain')dnl") }],
    ["a space after a tag", { "sendmail.mc": mc("FEATURE(`access_db')dnl"), access: "Try_TLS: other.example NO\n" }],
    [
      "a space before a limit's network",
      { "sendmail.mc": mc("FEATURE(`access_db')dnl"), access: "ClientRate: 10.0.0 5\n" },
    ],
    [
      "a renaming at an unknown version",
      { "sendmail.mc": mc("FEATURE(`access_db')dnl", "FEATURE(`blacklist_recipients')dnl") },
    ],
    [
      "a legal banner without a version",
      { "sendmail.mc": mc("define(`confSMTP_LOGIN_MSG', `$j Authorized use only')dnl") },
    ],
    ["a ruleset that accepts all", { "sendmail.mc": `${mc()}LOCAL_RULESETS\nSLocal_check_rcpt\nR$*\t$#OK\n` }],
  ])("%s", async (_, files) => {
    // The greeting and the privacy flags have fixes of their own under the strict preset; they are set here.
    const set = "define(`confPRIVACY_FLAGS', `goaway,restrictqrun,restrictmailq')dnl\n";
    const quiet = /LOGIN_MSG/.test(files["sendmail.mc"] ?? "") ? "" : "define(`confSMTP_LOGIN_MSG', `$j ready')dnl\n";
    const text = (files["sendmail.mc"] ?? "").replace("OSTYPE(`linux')dnl\n", `OSTYPE(\`linux')dnl\n${set}${quiet}`);
    await expectUntouched({ ...files, "sendmail.mc": text });
  });
});

describe("fixes in bulk in text that is read more than once", () => {
  const QUIET = ["define(`confPRIVACY_FLAGS', `goaway')dnl", "define(`confSMTP_LOGIN_MSG', `$j ready')dnl"];
  it.each<[string, readonly string[]]>([
    [
      "a macro for two features",
      [
        "define(`MYFEATURE', `FEATURE(`$1')')dnl",
        "MYFEATURE(`relay_hosts_only')dnl",
        "MYFEATURE(`relay_local_from')dnl",
      ],
    ],
    [
      "a macro for two lists",
      ["define(`LIST', `FEATURE(`dnsbl', `$1')')dnl", "LIST(`relays.ordb.org')dnl", "LIST(`zen.spamhaus.org')dnl"],
    ],
  ])("%s", async (_, lines) => {
    await expectUntouched({ "sendmail.mc": mc(...QUIET, ...lines) });
  });

  it("say why they are left out", async () => {
    const { declined } = await bulk({
      "sendmail.mc": mc(
        ...QUIET,
        "define(`MINE', `FEATURE(`$1')')dnl",
        "MINE(`relay_hosts_only')dnl",
        "MINE(`relay_local_from')dnl",
      ),
    });
    expect(declined.map(({ code, why }) => `${code}: ${why}`)).toEqual([
      expect.stringMatching(/^relay-local-from: .*so the change would reach further\.$/),
    ]);
  });

  it("leave values alone that come from another macro", async () => {
    await expectUntouched({
      "sendmail.mc": mc("define(`FLAGS', `novrfy,noexpn')dnl", "define(`confPRIVACY_FLAGS', FLAGS)dnl", QUIET[1] ?? ""),
    });
  });
});

describe("fixes in bulk", () => {
  it("write -T<TMPF> once into each specification", async () => {
    const line = (spec: string) => `FEATURE(\`access_db', \`${spec} /etc/mail/access')dnl`;
    const text = mc(
      line("hash -o"),
      line("hash"),
      "define(`confSMTP_LOGIN_MSG', `$j ready')dnl",
      "define(`confPRIVACY_FLAGS', `goaway')dnl",
    );
    const { files } = await bulk({ "sendmail.mc": text });
    expect(files["sendmail.mc"]).toBe(text.replaceAll("`hash", "`hash -T<TMPF>"));
  });

  it("keep both of two equal features between which the order matters", async () => {
    await expectUntouched({
      "sendmail.mc": mc(
        "define(`confPRIVACY_FLAGS', `goaway')dnl",
        "define(`confSMTP_LOGIN_MSG', `$j ready')dnl",
        "FEATURE(`blocklist_recipients')dnl",
        "FEATURE(`access_db')dnl",
        "FEATURE(`blocklist_recipients')dnl",
      ),
    });
  });

  it("rename a feature where the version is known", async () => {
    const text = mc("FEATURE(`access_db')dnl", "FEATURE(`blacklist_recipients')dnl");
    const files = { "sendmail.mc": text };
    const { files: after, declined } = await bulk(files, "safe", { targetVersion: "8.17.1", preset: "recommended" });
    expect(declined).toEqual([]);
    expect(after["sendmail.mc"]).toBe(text.replace("blacklist", "blocklist"));
    const older = { "sendmail.mc": `VERSIONID(\`8.14.4')dnl\n${text}` };
    expect((await bulk(older, "safe", { targetVersion: "8.17.1", preset: "recommended" })).files).toEqual(older);
  });

  it("take dangerous grants out of all files, and say who is refused and what is left to decide", async () => {
    const files = {
      "sendmail.mc": mc(
        "FEATURE(`access_db')dnl",
        "FEATURE(`use_cw_file')dnl",
        "FEATURE(`promiscuous_relay')dnl",
        "RELAY_DOMAIN(`com')dnl",
      ),
      access: "Connect:192.0.2 RELAY\nConnect:203 RELAY\namazonaws.com RELAY\n",
      "relay-domains": "co.uk\nexample.org\n",
      "local-host-names": "",
    };
    const plan = await bulk(files, "narrows", { preset: "recommended" });
    expect(plan.files["sendmail.mc"]).toBe(mc("FEATURE(`access_db')dnl", "FEATURE(`use_cw_file')dnl"));
    expect(plan.files.access).toBe("Connect:192.0.2 RELAY\n# Connect:203 RELAY\namazonaws.com RELAY\n");
    expect(plan.files["relay-domains"]).toBe("# co.uk\nexample.org\n");
    expect(plan.refused).toContain("anyone to anywhere");
    expect(plan.summary).toMatch(/^\d+ ways to relay before, \d+ after/);
    expect(plan.after).toBeLessThan(plan.before);
  });

  it("take away a grant although mail that was thrown away is refused then", async () => {
    const access = "From:joe@partner.example DISCARD\n";
    const files = { "sendmail.mc": mc("FEATURE(`access_db')dnl", "FEATURE(`promiscuous_relay')dnl"), access };
    const { files: after, declined } = await bulk(files);
    expect(after["sendmail.mc"]).not.toContain("promiscuous_relay");
    expect(declined.filter(({ code }) => code.startsWith("relay-"))).toEqual([]);
    // Whoever is told "refused" knows more than before: that is no change that goes unseen.
    expect((await bulk(files, "safe")).files["sendmail.mc"]).toContain("promiscuous_relay");
  });

  it("name the line that strangers may still use", async () => {
    const files = {
      "sendmail.mc": mc("FEATURE(`access_db')dnl", "define(`confDELIVERY_MODE', `defer')dnl"),
      access: "",
    };
    const { summary } = await bulk(files, "narrows", { preset: "recommended" });
    expect(summary).toBe("1 way to relay before, 1 after: sendmail.mc:3 needs your decision.");
  });

  it("say where there may be ways to relay that are not known", async () => {
    const text = `${mc("FEATURE(`access_db')dnl")}LOCAL_RULESETS\nSLocal_check_rcpt\nR$* $| $*\t$# OK\n`;
    const { summary, doubt } = await bulk({ "sendmail.mc": text, access: "" }, "narrows", { preset: "recommended" });
    expect(doubt).toBeDefined();
    expect(summary).toContain("There may be more: ");
  });

  it("do not take away a line that lets mail past a refusal, and say what it would change", async () => {
    const files = {
      "sendmail.mc": mc("FEATURE(`access_db')dnl"),
      access: "Connect:gmail.com RELAY\nConnect:com REJECT\n",
    };
    const plan = await bulk(files, "narrows", { preset: "recommended" });
    expect(plan.files).toEqual(files);
    expect(plan.declined).toEqual([expect.objectContaining({ code: "relay-free-mail", line: 1 })]);
    expect(plan.declined[0]?.why).toMatch(/^It would change more: mail from .* is refused with 550/);
    expect(plan.left).toEqual([]);
  });
});
