// Formatting changes nothing that counts: makemap and newaliases make the same of a table, m4 the same .cf but for empty lines.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { EDITORS } from "../../../server/src/kinds/editors.ts";
import { memoryWorkspace, Sites } from "../../../server/src/site/index.ts";
import { TextDocument } from "../../../server/src/text.ts";
import { cfDir, corpusFiles, LONG, program, run, safeFolder } from "../programs.ts";
import { aliasFile } from "../tables/alias-files.ts";
import { NewAliases } from "../tables/newaliases.ts";

const FOLDER = "file:///etc/mail/";

/** A file after formatting; the whole of it, or the lines of a range. */
async function formatted(name: string, text: string, lines?: readonly [number, number]): Promise<string> {
  const uri = FOLDER + name;
  const [site] = await new Sites(memoryWorkspace({ [uri]: text })).sitesOf(uri);
  const file = site?.fileAt(uri);
  if (site === undefined || file === undefined || file.kind === "other") return text;
  const { document } = file;
  const range =
    lines === undefined
      ? undefined
      : {
          source: uri,
          start: document.offsetAt({ line: lines[0], character: 0 }),
          end: document.offsetAt({ line: lines[1], character: 0 }),
        };
  const shown = { site, file, options: {} };
  const editor: {
    format?(given: typeof shown, range: unknown): readonly Parameters<typeof TextDocument.applyEdits>[1][number][];
  } = EDITORS[file.kind] as never;
  return TextDocument.applyEdits(document, [...(editor.format?.(shown, range) ?? [])]);
}

const folder = safeFolder();
const newaliases = new NewAliases();
afterAll(() => {
  newaliases.dispose();
  folder.dispose();
});

/** What makemap puts into the map, and what it says. */
function madeOf(text: string): string {
  const file = path.join(folder.dir, "map");
  const made = run(program("makemap"), ["-v", "hash", `${file}.db`], text);
  const listed = run(program("makemap"), ["-u", "hash", `${file}.db`]);
  return `${made.status}\n${made.stderr.replace(/.*?(?=line)/g, "")}\n${listed.stdout.split("\n").sort().join("\n")}`;
}

const word = fc.stringMatching(/^[A-Za-z0-9@.:#_-]{1,30}$/);
const space = fc.constantFrom(" ", "\t", "  ", "\t\t", " \t", "                    ");
const line = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(word, space, word, fc.constantFrom("", " ", " text", "\ttext  here", "\r"))
      .map((all) => all.join("")),
  },
  { weight: 1, arbitrary: fc.constantFrom("", "# a comment   here", " leading OK", "lonely", "\t", "#") },
);
const table = fc.array(line, { minLength: 1, maxLength: 30 }).map((lines) => `${lines.join("\n")}\n`);

describe("a formatted table", () => {
  test.each(["access", "mailertable", "virtusertable"])("is the same map to makemap: %s", async (name) => {
    let changed = 0;
    await fc.assert(
      fc.asyncProperty(table, fc.nat(20), fc.nat(20), async (text, from, to) => {
        for (const range of [undefined, [Math.min(from, to), Math.max(from, to)] as const]) {
          const after = await formatted(name, text, range);
          if (after === text) continue;
          changed++;
          expect(madeOf(after)).toBe(madeOf(text));
          // Nothing but white space, and no more than once.
          expect(after.replace(/[ \t]/g, "")).toBe(text.replace(/[ \t]/g, ""));
          if (range === undefined) expect(await formatted(name, after)).toBe(after);
        }
      }),
      { numRuns: LONG ? 300 : 8 },
    );
    expect(changed).toBeGreaterThan(0);
  });

  test("is the same to newaliases", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(aliasFile, { minLength: 5, maxLength: 5 }), fc.nat(8), async (texts, from) => {
        const after = await Promise.all(
          texts.map((text, at) => formatted("aliases", text, at % 2 === 0 ? undefined : [from, from + at])),
        );
        const made = (all: readonly string[]) =>
          newaliases
            .ask(all.map((text) => Buffer.from(text, "utf8").toString("latin1")))
            .flatMap((answer) => answer.made);
        expect(made(after)).toEqual(made(texts));
      }),
      { numRuns: LONG ? 100 : 2 },
    );
  });
});

/** The .cf that m4 makes, without what empty lines and spaces at line ends are. */
function cfOf(text: string): string {
  const file = path.join(folder.dir, "sendmail.mc");
  writeFileSync(file, text, "latin1");
  const dir = `${cfDir().replace(/\/$/, "")}/`;
  const made = run(program("m4"), ["-D_NO_MAKEINFO_", `-D_CF_DIR_=${dir}`, `${dir}m4/cf.m4`, file]);
  const lines = made.stdout.split("\n").map((one) => one.replace(/[ \t]+$/, ""));
  return lines.filter((one) => one !== "").join("\n");
}

describe("a formatted .mc", () => {
  test.each([
    [
      "define(`confLOG_LEVEL', `9')  \nOSTYPE(`linux')\nFEATURE(`nouucp', `reject') \nMAILER(`local')\nMAILER(`smtp')\n",
    ],
    [
      "dnl text   \nOSTYPE(`linux')dnl   \nRELAY_DOMAIN(`a.example')\nLOCAL_CONFIG\nCwb.example   \n\nC{X}y\nMAILER(`smtp')\n",
    ],
    ["divert(-1)\nsome text\ndivert(0)dnl\nOSTYPE(`linux')\ndefine(`MINE', `DXone\n')\nMINE\nMAILER(`smtp')\n"],
  ])("makes the same .cf: %j", async (text) => {
    const after = await formatted("sendmail.mc", text);
    expect(after).not.toBe(text);
    expect(cfOf(after)).toBe(cfOf(text));
    expect(await formatted("sendmail.mc", after)).toBe(after);
  });

  test("makes the same .cf, real ones", async () => {
    const files = corpusFiles("mc");
    const some = LONG ? files : files.filter((_, at) => at % 12 === 0);
    for (const file of some) {
      const text = readFileSync(file, "latin1");
      const after = await formatted("sendmail.mc", text);
      if (after === text) continue;
      const made = cfOf(text);
      expect(cfOf(after), file).toBe(made);
      expect(await formatted("sendmail.mc", after), file).toBe(after);
      // A range changes its own lines and no others.
      const lines = text.split("\n");
      const range = [Math.floor(lines.length / 3), Math.floor(lines.length / 2)] as const;
      const some = await formatted("sendmail.mc", text, range);
      const all = after.split("\n");
      expect(some.split("\n"), file).toEqual(
        lines.map((line, at) => (at < range[0] || at > range[1] ? line : all[at])),
      );
      if (some !== text) expect(cfOf(some), file).toBe(made);
    }
  });
});
