#!/usr/bin/env node
// Looks like a desktop VS Code to @vscode/test-electron and runs the Mocha suite in the extension host of the VS Code from npm.
// usage: desktop-shim.mjs --extensionDevelopmentPath=DIR --extensionTestsPath=FILE [WORKSPACE] [other flags, ignored]
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { format } from "node:util";
import { ROOT, say } from "../project.mjs";
import { launchChromium } from "./chromium.mjs";
import { remote, startWorkbench, temporaryFolder, workbenchAddress } from "./workbench.mjs";

/** How long the suite may take, in milliseconds. */
const LIMIT = 300_000;

/** What the workbench itself writes beside the suite's report. */
const NOISE =
  /^(Creating a socket|Resolving connection|Resolved connection|\[reconnection-grace-time|\[Service Worker|\[AgentHost|\[AccountPolicyGate|Updating additional builtin|Ignoring fetching additional|Canceled|Error: Could not locate the bindings|Cannot find module '\.\/build\/Release\/watchdog'|\s*at .*\/static\/out\/vs\/)|\/static\/out\/vs\/code\/browser\/workbench/;

/** @param {string} name */
const flag = (name) => process.argv.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3);
const workspace = process.argv.slice(2).find((word) => !word.startsWith("-"));
const development = flag("extensionDevelopmentPath");
const tests = flag("extensionTestsPath");
if (!development || !tests) throw new Error("--extensionDevelopmentPath and --extensionTestsPath are needed");

const temporary = temporaryFolder();
const resultFile = path.join(temporary.dir, "result.json");
const workbench = await startWorkbench({
  dir: temporary.dir,
  // A built VS Code looks at extensionTestsPath only with this option.
  args: ["--vscode-option", "enable-smoke-test-driver"],
  env: { SENDMAIL_TEST_RESULT: process.env.SENDMAIL_TEST_RESULT ?? resultFile },
});
const browser = await launchChromium();
let status = 2;
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.on("pageerror", (error) => say(`error in the workbench: ${error.message}`));
  const outside = new Set();
  page.on("request", (request) => {
    const { protocol, host } = new URL(request.url());
    if (/^(http|ws)/.test(protocol) && host !== workbench.authority) outside.add(host);
  });
  const ended = new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("the suite did not end in time")), LIMIT);
    page.exposeFunction("codeAutomationLog", (/** @type {string} */ _type, /** @type {unknown[]} */ args) => {
      const text = format(...args);
      if (!NOISE.test(text)) say(text);
    });
    page.exposeFunction("codeAutomationExit", (/** @type {number} */ code) => {
      clearTimeout(timer);
      resolve(code);
    });
  });
  await page.goto(
    workbenchAddress(workbench, workspace && path.resolve(workspace), [
      ["extensionDevelopmentPath", remote(workbench, development)],
      ["extensionTestsPath", remote(workbench, tests)],
    ]),
  );
  try {
    status = await ended;
  } catch (error) {
    say(String(error));
    mkdirSync(path.join(ROOT, "out/screenshots"), { recursive: true });
    await page.screenshot({ path: path.join(ROOT, "out/screenshots/suite-failure.png") });
  }
  // VS Code says 0 as well when its extension host dies: only the file that the suite writes at its end counts.
  if (status === 0 && !finished(process.env.SENDMAIL_TEST_RESULT ?? resultFile)) {
    say("VS Code ended well, but the suite left no result: its extension host died, or no test ran.");
    status = 3;
  }
  if (outside.size > 0) {
    say(`The workbench asked other machines: ${[...outside].join(" ")}`);
    status ||= 4;
  }
} finally {
  await browser.close();
  await workbench.stop();
  temporary.dispose();
}
process.exit(status);

/** @param {string} file */
function finished(file) {
  if (!existsSync(file)) return false;
  const { passes, failures } = JSON.parse(readFileSync(file, "utf8"));
  return passes > 0 && failures === 0;
}
