// What a user may set, once: the shape of each setting, its default, and what is said of it. The readers of an editor's settings and of the
// project file follow it, and so do the project file's JSON schema and the manifest (scripts/rules.mjs).
import * as z from "zod/mini";
import { PLATFORM_IDS, type PlatformId } from "./catalog/index.ts";
import { ALL_RULES } from "./rules/all.ts";
import { type LintOptions, PRESETS, type Preset } from "./rules/linter/lint.ts";
import { SEVERITIES, type Severity } from "./rules/types.ts";
import type { SiteVersion } from "./site/version.ts";

export interface Settings {
  /** Severity, or off, for single codes. */
  readonly rules: Readonly<Record<string, Severity | "off">>;
  readonly preset: Preset;
  /** Address below which the pages of guidance are found; undefined for sendmail.org's. */
  readonly guidanceBaseUrl: string | undefined;
  /** Version of sendmail to judge by, `8.17.1`; undefined where it is to be detected. */
  readonly targetVersion: string | undefined;
  /** The operating system of the server; undefined where it is to be detected. */
  readonly platform: PlatformId | undefined;
  /** A folder that stands for `/`: a copy of a server's files kept in a repository. Its URI, or a path from the folder that is open. */
  readonly root: string | undefined;
  /** The folder of sendmail's m4 library: its URI, or a path. */
  readonly cfDir: string | undefined;
  /** The own name of the host whose files these are, as `hostname --fqdn` says it there; undefined where it is not known. */
  readonly hostName: string | undefined;
  readonly inlayHints: boolean;
  /** Whose findings an editor shows: of all files of a server of which one is open, or of open files only. */
  readonly diagnosticsScope: DiagnosticsScope;
}

const SCOPES = ["site", "openFiles"] as const;
export type DiagnosticsScope = (typeof SCOPES)[number];

export const DEFAULT_SETTINGS: Settings = {
  rules: {},
  preset: "recommended",
  guidanceBaseUrl: undefined,
  targetVersion: undefined,
  platform: undefined,
  root: undefined,
  cfDir: undefined,
  hostName: undefined,
  inlayHints: true,
  diagnosticsScope: "site",
};

/** Settings that name a folder. */
export const FOLDER_SETTINGS = ["root", "cfDir"] as const satisfies readonly (keyof Settings)[];

const severity = z.enum([...SEVERITIES, "off"]);
/** The codes of all rules, and of those that were merged into others. */
const CODES: ReadonlySet<string> = new Set(
  ALL_RULES.flatMap(({ rule: { meta } }) => [meta.code, ...(meta.former ?? []).map(({ code }) => code)]),
);

/** The values that a setting may have. */
interface Shape<Value> {
  readonly schema: z.ZodMiniType<Value>;
  /** For messages: what a value has to be. */
  readonly what: string;
}

const text = (what: string, pattern?: RegExp): Shape<string> => ({
  schema: pattern === undefined ? z.string() : z.string().check(z.regex(pattern)),
  what,
});
const oneOf = <Value extends string>(values: readonly Value[]): Shape<Value> => ({
  schema: z.enum(values),
  what: `one of ${values.join(", ")}`,
});

/** The shape of each setting. That of `rules` names no codes: `projectFileSchema` does. */
export const SHAPES: { readonly [Name in keyof Settings]: Shape<NonNullable<Settings[Name]>> } = {
  rules: { schema: z.record(z.string(), severity), what: "an object with a severity, or off, for each code" },
  preset: oneOf(PRESETS),
  guidanceBaseUrl: text("an address, such as https://www.sendmail.org/"),
  targetVersion: text('a version of sendmail, such as "8.17.1"', /^8\.\d+(?:\.\d+)*$/),
  platform: oneOf(PLATFORM_IDS),
  root: text("a folder's path"),
  cfDir: text("a folder's path"),
  hostName: text('the name of the host, such as "mx.example.com"', /^[A-Za-z0-9][A-Za-z0-9.-]*$/),
  inlayHints: { schema: z.boolean(), what: "true or false" },
  diagnosticsScope: oneOf(SCOPES),
};

/** The settings that a project file may make, each with what its schema says of it. */
export const PROJECT_SETTINGS = {
  root: "Folder that stands for / when paths are looked up: a copy of a server's files. Relative to this file.",
  cfDir: "Folder of sendmail's m4 library (it contains m4/cf.m4). Relative to this file.",
  hostName: "The own name of the host whose files these are, as hostname --fqdn says it there.",
  preset: "Which rules are applied.",
  targetVersion: "Version of sendmail to judge by, such as 8.17.1.",
  platform: "The operating system of the server. It decides which map types there are and how to rebuild.",
  rules: "Severity of single rules, or off.",
} as const satisfies { readonly [Name in keyof Settings]?: string };

export type ProjectSetting = keyof typeof PROJECT_SETTINGS;

/** True for the name of a setting that a project file may make. */
export function isProjectSetting(name: string): name is ProjectSetting {
  return Object.hasOwn(PROJECT_SETTINGS, name);
}

/** The shape of a project file with all that an editor shows of it. */
export function projectFileSchema(): z.ZodMiniType {
  const described = (schema: z.ZodMiniType, description: string) => z.optional(schema.check(z.describe(description)));
  const rules = ALL_RULES.flatMap(({ rule: { meta } }) => [
    [meta.code, described(severity, `${meta.title}.`)],
    ...(meta.former ?? []).map(({ code }) => [code, described(severity, `Now a part of ${meta.code}.`)]),
  ]);
  const entries = Object.entries(PROJECT_SETTINGS).map(([name, description]) => {
    if (name === "rules") return [name, described(z.strictObject(Object.fromEntries(rules)), description)];
    const { schema } = SHAPES[name as ProjectSetting];
    const standard = DEFAULT_SETTINGS[name as ProjectSetting];
    return [name, described(standard === undefined ? schema : z._default(schema, standard), description)];
  });
  return z.strictObject({ $schema: z.optional(z.string()), ...Object.fromEntries(entries) });
}

/** One thing wrong with a value. */
export interface Mistake {
  /** What is wrong, to be put after the setting's name: `is a number`. */
  readonly text: string;
  /** The key inside of the value that is meant, such as a rule's code; undefined for the value itself. */
  readonly key?: string;
}

/** A value as it was read. What is wrong is left out. */
export interface Reading<Value> {
  /** Undefined where the default stays. */
  readonly value: Value | undefined;
  readonly mistakes: readonly Mistake[];
}

/** Reads the value of a setting; an empty text sets nothing. */
export function readSetting<Name extends keyof Settings>(name: Name, given: unknown): Reading<Settings[Name]> {
  if (name === "rules" && isRecord(given)) return readRules(given) as Reading<Settings[Name]>;
  if (given === "" && DEFAULT_SETTINGS[name] === undefined) return { value: undefined, mistakes: [] };
  const { schema, what } = SHAPES[name];
  const read = schema.safeParse(given);
  if (read.success) return { value: read.data, mistakes: [] };
  return { value: undefined, mistakes: [{ text: `has to be ${what}, not ${shown(given)}` }] };
}

/** Of the severities of rules, those that are right hold. */
function readRules(given: Readonly<Record<string, unknown>>): Reading<Settings["rules"]> {
  const value: Record<string, Severity | "off"> = {};
  const mistakes: Mistake[] = [];
  for (const [key, written] of Object.entries(given)) {
    const read = severity.safeParse(written);
    if (!CODES.has(key)) mistakes.push({ key, text: `names the rule ${shown(key)}, which does not exist` });
    else if (read.success) value[key] = read.data;
    else
      mistakes.push({
        key,
        text: `gives ${key} a severity that does not exist: ${shown(written)}. Use error, warning, information, hint or off`,
      });
  }
  return { value, mistakes };
}

/** A value as a message quotes it: short, and on one line. */
function shown(given: unknown): string {
  const json = JSON.stringify(given) ?? String(given);
  return json.length <= 60 ? json : `${json.slice(0, 60)}…`;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Settings that a client keeps under another name. */
const PATHS: { readonly [Name in keyof Settings]?: readonly [string, string] } = {
  guidanceBaseUrl: ["guidance", "baseUrl"],
  inlayHints: ["inlayHints", "enabled"],
  diagnosticsScope: ["diagnostics", "scope"],
};

/** Where a client keeps a setting, below `sendmail`. */
export function settingPath(name: keyof Settings): readonly string[] {
  return PATHS[name] ?? [name];
}

/** Read by vscode-languageclient itself. */
const CLIENT_SETTINGS = ["trace", "tasks"];

/** The settings that a client sent, with what is wrong with them: one sentence each. */
export interface SettingsReading {
  readonly settings: Settings;
  readonly mistakes: readonly string[];
}

/** Reads what a client sends for the section `sendmail`. What is missing, null or wrong falls back to its default. */
export function readSettings(given: unknown): SettingsReading {
  if (given === undefined || given === null) return { settings: DEFAULT_SETTINGS, mistakes: [] };
  if (!isRecord(given))
    return {
      settings: DEFAULT_SETTINGS,
      mistakes: [`The settings below "sendmail" have to be an object, not ${shown(given)}.`],
    };
  const mistakes: string[] = [];
  const settings: { -readonly [Name in keyof Settings]: Settings[Name] } = { ...DEFAULT_SETTINGS };
  const known = new Set(CLIENT_SETTINGS);
  const take = <Name extends keyof Settings>(name: Name) => {
    const path = settingPath(name);
    known.add(path[0] ?? name);
    const value = path.reduce<unknown>(
      (at, key) => (isRecord(at) && Object.hasOwn(at, key) ? at[key] : undefined),
      given,
    );
    if (value === undefined || value === null) return;
    const reading = readSetting(name, value);
    if (reading.value !== undefined) settings[name] = reading.value;
    for (const mistake of reading.mistakes)
      mistakes.push(`The setting sendmail.${path.join(".")} ${mistake.text}. It is not used.`);
  };
  for (const name of Object.keys(SHAPES) as (keyof Settings)[]) take(name);
  for (const name of Object.keys(given))
    if (!known.has(name)) mistakes.push(`There is no setting sendmail.${name}. It is not used.`);
  return { settings, mistakes };
}

/** What the linter needs of the settings. The version and the system are those of the site, as set or found. */
export function lintOptions(
  settings: Settings,
  known?: SiteVersion,
  { platform, installedVersion }: Pick<LintOptions, "platform" | "installedVersion"> = {},
): LintOptions {
  const targetVersion = known?.version ?? settings.targetVersion;
  return {
    severities: settings.rules,
    preset: settings.preset,
    ...(targetVersion === undefined ? {} : { targetVersion, versionSource: known?.source ?? "setting" }),
    ...(platform === undefined ? {} : { platform }),
    ...(installedVersion === undefined ? {} : { installedVersion }),
  };
}
