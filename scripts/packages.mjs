// The programs of the operating system that tests want, and how to get them.
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { run, say, seconds } from "./project.mjs";
import { findChromium } from "./vscode/chromium.mjs";

/**
 * What is wanted, by the name of its Debian package.
 * @type {readonly { name: string, why: string, isThere: () => boolean }[]}
 */
const PACKAGES = [
  { name: "m4", why: "the twin of our m4 evaluator", isThere: () => onPath("m4") },
  {
    name: "sendmail-bin",
    why: "makemap and sendmail, the twins of our tables and relay policy",
    isThere: () => onPath("makemap") && onPath("sendmail"),
  },
  {
    name: "sendmail-cf",
    why: "the m4 library of sendmail",
    isThere: () =>
      ["/usr/share/sendmail/cf", "/usr/share/sendmail-cf", "/usr/lib/mail/cf"].some((dir) =>
        existsSync(path.join(dir, "m4/cf.m4")),
      ),
  },
  {
    name: "sendmail-doc",
    why: "RELEASE_NOTES and cf/README, which the catalogue is compared with",
    isThere: () => existsSync("/usr/share/doc/sendmail-doc"),
  },
  { name: "openssl", why: "certificates for sessions over TLS", isThere: () => onPath("openssl") },
  {
    name: "sasl2-bin",
    why: "the passwords of clients that authenticate",
    isThere: () => onPath("saslpasswd2"),
  },
  { name: "libsasl2-modules", why: "the mechanisms by which they do", isThere: hasMechanisms },
  { name: "zsh", why: "the shell of completions", isThere: () => onPath("zsh") },
  { name: "fish", why: "the shell of completions", isThere: () => onPath("fish") },
  { name: "man-db", why: "the reader of the man page", isThere: () => onPath("man") },
  { name: "neovim", why: "another editor, with the recipe of docs/editors.md", isThere: () => onPath("nvim") },
  { name: "git", why: "clones the project, to see that a clone stays clean", isThere: () => onPath("git") },
  { name: "bash", why: "the shell of the GitHub Action's steps", isThere: () => onPath("bash") },
  { name: "patch", why: "applies the diffs that --fix --dry-run writes", isThere: () => onPath("patch") },
  { name: "chromium", why: "the browser that shows VS Code's workbench", isThere: () => findChromium() !== undefined },
  { name: "fonts-dejavu-core", why: "letters in that browser", isThere: hasFonts },
];

/** Packages of the oracle tests. */
export const ORACLE_PACKAGES = [
  "m4",
  "sendmail-bin",
  "sendmail-cf",
  "sendmail-doc",
  "openssl",
  "sasl2-bin",
  "libsasl2-modules",
  "zsh",
  "fish",
  "man-db",
  "neovim",
];
/** Packages of the tests of whole programs. Nearly every system has them. */
export const SOAK_PACKAGES = ["git", "bash", "patch"];
/** Packages of the tests in VS Code. */
export const BROWSER_PACKAGES = ["chromium", "fonts-dejavu-core"];

/** Says what is missing and how to get it. Installs nothing. @returns {ReadonlySet<string>} names of what is missing */
export function missingPackages() {
  const left = missing();
  for (const { name, why } of left) say(`MISSING: ${name} (${why})`);
  if (left.length > 0) say("Install all of them on Debian or Ubuntu with: sudo sh scripts/setup-test.sh");
  return new Set(left.map(({ name }) => name));
}

/** Installs what is missing through apt-get, for scripts/setup-test.sh. */
export async function installPackages() {
  const names = missing().map(({ name }) => name);
  if (names.length === 0) return;
  const started = Date.now();
  say(`Installing the Debian packages ${names.join(", ")} ...`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const quiet = { env, onLine: progress };
  await run("apt-get", ["update", "-q"], quiet);
  await run("apt-get", ["install", "-q", "-y", "--no-install-recommends", ...names], quiet);
  say(`apt-get ended after ${seconds(started)}.`);
}

function missing() {
  return PACKAGES.filter(({ isThere }) => !isThere());
}

/** @param {string} line */
function progress(line) {
  if (/^(Need to get|Setting up|E:|W:)/.test(line)) say(`  ${line}`);
}

/** @param {string} program */
function onPath(program) {
  const folders = [...(process.env.PATH ?? "").split(path.delimiter), "/usr/sbin", "/sbin"];
  return folders.some((dir) => existsSync(path.join(dir, program)));
}

/** Debian keeps plugins in a folder for each architecture. */
function hasMechanisms() {
  const lib = "/usr/lib";
  return (
    existsSync(lib) && ["", ...readdirSync(lib)].some((dir) => existsSync(path.join(lib, dir, "sasl2/libcrammd5.so")))
  );
}

/** Other systems bring their own letters. */
function hasFonts() {
  return (
    process.platform !== "linux" || ["/usr/share/fonts/truetype", "/usr/share/fonts/TTF"].some((dir) => existsSync(dir))
  );
}

// `node scripts/packages.mjs`: installs them.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await installPackages();
  process.exitCode = missingPackages().size > 0 ? 1 : 0;
}
