// What a client says in the handshake that it can do, and the folders that it has open.
import { type InitializeParams, MarkupKind } from "vscode-languageserver";
import type { ClientOptions } from "../protocol.ts";

/** What the client can do that changes how we speak to it. */
export interface ClientAbilities {
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly hasConfiguration: boolean;
  readonly registersConfiguration: boolean;
  readonly registersWatchers: boolean;
  /** It watches files below a folder that it has not open. */
  readonly watchesByFolder: boolean;
  readonly tellsFolders: boolean;
  readonly fillsSnippets: boolean;
  /** It shows an outline with levels. */
  readonly nestsSymbols: boolean;
  /** It asks what can be renamed before its user types a name. */
  readonly preparesRename: boolean;
  /** Stretches to fold that it takes in; undefined: any number. */
  readonly mostFoldingRanges: number | undefined;
  /** It shows the parts of an edit, and makes those that its user confirms. */
  readonly annotatesChanges: boolean;
  readonly executesCommands: boolean;
  readonly showsDocuments: boolean;
  /** Markdown in hovers, in the details of completions and in signatures; false where plain text is wanted. */
  readonly markdown: { readonly hover: boolean; readonly completion: boolean; readonly signature: boolean };
  readonly isExtension: boolean;
}

/** Reads them. A client that says nothing of a text's format is taken to show Markdown, as most did before they could say. */
export function abilitiesOf({ capabilities, initializationOptions }: InitializeParams): ClientAbilities {
  const { workspace, textDocument, window } = capabilities;
  const options: ClientOptions | null | undefined = initializationOptions;
  const completionItem = textDocument?.completion?.completionItem;
  return {
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    hasConfiguration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    registersWatchers: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    watchesByFolder: workspace?.didChangeWatchedFiles?.relativePatternSupport === true,
    tellsFolders: workspace?.workspaceFolders === true,
    fillsSnippets: completionItem?.snippetSupport === true,
    nestsSymbols: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    preparesRename: textDocument?.rename?.prepareSupport === true,
    mostFoldingRanges: textDocument?.foldingRange?.rangeLimit,
    annotatesChanges:
      workspace?.workspaceEdit?.documentChanges === true &&
      workspace.workspaceEdit.changeAnnotationSupport !== undefined,
    executesCommands: workspace?.executeCommand !== undefined,
    showsDocuments: window?.showDocument?.support === true,
    markdown: {
      hover: wantsMarkdown(textDocument?.hover?.contentFormat),
      completion: wantsMarkdown(completionItem?.documentationFormat),
      signature: wantsMarkdown(textDocument?.signatureHelp?.signatureInformation?.documentationFormat),
    },
    isExtension: options?.isExtension === true,
  };
}

/** The format that a client names first is the one it prefers. */
function wantsMarkdown(formats: readonly MarkupKind[] | undefined): boolean {
  return formats === undefined || formats.length === 0 || formats[0] === MarkupKind.Markdown;
}

/** The folders that are open; older clients name one, as `rootUri`. */
export function foldersOf({ workspaceFolders, rootUri }: InitializeParams): readonly string[] {
  if (workspaceFolders) return workspaceFolders.map(({ uri }) => uri);
  return rootUri ? [rootUri] : [];
}
