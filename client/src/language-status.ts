// Beside the language in the status bar: by which version, library and root the file is judged, and what could not be read.
import {
  commands,
  Disposable,
  type LanguageStatusItem,
  LanguageStatusSeverity,
  languages,
  type TextDocument,
  window,
} from "vscode";
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
  const ask = ({ uri }: TextDocument) => {
    const params: FileParams = { uri: uri.toString() };
    return client.ask<SiteSummary | null>(REQUEST.siteSummary, params).catch(() => null);
  };
  const update = new Latest(async (isCurrent) => {
    const document = window.activeTextEditor?.document;
    if (!document || !isSendmail(document)) return;
    const summary = await ask(document);
    if (isCurrent()) show(items, summary);
  });
  update.run();
  return Disposable.from(
    commands.registerCommand("sendmail.siteSummary", async () => {
      const document = window.activeTextEditor?.document;
      if (document && isSendmail(document)) await showInFull(await ask(document));
    }),
    ...Object.values(items),
    update,
    window.onDidChangeActiveTextEditor(() => update.run()),
    client.onChanged(() => update.run()),
  );
}

const NO_SERVER = "This file belongs to no configuration.";

/** As long as a line of the list may be: VS Code cuts off what is longer. */
const LINE = 64;

/** One line each; what is left out of one is in its name for screen readers, and in the details. */
interface Items {
  readonly server: LanguageStatusItem;
  readonly library: LanguageStatusItem;
  readonly root: LanguageStatusItem;
  readonly files: LanguageStatusItem;
}

function show({ server, library, root, files }: Items, summary: SiteSummary | null): void {
  const say = (item: LanguageStatusItem, text: string, detail = "", inFull = detail) => {
    item.text = shortened(text);
    item.detail = detail;
    item.accessibilityInformation = { label: `Sendmail. ${text} ${inFull}`.trim() };
  };
  if (!summary) {
    say(server, "No mail server", NO_SERVER);
    for (const item of [library, root, files]) say(item, "");
    files.command = undefined;
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
  say(files, summary.files, summary.unreadBriefly, unread.join("; "));
  files.command = {
    title: "Details",
    command: "sendmail.siteSummary",
    tooltip: "By what this file is judged, in full",
  };
}

/** A line without its middle, where it is too long: paths are told apart by how they end. */
function shortened(text: string): string {
  const half = Math.floor((LINE - 1) / 2);
  return text.length <= LINE ? text : `${text.slice(0, half)}\u2026${text.slice(-half)}`;
}

async function showInFull(summary: SiteSummary | null): Promise<void> {
  if (!summary) {
    await window.showInformationMessage(NO_SERVER);
    return;
  }
  const { judgedAs, library, root, files, unread } = summary;
  const missing = unread.map((text) => `- ${text}`);
  const detail = [library, root, `${files}${missing.length > 0 ? ":" : "."}`, ...missing].join("\n");
  await window.showInformationMessage(judgedAs, { modal: true, detail });
}
