// The language server as a web worker; all files come from the client.
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
  ProposedFeatures,
} from "vscode-languageserver/browser";
import { clientFiles, type Engine, serve } from "./lsp.ts";

/** Serves the page that made this worker. */
export function serveWorker(engine: Engine): void {
  const scope = self as DedicatedWorkerGlobalScope;
  const connection = createConnection(
    ProposedFeatures.all,
    new BrowserMessageReader(scope),
    new BrowserMessageWriter(scope),
  );
  serve(connection, clientFiles(connection), engine);
}
