// Which of the sendmails that we know reads a configuration.
import type { CfVersion } from "./types.ts";

/** The newest version of those that we know which is not newer than the configuration says; the newest of all without one. */
export function knownVersion(written: string | undefined): CfVersion {
  const [, minor = 99, patch = 99] = (written ?? "").split(".").map(Number);
  if (minor < 17) return "8.15.2";
  if (minor < 18) return "8.17.1";
  return minor === 18 && patch < 2 ? "8.18.1" : "8.18.2";
}

/** True for a sendmail before 8.12: its .cf has a lower level than today's, and may connect with `P=[TCP]` or `IPC $h`. */
export function hasOlderLevel(written: string): boolean {
  const [, minor = 99] = written.split(".").map(Number);
  return minor < 12;
}
