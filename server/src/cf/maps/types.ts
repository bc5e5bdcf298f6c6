// The types of maps that each version of sendmail knows, as Debian builds it (seen by K lines of each type with each flag).
import type { CfMapFlag, CfVersion } from "../types.ts";

/** What follows the type, taken apart. */
export interface MapArguments {
  readonly flags: readonly CfMapFlag[];
  readonly argument: string;
  readonly valid: boolean;
}

/** How sendmail reads what follows the type. */
export type MapSyntax = "file" | "optional-file" | "bare" | "sequence" | "regex" | "dns" | "ldap" | "syslog" | "host";

export interface MapType {
  readonly syntax: MapSyntax;
  /** The first version that no longer has it. */
  readonly until?: CfVersion;
}

export const MAP_TYPES: Readonly<Record<string, MapType>> = {
  hash: { syntax: "file" },
  btree: { syntax: "file" },
  text: { syntax: "file" },
  stab: { syntax: "file" },
  implicit: { syntax: "file" },
  userdb: { syntax: "file" },
  program: { syntax: "file" },
  socket: { syntax: "file" },
  switch: { syntax: "file" },
  nis: { syntax: "file" },
  nisplus: { syntax: "file", until: "8.18.2" },
  user: { syntax: "optional-file" },
  null: { syntax: "optional-file" },
  bestmx: { syntax: "optional-file" },
  dequote: { syntax: "bare" },
  macro: { syntax: "bare" },
  arith: { syntax: "bare" },
  arpa: { syntax: "bare" },
  host: { syntax: "host" },
  sequence: { syntax: "sequence" },
  regex: { syntax: "regex" },
  dns: { syntax: "dns" },
  ldap: { syntax: "ldap" },
  syslog: { syntax: "syslog" },
};

/** Types that sendmail can be built with and that Debian's are not; named here so that they are told from typing errors. */
export const OTHER_TYPES: ReadonlySet<string> = new Set(["dbm", "cdb", "hesiod", "netinfo", "nsd", "ph", "dprintf"]);

/** Names of types do not differ by case. Undefined where the version has no such type. */
export function mapType(type: string, version: CfVersion): MapType | undefined {
  const name = type.toLowerCase();
  const found = Object.hasOwn(MAP_TYPES, name) ? MAP_TYPES[name] : undefined;
  return found?.until !== undefined && compare(version, found.until) >= 0 ? undefined : found;
}

export function isMapType(type: string, version: CfVersion): boolean {
  return mapType(type, version) !== undefined;
}

/** Versions are ordered by their numbers. */
export function compare(a: CfVersion, b: CfVersion): number {
  const [left, right] = [a, b].map((version) => version.split(".").map(Number));
  for (let at = 0; at < 3; at++) {
    const difference = (left?.[at] ?? 0) - (right?.[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
