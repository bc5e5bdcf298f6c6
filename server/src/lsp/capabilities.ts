// What the server tells a client that it can do.
import { CodeActionKind, type ServerCapabilities, TextDocumentSyncKind } from "vscode-languageserver";
import {
  COMPLETION_TRIGGERS,
  FIX_ALL_KIND,
  SIGNATURE_TRIGGERS,
  TOKEN_MODIFIERS,
  TOKEN_TYPES,
  TRY_IT_KIND,
} from "../features/promises.ts";
import type { ClientAbilities } from "./abilities.ts";
import { Commands } from "./commands.ts";

/** Whether the server does the commands that lenses and actions name. Our extension does them itself. */
export function executesCommands(client: ClientAbilities): boolean {
  return client.executesCommands && !client.isExtension;
}

/** What is offered to a client. */
export function capabilitiesFor(client: ClientAbilities): ServerCapabilities {
  return {
    textDocumentSync: TextDocumentSyncKind.Incremental,
    hoverProvider: true,
    completionProvider: { triggerCharacters: COMPLETION_TRIGGERS, resolveProvider: true },
    signatureHelpProvider: { triggerCharacters: SIGNATURE_TRIGGERS },
    documentSymbolProvider: true,
    foldingRangeProvider: true,
    definitionProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    documentLinkProvider: {},
    selectionRangeProvider: true,
    documentFormattingProvider: true,
    documentRangeFormattingProvider: true,
    renameProvider: client.preparesRename ? { prepareProvider: true } : true,
    semanticTokensProvider: {
      legend: { tokenTypes: [...TOKEN_TYPES], tokenModifiers: [...TOKEN_MODIFIERS] },
      full: true,
      range: true,
    },
    workspaceSymbolProvider: true,
    codeActionProvider: {
      codeActionKinds: [
        CodeActionKind.QuickFix,
        FIX_ALL_KIND,
        TRY_IT_KIND,
        ...(executesCommands(client) ? [CodeActionKind.Source] : []),
      ],
    },
    diagnosticProvider: { identifier: "sendmail", interFileDependencies: true, workspaceDiagnostics: true },
    inlayHintProvider: true,
    codeLensProvider: {},
    // Our own extension has commands of its own.
    ...(client.isExtension ? {} : { executeCommandProvider: { commands: [...Commands.names] } }),
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  };
}
