// The path of a file that is being typed: what is there of it before the cursor, and how its next part goes in.
import { type CompletionItem, CompletionItemKind, type Range } from "vscode-languageserver-types";
import type { TextDocument } from "../text.ts";
import { rangeOf } from "./ranges.ts";

export interface WrittenPath {
  /** The folder with its last slash, as written: `/etc/mail/`; "" for the folder of the configuration. */
  readonly folder: string;
  /** What is typed of the name in it. */
  readonly name: string;
  /** The place of that name, up to the cursor. */
  readonly range: Range;
  /** The text for the name of a file, with what closes the value after it. */
  readonly close: (name: string) => string;
}

/** A path from the root at the end of a text: after a space, or what separates words and parts of values. */
const PATH = /(?:^|[\s,;:="|@`])(?<path>\/[^\s,;:="|@`'$]*)$/;

/** The path from the root that a text ends with; undefined for none. */
export function pathAtEnd(text: string): string | undefined {
  // A path is never so long, and the text may be a whole file.
  return PATH.exec(text.slice(-1024))?.groups?.path;
}

/** A path that ends at an offset of a document. */
export function writtenPath(
  document: TextDocument,
  offset: number,
  path: string,
  close: (name: string) => string = (name) => name,
): WrittenPath {
  const at = path.lastIndexOf("/") + 1;
  const name = path.slice(at);
  return {
    folder: path.slice(0, at),
    name,
    range: rangeOf(document, { start: offset - name.length, end: offset }),
    close,
  };
}

/** A name in the folder of a path. */
export interface NameInFolder {
  readonly name: string;
  readonly isFolder: boolean;
}

/** The names of a folder as items; a folder goes in with its slash. What programs make of a text is not offered. */
export function pathItems(
  { folder, name: typed, range, close }: WrittenPath,
  names: readonly NameInFolder[],
): readonly CompletionItem[] {
  return names
    .filter(({ name }) => !/~$|\.(?:db|dir|pag|cdb)$/.test(name) && (!name.startsWith(".") || typed.startsWith(".")))
    .map(({ name, isFolder }) => ({
      label: isFolder ? `${name}/` : name,
      kind: isFolder ? CompletionItemKind.Folder : CompletionItemKind.File,
      filterText: name,
      sortText: `0${name}`,
      textEdit: { range, newText: isFolder ? `${name}/` : close(name) },
      labelDetails: { description: `in ${folder === "" ? "this folder" : folder}` },
    }));
}
