// What a person reads in a mailertable.
import { describe, expect, it } from "vitest";
import { hole } from "../../features/completion/items.ts";
import { completeAt, hoverAt } from "../../features/testing.ts";
import { createService } from "../../service.ts";
import { memoryWorkspace } from "../../site/index.ts";

const MC = "OSTYPE(`linux')dnl\nFEATURE(`mailertable')dnl\nMAILER(`local')dnl\nMAILER(`smtp')dnl\n";

async function hover(mailertable: string, mc = MC): Promise<string | undefined> {
  return (await hoverAt({ "sendmail.mc": mc, mailertable }))?.text;
}

describe("hovers", () => {
  it.each([
    ["‸a.example esmtp:[b.example]", "Mail for `a.example` goes to the host `b.example`, through the mailer `esmtp`."],
    [
      "‸.a.example smtp:b.example",
      "Mail for every name below `a.example` goes to the MX of `b.example`, or to that host where it has none, through the mailer `smtp`.",
    ],
    [
      "‸. relay:[b.example]:[c.example]",
      "Mail for every domain that no other line is about goes to the host `b.example`, then to the host `c.example`",
    ],
    ["a.example ‸smtp:joe@[b.example]", "Every recipient becomes `joe@[b.example]`."],
    ["‸a.example local:joe", "Mail for `a.example` is delivered on this host, to the user `joe`."],
    ["‸a.example local:", "is delivered on this host, to the user of the address."],
    [
      "‸a.example error:5.1.2:550 gone",
      "Mail for `a.example` is refused. Senders get `550 5.1.2` with the text of this line.",
    ],
    ["‸a.example error:4.2.1:later", "Senders get `553 5.3.0`"],
    ["‸a.example b.example", "**This line does nothing:** its right side does not name a mailer."],
    ["‸*.a.example esmtp:b.example", "**This line does nothing:** sendmail does not support wildcards."],
  ])("of %s", async (line, text) => {
    expect(await hover(`${line}\n`)).toContain(text);
  });

  it("say what comes before a line, and what it does not cover", async () => {
    expect(await hover("‸.a.example esmtp:b.example\n")).toContain("It does not cover `a.example` itself.");
    expect(await hover("‸.a.example esmtp:b.example\na.example local:\n")).toContain("`a.example` itself has line 2.");
    expect(await hover("‸. esmtp:b.example\n", `define(\`SMART_HOST', \`hub.example')dnl\n${MC}`)).toContain(
      "SMART_HOST is then never used",
    );
    expect(await hover("a.example local:\n‸A.example esmtp:b.example\n")).toContain(
      "**Idle:** line 1 has the same key",
    );
  });

  it("say who reads the file", async () => {
    expect(await hover("‸a.example esmtp:b.example\n")).toMatch(
      /Read because of \[line 2\]\([^)]*\) of sendmail\.mc\./,
    );
    expect(await hover("‸a.example esmtp:b.example\n", MC.replace(/^FEATURE.*\n/m, ""))).toContain("**Not read:**");
    expect((await hoverAt({ mailertable: "‸a.example esmtp:b.example\n" }))?.text).not.toContain("**Not read:**");
  });
});

describe("error: in a map of type text", () => {
  const mc = MC.replace("`mailertable'", "`mailertable', `text -k0 -v1 /etc/mail/mailertable'");
  const labels = async (line: string) => (await completeAt({ "sendmail.mc": mc, mailertable: line })).items;

  it("is offered as one word, and without codes, which cannot count there", async () => {
    const found = await labels("a.example error:‸\n");
    expect(found.map(({ label }) => label)).toContain("5.1.2:No-such-host");
    expect(found.filter(({ label }) => /[ ]|^4/.test(label))).toEqual([]);
    const [refusal] = (await labels("a.example ‸\n")).filter(({ label }) => label === "error:");
    expect(refusal?.textEdit?.newText).toBe(`error:${hole(1, "5.1.2")}:${hole(3, "Text-for-the-sender")}`);
  });
});

describe("hovers of a table without a database", () => {
  const at = async (flag: string, files: Readonly<Record<string, string>>) => {
    const mc = MC.replace("`mailertable'", `\`mailertable', \`hash ${flag}/etc/mail/mailertable'`);
    return (
      await hoverAt({ "sendmail.mc": mc, "sendmail.cf": "", mailertable: "‸a.example esmtp:b.example\n", ...files })
    )?.text;
  };

  it("say what sendmail does until there is one", async () => {
    expect(await at("-o ", {})).toMatch(
      /\*\*No effect yet:\*\* .*there is none\. Until .* sendmail works without it, as if it were empty\./,
    );
    expect(await at("", {})).toMatch(/\*\*No effect yet:\*\* .*there is none\. Until .* all mail to other hosts waits/);
    expect(await at("-o ", { "mailertable.db": "" })).toContain("the one there is empty");
    expect(await at("-o ", { "mailertable.db": "a map" })).not.toContain("No effect yet");
  });
});

describe("completion", () => {
  const at = async (mailertable: string) => (await completeAt({ "sendmail.mc": MC, mailertable })).labels;

  it("offers the mailers of the configuration, and error", async () => {
    expect(await at("a.example ‸\n")).toEqual(["error:", "esmtp:", "local:", "relay:", "smtp:", "dsmtp:", "smtp8:"]);
    expect(await at("a.example es‸\n")).toContain("esmtp:");
  });

  it("offers replies after error, and hosts of other lines after a mailer", async () => {
    expect(await at("a.example error:‸\n")).toContain("5.1.2:550 No such host");
    expect(await at("a.example esmtp:‸\nb.example esmtp:[c.example]:d.example\n")).toEqual([
      "[c.example]",
      "d.example",
      "%0",
    ]);
    expect(await at(".a.example esmtp:‸\n")).toEqual(["%1", "%1%0"]);
    expect(await at(". esmtp:‸\n")).toEqual(["%1"]);
  });

  it("offers nothing in a comment, and known domains before a value", async () => {
    expect(await at("# a‸\n")).toEqual([]);
    const files = { "sendmail.mc": MC, access: "d.example OK\n", mailertable: "‸\nb.example esmtp:[c.example]\n" };
    // A second line for b.example would do nothing.
    expect((await completeAt(files)).labels).toEqual(["d.example"]);
  });

  it("types a whole host", async () => {
    const { typed } = await completeAt({ "sendmail.mc": MC, mailertable: "a.example es‸" });
    expect(typed("esmtp:")).toBe(`a.example esmtp:[${hole(1, "mail.example.com")}]`);
  });
});

describe("the lens", () => {
  const FOLDER = "file:///etc/mail/";
  it("counts the lines, and says that the map is older than they are", async () => {
    const workspace = memoryWorkspace();
    workspace.write(`${FOLDER}sendmail.mc`, MC, 0);
    workspace.write(`${FOLDER}mailertable`, "a.example esmtp:b.example\n# no\nb.example local:\n", 10_000);
    workspace.write(`${FOLDER}mailertable.db`, "map", 20_000);
    const titles = async () =>
      (await createService(workspace).codeLenses(`${FOLDER}mailertable`)).map(({ command }) => command?.title);
    expect(await titles()).toEqual(["2 lines route mail", "Where does mail go?"]);
    workspace.write(`${FOLDER}mailertable.db`, "map", 0);
    expect(await titles()).toEqual([
      "2 lines route mail. Changed since makemap hash /etc/mail/mailertable < /etc/mail/mailertable: run it",
      "Where does mail go?",
    ]);
  });
});
