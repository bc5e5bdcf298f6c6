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
      tell(`There is nothing that can be removed without a decision of yours. ${found.summary}`, found.declined);
      return;
    }
    if ([...openVersions()].some(([name, version]) => (versions.get(name) ?? version) !== version)) {
      window.showInformationMessage("A file changed meanwhile. Please run the command again.");
      return;
    }
    // Changes that refuse somebody ask for confirmation, so VS Code shows all of them beside what they replace.
    const edit = await running.protocol2CodeConverter.asWorkspaceEdit(found.edit as WorkspaceEdit);
    if (!(await workspace.applyEdit(edit, { isRefactoring: true }))) return;
    // What was not ticked is still there: the count is that of the files as they are now.
    const now = await client.ask<DangerousSettings | null>(REQUEST.dangerousSettings, { uri } satisfies FileParams);
    if (!now) return;
    const rest = now.edit === null ? now.left : "Some changes were not confirmed.";
    tell(`${found.before} ways to relay before, ${now.before} after. ${rest}`.trim(), now.declined);
  });
}

function openVersions(): ReadonlyMap<string, number> {
  return new Map(workspace.textDocuments.map((document) => [document.uri.toString(), document.version]));
}

/** Says how it ended; what was left out, and why, is a click away. */
function tell(summary: string, declined: readonly string[]): void {
  const more = "Show What Was Left Out";
  void window.showInformationMessage(summary, ...(declined.length === 0 ? [] : [more])).then(async (chosen) => {
    if (chosen !== more) return;
    const document = await workspace.openTextDocument({ content: `${declined.join("\n")}\n` });
    await window.showTextDocument(document);
  });
}
