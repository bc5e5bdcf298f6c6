// `npm start`: installs what is needed, builds, prints what is found in examples/open-relay, and opens the examples in VS Code.
import { spawnSync } from "node:child_process";
import path from "node:path";
import { build } from "./build.mjs";
import { ensureDependencies, mustRun, ROOT, runNode, say } from "./project.mjs";

await ensureDependencies();
await build();

say("\nWhat sendmail-lint finds in examples/open-relay:\n");
// The example is dangerous on purpose: findings are no failure here.
await runNode("dist/cli.js", ["check", "examples/open-relay"]);
say("");

const examples = path.join(ROOT, "examples");
if (hasDesktop()) {
  say("Opening the examples in VS Code with the extension.");
  await mustRun("code", [`--extensionDevelopmentPath=${ROOT}`, examples]);
} else {
  await serve();
}

/** True where a `code` that starts a desktop VS Code is installed. */
function hasDesktop() {
  const { status } = spawnSync("code", ["--version"], { stdio: "ignore", shell: process.platform === "win32" });
  return status === 0;
}

/** Serves a real VS Code from npm on this machine only, until it is interrupted. */
async function serve() {
  say("There is no desktop VS Code (no `code` on the PATH), so one from npm is served to your browser.");
  const { remote, startWorkbench, temporaryFolder, workbenchAddress } = await import("./vscode/workbench.mjs");
  const { packageExtension } = await import("./package.mjs");
  const vsix = await packageExtension();
  const temporary = temporaryFolder();
  const workbench = await startWorkbench({ dir: temporary.dir, vsix, port: Number(process.env.PORT ?? 0) });
  const file = remote(workbench, path.join(examples, "open-relay/sendmail.mc"));
  say(`\nVS Code with the extension: ${workbenchAddress(workbench, examples, [["openFile", file]])}\nCtrl+C ends it.`);
  const stop = async () => {
    await workbench.stop();
    temporary.dispose();
    process.exit(0);
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  await workbench.ended;
  temporary.dispose();
}
