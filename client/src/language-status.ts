// Beside the language in the status bar: by which version, library and root the file is judged, and what could not be read.
import { Disposable, type LanguageStatusItem, LanguageStatusSeverity, languages, window } from "vscode";
import { type FileParams, REQUEST, type SiteSummary } from "../../server/src/protocol.ts";
import type { SendmailClient } from "./client.ts";
import { isSendmail } from "./documents.ts";
import { LANGUAGES } from "./kinds.ts";
import { Latest } from "./latest.ts";

export function registerLanguageStatus(client: SendmailClient): Disposable {
  const selector = LANGUAGES.map((language) => ({ language }));
  const item = (id: string, name: string) => {
    const made = languages.createLanguageStatusItem(`sendmail.${id}`, selector);
    made.name = name;
    return made;
  };
  const [server, files] = [item("server", "Sendmail: judged as"), item("files", "Sendmail: files")];
  const update = new Latest(async (isCurrent) => {
    const document = window.activeTextEditor?.document;
    if (!document || !isSendmail(document)) return;
    const params: FileParams = { uri: document.uri.toString() };
    const summary = await client.ask<SiteSummary | null>(REQUEST.siteSummary, params).catch(() => null);
    if (isCurrent()) show(server, files, summary);
  });
  update.run();
  return Disposable.from(
    server,
    files,
    update,
    window.onDidChangeActiveTextEditor(() => update.run()),
    client.onChanged(() => update.run()),
  );
}

function show(server: LanguageStatusItem, files: LanguageStatusItem, summary: SiteSummary | null): void {
  if (!summary) {
    server.text = "No mail server";
    server.detail = "This file belongs to no configuration that was found.";
    files.text = "";
    files.detail = "";
    return;
  }
  const { label, configuration, facts, unread } = summary;
  server.text = label;
  server.detail = facts.join(" ");
  server.accessibilityInformation = { label: `Sendmail. ${facts.join(" ")}` };
  server.command = {
    title: "Settings",
    command: "workbench.action.openSettings",
    arguments: ["@ext:sendmail-vscode.sendmail"],
  };
  files.severity = unread.length > 0 ? LanguageStatusSeverity.Warning : LanguageStatusSeverity.Information;
  files.text =
    unread.length > 0 ? `Not all files of ${configuration} were read` : `All files of ${configuration} were read`;
  files.detail = unread.join("; ");
  files.accessibilityInformation = { label: `${files.text}. ${files.detail}` };
}
