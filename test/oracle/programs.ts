// The real programs that our layers are compared with, and how to call them.
import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";

/** Where distributions put the m4 library of sendmail. */
const CF_DIRS = ["/usr/share/sendmail/cf", "/usr/share/sendmail-cf", "/usr/lib/mail/cf"];

/** How much to ask: the ordinary run, or with `ORACLE_LONG=1` the long one. */
export const LONG = process.env.ORACLE_LONG === "1";

/** The number of the first case to generate: `ORACLE_SEED` asks about others. */
export const SEED = Number(process.env.ORACLE_SEED ?? 1);

/** The folder of the m4 library, with a trailing slash as cf.m4 wants it. Throws where none is installed. */
export function cfDir(): string {
  const found = CF_DIRS.find((dir) => existsSync(path.join(dir, "m4/cf.m4")));
  if (found === undefined) throw new Error("No sendmail m4 library found: install the Debian package sendmail-cf.");
  return `${found}/`;
}

/** The Debian packages of the programs that we call. */
const PACKAGES = {
  m4: "m4",
  makemap: "sendmail-bin",
  sendmail: "sendmail-bin",
  smrsh: "sendmail-bin",
  saslpasswd2: "sasl2-bin",
  zsh: "zsh",
  fish: "fish",
  man: "man-db",
} as const;

/** Path of a program, looked for on PATH and in the sbin folders. Throws with the package to install. */
export function program(name: keyof typeof PACKAGES): string {
  const folders = [
    ...(process.env.PATH ?? "").split(":"),
    "/usr/sbin",
    "/sbin",
    "/usr/lib/sendmail.dir",
    "/usr/libexec/sendmail",
  ];
  const found = folders.map((dir) => path.join(dir, name)).find((file) => existsSync(file));
  if (found === undefined) throw new Error(`No ${name} found: install the Debian package ${PACKAGES[name]}.`);
  return found;
}

/** The versions of sendmail that tests ask beside the installed one; scripts/sendmail-versions.mjs unpacks them. */
export const VERSIONS = ["8.15.2", "8.17.1", "8.18.1", "8.18.2"] as const;
export type Version = (typeof VERSIONS)[number];

/** The version that the catalogue describes: what it says of everything is asked of this one. */
export const NEWEST: Version = "8.18.2";

/** Where they are: `SENDMAIL_VERSIONS`, else .cache/sendmail. */
const VERSIONS_DIR = process.env.SENDMAIL_VERSIONS ?? path.resolve(import.meta.dirname, "../../.cache/sendmail");

/** A file of an unpacked version. Throws where it is not there. */
function ofVersion(version: Version, file: string): string {
  const found = path.join(VERSIONS_DIR, version, file);
  if (!existsSync(found))
    throw new Error(
      `No sendmail ${version} found: run "node scripts/sendmail-versions.mjs", or let SENDMAIL_VERSIONS name a folder with it.`,
    );
  return found;
}

/** Path of a program of one version. Throws where the version is not there. */
export function programOf(version: Version, name: "sendmail" | "makemap" | "m4"): string {
  return ofVersion(version, `bin/${name}`);
}

/** Path of one version's sendmail. Throws where the version is not there. */
export function sendmailOf(version: Version): string {
  return programOf(version, "sendmail");
}

/** The folder of one version's m4 library, with a trailing slash. Throws where the version is not there. */
export function libraryOf(version: Version): string {
  return `${path.dirname(ofVersion(version, "cf/m4/cf.m4")).slice(0, -"m4".length)}`;
}

/** The folder of one version's documents. Throws where the version is not there. */
export function documentsOf(version: Version): string {
  return ofVersion(version, "doc");
}

/** The versions that are there. Says loudly which are not; with `CI` set that is a failure. */
export function versionsThere(): readonly Version[] {
  return VERSIONS.filter((version) => {
    const isThere = existsSync(path.join(VERSIONS_DIR, version, "bin/sendmail"));
    if (!isThere && process.env.CI && process.env.CI !== "false") sendmailOf(version);
    if (!isThere) console.warn(`NOT RUN: sendmail ${version} is not there (run "node scripts/sendmail-versions.mjs").`);
    return isThere;
  });
}

/** Runs a program to its end; bytes in, bytes out (latin1 strings hold one byte in each unit). */
export function run(command: string, args: readonly string[], input = "", cwd?: string): SpawnSyncReturns<string> {
  return spawnSync(command, [...args], {
    input: Buffer.from(input, "latin1"),
    encoding: "latin1",
    maxBuffer: 1 << 28,
    ...(cwd ? { cwd } : {}),
  });
}

/** The name of the host on which tests ask sendmail. One without a dot would make it wait for a minute. */
const HOST = "mx.example.com";

/**
 * The arguments with which `unshare` runs a program on a host of its own, without a network: a name service is out of reach at
 * once, and no test depends on what it would say on this machine.
 */
export function onOwnHost(command: readonly string[], host = HOST): readonly string[] {
  return ["--uts", "--net", "sh", "-c", `hostname ${host}; exec "$@"`, "sh", ...command];
}

/** Runs sendmail with some arguments to its end, on a host of its own: the installed one, or another version. */
export function runSendmail(
  args: readonly string[],
  input = "",
  { cwd, host, version }: { readonly cwd?: string; readonly host?: string; readonly version?: Version } = {},
): SpawnSyncReturns<string> {
  const sendmail = version === undefined ? program("sendmail") : sendmailOf(version);
  return run("unshare", onOwnHost([sendmail, ...args], host), input, cwd);
}

/** A new folder that sendmail regards as safe (not below a world-writable one), and its removal. */
export function safeFolder(): { readonly dir: string; dispose(): void } {
  const dir = mkdtempSync(path.join(homedir(), ".sml-oracle-"));
  return { dir, dispose: () => rmSync(dir, { recursive: true, force: true }) };
}

/** Real public configurations kept outside of the project: `SENDMAIL_CORPUS`, else `../shared/corpus`. Undefined where there are none. */
export function corpusDir(): string | undefined {
  const dir = process.env.SENDMAIL_CORPUS ?? path.resolve(import.meta.dirname, "../../../shared/corpus");
  return existsSync(dir) ? dir : undefined;
}

/** Paths of all corpus files of one kind; [] with a loud line where there is no corpus. */
export function corpusFiles(kind: "mc" | "access" | "relay-domains" | "other"): readonly string[] {
  const dir = corpusDir();
  if (dir === undefined) {
    console.warn(`NOT RUN: no corpus of real configurations (set SENDMAIL_CORPUS to a folder with ${kind}/).`);
    return [];
  }
  return readdirSync(path.join(dir, kind)).map((name) => path.join(dir, kind, name));
}
