// Opens the list of values after the tab that ends a key: VS Code takes a tab for no typed letter, so no trigger hears of it.
import { commands, type Disposable, window, workspace } from "vscode";
import { isSendmail } from "./documents.ts";

export function registerSuggestAfterTab(): Disposable {
  return workspace.onDidChangeTextDocument(({ document, contentChanges, reason }) => {
    const [change, ...more] = contentChanges;
    if (reason !== undefined || change === undefined || more.length > 0 || !/^\t+$/.test(change.text)) return;
    if (!isSendmail(document) || document !== window.activeTextEditor?.document) return;
    if (!workspace.getConfiguration("editor", document).get("suggestOnTriggerCharacters", true)) return;
    const { line, character } = change.range.start;
    // At the start of a line a tab ends no key.
    if (character === 0 || document.lineAt(line).text.startsWith("#")) return;
    // As if it had opened by itself: Enter after a value that is typed in full then ends its line (editor.acceptSuggestionOnEnter).
    void commands.executeCommand("editor.action.triggerSuggest", { auto: true });
  });
}
