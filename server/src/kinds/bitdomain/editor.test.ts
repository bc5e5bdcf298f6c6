// What a person reads in bitdomain, uudomain and userdb.
import { describe, expect, it } from "vitest";
import { completeAt, hoverAt } from "../../features/testing.ts";
import { ALL_RULES } from "../../rules/all.ts";
import { lint } from "../../rules/linter/lint.ts";
import { Sites } from "../../site/index.ts";
import { memoryWorkspace } from "../../site/memory.ts";

const MC =
  "OSTYPE(`linux')dnl\ndefine(`confUSERDB_SPEC', `/etc/mail/userdb.db')dnl\nFEATURE(`bitdomain')dnl\nFEATURE(`uucpdomain')dnl\nFEATURE(`authinfo')dnl\nMAILER(`local')dnl\nMAILER(`smtp')dnl\n";

describe("hovers", () => {
  it.each([
    ["bitdomain", "‸one one.example", "Addresses such as `user@one.BITNET` become `user@one.example`."],
    ["uudomain", "‸one one.example", "Addresses such as `user@one.UUCP` become `user@one.example`."],
    ["bitdomain", "‸one.BITNET one.example", "**This line does nothing:** sendmail looks it up without .BITNET."],
    ["bitdomain", "‸one smtp:x", "come out wrong: sendmail refuses a colon there with 553."],
    ["bitdomain", "one a.example\n‸ONE b.example", "**Idle:** line 1 has the same key"],
    ["userdb", "‸joe:maildrop root", "Mail for the local user `joe` goes to:\n\n- `root`: the user of this server"],
    [
      "userdb",
      "‸joe:mailname Joe.User",
      "gets one with `Joe.User` with this server's name; a `From:` line that is there stays.",
    ],
    ["userdb", "‸joe:mailname a b@x.test", "**Not one plain address:**"],
    ["userdb", "‸:default:mailname x.test", "Mail of users who have a `maildrop` line and no `mailname` line"],
    [
      "userdb",
      "‸team:mailsender ann@x.test",
      "has the envelope sender `ann@x.test`: what comes back of it goes there.",
    ],
    ["userdb", "joe:maildrop root\n‸bob root", "**This line does nothing:** the key has no field"],
  ])("in %s: %s", async (name, line, text) => {
    expect((await hoverAt({ "sendmail.mc": MC, [name]: `${line}\n` }))?.text).toContain(text);
  });
});

describe("completion", () => {
  it("offers the fields of a user", async () => {
    const { labels } = await completeAt({ "sendmail.mc": MC, userdb: "joe:maildrop root\nann:‸\n" });
    expect(labels).toEqual(["maildrop", "mailname", "mailsender"]);
  });
});

describe("maps that makemap makes", () => {
  const FOLDER = "file:///etc/mail/";
  const TEXTS = {
    authinfo: 'AuthInfo:a.example "U:u" "P:p"\n',
    bitdomain: "one a.example\n",
    uudomain: "one a.example\n",
  };
  const codes = async (databases: Readonly<Record<string, number>>) => {
    const workspace = memoryWorkspace();
    workspace.write(`${FOLDER}sendmail.mc`, MC, 0);
    workspace.write(`${FOLDER}sendmail.cf`, "V10/Berkeley\n", 1_000);
    for (const [name, text] of Object.entries(TEXTS)) workspace.write(FOLDER + name, text, 50_000);
    for (const [name, time] of Object.entries(databases)) workspace.write(`${FOLDER}${name}.db`, "map", time);
    const [site] = await new Sites(workspace).sitesOf(`${FOLDER}sendmail.mc`);
    if (site === undefined) throw new Error("no site");
    const rules = ALL_RULES.map(({ rule }) => rule).filter(({ meta }) =>
      /^site-(?:stale|missing)-map$/.test(meta.code),
    );
    return [...lint(site, rules).values()]
      .flat()
      .map(({ meta, message }) => `${meta.code} ${/makemap \w+ \S+\/(\w+)/.exec(message)?.[1]}`);
  };

  it("are found missing", async () => {
    expect((await codes({ authinfo: 60_000 })).sort()).toEqual([
      "site-missing-map bitdomain",
      "site-missing-map uudomain",
    ]);
    expect((await codes({})).length).toBe(3);
  });

  it("are found stale", async () => {
    expect(await codes({ authinfo: 1, bitdomain: 60_000, uudomain: 60_000 })).toEqual(["site-stale-map authinfo"]);
  });
});
