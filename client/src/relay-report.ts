// "Sendmail: Who May Relay?": the report beside the editor, fresh while the user types, and as Markdown to take away.
import { commands, Disposable, window, workspace } from "vscode";
import { type FileParams, REQUEST, type RelayReport } from "../../server/src/protocol.ts";
import type { SendmailClient } from "./client.ts";
import { fileOf } from "./documents.ts";
import { Latest } from "./latest.ts";
import { MarkdownPanel } from "./markdown-panel.ts";

/** The manifest offers the export in the title bar of this view. */
const VIEW_TYPE = "sendmail.relayReport";
/** Typing pauses this long (milliseconds) before the report is made again. */
const PAUSE = 150;
const TITLE = "Who may relay?";

export function registerRelayReport(client: SendmailClient): Disposable {
  /** The open report and the file it is about. */
  let open: { panel: MarkdownPanel; uri: string; markdown: string } | undefined;

  const refresh = new Latest(async (isCurrent) => {
    if (!open) return;
    const { panel, uri } = open;
    const report = await client.ask<RelayReport | null>(REQUEST.relayReport, { uri } satisfies FileParams);
    if (!isCurrent() || open?.panel !== panel) return;
    open.markdown = report?.markdown ?? "There is no configuration here to report on.\n";
    await panel.show(report?.title ?? TITLE, report?.page ?? open.markdown);
  }, PAUSE);

  return Disposable.from(
    refresh,
    client.onChanged(() => refresh.run()),
    new Disposable(() => open?.panel.dispose()),
    commands.registerCommand("sendmail.relayReport", (argument?: unknown) => {
      // A code lens of the server says which file it is about.
      const uri = fileOf(argument);
      if (uri === undefined) return;
      if (open) {
        open.uri = uri;
        open.panel.reveal();
      } else {
        const panel = new MarkdownPanel(VIEW_TYPE, TITLE);
        panel.onDidDispose(() => {
          open = undefined;
        });
        open = { panel, uri, markdown: "" };
      }
      refresh.run();
    }),
    commands.registerCommand("sendmail.exportRelayReport", async () => {
      if (!open) return;
      const document = await workspace.openTextDocument({ language: "markdown", content: open.markdown });
      await window.showTextDocument(document);
    }),
  );
}
