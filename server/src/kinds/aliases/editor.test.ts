// What a person reads in an aliases file.
import { describe, expect, it } from "vitest";
import { completeAt, hoverAt } from "../../features/testing.ts";
import { createService } from "../../service.ts";
import { identify, memoryWorkspace } from "../../site/index.ts";
import { siteFrom } from "../../site/testing.ts";

const MC = "OSTYPE(`linux')dnl\nLOCAL_DOMAIN(`own.example')dnl\nMAILER(`local')dnl\nMAILER(`smtp')dnl\n";

async function hover(aliases: string, mc = MC): Promise<string | undefined> {
  return (await hoverAt({ "sendmail.mc": mc, aliases }))?.text;
}

describe("recognition", () => {
  const kind = (path: string, text: string) => identify(`file://${path}`, text)?.name;
  it.each([
    ["/etc/aliases", "postmaster: root\n", "aliases"],
    ["/etc/mail/aliases", "", "aliases"],
    ["/srv/copy/aliases", "# people\npostmaster: root\nroot: jane, joe\n", "aliases"],
    ["/srv/copy/aliases", "", undefined],
    ["/etc/fido/aliases", "sysop 2:5020/1.0 root\njoe\t2:5020/2.0 joe\n", undefined],
    ["/home/me/aliases", "alias ll='ls -l'\n", undefined],
    ["/home/me/aliases", "some words\nof a text: about\nnothing\n", undefined],
    ["/etc/aliases", "#!/bin/sh\n", undefined],
    ["/etc/aliases.rpmnew", "postmaster: root\n", "aliases"],
  ])("%s with %j is %s", (path, text, name) => {
    expect(kind(path, text)).toBe(name);
  });
});

describe("the files that a configuration names", () => {
  const found = async (setting: string, names: readonly string[]) => {
    const files = Object.fromEntries(names.map((name) => [name, "a: b\n"]));
    const site = await siteFrom({ "sendmail.mc": `${setting}\n${MC}`, ...files });
    return site
      .tablesOf("aliases")
      .filter(({ named }) => named)
      .map(({ uri, naming }) => `${naming?.mapType} ${uri.replace("file://", "")}`);
  };
  it.each([
    ["", ["/etc/mail/aliases"], ["implicit /etc/mail/aliases"]],
    ["define(`ALIAS_FILE', `/etc/aliases')", ["/etc/aliases"], ["implicit /etc/aliases"]],
    [
      "define(`ALIAS_FILE', `/etc/aliases,hash:-o /etc/mail/lists, btree:/etc/more')",
      ["/etc/aliases", "/etc/mail/lists", "/etc/more"],
      ["implicit /etc/aliases", "hash /etc/mail/lists", "btree /etc/more"],
    ],
    ["define(`ALIAS_FILE', `nis:mail.aliases')", ["/etc/mail/aliases"], []],
    ["undefine(`ALIAS_FILE')", ["/etc/mail/aliases"], []],
  ])("%s", async (setting, names, expected) => {
    expect(await found(setting, names)).toEqual(expected);
  });

  it("are those of O AliasFile lines too", async () => {
    const mc = `undefine(\`ALIAS_FILE')dnl\n${MC}LOCAL_CONFIG\nO AliasFile=hash:/etc/own\n`;
    const site = await siteFrom({ "sendmail.mc": mc, "/etc/own": "a: b\n" });
    expect(site.tablesOf("aliases").map(({ uri, named }) => [uri, named])).toEqual([["file:///etc/own", true]]);
  });
});

describe("hovers", () => {
  it.each([
    ["‸Sales: jane", "Mail for the local user `Sales` goes to:\n\n- `jane`: the user of this server"],
    ["‸sales: \\jane", "the user of this server, and no further alias"],
    ["‸sales: jane\njane: joe, jim", "- `jane`: an alias again, line 2: `joe, jim`"],
    ["‸sales: sales, jane", "- `sales`: the user of that name"],
    ["‸sales: /dev/null", "- `/dev/null`: thrown away"],
    ["‸sales: /var/log/x", "a file that the mail is added to"],
    ['‸sales: "|/bin/x y"', "a program that gets the mail as its input"],
    ["‸sales: |/bin/x y", "without double quotes the words are joined with dots"],
    ["‸sales: :include:/etc/list", "everybody in that file, which was not found here"],
    ["‸sales: include:/etc/list", "**a file that mail is written to:**"],
    ["‸sales: a@b.example", "- `a@b.example`: this address"],
    ["‸sales: jane joe", "**nobody:**"],
    ["‸sales: error:5.1.1:550 x", "**nobody:**"],
    ["‸@a.example: jane", "**This line does nothing:**"],
    ["‸sales+*: jane", "`sales` with any `+detail`"],
  ])("of %s", async (line, text) => {
    expect(await hover(`${line}\n`)).toContain(text);
  });

  it("say what comes first, and who reads the file", async () => {
    expect(await hover("‸a: b\n")).toContain("Mail for `a+anything` goes there too");
    expect(await hover("‸a: b\na+*: c\n")).toContain("Mail for `a+anything` has line 2.");
    expect(await hover("‸a: b\nA: c\n")).toContain("**Idle:** line 2");
    expect(await hover("‸a: b\n", `FEATURE(\`virtusertable')dnl\n${MC}`)).toContain("The virtusertable comes first");
    expect(await hover("‸a: b\n")).toContain("`ALIAS_FILE` is `/etc/mail/aliases` by default");
    expect(await hover("‸a: b\n", `define(\`ALIAS_FILE', \`/etc/mail/aliases')dnl\n${MC}`)).toMatch(
      /Read because of \[line 1\]\([^)]*\) of sendmail\.mc\./,
    );
    expect(await hover("‸a: b\n", `define(\`ALIAS_FILE', \`/etc/aliases')dnl\n${MC}`)).toContain("**Not read:**");
  });
});

describe("completion", () => {
  const at = async (aliases: string) => (await completeAt({ "sendmail.mc": MC, aliases })).labels;

  it("offers other aliases, lists, programs and /dev/null as recipients", async () => {
    expect(await at("a: ‸\njane: x\n")).toEqual(["jane", "root", '"|"', "/dev/null", ":include:"]);
    expect(await at("a: joe,\n\t‸\njane: x\n")).toContain("jane");
  });
  it("offers no account without a person where a person has to read the mail", async () => {
    const files = { "sendmail.mc": MC, "/etc/passwd": "joe:x:1000:1000::/:/bin/sh\nnobody:x:65534:65534::/:/bin/sh\n" };
    const offered = async (aliases: string) => (await completeAt({ ...files, aliases })).labels;
    expect(await offered("trash: ‸\n")).toEqual(expect.arrayContaining(["joe", "nobody"]));
    for (const name of ["root", "postmaster"]) {
      const labels = await offered(`${name}: ‸\ntrash: nobody\n`);
      expect(labels).toContain("joe");
      for (const unread of ["nobody", "trash"]) expect(labels).not.toContain(unread);
      expect(await offered(`${name}: ‸\nnobody: joe\n`)).toContain("nobody");
    }
  });
  it("offers the server's domains after @, and names at the beginning", async () => {
    expect(await at("a: b@‸\n")).toEqual(["own.example"]);
    expect(await at("post‸\nabuse: x\n")).toContain("postmaster:");
    expect(await at("post‸\nabuse: x\n")).not.toContain("abuse:");
    expect(await at("# a‸\n")).toEqual([]);
  });
});

describe("the lens", () => {
  const FOLDER = "file:///etc/mail/";
  it("counts the aliases, and says that the database is older than they are", async () => {
    const workspace = memoryWorkspace();
    workspace.write(`${FOLDER}sendmail.mc`, MC, 0);
    workspace.write(`${FOLDER}aliases`, "a: b\n# no\nb: c,\n d\n", 10_000);
    workspace.write(`${FOLDER}aliases.db`, "map", 20_000);
    const titles = async () =>
      (await createService(workspace).codeLenses(`${FOLDER}aliases`)).map(({ command }) => command?.title);
    expect(await titles()).toEqual(["2 aliases", "Where does mail go?"]);
    workspace.write(`${FOLDER}aliases.db`, "map", 0);
    expect(await titles()).toEqual(["2 aliases. Changed since newaliases: run it", "Where does mail go?"]);
  });
});
