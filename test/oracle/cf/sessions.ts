// Sessions of address test mode: what the real sendmail prints, and what ours prints, in one folder.
import { spawnSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import path from "node:path";
import { readCf } from "../../../server/src/cf/index.ts";
import { type Passwd, Rewriter, UNKNOWN_DNS } from "../../../server/src/cf/rewrite/index.ts";
import { GREETING, TestMode } from "../../../server/src/cf/test-mode/index.ts";
import { onOwnHost, run, safeFolder, sendmailOf, type Version } from "../programs.ts";
import { environment } from "./environment.ts";
import type { OddSession } from "./odd-sessions.ts";

const FILE = "test.cf";
const users = new Map<string, Passwd | null>();

function user(name: string): Passwd | null {
  const known = users.get(name);
  if (known !== undefined) return known;
  const { stdout, status } = spawnSync("getent", ["passwd", name], { encoding: "utf8" });
  const [login = "", , uid = "", gid = "", fullName = "", home = "", shell = ""] = stdout.trim().split(":");
  const found = status === 0 ? { name: login, uid: Number(uid), gid: Number(gid), fullName, home, shell } : null;
  users.set(name, found);
  return found;
}

/** A folder with files that the sessions' configurations name. */
export class Sessions {
  readonly #folder = safeFolder();

  /** @param files names and bytes */
  constructor(files: Readonly<Record<string, string>>) {
    for (const [name, text] of Object.entries(files)) this.write(name, text);
  }

  /** Writes bytes into a file of the folder. */
  write(name: string, text: string): void {
    writeFileSync(path.join(this.dir, name), Buffer.from(text, "latin1"), { mode: 0o644 });
  }

  get dir(): string {
    return this.#folder.dir;
  }

  dispose(): void {
    this.#folder.dispose();
  }

  /** What sendmail prints on standard output, for each session; all of them in one run of a shell, which is quicker. */
  theirs(sessions: readonly OddSession[], version: Version): readonly string[] {
    sessions.forEach(({ cf, input }, at) => {
      writeFileSync(path.join(this.dir, `${at}.cf`), Buffer.from(cf, "latin1"), { mode: 0o644 });
      writeFileSync(path.join(this.dir, `${at}.in`), Buffer.from(input, "latin1"));
    });
    const script = `for at in $(seq 0 ${sessions.length - 1}); do mv -f $at.cf ${FILE}; "$0" -bt -C ${FILE} <$at.in 2>/dev/null; printf '\\n\\0'; done`;
    const { stdout } = run("unshare", onOwnHost(["sh", "-c", script, sendmailOf(version)]), "", this.dir);
    return stdout.split("\n\0").slice(0, -1);
  }

  /** What ours prints; undefined where it says that it does not know everything. */
  ours({ cf: text, input }: OddSession, version: Version): string | undefined {
    const surroundings = environment(version, this.dir);
    const engine = new Rewriter(readCf({ name: FILE, text }, surroundings), {
      files: surroundings.files,
      dns: UNKNOWN_DNS,
      user,
      compiled: (file) => (existsSync(path.resolve(this.dir, file)) ? "there" : "missing"),
    });
    const mode = new TestMode(engine);
    const beginning = mode.start(FILE);
    if (beginning.ended) return beginning.output;
    const { output, unknown } = mode.session(input);
    return unknown.length > 0 ? undefined : beginning.output + output.slice(GREETING.length);
  }
}
