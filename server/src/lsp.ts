// The language server protocol spoken for the service: the only file, mains aside, that knows it.
import {
  CodeActionKind,
  type Connection,
  type Diagnostic,
  DiagnosticRefreshRequest,
  DiagnosticSeverity,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  DocumentDiagnosticReportKind,
  type InitializeParams,
  type InitializeResult,
  TextDocumentSyncKind,
  TextDocuments,
} from "vscode-languageserver";
import { COMPLETION_TRIGGERS, FIX_ALL_KIND, SIGNATURE_TRIGGERS } from "./features/promises.ts";
import { asPlainText } from "./features/snippet-text.ts";
import {
  type ClientAnswer,
  type ClientFile,
  type ClientList,
  type ClientOptions,
  type ClientStat,
  type FileParams,
  type IdentifyParams,
  type IdentifyResult,
  REQUEST,
  type RulePageParams,
  type RulePageResult,
  type TransactionParams,
} from "./protocol.ts";
import type { Service } from "./service.ts";
import { readSettings } from "./settings.ts";
import { buffersFirst } from "./site/buffers.ts";
import type { Lookup, Workspace } from "./site/types.ts";
import { TextDocument } from "./text.ts";

/** A part of a workspace that reads files which are not open. */
export type Files = Omit<Workspace, "folders">;

/** Files as the client sees them: for browsers and virtual file systems, where the server has no disk. */
export function clientFiles(connection: Connection): Files {
  const ask = async <T, Value>(
    method: string,
    uri: string,
    value: (answer: T & ClientAnswer) => Value | null,
  ): Promise<Lookup<Value>> => {
    let answer: T & ClientAnswer;
    try {
      answer = await connection.sendRequest<T & ClientAnswer>(method, { uri } satisfies FileParams);
    } catch {
      return { kind: "missing" }; // a client that does not know the request has no such files
    }
    if (answer.obstacle !== undefined) return { kind: "unreadable", obstacle: answer.obstacle };
    const found = value(answer);
    return found === null ? { kind: "missing" } : { kind: "there", value: found };
  };
  return {
    read: (uri) =>
      ask(REQUEST.readFile, uri, ({ text }: ClientFile) =>
        text === null ? null : TextDocument.create(uri, "", 0, text),
      ),
    stat: (uri) => ask(REQUEST.stat, uri, ({ stat }: ClientStat) => stat),
    list: (uri) => ask(REQUEST.list, uri, ({ names }: ClientList) => names),
  };
}

/** What the client can do that changes how we speak to it. */
interface ClientAbilities {
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly hasConfiguration: boolean;
  readonly registersConfiguration: boolean;
  readonly registersWatchers: boolean;
  readonly tellsFolders: boolean;
  readonly fillsSnippets: boolean;
  readonly annotatesChanges: boolean;
  readonly isExtension: boolean;
}

function abilitiesOf({ capabilities, initializationOptions }: InitializeParams): ClientAbilities {
  const { workspace, textDocument } = capabilities;
  const options: ClientOptions | null | undefined = initializationOptions;
  return {
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    hasConfiguration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    registersWatchers: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    tellsFolders: workspace?.workspaceFolders === true,
    fillsSnippets: textDocument?.completion?.completionItem?.snippetSupport === true,
    annotatesChanges:
      workspace?.workspaceEdit?.documentChanges === true &&
      workspace.workspaceEdit.changeAnnotationSupport !== undefined,
    isExtension: options?.isExtension === true,
  };
}

/** The folders that are open; older clients name one, as `rootUri`. */
function foldersOf({ workspaceFolders, rootUri }: InitializeParams): readonly string[] {
  if (workspaceFolders) return workspaceFolders.map(({ uri }) => uri);
  return rootUri ? [rootUri] : [];
}

/** The command that editors without our extension call, with the URI of a file. */
const REMOVE_COMMAND = "sendmail-lint.removeDangerousSettings";

/** Makes a service over a workspace: `createService`, or what loads it. */
export type Engine = (workspace: Workspace) => Service;

/**
 * Serves one connection. `files` reads what is not open. `engine` is asked for a service when the handshake is over: a client
 * need not wait for the engine to be loaded.
 */
export function serve(connection: Connection, files: Files, engine: Engine): void {
  new Server(connection, files, engine).listen();
}

/** Typing pauses this long (milliseconds) before the other open files are judged anew. */
const REFRESH_PAUSE = 150;

class Server {
  readonly #connection: Connection;
  readonly #documents: TextDocuments<TextDocument>;
  readonly #makeService: () => Service;
  #made: Service | undefined;
  #folders: readonly string[] = [];
  #client: ClientAbilities = {
    pullsDiagnostics: false,
    refreshesDiagnostics: false,
    hasConfiguration: false,
    registersConfiguration: false,
    registersWatchers: false,
    tellsFolders: false,
    fillsSnippets: false,
    annotatesChanges: false,
    isExtension: false,
  };
  /** Settings are asked for after the handshake; answers wait for them. */
  #ready: Promise<void> = Promise.resolve();
  #configured = false;
  /** Open documents whose diagnostics are being pushed, and whether they changed meanwhile. */
  readonly #pushing = new Map<string, { again: boolean }>();
  /** Project files in which something wrong is shown. */
  #wrongProjects: ReadonlySet<string> = new Set();
  /** The refresh that is about to be asked for. */
  #refreshing: ReturnType<typeof setTimeout> | undefined;

  constructor(connection: Connection, files: Files, engine: Engine) {
    this.#connection = connection;
    this.#documents = new TextDocuments(TextDocument);
    const documents = this.#documents;
    const folders = () => this.#folders;
    const workspace: Workspace = {
      read: buffersFirst((uri) => documents.get(uri), files.read),
      stat: files.stat,
      list: files.list,
      machine: files.machine,
      get folders() {
        return folders();
      },
    };
    this.#makeService = () => engine(workspace);
  }

  get #service(): Service {
    this.#made ??= this.#makeService();
    return this.#made;
  }

  listen(): void {
    const connection = this.#connection;
    connection.onInitialize((params) => this.#initialize(params));
    connection.onInitialized(() => {
      this.#ready = this.#start();
    });
    connection.onDidChangeConfiguration(({ settings }) => {
      this.#ready = this.#configure(settings);
    });
    connection.onDidChangeWatchedFiles(({ changes }) => this.#changed(changes.map(({ uri }) => uri)));
    this.#documents.onDidChangeContent(({ document }) => this.#changed([document.uri]));
    this.#documents.onDidClose(({ document }) => {
      this.#changed([document.uri]);
      if (!this.#client.pullsDiagnostics) void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
    });
    this.#documents.listen(connection);
    this.#features();
    connection.listen();
  }

  #initialize(params: InitializeParams): InitializeResult {
    this.#client = abilitiesOf(params);
    this.#folders = foldersOf(params);
    return {
      capabilities: {
        textDocumentSync: TextDocumentSyncKind.Incremental,
        hoverProvider: true,
        completionProvider: { triggerCharacters: COMPLETION_TRIGGERS, resolveProvider: true },
        signatureHelpProvider: { triggerCharacters: SIGNATURE_TRIGGERS },
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL_KIND] },
        diagnosticProvider: { identifier: "sendmail", interFileDependencies: true, workspaceDiagnostics: false },
        inlayHintProvider: true,
        codeLensProvider: {},
        // Our own extension has a command of its own, which shows the changes first.
        ...(this.#client.isExtension ? {} : { executeCommandProvider: { commands: [REMOVE_COMMAND] } }),
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
      serverInfo: { name: "sendmail-lint" },
    };
  }

  async #start(): Promise<void> {
    const { client } = this.#connection;
    // Listened for before anything is waited for: no change is missed.
    if (this.#client.tellsFolders) {
      this.#connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map(({ uri }) => uri));
        this.#folders = [...this.#folders.filter((uri) => !gone.has(uri)), ...added.map(({ uri }) => uri)];
        this.#service.foldersChanged();
        this.#refresh();
      });
    }
    // A client that refuses tells us less; that is no reason to serve it nothing.
    const register = async (asking: () => Promise<unknown>) => void (await asking().catch(() => undefined));
    if (this.#client.registersConfiguration)
      await register(() => client.register(DidChangeConfigurationNotification.type, { section: "sendmail" }));
    if (this.#client.registersWatchers) {
      const watchers = this.#service.watchedFiles().map((globPattern) => ({ globPattern }));
      await register(() => client.register(DidChangeWatchedFilesNotification.type, { watchers }));
    }
    // What a client has pushed meanwhile stays.
    if (this.#client.hasConfiguration || !this.#configured) await this.#configure(undefined);
  }

  /** Takes the settings that a client pushes, or asks for them where it can be asked; with neither the defaults hold. */
  async #configure(pushed: unknown): Promise<void> {
    const asked = this.#client.hasConfiguration
      ? await this.#connection.workspace.getConfiguration("sendmail").catch(() => undefined)
      : (pushed as { readonly sendmail?: unknown } | undefined)?.sendmail;
    this.#configured = true;
    this.#service.configure(readSettings(asked));
    this.#refresh();
  }

  /** Files changed, in an editor or on disk: what is known of them is forgotten, and what is shown is renewed. */
  #changed(uris: readonly string[]): void {
    for (const uri of uris) this.#service.changed(uri);
    const inEditor = uris.length === 1 && uris.every((uri) => this.#documents.get(uri) !== undefined);
    this.#refresh(inEditor);
  }

  /** Renews diagnostics and views. A client that pulls does so by itself after an edit. */
  #refresh(afterEdit = false): void {
    if (this.#client.isExtension) this.#connection.sendNotification(REQUEST.changed).catch(() => undefined);
    void this.#showProjects();
    if (!this.#client.pullsDiagnostics) for (const uri of this.#documents.keys()) void this.#push(uri);
    // An edit in one file may change what is said of another that is open; the client pulls by itself for the edited one only.
    else if (this.#client.refreshesDiagnostics && (!afterEdit || this.#documents.keys().length > 1)) {
      clearTimeout(this.#refreshing);
      this.#refreshing = setTimeout(
        // A client that has gone, or refuses, must not end the server.
        () => void this.#connection.sendRequest(DiagnosticRefreshRequest.type).catch(() => undefined),
        afterEdit ? REFRESH_PAUSE : 0,
      );
    }
  }

  /** Pushes one document's diagnostics; a change meanwhile leads to another round, never to two at a time. */
  async #push(uri: string): Promise<void> {
    const running = this.#pushing.get(uri);
    if (running !== undefined) {
      running.again = true;
      return;
    }
    const state = { again: true };
    this.#pushing.set(uri, state);
    while (state.again) {
      state.again = false;
      await this.#ready;
      const document = this.#documents.get(uri);
      if (document === undefined) break;
      const { version } = document;
      try {
        const diagnostics = await this.#service.diagnostics(uri);
        if (!state.again) await this.#connection.sendDiagnostics({ uri, version, diagnostics: [...diagnostics] });
      } catch (error) {
        // A defect of ours in one file must not end the server for all.
        this.#connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
      }
    }
    this.#pushing.delete(uri);
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
      void this.#connection.sendDiagnostics({ uri, diagnostics: wrong.get(uri) ?? [] });
    this.#wrongProjects = new Set(wrong.keys());
  }

  #features(): void {
    const { languages } = this.#connection;
    languages.diagnostics.on(async ({ textDocument: { uri } }) => {
      await this.#ready;
      return { kind: DocumentDiagnosticReportKind.Full, items: [...(await this.#service.diagnostics(uri))] };
    });
    this.#connection.onHover(async ({ textDocument, position }) => {
      await this.#ready;
      return (await this.#service.hover(textDocument.uri, position)) ?? null;
    });
    this.#connection.onCompletion(async ({ textDocument, position }) => {
      await this.#ready;
      const items = await this.#service.completion(textDocument.uri, position);
      return this.#client.fillsSnippets ? [...items] : items.map(asPlainText);
    });
    this.#connection.onCompletionResolve((item) => this.#service.resolveCompletion(item));
    this.#connection.onSignatureHelp(async ({ textDocument, position }) => {
      await this.#ready;
      return (await this.#service.signatureHelp(textDocument.uri, position)) ?? null;
    });
    this.#connection.onCodeAction(async ({ textDocument, context }) => {
      await this.#ready;
      const actions = await this.#service.codeActions(textDocument.uri, context.diagnostics, context.only);
      return actions.filter(({ command }) => command === undefined || this.#client.isExtension);
    });
    languages.inlayHint.on(async ({ textDocument, range }) => {
      await this.#ready;
      return [...(await this.#service.inlayHints(textDocument.uri, range))];
    });
    this.#connection.onCodeLens(async ({ textDocument }) => {
      await this.#ready;
      return this.#client.isExtension ? [...(await this.#service.codeLenses(textDocument.uri))] : [];
    });
    this.#requests();
  }

  /** For editors without our extension: makes the edit, where the editor shows its parts first if it can, and says what is left. */
  async #removeDangerousSettings(uri: string): Promise<string | null> {
    const found = await this.#service.dangerousSettings(uri, this.#client.annotatesChanges);
    if (found === undefined) return null;
    const made = found.edit === null || (await this.#connection.workspace.applyEdit(found.edit)).applied;
    const words = made ? [found.summary, ...found.declined].join("\n") : "Nothing was changed.";
    this.#connection.window.showInformationMessage(words);
    return words;
  }

  /** What goes beyond the protocol (protocol.ts). */
  #requests(): void {
    const about = (method: string, ask: (uri: string) => Promise<object | undefined>) => {
      this.#connection.onRequest(method, async ({ uri }: FileParams): Promise<object | null> => {
        await this.#ready;
        return (await ask(uri)) ?? null;
      });
    };
    about(REQUEST.relayStatus, (uri) => this.#service.relayStatus(uri));
    about(REQUEST.dangerousSettings, (uri) => this.#service.dangerousSettings(uri, true));
    this.#connection.onExecuteCommand(async ({ command, arguments: [uri] = [] }) => {
      if (command !== REMOVE_COMMAND || typeof uri !== "string") return null;
      await this.#ready;
      return await this.#removeDangerousSettings(uri);
    });
    about(REQUEST.relayReport, (uri) => this.#service.relayReport(uri));
    about(REQUEST.transactionProposals, (uri) => this.#service.transactionProposals(uri));
    about(REQUEST.preview, (uri) => this.#service.preview(uri));
    this.#connection.onRequest(REQUEST.tryTransaction, async ({ uri, query }: TransactionParams) => {
      await this.#ready;
      return (await this.#service.tryTransaction(uri, query)) ?? null;
    });
    this.#connection.onRequest(
      REQUEST.identify,
      ({ uri, text }: IdentifyParams): IdentifyResult => ({
        languageId: this.#service.identify(uri, text) ?? null,
      }),
    );
    this.#connection.onRequest(
      REQUEST.rulePage,
      ({ code }: RulePageParams): RulePageResult => ({
        markdown: this.#service.rulePage(code) ?? null,
      }),
    );
  }
}
