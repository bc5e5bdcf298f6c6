// What versions of sendmail changed for sites that leave their files as they are, from data/changes.yaml.
import changes from "./data/changes.yaml";
import { compareVersions } from "./version.ts";

export interface VersionChange {
  readonly id: string;
  /** The first version that does it. */
  readonly in: string;
  /** The first one that does not any more. */
  readonly until?: string;
  /** Whom it concerns. */
  readonly when:
    | "always"
    | "tls"
    | "smtp"
    | "ipv6-short"
    | "ipv6-untagged"
    | "aliases-continued"
    | "default-msa"
    | "maps"
    | "root-hidden"
    | "senders-unresolved"
    | "spam-friends"
    | "dnsbl-default"
    | "queue-age";
  /** The hole whose correction it is part of. */
  readonly hole?: string;
  readonly what: string;
  readonly fix: string;
  /** Words of RELEASE_NOTES for that version. */
  readonly notes: string;
}

let read: readonly VersionChange[] | undefined;

/** All of them, the oldest first. */
export function allChanges(): readonly VersionChange[] {
  read ??= Object.entries(JSON.parse(changes) as Record<string, Omit<VersionChange, "id">>).map(([id, rest]) => ({
    id,
    ...rest,
  }));
  return read;
}

/** True for what is new in `to` and not so in `from` yet. */
export function comesBetween(
  change: { readonly in: string; readonly until?: string },
  from: string,
  to: string,
): boolean {
  const isIn = (version: string) =>
    compareVersions(version, change.in) >= 0 &&
    (change.until === undefined || compareVersions(version, change.until) < 0);
  return !isIn(from) && isIn(to);
}
