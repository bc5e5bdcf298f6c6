// What the editor shows of the relay policy: status, report, transactions, lenses, hints; and the preview of the .cf.
import { describe, expect, it } from "vitest";
import { withActions } from "../../server/src/features/danger-links.ts";
import { EditorFeatures } from "../../server/src/features/editor.ts";
import { relayReport } from "../../server/src/features/relay-report.ts";
import { relayStatus } from "../../server/src/features/relay-status.ts";
import { transactionProposals, tryTransaction } from "../../server/src/features/transaction.ts";
import { EDITORS } from "../../server/src/kinds/editors.ts";
import { defaultQuery } from "../../server/src/relay/index.ts";
import { mc } from "../../server/src/rules/testing.ts";
import { createService } from "../../server/src/service.ts";
import { memoryWorkspace } from "../../server/src/site/index.ts";
import { siteFrom } from "../../server/src/site/testing.ts";

const features = new EditorFeatures(EDITORS);
const ACCESS_DB = mc("FEATURE(`access_db')dnl");
const OPEN = { "sendmail.mc": ACCESS_DB, access: "# ours\nConnect:192.168.2 RELAY\ncom RELAY\nspam.example REJECT\n" };
const ACCESS = "file:///etc/mail/access";

describe("the status", () => {
  it.each<[string, Record<string, string>, string]>([
    ["of an open relay", OPEN, "open"],
    [
      "of a server that relays for its own",
      { "sendmail.mc": ACCESS_DB, access: "Connect:192.168.2 RELAY\n" },
      "restricted",
    ],
    ["of a server that relays for nobody", { "sendmail.mc": mc() }, "closed"],
    ["of a table alone", { access: "com RELAY\n" }, "unknown"],
  ])("%s", async (_, files, state) => {
    const status = relayStatus(await siteFrom(files));
    expect(status.state).toBe(state);
    expect(status.text).not.toBe("");
    expect(status.detail).toMatch(/\.$/);
  });

  it.each([
    ["Connect:192.168.2 RELAY\n", /in 1 way, none of them to strangers\./],
    ["Connect:192.168.2 RELAY\nConnect:52.1 RELAY\n", /in 2 ways; 1 of them may let strangers in/],
  ])("calls a grant that is too wide not somebody's own: %j", async (access, expected) => {
    const status = relayStatus(await siteFrom({ "sendmail.mc": ACCESS_DB, access }));
    expect(status).toMatchObject({ state: "restricted", detail: expect.stringMatching(expected) });
  });
});

const URI = "file:///etc/mail/sendmail.mc";
const NONE = () => new Map();

describe("the report", () => {
  it("names who, to where, why with a link to the line, and how bad", async () => {
    const { title, markdown } = relayReport(await siteFrom(OPEN), NONE);
    expect(title).toBe("Who may relay? sendmail.mc");
    expect(markdown).toContain("OPEN RELAY");
    expect(markdown).toMatch(/## ✖ Open to anyone \(\d\)/);
    expect(markdown).toContain(`[access:3](${ACCESS}#L3,1)`);
    expect(markdown).toMatch(/## ✔ As meant \(\d\)[\s\S]*192\.168\.2.*\[access:2\]/);
    expect(markdown).toContain("is accepted");
  });

  it("has in each row the line, and on the extension's page what can be done", async () => {
    const [mcUri, access] = [URI, ACCESS];
    const files = {
      [mcUri]: mc("FEATURE(`access_db')dnl", "FEATURE(`promiscuous_relay')dnl"),
      [access]: "com RELAY\n",
    };
    const report = await createService(memoryWorkspace(files)).relayReport(mcUri);
    expect(report?.markdown).toContain("`` FEATURE(`promiscuous_relay')dnl ``");
    expect(report?.markdown).not.toContain("x-sendmail-command");
    const links = [...(report?.page.matchAll(/\[(\w+)\]\(x-sendmail-command:([\w.]+)\?([^)]*)\)/g) ?? [])].map(
      ([, title, command, given = ""]) => [title, command, JSON.parse(decodeURIComponent(given))],
    );
    expect(links).toContainEqual(["Fix", "sendmail.fixFinding", [mcUri, { line: 2, code: "relay-promiscuous" }]]);
    expect(links).toContainEqual([
      "Try",
      "sendmail.tryTransaction",
      [mcUri, expect.objectContaining({ clientResolve: expect.any(String), recipient: expect.any(String) })],
    ]);
    expect(report?.page).toMatch(/\[Open\]\(file:\/\/\/etc\/mail\/access#L1,1\)/);
  });

  it("names a file of another folder by its path", async () => {
    const text = mc("FEATURE(`access_db', `hash -T<TMPF> /srv/access')dnl");
    const access = "file:///srv/access";
    const service = createService(memoryWorkspace({ [URI]: text, [access]: "Connect:192.168.2 RELAY\n" }));
    const report = await service.relayReport(URI);
    expect(report?.markdown).toContain(`[/srv/access:1](${access}#L1,1)`);
  });

  it("says which file could not be read, and claims nothing", async () => {
    const workspace = memoryWorkspace({ [URI]: mc("FEATURE(`access_db')dnl") });
    workspace.refuse(ACCESS, "forbidden");
    const service = createService(workspace);
    expect(await service.relayStatus(URI)).toMatchObject({ state: "unknown", text: "Relay: unknown" });
    const report = await service.relayReport(URI);
    expect(report?.markdown).toMatch(/## Not known[\s\S]*\/etc\/mail\/access cannot be read/);
    expect(report?.markdown).toContain("Remote-SSH");
  });

  it("of a route, an address and an upgrade say so as well", async () => {
    const [cf, access] = ["file:///etc/mail/sendmail.cf", ACCESS];
    const mailers = "Mlocal, P=/bin/mail, F=lsDFMAw5:/|@q, A=mail -d $u\nMprog, P=/bin/sh, F=lsDFMoqeu9, A=sh -c $u\n";
    const rules = "Scanonify=3\nR$*\t$: $1\nSparse=0\nR$*\t$#local $: $1\n";
    const workspace = memoryWorkspace({
      [cf]: `V10/Berkeley\nDZ8.15.2\nKaccess hash -T<TMPF> /etc/mail/access\n${rules}${mailers}`,
      [access]: "From:spam.example REJECT\n",
    });
    const pages = async () => {
      const service = createService(workspace);
      const upgrade = await service.upgrade(cf, "8.18.1");
      const where = await service.where(cf, { recipient: "joe" });
      const address = await service.rewriteAddress(cf, { address: "joe", mailer: "local" });
      return [where, address, upgrade].map((page) => page?.markdown ?? "");
    };
    for (const page of await pages()) expect(page).toMatch(/^# (?!.*Not read here)/s);
    workspace.refuse(access, "forbidden");
    for (const page of await pages()) {
      expect(page).toMatch(
        /^# .*\n\n\*\*Not read here\.\*\* [^\n]+\n\n- `\/etc\/mail\/access`: this program has no right/,
      );
      expect(page).toContain("Remote-SSH");
    }
  });

  it("says what is not known", async () => {
    const { markdown } = relayReport(await siteFrom({ access: "com RELAY\n" }), NONE);
    expect(markdown).toContain("## Not known");
  });

  it("stays short for a map of many grants", async () => {
    const many = Array.from({ length: 1000 }, (_, n) => `Connect:10.${n >> 8}.${n & 255} RELAY`).join("\n");
    const { markdown } = relayReport(await siteFrom({ "sendmail.mc": ACCESS_DB, access: `${many}\n` }), NONE);
    expect(markdown.length).toBeLessThan(60_000);
    expect(markdown).toMatch(/800 more are not listed here/);
  });

  it("keeps what a file says from becoming Markdown", async () => {
    const { markdown } = relayReport(
      await siteFrom({ "sendmail.mc": ACCESS_DB, access: "Connect:a_b.example RELAY\nTo:<script> RELAY\n" }),
      NONE,
    );
    expect(markdown).not.toContain("<script>");
  });
});

describe("a transaction", () => {
  it("of a stranger is refused, with reply, dialogue and steps", async () => {
    const { headline, markdown } = tryTransaction(
      await siteFrom({ "sendmail.mc": ACCESS_DB, access: "Connect:192.168.2 RELAY\n" }),
      defaultQuery,
    );
    expect(headline).toBe("Refused at RCPT TO: 550 5.7.1 Relaying denied");
    expect(markdown).toContain("S: 550 5.7.1 Relaying denied");
    expect(markdown).toContain("## Step by step");
  });

  it("of one's own client is relayed, thanks to a line that is linked", async () => {
    const site = await siteFrom({ "sendmail.mc": ACCESS_DB, access: "Connect:192.168.2 RELAY\n" });
    const { headline, markdown } = tryTransaction(site, {
      ...defaultQuery,
      clientAddress: "192.168.2.9",
      clientName: "[192.168.2.9]",
      clientResolve: "FAIL",
    });
    expect(headline).toBe("Accepted: the message is relayed");
    expect(markdown).toContain(`[access:1](${ACCESS}#L1,1)`);
  });

  it.each(["2001:db8::9", "[2001:DB8::9]", "IPv6:2001:db8:0:0:0:0:0:9"])(
    "takes an address as people write it: %s",
    async (clientAddress) => {
      const files = { "sendmail.mc": ACCESS_DB, access: "Connect:IPv6:2001:db8:0:0 RELAY\n" };
      const { headline } = tryTransaction(await siteFrom(files), { ...defaultQuery, clientAddress });
      expect(headline).toBe("Accepted: the message is relayed");
    },
  );

  it.each(["mail.example.com", "not", "192.168.2", "999"])(
    "says of a client that is no address: %s",
    async (clientAddress) => {
      const { headline, markdown } = tryTransaction(await siteFrom(OPEN), { ...defaultQuery, clientAddress });
      expect(headline).toBe("The client is not an IP address");
      expect(markdown).toContain("192.0.2.7");
    },
  );

  it("shows the login of a client that has authenticated", async () => {
    const files = { "sendmail.mc": mc("TRUST_AUTH_MECH(`PLAIN')dnl") };
    const { markdown } = tryTransaction(await siteFrom(files), { ...defaultQuery, authType: "PLAIN" });
    expect(markdown).toContain("C: AUTH PLAIN\nS: 235 2.0.0 OK Authenticated\nC: MAIL FROM");
  });

  it("has proposals from the site", async () => {
    const { clients, senders, recipients, authTypes } = transactionProposals(await siteFrom(OPEN));
    expect(clients.map(({ label }) => label)).toContain("a stranger");
    expect(clients.some(({ address }) => address.startsWith("192.168.2."))).toBe(true);
    expect(senders).toContain("");
    expect(recipients).toContain("victim@elsewhere.example");
    expect(authTypes).toContain("");
  });
});

describe("lenses and hints", () => {
  it("count the lines that grant, and those that are open", async () => {
    const titles = async (files: Record<string, string>, uri: string) =>
      features.codeLenses(await siteFrom(files), uri, {})?.map(({ command }) => command?.title);
    expect(await titles(OPEN, ACCESS)).toEqual(["2 lines grant relaying, 1 to strangers"]);
    expect(await titles({ "sendmail.mc": ACCESS_DB, access: "a.example REJECT\n" }, ACCESS)).toEqual([
      "No line grants relaying",
    ]);
    expect(
      await titles({ "sendmail.mc": mc(), "relay-domains": "example.com\n" }, "file:///etc/mail/relay-domains"),
    ).toEqual(["1 line grants relaying, none to strangers"]);
    expect(await titles(OPEN, "file:///etc/mail/sendmail.mc")).toEqual([]);
  });

  it("say how many addresses a network has, in the lines that are asked for", async () => {
    const site = await siteFrom({
      "sendmail.mc": ACCESS_DB,
      access:
        "Connect:10 RELAY\nConnect:192.0.2 RELAY\nConnect:192.0.2.1 RELAY\nexample.com OK\nConnect:IPv6:2001:db8:1 RELAY\n",
    });
    const labels = (from: number, to: number) =>
      features
        .inlayHints(site, ACCESS, { start: { line: from, character: 0 }, end: { line: to, character: 0 } }, {})
        ?.map(({ label }) => label);
    expect(labels(0, 10)).toEqual(["16,777,216 addresses", "256 addresses", "2^80 addresses"]);
    expect(labels(1, 1)).toEqual(["256 addresses"]);
  });
});

describe("the preview", () => {
  const LIBRARY = "file:///usr/share/sendmail/cf/m4/cf.m4";
  const uri = "file:///etc/mail/sendmail.mc";

  it("shows what the library makes of the .mc, and which line came from where", async () => {
    const library = "divert(-1)\ndefine(`MAILER', `Mailer of $1')\ndivert(0)dnl\n# head\n";
    const service = createService(memoryWorkspace({ [LIBRARY]: library, [uri]: "dnl a remark\nMAILER(`smtp')\n" }));
    const shown = await service.preview(uri);
    expect(shown?.text).toBe("# head\nMailer of smtp\n");
    expect(shown?.lines[1]).toBe(1);
    expect(shown?.messages).toEqual([]);
  });

  it("follows the text", async () => {
    const workspace = memoryWorkspace({ [LIBRARY]: "dnl\n", [uri]: "OSTYPE\n" });
    const service = createService(workspace);
    expect((await service.preview(uri))?.text).toBe("OSTYPE\n");
    workspace.write(uri, "OSTYPE again\n");
    service.changed(uri);
    expect((await service.preview(uri))?.text).toBe("OSTYPE again\n");
  });

  it("says what to do where there is no library", async () => {
    const service = createService(memoryWorkspace({ [uri]: mc() }));
    expect((await service.preview(uri))?.messages.join()).toMatch(/sendmail\.cfDir/);
  });
});

describe("above a dangerous line of a .mc", () => {
  const RELAYS = mc("FEATURE(`promiscuous_relay')dnl", "FEATURE(`nouucp', `reject')dnl");

  it("stand who may relay, Try, Explain and Fix", async () => {
    const service = createService(memoryWorkspace({ [URI]: RELAYS }));
    const lenses = (await service.codeLenses(URI)).map(({ range, command }) => [range.start.line, command?.title]);
    expect(lenses).toEqual([
      [1, "Open relay: anyone to anywhere"],
      [1, "Try"],
      [1, "Explain"],
      [1, "Fix"],
    ]);
    const [, attempt, explain, fix] = await service.codeLenses(URI);
    expect(attempt?.command?.arguments?.[1]).toMatchObject({ clientAddress: expect.any(String), authType: "" });
    expect(explain?.command?.arguments).toEqual(["relay-promiscuous"]);
    expect(fix?.command?.arguments).toEqual([URI, { line: 1, code: "relay-promiscuous" }]);
  });

  it("stands above each of two lines that open the relay", async () => {
    const twice = mc("FEATURE(`promiscuous_relay')dnl", "#FEATURE(`promiscuous_relay')dnl");
    const lenses = await createService(memoryWorkspace({ [URI]: twice })).codeLenses(URI);
    expect(lenses.map(({ range, command }) => `${range.start.line} ${command?.title}`)).toEqual([
      "1 Open relay: anyone to anywhere",
      "1 Try",
      "1 Explain",
      "1 Fix",
      "2 Open relay: anyone to anywhere",
      "2 Try",
      "2 Explain",
      "2 Fix",
    ]);
  });

  it("stands nothing where nothing is dangerous", async () => {
    expect(await createService(memoryWorkspace({ [URI]: mc() })).codeLenses(URI)).toEqual([]);
  });

  it("the hover says the same", async () => {
    const service = createService(memoryWorkspace({ [URI]: RELAYS }));
    const danger = await service.dangerAt(URI, { line: 1, character: 12 });
    if (danger === undefined) throw new Error("there is no danger");
    const { contents } = withActions(undefined, danger);
    expect(contents).toMatchObject({
      value: expect.stringMatching(
        /^\*\*Open relay: anyone to anywhere\*\*: \[Try\]\(command:sendmail\.tryTransaction\?%5B/,
      ),
    });
    expect(await service.dangerAt(URI, { line: 2, character: 3 })).toBeUndefined();
  });

  it("they are in a file that is included, and the line that includes it says what it brings", async () => {
    const own = "file:///etc/mail/own.m4";
    const files = { [URI]: mc("include(`own.m4')dnl"), [own]: "FEATURE(`promiscuous_relay')dnl\n" };
    const service = createService(memoryWorkspace(files));
    const titles = async (uri: string) =>
      (await service.codeLenses(uri)).map(({ range, command }) => `${range.start.line} ${command?.title}`);
    expect((await titles(own)).slice(1)).toEqual(["0 Explain", "0 Fix"]);
    expect(await titles(URI)).toEqual(["1 Open relay: anyone to anywhere", "1 Try"]);
    expect((await service.diagnostics(URI)).map(({ code }) => code)).not.toContain("relay-open");
    expect(
      (await service.diagnostics(own)).map(({ code, message }) => [code, JSON.stringify(message).includes("Proof: ")]),
    ).toEqual([["relay-promiscuous", true]]);
  });
});
