// Unpacks the versions of sendmail that the oracle tests ask, beside the installed one. `node scripts/sendmail-versions.mjs [VERSION...]`
//
// Nothing is installed and no root rights are needed: the Debian packages of another suite, with the C library and all that the
// programs load, are downloaded through apt and taken apart into FOLDER/VERSION: `bin/{sendmail,makemap,m4}` start the programs
// with their own libraries, `cf` is the m4 library, `doc` the documents. FOLDER is .cache/sendmail, or what SENDMAIL_VERSIONS names.
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { CACHE, say, seconds } from "./project.mjs";

/**
 * Each version with the suites that its packages come from, the one that has sendmail last. A suite moves on: what is unpacked
 * is asked for its version, and another one than the wanted one is refused.
 * @type {Readonly<Record<string, readonly string[]>>}
 */
const SUITES = {
  "8.15.2": ["bullseye"],
  "8.17.1": ["bookworm"],
  "8.18.1": ["bookworm", "bookworm-backports"],
  "8.18.2": ["forky"],
};

const PACKAGES = ["libc6", "sendmail-bin", "sendmail-cf", "sendmail-doc", "m4"];

/** Where the versions are: one folder for each. */
export const FOLDER = process.env.SENDMAIL_VERSIONS ?? path.join(CACHE, "sendmail");

/**
 * Makes sure that all versions are there, fetching what is missing once.
 * @param {readonly string[]} [wanted]
 * @returns {readonly string[]} for each version that is not there a line that says why
 */
export function ensureSendmailVersions(wanted = Object.keys(SUITES)) {
  /** @type {string[]} */
  const lacking = [];
  for (const version of wanted) {
    if (existsSync(path.join(FOLDER, version, "bin/sendmail"))) continue;
    const started = Date.now();
    say(`Fetching sendmail ${version} into ${FOLDER}, once ...`);
    try {
      unpack(version, path.join(FOLDER, version));
      say(`sendmail ${version} is there, after ${seconds(started)}.`);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      lacking.push(`sendmail ${version}: ${why}`);
      say(`MISSING: sendmail ${version}: ${why}`);
    }
  }
  return lacking;
}

/** @param {string} version @param {string} target */
function unpack(version, target) {
  const suites = SUITES[version];
  const last = suites?.at(-1);
  if (suites === undefined || last === undefined) throw new Error("this version is not known here");
  mkdirSync(FOLDER, { recursive: true });
  // Beside its place and moved there at the end, so that nobody meets half of it.
  const dir = mkdtempSync(path.join(FOLDER, ".unpacking-"));
  try {
    const state = path.join(dir, "apt");
    for (const folder of ["lists/partial", "cache/archives/partial", "sources"])
      mkdirSync(path.join(state, folder), { recursive: true });
    writeFileSync(path.join(state, "sources/it.list"), suites.map(sourceLine(mirror())).join(""));
    const options = {
      "Dir::Etc::sourcelist": "/dev/null",
      "Dir::Etc::sourceparts": path.join(state, "sources"),
      "Dir::State::Lists": path.join(state, "lists"),
      "Dir::State::status": "/dev/null",
      "Dir::Cache": path.join(state, "cache"),
      "APT::Sandbox::User": "root",
      "APT::Install-Recommends": "false",
    };
    const apt = ["-q=2", ...Object.entries(options).flatMap(([name, value]) => ["-o", `${name}=${value}`])];
    run("apt-get", [...apt, "update"]);
    run("apt-get", [...apt, "-t", last, "install", "--download-only", "-y", ...PACKAGES]);
    const root = path.join(dir, "root");
    const archives = path.join(state, "cache/archives");
    for (const name of readdirSync(archives))
      if (/^(lib|sendmail-|m4_).*\.deb$/.test(name)) run("dpkg-deb", ["-x", path.join(archives, name), root]);
    rmSync(state, { recursive: true });
    writePrograms(dir);
    const found = versionIn(dir);
    if (!found.startsWith(version)) throw new Error(`the suite ${last} has sendmail ${found} now`);
    rmSync(target, { recursive: true, force: true });
    renameSync(dir, target);
    chmodSync(target, 0o755);
  } catch (error) {
    rmSync(dir, { recursive: true, force: true });
    throw error;
  }
}

/** The Debian mirror that this machine's apt is configured with. */
function mirror() {
  const format = "$(SITE)";
  const listed = spawnSync("apt-get", ["indextargets", "--format", format, "Created-By: Packages"], {
    encoding: "utf8",
  });
  if (listed.error !== undefined) throw new Error("there is no apt-get here");
  const sites = listed.stdout.split("\n").filter((site) => site !== "" && !site.includes("security"));
  const found = sites.find((site) => site.includes("debian")) ?? sites[0];
  if (found === undefined) throw new Error("apt is configured with no mirror");
  return found;
}

/** @param {string} site */
function sourceLine(site) {
  const keys = "/usr/share/keyrings/debian-archive-keyring.gpg";
  const signed = existsSync(keys) ? ` [signed-by=${keys}]` : "";
  return (/** @type {string} */ suite) => `deb${signed} ${site} ${suite} main\n`;
}

/** Runs a program to its end; throws with its first complaint. @param {string} command @param {readonly string[]} args */
function run(command, args) {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive", LC_ALL: "C" };
  const { status, error, stderr } = spawnSync(command, [...args], {
    encoding: "utf8",
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  if (error !== undefined) throw new Error(`${command} cannot be started`);
  if (status === 0) return;
  const line = stderr.split("\n").find((one) => /^(E|W|Err|dpkg)/.test(one)) ?? `it ended with status ${status}`;
  throw new Error(`${command} failed: ${line}`);
}

/** Writes scripts that start the programs with the loader and the libraries of their own suite, wherever the folder lies. @param {string} dir */
function writePrograms(dir) {
  const root = path.join(dir, "root");
  const files = readdirSync(root, { recursive: true, encoding: "utf8" });
  const loader = files
    .filter((name) => /(^|\/)ld-(linux[^/]*|2\.\d+)\.so(\.\d+)?$/.test(name))
    .sort((a, b) => b.length - a.length)[0];
  if (loader === undefined) throw new Error("the packages have no loader");
  const libraries = [
    ...new Set(files.filter((name) => /\/lib(c|crypto|db-5\.3)\.so[.\d]*$/.test(name)).map(path.dirname)),
  ];
  mkdirSync(path.join(dir, "bin"));
  const below = `"\${0%/*}/../root"`;
  for (const program of ["sendmail", "makemap", "m4"]) {
    const file = files.find((name) =>
      new RegExp(`^usr/(libexec/sendmail|lib/sm\\.bin|sbin|bin)/${program}$`).test(name),
    );
    if (file === undefined) throw new Error(`the packages have no ${program}`);
    const searched = libraries.map((folder) => `${below}/${folder}`).join(":");
    const script = `#!/bin/sh\nexec ${below}/${loader} --library-path ${searched} ${below}/${file} "$@"\n`;
    writeFileSync(path.join(dir, "bin", program), script, { mode: 0o755 });
  }
  symlinkSync("root/usr/share/sendmail/cf", path.join(dir, "cf"));
  symlinkSync("root/usr/share/doc/sendmail-doc", path.join(dir, "doc"));
}

/** The version of an unpacked library. sendmail itself is not asked: on a host whose name has no dot it waits for a minute. @param {string} dir */
function versionIn(dir) {
  const written = readFileSync(path.join(dir, "cf/m4/version.m4"), "utf8");
  return /^DZ([\d.]+)/m.exec(written)?.[1] ?? "of an unknown version";
}

// `node scripts/sendmail-versions.mjs`: fetches them.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const wanted = process.argv.slice(2);
  process.exitCode = ensureSendmailVersions(wanted.length > 0 ? wanted : undefined).length > 0 ? 1 : 0;
}
