// Starts the VS Code from npm on 127.0.0.1, in folders of its own, and stops all of it again.
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { eachLine, mustRun } from "../project.mjs";
import { ensureCodeServer } from "./install.mjs";

/** A workbench without distractions, that saves nothing by itself and asks nobody for anything. */
const SETTINGS = {
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "chat.disableAIFeatures": true,
  "files.autoSave": "off",
  "telemetry.telemetryLevel": "off",
  "extensions.autoUpdate": false,
  "extensions.autoCheckUpdates": false,
  "update.mode": "none",
  "security.workspace.trust.enabled": false,
};

/** How long VS Code may take to listen, in milliseconds. */
const START_LIMIT = 60_000;

/** A new temporary folder. Its path is short, for unix sockets (108 bytes) are made below it. */
export function temporaryFolder() {
  const dir = mkdtempSync(path.join(tmpdir(), "sml-"));
  return { dir, dispose: () => rmSync(dir, { recursive: true, force: true, maxRetries: 5 }) };
}

/**
 * @typedef {object} Workbench
 * @property {string} origin http://127.0.0.1:PORT
 * @property {string} authority host and port, as `vscode-remote:` addresses have them
 * @property {() => Promise<void>} stop ends it with all its processes
 * @property {Promise<number>} ended its exit status
 */

/**
 * Starts VS Code.
 * @param {object} options
 * @param {string} options.dir a folder that is its own: user data, extensions, sockets
 * @param {Record<string, unknown>} [options.settings] user settings beside the usual ones
 * @param {readonly string[]} [options.args] more arguments of code-server
 * @param {NodeJS.ProcessEnv} [options.env] more of the environment
 * @param {string} [options.vsix] an extension to install first
 * @param {number} [options.port]
 * @returns {Promise<Workbench>}
 */
export async function startWorkbench({ dir, settings = {}, args = [], env = {}, vsix, port = 0 }) {
  const { node, entry } = await ensureCodeServer();
  const userData = path.join(dir, "d");
  mkdirSync(path.join(userData, "User"), { recursive: true });
  writeFileSync(path.join(userData, "User", "settings.json"), JSON.stringify({ ...SETTINGS, ...settings }));
  const folders = [
    ...["--config", path.join(dir, "config.yaml")],
    ...["--user-data-dir", userData],
    ...["--extensions-dir", path.join(dir, "e")],
  ];
  const environment = { ...process.env, ...ownEnvironment(dir), ...env };
  if (vsix) {
    await mustRun(node, [entry, ...folders, "--install-extension", vsix], { env: environment, onLine: () => {} });
  }
  const quiet = [
    "--disable-telemetry",
    "--disable-update-check",
    ...(settings["security.workspace.trust.enabled"] === true ? [] : ["--disable-workspace-trust"]),
    "--disable-getting-started-override",
  ];
  const child = spawn(
    node,
    [entry, "--auth", "none", "--bind-addr", `127.0.0.1:${port}`, ...folders, ...quiet, ...args],
    // A process group of its own, so that the extension hosts end with it.
    { stdio: ["ignore", "pipe", "pipe"], detached: true, env: environment },
  );
  const ended = new Promise((resolve) => child.once("exit", (status) => resolve(status ?? 1)));
  const stop = () => endGroup(child, ended);
  try {
    const origin = await listening(child, ended);
    return { origin, authority: new URL(origin).host, stop, ended };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Keeps VS Code from the user's own folders and from other machines. @param {string} dir @returns {NodeJS.ProcessEnv} */
function ownEnvironment(dir) {
  return {
    TMPDIR: dir,
    XDG_RUNTIME_DIR: dir,
    XDG_CONFIG_HOME: dir,
    XDG_DATA_HOME: dir,
    XDG_CACHE_HOME: dir,
    EXTENSIONS_GALLERY: "{}",
    PORT: undefined,
    VSCODE_IPC_HOOK_CLI: undefined,
    HTTP_PROXY: undefined,
    HTTPS_PROXY: undefined,
  };
}

/** @param {import("node:child_process").ChildProcess} child @param {Promise<number>} ended @returns {Promise<string>} */
function listening(child, ended) {
  /** @type {string[]} */
  const said = [];
  return new Promise((resolve, reject) => {
    const fail = (/** @type {string} */ why) => reject(new Error(`VS Code ${why}:\n${said.slice(-20).join("\n")}`));
    const timer = setTimeout(() => fail("did not start in time"), START_LIMIT);
    ended.then((status) => fail(`ended with status ${status}`));
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue;
      eachLine(stream, (line) => {
        said.push(line);
        const [, origin] = /HTTP server listening on (http:\/\/127\.0\.0\.1:\d+)/.exec(line) ?? [];
        if (!origin) return;
        clearTimeout(timer);
        resolve(origin);
      });
    }
  });
}

/** @param {import("node:child_process").ChildProcess} child @param {Promise<number>} ended */
async function endGroup(child, ended) {
  const { pid } = child;
  if (pid === undefined) return;
  const kill = (/** @type {NodeJS.Signals} */ signal) => {
    try {
      process.kill(-pid, signal);
    } catch {
      // Already gone.
    }
  };
  kill("SIGTERM");
  const timer = setTimeout(() => kill("SIGKILL"), 5_000);
  await ended;
  clearTimeout(timer);
  kill("SIGKILL");
}

/** The address that opens the workbench with a folder and what VS Code calls its payload. @param {Workbench} workbench @param {string | undefined} folder @param {readonly (readonly [string, string])[]} payload */
export function workbenchAddress(workbench, folder, payload) {
  const url = new URL(`${workbench.origin}/`);
  if (folder) url.searchParams.set("folder", folder);
  url.searchParams.set("payload", JSON.stringify([["skipWelcome", "true"], ["skipReleaseNotes", "true"], ...payload]));
  return url.href;
}

/** A file of this machine as the workbench names it. @param {Workbench} workbench @param {string} file */
export function remote(workbench, file) {
  return `vscode-remote://${workbench.authority}${path.resolve(file)}`;
}
