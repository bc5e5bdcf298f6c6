// Which documents are sendmail's.
import { type Disposable, type TextDocument, Uri, window } from "vscode";
import { LANGUAGES } from "./kinds.ts";

export type Language = (typeof LANGUAGES)[number];

/** Where settings lie beside a configuration; the server reads them as they are in an editor. */
export const PROJECT_FILES = "**/.sendmail-lint.json";

/** Tests beside a configuration. */
export const RELAY_TEST_FILES = "**/*.relay-test.{yaml,yml}";

/** True for a file of relay tests. */
export function isRelayTests(uri: Uri): boolean {
  return /\.relay-test\.ya?ml$/.test(uri.path);
}

/** True for a document of one of our languages, or of those given. */
export function isSendmail(document: TextDocument, languages: readonly Language[] = LANGUAGES): boolean {
  return (languages as readonly string[]).includes(document.languageId);
}

/** The file that a command is about: a lens or a page names it, a menu gives it, else it is the one that the user sees. */
export function fileOf(argument: unknown): string | undefined {
  if (typeof argument === "string") return argument;
  return argument instanceof Uri ? argument.toString() : activeDocument()?.uri.toString();
}

/** True for a file on a disk of the server; else tells the user how to have it there. */
export function isOnDisk(document: TextDocument): boolean {
  if (document.uri.scheme === "file") return true;
  window.showInformationMessage(
    document.isUntitled
      ? "This works with the files of a server: save this text in their folder first."
      : "This needs files on a disk, and this one is not on one. Open its folder in VS Code on the server or a desktop.",
  );
  return false;
}

/** The document that the user saw last. */
let seen: TextDocument | undefined;

/** Remembers what the user saw last: a page or the walkthrough may cover it when they run a command. */
export function registerSeenDocument(): Disposable {
  seen = window.activeTextEditor?.document;
  return window.onDidChangeActiveTextEditor((editor) => {
    seen = editor?.document ?? seen;
  });
}

/** The document that the user sees, or saw last where a page covers it; tells them to open one where that is another program's, and gives undefined. */
export function activeDocument(languages: readonly Language[] = LANGUAGES): TextDocument | undefined {
  const document = window.activeTextEditor?.document ?? (seen?.isClosed ? undefined : seen);
  if (document && isSendmail(document, languages)) return document;
  const wanted = languages === LANGUAGES ? "a sendmail configuration file" : "the .mc file";
  window.showInformationMessage(`Open ${wanted} first, then run the command again.`);
  return undefined;
}
