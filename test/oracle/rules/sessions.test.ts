// What sessions show of mistakes that no message of m4 or sendmail names: texts with open conditions, and answers of checks.
import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { cfDir, onOwnHost, program, run, safeFolder } from "../programs.ts";

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
  const child = spawn("unshare", [
    ...onOwnHost([program("sendmail"), "-bs", "-C", path.join(folder.dir, "sendmail.cf")]),
  ]);
  child.stdout.setEncoding("latin1");
  const replies: string[] = [];
  const waiting = [...commands, "QUIT"];
  let pending = "";
  await new Promise<void>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", () => resolve());
    child.stdout.on("data", (data: string) => {
      pending += data;
      for (let end = pending.indexOf("\n"); end !== -1; end = pending.indexOf("\n")) {
        const line = pending.slice(0, end).trimEnd();
        pending = pending.slice(end + 1);
        if (!/^\d{3} /.test(line)) continue;
        replies.push(line);
        const next = waiting.shift();
        if (next !== undefined) child.stdin.write(`${next}\r\n`);
      }
    });
  });
  return replies;
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
