// Pages that the server writes for editors to open, in a folder of this process that goes with it.
import { mkdtempSync, rmSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Pages } from "./lsp.ts";

/** Pages in a temporary folder that only this user may read; it is made for the first page, and removed when the process ends. */
export function temporaryPages(): Pages {
  let folder: string | undefined;
  return {
    async write(name, text) {
      if (folder === undefined) {
        const made = mkdtempSync(path.join(tmpdir(), "sendmail-lint-"));
        process.once("exit", () => rmSync(made, { recursive: true, force: true }));
        folder = made;
      }
      const file = path.join(folder, path.basename(name));
      await writeFile(file, text, { mode: 0o600 });
      return pathToFileURL(file).href;
    },
  };
}
