// A language client for tests, with the server at the other end of its connection.
import { PassThrough } from "node:stream";
import {
  type ClientCapabilities,
  createConnection,
  createProtocolConnection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type InitializeParams,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { clientFiles, type Host, serve } from "../../server/src/lsp.ts";
import { type ClientOptions, REQUEST } from "../../server/src/protocol.ts";
import { createService } from "../../server/src/service.ts";

/** A client with its server. */
export interface Session {
  readonly client: ProtocolConnection;
  readonly initialized: InitializeResult;
  readonly published: PublishDiagnosticsParams[];
  /** What the user was told by window/showMessage. */
  readonly told: string[];
  /** What the server wrote to the log. */
  readonly logged: string[];
  open(uri: string, text: string): Promise<void>;
  change(uri: string, version: number, text: string): Promise<void>;
}

const connections: ProtocolConnection[] = [];

/** Ends all connections: to be called after each test. */
export function endSessions(): void {
  for (const connection of connections.splice(0)) connection.dispose();
}

/** A client and a server that have not spoken yet; `files` are those that the client's file system has. */
export function connect(files: Readonly<Record<string, string>> = {}, host?: Host) {
  const [up, down] = [new PassThrough(), new PassThrough()];
  const server = createConnection(new StreamMessageReader(up), new StreamMessageWriter(down));
  serve(server, clientFiles(server), createService, host);
  const client = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
  connections.push(client);
  const published: PublishDiagnosticsParams[] = [];
  const [told, logged]: [string[], string[]] = [[], []];
  client.onNotification(
    "textDocument/publishDiagnostics",
    (params: PublishDiagnosticsParams) => void published.push(params),
  );
  client.onNotification("window/showMessage", ({ message }: { message: string }) => void told.push(message));
  client.onNotification("window/logMessage", ({ message }: { message: string }) => void logged.push(message));
  client.onRequest("client/registerCapability", () => null);
  client.onRequest("workspace/diagnostic/refresh", () => null);
  client.onRequest(REQUEST.readFile, ({ uri }: { uri: string }) => ({ text: files[uri] ?? null }));
  client.onRequest(REQUEST.stat, ({ uri }: { uri: string }) => {
    const isFolder = Object.keys(files).some((name) => name.startsWith(`${uri}/`));
    const kind = uri in files ? "file" : isFolder ? "folder" : undefined;
    return { stat: kind === undefined ? null : { kind, modified: 0, size: 0 } };
  });
  client.onRequest(REQUEST.list, ({ uri }: { uri: string }) => ({
    names: Object.keys(files).flatMap((name) => (name.startsWith(`${uri}/`) ? name.slice(uri.length + 1) : [])),
  }));
  client.listen();
  return { client, published, told, logged };
}

/** A client and a server after their handshake. */
export async function session(
  capabilities: ClientCapabilities,
  files: Readonly<Record<string, string>> = {},
  more: Partial<InitializeParams> = {},
  host?: Host,
): Promise<Session> {
  const connection = connect(files, host);
  const { client } = connection;
  const initialized = await client.sendRequest<InitializeResult>("initialize", {
    processId: null,
    rootUri: null,
    capabilities,
    ...more,
  });
  await client.sendNotification("initialized", {});
  return {
    ...connection,
    initialized,
    open: (uri, text) =>
      client.sendNotification("textDocument/didOpen", { textDocument: { uri, languageId: "", version: 1, text } }),
    change: (uri, version, text) =>
      client.sendNotification("textDocument/didChange", { textDocument: { uri, version }, contentChanges: [{ text }] }),
  };
}

/** A client that pulls. */
export const RICH: ClientCapabilities = {
  textDocument: { diagnostic: {} },
  workspace: { diagnostics: { refreshSupport: true } },
};

/** What our own extension says of itself. */
export const EXTENSION: Partial<InitializeParams> = {
  initializationOptions: { isExtension: true } satisfies ClientOptions,
};

/** Pulled diagnostics of a file. */
export async function pull({ client }: Session, uri: string): Promise<readonly Diagnostic[]> {
  const report = await client.sendRequest<DocumentDiagnosticReport>("textDocument/diagnostic", {
    textDocument: { uri },
  });
  return report.kind === "full" ? report.items : [];
}

/** Asks until there is an answer; throws where none comes. */
export async function until<T>(ask: () => T | undefined): Promise<T> {
  for (let tries = 0; tries < 4000; tries++) {
    const answer = ask();
    if (answer !== undefined) return answer;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error("it did not come");
}
