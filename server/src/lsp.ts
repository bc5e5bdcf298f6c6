// The language server protocol spoken for the service: this file and lsp/, mains aside, are all that knows it.
import {
  type CodeAction,
  type CodeActionParams,
  CodeActionTriggerKind,
  type CodeLensParams,
  type CompletionItem,
  type CompletionParams,
  type Connection,
  type Diagnostic,
  DiagnosticRefreshRequest,
  DiagnosticSeverity,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type DocumentDiagnosticParams,
  DocumentDiagnosticReportKind,
  type ExecuteCommandParams,
  type HoverParams,
  type InitializeParams,
  type InitializeResult,
  type InlayHintParams,
  MessageType,
  ShowMessageNotification,
  type SignatureHelpParams,
  TextDocuments,
  type WorkspaceDiagnosticParams,
} from "vscode-languageserver";
import { version } from "../../package.json";
import { withActions } from "./features/danger-links.ts";
import { plainActions } from "./features/plain-actions.ts";
import { plainDocumentation, plainHover, plainSignature } from "./features/plain-text.ts";
import { RULE_PAGE_SCHEME } from "./features/promises.ts";
import { asPlainText } from "./features/snippet-text.ts";
import { abilitiesOf, type ClientAbilities, foldersOf } from "./lsp/abilities.ts";
import { capabilitiesFor, executesCommands } from "./lsp/capabilities.ts";
import type { Files } from "./lsp/client-files.ts";
import { Commands, type Pages } from "./lsp/commands.ts";
import { extensionRequests } from "./lsp/extension-requests.ts";
import { Gate } from "./lsp/gate.ts";
import { navigate } from "./lsp/navigation.ts";
import { Publisher } from "./lsp/publisher.ts";
import { SiteWatcher } from "./lsp/site-watcher.ts";
import { WorkspaceDiagnostics } from "./lsp/workspace-diagnostics.ts";
import { REQUEST } from "./protocol.ts";
import type { Checkpoint, Databases, Network, Service } from "./service.ts";
import { buffersFirst } from "./site/buffers.ts";
import { normalUri } from "./site/paths.ts";
import type { Workspace } from "./site/types.ts";
import { TextDocument } from "./text.ts";

export { clientFiles, type Files } from "./lsp/client-files.ts";
export type { Pages } from "./lsp/commands.ts";

/** A client that does not answer at all is waited for this long (milliseconds). */
const PATIENCE = 1_000;

/** What the server's host has besides files. */
export interface Host {
  /** Keeps what is shown to clients that have no views of their own. */
  readonly pages?: Pages;
  /** Reaches running servers. */
  readonly network?: Network;
  /** Reads databases back. */
  readonly databases?: Databases;
  /** What is worth doing while nobody waits; some milliseconds at most. */
  readonly rest?: () => void;
}

/** Makes a service over a workspace: `createService`, or what loads it. */
export type Engine = (workspace: Workspace) => Service;

/**
 * Serves one connection. `files` reads what is not open. `engine` is asked for a service when the handshake is over: a client
 * need not wait for the engine to be loaded.
 */
export function serve(connection: Connection, files: Files, engine: Engine, host: Host = {}): void {
  new Server(connection, files, engine, host).listen();
}

/** Typing pauses this long (milliseconds) before the other open files are judged again. */
const REFRESH_PAUSE = 150;

class Server {
  readonly #connection: Connection;
  readonly #documents: TextDocuments<TextDocument>;
  readonly #makeService: () => Service;
  readonly #gate: Gate;
  readonly #publisher: Publisher;
  readonly #commands: Commands;
  readonly #others: WorkspaceDiagnostics;
  readonly #host: Host;
  #made: Service | undefined;
  #folders: readonly string[] = [];
  #client: ClientAbilities = abilitiesOf({ processId: null, rootUri: null, capabilities: {} });
  /** Settings are asked for after the handshake; answers wait for them, but not for ever. */
  #ready: Promise<void> = Promise.resolve();
  /** How often settings were asked for or pushed; the answer to an older question counts no more. */
  #configurations = 0;
  /** Mistakes in settings that the user was told of. */
  readonly #told = new Set<string>();
  /** The file that was opened or edited last. */
  #current: string | undefined;
  /** Project files in which something wrong is shown. */
  #wrongProjects: ReadonlySet<string> = new Set();
  /** Open documents as the client spells them, by our spelling. */
  readonly #spelled = new Map<string, string>();
  /** Documents that were open and are not any more. */
  readonly #closed = new Set<string>();
  /** Watches what the sites read; undefined for a client that watches nothing for us. */
  #watcher: SiteWatcher | undefined;
  /** The refresh that is about to be asked for, and the look at the project files. */
  #refreshing: ReturnType<typeof setTimeout> | undefined;
  #showingProjects: ReturnType<typeof setTimeout> | undefined;

  constructor(connection: Connection, files: Files, engine: Engine, host: Host) {
    this.#connection = connection;
    this.#host = host;
    this.#documents = new TextDocuments(TextDocument);
    const documents = this.#documents;
    const folders = () => this.#folders;
    const workspace: Workspace = {
      read: buffersFirst((uri) => documents.get(uri) ?? documents.get(this.#spelled.get(uri) ?? uri), files.read),
      stat: files.stat,
      list: files.list,
      ...(files.pem === undefined ? {} : { pem: files.pem }),
      ...(files.look === undefined ? {} : { look: files.look }),
      machine: files.machine,
      get folders() {
        return folders();
      },
    };
    this.#makeService = () => engine(workspace);
    const [service, ready] = [() => this.#service, () => this.#ready];
    this.#gate = new Gate(connection, ready, host.rest);
    this.#publisher = new Publisher(connection, documents, service, this.#gate, ready, (one) => this.#asShown(one));
    this.#others = new WorkspaceDiagnostics(
      service,
      () => documents.keys(),
      (one) => this.#asShown(one),
    );
    this.#commands = new Commands(connection, service, host.pages);
  }

  get #service(): Service {
    this.#made ??= this.#makeService();
    return this.#made;
  }

  listen(): void {
    const [connection, gate] = [this.#connection, this.#gate];
    connection.onInitialize((params) => {
      gate.open();
      return this.#initialize(params);
    });
    connection.onShutdown(() => gate.shut());
    connection.onInitialized(gate.notification(() => this.#start()));
    connection.onDidChangeConfiguration(
      gate.notification(({ settings }) => {
        this.#ready = this.#configure(settings);
      }),
    );
    connection.onDidChangeWatchedFiles(
      gate.notification(({ changes }) => {
        for (const { uri } of changes) this.#forget(uri, true);
        this.#refresh();
      }),
    );
    this.#documents.onDidChangeContent(({ document: { uri } }) => {
      this.#spelled.set(normalUri(uri), uri);
      this.#closed.delete(uri);
      this.#forget(uri);
      this.#current = uri;
      this.#refresh(uri);
    });
    this.#documents.onDidSave(({ document: { uri } }) => {
      this.#forget(uri, true);
      this.#refresh(uri);
    });
    this.#documents.onDidClose(({ document: { uri } }) => {
      this.#spelled.delete(normalUri(uri));
      this.#closed.add(uri);
      this.#forget(uri);
      if (this.#current === uri) this.#current = undefined;
      if (!this.#client.pullsDiagnostics) this.#publisher.closed(uri);
      this.#refresh(uri);
    });
    this.#documents.listen({
      onDidOpenTextDocument: (handle) => connection.onDidOpenTextDocument(gate.notification(handle)),
      onDidChangeTextDocument: (handle) => connection.onDidChangeTextDocument(gate.notification(handle)),
      onDidCloseTextDocument: (handle) => connection.onDidCloseTextDocument(gate.notification(handle)),
      onWillSaveTextDocument: (handle) => connection.onWillSaveTextDocument(gate.notification(handle)),
      onWillSaveTextDocumentWaitUntil: (handle) => connection.onWillSaveTextDocumentWaitUntil(handle),
      onDidSaveTextDocument: (handle) => connection.onDidSaveTextDocument(gate.notification(handle)),
    });
    this.#features();
    extensionRequests(connection, gate, () => this.#service, this.#host);
    connection.onExecuteCommand(
      gate.request("workspace/executeCommand", (params: ExecuteCommandParams, go) =>
        this.#commands.execute(params, this.#current, go, this.#client),
      ),
    );
    gate.refuseUnknown();
    connection.listen();
  }

  /** A file changed, by whatever spelling the sites know it. */
  #forget(uri: string, onDisk = false): void {
    for (const spelling of new Set([uri, normalUri(uri)])) this.#service.changed(spelling, onDisk);
  }

  #initialize(params: InitializeParams): InitializeResult {
    this.#client = abilitiesOf(params);
    this.#folders = foldersOf(params);
    return {
      capabilities: capabilitiesFor(this.#client),
      serverInfo: { name: "sendmail-lint", version },
    };
  }

  /** Whether the server does the commands that lenses and actions name. Our extension does them itself. */
  get #hasCommands(): boolean {
    return executesCommands(this.#client);
  }

  #start(): void {
    const { client } = this.#connection;
    // Listened for before anything is waited for: no change is missed.
    if (this.#client.tellsFolders) {
      this.#connection.workspace.onDidChangeWorkspaceFolders(
        this.#gate.notification(({ added, removed }) => {
          const gone = new Set(removed.map(({ uri }) => uri));
          this.#folders = [...this.#folders.filter((uri) => !gone.has(uri)), ...added.map(({ uri }) => uri)];
          this.#service.foldersChanged();
          // Folders may have settings of their own.
          if (this.#client.hasConfiguration) this.#ready = this.#configure(undefined);
          else this.#refresh();
        }),
      );
    }
    // A client that refuses tells us less, and one that does not answer is not waited for: no reason to serve it nothing.
    const register = (registered: Promise<unknown>) => void registered.catch(() => undefined);
    if (this.#client.registersConfiguration)
      register(client.register(DidChangeConfigurationNotification.type, { section: "sendmail" }));
    if (this.#client.registersWatchers) {
      const watchers = this.#service.watchedFiles().map((globPattern) => ({ globPattern }));
      register(client.register(DidChangeWatchedFilesNotification.type, { watchers }));
      this.#watcher = new SiteWatcher(
        this.#connection,
        () => this.#service.watchedUris(),
        this.#client.watchesByFolder,
      );
    }
    // What a client has pushed meanwhile stays.
    if (this.#client.hasConfiguration || this.#configurations === 0) this.#ready = this.#configure(undefined);
  }

  /**
   * Takes the settings that a client pushes, or asks for them where it can be asked; with neither the defaults are used. Done
   * when they are in use, or when the client has let us wait for too long: then they are used when they come.
   */
  #configure(pushed: unknown): Promise<void> {
    const turn = ++this.#configurations;
    const configured = this.#settings(pushed).then(({ common, byFolder }) => {
      if (turn !== this.#configurations) return;
      const readings = new Map([...byFolder].map(([folder, given]) => [folder, this.#service.readSettings(given)]));
      const reading = this.#service.readSettings(common);
      const settings = new Map([...readings].map(([folder, read]) => [folder, read.settings]));
      this.#service.configure(reading.settings, settings);
      this.#refresh();
      this.#tell([reading, ...readings.values()].flatMap(({ mistakes }) => mistakes));
      this.#gate.inBackground(this.#service.missingFolders().then((missing) => this.#tell(missing)));
    });
    const done = configured.catch((error) => this.#gate.log(error));
    return Promise.race([done, new Promise<void>((resolve) => setTimeout(resolve, PATIENCE))]);
  }

  /** The section `sendmail` for all files, and for each folder where the client can be asked for it. */
  async #settings(pushed: unknown): Promise<{ common: unknown; byFolder: ReadonlyMap<string, unknown> }> {
    if (!this.#client.hasConfiguration) {
      const common =
        typeof pushed === "object" && pushed !== null && "sendmail" in pushed ? pushed.sendmail : undefined;
      return { common, byFolder: new Map() };
    }
    const section = "sendmail";
    const folders = [...this.#folders];
    const items = [{ section }, ...folders.map((scopeUri) => ({ section, scopeUri }))];
    const asked = this.#connection.workspace.getConfiguration(items);
    const [common, ...scoped]: readonly unknown[] = await asked.catch(() => []);
    // Where a client answers less than it was asked, the folders have what all files have.
    const own = scoped.length === folders.length ? folders.map((folder, i) => [folder, scoped[i]] as const) : [];
    return { common, byFolder: new Map(own) };
  }

  /** Tells the user, once, what is wrong with the settings. */
  #tell(mistakes: readonly string[]): void {
    for (const mistake of mistakes) {
      if (this.#told.has(mistake)) continue;
      this.#told.add(mistake);
      const message = `Sendmail: ${mistake}`;
      this.#gate.inBackground(
        this.#connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message }),
      );
    }
  }

  /**
   * Renews diagnostics and views after a change: of one file in an editor, or of others, of settings or of folders. A client
   * that pulls does so by itself after an edit.
   */
  #refresh(edited?: string): void {
    this.#others.changed();
    if (this.#client.isExtension) this.#gate.inBackground(this.#connection.sendNotification(REQUEST.changed));
    this.#watcher?.renew();
    clearTimeout(this.#showingProjects);
    this.#showingProjects = setTimeout(
      () => this.#gate.inBackground(Promise.all([this.#showProjects(), this.#pushOthers()])),
      edited === undefined ? 0 : REFRESH_PAUSE,
    );
    if (!this.#client.pullsDiagnostics) {
      if (edited === undefined) this.#publisher.all();
      else if (this.#documents.get(edited) !== undefined) this.#publisher.edited(edited);
    }
    // An edit in one file may change what is said of another that is open; the client pulls by itself for the edited one only.
    else if (this.#client.refreshesDiagnostics && (edited === undefined || this.#documents.keys().length > 1)) {
      clearTimeout(this.#refreshing);
      this.#refreshing = setTimeout(
        // A client that has gone, or refuses, must not end the server.
        () => void this.#connection.sendRequest(DiagnosticRefreshRequest.type).catch(() => undefined),
        edited === undefined ? 0 : REFRESH_PAUSE,
      );
    }
  }

  /**
   * Shows what is wrong in the project files that the open files are judged by, in those files themselves. Where our own
   * extension has one open, VS Code checks it against the schema.
   */
  async #showProjects(): Promise<void> {
    await this.#ready;
    const wrong = new Map<string, Diagnostic[]>();
    for (const uri of this.#documents.keys()) {
      const project = await this.#service.projectOf(uri);
      if (project === undefined || (this.#client.isExtension && this.#documents.get(project.uri) !== undefined))
        continue;
      const diagnostics = project.errors.map(({ message, range }) => ({
        severity: DiagnosticSeverity.Error,
        source: "sendmail",
        message,
        range,
      }));
      if (diagnostics.length > 0) wrong.set(project.uri, diagnostics);
    }
    for (const uri of new Set([...this.#wrongProjects, ...wrong.keys()]))
      this.#gate.inBackground(this.#connection.sendDiagnostics({ uri, diagnostics: wrong.get(uri) ?? [] }));
    this.#wrongProjects = new Set(wrong.keys());
  }

  /** Pushes what is found in files that are not open to a client that pulls others only. */
  async #pushOthers(): Promise<void> {
    if (!this.#client.pullsDiagnostics || this.#client.isExtension) return;
    await this.#ready;
    for (const [uri, diagnostics] of await this.#others.toPush())
      this.#gate.inBackground(this.#connection.sendDiagnostics({ uri, diagnostics }));
  }

  #features(): void {
    const [connection, gate] = [this.#connection, this.#gate];
    const { languages } = connection;
    languages.diagnostics.onWorkspace(
      gate.request("workspace/diagnostic", async ({ previousResultIds }: WorkspaceDiagnosticParams, go) => ({
        items: await this.#others.report(previousResultIds ?? [], go),
      })),
    );
    languages.diagnostics.on(
      gate.request("textDocument/diagnostic", async ({ textDocument: { uri } }: DocumentDiagnosticParams, go) => {
        // Asked again after it was closed: from now on the workspace is asked for what is shown.
        if (this.#closed.has(uri) && !(await this.#others.has(uri, go)))
          return { kind: DocumentDiagnosticReportKind.Full, items: [] };
        const items = await this.#service.diagnostics(uri, go);
        return { kind: DocumentDiagnosticReportKind.Full, items: items.map((item) => this.#asShown(item)) };
      }),
    );
    connection.onHover(
      gate.request("textDocument/hover", async ({ textDocument: { uri }, position }: HoverParams, go) => {
        const found = await this.#service.hover(uri, position, go);
        const danger = this.#client.isExtension ? await this.#service.dangerAt(uri, position, go) : undefined;
        const hover = danger === undefined ? found : withActions(found, danger);
        return hover === undefined ? null : this.#client.markdown.hover ? hover : plainHover(hover);
      }),
    );
    connection.onCompletion(
      gate.request("textDocument/completion", async ({ textDocument: { uri }, position }: CompletionParams, go) => {
        const items = await this.#service.completion(uri, position, go);
        return this.#client.fillsSnippets ? [...items] : items.map(asPlainText);
      }),
    );
    connection.onCompletionResolve(
      gate.request("completionItem/resolve", (given: CompletionItem) => {
        const item = this.#service.resolveCompletion(given);
        return this.#client.markdown.completion ? item : plainDocumentation(item);
      }),
    );
    connection.onSignatureHelp(
      gate.request(
        "textDocument/signatureHelp",
        async ({ textDocument: { uri }, position }: SignatureHelpParams, go) => {
          const help = await this.#service.signatureHelp(uri, position, go);
          return help === undefined ? null : this.#client.markdown.signature ? help : plainSignature(help);
        },
      ),
    );
    connection.onCodeAction(
      gate.request("textDocument/codeAction", (params: CodeActionParams, go) => this.#actions(params, go)),
    );
    languages.inlayHint.on(
      gate.request("textDocument/inlayHint", async ({ textDocument: { uri }, range }: InlayHintParams, go) => [
        ...(await this.#service.inlayHints(uri, range, go)),
      ]),
    );
    navigate(
      connection,
      gate,
      () => this.#service,
      () => this.#client,
    );
    connection.onCodeLens(
      gate.request("textDocument/codeLens", async ({ textDocument: { uri } }: CodeLensParams, go) =>
        this.#client.isExtension || this.#hasCommands ? [...(await this.#service.codeLenses(uri, go))] : [],
      ),
    );
  }

  async #actions({ textDocument: { uri }, range, context }: CodeActionParams, go: Checkpoint): Promise<CodeAction[]> {
    // Some clients send no diagnostics, although the protocol needs them.
    const { diagnostics, only, triggerKind }: Partial<CodeActionParams["context"]> = context ?? {};
    const actions = await this.#service.codeActions(uri, { range, diagnostics: diagnostics ?? [] }, only, go);
    const { isExtension } = this.#client;
    const own = isExtension
      ? [...actions]
      : plainActions(actions).filter(({ command }) => !command || this.#hasCommands);
    // An editor that asks by itself needs to know whether something can be fixed here.
    const isAsked = this.#hasCommands && triggerKind !== CodeActionTriggerKind.Automatic;
    return isAsked ? [...own, ...(await this.#commands.actions(uri, only, go))] : own;
  }

  /** A diagnostic without what only our extension can open. */
  #asShown(diagnostic: Diagnostic): Diagnostic {
    if (this.#client.isExtension || diagnostic.codeDescription?.href.startsWith(`${RULE_PAGE_SCHEME}:`) !== true)
      return diagnostic;
    const { codeDescription: _, ...rest } = diagnostic;
    return rest;
  }
}
