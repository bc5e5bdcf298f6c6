// The one program that the server runs, and only for "What Would Change on the Server?": makemap -u, which reads a database and writes nothing.
import { execFile } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { decode } from "./encoding.ts";
import type { Databases } from "./service.ts";

/** Types that makemap may be told; nothing else of a configuration gets to it. */
const TYPES: readonly string[] = ["hash", "btree", "dbm", "cdb"];
/** Where it is, beside PATH. */
const FOLDERS = ["/usr/sbin", "/usr/lib", "/usr/libexec/sendmail", "/usr/local/sbin"];
const PATIENCE = 20_000;
const LARGEST = 64_000_000;

export const DATABASES: Databases = {
  lines(type, uri) {
    if (!TYPES.includes(type) || !uri.startsWith("file:")) return Promise.resolve(undefined);
    const env = { PATH: [process.env.PATH ?? "", ...FOLDERS].join(path.delimiter), LC_ALL: "C" };
    const options = { encoding: "buffer", timeout: PATIENCE, maxBuffer: LARGEST, env } as const;
    return new Promise((resolve) => {
      execFile("makemap", ["-u", type, fileURLToPath(uri)], options, (error, stdout) =>
        resolve(error === null ? decode(stdout).text : undefined),
      );
    });
  },
};
