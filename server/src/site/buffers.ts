// Texts that an editor or a fix has, before those on the disk.
import type { TextDocument } from "../text.ts";
import type { Workspace } from "./types.ts";

/** Reads a file's open buffer where there is one, else the file. */
export function buffersFirst(
  buffer: (uri: string) => TextDocument | undefined,
  read: Workspace["read"],
): Workspace["read"] {
  return async (uri, bounds) => {
    const open = buffer(uri);
    return open === undefined ? await read(uri, bounds) : { kind: "there", value: open };
  };
}
