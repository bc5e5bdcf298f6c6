// "Try it" on the lines of tables: the address that is asked about.
import { describe, expect, it } from "vitest";
import { createService } from "../service.ts";
import { memoryWorkspace } from "../site/index.ts";
import { addressOf } from "./try-it.ts";

const FOLDER = "file:///etc/mail/";
const MC = "OSTYPE(`linux')dnl\nFEATURE(`mailertable')dnl\nMAILER(`smtp')dnl\nMAILER(`local')dnl\n";

describe("the address of a line", () => {
  it.each<[string, boolean, string]>([
    ["info@own.example", false, "info@own.example"],
    ["@own.example", false, "someone@own.example"],
    ["info+*@own.example", false, "info+detail@own.example"],
    ["staff", false, "staff"],
    ["map.example", true, "someone@map.example"],
    [".map.example", true, "someone@host.map.example"],
    [".", true, "someone@elsewhere.example"],
  ])("%s (domain: %s) is %s", (key, isDomain, address) => {
    expect(addressOf(key, isDomain)).toBe(address);
  });
});

describe("an action on a line", () => {
  const service = createService(
    memoryWorkspace({
      [`${FOLDER}sendmail.mc`]: MC,
      [`${FOLDER}mailertable`]: "# ours\n.map.example\tsmtp:relay.example\n",
      [`${FOLDER}aliases`]: "staff: joe,\n bob\n",
    }),
  );
  const titles = async (name: string, line: number, only?: readonly string[]) => {
    const start = { line, character: 0 };
    const place = { range: { start, end: start }, diagnostics: [] };
    const actions = await service.codeActions(`${FOLDER}${name}`, place, only);
    return actions.filter(({ kind }) => kind === "sendmail.tryIt").map(({ command }) => command?.arguments);
  };

  it("asks where mail for it goes", async () => {
    expect(await titles("mailertable", 1)).toEqual([
      [`${FOLDER}mailertable`, { recipient: "someone@host.map.example" }],
    ]);
    expect(await titles("aliases", 1, ["sendmail"])).toEqual([[`${FOLDER}aliases`, { recipient: "staff" }]]);
  });

  it("is not there for comments, for other kinds of actions and for other files", async () => {
    expect(await titles("mailertable", 0)).toEqual([]);
    expect(await titles("mailertable", 1, ["quickfix"])).toEqual([]);
    expect(await titles("sendmail.mc", 1)).toEqual([]);
  });
});
