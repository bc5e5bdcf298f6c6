// All safe fixes applied to real configurations: the real m4 has no new complaint, and a second round changes nothing.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { decode, encode } from "../../../server/src/encoding.ts";
import { safeChanges } from "../../../server/src/features/code-actions.ts";
import { cfDir, corpusFiles, program, run, safeFolder } from "../programs.ts";
import { applied, problemsIn } from "./mending.ts";

const folder = safeFolder();
afterAll(folder.dispose);
/** More rounds than any real file needs. */
const ROUNDS = 10;

async function mended(uri: string, text: string): Promise<{ readonly text: string; readonly rounds: number }> {
  let files: Readonly<Record<string, string>> = { [uri]: text };
  for (let round = 0; round < ROUNDS; round++) {
    const changes = safeChanges(await problemsIn(files, uri));
    if (changes.length === 0) return { text: files[uri] ?? "", rounds: round };
    files = applied(files, changes);
  }
  throw new Error(`${uri}: still changing after ${ROUNDS} rounds`);
}

/** m4's complaints without places, which move with the lines. */
function complaints(bytes: Uint8Array): readonly string[] {
  const file = path.join(folder.dir, "sendmail.mc");
  writeFileSync(file, bytes);
  const { stderr } = run(
    program("m4"),
    [`-D_CF_DIR_=${cfDir()}`, "-D_NO_MAKEINFO_", path.join(cfDir(), "m4/cf.m4"), file],
    "",
    folder.dir,
  );
  return stderr.split("\n").map((line) => line.replace(/^(?:\S*m4):(?:\S+:\d+:)? ?/, ""));
}

describe("safe fixes", () => {
  const files = corpusFiles("mc");
  it.skipIf(files.length === 0)("leave every real .mc as good as it was, or better", async () => {
    let changed = 0;
    for (const file of files) {
      const bytes = readFileSync(file);
      const { text, encoding } = decode(bytes);
      const after = await mended(`file://${folder.dir}/${path.basename(file)}.mc`, text);
      if (after.text === text) continue;
      changed++;
      const before = new Set(complaints(bytes));
      const added = complaints(encode(after.text, encoding)).filter((line) => !before.has(line));
      expect(added, file).toEqual([]);
    }
    console.info(`${files.length} .mc files, ${changed} changed by safe fixes`);
    expect(changed).toBeGreaterThan(0);
  });

  const tables = [
    ...corpusFiles("access").map((file) => [file, "access"] as const),
    ...corpusFiles("relay-domains").map((file) => [file, "relay-domains"] as const),
  ];
  it.skipIf(tables.length === 0)("come to an end on every real table", async () => {
    let changed = 0;
    for (const [file, name] of tables) {
      const { text } = decode(readFileSync(file));
      const after = await mended(`file:///etc/mail/${name}`, text);
      if (after.text !== text) changed++;
      expect(after.text.split("\n").length, file).toBeGreaterThan(0);
    }
    console.info(`${tables.length} tables, ${changed} changed by safe fixes`);
  });
});
