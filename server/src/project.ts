// The project file `.sendmail-lint.json`: settings that editor and command line share, kept beside the configuration.
import {
  FOLDER_SETTINGS,
  isProjectSetting,
  type Mistake,
  type ProjectSetting,
  readSetting,
  type Settings,
} from "./settings.ts";
import { folderOf, folderUri, pathBelow, within } from "./site/paths.ts";
import type { Workspace } from "./site/types.ts";
import { TextDocument } from "./text.ts";

export const PROJECT_FILE = ".sendmail-lint.json";

/** Folders that are looked into on the way up. */
const MOST_FOLDERS = 40;

/** What a project file says. */
export interface Project {
  /** URI of the file. */
  readonly uri: string;
  /** The settings that it makes; those that it does not name stay as the user has them. */
  readonly settings: Partial<Settings>;
  /** What is wrong with it; the rest of it still applies. */
  readonly errors: readonly ProjectError[];
}

/** A mistake in a project file. */
export interface ProjectError {
  /** A sentence or two. */
  readonly message: string;
  readonly range: { readonly start: Place; readonly end: Place };
}
type Place = ReturnType<TextDocument["positionAt"]>;

/** The nearest project file in the folder of a file or above it, up to the workspace folder it is in; undefined for none. */
export async function findProject(workspace: Workspace, uri: string): Promise<Project | undefined> {
  let folder = folderOf(uri);
  for (let tries = 0; tries < MOST_FOLDERS; tries++) {
    const file = within(folder, PROJECT_FILE);
    const found = await workspace.read(file);
    if (found.kind === "there") {
      const text = found.value.getText();
      const project = readProject(file, text);
      return { ...project, errors: [...project.errors, ...(await missingFolders(workspace, project, text))] };
    }
    const above = folderOf(folder);
    if (above === folder || workspace.folders.some((top) => top.replace(/\/$/, "") === folder)) return undefined;
    folder = above;
  }
  return undefined;
}

/** What is wrong with the folders that a project file names: they have to be there. */
async function missingFolders(
  workspace: Workspace,
  { uri, settings }: Project,
  text: string,
): Promise<readonly ProjectError[]> {
  const document = TextDocument.create(uri, "json", 0, text);
  const errors: ProjectError[] = [];
  for (const name of FOLDER_SETTINGS) {
    const folder = settings[name];
    if (folder !== undefined && (await isNoFolder(workspace, folder)))
      errors.push(errorAtKey(document, name, `"${name}" names a folder that is not there: ${folder}`));
  }
  return errors;
}

/** An error at the first place where a document has a text in double quotes. */
function errorAtKey(document: TextDocument, key: string, message: string): ProjectError {
  const quoted = JSON.stringify(key);
  const start = Math.max(0, document.getText().indexOf(quoted));
  return errorAt(document, message, start, start + quoted.length);
}

function errorAt(document: TextDocument, message: string, start: number, end: number): ProjectError {
  return { message, range: { start: document.positionAt(start), end: document.positionAt(end) } };
}

/** Reads a project file. Whatever is missing or wrong in it leaves the user's own setting. */
export function readProject(uri: string, text: string): Project {
  const document = TextDocument.create(uri, "json", 0, text);
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, " "));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    // V8 says where, in most cases.
    const [, place] = /position (\d+)/.exec(reason) ?? [];
    const start = Number(place ?? 0);
    const message = `This is not JSON, so nothing of it is used: ${reason}`;
    return {
      uri,
      settings: {},
      errors: [errorAt(document, message, start, place === undefined ? text.length : start + 1)],
    };
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return { uri, settings: {}, errors: [errorAt(document, "A project file is a JSON object.", 0, text.length)] };
  }
  const settings: { -readonly [Name in keyof Settings]?: Settings[Name] } = {};
  const errors: ProjectError[] = [];
  for (const [name, given] of Object.entries(value)) {
    for (const { text: mistake, key } of take(name, given, uri, settings))
      errors.push(errorAtKey(document, key ?? name, `"${name}" ${mistake}.`));
  }
  return { uri, settings, errors };
}

/** Puts one property into the settings; gives what is wrong with it. */
function take(
  name: string,
  given: unknown,
  uri: string,
  settings: { -readonly [Name in keyof Settings]?: Settings[Name] },
): readonly Mistake[] {
  if (name === "$schema") return [];
  if (!isProjectSetting(name)) return [{ text: "is not a setting of a project file" }];
  const put = <Name extends ProjectSetting>(setting: Name): readonly Mistake[] => {
    const { value, mistakes } = readSetting(setting, given);
    if (value !== undefined) settings[setting] = value;
    return mistakes;
  };
  const mistakes = put(name);
  if (name === "root" || name === "cfDir") {
    const path = settings[name];
    if (path !== undefined) settings[name] = folderUri(path, folderOf(uri));
  }
  return mistakes;
}

/** The user's settings with those of a project first. Severities of single rules are added to the user's. */
export function withProject(settings: Settings, project: Project | undefined): Settings {
  if (project === undefined) return settings;
  const rules = { ...settings.rules, ...project.settings.rules };
  return { ...settings, ...project.settings, rules };
}

/**
 * The settings of the user, for each folder that is open. Paths in them are taken from the folder they are set for, each time they
 * are asked for: the folders may change.
 */
export class UserSettings {
  readonly #workspace: Workspace;
  readonly #common: Settings;
  readonly #byFolder: ReadonlyMap<string, Settings>;

  /** @param byFolder settings of single workspace folders, by URI; a folder that is not named has the common ones */
  constructor(workspace: Workspace, common: Settings, byFolder: ReadonlyMap<string, Settings> = new Map()) {
    this.#workspace = workspace;
    this.#common = common;
    this.#byFolder = byFolder;
  }

  /** The workspace folder that a file is in, the innermost if several do; else the first one; undefined where none is open. */
  folderOf(uri: string): string | undefined {
    const { folders } = this.#workspace;
    const around = folders.filter((folder) => pathBelow(folder, uri) !== undefined);
    return around.sort((a, b) => b.length - a.length)[0] ?? folders[0];
  }

  /** What is set for the files of a workspace folder, as `folderOf` gives it; folders as URIs. */
  of(folder: string | undefined): Settings {
    const settings = (folder === undefined ? undefined : this.#byFolder.get(folder)) ?? this.#common;
    const path = (name: (typeof FOLDER_SETTINGS)[number]) => {
      const written = settings[name];
      return written === undefined ? undefined : folderUri(written, folder);
    };
    return { ...settings, root: path("root"), cfDir: path("cfDir") };
  }

  /** Folders that are set and not there: one sentence each. */
  async missingFolders(): Promise<readonly string[]> {
    const { folders } = this.#workspace;
    const found = new Set<string>();
    for (const folder of folders.length === 0 ? [undefined] : folders) {
      const settings = this.of(folder);
      for (const name of FOLDER_SETTINGS) {
        const uri = settings[name];
        if (uri !== undefined && (await isNoFolder(this.#workspace, uri)))
          found.add(`The setting sendmail.${name} names a folder that is not there: ${uri}`);
      }
    }
    return [...found];
  }
}

/** True where nothing is there, or something else; what cannot be looked at may be a folder. */
async function isNoFolder(workspace: Workspace, uri: string): Promise<boolean> {
  const found = await workspace.stat(uri);
  return found.kind === "missing" || (found.kind === "there" && found.value.kind !== "folder");
}
