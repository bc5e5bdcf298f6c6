// The path that is being typed in a line of a .cf: those of K, F and O lines.
import type { TextDocument } from "../../text.ts";
import { pathAtEnd, type WrittenPath, writtenPath } from "../written-path.ts";
import { namesFiles } from "./links.ts";

/** The path before a cursor; undefined where the line names no files, or no path is being typed. */
export function pathBeforeCursor(document: TextDocument, offset: number): WrittenPath | undefined {
  const { line } = document.positionAt(offset);
  const text = document.slice(document.offsetAt({ line, character: 0 }), offset);
  const from = namesFiles(text);
  const path = from === undefined ? undefined : pathAtEnd(text.slice(from));
  return path === undefined ? undefined : writtenPath(document, offset, path);
}
