// Address test mode on odd configurations: byte for byte what `sendmail -bt` prints, in four versions.
import { afterAll, describe, expect, test } from "vitest";
import { LONG, SEED, versionsThere } from "../programs.ts";
import { withoutCause } from "./environment.ts";
import { ODD_FILES, oddLines } from "./odd-lines.ts";
import { ODD_SESSIONS } from "./odd-sessions.ts";
import { Sessions } from "./sessions.ts";

const sessions = new Sessions(ODD_FILES);
afterAll(() => sessions.dispose());

const versions = versionsThere();
if (versions.length === 0) test.todo("no version of sendmail is there to ask");

/** In the ordinary run each version is asked a share, of the lines a small one. */
const SHARE = LONG ? 1 : 6;
const LINES_SHARE = LONG ? 1 : 48;

describe.each(versions)("sendmail %s", (version) => {
  test.each([
    ["sessions", ODD_SESSIONS, SHARE],
    ["lines", oddLines(sessions.dir), LINES_SHARE],
  ] as const)(
    "answers odd %s as we do",
    (what, all, share) => {
      const asked = all.filter((_, at) => (at + versions.indexOf(version) + SEED - 1) % share === 0);
      const answers = sessions.theirs(asked, version);
      expect(answers.length).toBe(asked.length);
      let known = 0;
      const wrong = asked.flatMap((session, at) => {
        const mine = sessions.ours(session, version);
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
