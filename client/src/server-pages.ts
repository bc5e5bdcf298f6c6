// "Sendmail: Audit Report" and "Sendmail: Check an Upgrade": pages of the server about one mail server, beside the editor.
import { commands, Disposable, window } from "vscode";
import {
  type AuditReport,
  type FileParams,
  REQUEST,
  type UpgradeParams,
  type UpgradeReport,
} from "../../server/src/protocol.ts";
import type { SendmailClient } from "./client.ts";
import { activeDocument } from "./documents.ts";
import { MarkdownPanel } from "./markdown-panel.ts";

const NOTHING = "There is no configuration here to report on.\n";

export function registerServerPages(client: SendmailClient): Disposable {
  const panels = new Set<MarkdownPanel>();
  const show = async (viewType: string, title: string, markdown: string) => {
    const panel = new MarkdownPanel(viewType, title);
    panels.add(panel);
    panel.onDidDispose(() => panels.delete(panel));
    await panel.show(title, markdown);
  };
  return Disposable.from(
    new Disposable(() => {
      for (const panel of [...panels]) panel.dispose();
    }),
    commands.registerCommand("sendmail.auditReport", async () => {
      const uri = activeDocument()?.uri.toString();
      if (uri === undefined) return;
      const report = await client.ask<AuditReport | null>(REQUEST.auditReport, { uri } satisfies FileParams);
      await show("sendmail.auditReport", report?.title ?? "Audit", report?.markdown ?? NOTHING);
    }),
    commands.registerCommand("sendmail.checkUpgrade", async () => {
      const uri = activeDocument()?.uri.toString();
      if (uri === undefined) return;
      const to = await window.showInputBox({
        title: "Check an Upgrade",
        prompt: "The version of sendmail to go to, such as 8.18.2. Empty: the newest.",
        validateInput: (text) => (/^(?:8\.\d+(?:\.\d+)*)?$/.test(text.trim()) ? undefined : "A version such as 8.18.2"),
      });
      if (to === undefined) return;
      const wanted = to.trim();
      const params: UpgradeParams = wanted === "" ? { uri } : { uri, to: wanted };
      const report = await client.ask<UpgradeReport | null>(REQUEST.checkUpgrade, params);
      await show("sendmail.checkUpgrade", report?.title ?? "Upgrade", report?.markdown ?? NOTHING);
    }),
  );
}
