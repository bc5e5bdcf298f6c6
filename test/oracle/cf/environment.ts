// The surroundings in which the real sendmail runs in these tests, told to ours.
import { spawnSync } from "node:child_process";
import { lstatSync, readFileSync } from "node:fs";
import path from "node:path";
import type { CfEnvironment, CfFile, CfVersion } from "../../../server/src/cf/types.ts";

/** The host that `onOwnHost` makes. */
export const HOST = "mx.example.com";

/** The environment of a sendmail on the host of the tests: its files, its users, no interface that is up. */
export function environment(version: CfVersion, dir = "/"): CfEnvironment {
  const files = { read: (name: string) => readClassFile(path.resolve(dir, name)) };
  return { version, hostName: HOST, interfaces: [], files, user, group, service };
}

function readClassFile(file: string): CfFile {
  try {
    if (!lstatSync(file).isFile()) return { state: "refused", why: "Regular files only" };
    return { state: "there", source: { name: file, text: readFileSync(file, "latin1") } };
  } catch {
    return { state: "missing" };
  }
}

const cache = new Map<string, string | null>();

/** What the host's databases say of a name. */
function getent(database: "passwd" | "group" | "services", name: string): string | null {
  const key = `${database} ${name}`;
  let found = cache.get(key);
  if (found === undefined) {
    const { stdout, status } = spawnSync("getent", [database, name], { encoding: "utf8" });
    found = status === 0 ? stdout.trim() : null;
    cache.set(key, found);
  }
  return found;
}

function user(name: string) {
  const fields = getent("passwd", name)?.split(":");
  return fields === undefined ? null : { uid: Number(fields[2]), gid: Number(fields[3]) };
}

function group(name: string) {
  const fields = getent("group", name)?.split(":");
  return fields === undefined ? null : Number(fields[2]);
}

function service(name: string): boolean {
  return getent("services", name) !== null;
}

/** sendmail adds what the C library last said, which need not have to do with the line: whether a socket is there, or a server. */
export function withoutCause(text: string): string {
  return text.replaceAll(
    /(duplicate filter definition|(?:U|u)nknown host name \S+|host "\S+" unknown|Infinite loop in ruleset \S+, rule \d+): [A-Z][a-z ]+$/gm,
    "$1",
  );
}
