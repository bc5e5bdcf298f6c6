// What fades in a .mc is what m4 makes nothing of: with other letters there, the real m4 writes the same .cf and says the same.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { TOKEN_TYPES } from "../../../server/src/features/promises.ts";
import { createService } from "../../../server/src/service.ts";
import { memoryWorkspace } from "../../../server/src/site/index.ts";
import { TextDocument } from "../../../server/src/text.ts";
import { cfDir, corpusFiles, program, run, safeFolder } from "../programs.ts";

const URI = "file:///etc/mail/sendmail.mc";
const COMMENT = TOKEN_TYPES.indexOf("comment");
const folder = safeFolder();
afterAll(() => folder.dispose());

/** The text with other letters in all that fades, and how many stretches that is. `dnl` itself is at work. */
async function scrambled(text: string): Promise<{ readonly text: string; readonly count: number }> {
  const tokens = await createService(memoryWorkspace({ [URI]: text })).semanticTokens(URI, undefined);
  const document = TextDocument.create(URI, "", 1, text);
  let [line, character, count] = [0, 0, 0];
  let changed = text;
  for (let i = 0; i < tokens.length; i += 5) {
    const [down = 0, right = 0, length = 0, type = 0] = tokens.slice(i, i + 4);
    character = down > 0 ? right : character + right;
    line += down;
    if (type !== COMMENT) continue;
    count++;
    const start = document.offsetAt({ line, character });
    const faded = text.slice(start, start + length);
    const [kept = ""] = /^dnl(?!\w)/.exec(faded) ?? [];
    const other = kept + faded.slice(kept.length).replace(/[a-z]/g, "q").replace(/[A-Z]/g, "Q");
    changed = changed.slice(0, start) + other + changed.slice(start + length);
  }
  return { text: changed, count };
}

function built(text: string): string {
  writeFileSync(path.join(folder.dir, "x.mc"), text, "latin1");
  const { stdout, stderr } = run(
    program("m4"),
    [`-D_CF_DIR_=${cfDir()}`, `${cfDir()}m4/cf.m4`, "x.mc"],
    "",
    folder.dir,
  );
  // Lines with a # are comments for sendmail as well.
  return `${stdout.replace(/^#.*$/gm, "")}\n${stderr}`;
}

const OWN = `divert(-1)
A comment that says nothing.
divert(0)dnl
OSTYPE(\`linux')dnl a note
define(\`UNUSED', \`nobody calls this')dnl
define(\`NEVER', \`FEATURE(\`nosuch')')dnl
define(\`confLOG_LEVEL', \`fourteen')dnl
define(\`confLOG_LEVEL', \`9')dnl
ifdef(\`_NOT_DEFINED_', \`FEATURE(\`promiscuous_relay')', \`define(\`confPRIVACY_FLAGS', \`goaway')')dnl
ifelse(\`a', \`b', \`define(\`SMART_HOST', \`x.example')', \`c', \`c', \`define(\`SMART_HOST', \`y.example')', \`z')dnl
dnl FEATURE(\`promiscuous_relay')
MAILER(\`local')dnl
MAILER(\`smtp')dnl
`;

const examples = ["open-relay", "closed-relay"].map((name) =>
  path.resolve(import.meta.dirname, "../../../examples", name, "sendmail.mc"),
);

test("what fades changes nothing", async () => {
  expect((await scrambled(OWN)).count).toBeGreaterThan(7);
  const faults: string[] = [];
  for (const [name, text] of [
    ["own", OWN] as const,
    ...[...examples, ...corpusFiles("mc")].map((file) => [path.basename(file), readFileSync(file, "latin1")] as const),
  ]) {
    const { text: other } = await scrambled(text);
    const [before, after] = [built(text).split("\n"), built(other).split("\n")];
    const at = before.findIndex((line, index) => line !== after[index]);
    if (at !== -1 || before.length !== after.length) faults.push(`${name}: ${before[at]} -> ${after[at]}`);
  }
  expect(faults).toEqual([]);
});
