// What a person reads in a table of logins.
import { describe, expect, it } from "vitest";
import { hole } from "../../features/completion/items.ts";
import { completeAt, hoverAt } from "../../features/testing.ts";
import { createService } from "../../service.ts";
import { memoryWorkspace } from "../../site/index.ts";

const MC =
  "OSTYPE(`linux')dnl\ndefine(`SMART_HOST', `[smtp.example.com]')dnl\nFEATURE(`authinfo')dnl\nMAILER(`local')dnl\nMAILER(`smtp')dnl\n";

const hover = async (authinfo: string, mc = MC) => (await hoverAt({ "sendmail.mc": mc, authinfo }))?.text;

describe("hovers", () => {
  it.each([
    [
      '‸AuthInfo:smtp.example.com "U:joe" "P:secret"',
      "At `smtp.example.com` sendmail logs in as `joe` with the password",
    ],
    ['‸AuthInfo:smtp.example.com "U:joe" "P:secret"', "`SMART_HOST` names this server"],
    [
      '‸AuthInfo:hub.example.com "U:root" "I:joe" "P=c2VjcmV0"',
      "as `joe` with the password of this line, which is in base64.",
    ],
    [
      '‸AuthInfo:hub.example.com "U:joe" "P:x"',
      "`SMART_HOST` names `[smtp.example.com]`. This line counts for it only if",
    ],
    ['‸AuthInfo: "U:joe" "P:secret"', "At every server that asks for a login and that no other line is about"],
    ['AuthInfo:a.example "U:joe" ‸"P:secret" "M:PLAIN LOGIN"', "Mechanisms: `PLAIN`, `LOGIN`. The server"],
    ['‸AuthInfo:a.example "U:joe" "P:secret"', "from confAUTH_MECHANISMS or sendmail's own list"],
    [
      "‸AuthInfo:a.example U:joe",
      "**sendmail cannot log in with this line:** nothing in it is in straight double quotes.",
    ],
    ['‸a.example "U:joe" "P:secret"', "**This line does nothing:** a key without AuthInfo: is not looked up."],
  ])("of %s", async (line, text) => {
    expect(await hover(`${line}\n`)).toContain(text);
  });

  it("never show a password", async () => {
    for (const line of [
      '"U:joe" "P:hunter2"',
      '"U:joe" "P=aHVudGVyMg=="',
      "U:joe P:hunter2",
      '"U:joe" P:hunter2 "M:PLAIN"',
    ])
      for (const key of ["AuthInfo:a.example", "a.example"])
        for (const text of [`‸${key} ${line}`, `${key} ${line}‸`])
          expect(await hover(`${text}\n`)).not.toMatch(/hunter2|aHVudGVyMg/);
  });

  it("say who reads the file", async () => {
    expect(await hover('‸AuthInfo: "U:joe" "P:x"\n')).toMatch(/Read because of \[line 3\]/);
    expect(await hover('‸AuthInfo: "U:joe" "P:x"\n', MC.replace(/^FEATURE.*\n/m, ""))).toContain("**Not read:**");
  });
});

describe("completion", () => {
  const at = async (authinfo: string) => (await completeAt({ "sendmail.mc": MC, authinfo })).labels;

  it("offers the server of SMART_HOST, then the line for all", async () => {
    expect(await at("‸\n")).toEqual(["AuthInfo:smtp.example.com", "AuthInfo:"]);
    expect(await at("Auth‸\n")).toEqual(["AuthInfo:smtp.example.com", "AuthInfo:"]);
  });

  it("offers the parts that are not there yet", async () => {
    expect(await at("AuthInfo:a.example ‸\n")).toEqual([
      '"M:PLAIN"',
      '"P:password"',
      '"U:user"',
      '"I:user"',
      '"R:example.com"',
    ]);
    expect(await at('AuthInfo:a.example "U:joe" ‸\n')).not.toContain('"U:user"');
    expect(await at('AuthInfo:a.example "‸\n')).toContain('"P:password"');
  });

  it("offers mechanisms, and nothing within a name or in a comment", async () => {
    expect(await at('AuthInfo:a.example "M:PLAIN ‸"\n')).toContain("LOGIN");
    expect(await at("# ‸\n")).toEqual([]);
  });

  it("types a whole part", async () => {
    const { typed } = await completeAt({ "sendmail.mc": MC, authinfo: "AuthInfo:a.example ‸" });
    expect(typed('"U:user"')).toBe(`AuthInfo:a.example "U:${hole(1, "user")}"`);
  });
});

describe("the lens", () => {
  it("counts the logins", async () => {
    const folder = "file:///etc/mail/";
    const workspace = memoryWorkspace({
      [`${folder}sendmail.mc`]: MC,
      [`${folder}authinfo`]: 'AuthInfo:a.example "U:joe" "P:x"\n# no\n',
    });
    const lenses = await createService(workspace).codeLenses(`${folder}authinfo`);
    expect(lenses.map(({ command }) => command?.title)).toEqual(["1 login"]);
  });
});
