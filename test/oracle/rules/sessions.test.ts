// What sessions show of mistakes that no message of m4 or sendmail names: texts with open conditions, and answers of checks.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { cfDir, onOwnHost, program, run, runSendmail, safeFolder } from "../programs.ts";
import { repliesIn } from "../tables/mail-site.ts";

const folder = safeFolder();
afterAll(folder.dispose);

/** The replies of a server to commands, each sent when the reply to the one before has come; the greeting first. */
async function session(lines: string, after: string, commands: readonly string[]): Promise<readonly string[]> {
  const mc = `OSTYPE(\`linux')dnl
define(\`confSERVICE_SWITCH_FILE', \`${folder.dir}/switch')dnl
define(\`confDONT_PROBE_INTERFACES', \`true')dnl
define(\`QUEUE_DIR', \`${folder.dir}/queue')dnl
FEATURE(\`nocanonify')dnl
FEATURE(\`accept_unresolvable_domains')dnl
${lines}
MAILER(\`local')dnl
MAILER(\`smtp')dnl
${after}
`;
  const { stdout } = run(program("m4"), [`-D_CF_DIR_=${cfDir()}`, `${cfDir()}m4/cf.m4`, "-"], mc);
  writeFileSync(path.join(folder.dir, "switch"), "hosts files\naliases files\n");
  mkdirSync(path.join(folder.dir, "queue"), { recursive: true, mode: 0o700 });
  writeFileSync(path.join(folder.dir, "sendmail.cf"), stdout);
  return repliesIn([program("sendmail"), "-bs", "-C", path.join(folder.dir, "sendmail.cf")], [...commands, "QUIT"]);
}

describe("a condition", () => {
  it.each([
    ["A $?{nope}B C", "220 A ESMTP"],
    ["A $?jB C", "220 A ESMTP B C"],
    ["A $. B $| C", "220 A ESMTP \u001c B \u001b C"],
    ["A $?{nope}B$?jX$. C", "220 A ESMTP"],
  ])("%s", async (value, greeting) => {
    const [first] = await session(`define(\`confSMTP_LOGIN_MSG', \`${value}')dnl`, "", []);
    expect(first).toBe(greeting);
  });
});

describe("an answer of a check", () => {
  it("refuses only as error and discard, letter for letter", async () => {
    const answers = ["error", "eror", "ERROR", "Error", "errors"];
    const rules = answers.map((word, at) => `R$* @ d${at}.example $*\t$#${word} $@ 5.7.1 $: "550 no"`);
    const replies = await session("", ["LOCAL_RULESETS", "SLocal_check_mail", ...rules].join("\n"), [
      "EHLO client.example",
      ...answers.flatMap((_, at) => [`MAIL FROM:<x@d${at}.example>`, "RSET"]),
    ]);
    const said = answers.map((word, at) => `${word} ${replies[2 + 2 * at]?.slice(0, 3)}`);
    expect(said).toEqual(["error 550", "eror 250", "ERROR 250", "Error 250", "errors 250"]);
  });
});

describe("a limit", () => {
  const MESSAGE = [1, 2, 3].map((hop) => `Received: from h${hop}.example by h${hop + 1}.example; x\r\n`).join("");
  const COMMANDS = [
    "EHLO client.example",
    "MAIL FROM:<>",
    "RCPT TO:<root@mx.example.com>",
    "DATA",
    `${MESSAGE}Subject: hello\r\n\r\nOne line, and one more.\r\n.`,
  ];
  /** What the server says of a message that came through three others, and what delivery says of it. */
  const fate = async (lines: string) => {
    const replies = await session(`define(\`confDELIVERY_MODE', \`queue')dnl\n${lines}`, "", COMMANDS);
    const reply = replies.at(-2) ?? "";
    const { stdout } = runSendmail(["-C", path.join(folder.dir, "sendmail.cf"), "-qf", "-v"]);
    return [reply.slice(0, 3), /Too many hops \d+ \(\d+ max\)|exceeds maximum|too large/i.exec(stdout)?.[0]];
  };

  it.each([
    ["of 20 bytes refuses the message", "define(`confMAX_MESSAGE_SIZE', `20')dnl", ["552", undefined]],
    ["of 20 bytes of a mailer returns it", "define(`LOCAL_MAILER_MAX', `20')dnl", ["250", "too large"]],
    ["of 3 hops returns it", "define(`confMAX_HOP', `3')dnl", ["250", "Too many hops 4 (3 max)"]],
    ["of 4 hops lets it pass", "define(`confMAX_HOP', `4')dnl", ["250", undefined]],
    ["of 0 hops returns it", "define(`confMAX_HOP', `0')dnl", ["250", "Too many hops 4 (0 max)"]],
  ])("%s", async (_, lines, expected) => expect(await fate(lines)).toEqual(expected));

  it.each([
    ["of no time returns mail that waits", "0", true],
    ["of a second returns mail that waits", "1s", true],
    ["of five days lets it wait", "5d", false],
  ])("%s", async (_, value, isReturned) => {
    const queue = path.join(folder.dir, "queue");
    rmSync(queue, { recursive: true, force: true });
    const lines = `FEATURE(\`promiscuous_relay')dnl\ndefine(\`confDELIVERY_MODE', \`queue')dnl\ndefine(\`confTO_QUEUERETURN', \`${value}')dnl`;
    const [hello = "", from = "", , data = "", message = ""] = COMMANDS;
    await session(lines, "", [
      hello,
      from.replace("<>", "<root@mx.example.com>"),
      "RCPT TO:<joe@[127.0.0.9]>",
      data,
      message,
    ]);
    run("sleep", ["2"]);
    runSendmail(["-C", path.join(folder.dir, "sendmail.cf"), "-qf"]);
    const texts = readdirSync(queue).map((name) => readFileSync(path.join(queue, name), "latin1"));
    const isThere = texts.some((text) => text.includes("could not be delivered for"));
    expect([texts.length > 0, isThere]).toEqual([true, isReturned]);
  });

  it.each([
    ["of a second ends the session of a client that says nothing for three", "1s", false],
    ["of 0 is none", "0", true],
  ])("%s", async (_, value, isAnswered) => {
    await session(`define(\`confTO_COMMAND', \`${value}')dnl`, "", []);
    const server = `${program("sendmail")} -bs -C ${path.join(folder.dir, "sendmail.cf")}`;
    const { stdout } = run("unshare", onOwnHost(["sh", "-c", `(sleep 3; printf 'QUIT\\r\\n') | ${server}`]));
    expect([stdout.startsWith("220 "), /^221 /m.test(stdout)]).toEqual([true, isAnswered]);
  });
});
