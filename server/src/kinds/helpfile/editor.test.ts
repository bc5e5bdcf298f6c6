// What a person reads in a help file and in an error header.
import { describe, expect, it } from "vitest";
import { completeAt, hoverAt } from "../../features/testing.ts";
import { createService } from "../../service.ts";
import { identify, memoryWorkspace } from "../../site/index.ts";
import { siteFrom } from "../../site/testing.ts";

const MC =
  "OSTYPE(`linux')dnl\ndefine(`HELP_FILE', `/etc/mail/helpfile')dnl\ndefine(`confERROR_MESSAGE', `/etc/mail/error-header')dnl\nMAILER(`local')dnl\n";

const helpHover = async (helpfile: string) => (await hoverAt({ "sendmail.mc": MC, helpfile }))?.text;
const errorHover = async (text: string) => (await hoverAt({ "sendmail.mc": MC, "error-header": text }))?.text;

describe("recognition", () => {
  it.each([
    ["/etc/mail/helpfile", "", "helpfile"],
    ["/srv/x/helpfile", "#vers 2\ncpyr\tx\n", "helpfile"],
    ["/srv/x/helpfile", "smtp\tCommands\nhelo\tHELO\n", "helpfile"],
    ["/srv/x/helpfile", "How to use this program\n", undefined],
    ["/usr/lib/mail/sendmail.hf", "smtp\tx\n", "helpfile"],
    ["/etc/mail/error-header", "Ask us\n", "errorheader"],
    ["/srv/x/error-header", "Ask us\n", undefined],
    ["/etc/mail/masquerade-domains", "a.example\n", "class"],
    ["/etc/mail/exposed-users", "root\n", "class"],
  ])("%s with %j is %s", (path, text, name) => {
    expect(identify(`file://${path}`, text)?.name).toBe(name);
  });
});

describe("the files that a configuration names", () => {
  it.each([
    ["define(`HELP_FILE', `/usr/share/mail/help.txt')", "/usr/share/mail/help.txt", "helpfile"],
    ["define(`confERROR_MESSAGE', `/etc/mail/bounce.txt')", "/etc/mail/bounce.txt", "errorheader"],
    ["LOCAL_CONFIG\nO ErrorHeader=/etc/mail/own.txt\n", "/etc/mail/own.txt", "errorheader"],
    ["MASQUERADE_DOMAIN_FILE(`/etc/mail/inside')", "/etc/mail/inside", "class"],
    ["EXPOSED_USER_FILE(`/etc/mail/open')", "/etc/mail/open", "class"],
    ["define(`confCT_FILE', `/etc/mail/may')FEATURE(`use_ct_file')", "/etc/mail/may", "class"],
  ])("%s", async (setting, path, kind) => {
    const mc = setting.startsWith("LOCAL")
      ? `${MC}${setting}`
      : `${setting}dnl\n${MC.split("\n").slice(0, 1)}\nMAILER(\`local')\n`;
    const site = await siteFrom({ "sendmail.mc": mc, [path]: "a\n" });
    const found = site.tables.find(({ uri }) => uri === `file://${path}`);
    expect([found?.kind, found?.named]).toEqual([kind, true]);
  });

  it("are none where the text itself is written", async () => {
    const site = await siteFrom({ "sendmail.mc": "define(`confERROR_MESSAGE', `Ask us.')dnl\nMAILER(`local')\n" });
    expect(site.tablesOf("errorheader")).toEqual([]);
    expect(site.missing.map(({ kind }) => kind)).not.toContain("errorheader");
  });
});

describe("hovers", () => {
  it.each([
    ["‸smtp\tHELO EHLO\n", "The SMTP command `HELP` shows this line."],
    ["‸mail\tMAIL FROM\n", "`HELP MAIL` shows this line, and so does HELP with the first letters"],
    ["‸MAIL\tx\n", "**This line is never shown:**"],
    ["‸smtp\tServer $j\n", "Nothing is filled in"],
    ["#vers\t2\n‸smtp\tServer $j\n", "The SMTP command `HELP` shows this line."],
    ["‸smtputf8\tx\n", "The SMTP command `HELP` shows this line."],
  ])("of a help file, %j", async (line, text) => {
    expect(await helpHover(line)).toContain(text);
  });

  it.each([
    ["Ask postmaster@‸$j\n", "`$j` is the server's own name."],
    ["It costs ‸$5\n", "**Not shown as it is written:**"],
    ["See x‸#y\n", "**Not shown:**"],
    ["Of ‸$_\n", "its value is filled in"],
    ["A‸sk us\n", "This text comes first in each mail"],
    ["${‸client_name}\n", "its value is filled in"],
  ])("of an error header, %j", async (text, said) => {
    expect(await errorHover(text)).toContain(said);
  });
});

describe("completion and lens", () => {
  it("offer topics and macros", async () => {
    expect((await completeAt({ "sendmail.mc": MC, helpfile: "s‸\n" })).labels).toContain("starttls");
    expect((await completeAt({ "sendmail.mc": MC, helpfile: "smtp\ts‸\n" })).labels).toEqual([]);
    expect((await completeAt({ "sendmail.mc": MC, "error-header": "at $‸\n" })).labels).toContain("$j");
    expect((await completeAt({ "sendmail.mc": MC, "error-header": "at ‸\n" })).labels).toEqual([]);
  });

  it("count topics", async () => {
    const workspace = memoryWorkspace({
      "file:///etc/mail/sendmail.mc": MC,
      "file:///etc/mail/helpfile": "#vers 2\nsmtp\ta\nsmtp\tb\nhelo\tc\n",
    });
    const lenses = await createService(workspace).codeLenses("file:///etc/mail/helpfile");
    expect(lenses.map(({ command }) => command?.title)).toEqual(["HELP knows 2 topics"]);
  });
});

describe("finding one's way", () => {
  const uri = "file:///etc/mail/helpfile";
  const header = "file:///etc/mail/error-header";
  const service = () =>
    createService(
      memoryWorkspace({
        "file:///etc/mail/sendmail.mc": MC,
        [uri]: "smtp\tTopics:\nhelo\tHELO name\nhelo\tSays who you are.\nquit\tQUIT\n",
        [header]: "Ask us.\n",
      }),
    );
  const at = (line: number, character = 1) => ({ line, character });

  it("all lines of a topic are found and get another name together", async () => {
    const asked = service();
    expect((await asked.references(uri, at(1), false)).map(({ range }) => range.start.line)).toEqual([1, 2]);
    expect(await asked.highlights(uri, at(2))).toHaveLength(2);
    const edit = await asked.rename(uri, at(1), "ehlo");
    expect(typeof edit === "object" && edit.changes?.[uri]?.map(({ newText }) => newText)).toEqual(["ehlo", "ehlo"]);
  });

  it("a name that sendmail would not find, or that is there, is refused with its reason", async () => {
    const asked = service();
    expect(await asked.rename(uri, at(1), "two words")).toBe("A topic is one word.");
    expect(await asked.rename(uri, at(1), "EHLO")).toBe("sendmail looks for topics in small letters.");
    expect(await asked.rename(uri, at(1), "quit")).toBe("There is already a topic quit.");
    expect(await asked.prepareRename(uri, at(0))).toBe("smtp has its meaning from sendmail, so it keeps its name.");
  });

  it("a text leads to the word that has it read", async () => {
    const asked = service();
    expect((await asked.definition(uri, at(1, 8))).map(({ range }) => range.start.line)).toEqual([1]);
    expect((await asked.definition(header, at(0))).map(({ range }) => range.start.line)).toEqual([2]);
  });
});
