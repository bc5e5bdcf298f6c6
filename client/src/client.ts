// The connection to the language server: started when the first file of sendmail is seen, and not before.
import { commands, Disposable, EventEmitter, extensions, type TextDocument, window, workspace } from "vscode";
import type { BaseLanguageClient, LanguageClientOptions } from "vscode-languageclient";
import { type ClientOptions, REQUEST } from "../../server/src/protocol.ts";
import { configuration } from "./configuration.ts";
import { isSendmail, PROJECT_FILES, RELAY_TEST_FILES } from "./documents.ts";
import { serveFiles } from "./files.ts";
import { LANGUAGES } from "./kinds.ts";

/** Commands that a hover may name. */
const HOVER_COMMANDS = ["sendmail.tryTransaction", "sendmail.explainRule", "sendmail.fixFinding"];

/** Makes the client for this host: a process on a desktop, a worker in a browser. */
export type ClientFactory = (id: string, name: string, options: LanguageClientOptions) => BaseLanguageClient;

export class SendmailClient implements Disposable {
  readonly #createClient: ClientFactory;
  readonly #changed = new EventEmitter<void>();
  readonly #subscriptions: Disposable;
  #running: Promise<BaseLanguageClient> | undefined;

  /** What the server answers about relaying may be something else now. Fires after a restart as well. */
  readonly onChanged = this.#changed.event;

  constructor(createClient: ClientFactory) {
    this.#createClient = createClient;
    const startFor = (document: TextDocument) => {
      if (isSendmail(document)) this.#startQuietly();
    };
    this.#subscriptions = Disposable.from(
      this.#changed,
      workspace.onDidOpenTextDocument(startFor),
      commands.registerCommand("sendmail.restartServer", () => this.restart()),
    );
    workspace.textDocuments.forEach(startFor);
  }

  /** Asks the server, starting it where it does not run. Rejects where it cannot be started or does not answer. */
  async ask<Result>(method: string, params: unknown): Promise<Result> {
    const client = await this.running();
    return client.sendRequest<Result>(method, params);
  }

  /** The running client, started by the first call. */
  running(): Promise<BaseLanguageClient> {
    this.#running ??= this.#start().catch((error) => {
      this.#running = undefined;
      throw error;
    });
    return this.#running;
  }

  async restart(): Promise<void> {
    const stopped = this.#running;
    this.#running = undefined;
    await stopped?.then((client) => client.dispose()).catch(() => undefined);
    await this.running();
    this.#changed.fire();
  }

  async dispose(): Promise<void> {
    this.#subscriptions.dispose();
    await this.#running?.then((client) => client.dispose()).catch(() => undefined);
  }

  #startQuietly(): void {
    this.running().catch((error) => {
      window.showErrorMessage(`The Sendmail language server did not start: ${error?.message ?? error}`);
    });
  }

  async #start(): Promise<BaseLanguageClient> {
    const client = this.#createClient("sendmail", "Sendmail", {
      documentSelector: [
        ...LANGUAGES.map((language) => ({ language })),
        { pattern: PROJECT_FILES },
        { pattern: RELAY_TEST_FILES },
      ],
      initializationOptions: { isExtension: true } satisfies ClientOptions,
      middleware: { workspace: configuration },
      // Hovers of dangerous lines name these, and no others are run.
      markdown: { isTrusted: { enabledCommands: HOVER_COMMANDS } },
    });
    serveFiles(client);
    client.onNotification(REQUEST.changed, () => this.#changed.fire());
    await client.start();
    client.info(`Sendmail for VS Code ${version()} runs. What goes wrong in it is written here.`);
    return client;
  }
}

/** The extension's own version; "" where VS Code does not know it under its name. */
function version(): string {
  const packed: { readonly version?: unknown } = extensions.getExtension("sendmail-vscode.sendmail")?.packageJSON ?? {};
  return typeof packed.version === "string" ? packed.version : "";
}
