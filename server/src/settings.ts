// What a user may set, with the defaults that hold when nothing is said.
import type { LintOptions, Preset } from "./rules/lint.ts";
import type { Severity } from "./rules/types.ts";

export interface Settings {
  /** Severity, or off, for single codes. */
  readonly rules: Readonly<Record<string, Severity | "off">>;
  readonly preset: Preset;
  /** Address below which the pages of guidance are found; undefined for sendmail.org's. */
  readonly guidanceBaseUrl: string | undefined;
  /** Version of sendmail to judge by; undefined where it is to be found out. */
  readonly targetVersion: string | undefined;
  /** A folder that stands for `/`: a copy of a server's files kept in a repository. Its URI, or a path from the first folder that is open. */
  readonly root: string | undefined;
  /** The folder of sendmail's m4 library: its URI, or a path. */
  readonly cfDir: string | undefined;
  /** The own name of the host whose files these are, as `hostname --fqdn` says it there; undefined where it is not known. */
  readonly hostName: string | undefined;
  readonly inlayHints: boolean;
}

export const DEFAULT_SETTINGS: Settings = {
  rules: {},
  preset: "recommended",
  guidanceBaseUrl: undefined,
  targetVersion: undefined,
  root: undefined,
  cfDir: undefined,
  hostName: undefined,
  inlayHints: true,
};

const SEVERITIES: ReadonlySet<unknown> = new Set(["error", "warning", "information", "hint", "off"]);
const PRESETS: ReadonlySet<unknown> = new Set(["recommended", "strict", "relay-only"]);

/** True for a severity, or `off`. */
export function isSeverity(value: unknown): value is Severity | "off" {
  return SEVERITIES.has(value);
}

export function isPreset(value: unknown): value is Preset {
  return PRESETS.has(value);
}

/** Reads what a client sends for the section `sendmail`. Whatever is missing or of the wrong kind falls back to its default. */
export function readSettings(value: unknown): Settings {
  const given = record(value);
  const text = (name: string) => (typeof given[name] === "string" && given[name] !== "" ? given[name] : undefined);
  const base = record(given.guidance).baseUrl;
  return {
    rules: Object.fromEntries(
      Object.entries(record(given.rules)).filter(([, level]) => SEVERITIES.has(level)),
    ) as Settings["rules"],
    preset: PRESETS.has(given.preset) ? (given.preset as Preset) : DEFAULT_SETTINGS.preset,
    guidanceBaseUrl: typeof base === "string" && base !== "" ? base : undefined,
    targetVersion: text("targetVersion"),
    root: text("root"),
    cfDir: text("cfDir"),
    hostName: text("hostName"),
    inlayHints: record(given.inlayHints).enabled !== false,
  };
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

/** What the linter wants of the settings. `targetVersion`: the version of the site as set or found. */
export function lintOptions(settings: Settings, targetVersion = settings.targetVersion): LintOptions {
  return {
    severities: settings.rules,
    preset: settings.preset,
    ...(targetVersion === undefined ? {} : { targetVersion }),
  };
}
