// A clone stays clean: what the commands write is ignored by git, and what is generated is as it was committed.
import { spawnSync } from "node:child_process";
import { appendFileSync, existsSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";

const ROOT = path.resolve(import.meta.dirname, "../..");
/** A source archive has no history to clone. */
const hasHistory = existsSync(path.join(ROOT, ".git"));

let dir = "";
const clone = () => path.join(dir, "clone");
beforeAll(() => {
  dir = mkdtempSync(path.join(tmpdir(), "sendmail-clone-"));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

function run(program: string, args: readonly string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, encoding: "utf8", maxBuffer: 1 << 28 });
  expect({ args, status, told: status === 0 ? "" : stdout + stderr }).toEqual({ args, status: 0, told: "" });
  return stdout;
}

it.runIf(hasHistory)("after building, packing, testing and generating", { timeout: 300_000 }, () => {
  run("git", ["clone", "--quiet", "--no-hardlinks", ROOT, clone()], dir);
  symlinkSync(path.join(ROOT, "node_modules"), path.join(clone(), "node_modules"));
  // Git takes a link for a file, which "node_modules/" does not name.
  appendFileSync(path.join(clone(), ".git/info/exclude"), "\nnode_modules\n");
  // What `npm start` does before it opens VS Code; packing for npm; a run of tests; all that is generated.
  for (const script of ["package", "npm", "rules", "kinds", "commands"])
    run(process.execPath, [`scripts/${script}.mjs`], clone());
  run(process.execPath, ["node_modules/vitest/vitest.mjs", "run", "--project", "unit", "test/unit/examples"], clone());
  expect(existsSync(path.join(clone(), "dist/cli.js"))).toBe(true);
  expect(run("git", ["status", "--porcelain"], clone())).toBe("");
});
