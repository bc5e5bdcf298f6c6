// "Sendmail: Remove Dangerous Settings": takes dangerous grants out of all files of a mail server, after showing each change.
import { commands, type Disposable, window, workspace } from "vscode";
import type { WorkspaceEdit } from "vscode-languageclient";
import { type DangerousSettings, type FileParams, REQUEST } from "../../server/src/protocol.ts";
import type { SendmailClient } from "./client.ts";
import { activeDocument } from "./documents.ts";

export function registerSafeFixes(client: SendmailClient): Disposable {
  return commands.registerCommand("sendmail.removeDangerousSettings", async () => {
    const document = activeDocument();
    if (!document) return;
    const running = await client.running();
    const uri = running.code2ProtocolConverter.asUri(document.uri);
    const versions = openVersions();
    const found = await client.ask<DangerousSettings | null>(REQUEST.dangerousSettings, { uri } satisfies FileParams);
    if (!found) {
      window.showInformationMessage("This file belongs to no mail server that is known here.");
      return;
    }
    if (found.edit === null) {
      await tell(`There is nothing that can be removed without a decision of yours. ${found.summary}`, found.declined);
      return;
    }
    if ([...openVersions()].some(([name, version]) => (versions.get(name) ?? version) !== version)) {
      window.showInformationMessage("A file changed meanwhile. Please run the command again.");
      return;
    }
    // Every change asks for confirmation, so VS Code shows them side by side with what they replace.
    const edit = await running.protocol2CodeConverter.asWorkspaceEdit(found.edit as WorkspaceEdit);
    if (!(await workspace.applyEdit(edit, { isRefactoring: true }))) return;
    await tell(found.summary, found.declined);
  });
}

function openVersions(): ReadonlyMap<string, number> {
  return new Map(workspace.textDocuments.map((document) => [document.uri.toString(), document.version]));
}

/** Says how it ended; what was left out, and why, is a click away. */
async function tell(summary: string, declined: readonly string[]): Promise<void> {
  const more = "Show What Was Left Out";
  const chosen = await window.showInformationMessage(summary, ...(declined.length === 0 ? [] : [more]));
  if (chosen !== more) return;
  const document = await workspace.openTextDocument({ content: `${declined.join("\n")}\n` });
  await window.showTextDocument(document);
}
