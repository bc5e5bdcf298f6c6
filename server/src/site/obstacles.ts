// Why a file cannot be read, and what helps, in words.
import type { Obstacle } from "./types.ts";

const TEXTS: Readonly<Record<Obstacle, string>> = {
  forbidden: "this program has no right to read it",
  "not-a-file": "it is a folder, a device or a pipe",
  "too-large": "it is larger than 256 megabytes",
  outside: "a symbolic link leads out of this copy, to the files of this machine",
  failed: "the system reports an error",
};

/** Why, as a clause without a full stop. */
export function obstacleText(obstacle: Obstacle): string {
  return TEXTS[obstacle];
}

/** How to get it read. */
export const READ_ADVICE =
  "Run the check as root, open the folder with Remote-SSH as root, or set sendmail.root to a copy that you may read.";
