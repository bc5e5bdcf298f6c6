// What reports of real people found wrong in our answers beside relaying itself, and others of each kind: the answers as they have to be.
import { describe, expect, it } from "vitest";
import { exposures, parseQuery } from "../../server/src/relay/index.ts";
import { ALL_RULES } from "../../server/src/rules/all.ts";
import { lint, type Problem } from "../../server/src/rules/linter/lint.ts";
import { mc } from "../../server/src/rules/testing.ts";
import { siteFrom } from "../../server/src/site/testing.ts";

async function judged(files: Readonly<Record<string, string>>) {
  const site = await siteFrom(files);
  const rules = ALL_RULES.map(({ rule }) => rule);
  const problems: readonly Problem[] = [...lint(site, rules).values()].flat();
  const all = problems.map(({ meta, severity }) => `${severity} ${meta.code}`);
  return { all, grades: exposures(site).map(({ grade }) => grade) };
}

describe("a domain that anyone can register in, as the host's own", () => {
  it.each(["Dmco", "Dmcom", "Dmco.uk", "D{m}org"])("is an open relay with relay_entire_domain: %s", async (line) => {
    const { all, grades } = await judged({
      "sendmail.mc": `${mc("FEATURE(`relay_entire_domain')dnl")}LOCAL_CONFIG\n${line}\n`,
    });
    expect(grades).toContain("open");
    expect(all).toContain("error relay-entire-domain");
  });

  // sendmail keeps the space, and no name is equal to it.
  // The name of the host, not confDOMAIN_NAME, says what class m is.
  it.each([
    ["confDOMAIN_NAME `example.co'", "define(`confDOMAIN_NAME', `example.co')dnl"],
    ["confDOMAIN_NAME `example.co.uk'", "define(`confDOMAIN_NAME', `example.co.uk')dnl"],
  ])("may be one where the host's own name is not known, and has no proof then: %s", async (_, line) => {
    const site = await siteFrom({ "sendmail.mc": mc(line, "FEATURE(`relay_entire_domain')dnl") });
    const rules = ALL_RULES.map(({ rule }) => rule);
    const found = [...lint(site, rules).values()].flat().find(({ meta }) => meta.code === "relay-entire-domain");
    expect(found).toMatchObject({ severity: "warning", message: expect.stringContaining("set sendmail.hostName") });
    expect(found?.message).not.toContain("Proof");
    expect(exposures(site).every(({ certain }) => !certain)).toBe(true);
  });

  it.each(["Dmexample.com", "Dmmail.example.co.uk", "Dm de"])("is none with another: %s", async (line) => {
    const { all, grades } = await judged({
      "sendmail.mc": `${mc("FEATURE(`relay_entire_domain')dnl")}LOCAL_CONFIG\n${line}\n`,
    });
    expect(grades).not.toContain("open");
    expect(all).not.toContain("error relay-entire-domain");
  });
});

describe("RELAY for a sender: rule and report agree", () => {
  const access = "From:joe@example.com RELAY\n";
  it.each([
    ["the feature", ["FEATURE(`access_db')dnl", "FEATURE(`relay_mail_from')dnl"]],
    ["the library's own switch", ["FEATURE(`access_db')dnl", "define(`_RELAY_DB_FROM_')dnl"]],
    ["the switch above the map", ["define(`_RELAY_DB_FROM_', `1')dnl", "FEATURE(`access_db')dnl"]],
  ])("%s lets anyone relay who claims it", async (_, lines) => {
    const { all, grades } = await judged({ "sendmail.mc": mc(...lines), access });
    expect(grades).toContain("forgeable");
    expect(all).toContain("error relay-mail-from");
    expect(all.some((one) => one.endsWith("access-from-relay"))).toBe(false);
  });

  it.each([
    ["the feature above the map", ["FEATURE(`relay_mail_from')dnl", "FEATURE(`access_db')dnl"]],
    ["the feature alone", ["FEATURE(`relay_mail_from')dnl"]],
    ["no feature", ["FEATURE(`access_db')dnl"]],
  ])("%s lets nobody", async (_, lines) => {
    const { all, grades } = await judged({ "sendmail.mc": mc(...lines), access });
    expect(grades).not.toContain("forgeable");
    expect(all).not.toContain("error relay-mail-from");
  });
});

describe("a fix in the body of a macro that stands for two features", () => {
  const lines = ["define(`MINE', `FEATURE(`$1')')dnl", "MINE(`relay_hosts_only')dnl", "MINE(`relay_local_from')dnl"];
  it.each([
    [
      "says so in its title",
      lines,
      /: clients .* are refused \(careful: MINE is used in more than one place|\(careful: this text/,
    ],
    ["has nothing to say where there is one", lines.slice(0, 1).concat(lines.slice(2)), /are refused$/],
  ])("%s", async (_, written, title) => {
    const site = await siteFrom({ "sendmail.mc": mc(...written) });
    const rules = ALL_RULES.map(({ rule }) => rule);
    const found = [...lint(site, rules).values()].flat().find(({ meta }) => meta.code === "relay-local-from");
    const titles = (found?.fixes?.() ?? []).map((fix) => fix.title);
    expect(titles.length).toBeGreaterThan(0);
    for (const one of titles) expect(one).toMatch(title);
  });
});

describe("what sendmail takes, and what it does not", () => {
  it.each(["[UNIX:localhost]", "local:[UNIX:localhost]"])(
    "SMART_HOST %s is no mistake of the host's name",
    async (host) => {
      const { all } = await judged({ "sendmail.mc": mc(`define(\`SMART_HOST', \`${host}')dnl`) });
      expect(all.filter((one) => /host/.test(one))).toEqual([]);
    },
  );

  it.each(["Define(`confLOG_LEVEL', `9')", "DEFINE(`confLOG_LEVEL', `9')"])(
    "%s: another case is no macro",
    async (line) => {
      const { all } = await judged({ "sendmail.mc": mc(line) });
      expect(all).toEqual(["error mc-wrong-case"]);
    },
  );

  it.each(["clientAddr", "client", "rcpt", "from", "toString", "__proto__"])("a query's part %s is refused", (name) => {
    const given: unknown = JSON.parse(`{${JSON.stringify(name)}: "192.0.2.1"}`);
    expect(parseQuery(given)).toMatchObject({ error: expect.stringContaining(`"${name}" is not a part of a query`) });
  });
});
