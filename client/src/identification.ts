// Gives a plain-text document its language where only its content can tell: `*.mc` and `access` are names that others use too.
import { Disposable, languages, type TextDocument, workspace } from "vscode";
import { type IdentifyParams, type IdentifyResult, REQUEST } from "../../server/src/protocol.ts";
import type { SendmailClient } from "./client.ts";
import { CANDIDATE } from "./kinds.ts";

/** The server looks at the beginning of a file only; there is no need to send an access map of 100 MB. */
const ENOUGH = 64 * 1024;

export function registerIdentification(client: SendmailClient): Disposable {
  const look = async (document: TextDocument) => {
    if (document.languageId !== "plaintext" || !CANDIDATE.test(document.uri.path)) return;
    const params: IdentifyParams = { uri: document.uri.toString(), text: beginning(document) };
    // Without a server nothing is known of the file, and it stays as it is.
    const found = await client.ask<IdentifyResult>(REQUEST.identify, params).catch(() => undefined);
    if (found?.languageId && !document.isClosed) await languages.setTextDocumentLanguage(document, found.languageId);
  };
  workspace.textDocuments.forEach(look);
  return Disposable.from(workspace.onDidOpenTextDocument(look), workspace.onDidSaveTextDocument(look));
}

function beginning(document: TextDocument): string {
  const text = document.getText();
  return text.length > ENOUGH ? text.slice(0, ENOUGH) : text;
}
