// Signature help for `error:` against the replies that sendmail sends: what it calls the code, the status and the text is that.
import path from "node:path";
import { describe, expect, test } from "vitest";
import { createService } from "../../../server/src/service.ts";
import { memoryWorkspace } from "../../../server/src/site/index.ts";
import { sendmailOf, versionsThere } from "../programs.ts";
import { MailSite, repliesIn } from "../tables/mail-site.ts";

const VERSIONS = versionsThere().filter((version) => version === "8.15.2" || version === "8.18.2");

/** Right sides: sound ones, and what people write. */
const VALUES = [
  ...[
    "5.1.1:550 No such user",
    "4.1.1:450 Come later",
    " 5.1.1:550 No such",
    "5.1.1: 550 No such",
    "5.1.1 :550 No such",
  ],
  ...[
    "nouser 550 No such user",
    "nouser No such user",
    "unavailable 550 No such",
    "x y 550 No such",
    "550 No such user",
  ],
  ...["nouser:550 No such", "nohost:550 No such", "550:No such", "550 5.1.1 No such", "5.1.1 550 No such", "5.1.1"],
  ...["5.1.1:No such user", "5.1.1:55 No such", "5.1.1:5500 No such", "5.1.1:550-No such", '5.1.1:"550 No such"'],
  ...[
    "5.1:550 No such",
    "5.1.1.1:550 No such",
    "5.7.1:550 5.1.1 No such",
    "5.1.1:450 No such",
    "5.1.1:550\t two  words",
  ],
  ...["5.1.1:550 Write to: joe", "5.1.1:550 9 to 5", "5.1.1:550 550 twice", "nouser 550 Call: 12 34", "nouser 55 No"],
];

const MC =
  "OSTYPE(`linux')\nFEATURE(`virtusertable')\nFEATURE(`mailertable')\nVIRTUSER_DOMAIN(`virt.example')\nMAILER(`local')\nMAILER(`smtp')\n";
const PARTS = ["status", "code", "text"];

/** The words of a right side after `error:`, with where they end in it. */
function wordsOf(value: string): readonly { readonly word: string; readonly end: number }[] {
  return [...value.matchAll(/[^\s:"]+/g)].slice(1).map(({ 0: word, index }) => ({ word, end: index + word.length }));
}

describe.each(VERSIONS)("%s", (version) => {
  test.each(["virtusertable", "mailertable"] as const)("%s", async (kind) => {
    const values = VALUES.flatMap((rest, at) => [`${at % 3 === 0 ? "ERROR" : "error"}:${rest}`, `error :${rest}`]);
    const keyOf = (at: number) => (kind === "virtusertable" ? `v${at}@virt.example` : `m${at}.example`);
    const lines = values.map((value, at) => `${keyOf(at)}\t${value}`);
    const site = new MailSite({ version, tables: { [kind]: lines } });
    const recipients = values.map((_, at) => (kind === "virtusertable" ? keyOf(at) : `x@${keyOf(at)}`));
    const steps = ["EHLO c.example", "MAIL FROM:<root@mx.example.com>", ...recipients.map((one) => `RCPT TO:<${one}>`)];
    const replies = await repliesIn([sendmailOf(version), "-bs", "-C", path.join(site.dir, "sendmail.cf")], steps);
    site.dispose();
    const text = `${lines.join("\n")}\n`;
    const service = createService(
      memoryWorkspace({ "file:///etc/mail/sendmail.mc": MC, [`file:///etc/mail/${kind}`]: text }),
    );
    const wrong: string[] = [];
    let asked = 0;
    for (const [at, value] of values.entries()) {
      const [, code = "", status = "", said = ""] =
        /^(\d{3}) (\S+) <[^>]*>\.\.\. (.*)$/.exec(replies[at + 3] ?? "") ?? [];
      const start = keyOf(at).length + 1;
      let before = 0;
      for (const [number, { word, end }] of wordsOf(value).entries()) {
        const help = await service.signatureHelp(`file:///etc/mail/${kind}`, { line: at, character: start + end });
        const part = PARTS[help?.activeParameter ?? -1];
        asked++;
        // What may still become a status, or a code.
        const isOpen =
          (number === 0 && (part === "status" || value.charAt(end) === ":")) ||
          (part === "code" && (/^\d{1,2}$/.test(word) || end === value.length));
        const isText = said.split(/[\s:"]+/).includes(word) || (part === "text" && word === status);
        const isRight = part === "code" ? word === code : part === "text" ? isText : word === status || !isText;
        if (!isOpen && !isRight) wrong.push(`${value}: ${word} is ${part}: ${replies[at + 3]}`);
        // Parts come one after the other.
        const now = PARTS.indexOf(part ?? "");
        if (now < before) wrong.push(`${value}: ${word} is ${part}, after ${PARTS[before]}`);
        before = now;
      }
    }
    expect(wrong).toEqual([]);
    expect(asked).toBeGreaterThan(100);
  });
});
