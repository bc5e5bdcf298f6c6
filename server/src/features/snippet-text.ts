// Completions for clients that do not support snippets: the same text, with the defaults filled in.
import { type CompletionItem, InsertTextFormat } from "vscode-languageserver-types";

/** The text of a snippet with its defaults filled in. */
export function snippetText(snippet: string): string {
  return snippet.replace(
    /\\([\\$}])|\$\{\d+:((?:\\.|[^}\\])*)\}|\$\d+/g,
    (_, escaped?: string, text?: string) => escaped ?? (text === undefined ? "" : snippetText(text)),
  );
}

/** An item that inserts plain text. */
export function asPlainText(item: CompletionItem): CompletionItem {
  const { textEdit } = item;
  if (item.insertTextFormat !== InsertTextFormat.Snippet || textEdit === undefined) return item;
  return {
    ...item,
    insertTextFormat: InsertTextFormat.PlainText,
    textEdit: { ...textEdit, newText: snippetText(textEdit.newText) },
  };
}
