// Builds the .cf of a .mc with the m4 library as it lies on the disk, read through the workspace.

import type { M4Host } from "../m4/types.ts";
import { type BuiltCf, buildCf } from "../mc/build.ts";
import type { Source, TextDocument } from "../text.ts";
import { folderOf, within } from "./paths.ts";
import type { Workspace } from "./types.ts";
import { USUAL_PLACES } from "./version.ts";

/** Rounds of "run, read what was missing, run again"; files include files, but not that deep. */
const ROUNDS = 12;

/** Reads the library once and keeps it; a library changes only with a new version of sendmail. */
export class CfBuilder {
  readonly #workspace: Workspace;
  readonly #places: readonly string[];
  /** Texts by URI; undefined for files that are not there. */
  readonly #texts = new Map<string, Source | undefined>();
  #folder: Promise<string | undefined> | undefined;

  /** @param cfDir URI of the library's folder; undefined to look in the usual places. */
  constructor(workspace: Workspace, cfDir: string | undefined) {
    this.#workspace = workspace;
    this.#places = cfDir === undefined ? USUAL_PLACES.map((path) => `file://${path}`) : [cfDir];
  }

  /** Forgets a file that changed. */
  changed(uri: string): void {
    this.#texts.delete(uri);
  }

  /** URI of the folder that holds m4/cf.m4; undefined where there is none. */
  folder(): Promise<string | undefined> {
    this.#folder ??= this.#find();
    return this.#folder;
  }

  async #find(): Promise<string | undefined> {
    for (const place of this.#places) {
      if ((await this.#workspace.stat(within(place, "m4/cf.m4"))) !== undefined) return place;
    }
    return undefined;
  }

  /** The .cf of a .mc; undefined where there is no library. */
  async build(document: TextDocument): Promise<BuiltCf | undefined> {
    const folder = await this.folder();
    if (folder === undefined) return undefined;
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
