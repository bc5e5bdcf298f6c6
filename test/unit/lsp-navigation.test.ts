// Outline, folding, definition, references, highlights, links, tokens and symbols, as a client asks for them.
import { afterEach, describe, expect, it } from "vitest";
import { endSessions, session } from "./lsp-session.ts";

const URI = "file:///etc/mail/sendmail.cf";
const TEXT = "V10/Berkeley\nDSsmart\nDMx\nSone\nR$*\t$: $>two $1\nR$-\t$1\nStwo\nR$+\t$1\n";
const NESTED = { textDocument: { documentSymbol: { hierarchicalDocumentSymbolSupport: true } } };

afterEach(endSessions);

async function open(capabilities: object = NESTED) {
  const server = await session(capabilities, { [URI]: TEXT });
  await server.open(URI, TEXT);
  const ask = <T>(method: string, params: object = {}): Promise<T> =>
    server.client.sendRequest(method, { textDocument: { uri: URI }, ...params });
  return { ...server, ask };
}

describe("the server", () => {
  it("promises everything that it can do", async () => {
    const { initialized } = await open();
    expect(Object.keys(initialized.capabilities).sort()).toEqual([
      "codeActionProvider",
      "codeLensProvider",
      "completionProvider",
      "definitionProvider",
      "diagnosticProvider",
      "documentFormattingProvider",
      "documentHighlightProvider",
      "documentLinkProvider",
      "documentRangeFormattingProvider",
      "documentSymbolProvider",
      "executeCommandProvider",
      "foldingRangeProvider",
      "hoverProvider",
      "inlayHintProvider",
      "referencesProvider",
      "renameProvider",
      "selectionRangeProvider",
      "semanticTokensProvider",
      "signatureHelpProvider",
      "textDocumentSync",
      "workspace",
      "workspaceSymbolProvider",
    ]);
    expect(initialized.capabilities).toMatchObject({
      textDocumentSync: 2,
      completionProvider: { resolveProvider: true },
      signatureHelpProvider: {},
      semanticTokensProvider: { full: true, range: true },
      diagnosticProvider: { interFileDependencies: true, workspaceDiagnostics: true },
      codeActionProvider: { codeActionKinds: expect.arrayContaining(["quickfix"]) },
      workspace: { workspaceFolders: { supported: true } },
    });
    const { completionProvider, semanticTokensProvider } = initialized.capabilities;
    expect(completionProvider?.triggerCharacters).toEqual(expect.arrayContaining(["`", "\t", "/", "@"]));
    expect(semanticTokensProvider?.legend.tokenModifiers).toEqual(expect.arrayContaining(["dangerous"]));
  });

  it("answers each of these requests", async () => {
    const { ask } = await open();
    const position = { line: 4, character: 10 };
    const range = { start: { line: 4, character: 0 }, end: { line: 5, character: 0 } };
    expect(await ask("textDocument/documentSymbol")).toMatchObject([
      { name: "Macros", children: [{ name: "S" }, { name: "M" }] },
      { name: "one" },
      { name: "two" },
    ]);
    expect(await ask("textDocument/foldingRange")).toContainEqual({ startLine: 3, endLine: 5 });
    expect(await ask("textDocument/definition", { position })).toMatchObject([
      { uri: URI, range: { start: { line: 6 } } },
    ]);
    const context = { includeDeclaration: true };
    expect(await ask("textDocument/references", { position, context })).toHaveLength(2);
    expect(await ask("textDocument/references", { position, context: { includeDeclaration: false } })).toHaveLength(1);
    expect(await ask("textDocument/documentHighlight", { position })).toHaveLength(2);
    expect(await ask("textDocument/documentLink")).toEqual([]);
    const all = await ask<{ data: number[] }>("textDocument/semanticTokens/full");
    const some = await ask<{ data: number[] }>("textDocument/semanticTokens/range", { range });
    expect(some.data.length).toBeGreaterThan(0);
    expect(some.data.length).toBeLessThan(all.data.length);
    expect(await ask("workspace/symbol", { query: "TW" })).toMatchObject([{ name: "two", location: { uri: URI } }]);
  });

  it("renames a domain in all files, and says why it does not", async () => {
    const mc = "file:///etc/mail/sendmail.mc";
    const access = "file:///etc/mail/access";
    const files = {
      [mc]: "OSTYPE(`linux')dnl\nFEATURE(`access_db')dnl\nRELAY_DOMAIN(`a.example')dnl\nMAILER(`smtp')dnl\n",
      [access]: "a.example\tRELAY\nb.example\tRELAY\n",
    };
    const server = await session({ textDocument: { rename: { prepareSupport: true } } }, files);
    expect(server.initialized.capabilities.renameProvider).toEqual({ prepareProvider: true });
    await server.open(access, files[access] ?? "");
    const params = { textDocument: { uri: access }, position: { line: 0, character: 2 } };
    expect(await server.client.sendRequest("textDocument/prepareRename", params)).toMatchObject({
      placeholder: "a.example",
    });
    const rename = (newName: string) => server.client.sendRequest("textDocument/rename", { ...params, newName });
    expect(await rename("c.example")).toMatchObject({
      changes: { [mc]: [{ newText: "c.example" }], [access]: [{ newText: "c.example" }] },
    });
    await expect(rename("b.example")).rejects.toThrow("access already has a line for b.example.");
    await expect(
      server.client.sendRequest("textDocument/prepareRename", {
        textDocument: { uri: mc },
        position: { line: 1, character: 12 },
      }),
    ).rejects.toThrow("access_db has its meaning from sendmail, so it keeps its name.");
    const comment = { ...params, position: { line: 0, character: 12 } };
    expect(await server.client.sendRequest("textDocument/prepareRename", comment)).toBeNull();
  });

  it("links only to files that are there, and F12 leads to them", async () => {
    const mc = "file:///etc/mail/sendmail.mc";
    const text =
      "OSTYPE(`linux')dnl\ndefine(`confCACERT', `/etc/mail/certs/ca.pem')dnl\ndefine(`confSERVER_CERT', `/etc/mail/certs/none.pem')dnl\n";
    const server = await session({}, { [mc]: text, "file:///etc/mail/certs/ca.pem": "x" });
    await server.open(mc, text);
    const textDocument = { uri: mc };
    expect(await server.client.sendRequest("textDocument/documentLink", { textDocument })).toMatchObject([
      { range: { start: { line: 1 } }, target: "file:///etc/mail/certs/ca.pem" },
    ]);
    const at = (line: number) => ({ textDocument, position: { line, character: 30 } });
    expect(await server.client.sendRequest("textDocument/definition", at(1))).toMatchObject([
      { uri: "file:///etc/mail/certs/ca.pem" },
    ]);
    expect(await server.client.sendRequest("textDocument/definition", at(2))).toEqual([]);
  });

  it("grows a selection", async () => {
    const { ask } = await open();
    const positions = [{ line: 4, character: 10 }];
    const [grown] = await ask<{ range: object; parent: object }[]>("textDocument/selectionRange", { positions });
    expect(grown).toMatchObject({ range: { start: { line: 4, character: 9 } }, parent: {} });
  });

  it("gives a flat outline to a client that shows no levels, and no more folds than it takes", async () => {
    const { ask } = await open({ textDocument: { foldingRange: { rangeLimit: 1 } } });
    expect(await ask("textDocument/documentSymbol")).toMatchObject([
      { name: "Macros", location: { uri: URI } },
      { name: "S", containerName: "Macros" },
      { name: "M", containerName: "Macros" },
      { name: "one" },
      { name: "two" },
    ]);
    expect(await ask("textDocument/foldingRange")).toHaveLength(1);
  });

  it("says nothing of a file that is none of sendmail's", async () => {
    const { ask } = await open();
    const textDocument = { uri: "file:///etc/passwd" };
    for (const method of ["documentSymbol", "foldingRange", "documentLink"])
      expect(await ask(`textDocument/${method}`, { textDocument })).toEqual([]);
    const position = { line: 0, character: 0 };
    for (const method of ["definition", "documentHighlight"])
      expect(await ask(`textDocument/${method}`, { textDocument, position })).toEqual([]);
  });
});
