// The project file `.sendmail-lint.json`: settings that editor and command line share, kept beside the configuration.
import { isPreset, isSeverity, type Settings } from "./settings.ts";
import { folderOf, folderUri, within } from "./site/paths.ts";
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
  /** What is wrong with it; the rest of it holds all the same. */
  readonly errors: readonly ProjectError[];
}

/** A mistake in a project file. */
export interface ProjectError {
  /** A sentence or two. */
  readonly message: string;
  readonly range: { readonly start: Place; readonly end: Place };
}
type Place = ReturnType<TextDocument["positionAt"]>;

/** The nearest project file in the folder of a file or above it, up to the workspace folder it lies in; undefined for none. */
export async function findProject(workspace: Workspace, uri: string): Promise<Project | undefined> {
  let folder = folderOf(uri);
  for (let tries = 0; tries < MOST_FOLDERS; tries++) {
    const file = within(folder, PROJECT_FILE);
    const found = await workspace.read(file);
    if (found.kind === "there") return readProject(file, found.value.getText());
    const above = folderOf(folder);
    if (above === folder || workspace.folders.some((top) => top.replace(/\/$/, "") === folder)) return undefined;
    folder = above;
  }
  return undefined;
}

/** Reads a project file. Whatever is missing or wrong in it leaves the user's own setting. */
export function readProject(uri: string, text: string): Project {
  const document = TextDocument.create(uri, "json", 0, text);
  const errorAt = (message: string, start: number, end: number): ProjectError => ({
    message,
    range: { start: document.positionAt(start), end: document.positionAt(end) },
  });
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, " "));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    // V8 says where, in most cases.
    const [, place] = /position (\d+)/.exec(reason) ?? [];
    const start = Number(place ?? 0);
    const message = `This is no JSON, so nothing of it holds: ${reason}`;
    return { uri, settings: {}, errors: [errorAt(message, start, place === undefined ? text.length : start + 1)] };
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return { uri, settings: {}, errors: [errorAt("A project file is a JSON object.", 0, text.length)] };
  }
  const settings: { -readonly [Name in keyof Settings]?: Settings[Name] } = {};
  const errors: ProjectError[] = [];
  for (const [name, given] of Object.entries(value)) {
    const message = take(name, given, uri, settings);
    if (message === undefined) continue;
    const key = JSON.stringify(name);
    const start = Math.max(0, text.indexOf(key));
    errors.push(errorAt(message, start, start + key.length));
  }
  return { uri, settings, errors };
}

/** Puts one property into the settings; gives a sentence on what is wrong with it instead. */
function take(
  name: string,
  given: unknown,
  uri: string,
  settings: { -readonly [Name in keyof Settings]?: Settings[Name] },
): string | undefined {
  switch (name) {
    case "$schema":
      return undefined;
    case "root":
    case "cfDir":
      if (typeof given !== "string") return `"${name}" is a folder's path, relative to this file.`;
      settings[name] = folderUri(given, folderOf(uri));
      return undefined;
    case "hostName":
      if (typeof given !== "string" || !/^[a-z0-9][a-z0-9.-]*$/i.test(given))
        return `"hostName" is the name of the server's host, such as "mx.example.com".`;
      settings.hostName = given;
      return undefined;
    case "targetVersion":
      if (typeof given !== "string" || !/^8\.\d+(?:\.\d+)*$/.test(given))
        return `"targetVersion" is a version of sendmail, such as "8.17.1".`;
      settings.targetVersion = given;
      return undefined;
    case "preset":
      if (!isPreset(given)) return `"preset" is one of recommended, strict, relay-only.`;
      settings.preset = given;
      return undefined;
    case "rules": {
      if (typeof given !== "object" || given === null)
        return `"rules" is an object with a severity, or off, for each code.`;
      const entries = Object.entries(given);
      const wrong = entries.filter(([, severity]) => !isSeverity(severity)).map(([code]) => code);
      settings.rules = Object.fromEntries(entries.filter(([, severity]) => isSeverity(severity)));
      return wrong.length === 0 ? undefined : `These rules have no severity that is known: ${wrong.join(", ")}.`;
    }
    default:
      return `"${name}" is no setting of a project file.`;
  }
}

/** The user's settings with those of a project in front. Severities of single rules are added to the user's. */
export function withProject(settings: Settings, project: Project | undefined): Settings {
  if (project === undefined) return settings;
  const rules = { ...settings.rules, ...project.settings.rules };
  return { ...settings, ...project.settings, rules };
}
