// Address test mode on odd configurations: byte for byte what `sendmail -bt` prints, in four versions.
import { spawnSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { readCf } from "../../../server/src/cf/index.ts";
import { type Passwd, Rewriter, UNKNOWN_DNS } from "../../../server/src/cf/rewrite/index.ts";
import { GREETING, TestMode } from "../../../server/src/cf/test-mode/index.ts";
import { LONG, onOwnHost, run, SEED, safeFolder, sendmailOf, type Version, versionsThere } from "../programs.ts";
import { environment, withoutCause } from "./environment.ts";
import { ODD_FILES, oddLines } from "./odd-lines.ts";
import { ODD_SESSIONS, type OddSession } from "./odd-sessions.ts";

const folder = safeFolder();
afterAll(() => folder.dispose());

const FILE = "test.cf";

/** What sendmail prints on standard output, for each session; all of them in one run of a shell, which is quicker. */
function askSendmail(sessions: readonly OddSession[], version: Version): readonly string[] {
  sessions.forEach(({ cf, input }, at) => {
    writeFileSync(path.join(folder.dir, `${at}.cf`), Buffer.from(cf, "latin1"), { mode: 0o644 });
    writeFileSync(path.join(folder.dir, `${at}.in`), Buffer.from(input, "latin1"));
  });
  const script = `for at in $(seq 0 ${sessions.length - 1}); do mv -f $at.cf ${FILE}; "$0" -bt -C ${FILE} <$at.in 2>/dev/null; printf '\\n\\0'; done`;
  const { stdout } = run("unshare", onOwnHost(["sh", "-c", script, sendmailOf(version)]), "", folder.dir);
  return stdout.split("\n\0").slice(0, -1);
}

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

/** What ours prints; undefined where it says that it does not know everything. */
function ours({ cf: text, input }: OddSession, version: Version): string | undefined {
  const surroundings = environment(version, folder.dir);
  const engine = new Rewriter(readCf({ name: FILE, text }, surroundings), {
    files: surroundings.files,
    dns: UNKNOWN_DNS,
    user,
    compiled: (file) => (existsSync(path.resolve(folder.dir, file)) ? "there" : "missing"),
  });
  const mode = new TestMode(engine);
  const beginning = mode.start(FILE);
  if (beginning.ended) return beginning.output;
  const { output, unknown } = mode.session(input);
  return unknown.length > 0 ? undefined : beginning.output + output.slice(GREETING.length);
}

const versions = versionsThere();
if (versions.length === 0) test.todo("no version of sendmail is there to ask");

for (const [name, text] of Object.entries(ODD_FILES))
  writeFileSync(path.join(folder.dir, name), Buffer.from(text, "latin1"), { mode: 0o644 });

/** In the ordinary run each version is asked a share, of the lines a small one. */
const SHARE = LONG ? 1 : 6;
const LINES_SHARE = LONG ? 1 : 48;

describe.each(versions)("sendmail %s", (version) => {
  test.each([
    ["sessions", ODD_SESSIONS, SHARE],
    ["lines", oddLines(folder.dir), LINES_SHARE],
  ] as const)(
    "answers odd %s as we do",
    (what, all, share) => {
      const asked = all.filter((_, at) => (at + versions.indexOf(version) + SEED - 1) % share === 0);
      const answers = askSendmail(asked, version);
      expect(answers.length).toBe(asked.length);
      let known = 0;
      const wrong = asked.flatMap((session, at) => {
        const mine = ours(session, version);
        if (mine === undefined) return [];
        known++;
        const theirs = withoutCause(answers[at] ?? "");
        return theirs === mine ? [] : [{ ...session, theirs, mine }];
      });
      expect(wrong.slice(0, 5)).toEqual([]);
      expect(known).toBeGreaterThan(asked.length * 0.8);
      console.log(`sendmail ${version} and we agree on ${known} of ${asked.length} odd ${what}`);
    },
    600_000,
  );
});
