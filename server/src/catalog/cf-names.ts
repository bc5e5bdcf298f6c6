// What the macros and classes of the .cf are, from data/cf-names.yaml.
import names from "./data/cf-names.yaml";

/** A macro or a class. */
export type CfNameKind = "macro" | "class";

let read: Readonly<Record<CfNameKind, Readonly<Record<string, string>>>> | undefined;

/** All of them, by kind and name (without its braces). */
export function allCfNames(): Readonly<Record<CfNameKind, Readonly<Record<string, string>>>> {
  read ??= JSON.parse(names) as Readonly<Record<CfNameKind, Readonly<Record<string, string>>>>;
  return read;
}

/** What a macro or class is, as a sentence; undefined for one of the site's own. */
export function cfNameText(kind: CfNameKind, name: string): string | undefined {
  const known = allCfNames()[kind];
  return Object.hasOwn(known, name) ? known[name] : undefined;
}
