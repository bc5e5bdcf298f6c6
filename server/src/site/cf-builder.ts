// Builds the .cf of a .mc with the m4 library as it lies on the disk, read through the workspace.

import type { M4Host } from "../m4/types.ts";
import { type BuiltCf, buildCf } from "../mc/build.ts";
import { masked, type Source, type TextDocument } from "../text.ts";
import { Files } from "./files.ts";
import { type PathSettings, type Place, placesOf } from "./paths.ts";
import type { Workspace } from "./types.ts";

/** Rounds of "run, read what was missing, run again"; files include files, but not that deep. */
const ROUNDS = 12;

/** Reads a library once and keeps it; it changes only with a new version of sendmail. */
export class CfBuilder {
  readonly #files: Files;
  readonly #settings: PathSettings;

  constructor(workspace: Workspace, settings: PathSettings) {
    this.#files = new Files(workspace);
    this.#settings = settings;
  }

  /** Forgets a file that changed. */
  changed(uri: string): void {
    this.#files.changed(uri);
  }

  /**
   * The .cf of a .mc, made with the library in a folder (URI).
   *
   * @param settingsFolder the folder that the configuration keeps its files in
   * @param isMasked true where what a template leaves open is to say nothing, as m4 is given it when a site is read
   */
  async build(document: TextDocument, folder: string, settingsFolder: string, isMasked = false): Promise<BuiltCf> {
    const given = (text: string): string => (isMasked ? masked(text, "dnl") : text);
    const source = { name: document.uri, text: given(document.getText()) };
    const texts = new Map<string, Source | undefined>();
    const obstacles = new Map<string, string>();
    for (let round = 1; ; round++) {
      const wanted = new Set<string>();
      const host: M4Host = {
        read: (path) => {
          if (!texts.has(path)) wanted.add(path);
          return texts.get(path);
        },
        whyNot: (path) => obstacles.get(path) ?? "No such file or directory",
      };
      const built = buildCf({ source, host, cfDir: `${folder}/` });
      if (wanted.size === 0 || round === ROUNDS) return built;
      await Promise.all(
        [...wanted].map(async (path) => {
          const places = isLibrary(path, folder)
            ? [{ uri: path, bounds: { kind: "root", root: folder } as const }]
            : placesOf(path, document.uri, settingsFolder, this.#settings);
          const found = await this.#read(places);
          if (typeof found === "string") obstacles.set(path, found);
          const read = typeof found === "string" ? undefined : found;
          texts.set(path, read && !isLibrary(path, folder) ? { ...read, text: given(read.text) } : read);
        }),
      );
    }
  }

  /** The text at the first place that has something; in the system's words why it cannot be read. */
  async #read(places: readonly Place[]): Promise<Source | string | undefined> {
    for (const { uri, bounds } of places) {
      const found = await this.#files.read(uri, undefined, bounds);
      if (found.kind === "there") return { name: uri, text: found.value.getText() };
      if (found.kind === "unreadable") return found.obstacle === "not-a-file" ? "Is a directory" : "Permission denied";
    }
    return undefined;
  }
}

/** True for a path that begins with the URI of the library's folder, as those that the library asks for do. */
function isLibrary(path: string, folder: string): boolean {
  return path.startsWith(`${folder}/`);
}
