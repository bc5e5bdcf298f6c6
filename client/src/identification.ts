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
  /** Files that were empty when they got their language: what is written into them may be another program's. */
  const begun = new Set<string>();
  const look = async (document: TextDocument) => {
    // A preview that could not be built is plain text for a reason.
    if (document.uri.scheme === PREVIEW_SCHEME) return;
    if (begun.has(document.uri.toString()) && document.languageId !== "plaintext") return await lookAgain(document);
    if (document.languageId !== "plaintext" || (document.isUntitled && !isWorthAsking(document))) return;
    const languageId = await languageOf(document);
    if (!languageId || document.isClosed) return;
    if (!document.isUntitled && isBlank(document)) begun.add(document.uri.toString());
    await languages.setTextDocumentLanguage(document, languageId);
  };
  /** Gives a file that was empty its old language back where it turned out to be another program's. */
  const lookAgain = async (document: TextDocument) => {
    if (isBlank(document)) return;
    begun.delete(document.uri.toString());
    if ((await languageOf(document)) === null && !document.isClosed)
      await languages.setTextDocumentLanguage(document, "plaintext");
  };
  /** The language that the server knows for a document: null for a file that is not sendmail's, undefined without a server. */
  const languageOf = async (document: TextDocument) => {
    // A text without a name is asked about by what it would be called.
    const uri = document.isUntitled ? "untitled:sendmail.mc" : document.uri.toString();
    // Where the name is not one of ours, only the files of a known server can tell.
    const params: IdentifyParams = { uri, text: isWorthAsking(document) ? beginning(document) : "" };
    const found = await client.ask<IdentifyResult>(REQUEST.identify, params).catch(() => undefined);
    return found?.languageId;
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

function isBlank(document: TextDocument): boolean {
  return beginning(document).trim() === "";
}

function beginning(document: TextDocument): string {
  const text = document.getText();
  return text.length > ENOUGH ? text.slice(0, ENOUGH) : text;
}
