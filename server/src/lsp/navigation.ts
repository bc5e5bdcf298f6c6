// The requests by which a person finds the way: outline, folding, definition, references, highlights, links, tokens, symbols.
import {
  type Connection,
  type DocumentSymbol,
  LSPErrorCodes,
  ResponseError,
  type SymbolInformation,
  type TextDocumentIdentifier,
  type TextDocumentPositionParams,
} from "vscode-languageserver";
import type { Checkpoint, Service } from "../service.ts";
import type { ClientAbilities } from "./abilities.ts";
import type { Gate } from "./gate.ts";

/** Parameters of a question about a whole file. */
interface WholeFile {
  readonly textDocument: TextDocumentIdentifier;
}

/**
 * Answers these requests.
 *
 * @param client what the client said in the handshake, which comes after this
 */
export function navigate(
  connection: Connection,
  gate: Gate,
  service: () => Service,
  client: () => ClientAbilities,
): void {
  const file = <T>(method: string, ask: (uri: string, go: Checkpoint) => Promise<readonly T[]>) =>
    gate.request(method, async ({ textDocument: { uri } }: WholeFile, go) => [...(await ask(uri, go))]);
  const place = <T, Params extends TextDocumentPositionParams>(
    method: string,
    ask: (params: Params, go: Checkpoint) => Promise<readonly T[]>,
  ) => gate.request(method, async (params: Params, go) => [...(await ask(params, go))]);

  connection.onDocumentSymbol(
    gate.request("textDocument/documentSymbol", async ({ textDocument: { uri } }: WholeFile, go) => {
      const symbols = [...(await service().outline(uri, go))];
      return client().nestsSymbols ? symbols : flat(uri, symbols, undefined);
    }),
  );
  connection.onFoldingRanges(
    gate.request("textDocument/foldingRange", async ({ textDocument: { uri } }: WholeFile, go) => {
      const ranges = await service().folding(uri, go);
      return ranges.slice(0, client().mostFoldingRanges);
    }),
  );
  connection.onDocumentLinks(file("textDocument/documentLink", (uri, go) => service().links(uri, go)));
  connection.onDefinition(
    place("textDocument/definition", ({ textDocument: { uri }, position }, go) =>
      service().definition(uri, position, go),
    ),
  );
  connection.onReferences(
    gate.request("textDocument/references", async ({ textDocument: { uri }, position, context }, go) => [
      ...(await service().references(uri, position, context?.includeDeclaration !== false, go)),
    ]),
  );
  connection.onDocumentHighlight(
    place("textDocument/documentHighlight", ({ textDocument: { uri }, position }, go) =>
      service().highlights(uri, position, go),
    ),
  );
  connection.onDocumentFormatting(
    gate.request("textDocument/formatting", async ({ textDocument: { uri } }, go) => [
      ...(await service().format(uri, undefined, go)),
    ]),
  );
  connection.onDocumentRangeFormatting(
    gate.request("textDocument/rangeFormatting", async ({ textDocument: { uri }, range }, go) => [
      ...(await service().format(uri, range, go)),
    ]),
  );
  connection.onSelectionRanges(
    gate.request("textDocument/selectionRange", async ({ textDocument: { uri }, positions }, go) => [
      ...(await service().selectionRanges(uri, positions ?? [], go)),
    ]),
  );
  connection.onPrepareRename(
    gate.request("textDocument/prepareRename", async ({ textDocument: { uri }, position }, go) => {
      const found = await service().prepareRename(uri, position, go);
      if (typeof found === "string") throw new ResponseError(LSPErrorCodes.RequestFailed, found);
      return found ?? null;
    }),
  );
  connection.onRenameRequest(
    gate.request("textDocument/rename", async ({ textDocument: { uri }, position, newName }, go) => {
      const edit = await service().rename(uri, position, newName, go);
      if (typeof edit === "string") throw new ResponseError(LSPErrorCodes.RequestFailed, edit);
      return edit ?? null;
    }),
  );
  connection.onWorkspaceSymbol(
    gate.request("workspace/symbol", async ({ query }, go) => [...(await service().symbols(query, go))]),
  );
  connection.languages.semanticTokens.on(
    gate.request("textDocument/semanticTokens/full", async ({ textDocument: { uri } }, go) => ({
      data: [...(await service().semanticTokens(uri, undefined, go))],
    })),
  );
  connection.languages.semanticTokens.onRange(
    gate.request("textDocument/semanticTokens/range", async ({ textDocument: { uri }, range }, go) => ({
      data: [...(await service().semanticTokens(uri, range, go))],
    })),
  );
}

/** An outline without levels, for clients that show none. */
function flat(uri: string, symbols: readonly DocumentSymbol[], containerName: string | undefined): SymbolInformation[] {
  return symbols.flatMap(({ name, kind, range, children = [] }) => [
    { name, kind, location: { uri, range }, ...(containerName === undefined ? {} : { containerName }) },
    ...flat(uri, children, name),
  ]);
}
