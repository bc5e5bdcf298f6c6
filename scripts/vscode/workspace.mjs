// The folder that the suites open.
import { cpSync, rmSync } from "node:fs";
import path from "node:path";
import { ROOT } from "../project.mjs";

/** The examples and a few files that only tests want; a copy, since the suite edits them. Gives `to`. @param {string} to */
export function copyWorkspace(to) {
  rmSync(to, { recursive: true, force: true });
  cpSync(path.join(ROOT, "examples"), to, { recursive: true });
  cpSync(path.join(ROOT, "test/fixtures/workspace"), to, { recursive: true });
  return to;
}
