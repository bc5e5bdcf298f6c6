// Sets the version everywhere and closes the changelog: `node scripts/version.mjs 1.2.3`. `--check v1.2.3` says whether that is the version.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ROOT, say } from "./project.mjs";

const MANIFESTS = ["package.json", "package-lock.json"];
const HOOKS = ".pre-commit-hooks.yaml";

/** The changelog with its unreleased part closed. @param {string} changelog @param {string} version @param {string} date */
export function closed(changelog, version, date) {
  const heading = /^## \[[^\]]+\] - unreleased$/im;
  if (!heading.test(changelog))
    throw new Error('CHANGELOG.md has no part "## [VERSION] - unreleased": write first what is new.');
  return changelog.replace(heading, `## [${version}] - ${date}`);
}

/** A manifest or lock file with another version. @param {string} text @param {string} version */
export function withVersion(text, version) {
  const manifest = JSON.parse(text);
  manifest.version = version;
  if (manifest.packages?.[""] !== undefined) manifest.packages[""].version = version;
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}

/** The hook for pre-commit with another version of the package. @param {string} text @param {string} version */
export function hooksWith(text, version) {
  return text.replace(/(?<=sendmail-lint@)\d+\.\d+\.\d+/g, version);
}

/** @param {string} file */
const read = (file) => readFileSync(path.join(ROOT, file), "utf8");

if (process.argv[1] === import.meta.filename) {
  const [first, second] = process.argv.slice(2);
  const version = first === "--check" ? second?.replace(/^v/, "") : first;
  if (version === undefined || !/^\d+\.\d+\.\d+$/.test(version)) {
    say("Say the version: node scripts/version.mjs 1.2.3, or --check v1.2.3");
    process.exitCode = 2;
  } else if (first === "--check") {
    const now = JSON.parse(read("package.json")).version;
    const isClosed = read("CHANGELOG.md").includes(`## [${version}] - 2`);
    if (now !== version) say(`package.json says ${now}, not ${version}.`);
    if (!isClosed) say(`CHANGELOG.md has no closed part for ${version}.`);
    if (now !== version || !isClosed) process.exitCode = 1;
  } else {
    let changelog;
    try {
      changelog = closed(read("CHANGELOG.md"), version, new Date().toISOString().slice(0, 10));
    } catch (error) {
      say(error instanceof Error ? error.message : String(error));
      process.exit(1);
    }
    for (const file of MANIFESTS) writeFileSync(path.join(ROOT, file), withVersion(read(file), version));
    writeFileSync(path.join(ROOT, HOOKS), hooksWith(read(HOOKS), version));
    writeFileSync(path.join(ROOT, "CHANGELOG.md"), changelog);
    say(`Version ${version}. Commit, tag it v${version}, and push the tag: the release workflow does the rest.`);
  }
}
