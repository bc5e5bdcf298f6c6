// What a person reads in a virtusertable.
import { describe, expect, it } from "vitest";
import { hole } from "../../features/completion/items.ts";
import { completeAt, hoverAt, signatureAtCursor } from "../../features/testing.ts";
import { createService } from "../../service.ts";
import { memoryWorkspace } from "../../site/index.ts";

const MC =
  "OSTYPE(`linux')dnl\nFEATURE(`virtusertable')dnl\nVIRTUSER_DOMAIN(`a.example')dnl\nMAILER(`local')dnl\nMAILER(`smtp')dnl\n";

async function hover(virtusertable: string, mc = MC): Promise<string | undefined> {
  return (await hoverAt({ "sendmail.mc": mc, virtusertable }))?.text;
}

describe("hovers", () => {
  it.each([
    ["‸u@a.example bob", "Mail for `u@a.example` goes to the user `bob` on this host, through the aliases."],
    ["‸u+*@a.example bob", "Mail for `u+…@a.example`, with any detail, goes to the user `bob`"],
    ["‸+*@a.example bob", "Mail for every user of `a.example` with a +detail"],
    [
      "‸w+d@a.example %1%2@b.example",
      "Mail for `w+d@a.example` goes to `%1%2@b.example` (`%1` is `w+d`, `%2` is empty).",
    ],
    [
      "‸@a.example %1@b.example",
      "Mail for every user of `a.example` whom no other line is about, root and postmaster too, goes to `%1@b.example` (`%1` is the user).",
    ],
    ["‸@a.example %1", "goes to the user of the same name on this host"],
    ["‸u@a.example error:5.1.1:550 gone", "is refused. Senders get `550 5.1.1` with the text of this line."],
    ["‸u@a.example bob, joe", "is refused: only one address may be here."],
    ["‸u@a.example bob joe", "sendmail joins the words to the user `bob.joe`."],
    ["‸u@a.example |prog", "is refused with 550 5.7.1"],
    ["‸u@a.example smtp:bob@b.example", "goes to `bob@b.example`. sendmail drops `smtp:`."],
    ["‸u@a.example @b.example", "no user is before the @."],
    ["‸root bob", "**This line does nothing:** a key needs an @."],
  ])("of %s", async (line, text) => {
    expect(await hover(`${line}\n`)).toContain(text);
  });

  it("say why sendmail asks, or that it does not", async () => {
    expect(await hover("‸u@a.example bob\n")).toMatch(/because of VIRTUSER_DOMAIN \(\[line 3\]/);
    expect(await hover("‸u@localhost bob\n")).toContain("because `localhost` is a name of this server");
    expect(await hover("‸u@b.example bob\n")).toContain(
      "**Not asked for:** no setting puts `b.example` into class w or VirtHost",
    );
    expect((await hoverAt({ virtusertable: "‸u@b.example bob\n" }))?.text).not.toContain("Not asked for");
  });

  it("say which lines come first, and that strangers may send on", async () => {
    expect(await hover("‸u@a.example bob\n@a.example joe\n")).toContain("Other users of the domain have line 2.");
    expect(await hover("‸@a.example %1@b.example\n")).toContain(
      "Anyone may send to this domain through this server. This line sends what they send on to `b.example`.",
    );
    expect(await hover("‸@a.example bob\n")).not.toContain("Anyone may send");
  });

  it("say who reads the file", async () => {
    expect(await hover("‸u@a.example bob\n")).toMatch(/Read because of \[line 2\]\([^)]*\) of sendmail\.mc\./);
  });
});

describe("completion", () => {
  const at = async (virtusertable: string) => (await completeAt({ "sendmail.mc": MC, virtusertable })).labels;

  it("offers the domains that are asked for in a key", async () => {
    expect(await at("u@‸\n")).toEqual(["a.example"]);
    expect(await at("‸\n")).toContain("@a.example");
  });

  it("offers recipients, aliases, %1 and errors", async () => {
    const { labels, typed } = await completeAt({
      "sendmail.mc": MC,
      virtusertable: "@a.example ‸\nv@a.example joe@b.example\n",
      "/etc/mail/aliases": "sales: joe\n",
    });
    expect(labels).toEqual(expect.arrayContaining(["error:", "%1@", "joe@b.example", "sales", "%1"]));
    expect(typed("%1@")).toContain(`@a.example %1@${hole(1, "example.com")}`);
    expect(await at("u@a.example ‸\n")).not.toContain("%1@");
  });

  it("offers replies after error, and nothing in comments", async () => {
    expect(await at("u@a.example error:‸\n")).toContain("5.1.1:550 No such user");
    expect(await at("# u‸\n")).toEqual([]);
  });
});

describe("the parts of error:", () => {
  it.each([
    ["error:‸", "error:⟦D.S.N⟧:code text"],
    ["error:5.1.1:‸", "error:D.S.N:⟦code⟧ text"],
    ["error:5.1.1:550 ‸", "error:D.S.N:code ⟦text⟧"],
    ["error:nouser 550 no‸", "error:D.S.N:code ⟦text⟧"],
    ["error:5.1.1:No‸", "error:D.S.N:code ⟦text⟧"],
    ["error:550‸ No such", "error:⟦D.S.N⟧:code text"],
    ["error:5.1.1 550‸", "error:D.S.N:code ⟦text⟧"],
  ])("%s", async (value, shown) => {
    expect(await signatureAtCursor({ "sendmail.mc": MC, virtusertable: `u@a.example ${value}\n` })).toBe(shown);
  });

  it("are not shown elsewhere", async () => {
    expect(await signatureAtCursor({ "sendmail.mc": MC, virtusertable: "u@a.example bob‸\n" })).toBeUndefined();
  });
});

describe("the lens", () => {
  it("counts the lines, and says that the map is older than they are", async () => {
    const workspace = memoryWorkspace();
    workspace.write("file:///etc/mail/sendmail.mc", MC, 0);
    workspace.write("file:///etc/mail/virtusertable", "u@a.example bob\n", 10_000);
    workspace.write("file:///etc/mail/virtusertable.db", "map", 0);
    const lenses = await createService(workspace).codeLenses("file:///etc/mail/virtusertable");
    expect(lenses.map(({ command }) => command?.title)).toEqual([
      "1 line delivers mail. Changed since makemap hash /etc/mail/virtusertable < /etc/mail/virtusertable: run it",
      "Where does mail go?",
    ]);
  });
});
