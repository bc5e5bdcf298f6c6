// The language server as a client meets it: over a connection, with and without the abilities of a rich client.
import { afterEach, describe, expect, it } from "vitest";
import { type CodeAction, type CompletionItem, type Hover, InsertTextFormat } from "vscode-languageserver/node";
import { hole } from "../../server/src/features/completion/items.ts";
import { REQUEST } from "../../server/src/protocol.ts";
import { TextDocument } from "../../server/src/text.ts";
import { EXTENSION, endSessions, pull, RICH, session, until } from "./lsp-session.ts";

const URI = "file:///etc/mail/sendmail.mc";
const OPEN_RELAY = "OSTYPE(`linux')dnl\nFEATURE(`promiscuous_relay')dnl\nMAILER(`smtp')dnl\n";

afterEach(endSessions);

describe("the language server", () => {
  it("answers pulled diagnostics with code, link, source and data", async () => {
    const server = await session(RICH);
    await server.open(URI, OPEN_RELAY);
    const [found, ...others] = await pull(server, URI);
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      code: "relay-promiscuous",
      source: "sendmail",
      severity: 1,
      range: { start: { line: 1, character: 0 } },
    });
    expect(found?.codeDescription?.href).toMatch(/^https:\/\/www\.sendmail\.org\/.*anti_spam\.html$/);
    expect(found?.data).toMatchObject({ code: "relay-promiscuous" });
  });

  it("pushes diagnostics to a client that cannot pull, with no settings at all", async () => {
    const server = await session({});
    await server.open(URI, OPEN_RELAY);
    await until(() => server.published.find(({ uri, diagnostics }) => uri === URI && diagnostics.length === 1));
    await server.change(URI, 2, "OSTYPE(`linux')dnl\nMAILER(`smtp')dnl\n");
    await until(() => server.published.find(({ version, diagnostics }) => version === 2 && diagnostics.length === 0));
    await server.client.sendNotification("textDocument/didClose", { textDocument: { uri: URI } });
    await until(() => server.published.at(-1)?.diagnostics.length === 0 || undefined);
  });

  it("offers fixes that mend the text, suppression and the rule's page", async () => {
    const server = await session(RICH, {}, EXTENSION);
    await server.open(URI, OPEN_RELAY);
    const diagnostics = await pull(server, URI);
    const range = diagnostics[0]?.range;
    const actions = await server.client.sendRequest<CodeAction[]>("textDocument/codeAction", {
      textDocument: { uri: URI },
      range,
      context: { diagnostics },
    });
    expect(actions.map(({ title }) => title)).toEqual([
      "Remove FEATURE(`promiscuous_relay'): only those whom another line names may relay",
      "Disable FEATURE(`promiscuous_relay') with dnl: only those whom another line names may relay",
      "Explain relay-promiscuous",
      "Suppress relay-promiscuous for this line, with a reason",
      "Suppress relay-promiscuous in this file, with a reason",
    ]);
    const document = TextDocument.create(URI, "", 1, OPEN_RELAY);
    const edits = actions.filter(({ edit }) => edit !== undefined);
    const texts = edits.slice(0, 3).map(({ edit }) => TextDocument.applyEdits(document, edit?.changes?.[URI] ?? []));
    expect(texts).toEqual([
      "OSTYPE(`linux')dnl\nMAILER(`smtp')dnl\n",
      "OSTYPE(`linux')dnl\ndnl FEATURE(`promiscuous_relay')dnl\nMAILER(`smtp')dnl\n",
      "OSTYPE(`linux')dnl\ndnl sendmail-lint-disable-next-line relay-promiscuous -- reason\nFEATURE(`promiscuous_relay')dnl\nMAILER(`smtp')dnl\n",
    ]);
  });

  it("offers what mends the worst finding first, and what only silences last, where several meet", async () => {
    const server = await session(RICH);
    const text = OPEN_RELAY.replace("MAILER", "#FEATURE(`promiscuous_relay')dnl\nMAILER");
    await server.open(URI, text);
    const diagnostics = (await pull(server, URI)).filter(({ range }) => range.start.line === 2);
    expect(diagnostics.length).toBeGreaterThan(2);
    const actions = await server.client.sendRequest<CodeAction[]>("textDocument/codeAction", {
      textDocument: { uri: URI },
      range: diagnostics[0]?.range,
      context: { diagnostics: [...diagnostics].reverse() },
    });
    const titles = actions.map(({ title }) => title);
    expect(titles[0]).toBe("Remove FEATURE(`promiscuous_relay'): only those whom another line names may relay");
    const silencing = titles.map((title) => title.startsWith("Suppress "));
    expect(silencing).toEqual([...silencing].sort());
    expect(silencing).toContain(true);
  });

  it("fades a call that changes nothing, but not one that opens the relay", async () => {
    const server = await session(RICH);
    const twice = (line: string) => `OSTYPE(\`linux')dnl\n${line}\n${line}\nMAILER(\`smtp')dnl\n`;
    const fades = async (uri: string, line: string) => {
      await server.open(uri, twice(line));
      const found = (await pull(server, uri)).find(({ code }) => code === "mc-duplicate-feature");
      return found?.tags !== undefined;
    };
    expect(await fades(URI, "FEATURE(`always_add_domain')dnl")).toBe(true);
    expect(await fades("file:///srv/mail/sendmail.mc", "FEATURE(`promiscuous_relay')dnl")).toBe(false);
  });

  it.each(["untitled:Untitled-1", "file:///srv/mailhub/hub.m4", "file:///srv/mailhub/hub"])(
    "takes a file for a .mc where the user says that it is one: %s",
    async (uri) => {
      const { client, ...server } = await session(RICH, { "file:///srv/mailhub/access": "com RELAY\n" });
      await client.sendNotification("textDocument/didOpen", {
        textDocument: { uri, languageId: "sendmail-mc", version: 1, text: OPEN_RELAY },
      });
      expect((await pull({ client, ...server }, uri)).map(({ code }) => code)).toContain("relay-promiscuous");
      expect(await client.sendRequest(REQUEST.relayStatus, { uri })).toMatchObject({ state: "open" });
      expect(await client.sendRequest(REQUEST.relayReport, { uri })).toHaveProperty("markdown");
    },
  );

  it.each([
    ["file:///srv/a+b@c,(d)'e/", "as it is"],
    ["file:///srv/a%2Bb%40c%2C%28d%29%27e/", "in percents"],
    ["file:///srv/a+b%40c,%28d%29'e/", "mixed"],
  ])("reads an unsaved table of a client that spells its folder %s (%s)", async (folder) => {
    const server = await session(RICH);
    const mc = OPEN_RELAY.replace("promiscuous_relay", "access_db");
    await server.open(`${folder}access`, "com RELAY\n");
    await server.open(`${folder}sendmail.mc`, mc);
    expect((await pull(server, `${folder}access`)).map(({ code }) => code)).toContain("relay-public-suffix");
    expect(await server.client.sendRequest(REQUEST.relayStatus, { uri: `${folder}sendmail.mc` })).toMatchObject({
      state: "open",
    });
    await server.change(`${folder}access`, 2, "192.168.2 RELAY\n");
    expect(await server.client.sendRequest(REQUEST.relayStatus, { uri: `${folder}sendmail.mc` })).toMatchObject({
      state: "restricted",
    });
  });

  it("spares a plain client what only our extension understands", async () => {
    const files = { [URI]: "OSTYPE(`linux')dnl\nFEATURE(`access_db')dnl\n" };
    const access = "file:///etc/mail/access";
    const told: string[] = [];
    for (const more of [{}, EXTENSION]) {
      const { client, open, ...server } = await session(RICH, files, more);
      client.onNotification(REQUEST.changed, () => void told.push(REQUEST.changed));
      await open(access, "com RELAY\n");
      const diagnostics = await pull({ client, open, ...server }, access);
      const about = { textDocument: { uri: access } };
      const lenses = await client.sendRequest<unknown[]>("textDocument/codeLens", about);
      const actions = await client.sendRequest<CodeAction[]>("textDocument/codeAction", {
        ...about,
        range: diagnostics[0]?.range,
        context: { diagnostics },
      });
      const commands = actions.filter(({ command }) => command !== undefined);
      expect(actions.length).toBeGreaterThan(commands.length);
      const isExtension = more === EXTENSION;
      expect([lenses.length > 0, commands.length > 0, told.includes(REQUEST.changed)]).toEqual([
        isExtension,
        isExtension,
        isExtension,
      ]);
    }
  });

  it.each([true, false])("completes as a client can insert it: snippets %s", async (snippetSupport) => {
    const { client, open } = await session({ textDocument: { completion: { completionItem: { snippetSupport } } } });
    await open(URI, "OSTYPE(`linux')dnl\nFEATURE(`dns");
    const items = await client.sendRequest<CompletionItem[]>("textDocument/completion", {
      textDocument: { uri: URI },
      position: { line: 1, character: 12 },
    });
    const item = items.find(({ label }) => label === "dnsbl");
    expect(item?.insertTextFormat).toBe(snippetSupport ? InsertTextFormat.Snippet : InsertTextFormat.PlainText);
    expect(item?.textEdit?.newText).toBe(`dnsbl', \`${snippetSupport ? hole(1, "list") : "list"}')dnl`);
  });

  it("takes folders in settings as paths, from the one folder that an older client names", async () => {
    const mc = "file:///home/me/site/sendmail.mc";
    const access = "file:///home/me/site/copy/etc/mail/access";
    const text = "OSTYPE(`linux')dnl\nFEATURE(`access_db')dnl\nMAILER(`smtp')dnl\n";
    const server = await session(RICH, { [access]: "com RELAY\n" }, { rootUri: "file:///home/me/site" });
    await server.client.sendNotification("workspace/didChangeConfiguration", {
      settings: { sendmail: { root: "copy", rules: { "site-missing-file": "error" } } },
    });
    await server.open(mc, text);
    expect((await pull(server, mc)).map(({ code }) => code)).not.toContain("site-missing-file");
    expect(await server.client.sendRequest(REQUEST.relayStatus, { uri: mc })).toMatchObject({ state: "open" });
  });

  it("shows what is wrong in a project file in that file, until it is mended", async () => {
    const project = "file:///etc/mail/.sendmail-lint.json";
    const files: Record<string, string> = { [project]: '{\n  "preset": "all"\n}\n' };
    const server = await session(RICH, files);
    await server.open(URI, OPEN_RELAY);
    const last = () => server.published.filter(({ uri }) => uri === project).at(-1)?.diagnostics;
    const [found] = await until(last);
    expect(found).toMatchObject({ range: { start: { line: 1, character: 2 } }, source: "sendmail" });
    expect(found?.message).toMatch(/recommended, strict, relay-only/);
    files[project] = '{ "preset": "strict" }';
    await server.client.sendNotification("workspace/didChangeWatchedFiles", { changes: [{ uri: project, type: 2 }] });
    await until(() => (last()?.length === 0 ? true : undefined));
  });

  it("applies all safe fixes at once when asked for source.fixAll.sendmail, and only then", async () => {
    const server = await session(RICH);
    await server.open(
      URI,
      OPEN_RELAY.replace("MAILER", "FEATURE(`always_add_domain')dnl\nFEATURE(`always_add_domain')dnl\nMAILER"),
    );
    const ask = (only: string[]) =>
      server.client.sendRequest<CodeAction[]>("textDocument/codeAction", {
        textDocument: { uri: URI },
        range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
        context: { diagnostics: [], only },
      });
    expect(await ask(["quickfix"])).toEqual([]);
    const [all] = await ask(["source.fixAll"]);
    // What takes a grant away is not done when a file is saved.
    expect(all?.edit?.changes?.[URI]).toHaveLength(1);
  });

  it("hovers over a live word and not over a dead one", async () => {
    const server = await session(RICH);
    await server.open(URI, `${OPEN_RELAY}dnl FEATURE(\`promiscuous_relay')\n`);
    const at = (line: number, character: number) =>
      server.client.sendRequest<Hover | null>("textDocument/hover", {
        textDocument: { uri: URI },
        position: { line, character },
      });
    const hover = await at(1, 12);
    expect(JSON.stringify(hover?.contents)).toContain("anti_spam.html");
    expect(await at(3, 16)).toBeNull();
  });

  it("reads what is not open through the client, and tells it when a site's other file changes its judgement", async () => {
    const access = "file:///etc/mail/access";
    const server = await session(
      RICH,
      {
        [URI]: "OSTYPE(`linux')dnl\nFEATURE(`access_db')dnl\n",
        [access]: "com RELAY\n",
      },
      EXTENSION,
    );
    await server.open(access, "com RELAY\n");
    expect((await pull(server, access)).map(({ code }) => code)).toEqual(["relay-public-suffix"]);
    const changed = new Promise((resolve) => server.client.onNotification(REQUEST.changed, resolve));
    await server.change(access, 2, "example.com RELAY\n");
    await changed;
    expect(await pull(server, access)).toEqual([]);
  });

  it("serves a client that refuses registrations, and keeps the settings that it pushed at once", async () => {
    const server = await session({
      ...RICH,
      workspace: {
        ...RICH.workspace,
        didChangeConfiguration: { dynamicRegistration: true },
        didChangeWatchedFiles: { dynamicRegistration: true },
      },
    });
    server.client.onRequest("client/registerCapability", () => {
      throw new Error("no");
    });
    const rules = { "relay-promiscuous": "off", "relay-open": "off" };
    await server.client.sendNotification("workspace/didChangeConfiguration", { settings: { sendmail: { rules } } });
    await server.open(URI, OPEN_RELAY);
    expect(await pull(server, URI)).toEqual([]);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await pull(server, URI)).toEqual([]);
  });

  it("does not take a file for sendmail's because the editor did while it was empty", async () => {
    const server = await session({});
    const [uri, text] = ["file:///x/Watch.mc", "using Toybox.Graphics;\nclass A extends B {}\n"];
    await server.open(uri, "");
    await server.change(uri, 2, text);
    await pull(server, uri);
    expect(await server.client.sendRequest(REQUEST.identify, { uri, text })).toEqual({ languageId: null });
  });

  it("says what a file is, and shows the page of a rule", async () => {
    const { client } = await session({});
    expect(
      await client.sendRequest(REQUEST.identify, { uri: "file:///x/my.mc", text: "OSTYPE(`linux')\nMAILER(`smtp')\n" }),
    ).toEqual({ languageId: "sendmail-mc" });
    expect(
      await client.sendRequest(REQUEST.identify, {
        uri: "file:///x/Watch.mc",
        text: "using Toybox.Graphics;\nclass A extends B {}\n",
      }),
    ).toEqual({ languageId: null });
    // Nothing is in it yet: the name says what it will be, unless others write files of that name too.
    for (const [name, languageId] of [
      ["empty.mc", "sendmail-mc"],
      ["main.cf", null],
      ["notes.m4", null],
    ] as const)
      expect(await client.sendRequest(REQUEST.identify, { uri: `file:///x/${name}`, text: "\n" }), name).toEqual({
        languageId,
      });
    const page = await client.sendRequest<{ markdown: string }>(REQUEST.rulePage, { code: "relay-promiscuous" });
    expect(page.markdown).toMatch(/^# relay-promiscuous/);
    expect(await client.sendRequest(REQUEST.rulePage, { code: "no-such" })).toEqual({ markdown: null });
  });
});
