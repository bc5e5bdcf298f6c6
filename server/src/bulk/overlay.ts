// A workspace in which some files have other texts than they really have: a place to try changes out.
import { buffersFirst } from "../site/buffers.ts";
import type { Workspace } from "../site/types.ts";
import type { TextDocument } from "../text.ts";

export interface Overlay {
  readonly workspace: Workspace;
  /** Gives a file another text; a document that is undefined gives it back its own. */
  set(uri: string, document: TextDocument | undefined): void;
  /** The text of a file as it is to be tried. */
  document(uri: string): Promise<TextDocument | undefined>;
}

export function overlayOf(real: Workspace): Overlay {
  const held = new Map<string, TextDocument>();
  const workspace: Workspace = { ...real, read: buffersFirst((uri) => held.get(uri), real.read) };
  return {
    workspace,
    set: (uri, document) => void (document === undefined ? held.delete(uri) : held.set(uri, document)),
    async document(uri) {
      const found = await workspace.read(uri);
      return found.kind === "there" ? found.value : undefined;
    },
  };
}
