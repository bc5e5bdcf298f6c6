// Reads files for a server that has no disk: in a browser, and for workspaces that are not on this machine.
import { FileType, Uri, workspace } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import {
  type ClientFile,
  type ClientList,
  type ClientStat,
  type FileParams,
  REQUEST,
} from "../../server/src/protocol.ts";

/** Answers the server's questions about files; a file that is not there, or may not be read, is no error but `null`. */
export function serveFiles(client: BaseLanguageClient): void {
  client.onRequest(REQUEST.readFile, async ({ uri }: FileParams): Promise<ClientFile> => {
    const bytes = await orUndefined(workspace.fs.readFile(Uri.parse(uri)));
    return { text: bytes ? decode(bytes) : null };
  });
  client.onRequest(REQUEST.stat, async ({ uri }: FileParams): Promise<ClientStat> => {
    const found = await orUndefined(workspace.fs.stat(Uri.parse(uri)));
    if (!found) return { stat: null };
    const kind = found.type & FileType.Directory ? "folder" : "file";
    return { stat: { kind, modified: found.mtime, size: found.size } };
  });
  client.onRequest(REQUEST.list, async ({ uri }: FileParams): Promise<ClientList> => {
    const entries = await orUndefined(workspace.fs.readDirectory(Uri.parse(uri)));
    return { names: (entries ?? []).map(([name]) => name) };
  });
}

async function orUndefined<T>(answer: Thenable<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch {
    return undefined;
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
