// What sendmail says of broken lines: the same words at the same line, in four versions.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { readCf } from "../../../server/src/cf/index.ts";
import { printMessage } from "../../../server/src/cf/messages.ts";
import { LONG, onOwnHost, run, safeFolder, sendmailOf, type Version, versionsThere } from "../programs.ts";
import { BROKEN } from "./broken.ts";
import { environment, withoutCause } from "./environment.ts";

const folder = safeFolder();
afterAll(() => folder.dispose());

const FILE = "test.cf";

/** The whole text of a case; its characters are bytes. */
function textOf(broken: string): string {
  return `${broken.startsWith("|") ? broken.slice(1) : `V10/Berkeley\n${broken}`}\n`;
}

/** What sendmail prints before it asks for an address; all cases in one run of a shell, which is quicker. */
function askSendmail(texts: readonly string[], version: Version): readonly string[] {
  texts.forEach((text, at) => {
    writeFileSync(path.join(folder.dir, `${at}.cf`), Buffer.from(text, "latin1"), { mode: 0o644 });
  });
  const script = `for at in $(seq 0 ${texts.length - 1}); do mv -f $at.cf ${FILE}; "$0" -bt -C ${FILE} </dev/null 2>&1; printf '\\0'; done`;
  const { stdout } = run("unshare", onOwnHost(["sh", "-c", script, sendmailOf(version)]), "", folder.dir);
  return stdout.split("\0").slice(0, -1);
}

/** What ours prints in its place. */
function ours(text: string, version: Version): string {
  const { messages } = readCf({ name: FILE, text }, environment(version));
  const ends = messages.findIndex((message) => message.ends);
  const said = ends === -1 ? messages : messages.slice(0, ends + 1);
  const lines = said.map((message) => `${printMessage(message, FILE)}\n`).join("");
  return ends === -1
    ? `${lines}ADDRESS TEST MODE (ruleset 3 NOT automatically invoked)\nEnter <ruleset> <address>\n> `
    : lines;
}

/** Names of hosts that only the name service can know: there sendmail says more than we do. */
function asksNameService(broken: string): boolean {
  return broken.includes("nohost.example");
}

const versions = versionsThere();
if (versions.length === 0) test.todo("no version of sendmail is there to ask");

/** In the ordinary run each version is asked a third, and all of them together everything. */
const SHARE = LONG ? 1 : 3;

describe.each(versions)("sendmail %s", (version) => {
  const cases = BROKEN.filter((broken) => !asksNameService(broken));

  test("says of broken lines what we say", () => {
    const asked = cases.filter((_, at) => (at + versions.indexOf(version)) % SHARE === 0);
    const texts = asked.map(textOf);
    const answers = askSendmail(texts, version);
    expect(answers.length).toBe(texts.length);
    const wrong = texts.flatMap((text, at) => {
      const [theirs, mine] = [withoutCause(answers[at] ?? ""), ours(text, version)];
      return theirs === mine ? [] : [{ text, theirs, mine }];
    });
    expect(wrong).toEqual([]);
    const complained = answers.filter((answer) => /^test\.cf: line|^Warning|^WARNING/m.test(answer)).length;
    console.log(`sendmail ${version} and we agree on ${texts.length} texts; it complains about ${complained} of them`);
    expect(complained).toBeGreaterThan(asked.length / 2);
  });
});
