// Address test mode over the protocol: sessions, the texts as they are in editors, completion, and what is said where nothing can be asked.
import { afterEach, describe, expect, it } from "vitest";
import { type OpenedTest, REQUEST, type TestAnswer, type TestCompletion } from "../../server/src/protocol.ts";
import { EXTENSION, endSessions, RICH, type Session, session } from "./lsp-session.ts";

afterEach(endSessions);

const CF = `V10/Berkeley
DZ8.18.1
Dxvalue
D{long}other
Cwown.example
C{VirtHost}virtual.example
O OperatorChars=.:%@!^/[]+
Kaccess hash -o /etc/mail/access
Scheck_rcpt
R$+ @ $+	$: $(access $2 $: none $)
Scheck_mail
Slocal
R$* host $*	$[ $2 $]
S0
R$+ @ $=w	$#local $: $1
Mlocal, P=/bin/x, F=l, A=x
Mprog, P=/bin/sh, F=l, A=x
`;
const CF_URI = "file:///etc/mail/sendmail.cf";
const ACCESS = "file:///etc/mail/access";
/** A library that makes the .cf above, after what a .mc adds to it. */
const LIBRARY = {
  "file:///usr/share/sendmail-cf/m4/cf.m4": `divert(0)${CF.replace("DZ8.18.1\n", "")}`,
  "file:///usr/share/sendmail-cf/m4/version.m4": "divert(0)\nDZ8.17.2\n",
};

class Asked {
  readonly #session: Session;
  readonly id: number;
  constructor(made: Session, id: number) {
    this.#session = made;
    this.id = id;
  }
  line(line: string): Promise<TestAnswer | null> {
    return this.#session.client.sendRequest(REQUEST.testLine, { session: this.id, line });
  }
  async output(line: string): Promise<string | undefined> {
    return (await this.line(line))?.output;
  }
  async words(line: string): Promise<readonly string[]> {
    const answer: TestCompletion | null = await this.#session.client.sendRequest(REQUEST.completeTest, {
      session: this.id,
      line,
    });
    return answer?.words ?? [];
  }
}

/** What one types to see a macro with a long name. */
const asksFor = (name: string): string => ["$", "{", name, "}"].join("");

const open = (made: Session, uri: string): Promise<OpenedTest> => made.client.sendRequest(REQUEST.openTest, { uri });

async function asked(files: Readonly<Record<string, string>>, uri = CF_URI) {
  const made = await session(RICH, files, EXTENSION);
  const opened = await open(made, uri);
  return { made, opened, asked: new Asked(made, opened.session ?? -1) };
}

describe("a session", () => {
  it("says which configuration answers, greets, and answers", async () => {
    const { opened, asked: one } = await asked({ [CF_URI]: CF });
    expect(opened.introduction.join("\n")).toMatch(
      /^Configuration: sendmail\.cf as it is\.\nThe host's own name is not known/,
    );
    expect(opened.output).toBe("ADDRESS TEST MODE (ruleset 3 NOT automatically invoked)\nEnter <ruleset> <address>\n");
    expect(await one.output("0 joe@own.example")).toBe(
      "parse              input: joe @ own . example\nparse            returns: $# local $: joe\n".replaceAll(
        "parse",
        "0    ",
      ),
    );
    expect(await one.line("/quit")).toMatchObject({ ended: true });
    expect(await one.line("$j")).toBeNull();
  });

  it("asks the texts as they are in the editor, keeps what was set, and says once that they changed", async () => {
    const { made, asked: one } = await asked({ [CF_URI]: CF, [ACCESS]: "a.example\tOK\n" });
    await one.line(".D{mine}kept");
    await one.line(".Cwadded.example");
    expect(await one.output("check_rcpt j@a.example")).toContain("returns: OK");
    await made.open(ACCESS, "a.example\tRELAY\n");
    const changed = await one.line("check_rcpt j@a.example");
    expect(changed?.output).toContain("returns: RELAY");
    expect(changed?.news).toEqual([expect.stringMatching(/changed/)]);
    expect((await one.line("check_rcpt j@a.example"))?.news).toEqual([]);
    expect(await one.output(asksFor("mine"))).toBe("kept\n");
    expect(await one.output("$=w")).toContain("added.example");
    await made.open(CF_URI, CF.replace("Dxvalue", "Dxnewer"));
    expect(await one.line("$x")).toMatchObject({ output: "newer\n", news: [expect.stringMatching(/changed/)] });
    expect(await one.output(asksFor("mine"))).toBe("kept\n");
    await made.change(CF_URI, 2, "nothing\n");
    const lost = await one.line("$x");
    expect(lost?.output).toBe("newer\n");
    expect(lost?.news.length).toBe(2);
    expect((await one.line("$x"))?.news).toEqual([]);
  });

  it("has its own words: what another one sets is not seen", async () => {
    const { made, asked: one } = await asked({ [CF_URI]: CF });
    const other = new Asked(made, (await open(made, CF_URI)).session ?? -1);
    await one.line(".Cwmine.example");
    expect(await one.output("$=w")).toContain("mine.example");
    expect(await other.output("$=w")).not.toContain("mine.example");
    await made.client.sendNotification(REQUEST.closeTest, { session: one.id });
    expect(await one.line("$=w")).toBeNull();
    expect(await other.line("$=w")).not.toBeNull();
  });

  it("says once what is not known", async () => {
    const { asked: one } = await asked({ [CF_URI]: CF });
    expect((await one.line("local host a.example"))?.notes.length).toBe(1);
    expect((await one.line("local host a.example"))?.notes).toEqual([]);
  });

  it("says what it does not answer, and that an address may be the host's own", async () => {
    const { asked: one } = await asked({ [CF_URI]: CF });
    const notes = async (line: string) => (await one.line(line))?.notes.join("\n");
    expect(await one.line("/header From: joe")).toMatchObject({ output: "ul = 0x00040100\n", notes: [] });
    expect(await one.line("/dnslookup host")).toMatchObject({ output: "", notes: [] });
    expect(await notes("-d38.20")).toContain("category 21");
    expect(await notes("-d21.12")).toBe("");
    expect(await notes("0 joe@elsewhere.example")).toBe("");
    expect(await notes("0 joe@[192.0.2.1]")).toContain("interfaces");
    const { asked: told } = await asked({ [CF_URI]: `${CF}O DontProbeInterfaces=True\n` });
    expect((await told.line("0 joe@[192.0.2.1]"))?.notes).toEqual([]);
  });

  it("takes no character for one of its own operators", async () => {
    const { asked: one } = await asked({ [CF_URI]: CF });
    expect(await one.output("check_mail a\ue090\ue222b")).toContain("input: ab\n");
  });
});

describe("the configuration", () => {
  const MC = "file:///etc/mail/sendmail.mc";

  it("is built from the .mc where there is a library", async () => {
    const { opened, asked: one } = await asked({ ...LIBRARY, [MC]: "D{from}mc\n", [CF_URI]: CF }, MC);
    expect(opened.introduction[0]).toBe(
      "Configuration: built from sendmail.mc with the m4 library of sendmail 8.17.2 in /usr/share/sendmail-cf.",
    );
    expect(await one.output(asksFor("from"))).toBe("mc\n");
  });

  it("is that beside a table", async () => {
    const { opened, asked: one } = await asked({ [CF_URI]: CF, [ACCESS]: "a.example\tOK\n" }, ACCESS);
    expect(opened.introduction[0]).toBe("Configuration: sendmail.cf as it is.");
    expect(await one.output("check_rcpt j@a.example")).toContain("returns: OK");
  });

  it("where there is none it says what to do", async () => {
    const { opened } = await asked({ [MC]: "OSTYPE(`linux')dnl\n" }, MC);
    expect(opened.session).toBeNull();
    expect(opened.introduction.join(" ")).toContain("sendmail.cfDir");
    const broken = await asked(
      { ...LIBRARY, "file:///usr/share/sendmail-cf/m4/cf.m4": "divert(0)nothing\n", [MC]: "\n" },
      MC,
    );
    expect(broken.opened.introduction.join(" ")).toContain("Problems");
    const alone = await asked({ "file:///home/notes": "a\n" }, "file:///home/notes");
    expect(alone.opened.introduction.join(" ")).toContain("Open a sendmail.mc");
  });

  it("that sendmail will not start with is shown with its words", async () => {
    const { opened } = await asked({ [CF_URI]: `${CF}O NoSuchOption=1\n` });
    expect(opened.output).toContain("NoSuchOption");
  });
});

describe("completion", () => {
  it.each([
    ["", ["/parse ", "=S", "check_mail", "check_rcpt", "local", "0"]],
    ["check_r", ["check_rcpt"]],
    ["check_mail,lo", ["local"]],
    ["3,0,check_m", ["check_mail"]],
    ["/pa", ["/parse "]],
    ["/try l", ["local "]],
    ["/map acc", ["access "]],
    ["/tryflags H", ["HR", "HS"]],
    ["=S check_", ["check_mail", "check_rcpt"]],
    ["=Slo", ["local"]],
    ["$=w", ["w"]],
    ["$={V", ["{VirtHost}"]],
    ["$x", ["x"]],
    [asksFor("lon").slice(0, -1), ["{long}"]],
    [".D{lon", ["{long}"]],
    [".C{V", ["{VirtHost}"]],
    ["-d21.1", ["-d21.12", "-d21.15"]],
  ])("of %j has %j", async (line, words) => {
    const { asked: one } = await asked({ [CF_URI]: CF });
    expect(await one.words(line)).toEqual(expect.arrayContaining(words));
    expect((await one.words(line)).every((word) => words.includes(word)) || line === "").toBe(true);
  });

  it.each(["check_rcpt j", "/parse j", "/map access a", "nosuch", "# x"])("of %j has nothing", async (line) => {
    const { asked: one } = await asked({ [CF_URI]: CF });
    expect(await one.words(line)).toEqual([]);
  });
});
