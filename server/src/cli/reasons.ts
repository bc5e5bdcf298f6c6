// Why the system did not do with a file what it was asked to, in words for people.
import { accessSync, constants, statSync } from "node:fs";

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "it is not there",
  ENOTDIR: "a part of its path is a file, not a folder",
  EISDIR: "it is a folder",
  EACCES: "this program has no right to",
  EPERM: "this program has no right to",
  ELOOP: "its symbolic links lead in a circle",
  ENAMETOOLONG: "its name is too long",
  ENOSPC: "the disk is full",
  EDQUOT: "there is no room left in the quota",
  EROFS: "the disk is read-only",
};

/** Why, as a clause without a full stop: of an error of the system, or of any other what it says itself. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (Object.hasOwn(REASONS, code)) return REASONS[code] ?? code;
  return error instanceof Error ? error.message : String(error);
}

/** Why a file cannot be read, as a clause without a full stop; undefined for one that can be. */
export function whyUnreadable(file: string): string | undefined {
  try {
    const status = statSync(file);
    if (status.isDirectory()) return REASONS.EISDIR;
    // Reading a device or a pipe may never end.
    if (!status.isFile()) return "it is a device or a pipe";
    accessSync(file, constants.R_OK);
    return undefined;
  } catch (error) {
    return reasonOf(error);
  }
}

/** Why a file that can be read is not what a command needs. */
export const NOT_A_SERVER = "it is not a configuration of sendmail, and no configuration beside it reads it";
