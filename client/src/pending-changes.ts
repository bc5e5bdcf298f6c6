// "Sendmail: What Would Change on the Server?": the new .cf beside the installed one, each table beside its database, and who may relay then.
import { commands, Disposable, Uri, window, workspace } from "vscode";
import { type FileParams, type PendingChanges, REQUEST } from "../../server/src/protocol.ts";
import type { SendmailClient } from "./client.ts";
import { activeDocument, isOnDisk } from "./documents.ts";
import { MarkdownPanel } from "./markdown-panel.ts";
import { previewOf } from "./preview.ts";

export function registerPendingChanges(client: SendmailClient): Disposable {
  let panel: MarkdownPanel | undefined;
  return Disposable.from(
    new Disposable(() => panel?.dispose()),
    commands.registerCommand("sendmail.whatWouldChange", async () => {
      const document = activeDocument();
      if (document === undefined || !isOnDisk(document)) return;
      const uri = document.uri.toString();
      if (!workspace.isTrusted) {
        window.showInformationMessage("This reads the server's databases with makemap, in workspaces that you trust.");
        return;
      }
      const found = await client.ask<PendingChanges | null>(REQUEST.whatWouldChange, { uri } satisfies FileParams);
      if (!found) {
        window.showInformationMessage("This file belongs to no mail server that is known here.");
        return;
      }
      if (found.cf !== null && found.source !== null) {
        const [installed, made] = [Uri.parse(found.cf), previewOf(Uri.parse(found.source))];
        await commands.executeCommand("vscode.diff", installed, made, "sendmail.cf: installed, and as it would be");
      }
      if (!panel) {
        panel = new MarkdownPanel("sendmail.pendingChanges", "What would change");
        panel.onDidDispose(() => {
          panel = undefined;
        });
      }
      panel.reveal();
      await panel.show("What would change", found.markdown);
    }),
  );
}
