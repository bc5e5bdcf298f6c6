// What a client without our extension does by standard means: commands, the pages that they show, and actions that name them.
import { afterEach, describe, expect, it } from "vitest";
import {
  type ClientCapabilities,
  type CodeAction,
  CodeActionTriggerKind,
  type CodeLens,
  ErrorCodes,
  type ShowDocumentParams,
  type WorkspaceEdit,
} from "vscode-languageserver/node";
import { EXTENSION, endSessions, session, until } from "./lsp-session.ts";

afterEach(endSessions);

const URI = "file:///etc/mail/sendmail.mc";
const ACCESS = "file:///etc/mail/access";
const MC = "OSTYPE(`linux')dnl\nFEATURE(`access_db')dnl\nMAILER(`local')dnl\nMAILER(`smtp')dnl\n";

const ABLE: ClientCapabilities = {
  textDocument: { diagnostic: {} },
  workspace: { executeCommand: {} },
  window: { showDocument: { support: true } },
};

/** A client that shows documents, with the pages that the server wrote. */
async function editor(capabilities = ABLE, files: Readonly<Record<string, string>> = {}) {
  const written: Record<string, string> = {};
  const pages = {
    write: async (name: string, text: string) => {
      written[name] = text;
      return `file:///tmp/pages/${name}`;
    },
  };
  const server = await session(capabilities, { [ACCESS]: "com RELAY\n", ...files }, {}, { pages });
  const shown: ShowDocumentParams[] = [];
  server.client.onRequest("window/showDocument", (params: ShowDocumentParams) => {
    shown.push(params);
    return { success: true };
  });
  await server.open(URI, MC);
  const run = (command: string, ...args: readonly unknown[]) =>
    server.client.sendRequest<{ uri: string | null; text: string } | null>("workspace/executeCommand", {
      command,
      arguments: args,
    });
  return { ...server, written, shown, run };
}

describe("commands of a client without our extension", () => {
  it("are named in the handshake, and are not for our extension, which has them itself", async () => {
    const { initialized } = await editor();
    expect(initialized.capabilities.executeCommandProvider?.commands).toEqual(
      expect.arrayContaining([
        "sendmail.relayReport",
        "sendmail.tryTransaction",
        "sendmail.preview",
        "sendmail.explainRule",
      ]),
    );
    const extension = await session(ABLE, {}, EXTENSION);
    expect(extension.initialized.capabilities.executeCommandProvider).toBeUndefined();
  });

  it.each<[string, readonly unknown[], string, RegExp]>([
    ["sendmail.relayReport", [URI], "relay-report.md", /^# Who may relay through sendmail\.mc\?[\s\S]*access:1/],
    ["sendmail.relayReport", [], "relay-report.md", /^# Who may relay through sendmail\.mc\?/],
    ["sendmail.tryTransaction", [URI], "transaction.md", /```text/],
    [
      "sendmail.tryTransaction",
      [URI, { clientAddress: "192.0.2.7", recipient: "joe@far.example" }],
      "transaction.md",
      /^# Refused at RCPT TO: 550 5\.7\.1[\s\S]*192\.0\.2\.7[\s\S]*joe@far\.example/,
    ],
    ["sendmail.where", [URI, { recipient: "joe@far.example" }], "where.md", /^# /],
    ["sendmail.rewriteAddress", [URI, { address: "joe", mailer: "local" }], "rewriting.md", /^# /],
    ["sendmail.preview", [URI], "sendmail.cf", /./],
    ["sendmail.explainRule", ["relay-promiscuous"], "relay-promiscuous.md", /^# relay-promiscuous/],
  ])("%s with %j writes a page and has it shown", async (command, args, name, text) => {
    const { written, shown, run } = await editor();
    const page = await run(command, ...args);
    expect(page?.text).toMatch(text);
    expect(written[name]).toBe(page?.text);
    await until(() => shown[0]);
    expect(shown).toEqual([{ uri: `file:///tmp/pages/${name}`, takeFocus: true }]);
  });

  it("take dangerous grants out of all files of a server, and say what is left", async () => {
    const { client, told, run } = await editor();
    const edits: WorkspaceEdit[] = [];
    client.onRequest("workspace/applyEdit", ({ edit }: { edit: WorkspaceEdit }) => {
      edits.push(edit);
      return { applied: true };
    });
    expect(await run("sendmail-lint.removeDangerousSettings", URI)).toBe("2 ways to relay before, 0 after.");
    expect(edits.map(({ changes }) => changes?.[ACCESS]?.map(({ newText }) => newText))).toEqual([["# "]]);
    await until(() => told.find((text) => text === "Sendmail: 2 ways to relay before, 0 after."));
  });

  it("lead from a .cf to its .mc", async () => {
    const { shown, run } = await editor();
    expect(await run("sendmail.openSource", URI)).toBeNull();
    await until(() => shown[0]);
    expect(shown[0]?.uri).toBe(URI);
  });

  it("say where the page is, where an editor cannot show it", async () => {
    const { told, run } = await editor({ workspace: { executeCommand: {} } });
    await run("sendmail.relayReport", URI);
    expect(await until(() => told[0])).toBe("Sendmail: Open file:///tmp/pages/relay-report.md");
  });

  it("say that there is nothing to show", async () => {
    const { told, written, run } = await editor();
    expect(await run("sendmail.explainRule", "no-such-rule")).toBeNull();
    expect(await run("sendmail.relayReport", "file:///home/me/notes.txt")).toBeNull();
    await until(() => told[1]);
    expect(told).toEqual([
      "Sendmail: There is no rule no-such-rule.",
      "Sendmail: There is no configuration here to report on.",
    ]);
    expect(written).toEqual({});
  });

  it.each<[string, readonly unknown[]]>([
    ["no.such", [URI]],
    ["sendmail.relayReport", [7]],
    ["sendmail.tryTransaction", [URI, { client: "192.0.2.7" }]],
    ["sendmail.tryTransaction", [URI, { recipient: 7 }]],
    ["sendmail.tryTransaction", [URI, { clientResolve: "MAYBE" }]],
    ["sendmail.tryTransaction", [URI, "stranger"]],
    ["sendmail.where", [URI, { address: "joe" }]],
    ["sendmail.rewriteAddress", [URI, { mailer: 7 }]],
  ])("with what they do not understand are refused: %s %j", async (command, args) => {
    const { run } = await editor();
    await expect(run(command, ...args)).rejects.toMatchObject({ code: ErrorCodes.InvalidParams });
  });
});

describe("actions and lenses of a client that does commands", () => {
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  const actions = async (context: object, uri = URI) => {
    const server = await editor();
    const found = await server.client.sendRequest<CodeAction[]>("textDocument/codeAction", {
      textDocument: { uri },
      range,
      context: { diagnostics: [], ...context },
    });
    return found.map(({ title, command }) => [title, command?.command]);
  };

  it("lead to the pages, where the user asks for actions", async () => {
    const all = [
      ["Show who may relay", "sendmail.relayReport"],
      ["Try an SMTP transaction", "sendmail.tryTransaction"],
      ["Show where mail goes", "sendmail.where"],
      ["Show how an address is rewritten", "sendmail.rewriteAddress"],
      ["Preview the sendmail.cf", "sendmail.preview"],
    ];
    expect(await actions({})).toEqual(all);
    expect(await actions({ only: ["source"], triggerKind: CodeActionTriggerKind.Invoked })).toEqual(all);
    expect(await actions({ only: ["source.sendmail.preview"] })).toEqual([all[4]]);
    expect(await actions({ only: ["quickfix"] })).toEqual([]);
    expect(await actions({ triggerKind: CodeActionTriggerKind.Automatic })).toEqual([]);
    expect(await actions({}, "file:///home/me/notes.txt")).toEqual([]);
  });

  it("explain a rule, and count the grants above a table", async () => {
    const server = await editor();
    await server.open(ACCESS, "com RELAY\n");
    const found = await server.client.sendRequest<CodeAction[]>("textDocument/codeAction", {
      textDocument: { uri: ACCESS },
      range,
      context: { diagnostics: [] },
    });
    expect(found.map(({ command }) => command)).toContainEqual(
      expect.objectContaining({ command: "sendmail.explainRule", arguments: ["relay-public-suffix"] }),
    );
    const [lens] = await server.client.sendRequest<CodeLens[]>("textDocument/codeLens", {
      textDocument: { uri: ACCESS },
    });
    expect(lens?.command).toMatchObject({ command: "sendmail.relayReport", arguments: [ACCESS] });
  });

  it("fix a finding in a line", async () => {
    const server = await editor();
    const edits: WorkspaceEdit[] = [];
    server.client.onRequest("workspace/applyEdit", ({ edit }: { edit: WorkspaceEdit }) => {
      edits.push(edit);
      return { applied: true };
    });
    await server.run("sendmail.fixFinding", ACCESS, { line: 0, code: "relay-public-suffix" });
    expect(edits[0]?.changes?.[ACCESS]).toHaveLength(1);
    await expect(server.run("sendmail.fixFinding", ACCESS, { line: -1 })).rejects.toThrow(/A finding has a line/);
  });
});
