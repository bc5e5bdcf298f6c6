// Files as the client sees them: for browsers and virtual file systems, where the server has no disk.
import type { Connection } from "vscode-languageserver";
import {
  type ClientAnswer,
  type ClientFile,
  type ClientList,
  type ClientStat,
  type FileParams,
  REQUEST,
} from "../protocol.ts";
import type { Lookup, Workspace } from "../site/types.ts";
import { TextDocument } from "../text.ts";

/** A part of a workspace that reads files which are not open. */
export type Files = Omit<Workspace, "folders">;

/** Reads files by asking the client for them. What it cannot answer is not there. */
export function clientFiles(connection: Connection): Files {
  const ask = async <T, Value>(
    method: string,
    uri: string,
    value: (answer: T & ClientAnswer) => Value | null,
  ): Promise<Lookup<Value>> => {
    let answer: (T & ClientAnswer) | null;
    try {
      answer = await connection.sendRequest<(T & ClientAnswer) | null>(method, { uri } satisfies FileParams);
    } catch {
      return { kind: "missing" }; // a client that does not know the request has no such files
    }
    if (answer === null || typeof answer !== "object") return { kind: "missing" };
    if (answer.obstacle !== undefined) return { kind: "unreadable", obstacle: answer.obstacle };
    const found = value(answer);
    return found === null ? { kind: "missing" } : { kind: "there", value: found };
  };
  return {
    read: (uri) =>
      ask(REQUEST.readFile, uri, ({ text }: ClientFile) =>
        typeof text !== "string" ? null : TextDocument.create(uri, "", 0, text),
      ),
    stat: (uri) => ask(REQUEST.stat, uri, ({ stat }: ClientStat) => stat),
    list: (uri) => ask(REQUEST.list, uri, ({ names }: ClientList) => names),
  };
}
