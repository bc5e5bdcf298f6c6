// Texts of refusals in the access map: the hover, the findings and the signature help say the reply that sendmail sends to a client.
import path from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { toBytes } from "../../../server/src/interpreter/bytes.ts";
import { createService } from "../../../server/src/service.ts";
import { memoryWorkspace } from "../../../server/src/site/index.ts";
import { LONG, SEED, sendmailOf, type Version, versionsThere } from "../programs.ts";
import { MailSite, repliesIn } from "../tables/mail-site.ts";
import { mcOf, type Server } from "./access-questions.ts";

const VERSIONS = versionsThere().filter((version) => version === "8.15.2" || version === "8.18.2");
const SERVER: Server = { mc: "FEATURE(`blocklist_recipients')" };
const OLD_SERVER: Server = { mc: "FEATURE(`blacklist_recipients')" };
const MC = `OSTYPE(\`linux')\ndefine(\`confDOMAIN_NAME', \`mx.example.com')\n${mcOf(SERVER, "/etc/mail")}MAILER(\`local')\nMAILER(\`smtp')\n`;

/** What people write, and each thing that may go wrong. */
const WRITTEN = [
  ...[
    "ERROR:550 no",
    'ERROR:"550 5.7.1 no, thank you"',
    "error:5.7.1:550 no",
    "ERROR : 550 no",
    "ERROR:550",
    "ERROR:550 5.7.1",
  ],
  ...[
    "ERROR:",
    "ERROR:5.7.1:",
    'ERROR:""',
    "ERROR:()",
    "ERROR:5.7.1",
    "ERROR:no",
    "550",
    "550-no",
    "5500 no",
    "ERROR:650 no",
  ],
  ...[
    "ERROR:550 [x] no",
    "ERROR:550 (x) no",
    "ERROR:550 <x> no",
    "ERROR:550 see <http://x.example/> now",
    'ERROR:550 "x" no',
  ],
  ...[
    "ERROR:550 no (x)",
    '"ERROR:550 no"',
    '" error:5.1.1:550 x y"',
    '"ERROR:no text"',
    'ERROR:"550 no',
    'ERROR:550 no"',
    "ERROR:550 no (x",
    "ERROR:550 :-)",
    "ERROR:550 <",
    "ERROR:550 >",
    "450 :-)",
  ],
  ...[
    "ERROR:x.y.z:550 no",
    'ERROR:"5.7.1":550 no',
    "ERROR:5 . 7 . 1:550 no",
    "ERROR:5.1234.1:550 no",
    "ERROR:5.7.1x:550 no",
  ],
  ...[
    "ERROR:550 9.1.1 no",
    "ERROR:550 5.7.1. no",
    "ERROR:550 4.7.1 no",
    "ERROR:4.7.1:550 no",
    "ERROR:5.7.1 550 no",
    "ERROR:450-later",
  ],
  ...[
    "ERROR:550 \u00fcmlaut",
    "ERROR:550 \\x",
    "ERROR:550 100% no",
    "ERROR:550 %1 no",
    "ERROR:550 %0 no",
    "ERROR:550 see x?u=%20y",
    "550 5.7.1 %00",
    "ERROR:550 %%0 no",
    "ERROR:550 50%% no",
    "ERROR:550 a , b",
    "ERROR:550\tno",
  ],
  ...[
    '"ERROR:550 no"',
    '"550 no"',
    "ERROR:(x)550 no",
    "ERROR(x):550 no",
    'ERROR:"550 a  b"',
    'ERROR:"550 no" thanks',
    "ERROR:550 550 no",
  ],
  ...[
    "ERROR:350 no",
    "ERROR:250 no",
    "550 no # spam",
    "no",
    "5.7.1 no",
    "REJECT no",
    "ERROR 550 no",
    "ERROR:ERROR:550 no",
    "ERROR:OK",
  ],
];

const pick = fc.constantFrom;
/** `ERROR:` with a status, a code and a text, each written in many ways. */
const VALUE = fc
  .tuple(
    pick("ERROR:", "ERROR:", "error:", "ERROR :", "Error: ", "ERROR ", "", ""),
    pick(
      "",
      "",
      "",
      "5.7.1:",
      "4.7.1:",
      "5.7.1 :",
      "5.7.1 ",
      "5.7:",
      "D.S.N:",
      '"5.7.1":',
      "5.7.1:5.7.1:",
      "nouser:",
      "9.1.1:",
      "(x)",
    ),
    pick(
      "550 ",
      "550 ",
      "450 ",
      '"550 ',
      "550",
      "550-",
      "550:",
      "550  ",
      "55 ",
      "5500 ",
      "250 ",
      "650 ",
      "350 ",
      "",
      "550 5.7.1 ",
      "450 4.7.1 ",
      "550 5.7.1:",
      "550 (x) ",
      "550\t",
    ),
    pick(
      "no",
      "no, thank you",
      "go away (spam)",
      "see http://x.example/y",
      "mail joe@x.example",
      "[x] no",
      "<x> y",
      ":-)",
      "no.",
      "a  b",
      "don't",
      'say "no"',
      "100% no",
      "-x",
      "$x",
      "",
      "#x",
      'no"',
      "no <a@b> x",
      "a\\b",
      "4.7.1 no",
    ),
  )
  .map((parts) => parts.join("").trim())
  .filter((value) => (value !== "" && !/^0|^[^\s]*$/.test(value)) || value.startsWith("ERROR:"));

const VALUES = [...WRITTEN, ...fc.sample(VALUE, { numRuns: LONG ? 2000 : 250, seed: SEED + 11 })];
const TAGS = ["From", "To"] as const;

/** The replies to mail from, or to, one address of each value. */
async function repliesTo(
  version: Version,
  tag: (typeof TAGS)[number],
  values: readonly string[],
): Promise<readonly string[]> {
  const site = new MailSite({ mc: mcOf(version === "8.15.2" ? OLD_SERVER : SERVER, "@"), version });
  site.hash(
    "access",
    values.map((value, at) => `${tag}:u${at}@local.example\t${toBytes(value)}`),
  );
  const asked = values.map((_, at) =>
    tag === "From" ? [`MAIL FROM:<u${at}@local.example>`, "RSET"] : [`RCPT TO:<u${at}@local.example>`],
  );
  const steps = ["EHLO c.example", ...(tag === "To" ? ["MAIL FROM:<root@mx.example.com>"] : []), ...asked.flat()];
  const replies = await repliesIn([sendmailOf(version), "-bs", "-C", path.join(site.dir, "sendmail.cf")], steps);
  site.dispose();
  const first = 1 + steps.length - asked.flat().length;
  return values.map((_, at) => replies[first + at * (asked[0]?.length ?? 1)] ?? "");
}

/** A reply, or what a hover says of one, to be compared: without the address before the text. */
const plain = (reply: string): string =>
  reply
    .replace(/<u\d+@local\.example>\.\.\. ?/, "")
    .replace(/\s+/g, " ")
    .trim();

/** True where sendmail shows a piece of the address. */
const showsAddress = (reply: string): boolean =>
  /^553 5\.3\.0 (?:<u\d+@local\.example>\.\.\.)? ?(?:>?<?u\d+<@local\.example.*)?$/.test(reply.trim());

/** The code that a value seems to be written for. */
const meantCode = (value: string): string | undefined =>
  /^"?(?:error\s*[: ]\s*)*(?:"?(?:[\d.]+|D\.S\.N|nouser)"?\s*:\s*)*"?(\d{3})(?![\d.])/i.exec(value)?.[1];

const URI = "file:///etc/mail/access";
const serviceOf = (text: string) => createService(memoryWorkspace({ "file:///etc/mail/sendmail.mc": MC, [URI]: text }));

test.each(VERSIONS.flatMap((version) => TAGS.map((tag) => [version, tag] as const)))(
  "%s, %s:",
  async (version, tag) => {
    const replies = await repliesTo(version, tag, VALUES);
    const service = serviceOf(VALUES.map((value, at) => `${tag}:u${at}@local.example\t${value}\n`).join(""));
    const findings = await service.diagnostics(URI);
    const wrong: string[] = [];
    const better: { readonly value: string; readonly code: string }[] = [];
    for (const [line, value] of VALUES.entries()) {
      const theirs = replies[line] ?? "";
      const hover = await service.hover(URI, { line, character: 0 });
      const said = typeof hover?.contents === "object" && "value" in hover.contents ? hover.contents.value : "";
      const [, , ours = ""] = / is refused(?: with this text)?: (`+) ?(.*?) ?\1(?!`)/.exec(said) ?? [];
      const isShown = showsAddress(theirs);
      if (isShown !== said.includes("and a piece of the address") || (!isShown && plain(ours) !== plain(theirs)))
        wrong.push(`${value}: the hover says ${ours || said}, they ${theirs}`);
      if (/^2/.test(theirs) !== said.includes("takes for success")) wrong.push(`${value}: success? ${said}`);
      // A code that does not reach the client is told, and one that does is not.
      const meant = meantCode(value);
      const told = findings.filter(
        ({ range, code, severity = 3 }) => range.start.line === line && /^access-/.test(String(code)) && severity < 3,
      );
      const isLost = meant !== undefined && /^[45]/.test(meant) && !theirs.startsWith(meant);
      if (isLost && told.length === 0) wrong.push(`${value}: nothing is said, they ${theirs}`);
      const isSound = meant !== undefined && /^[45]/.test(meant) && theirs.startsWith(`${meant} ${meant.charAt(0)}`);
      // Nor does % with a digit reach the client.
      const isFilled = /(?<!%)(?:%%)*%\d/.test(value);
      if (isFilled && (told.length === 0 || /%\d/.test(theirs)))
        wrong.push(`${value}: nothing is said, they ${theirs}`);
      if (isSound && !isFilled && told.length > 0)
        wrong.push(`${value}: ${JSON.stringify(told[0]?.message)}, they ${theirs}`);
      for (const finding of told) {
        const { message } = finding;
        const text = typeof message === "string" ? message : message.value;
        const [, fixed] = /^Write ((?:ERROR\s*:|"?\d{3} ).*)\.$/im.exec(text) ?? [];
        if (
          finding.code === "access-reply-code" &&
          fixed !== undefined &&
          fixed !== "ERROR:code text" &&
          meant !== undefined &&
          /^[45]/.test(meant)
        )
          better.push({ value: fixed, code: meant });
      }
    }
    // What is advised keeps the code.
    const advised = await repliesTo(
      version,
      tag,
      better.map(({ value }) => value),
    );
    for (const [at, { value, code }] of better.entries())
      if (!advised[at]?.startsWith(code)) wrong.push(`advised ${value}: ${advised[at]}`);
    console.log(`${VALUES.length} values, ${better.length} pieces of advice, ${wrong.length} wrong`);
    expect(wrong).toEqual([]);
    expect(better.length).toBeGreaterThan(10);
  },
);

const PARTS = ["status", "code", "text"];

test.each(VERSIONS)("signature help, %s", async (version) => {
  // Quotes, comments and escapes are in no word by themselves; the text of a value without them is compared.
  const values = VALUES.filter((value) => /^error\s*:/i.test(value) && !/["()\\%\u00fc<>[\]]|\d ?\. /.test(value));
  const replies = await repliesTo(version, "From", values);
  const lines = values.map((value, at) => `From:u${at}@local.example\t${value}`);
  const service = serviceOf(`${lines.join("\n")}\n`);
  const wrong: string[] = [];
  let asked = 0;
  for (const [at, value] of values.entries()) {
    const [, code = "", status = "", said = ""] = /^(\d{3}) (?:(\d\.\S+) )?(.*)$/.exec(plain(replies[at] ?? "")) ?? [];
    if (showsAddress(replies[at] ?? "")) continue;
    const start = (lines[at]?.length ?? 0) - value.length;
    let before = 0;
    const words = [...value.matchAll(/[^\s:,]+/g)]
      .slice(1)
      .map(({ 0: word, index }) => ({ word, end: index + word.length }));
    for (const [number, { word, end }] of words.entries()) {
      const help = await service.signatureHelp(URI, { line: at, character: start + end });
      const part = PARTS[help?.activeParameter ?? -1];
      asked++;
      // What may still become a status, or a code.
      const isOpen =
        (number === 0 && part === "status") || (part === "code" && (/^\d{1,2}$/.test(word) || end === value.length));
      const isText = said.split(/[\s:,]+/).includes(word) || (part === "text" && (word === status || /\W/.test(word)));
      const isRight =
        part === "code" ? word.replace(/^6/, "5") === code : part === "text" ? isText : word === status || !isText;
      if (!isOpen && !isRight) wrong.push(`${value}: ${word} is ${part}: ${replies[at]}`);
      const now = PARTS.indexOf(part ?? "");
      if (now < before) wrong.push(`${value}: ${word} is ${part}, after ${PARTS[before]}`);
      before = now;
    }
  }
  expect(wrong).toEqual([]);
  expect(asked).toBeGreaterThan(100);
});

test("signature help is for lines whose values may refuse", async () => {
  const lines = [
    "a.example ERROR:",
    "Connect:192.0.2 error:",
    "To:u@ ERROR:",
    "Compat:a@x<@>b@y ERROR:",
    "TLS_Srv:a.example ERROR:",
    "# a ERROR:",
  ];
  const service = serviceOf(`${lines.join("\n")}\n`);
  const shown = await Promise.all(
    lines.map(async (text, line) => (await service.signatureHelp(URI, { line, character: text.length })) !== undefined),
  );
  expect(shown).toEqual([true, true, true, false, false, false]);
});
