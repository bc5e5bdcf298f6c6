// Names of rulesets, maps and classes that the m4 library or sendmail itself gives a .cf, from data/built-in-names.yaml.
import names from "./data/built-in-names.yaml";

/** What a name is for. */
export type BuiltInNameKind = "ruleset" | "map" | "class";

let read: Readonly<Record<BuiltInNameKind, string>> | undefined;

/** All of one kind, of whatever version and feature: a rule may use each of them. */
export function builtInNames(kind: BuiltInNameKind): readonly string[] {
  read ??= JSON.parse(names) as Readonly<Record<BuiltInNameKind, string>>;
  return read[kind].split(" ");
}
