// Published holes of sendmail by version, from data/holes.yaml.
import holes from "./data/holes.yaml";
import { compareVersions } from "./version.ts";

export interface Hole {
  /** `CVE-2023-51765`. */
  readonly id: string;
  /** The first version without it. */
  readonly fixed: string;
  /** A later version of an older line that is without it too. */
  readonly also?: string;
  /** The first version that has it; undefined where it was always there. */
  readonly since?: string;
  /** What strangers, or users of the host (`local`), can do; `web`: to web servers that share the certificate. */
  readonly allows: "code" | "crash" | "forgery" | "web" | "local";
  /** Set where only a server with a certificate has it. */
  readonly needs?: "tls";
  /** What they can do as a clause. */
  readonly what: string;
  /** Words of RELEASE_NOTES for the version that fixed it. */
  readonly notes: string;
}

/** How bad each kind is, the worst first. */
export const HOLE_KINDS = ["code", "forgery", "crash", "web", "local"] as const satisfies readonly Hole["allows"][];

let read: readonly Hole[] | undefined;

/** All of them, the newest first. */
export function allHoles(): readonly Hole[] {
  read ??= Object.entries(JSON.parse(holes) as Record<string, Omit<Hole, "id">>).map(([id, rest]) => ({ id, ...rest }));
  return read;
}

/** The holes of a version, the worst first, of those alike the newest first. */
export function holesOf(version: string): readonly Hole[] {
  const has = ({ fixed, also, since }: Hole) =>
    compareVersions(version, fixed) < 0 &&
    (since === undefined || compareVersions(version, since) >= 0) &&
    (also === undefined || compareVersions(version, also) < 0 || isLaterLine(version, also));
  const rank = ({ allows }: Hole) => HOLE_KINDS.indexOf(allows);
  return allHoles()
    .filter(has)
    .sort((a, b) => rank(a) - rank(b));
}

/** True for a version of a later line (8.12) than the other's (8.11). */
function isLaterLine(version: string, other: string): boolean {
  const line = (text: string) => text.split(".").slice(0, 2).join(".");
  return compareVersions(line(version), line(other)) > 0;
}
