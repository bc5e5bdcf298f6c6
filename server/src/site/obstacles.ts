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

const COPY = "set sendmail.root to a copy that can be read.";
const ADVICE: Readonly<Record<Obstacle, string>> = {
  forbidden:
    "Run the check as root, open the folder with Remote-SSH as root, or set sendmail.root to a copy that you may read.",
  "not-a-file": "Put a file in its place, or name another one.",
  "too-large": `Make it smaller, or ${COPY}`,
  outside: "Put a copy of the file in the link's place, or set sendmail.root to the folder that stands for /.",
  failed: `Look for faults of the disk, or ${COPY}`,
};

/** How to get files read: a line for each kind of obstacle. */
export function readAdvice(files: readonly { readonly obstacle: Obstacle }[]): readonly string[] {
  return [...new Set(files.map(({ obstacle }) => ADVICE[obstacle]))];
}
