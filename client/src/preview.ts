// "Sendmail: Preview sendmail.cf": what the .mc becomes, beside it, fresh while the user types, both cursors in step. And from
// a real .cf back to the .mc beside it.
import {
  commands,
  Disposable,
  EventEmitter,
  languages,
  Range,
  Selection,
  type TextEditor,
  TextEditorRevealType,
  type TextEditorSelectionChangeEvent,
  Uri,
  ViewColumn,
  window,
  workspace,
} from "vscode";
import { type FileParams, type PreviewResult, REQUEST } from "../../server/src/protocol.ts";
import type { SendmailClient } from "./client.ts";
import { activeDocument, isSendmail } from "./documents.ts";
import { Latest } from "./latest.ts";

/** Scheme of the documents that show what a .mc becomes. */
export const PREVIEW_SCHEME = "sendmail-preview";

/** Typing pauses this long (milliseconds) before the preview is made again. */
const PAUSE = 250;

export function registerPreview(client: SendmailClient): Disposable {
  const changed = new EventEmitter<Uri>();
  /** The last answer for each source, by its URI. */
  const answers = new Map<string, PreviewResult>();
  const output = window.createOutputChannel("sendmail.cf Preview");

  const refresh = new Latest(async () => {
    for (const { uri } of workspace.textDocuments) if (uri.scheme === PREVIEW_SCHEME) changed.fire(uri);
  }, PAUSE);

  return Disposable.from(
    changed,
    refresh,
    output,
    workspace.registerTextDocumentContentProvider(PREVIEW_SCHEME, {
      onDidChange: changed.event,
      provideTextDocumentContent: async (uri) => {
        const source = sourceOf(uri);
        const params: FileParams = { uri: source };
        const preview = await client.ask<PreviewResult | null>(REQUEST.preview, params);
        if (!preview) return "# There is no sendmail.cf to show for this file.\n";
        answers.set(source, preview);
        output.replace(preview.messages.map((message) => `${message}\n`).join(""));
        return preview.text;
      },
    }),
    workspace.onDidChangeTextDocument(({ document }) => {
      if (document.uri.scheme !== PREVIEW_SCHEME && isSendmail(document)) refresh.run();
    }),
    workspace.onDidCloseTextDocument(({ uri }) => {
      if (uri.scheme === PREVIEW_SCHEME) answers.delete(sourceOf(uri));
    }),
    window.onDidChangeTextEditorSelection((event) => follow(event, answers)),
    commands.registerCommand("sendmail.preview", async () => {
      const document = activeDocument(["sendmail-mc"]);
      if (!document) return;
      const preview = await workspace.openTextDocument(previewOf(document.uri));
      // Where nothing could be built, the text says why: it is not judged as a .cf.
      const isBuilt = answers.get(document.uri.toString())?.lines.some((line) => line >= 0) === true;
      await languages.setTextDocumentLanguage(preview, isBuilt ? "sendmail-cf" : "plaintext");
      await window.showTextDocument(preview, { viewColumn: ViewColumn.Beside, preserveFocus: true, preview: true });
      const said = answers.get(document.uri.toString())?.messages ?? [];
      if (said.length > 0) output.show(true);
    }),
    commands.registerCommand("sendmail.openSource", async (argument?: unknown) => {
      // A code lens of the server says which file it is.
      const cf = activeDocument(["sendmail-cf"])?.uri;
      const source =
        typeof argument === "string" ? Uri.parse(argument) : cf?.with({ path: cf.path.replace(/\.cf$/i, ".mc") });
      if (source === undefined) return;
      try {
        await window.showTextDocument(source);
      } catch {
        window.showInformationMessage(`There is no ${source.path.replace(/^.*\//, "")} beside this file.`);
      }
    }),
  );
}

/** The document that shows what a .mc becomes. */
export function previewOf(source: Uri): Uri {
  const path = source.path.replace(/(\.mc)?$/, ".cf");
  return Uri.from({ scheme: PREVIEW_SCHEME, path, query: source.toString() });
}

/** The file that a document is about: itself, or the .mc that a preview is made from. */
export function sourceUri(uri: Uri): string {
  return uri.scheme === PREVIEW_SCHEME ? sourceOf(uri) : uri.toString();
}

function sourceOf(preview: Uri): string {
  return preview.query;
}

/** Shows in the other editor the line that belongs to the one where the user put the cursor. */
function follow(
  { textEditor, selections }: TextEditorSelectionChangeEvent,
  answers: ReadonlyMap<string, PreviewResult>,
): void {
  if (textEditor !== window.activeTextEditor) return;
  const line = selections[0]?.active.line ?? 0;
  const uri = textEditor.document.uri;
  if (uri.scheme === PREVIEW_SCHEME) {
    const origin = answers.get(sourceOf(uri))?.lines[line] ?? -1;
    const editor = window.visibleTextEditors.find(({ document }) => document.uri.toString() === sourceOf(uri));
    if (editor && origin >= 0) show(editor, origin);
    return;
  }
  const editor = window.visibleTextEditors.find(
    ({ document }) => document.uri.toString() === previewOf(uri).toString(),
  );
  const made = answers.get(uri.toString())?.lines.indexOf(line) ?? -1;
  if (editor && made >= 0) show(editor, made);
}

function show(editor: TextEditor, line: number): void {
  const start = new Selection(line, 0, line, 0);
  editor.selection = start;
  editor.revealRange(new Range(start.start, start.end), TextEditorRevealType.InCenterIfOutsideViewport);
}
