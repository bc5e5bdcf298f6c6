// What of a .mc is alive, as an editor colours it.
import { describe, expect, it } from "vitest";
import { EDITORS } from "../kinds/editors.ts";
import { markedSite, testUri } from "../site/testing.ts";
import { spanOf } from "./ranges.ts";

/** The tokens of a .mc as `type.modifiers text`, of one type where it is given. */
async function tokens(text: string, more: Readonly<Record<string, string>> = {}, uri = testUri("sendmail.mc")) {
  const { site } = await markedSite({ "sendmail.mc": text, ...more });
  const file = site.fileAt(uri);
  if (file?.kind !== "mc") throw new Error("there is no .mc");
  const all = EDITORS.mc.tokens?.({ site, file, options: {} }, undefined) ?? [];
  return all.map(({ span, type, modifiers = [] }) => [
    [type, ...modifiers].join("."),
    file.document.slice(span.start, span.end),
  ]);
}

const idle = async (text: string, more?: Readonly<Record<string, string>>) =>
  (await tokens(text, more))
    .filter(([type]) => type === "comment")
    .map(([, word]) => word?.trim())
    .filter((word) => word !== "" && word !== "dnl");

const HEAD = "OSTYPE(`linux')dnl\n";
const TAIL = "MAILER(`smtp')dnl\n";

describe("text that m4 never runs fades", () => {
  it("where it goes nowhere, and the calls in it do not", async () => {
    const found = await tokens(
      `divert(-1)\nan idle text\ndefine(\`SMART_HOST', \`a.example')\ndivert(0)dnl\n${HEAD}${TAIL}`,
    );
    expect(found.filter(([type]) => type === "comment").map(([, word]) => word)).toContain("an idle text");
    expect(found).toContainEqual(["property", "SMART_HOST"]);
    expect(found).toContainEqual(["keyword", "define"]);
  });

  it("in branches that are not taken", async () => {
    expect(
      await idle(`${HEAD}ifdef(\`NEVER_', \`define(\`A_', \`1')', \`define(\`SMART_HOST', \`b')')dnl other\n${TAIL}`),
    ).toContain("`define(`A_', `1')'");
    expect(await idle(`${HEAD}ifelse(\`a', \`b', \`one', \`c', \`c', \`two', \`three')\n${TAIL}`)).toEqual(
      expect.arrayContaining(["`one'", "`three'"]),
    );
    const taken = await idle(`${HEAD}ifelse(\`a', \`b', \`one', \`c', \`c', \`two', \`three')\n${TAIL}`);
    expect(taken).not.toContain("`two'");
    expect(taken).not.toContain("`c'");
  });

  it("and not where another run of the same text takes the branch", async () => {
    const text = `${HEAD}define(\`pick', \`ifelse(\`$1', \`a', \`FEATURE(\`nouucp', \`reject')', \`dnl')')dnl\npick(a)\npick(b)\n${TAIL}`;
    expect(await idle(text)).not.toContain("`FEATURE(`nouucp', `reject')'");
  });

  it("in macros that nobody calls, and not in those that somebody may call", async () => {
    expect(await idle(`${HEAD}define(\`MY_PART', \`FEATURE(\`nouucp')')dnl\n${TAIL}`)).toContain("FEATURE(`nouucp')");
    for (const use of [
      "MY_PART",
      "ifdef(`MY_PART', `x')dnl",
      "define(`SMART_HOST', `MY_PART')dnl",
      "include(`gone.m4')",
    ])
      expect(await idle(`${HEAD}define(\`MY_PART', \`nothing much')dnl\n${use}\n${TAIL}`), use).not.toContain(
        "nothing much",
      );
  });

  it("in values that a later define replaces, unless something read them before", async () => {
    expect(await idle(`${HEAD}define(\`confLOG_LEVEL', \`9')dnl\ndefine(\`confLOG_LEVEL', \`14')dnl\n${TAIL}`)).toEqual(
      expect.arrayContaining(["9"]),
    );
    const read = `${HEAD}define(\`confLOG_LEVEL', \`9')dnl\nFEATURE(\`nouucp', \`reject')dnl\ndefine(\`confLOG_LEVEL', \`14')dnl\n${TAIL}`;
    expect(await idle(read)).not.toContain("9");
    for (const name of [
      "SMART_HOST",
      "MAIL_HUB",
      "LOCAL_RELAY",
      "MASQUERADE_NAME",
      "confDOMAIN_NAME",
      "STATUS_FILE",
      "PROCMAIL_MAILER_PATH",
    ])
      expect(await idle(`${HEAD}define(\`${name}', \`one')dnl\ndefine(\`${name}', \`two')dnl\n${TAIL}`), name).toEqual([
        "one",
      ]);
  });

  it("in calls that a later one replaces, and not in those that add", async () => {
    const twice = (word: string) =>
      idle(`${HEAD}${word.replace("$", "one")}dnl\n${word.replace("$", "two")}dnl\n${TAIL}`);
    for (const word of ["MASQUERADE_AS(`$')", "FEATURE(`smrsh', `$')", "FEATURE(`always_add_domain', `$')"])
      expect(await twice(word), word).toEqual(["one"]);
    for (const word of [
      "MASQUERADE_DOMAIN(`$')",
      "EXPOSED_USER(`$')",
      "LOCAL_DOMAIN(`$')",
      "RELAY_DOMAIN(`$')",
      "FEATURE(`dnsbl', `$')",
    ])
      expect(await twice(word), word).toEqual([]);
    expect(await idle(`${HEAD}FEATURE(\`smrsh', \`one')dnl\nFEATURE(\`smrsh')dnl\n${TAIL}`)).toEqual([]);
  });

  it("and not in a call that is the last one, however often its line runs", async () => {
    const text = `${HEAD}include(\`own.m4')dnl\ninclude(\`own.m4')dnl\n${TAIL}`;
    const own = { "own.m4": "MASQUERADE_AS(`one')dnl\n" };
    const found = await tokens(text, own, testUri("own.m4"));
    expect(found.filter(([type, word]) => type === "comment" && word !== "dnl")).toEqual([]);
  });
});

describe("a word", () => {
  it("that lets strangers relay is dangerous, and others are not", async () => {
    const found = await tokens(`${HEAD}FEATURE(\`promiscuous_relay')dnl\nFEATURE(\`nouucp', \`reject')dnl\n${TAIL}`);
    expect(found).toContainEqual(["type.dangerous", "promiscuous_relay"]);
    expect(found).toContainEqual(["type", "nouucp"]);
    const wide = await tokens(`${HEAD}FEATURE(\`relay_based_on_MX')dnl\nRELAY_DOMAIN(\`com')dnl\n${TAIL}`);
    const marked = wide.filter(([type]) => type?.includes("dangerous")).map(([, word]) => word);
    expect([...new Set(marked)]).toEqual(["com"]);
  });

  it("in the text of a macro comes from it", async () => {
    const found = await tokens(`${HEAD}define(\`MY_PART', \`FEATURE(\`nouucp', \`reject')')dnl\nMY_PART\n${TAIL}`);
    expect(found).toContainEqual(["function.fromMacro", "FEATURE"]);
    expect(found).toContainEqual(["function", "MY_PART"]);
    expect(found).toContainEqual(["variable", "MY_PART"]);
  });

  it("in a branch that is taken, or in an included file, comes from no macro", async () => {
    const text = `${HEAD}include(\`own.m4')dnl\nifdef(\`OWN_', \`FEATURE(\`nouucp', \`reject')')dnl\nOWN_\n${TAIL}`;
    const own = "define(`OWN_', `FEATURE(`access_db')')dnl\nFEATURE(`mailertable')dnl\n";
    expect(await tokens(text, { "own.m4": own })).toContainEqual(["type", "nouucp"]);
    const included = await tokens(text, { "own.m4": own }, testUri("own.m4"));
    expect(included).toContainEqual(["type.fromMacro", "access_db"]);
    expect(included).toContainEqual(["type", "mailertable"]);
  });

  it("is asked for in a range only", async () => {
    const { site } = await markedSite({ "sendmail.mc": `${HEAD}FEATURE(\`nouucp', \`reject')dnl\n${TAIL}` });
    const file = site.fileAt(testUri("sendmail.mc"));
    if (file?.kind !== "mc") throw new Error("there is no .mc");
    const range = spanOf(file.document, { start: { line: 1, character: 0 }, end: { line: 1, character: 3 } });
    const some = EDITORS.mc.tokens?.({ site, file, options: {} }, range) ?? [];
    expect(some.map(({ span }) => file.document.slice(span.start, span.end))).toEqual(["FEATURE"]);
  });
});
