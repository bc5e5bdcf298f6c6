// What a person reads in a list that an alias includes, and in a .forward.
import { describe, expect, it } from "vitest";
import { completeAt, hoverAt } from "../../features/testing.ts";
import { createService } from "../../service.ts";
import { identify, memoryWorkspace } from "../../site/index.ts";

const FILES = {
  "sendmail.mc": "OSTYPE(`linux')dnl\nLOCAL_DOMAIN(`own.example')dnl\nMAILER(`local')dnl\nMAILER(`smtp')dnl\n",
  aliases: "staff: :include:/etc/mail/lists/staff\nall: root, :include:/etc/mail/lists/staff\nsales: joe\n",
  "/etc/passwd": "joe:x:1000:1000::/home/joe:/bin/sh\n",
};
const STAFF = "/etc/mail/lists/staff";
const at = (text: string) => ({ ...FILES, [STAFF]: text });

describe("hovers", () => {
  it.each([
    ["# staff\n‸joe\n", "`joe`: the user of this server."],
    ["‸sales, joe\n", "`sales`: an alias again, line 3: `joe`."],
    ["joe, ‸jim@x.example\n", "`jim@x.example`: this address."],
    ['"|/bin/‸x"\n', "a program that gets the mail as its input"],
    [":include:‸/etc/mail/gone\n", "everybody in that file, which was not found here"],
  ])("%j", async (text, said) => {
    const hover = (await hoverAt(at(text)))?.text;
    expect(hover).toContain(said);
    expect(hover).toMatch(
      /Gets the mail for `staff` \(\[line 1 of aliases\]\([^)]*\)\), `all` \(\[line 2 of aliases\]/,
    );
  });

  it("name the list that includes another one", async () => {
    const files = { ...at(":include:/etc/mail/inner\n"), inner: "‸joe\n" };
    expect((await hoverAt(files))?.text).toContain(
      "Gets the mail for a list that includes this one ([line 1 of staff]",
    );
  });

  it("say what a .forward is", async () => {
    expect((await hoverAt({ "/home/joe/.forward": "‸\\joe, jim@x.example\n" }))?.text).toContain(
      "says where the mail of this user goes",
    );
  });

  it("leave open what the aliases of the server say of a name in a .forward", async () => {
    expect((await hoverAt({ "/home/joe/.forward": "‸sales, jim@x.example\n" }))?.text).toContain(
      "`sales`: the user of this server, or who gets the mail for an alias of that name.",
    );
  });

  it("say that an alias ends in its own list, and that an empty list is nobody", async () => {
    expect((await hoverAt({ ...FILES, [STAFF]: "‸Staff\n" }))?.text).toContain("an alias that names itself ends there");
    const files = { ...FILES, aliases: "‸staff: :include:/etc/mail/lists/staff\n", [STAFF]: "# nobody yet\n" };
    expect((await hoverAt(files))?.text).toContain("**nobody:** that file has no recipients");
  });

  it("count the members in the aliases file", async () => {
    const files = { ...FILES, aliases: "‸staff: :include:/etc/mail/lists/staff\n", [STAFF]: "a\nb, c\n" };
    expect((await hoverAt(files))?.text).toContain("everybody in that file: 3 recipients (`a`, `b`, `c`)");
  });
});

describe("completion", () => {
  it.each([
    ["‸\n", ["sales", "joe", ":include:", "/dev/null"]],
    ["jim, s‸\n", ["sales", "joe"]],
    ["joe@‸\n", ["own.example"]],
    ["# ‸\n", []],
  ])("%j", async (text, labels) => {
    const found = (await completeAt(at(text))).labels;
    if (labels.length === 0) expect(found).toEqual([]);
    else expect(found).toEqual(expect.arrayContaining([...labels]));
  });
});

describe("the file", () => {
  const uri = `file://${STAFF}`;
  const workspace = memoryWorkspace({
    "file:///etc/mail/sendmail.mc": FILES["sendmail.mc"],
    "file:///etc/mail/aliases": FILES.aliases,
    [uri]: "joe\n:include:/etc/mail/lists/inner\n",
    "file:///etc/mail/lists/inner": "joe, jane\n",
  });
  const service = createService(workspace);

  it("counts its recipients and names its aliases in a lens", async () => {
    const titles = (await service.codeLenses(uri)).map(({ command }) => command?.title);
    expect(titles).toEqual(["2 recipients", "For mail to staff, all"]);
  });

  it("links to the lists that it includes", async () => {
    expect((await service.links(uri)).map(({ target }) => target)).toEqual(["file:///etc/mail/lists/inner"]);
  });

  it("has a user renamed in all files", async () => {
    const edit = await service.rename(uri, { line: 0, character: 1 }, "zoe");
    const files = Object.keys(typeof edit === "object" ? (edit.changes ?? {}) : {});
    expect(files.sort()).toEqual(["file:///etc/mail/aliases", "file:///etc/mail/lists/inner", uri]);
  });

  it("leads from a user without an alias to the line that includes the list, and from an :include: to that list", async () => {
    const [inner] = await service.definition(uri, { line: 1, character: 3 });
    expect(inner?.uri).toBe("file:///etc/mail/lists/inner");
    const [found] = await service.definition(uri, { line: 0, character: 1 });
    expect(found).toMatchObject({ uri: "file:///etc/mail/aliases", range: { start: { line: 0, character: 7 } } });
  });

  it("has its language once its server is known", async () => {
    expect(await service.languageIn(uri)).toBe("sendmail-list");
    expect(await service.languageIn("file:///etc/mail/lists/other")).toBeUndefined();
  });
});

it.each([
  ["/home/joe/.forward", "\\joe, jim@x.example\n", "list"],
  ["/home/joe/.forward", "# Exim filter\n", undefined],
  ["/etc/mail/lists/staff", "joe\n", undefined],
])("%s with %j is %s by itself", (path, text, name) => {
  expect(identify(`file://${path}`, text)?.name).toBe(name);
});
