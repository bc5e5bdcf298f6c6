// Gives a plain-text document its language where only its content or the server's files can tell: `*.mc` and `access` are names that others
// use too, and a list of recipients has any name.
import { Disposable, languages, type TextDocument, workspace } from "vscode";
import { type IdentifyParams, type IdentifyResult, REQUEST } from "../../server/src/protocol.ts";
import type { SendmailClient } from "./client.ts";
import { CANDIDATE } from "./kinds.ts";
import { Latest } from "./latest.ts";
import { PREVIEW_SCHEME } from "./preview.ts";

/** The server looks at the beginning of a file only; there is no need to send an access map of 100 MB. */
const ENOUGH = 64 * 1024;

/** Words that only a configuration of sendmail calls: worth asking the server about a text that has no name yet. */
const CALLS = /\b(?:VERSIONID|OSTYPE|FEATURE|MAILER)\(`/;
/** Typing pauses this long (milliseconds) before a text without a name is looked at. */
const PAUSE = 300;

export function registerIdentification(client: SendmailClient): Disposable {
  const look = async (document: TextDocument) => {
    // A preview that could not be built is plain text for a reason.
    if (document.uri.scheme === PREVIEW_SCHEME) return;
    if (document.languageId !== "plaintext" || (document.isUntitled && !isWorthAsking(document))) return;
    // A text without a name is asked about by what it would be called.
    const uri = document.isUntitled ? "untitled:sendmail.mc" : document.uri.toString();
    // Where the name is not one of ours, only the files of a known server can tell.
    const params: IdentifyParams = { uri, text: isWorthAsking(document) ? beginning(document) : "" };
    // Without a server nothing is known of the file, and it stays as it is.
    const found = await client.ask<IdentifyResult>(REQUEST.identify, params).catch(() => undefined);
    if (found?.languageId && !document.isClosed) await languages.setTextDocumentLanguage(document, found.languageId);
  };
  workspace.textDocuments.forEach(look);
  const untitled = new Latest(async () => {
    await Promise.all(workspace.textDocuments.filter(({ isUntitled }) => isUntitled).map(look));
  }, PAUSE);
  return Disposable.from(
    untitled,
    workspace.onDidOpenTextDocument(look),
    workspace.onDidSaveTextDocument(look),
    workspace.onDidChangeTextDocument(({ document }) => {
      if (document.isUntitled && document.languageId === "plaintext") untitled.run();
    }),
  );
}

function isWorthAsking(document: TextDocument): boolean {
  return document.isUntitled ? CALLS.test(beginning(document)) : CANDIDATE.test(document.uri.path);
}

function beginning(document: TextDocument): string {
  const text = document.getText();
  return text.length > ENOUGH ? text.slice(0, ENOUGH) : text;
}
