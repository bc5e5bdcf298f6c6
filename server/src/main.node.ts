// The language server as a Node process: over stdio, a pipe, a socket or Node's own channel, as the arguments say.
import {
  type Connection,
  createConnection,
  createServerPipeTransport,
  createServerSocketTransport,
  ErrorCodes,
  type MessageReader,
  type MessageWriter,
  ProposedFeatures,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { diskFiles } from "./files.node.ts";
import { collectYoung } from "./garbage.node.ts";
import { clientFiles, type Engine, serve } from "./lsp.ts";
import { temporaryPages } from "./pages.node.ts";
import { DATABASES } from "./programs.node.ts";
import { NETWORK } from "./sockets.node.ts";

/** Serves the connection that the process's arguments name. */
export function serveProcess(engine: Engine): void {
  const connection = connect(process.argv.slice(2));
  // A defect of ours in one answer must not end the server for all others.
  for (const event of ["unhandledRejection", "uncaughtException"] as const)
    process.on(event, (error: unknown) =>
      connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error)),
    );
  serve(connection, diskFiles(clientFiles(connection)), engine, {
    pages: temporaryPages(),
    network: NETWORK,
    databases: DATABASES,
    rest: collectYoung,
  });
}

function connect(args: readonly string[]): Connection {
  const transport = transportOf(args);
  // Node's own channel, which gives whole messages.
  if (transport === undefined) return createConnection(ProposedFeatures.all);
  const [reader, writer] = transport;
  answerBadJson(reader, writer);
  // A client that goes silently takes its server with it.
  for (const end of [reader.onClose, writer.onClose]) end(() => process.exit(1));
  return createConnection(ProposedFeatures.all, reader, writer);
}

/** Reader and writer of a stream that the arguments name; undefined where they name none. */
function transportOf(args: readonly string[]): readonly [MessageReader, MessageWriter] | undefined {
  const argument = (name: string) => {
    const at = args.findIndex((arg) => arg === name || arg.startsWith(`${name}=`));
    return at < 0 ? undefined : (/=(.*)/.exec(args[at] ?? "")?.[1] ?? args[at + 1]);
  };
  if (args.includes("--stdio")) {
    process.stdin.once("end", () => process.exit(1));
    return [new StreamMessageReader(process.stdin), new StreamMessageWriter(process.stdout)];
  }
  const port = argument("--socket");
  if (port !== undefined) return createServerSocketTransport(Number(port));
  const pipe = argument("--pipe");
  return pipe === undefined ? undefined : createServerPipeTransport(pipe);
}

/** Answers what is not JSON as JSON-RPC requires: with an error that belongs to no request. */
function answerBadJson(reader: MessageReader, writer: MessageWriter): void {
  reader.onError((error) => {
    if (!(error instanceof SyntaxError)) return;
    const answer = { jsonrpc: "2.0", id: null, error: { code: ErrorCodes.ParseError, message: error.message } };
    writer.write(answer).catch(() => undefined);
  });
}
