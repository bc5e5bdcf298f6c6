// "Fix" above a dangerous line, in a hover and in the report: the fix that a light bulb there would offer first. And the text that a fix leaves to write.
import { type CodeAction, commands, Disposable, languages, Range, Uri, window, workspace } from "vscode";

export function registerFixFinding(): Disposable {
  return Disposable.from(registerFix(), registerSelection());
}

/** A fix names the text that it wrote for the user to replace: they type over it. */
function registerSelection(): Disposable {
  return commands.registerCommand("sendmail.selectText", async (uri: string, { start, end }: Range) => {
    const selection = new Range(start.line, start.character, end.line, end.character);
    await window.showTextDocument(Uri.parse(uri), { selection });
  });
}

function registerFix(): Disposable {
  return commands.registerCommand("sendmail.fixFinding", async (argument?: unknown, place?: unknown) => {
    if (typeof argument !== "string" || !isPlace(place)) return;
    const document = await workspace.openTextDocument(Uri.parse(argument));
    if (place.line >= document.lineCount) return;
    const { range } = document.lineAt(place.line);
    const found = languages
      .getDiagnostics(document.uri)
      .find((one) => one.range.start.line === place.line && codeOf(one.code) === place.code);
    const actions = await commands.executeCommand<CodeAction[]>(
      "vscode.executeCodeActionProvider",
      document.uri,
      found?.range ?? range,
      "quickfix",
    );
    const fixes = actions.filter(
      ({ edit, diagnostics }) => edit && diagnostics?.some(({ code }) => codeOf(code) === place.code),
    );
    const edit = (fixes.find(({ isPreferred }) => isPreferred) ?? fixes[0])?.edit;
    if (edit) await workspace.applyEdit(edit);
    else window.showInformationMessage("There is nothing to fix in this line any more.");
  });
}

function codeOf(code: unknown): string {
  return String(typeof code === "object" && code !== null && "value" in code ? code.value : code);
}

function isPlace(given: unknown): given is { readonly line: number; readonly code: string } {
  return (
    typeof given === "object" &&
    given !== null &&
    "line" in given &&
    typeof given.line === "number" &&
    "code" in given &&
    typeof given.code === "string"
  );
}
