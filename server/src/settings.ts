// What a user may set, with the defaults in use when nothing is said, and what is wrong with a value.
import { isPlatformId, PLATFORM_IDS, type PlatformId } from "./catalog/index.ts";
import { ALL_RULES } from "./rules/all.ts";
import type { LintOptions, Preset } from "./rules/lint.ts";
import type { Severity } from "./rules/types.ts";
import type { KnownPlatform } from "./site/platform.ts";

export interface Settings {
  /** Severity, or off, for single codes. */
  readonly rules: Readonly<Record<string, Severity | "off">>;
  readonly preset: Preset;
  /** Address below which the pages of guidance are found; undefined for sendmail.org's. */
  readonly guidanceBaseUrl: string | undefined;
  /** Version of sendmail to judge by, `8.17.1`; undefined where it is to be found out. */
  readonly targetVersion: string | undefined;
  /** The operating system of the server; undefined where it is to be found out. */
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

export type DiagnosticsScope = "site" | "openFiles";

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

const SEVERITIES: ReadonlySet<unknown> = new Set(["error", "warning", "information", "hint", "off"]);
const PRESETS: ReadonlySet<unknown> = new Set(["recommended", "strict", "relay-only"]);
const CODES: ReadonlySet<string> = new Set(ALL_RULES.map(({ rule }) => rule.meta.code));

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

export type Reader<Value> = (given: unknown) => Reading<Value>;

function right<Value>(value: Value): Reading<Value> {
  return { value, mistakes: [] };
}

function wrong(text: string): Reading<never> {
  return { value: undefined, mistakes: [{ text }] };
}

/** Reads the value of each setting; an empty text sets nothing. */
export const READERS: { readonly [Name in keyof Settings]: Reader<Settings[Name]> } = {
  rules(given) {
    if (!isRecord(given)) return wrong("has to be an object with a severity, or off, for each code");
    const entries = Object.entries(given);
    const mistakes = entries.flatMap(([key, severity]): readonly Mistake[] => {
      if (!CODES.has(key)) return [{ key, text: `names the rule ${shown(key)}, which does not exist` }];
      if (isSeverity(severity)) return [];
      return [
        {
          key,
          text: `gives ${key} a severity that does not exist: ${shown(severity)}. Use error, warning, information, hint or off`,
        },
      ];
    });
    return {
      value: Object.fromEntries(entries.filter(isRuleSetting)),
      mistakes,
    };
  },
  preset: (given) =>
    isPreset(given) ? right(given) : wrong(`has to be one of recommended, strict, relay-only, not ${shown(given)}`),
  guidanceBaseUrl: text("an address, such as https://www.sendmail.org/"),
  targetVersion: text('a version of sendmail, such as "8.17.1"', (given) => /^8\.\d+(?:\.\d+)*$/.test(given)),
  platform(given) {
    if (given === "") return { value: undefined, mistakes: [] };
    if (typeof given === "string" && isPlatformId(given)) return right(given);
    return wrong(`has to be one of ${PLATFORM_IDS.join(", ")}, not ${shown(given)}`);
  },
  root: text("a folder's path"),
  cfDir: text("a folder's path"),
  hostName: text('the name of the host, such as "mx.example.com"', (given) => /^[a-z0-9][a-z0-9.-]*$/i.test(given)),
  inlayHints: (given) =>
    typeof given === "boolean" ? right(given) : wrong(`has to be true or false, not ${shown(given)}`),
  diagnosticsScope: (given) =>
    given === "site" || given === "openFiles"
      ? right(given)
      : wrong(`has to be one of site, openFiles, not ${shown(given)}`),
};

function text(what: string, isRight: (given: string) => boolean = () => true): Reader<string> {
  return (given) => {
    if (given === "") return { value: undefined, mistakes: [] };
    return typeof given === "string" && isRight(given) ? right(given) : wrong(`has to be ${what}, not ${shown(given)}`);
  };
}

/** A value as a message quotes it: short, and on one line. */
function shown(given: unknown): string {
  const json = JSON.stringify(given) ?? String(given);
  return json.length <= 60 ? json : `${json.slice(0, 60)}…`;
}

/** True for a severity, or `off`. */
function isSeverity(value: unknown): value is Severity | "off" {
  return SEVERITIES.has(value);
}

/** True for the code of a rule with a severity for it. */
function isRuleSetting(entry: readonly [string, unknown]): entry is [string, Severity | "off"] {
  return CODES.has(entry[0]) && isSeverity(entry[1]);
}

function isPreset(value: unknown): value is Preset {
  return PRESETS.has(value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Where a client keeps a setting below `sendmail`, where that is not its own name. */
const PATHS: { readonly [Name in keyof Settings]?: readonly [string, string] } = {
  guidanceBaseUrl: ["guidance", "baseUrl"],
  inlayHints: ["inlayHints", "enabled"],
  diagnosticsScope: ["diagnostics", "scope"],
};

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
    const path: readonly string[] = PATHS[name] ?? [name];
    known.add(path[0] ?? name);
    const value = path.reduce<unknown>(
      (at, key) => (isRecord(at) && Object.hasOwn(at, key) ? at[key] : undefined),
      given,
    );
    if (value === undefined || value === null) return;
    const read: Reader<Settings[Name]> = READERS[name];
    const reading = read(value);
    if (reading.value !== undefined) settings[name] = reading.value;
    for (const mistake of reading.mistakes)
      mistakes.push(`The setting sendmail.${path.join(".")} ${mistake.text}. It is not used.`);
  };
  for (const name of Object.keys(READERS) as (keyof Settings)[]) take(name);
  for (const name of Object.keys(given))
    if (!known.has(name)) mistakes.push(`There is no setting sendmail.${name}. It is not used.`);
  return { settings, mistakes };
}

/** What the linter needs of the settings. `targetVersion`, `platform`: those of the site as set or found. */
export function lintOptions(
  settings: Settings,
  targetVersion = settings.targetVersion,
  platform?: KnownPlatform,
): LintOptions {
  return {
    severities: settings.rules,
    preset: settings.preset,
    ...(targetVersion === undefined ? {} : { targetVersion }),
    ...(platform === undefined ? {} : { platform }),
  };
}
