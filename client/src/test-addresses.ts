// "Sendmail: Test Addresses": a terminal that answers as `sendmail -bt` would, without running it.
import { commands, Disposable, EventEmitter, type Pseudoterminal, ThemeIcon, Uri, window } from "vscode";
import {
  type FileParams,
  type OpenedTest,
  REQUEST,
  type TestAnswer,
  type TestCompletion,
  type TestLineParams,
  type TestSessionParams,
} from "../../server/src/protocol.ts";
import type { SendmailClient } from "./client.ts";
import { activeDocument } from "./documents.ts";
import { sourceUri } from "./preview.ts";
import { Conversation, type TestServer } from "./terminal/conversation.ts";
import { History } from "./terminal/line-editor.ts";

export function registerTestAddresses(client: SendmailClient): Disposable {
  /** What was typed in all terminals of the workspace. */
  const history = new History();
  return Disposable.from(
    commands.registerCommand("sendmail.testAddresses", () => {
      const document = activeDocument();
      if (document === undefined) return;
      const uri = sourceUri(document.uri);
      const terminal = window.createTerminal({
        name: `Test Addresses: ${Uri.parse(uri).path.replace(/^.*\//, "")}`,
        pty: pseudoterminal(serverFor(client, uri), history),
        iconPath: new ThemeIcon("mail"),
        isTransient: true,
      });
      terminal.show();
    }),
  );
}

function serverFor(client: SendmailClient, uri: string): TestServer {
  return {
    open: () => client.ask<OpenedTest>(REQUEST.openTest, { uri } satisfies FileParams),
    line: (session, line) =>
      client.ask<TestAnswer | null>(REQUEST.testLine, { session, line } satisfies TestLineParams),
    complete: (session, line) =>
      client.ask<TestCompletion | null>(REQUEST.completeTest, { session, line } satisfies TestLineParams),
    close: (session) => {
      const params: TestSessionParams = { session };
      client
        .running()
        .then((running) => running.sendNotification(REQUEST.closeTest, params))
        .catch(() => undefined);
    },
  };
}

function pseudoterminal(server: TestServer, history: History): Pseudoterminal {
  const written = new EventEmitter<string>();
  const closed = new EventEmitter<void>();
  const screen = { write: (text: string) => written.fire(text), close: () => closed.fire() };
  const conversation = new Conversation(server, screen, history);
  return {
    onDidWrite: written.event,
    onDidClose: closed.event,
    open: (dimensions) => void conversation.start(dimensions?.columns),
    close: () => conversation.dispose(),
    handleInput: (input) => void conversation.type(input),
    setDimensions: ({ columns }) => conversation.resize(columns),
  };
}
