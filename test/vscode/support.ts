// What the suites share: files of the workspace, waiting for an answer, and a file as it was before the test.
import * as assert from "node:assert/strict";
import * as vscode from "vscode";

export { assert, vscode };

/** A file of the folder that is open: a copy of examples/, and what test/fixtures/workspace adds. */
export function file(path: string): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder, "the suite needs a folder");
  return vscode.Uri.joinPath(folder.uri, path);
}

export async function open(path: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(file(path));
  await vscode.window.showTextDocument(document);
  return document;
}

/**
 * The first answer that is not undefined (false, null). Everything in VS Code arrives when it arrives, and code actions come
 * back empty while other extensions are still registering theirs.
 */
export async function eventually<T>(what: string, ask: () => T | Thenable<T>): Promise<NonNullable<T>> {
  const end = Date.now() + 20_000;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) assert.fail(`did not happen in time: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The code of one of our diagnostics. */
export function codeOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === "object" ? code.value : code);
}

/** Our findings in a document as they stand. */
export function findings(document: vscode.TextDocument): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === "sendmail");
}

/** Waits for a finding of this code and gives it. */
export function finding(document: vscode.TextDocument, code: string): Promise<vscode.Diagnostic> {
  return eventually(`finding ${code}`, () => findings(document).find((diagnostic) => codeOf(diagnostic) === code));
}

/** Waits until there is no finding of this code. */
export async function noFinding(document: vscode.TextDocument, code: string): Promise<void> {
  await eventually(`no finding ${code}`, () => !findings(document).some((diagnostic) => codeOf(diagnostic) === code));
}

/** Replaces the whole text of a document, in the editor only. */
export async function setText(document: vscode.TextDocument, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  const end = document.lineAt(document.lineCount - 1).range.end;
  edit.replace(document.uri, new vscode.Range(new vscode.Position(0, 0), end), text);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

/** Opens a file for one test and gives it its old text back afterwards; nothing is saved. */
export async function withFile(path: string, test: (document: vscode.TextDocument) => Promise<void>): Promise<void> {
  const document = await open(path);
  const before = document.getText();
  try {
    await test(document);
  } finally {
    if (document.getText() !== before) await setText(document, before);
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand("workbench.action.files.revert");
  }
}

/** An open document of this scheme. */
export function shownDocument(scheme: string): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find(({ uri, isClosed }) => uri.scheme === scheme && !isClosed);
}
