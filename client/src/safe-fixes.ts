// "Sendmail: Remove Dangerous Settings": all safe fixes of the file in front of the user, at once.
import { commands, type Disposable, window, workspace } from "vscode";
import { type CodeAction, CodeActionRequest, CodeActionResolveRequest } from "vscode-languageclient";
import type { SendmailClient } from "./client.ts";
import { activeDocument } from "./documents.ts";

const KIND = "source.fixAll.sendmail";

export function registerSafeFixes(client: SendmailClient): Disposable {
  return commands.registerCommand("sendmail.removeDangerousSettings", async () => {
    const document = activeDocument();
    if (!document) return;
    const running = await client.running();
    const version = document.version;
    const action = await fixAll();
    if (!action?.edit) {
      window.showInformationMessage(
        "There is nothing here that can be removed without changing what mail is delivered.",
      );
      return;
    }
    if (document.version !== version) {
      window.showInformationMessage("The file changed meanwhile. Please run the command again.");
      return;
    }
    await workspace.applyEdit(await running.protocol2CodeConverter.asWorkspaceEdit(action.edit));

    // Asked of the server itself: VS Code's own way may answer "none" while other extensions register theirs.
    async function fixAll(): Promise<CodeAction | undefined> {
      if (!document) return undefined;
      const whole = { start: { line: 0, character: 0 }, end: { line: document.lineCount, character: 0 } };
      const answer = await running.sendRequest(CodeActionRequest.type, {
        textDocument: { uri: running.code2ProtocolConverter.asUri(document.uri) },
        range: whole,
        context: { diagnostics: [], only: [KIND] },
      });
      const found = answer?.find((item): item is CodeAction => "kind" in item && item.kind?.startsWith(KIND) === true);
      return found && !found.edit && found.data !== undefined
        ? running.sendRequest(CodeActionResolveRequest.type, found)
        : found;
    }
  });
}
