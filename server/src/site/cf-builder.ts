// Builds the .cf of a .mc with the m4 library as it lies on the disk, read through the workspace.

import type { M4Host } from "../m4/types.ts";
import { type BuiltCf, buildCf } from "../mc/build.ts";
import { keep } from "../text/keep.ts";
import { masked, type Source, type TextDocument } from "../text.ts";
import { Files } from "./files.ts";
import { type PathSettings, type Place, placesOf } from "./paths.ts";
import type { Workspace } from "./types.ts";

/** Rounds of "run, read what was missing, run again"; files include files, but not that deep. */
const ROUNDS = 12;

/** Configurations whose last build is kept. */
const MOST_KEPT = 8;

/** A build, with the files that m4 asked for and the system's words for those that could not be read. */
interface Last {
  readonly texts: ReadonlyMap<string, Source | undefined>;
  readonly obstacles: ReadonlyMap<string, string>;
  readonly built: BuiltCf;
}

/** Reads a library once and keeps it; it changes only with a new version of sendmail. */
export class CfBuilder {
  readonly #files: Files;
  readonly #settings: PathSettings;
  readonly #last = new Map<string, Last>();

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
    const places = (path: string): readonly Place[] =>
      isLibrary(path, folder)
        ? [{ uri: path, bounds: { kind: "root", root: folder } }]
        : placesOf(path, document.uri, settingsFolder, this.#settings);
    const texts = new Map<string, Source | undefined>();
    const obstacles = new Map<string, string>();
    const readAll = async (paths: Iterable<string>): Promise<void> => {
      await Promise.all(
        [...paths].map(async (path) => {
          const found = await this.#read(places(path));
          if (typeof found === "string") obstacles.set(path, found);
          const read = typeof found === "string" ? undefined : found;
          texts.set(path, read && !isLibrary(path, folder) ? { ...read, text: given(read.text) } : read);
        }),
      );
    };
    const key = [document.uri, folder, settingsFolder, isMasked].join(" ");
    const last = this.#last.get(key);
    if (last !== undefined) {
      await readAll(last.texts.keys());
      const typed = isAsBefore(last, texts, obstacles) ? last.built.typed(source.text) : undefined;
      if (typed !== undefined) {
        keep(this.#last, key, { texts, obstacles, built: typed }, MOST_KEPT);
        return typed;
      }
    }
    for (let round = 1; ; round++) {
      const wanted = new Set<string>();
      const asked = new Set<string>();
      const host: M4Host = {
        read: (path) => {
          asked.add(path);
          if (!texts.has(path)) wanted.add(path);
          return texts.get(path);
        },
        whyNot: (path) => obstacles.get(path) ?? "No such file or directory",
      };
      const built = buildCf({ source, host, cfDir: `${folder}/` });
      if (wanted.size === 0 || round === ROUNDS) {
        for (const path of texts.keys()) if (!asked.has(path)) texts.delete(path);
        const isWhole = wanted.size === 0 && ![...texts.values()].some((text) => text?.name === document.uri);
        if (isWhole) keep(this.#last, key, { texts, obstacles, built }, MOST_KEPT);
        else this.#last.delete(key);
        return built;
      }
      await readAll(wanted);
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

/** Whether all files that m4 asked for are as they were. */
function isAsBefore(
  last: Last,
  texts: ReadonlyMap<string, Source | undefined>,
  obstacles: ReadonlyMap<string, string>,
): boolean {
  for (const [path, text] of texts) {
    const before = last.texts.get(path);
    if (before?.name !== text?.name || before?.text !== text?.text) return false;
    if (last.obstacles.get(path) !== obstacles.get(path)) return false;
  }
  return true;
}

/** True for a path that begins with the URI of the library's folder, as those that the library asks for do. */
function isLibrary(path: string, folder: string): boolean {
  return path.startsWith(`${folder}/`);
}
