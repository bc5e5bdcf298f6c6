// What all commands of this project share: where it is, how to run a program, and its own dependencies.
import { spawn } from "node:child_process";
import { existsSync, lstatSync, readFileSync } from "node:fs";
import path from "node:path";

/** The project's folder. */
export const ROOT = path.resolve(import.meta.dirname, "..");

/** Large things that are fetched once (a VS Code from npm, its Node); not in git, may be deleted at any time. */
export const CACHE = path.join(ROOT, ".cache");

/** True where a missing part of the test run is a failure and not a note. */
export const CI = Boolean(process.env.CI) && process.env.CI !== "false";

/** @param {string} text */
export function say(text) {
  process.stdout.write(`${text}\n`);
}

/**
 * Runs a program to its end and gives its exit status; 127 where it cannot be started, 1 where a signal ended it.
 * @param {string} command @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, onLine?: (line: string) => void }} [options]
 *   onLine takes the lines that the program writes; without it they go to the terminal.
 * @returns {Promise<number>}
 */
export function run(command, args, options = {}) {
  const { cwd = ROOT, env = process.env, onLine } = options;
  return new Promise((resolve) => {
    const child = spawn(command, [...args], {
      cwd,
      env,
      stdio: onLine ? ["ignore", "pipe", "pipe"] : "inherit",
      shell: process.platform === "win32" && command === "npm",
    });
    if (onLine) {
      for (const stream of [child.stdout, child.stderr]) if (stream) eachLine(stream, onLine);
    }
    child.once("error", (error) => {
      say(`${command}: ${error.message}`);
      resolve(127);
    });
    child.once("close", (status) => resolve(status ?? 1));
  });
}

/** Like `run`, for steps without which nothing else makes sense. @param {string} command @param {readonly string[]} args @param {Parameters<typeof run>[2]} [options] */
export async function mustRun(command, args, options) {
  const status = await run(command, args, options);
  if (status !== 0) throw new Error(`"${[command, ...args].join(" ")}" ended with status ${status}.`);
}

/** Runs one of the project's own scripts or installed tools with this Node. @param {string} script relative to the project @param {readonly string[]} args @param {Parameters<typeof run>[2]} [options] */
export function runNode(script, args = [], options = {}) {
  return run(process.execPath, [path.join(ROOT, script), ...args], options);
}

/** Installs the npm packages of the lock file, where they are not there in its versions. Needs nothing but Node. */
export async function ensureDependencies() {
  if (isInstalled()) return;
  // npm would empty the folder that the link leads to, which another checkout uses.
  if (lstatSync(path.join(ROOT, "node_modules"), { throwIfNoEntry: false })?.isSymbolicLink())
    throw new Error("node_modules is a link to packages in other versions: remove it, and run this again.");
  say("Installing the npm packages of package-lock.json ...");
  const started = Date.now();
  await mustRun("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
  say(`npm packages installed in ${seconds(started)}.`);
}

/** Whether node_modules has all that the lock file wants. Times of files say nothing: a new clone has a new lock file. */
function isInstalled() {
  const wanted = lockedPackages("package-lock.json");
  const installed = lockedPackages("node_modules/.package-lock.json");
  return Object.entries(wanted).every(
    ([place, { version, optional }]) => place === "" || optional || installed[place]?.version === version,
  );
}

/**
 * The packages of a lock file by their places; none where npm has written no such file.
 * @param {string} file @returns {Record<string, { version?: string, optional?: boolean }>}
 */
function lockedPackages(file) {
  const whole = path.join(ROOT, file);
  return existsSync(whole) ? JSON.parse(readFileSync(whole, "utf8")).packages : {};
}

/** Time since `started` (milliseconds since 1970), for a person. @param {number} started */
export function seconds(started) {
  return `${((Date.now() - started) / 1000).toFixed(1)} s`;
}

/** Calls back with each line of a stream. @param {import("node:stream").Readable} stream @param {(line: string) => void} onLine */
export function eachLine(stream, onLine) {
  let rest = "";
  stream.setEncoding("utf8");
  stream.on("data", (/** @type {string} */ chunk) => {
    const lines = (rest + chunk).split(/\r?\n/);
    rest = lines.pop() ?? "";
    for (const line of lines) onLine(line);
  });
  stream.on("end", () => {
    if (rest) onLine(rest);
  });
}

/** The extension's manifest as it is. @returns {{ name: string, version: string, publisher: string, license: string, keywords: string[], engines: { node: string } }} */
export function readManifest() {
  return JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8"));
}
