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
  const items: Items = {
    server: item("server", "Sendmail: judged as"),
    library: item("library", "Sendmail: m4 library"),
    root: item("root", "Sendmail: root"),
    files: item("files", "Sendmail: files"),
  };
  const update = new Latest(async (isCurrent) => {
    const document = window.activeTextEditor?.document;
    if (!document || !isSendmail(document)) return;
    const params: FileParams = { uri: document.uri.toString() };
    const summary = await client.ask<SiteSummary | null>(REQUEST.siteSummary, params).catch(() => null);
    if (isCurrent()) show(items, summary);
  });
  update.run();
  return Disposable.from(
    ...Object.values(items),
    update,
    window.onDidChangeActiveTextEditor(() => update.run()),
    client.onChanged(() => update.run()),
  );
}

/** One line each: VS Code cuts off what is longer. */
interface Items {
  readonly server: LanguageStatusItem;
  readonly library: LanguageStatusItem;
  readonly root: LanguageStatusItem;
  readonly files: LanguageStatusItem;
}

function show({ server, library, root, files }: Items, summary: SiteSummary | null): void {
  const say = (item: LanguageStatusItem, text: string, detail = "") => {
    item.text = text;
    item.detail = detail;
    item.accessibilityInformation = { label: `Sendmail. ${text} ${detail}`.trim() };
  };
  if (!summary) {
    say(server, "No mail server", "This file belongs to no configuration.");
    for (const item of [library, root, files]) say(item, "");
    return;
  }
  const { unread } = summary;
  say(server, summary.judgedAs);
  server.command = {
    title: "Settings",
    command: "workbench.action.openSettings",
    arguments: ["@ext:sendmail-vscode.sendmail"],
  };
  say(library, summary.library);
  say(root, summary.root);
  files.severity = unread.length > 0 ? LanguageStatusSeverity.Warning : LanguageStatusSeverity.Information;
  say(files, summary.files, unread.join("; "));
}
