// Reads files for a server that has no disk: in a browser, and for workspaces that are not on this machine.
import { FileSystemError, FileType, Uri, workspace } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import {
  type ClientAnswer,
  type ClientFile,
  type ClientList,
  type ClientStat,
  type FileParams,
  REQUEST,
} from "../../server/src/protocol.ts";

/** Answers the server's questions about files; says what is not there and what may not be read. */
export function serveFiles(client: BaseLanguageClient): void {
  client.onRequest(REQUEST.readFile, async ({ uri }: FileParams): Promise<ClientFile> => {
    const found = await answerOf(uri, workspace.fs.readFile(Uri.parse(uri)));
    return "value" in found ? { text: decode(found.value) } : { text: null, ...found };
  });
  client.onRequest(REQUEST.stat, async ({ uri }: FileParams): Promise<ClientStat> => {
    const found = await answerOf(uri, workspace.fs.stat(Uri.parse(uri)));
    if (!("value" in found)) return { stat: null, ...found };
    const { type, mtime, size } = found.value;
    return { stat: { kind: type & FileType.Directory ? "folder" : "file", modified: mtime, size } };
  });
  client.onRequest(REQUEST.list, async ({ uri }: FileParams): Promise<ClientList> => {
    const found = await answerOf(uri, workspace.fs.readDirectory(Uri.parse(uri)));
    return "value" in found ? { names: found.value.map(([name]) => name) } : { names: null, ...found };
  });
}

/** What VS Code's file systems say where something is there and cannot be read. */
const OBSTACLES: Readonly<Record<string, ClientAnswer["obstacle"]>> = {
  NoPermissions: "forbidden",
  FileIsADirectory: "not-a-file",
  Unavailable: "failed",
};

/** The answer; `{}` where nothing is there, as beside a document that was never saved: its scheme has no file system. */
async function answerOf<T>(uri: string, answer: Thenable<T>): Promise<{ readonly value: T } | ClientAnswer> {
  try {
    return { value: await answer };
  } catch (error) {
    const code = error instanceof FileSystemError ? error.code : "";
    const isMissing = code === "FileNotFound" || code === "FileNotADirectory" || !(error instanceof FileSystemError);
    // Asked only now: reading is what makes VS Code start the extension that has the file system.
    if (workspace.fs.isWritableFileSystem(Uri.parse(uri).scheme) === undefined) return {};
    return isMissing ? {} : { obstacle: OBSTACLES[code] ?? "failed" };
  }
}

/** UTF-8 where the bytes are that, else Latin-1, in which any bytes are text. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("latin1").decode(bytes);
  }
}
