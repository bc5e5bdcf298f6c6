// "Sendmail: Test a Running Server…": asks for a host, says what will be done, does it, and shows everything that was said.
import { CancellationError, commands, Disposable, ProgressLocation, window } from "vscode";
import { type ProbePage, type ProbeParams, REQUEST } from "../../server/src/protocol.ts";
import type { SendmailClient } from "./client.ts";
import { activeDocument, isSendmail } from "./documents.ts";
import { MarkdownPanel } from "./markdown-panel.ts";

const TITLE = "Test a running server";

export function registerRunningServer(client: SendmailClient): Disposable {
  let panel: MarkdownPanel | undefined;
  return Disposable.from(
    new Disposable(() => panel?.dispose()),
    commands.registerCommand("sendmail.probe", async () => {
      const target = await askTarget();
      if (target === undefined) return;
      const document = activeDocument();
      const uri = document !== undefined && isSendmail(document) ? document.uri.toString() : undefined;
      const page = await ask(client, { ...target, ...(uri === undefined ? {} : { uri }) });
      if (page === undefined) return;
      if (page === null) {
        window.showInformationMessage("A browser cannot speak SMTP. Use VS Code on a desktop, or sendmail-lint probe.");
        return;
      }
      if (!panel) {
        panel = new MarkdownPanel("sendmail.probe", "Running server");
        panel.onDidDispose(() => {
          panel = undefined;
        });
      }
      panel.reveal();
      await panel.show(page.headline, page.markdown);
    }),
  );
}

/** The server to ask; undefined where the user pressed Escape. */
async function askTarget(): Promise<{ readonly host: string; readonly port: number } | undefined> {
  const typed = await window.showInputBox({
    title: `${TITLE}: the host`,
    prompt:
      "Asks it for its greeting, TLS, logins and 21 open relay probes, up to RCPT TO. No message is sent. Test only servers of your own.",
    placeHolder: "mail.example.com, or mail.example.com:587",
    ignoreFocusOut: true,
    validateInput: (text) =>
      text.trim() === "" || parseTarget(text) ? undefined : "A host name or IP address, and a port after a colon.",
  });
  return typed === undefined ? undefined : parseTarget(typed);
}

/** `host`, `host:port`, `[2001:db8::25]:port`; undefined for anything else. */
function parseTarget(text: string): { readonly host: string; readonly port: number } | undefined {
  const found = /^\s*(?:\[([\da-f.:]+)\]|([\w.-]+)|([\da-f]*:[\da-f:.]*:[\da-f.]*))(?::(\d{1,5}))?\s*$/i.exec(text);
  const host = found?.[1] ?? found?.[2] ?? found?.[3];
  const port = Number(found?.[4] ?? 25);
  return host === undefined || port < 1 || port > 65_535 ? undefined : { host, port };
}

/** The page; null where there is no network, undefined where the user cancelled. */
async function ask(client: SendmailClient, params: ProbeParams): Promise<ProbePage | null | undefined> {
  const running = await client.running();
  return await window.withProgress(
    {
      location: ProgressLocation.Notification,
      title: `${TITLE}: ${params.host}, port ${params.port}`,
      cancellable: true,
    },
    async (_progress, token) => {
      try {
        return await running.sendRequest<ProbePage | null>(REQUEST.probe, params, token);
      } catch (error) {
        if (token.isCancellationRequested || error instanceof CancellationError) return undefined;
        throw error;
      }
    },
  );
}
