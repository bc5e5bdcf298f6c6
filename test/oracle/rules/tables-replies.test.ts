// What a real daemon answers where an entry's reply code, status and text do not fit together.
import { afterAll, describe, expect, test } from "vitest";
import { parseAction } from "../../../server/src/tables/action.ts";
import { say, withDaemon } from "../catalog/daemon.ts";
import { safeFolder } from "../programs.ts";

const folder = safeFolder();
afterAll(() => folder.dispose());

/** Values of the access map with the reply to MAIL FROM. */
const REPLIES: readonly (readonly [string, RegExp])[] = [
  ["ERROR:4.7.1:550 x", /^550 4\.7\.1 .*x/],
  ["ERROR:5.7.1:450 x", /^450 5\.7\.1 .*x/],
  ["ERROR:5.7.1:550 x", /^550 5\.7\.1 .*x/],
  ["ERROR:550 x", /^550 5\.0\.0 .*x/],
  ["ERROR:450 x", /^450 4\.0\.0 .*x/],
  ["ERROR:x", /^553 5\.3\.0 .*x/],
  ["ERROR:5.7.1:x", /^553 5\.3\.0 .*x/],
  ["ERROR:4.7.1:x", /^553 5\.3\.0 .*x/],
  ["ERROR:5.7.1:250 x", /^250 5\.7\.1 .*x/],
  ["ERROR:D.S.N:550 x", /^550 5\.0\.0 .*x/],
  ["ERROR:5.7:550 x", /^553 5\.3\.0 .*5\.7:550 x/],
  ["ERROR:5.7.1 550 x", /^553 5\.3\.0 .*5\.7\.1 550 x/],
  ["ERROR 5.7.1 550 x", /^553 5\.3\.0 .*ERROR 5\.7\.1 550 x/],
  ["550 4.7.1 x", /^550 4\.7\.1 .*x/],
  ["5.7.1 x", /^553 5\.3\.0 .*5\.7\.1 x/],
  ["4.7.1 x", /^553 5\.3\.0 .*4\.7\.1 x/],
  ["5.7.1", /^553 5\.3\.0 .*5\.7\.1/],
  ["5.1.1:550 x", /^553 5\.3\.0 .*5\.1\.1:550 x/],
  ["550 5.7.1 x", /^550 5\.7\.1 .*x/],
  ["ALLOW", /^553 5\.3\.0 .*ALLOW/],
  ["SKIP", /^553 5\.3\.0 .*SKIP/],
  ["RELAY office", /^553 5\.3\.0 .*RELAY office/],
];

/** The rule of the m4 library that a value leads to (cf/m4/proto.m4, Basic_check_mail), written for one sender. */
function ruleFor(value: string, at: number): string {
  const action = parseAction(value, "from");
  const left = `R<u@t${at}.test>\t\t`;
  if (action.kind !== "error") return `${left}$#error $: ${value}\n`;
  const rest = value.slice(action.word.end + 1);
  return action.status === undefined
    ? `${left}$#error $: ${rest}\n`
    : `${left}$#error $@ ${action.status.text} $: ${rest.slice(action.status.text.length + 1)}\n`;
}

describe("replies", () => {
  test("are what the rules about them say", async () => {
    const rules = `Scheck_mail\n${REPLIES.map(([value], at) => ruleFor(value, at)).join("")}`;
    // After some refusals in one session a daemon slows down, so there are several sessions.
    for (let from = 0; from < REPLIES.length; from += 6) {
      await withDaemon(folder.dir, { rules }, async (socket) => {
        await say(socket, "EHLO client.test");
        for (let at = from; at < Math.min(REPLIES.length, from + 6); at++) {
          const [value, expected] = REPLIES[at] ?? ["", /never/];
          expect([value, await say(socket, `MAIL FROM:<u@t${at}.test>`)]).toEqual([
            value,
            expect.stringMatching(expected),
          ]);
          await say(socket, "RSET");
        }
      });
    }
    console.log(`A daemon was asked for ${REPLIES.length} replies`);
  }, 60_000);
});
