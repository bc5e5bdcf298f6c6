// `npm test`: everything that is tested, in order. `npm test -- types unit` runs some steps only.
import { existsSync } from "node:fs";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { BROWSER_PACKAGES, missingPackages, ORACLE_PACKAGES, SOAK_PACKAGES } from "./packages.mjs";
import { CI, ensureDependencies, ROOT, runNode, say, seconds } from "./project.mjs";
import { ensureSendmailVersions } from "./sendmail-versions.mjs";

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {string} title
 * @property {readonly string[]} [needs] Debian packages without which it cannot run
 * @property {string} [after] the step that makes what it tests
 * @property {() => Promise<number>} run gives an exit status
 */

/** How many lines of a failed step are said again at the end, where they are looked for. */
const LAST_WORDS = 80;
/** How many failed tests of a step the summary names. */
const MOST_NAMES = 20;
/** What vitest and mocha print before the name of a test that failed. */
const FAILED_TEST = /^(?:\s*FAIL\s+|\s+\d+\) )(.+)$/;

/** The last lines of the step that runs. @type {string[]} */
let lastLines = [];
/** The names of its failed tests. @type {Set<string>} */
let failedTests = new Set();

/** @param {string} script @param {readonly string[]} [args] */
const runStep = (script, args = []) =>
  runNode(script, args, {
    env: process.stdout.isTTY ? { FORCE_COLOR: "1", ...process.env } : process.env,
    onLine: (line) => {
      say(line);
      lastLines.push(line);
      const test = FAILED_TEST.exec(stripVTControlCharacters(line))?.[1];
      if (test) failedTests.add(test);
      if (lastLines.length > LAST_WORDS) lastLines.shift();
    },
  });

/** @param {readonly string[]} args */
const vitest = (...args) => runStep("node_modules/vitest/vitest.mjs", ["run", ...args]);

/** @type {readonly Step[]} */
const STEPS = [
  { name: "types", title: "Types", run: () => runStep("node_modules/typescript/bin/tsc", ["--noEmit"]) },
  {
    name: "lint",
    title: "Lint and format",
    run: () => runStep("node_modules/@biomejs/biome/bin/biome", ["check", "--error-on-warnings", "."]),
  },
  { name: "unit", title: "Unit tests", run: () => vitest("--project", "unit") },
  {
    name: "soak",
    title: "Generated and hostile input, whole programs",
    needs: SOAK_PACKAGES,
    run: () => vitest("--project", "soak"),
  },
  { name: "package", title: "Build and package", run: () => runStep("scripts/package.mjs") },
  {
    name: "vscode",
    after: "package",
    title: "Suite in VS Code",
    needs: BROWSER_PACKAGES,
    run: () => runStep("scripts/vscode/suite.mjs"),
  },
  {
    name: "web",
    after: "package",
    title: "Suite in VS Code for the Web",
    needs: BROWSER_PACKAGES,
    run: () => runStep("scripts/vscode/web-suite.mjs"),
  },
  {
    name: "ui",
    after: "package",
    title: "UI test with the packaged extension",
    needs: BROWSER_PACKAGES,
    run: () => vitest("--config", "vitest.ui.config.mts"),
  },
  {
    name: "oracle",
    title: "Agreement with the real m4, makemap and sendmail",
    needs: ORACLE_PACKAGES,
    run: () => vitest("--config", "vitest.oracle.config.mts"),
  },
];

const started = Date.now();
const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !STEPS.some((step) => step.name === name));
if (unknown.length > 0) {
  say(`No such step: ${unknown.join(", ")}. There are: ${STEPS.map(({ name }) => name).join(", ")}.`);
  process.exit(2);
}
const wanted = new Set(chosen.length > 0 ? chosen : STEPS.map(({ name }) => name));
for (const { name, after } of STEPS) if (after && wanted.has(name)) wanted.add(after);
const steps = STEPS.filter(({ name }) => wanted.has(name));

await ensureDependencies();
const missing = steps.some(({ needs }) => needs) ? missingPackages() : new Set();

/** @type {string[]} */
const summary = [];
/** @type {Set<string>} */
const broken = new Set();
/** @type {string[]} */
const failures = [];
let passed = 0;
for (const { name, title, needs = [], after, run } of steps) {
  const lacking = needs.filter((need) => missing.has(need));
  const reason =
    lacking.length > 0 ? `${lacking.join(", ")} missing` : after && broken.has(after) ? `${after} failed` : "";
  if (reason) {
    summary.push(`NOT RUN  ${title}: ${reason}${CI ? ", which is a failure here" : ""}`);
    if (CI || lacking.length === 0) broken.add(name);
    continue;
  }
  say(`\n== ${title}`);
  const begun = Date.now();
  lastLines = [];
  failedTests = new Set();
  const without = name === "oracle" ? ensureSendmailVersions() : [];
  for (const why of without) {
    summary.push(`NOT RUN  Agreement with ${why}${CI ? ", which is a failure here" : ""}`);
    if (CI) broken.add(name);
  }
  const ok = (await run()) === 0 && !broken.has(name);
  summary.push(`${ok ? "passed  " : "FAILED  "} ${title} (${seconds(begun)})`);
  if (ok) passed++;
  else {
    summary.push(...[...failedTests].slice(0, MOST_NAMES).map((test) => `           ${test}`));
    if (failedTests.size > MOST_NAMES) summary.push(`           and ${failedTests.size - MOST_NAMES} more`);
    broken.add(name);
    failures.push(`\n== ${title} FAILED; its last lines:`, ...lastLines);
  }
}
for (const { title, name } of STEPS) {
  if (!steps.some((step) => step.name === name)) summary.push(`NOT RUN  ${title}: not asked for`);
}

if (steps.some(({ name }) => name === "oracle") && !corpus()) {
  summary.push(
    "NOT RUN  Tests on real configurations: set SENDMAIL_CORPUS to a folder with mc/, access/, relay-domains/, other/",
  );
}

for (const line of failures) say(line);
say(`\n== Summary\n${summary.join("\n")}`);
if (missing.size > 0)
  say("To run what lacks a program, on Debian or Ubuntu: sudo sh scripts/setup-test.sh, then npm test again.");
say(
  `${passed} steps passed, ${broken.size} failed, ${STEPS.length - passed - broken.size} not run, ${seconds(started)}.`,
);
process.exitCode = broken.size > 0 ? 1 : 0;

/** Where test/oracle/programs.ts finds real configurations. */
function corpus() {
  return [process.env.SENDMAIL_CORPUS, path.resolve(ROOT, "../shared/corpus")].some((dir) => dir && existsSync(dir));
}
