// Before all UI tests: the pictures of an earlier run go.
import { rmSync } from "node:fs";
import path from "node:path";
import { ROOT } from "../../scripts/project.mjs";

export default function setup(): void {
  rmSync(path.join(ROOT, "out/screenshots"), { recursive: true, force: true });
}
