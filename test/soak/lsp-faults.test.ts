// What clients do wrong, or differently: each of these once ended the server, blocked it, or left the user without fixes.
import { afterEach, describe, expect, it, vi } from "vitest";
import {
  CancellationTokenSource,
  type CodeAction,
  type CompletionItem,
  type Diagnostic,
  ErrorCodes,
  type Hover,
  type InitializeParams,
  LSPErrorCodes,
  MarkupKind,
  type SignatureHelp,
} from "vscode-languageserver/node";
import manifest from "../../package.json";
import { REQUEST } from "../../server/src/protocol.ts";
import { connect, EXTENSION, endSessions, pull, RICH, type Session, session, until } from "../unit/lsp-session.ts";

afterEach(() => {
  vi.useRealTimers();
  endSessions();
});

const URI = "file:///etc/mail/sendmail.mc";
const OPEN_RELAY = "OSTYPE(`linux')dnl\nFEATURE(`promiscuous_relay')dnl\nMAILER(`smtp')dnl\n";
const INITIALIZE = { processId: null, rootUri: null, capabilities: RICH } satisfies InitializeParams;

/** The code of the error that a request is answered with; undefined for an answer. */
async function errorOf(answer: Promise<unknown>): Promise<number | undefined> {
  return await answer.then(
    () => undefined,
    (error: { code?: number }) => error.code ?? Number.NaN,
  );
}

/** What is asked of each file in an editor. */
async function askAll({ client }: Session, uri: string): Promise<void> {
  const textDocument = { uri };
  const position = { line: 0, character: 3 };
  const range = { start: position, end: position };
  for (const [method, params] of Object.entries({
    "textDocument/diagnostic": { textDocument },
    "textDocument/hover": { textDocument, position },
    "textDocument/completion": { textDocument, position },
    "textDocument/signatureHelp": { textDocument, position },
    "textDocument/codeAction": { textDocument, range, context: { diagnostics: [] } },
    "textDocument/inlayHint": { textDocument, range },
    "textDocument/codeLens": { textDocument },
    [REQUEST.relayStatus]: { uri },
    [REQUEST.relayReport]: { uri },
    [REQUEST.transactionProposals]: { uri },
    [REQUEST.preview]: { uri },
    [REQUEST.identify]: { uri, text: OPEN_RELAY },
  }))
    expect(await errorOf(client.sendRequest(method, params)), `${method} of ${uri}`).toBeUndefined();
}

describe("a bad URI", () => {
  it.each([
    "foo://bar",
    "foo:bar",
    "file://",
    "",
    "%",
    "file:///a%zz/sendmail.mc",
    "file:///\ud800/sendmail.mc",
    "foo://bar/../sendmail.mc",
    "://",
    "untitled:",
  ])("%j is answered, and so are others afterwards", async (uri) => {
    const server = await session(RICH, {}, EXTENSION);
    await server.open(uri, OPEN_RELAY);
    await askAll(server, uri);
    await server.client.sendNotification("workspace/didChangeWatchedFiles", { changes: [{ uri, type: 2 }] });
    await server.open(URI, OPEN_RELAY);
    expect(await pull(server, URI)).toHaveLength(1);
    expect(server.logged).toEqual([]);
  });

  it.each<[string, Partial<InitializeParams>, object]>([
    ["a path below a folder that is no URI", { rootUri: "foo://bar" }, { root: "a" }],
    ["an address", {}, { cfDir: "foo://bar" }],
    ["half a character", { rootUri: "file:///srv" }, { root: "\ud800", cfDir: "a\udc00b" }],
    ["a folder that is no URI", { workspaceFolders: [{ uri: "\ud800", name: "" }] }, { root: "x" }],
  ])("in the settings: %s", async (_, more, sendmail) => {
    const server = await session(RICH, {}, more);
    await server.client.sendNotification("workspace/didChangeConfiguration", { settings: { sendmail } });
    await server.open(URI, OPEN_RELAY);
    await askAll(server, URI);
    expect(await pull(server, URI)).not.toEqual([]);
    expect(server.logged).toEqual([]);
  });

  it("in a project file", async () => {
    const project = "file:///etc/mail/.sendmail-lint.json";
    const server = await session(RICH, { [project]: String.raw`{ "root": "\ud800", "cfDir": "foo://bar" }` });
    await server.open(URI, OPEN_RELAY);
    await askAll(server, URI);
    expect(await pull(server, URI)).not.toEqual([]);
    expect(server.logged).toEqual([]);
  });

  it.each([
    "FEATURE(`\ud83d')dnl",
    "include(`\udc00')dnl",
    "define(`confCR_FILE', `/etc/mail/\ud800')dnl",
    "FEATURE(`access_db', `hash /etc/mail/\ud800')dnl",
    "define(`MAIL_SETTINGS_DIR', `/\ud800/')FEATURE(`access_db')dnl",
  ])("made of half a character in %j", async (line) => {
    const server = await session(RICH);
    await server.open(URI, OPEN_RELAY.replace("FEATURE", `${line}\nFEATURE`));
    await askAll(server, URI);
    expect((await pull(server, URI)).map(({ code }) => code)).toContain("relay-promiscuous");
    expect(server.logged).toEqual([]);
  });
});

describe("a request", () => {
  const hover = { textDocument: { uri: URI }, position: { line: 1, character: 12 } };

  it("is refused before the handshake and after the end", async () => {
    const { client } = connect();
    for (const method of ["textDocument/hover", REQUEST.relayStatus, "no/such", "shutdown"])
      expect(await errorOf(client.sendRequest(method, hover)), method).toBe(ErrorCodes.ServerNotInitialized);
    // What is told before the handshake is not heard.
    await client.sendNotification("textDocument/didOpen", {
      textDocument: { uri: URI, languageId: "", version: 1, text: OPEN_RELAY },
    });
    await client.sendRequest("initialize", INITIALIZE);
    expect(await client.sendRequest("textDocument/hover", hover)).toBeNull();
    expect(await errorOf(client.sendRequest("initialize", INITIALIZE))).toBe(ErrorCodes.InvalidRequest);
    expect(await errorOf(client.sendRequest("no/such", hover))).toBe(ErrorCodes.MethodNotFound);
    expect(await client.sendRequest("shutdown")).toBeNull();
    for (const method of ["textDocument/hover", REQUEST.relayStatus, "no/such", "shutdown"])
      expect(await errorOf(client.sendRequest(method, hover)), method).toBe(ErrorCodes.InvalidRequest);
  });

  it("without what it needs is an error, written to the log, and the next one is answered", async () => {
    const server = await session(RICH);
    await server.open(URI, OPEN_RELAY);
    for (const method of ["textDocument/hover", "textDocument/codeAction", REQUEST.relayReport, REQUEST.tryTransaction])
      expect(await errorOf(server.client.sendRequest(method, {})), method).toBe(ErrorCodes.InternalError);
    await until(() => (server.logged.length === 4 ? true : undefined));
    expect(await server.client.sendRequest<Hover>("textDocument/hover", hover)).not.toBeNull();
  });

  it("says which server answers", async () => {
    const { initialized } = await session({});
    expect(initialized.serverInfo).toEqual({ name: "sendmail-lint", version: manifest.version });
  });

  it.each(["textDocument/diagnostic", "textDocument/hover", REQUEST.relayReport])(
    "stops where nobody waits for it any more: %s",
    async (method) => {
      const server = await session(RICH);
      const source = new CancellationTokenSource();
      const asked: string[] = [];
      // The client loses interest while the server waits for a file.
      server.client.onRequest(REQUEST.readFile, ({ uri }: { uri: string }) => {
        asked.push(uri);
        source.cancel();
        return { text: null };
      });
      await server.open(URI, OPEN_RELAY.replace("MAILER", "FEATURE(`access_db')dnl\nMAILER"));
      const slow = server.client.sendRequest(method, { ...hover, uri: URI }, source.token);
      expect(await errorOf(slow)).toBe(LSPErrorCodes.RequestCancelled);
      expect(asked).not.toEqual([]);
      expect((await pull(server, URI)).length).toBeGreaterThan(0);
    },
  );

  it("that is cancelled at once is not worked on", async () => {
    const server = await session(RICH);
    await server.open(URI, OPEN_RELAY);
    const source = new CancellationTokenSource();
    const asked = errorOf(server.client.sendRequest("textDocument/hover", hover, source.token));
    source.cancel();
    expect(await asked).toBe(LSPErrorCodes.RequestCancelled);
  });
});

describe("quick fixes for a client that", () => {
  const fixes = async (context: object | undefined, line = 1) => {
    const server = await session(RICH);
    await server.open(URI, OPEN_RELAY);
    const diagnostics = await pull(server, URI);
    const start = { line, character: 3 };
    const actions = await server.client.sendRequest<CodeAction[]>("textDocument/codeAction", {
      textDocument: { uri: URI },
      range: { start, end: start },
      context,
    });
    return { diagnostics, titles: actions.map(({ title }) => title) };
  };
  const withoutData = ({ data: _, ...rest }: Diagnostic): Diagnostic => rest;

  it("sends its diagnostics without data", async () => {
    const { diagnostics } = await fixes({ diagnostics: [] });
    const { titles } = await fixes({ diagnostics: diagnostics.map(withoutData) });
    expect(titles[0]).toMatch(/^Remove FEATURE\(`promiscuous_relay'\)/);
  });

  it.each<[string, object | undefined]>([
    ["no diagnostics", { diagnostics: [] }],
    ["a context without diagnostics", {}],
    ["no context", undefined],
    ["null", { diagnostics: null }],
  ])("sends a range and %s", async (_, context) => {
    expect((await fixes(context)).titles[0]).toMatch(/^Remove FEATURE\(`promiscuous_relay'\)/);
    expect((await fixes(context, 2)).titles).toEqual([]);
  });

  it("shows findings of other programs only", async () => {
    const start = { line: 1, character: 0 };
    const other: Diagnostic = { range: { start, end: start }, message: "spelling", code: 7, source: "spell" };
    expect((await fixes({ diagnostics: [other] })).titles[0]).toMatch(/^Remove FEATURE\(`promiscuous_relay'\)/);
  });
});

describe("a client that shows plain text", () => {
  it("gets hovers, details and signatures without Markdown", async () => {
    const format = [MarkupKind.PlainText, MarkupKind.Markdown];
    const { client, open } = await session({
      textDocument: {
        hover: { contentFormat: format },
        completion: { completionItem: { documentationFormat: format } },
        signatureHelp: { signatureInformation: { documentationFormat: [MarkupKind.PlainText] } },
      },
    });
    await open(URI, `${OPEN_RELAY}FEATURE(\`dnsbl', \``);
    const at = (line: number, character: number) => ({ textDocument: { uri: URI }, position: { line, character } });
    const hover = await client.sendRequest<Hover>("textDocument/hover", at(1, 12));
    expect(hover.contents).toMatchObject({ kind: "plaintext", value: expect.stringContaining("(https://") });
    const [item] = await client.sendRequest<CompletionItem[]>("textDocument/completion", at(1, 9));
    const resolved = await client.sendRequest<CompletionItem>("completionItem/resolve", item);
    expect(resolved.documentation).toMatchObject({ kind: "plaintext", value: expect.stringContaining("FEATURE(") });
    const help = await client.sendRequest<SignatureHelp>("textDocument/signatureHelp", at(3, 18));
    const texts = JSON.stringify([hover.contents, resolved.documentation, help]);
    expect(texts).toContain('"plaintext"');
    expect(texts).not.toMatch(/"markdown"|\*\*|```|\]\(/);
  });
});

describe("a client that does not answer", () => {
  it("is served with the defaults, and its settings are used when they come", async () => {
    let answer: (settings: unknown) => void = () => undefined;
    const { client, published } = connect();
    client.onRequest("workspace/configuration", () => new Promise((resolve) => (answer = resolve)));
    client.onRequest("client/registerCapability", () => new Promise(() => undefined));
    await client.sendRequest("initialize", {
      ...INITIALIZE,
      capabilities: {
        workspace: {
          configuration: true,
          didChangeConfiguration: { dynamicRegistration: true },
          didChangeWatchedFiles: { dynamicRegistration: true },
        },
      },
    });
    // The server waits for a second, which goes by faster here.
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"], shouldAdvanceTime: true });
    await client.sendNotification("initialized", {});
    await client.sendNotification("textDocument/didOpen", {
      textDocument: { uri: URI, languageId: "", version: 1, text: OPEN_RELAY },
    });
    await until(() => {
      vi.advanceTimersByTime(100);
      return published.find(({ diagnostics }) => diagnostics.length === 1);
    });
    answer([{ rules: { "relay-promiscuous": "off", "relay-open": "off" } }]);
    await until(() => (published.at(-1)?.diagnostics.length === 0 ? true : undefined));
  });
});
