// The status bar item: closed, restricted or OPEN RELAY, for the mail server that the file that the user sees belongs to.
import {
  Disposable,
  MarkdownString,
  StatusBarAlignment,
  type StatusBarItem,
  type TextDocument,
  ThemeColor,
  window,
} from "vscode";
import { type FileParams, REQUEST, type RelayStatus } from "../../server/src/protocol.ts";
import type { SendmailClient } from "./client.ts";
import { isSendmail } from "./documents.ts";
import { Latest } from "./latest.ts";

/** How a level looks. Colour is never alone: the label says it in words. */
const LOOKS: Record<RelayStatus["state"], { icon: string; background?: string }> = {
  closed: { icon: "lock" },
  restricted: { icon: "shield" },
  open: { icon: "warning", background: "statusBarItem.errorBackground" },
  unknown: { icon: "question", background: "statusBarItem.warningBackground" },
};

export function registerRelayStatus(client: SendmailClient): Disposable {
  const item = window.createStatusBarItem("sendmail.relayStatus", StatusBarAlignment.Left, 0);
  item.name = "Sendmail: who may relay";
  item.command = "sendmail.relayReport";
  const update = new Latest(async (isCurrent) => {
    const document = documentInFront();
    const params: FileParams | undefined = document && { uri: document.uri.toString() };
    const status = params ? await client.ask<RelayStatus | null>(REQUEST.relayStatus, params).catch(() => null) : null;
    if (isCurrent()) show(item, status);
  });
  update.run();
  return Disposable.from(
    item,
    update,
    window.onDidChangeActiveTextEditor(() => update.run()),
    window.onDidChangeVisibleTextEditors(() => update.run()),
    client.onChanged(() => update.run()),
  );
}

/** The sendmail file that the user looks at: beside a page or the output that has the keyboard, the one in an editor. */
function documentInFront(): TextDocument | undefined {
  const { activeTextEditor, visibleTextEditors } = window;
  const isOutput = activeTextEditor?.document.uri.scheme === "output";
  const editors = activeTextEditor && !isOutput ? [activeTextEditor] : visibleTextEditors;
  return editors.map(({ document }) => document).find((document) => isSendmail(document));
}

function show(item: StatusBarItem, status: RelayStatus | null): void {
  if (!status) {
    item.hide();
    return;
  }
  const { icon, background } = LOOKS[status.state] ?? LOOKS.unknown;
  item.text = `$(${icon}) ${status.text}`;
  item.tooltip = new MarkdownString(
    `${status.detail}\n\nClick for the report: who may relay, to where, and because of which line.`,
  );
  item.backgroundColor = background ? new ThemeColor(background) : undefined;
  item.accessibilityInformation = { label: `Sendmail. ${status.text}. ${status.detail}` };
  item.show();
}
