// A folder of its own for each test of a file, removed afterwards.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach } from "vitest";

export interface TemporaryFolder {
  /** The path of the folder of the running test, with symbolic links resolved. */
  readonly dir: string;
  /** Writes a file, and the folders above it. Gives its path. */
  put(name: string, text?: string | Uint8Array): string;
  /** The URI of a name in the folder, whether there is such a file or not. */
  urlOf(name: string): string;
}

/** Makes the folder before each test of the file that calls this, and removes it after. */
export function temporaryFolder(): TemporaryFolder {
  let dir = "";
  beforeEach(() => {
    dir = realpathSync(mkdtempSync(path.join(tmpdir(), "sendmail-test-")));
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));
  return {
    get dir() {
      return dir;
    },
    put(name, text = "") {
      const file = path.join(dir, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, text);
      return file;
    },
    urlOf: (name) => pathToFileURL(path.join(dir, name)).href,
  };
}
