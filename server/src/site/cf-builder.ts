// Builds the .cf of a .mc with the m4 library as it lies on the disk, read through the workspace.

import type { M4Host } from "../m4/types.ts";
import { type BuiltCf, buildCf } from "../mc/build.ts";
import type { Source, TextDocument } from "../text.ts";
import { folderOf, within } from "./paths.ts";
import type { Workspace } from "./types.ts";

/** Rounds of "run, read what was missing, run again"; files include files, but not that deep. */
const ROUNDS = 12;

/** Reads a library once and keeps it; it changes only with a new version of sendmail. */
export class CfBuilder {
  readonly #workspace: Workspace;
  /** Texts by URI; undefined for files that are not there. */
  readonly #texts = new Map<string, Source | undefined>();

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  /** Forgets a file that changed. */
  changed(uri: string): void {
    this.#texts.delete(uri);
  }

  /** The .cf of a .mc, made with the library in a folder (URI). */
  async build(document: TextDocument, folder: string): Promise<BuiltCf> {
    const base = folderOf(document.uri);
    const source = { name: document.uri, text: document.getText() };
    for (let round = 1; ; round++) {
      const wanted = new Set<string>();
      const host: M4Host = {
        read: (path) => {
          const uri = path.includes("://") ? path : path.startsWith("/") ? `file://${path}` : within(base, path);
          if (!this.#texts.has(uri)) wanted.add(uri);
          return this.#texts.get(uri);
        },
      };
      const built = buildCf({ source, host, cfDir: `${folder}/` });
      if (wanted.size === 0 || round === ROUNDS) return built;
      await Promise.all([...wanted].map((uri) => this.#read(uri)));
    }
  }

  async #read(uri: string): Promise<void> {
    const document = await this.#workspace.read(uri);
    this.#texts.set(uri, document && { name: uri, text: document.getText() });
  }
}
