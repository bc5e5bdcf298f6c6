// What the catalogue says of refusals is asked of a daemon that reads a real access map: each form as Connect:, From: and To:.
import { createConnection } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Daemon } from "../relay/daemon.ts";
import { reply, say } from "./daemon.ts";

/** A value of the map, and the reply without the address that sendmail puts in front of the text. */
const REPLIES: readonly (readonly [value: string, answer: string])[] = [
  ["ERROR:5.7.1:550 no way", "550 5.7.1 no way"],
  ["ERROR:4.7.1:450 no way", "450 4.7.1 no way"],
  ["error:5.7.1:550 no way", "550 5.7.1 no way"],
  // Without a status it is that of the code's class.
  ["ERROR:550 no way", "550 5.0.0 no way"],
  ["ERROR:450 no way", "450 4.0.0 no way"],
  ["550 no way", "550 5.0.0 no way"],
  ["450 no way", "450 4.0.0 no way"],
  ['"550 no way"', "550 5.0.0 no way"],
  ['"450 no way"', "450 4.0.0 no way"],
  ['ERROR:"450 no way"', "450 4.0.0 no way"],
  // A status behind the code counts too.
  ["550 5.7.1 no way", "550 5.7.1 no way"],
  ["450 4.7.1 no way", "450 4.7.1 no way"],
  ["ERROR:550 5.7.1 no way", "550 5.7.1 no way"],
  // Code and status that contradict each other are sent as they are.
  ["ERROR:4.7.1:550 no way", "550 4.7.1 no way"],
  ["ERROR:5.7.1:450 no way", "450 5.7.1 no way"],
  ["ERROR:5.7.1:250 no way", "250 5.7.1 no way"],
  ["250 no way", "250 2.0.0 no way"],
  // Without a code the status is dropped.
  ["ERROR:no way", "553 5.3.0 no way"],
  ["ERROR:5.7.1:no way", "553 5.3.0 no way"],
  ["ERROR:4.7.1:no way", "553 5.3.0 no way"],
  ["ERROR:5.7.1 550 no way", "553 5.3.0 5.7.1 550 no way"],
  ['"ERROR:5.7.1:550 no way"', "553 5.3.0 ERROR:5.7.1:550 no way"],
  ["550", "553 5.3.0 550"],
  ["ALLOW", "553 5.3.0 ALLOW"],
  // Quotes keep what would be taken for a comment.
  ["ERROR:5.7.1:550 no  way (yet)", "550 5.7.1 no way"],
  ['ERROR:5.7.1:"550 no  way (yet)"', "550 5.7.1 no  way (yet)"],
  // 421 ends the session.
  ["ERROR:421 no way", "421 4.0.0 no way"],
  ["ERROR:4.2.1:421 no way", "421 4.2.1 no way"],
];

const MC = `define(\`confDONT_PROBE_INTERFACES', \`true')
define(\`confDOMAIN_NAME', \`mx.example.com')
define(\`confSERVICE_SWITCH_FILE', \`@/service.switch')
define(\`confPID_FILE', \`@/pid')
define(\`QUEUE_DIR', \`@/queue')
define(\`ALIAS_FILE', \`@/aliases')
define(\`confTO_IDENT', \`0')
define(\`confREFUSE_LA', \`1000')
define(\`confQUEUE_LA', \`1000')
OSTYPE(\`linux')
FEATURE(\`no_default_msa')
FEATURE(\`nocanonify')
FEATURE(\`access_db', \`hash -T<TMPF> @/access')
FEATURE(\`blocklist_recipients')
DAEMON_OPTIONS(\`Name=MTA, Port=PORT, Addr=127.0.0.1')
MAILER(\`local')
MAILER(\`smtp')
`;

const client = (at: number): string => `127.0.1.${at + 1}`;
let daemon: Daemon;
let port: number;

beforeAll(async () => {
  const access = REPLIES.map(
    ([value], at) =>
      `Connect:${client(at)}\t${value}\nFrom:f${at}.example\t${value}\nTo:t${at}@mx.example.com\t${value}\n`,
  ).join("");
  daemon = await Daemon.start({ mc: MC, access }, {});
  port = Number(/Port=(\d+)/.exec(daemon.mc)?.[1]);
});
afterAll(() => daemon.stop());

/** The first reply of a session that is no plain consent, without the address in it; "" where there is none. */
async function refusal(localAddress: string, sender: string, recipient: string): Promise<string> {
  const socket = createConnection({ host: "127.0.0.1", port, localAddress });
  const plain = /^(?:220 mx|250[ -]mx|250 2\.1\.[05] )/;
  try {
    let answer = await reply(socket);
    for (const line of ["HELO client.example", `MAIL FROM:<${sender}>`, `RCPT TO:<${recipient}>`]) {
      if (!plain.test(answer)) break;
      answer = await say(socket, line);
    }
    return plain.test(answer) ? "" : answer.trimEnd().replace(/<[^>]*>\.\.\. /, "");
  } finally {
    socket.destroy();
  }
}

it.each(REPLIES.map(([value, answer], at) => ({ value, answer, at })))(
  "$value is answered with $answer",
  async ({ answer, at }) => {
    expect({
      connect: await refusal(client(at), "a@ok.example", "root@mx.example.com"),
      from: await refusal("127.0.0.5", `a@f${at}.example`, "root@mx.example.com"),
      to: await refusal("127.0.0.5", "a@ok.example", `t${at}@mx.example.com`),
    }).toEqual({ connect: answer, from: answer, to: answer });
  },
);

it("a client without an entry is taken", async () => {
  expect(await refusal("127.0.0.5", "a@ok.example", "root@mx.example.com")).toBe("");
});
