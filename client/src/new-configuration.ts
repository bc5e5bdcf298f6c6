// "Sendmail: New Configuration…": a whole sendmail.mc in a new editor, with its places to fill in.
import { commands, type Disposable, SnippetString, window, workspace } from "vscode";
import { type NewConfiguration, REQUEST } from "../../server/src/protocol.ts";
import type { SendmailClient } from "./client.ts";

export function registerNewConfiguration(client: SendmailClient): Disposable {
  return commands.registerCommand("sendmail.newConfiguration", async (wanted?: unknown) => {
    const all = await client.ask<readonly NewConfiguration[]>(REQUEST.newConfigurations, {});
    const items = all.map(({ title, detail, snippet }) => ({ label: title, detail, snippet }));
    const chosen =
      items.find(({ label }) => label === wanted) ??
      (await window.showQuickPick(items, {
        title: "New Sendmail Configuration",
        placeHolder: "What is this host for?",
        matchOnDetail: true,
      }));
    if (!chosen) return;
    const document = await workspace.openTextDocument({ language: "sendmail-mc" });
    const editor = await window.showTextDocument(document);
    await editor.insertSnippet(new SnippetString(chosen.snippet));
  });
}
