// The language server as a Node process: over stdio, a pipe, a socket or Node's own channel, as the arguments say.
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { diskFiles } from "./files.node.ts";
import { clientFiles, type Engine, serve } from "./lsp.ts";

/** Serves the connection that the process's arguments name. */
export function serveProcess(engine: Engine): void {
  const connection = createConnection(ProposedFeatures.all);
  serve(connection, diskFiles(clientFiles(connection)), engine);
}
