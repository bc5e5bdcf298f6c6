// `npm start`: installs what is needed, builds, and opens a copy of the examples in VS Code, so that the checkout stays as it is.
import { spawnSync } from "node:child_process";
import { cpSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { build } from "./build.mjs";
import { ensureDependencies, mustRun, ROOT, say } from "./project.mjs";

/** Nothing of a repository around: the examples are what is to be seen. */
const QUIET = { "git.enabled": false, "git.openRepositoryInParentFolders": "never" };

await ensureDependencies();

const { remote, startWorkbench, temporaryFolder, workbenchAddress } = await import("./vscode/workbench.mjs");
const temporary = temporaryFolder();
const examples = path.join(temporary.dir, "examples");
cpSync(path.join(ROOT, "examples"), examples, { recursive: true });
say("The examples are two mail servers: open-relay is open to everybody, closed-relay is not.");
say("What is wrong with the open one, without an editor: node dist/cli.js check examples/open-relay\n");
if (hasDesktop()) {
  await build();
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
  const { packageExtension } = await import("./package.mjs");
  const vsix = await packageExtension({ quick: true });
  const workbench = await startWorkbench({
    dir: temporary.dir,
    settings: QUIET,
    vsix,
    port: Number(process.env.PORT ?? 0),
    args: [examples],
  });
  const file = remote(workbench, path.join(examples, "open-relay/sendmail.mc"));
  // A port that was asked for may be forwarded from another machine, which sees no other port of this one.
  const address =
    process.env.PORT === undefined
      ? await leadTo(workbenchAddress(workbench, examples, [["openFile", file]]))
      : `${workbench.origin}/`;
  say(`\nVS Code with the extension: ${address}\nCtrl+C ends it.`);
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

/** A short address that leads to a long one, for as long as this process runs. @param {string} address @returns {Promise<string>} */
function leadTo(address) {
  const server = createServer((_, response) => response.writeHead(302, { location: address }).end());
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const own = server.address();
      resolve(typeof own === "object" && own ? `http://127.0.0.1:${own.port}/` : address);
    });
    server.unref();
  });
}
