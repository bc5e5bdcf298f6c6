// Runs the Mocha suite of test/vscode in VS Code: `node scripts/vscode/suite.mjs [--desktop]`.
// Ordinarily in the VS Code from npm; with --desktop in a desktop VS Code that is downloaded; VSCODE_EXECUTABLE names another one.
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { runTests } from "@vscode/test-electron";
import { bundle } from "../build.mjs";
import { ROOT, say, seconds } from "../project.mjs";
import { ensureCodeServer } from "./install.mjs";
import { copyWorkspace } from "./workspace.mjs";

const OUT = path.join(ROOT, "out/suite");
const RESULT = path.join(OUT, "result.json");

const started = Date.now();
const desktop = process.argv.includes("--desktop");
rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });
await bundle({
  platform: "node",
  format: "cjs",
  external: ["vscode", "mocha"],
  sourcemap: "inline",
  entryPoints: { index: path.join(ROOT, "test/vscode/index.ts") },
  outdir: OUT,
});
const workspace = copyWorkspace(path.join(OUT, "workspace"));

const executable =
  process.env.VSCODE_EXECUTABLE ?? (desktop ? undefined : path.join(import.meta.dirname, "desktop-shim.mjs"));
// Outside of the time that test-electron watches, and with its progress said.
if (!desktop && !process.env.VSCODE_EXECUTABLE) await ensureCodeServer();
try {
  await runTests({
    ...(executable ? { vscodeExecutablePath: executable } : {}),
    extensionDevelopmentPath: ROOT,
    extensionTestsPath: path.join(OUT, "index.js"),
    extensionTestsEnv: { SENDMAIL_TEST_RESULT: RESULT },
    launchArgs: [workspace, "--disable-extensions", "--disable-workspace-trust"],
  });
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
// VS Code says 0 as well when its extension host dies: only the file that the suite writes at its end counts.
const result = existsSync(RESULT) ? JSON.parse(readFileSync(RESULT, "utf8")) : { passes: 0, failures: 0 };
if (result.failures > 0 || result.passes === 0) process.exitCode = 1;
say(`${result.passes} passed, ${result.failures} failed in VS Code, ${seconds(started)}.`);
