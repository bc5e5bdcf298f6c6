// For each message of the library: a configuration that makes the real m4 print it, and that we report it at the right line.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { libraryMessageTexts, type MessageId, readMailConfig } from "../../../server/src/mc/index.ts";
import { realM4, withoutLibrary } from "../mc/cases.ts";
import { cfDir, safeFolder } from "../programs.ts";
import { provoking, provokingCase } from "./provoking.ts";

const folder = safeFolder();
afterAll(folder.dispose);

/** Says so on the library's own behalf, or because this m4 is too old: nothing that a configuration could provoke. */
const notProvokable = ["You need a newer version of M4"];

function prepare(id: MessageId) {
  const { text, line } = provokingCase(id);
  const file = path.join(folder.dir, `${id}.mc`);
  const source = { name: file, text };
  writeFileSync(file, source.text, "latin1");
  return { line, source, includesLibrary: false };
}

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split("\n").length;

describe("each message of the library", () => {
  const ids = Object.keys(provoking) as MessageId[];
  test.each(ids)("%s", (id) => {
    const item = prepare(id);
    const real = realM4(item).stderr;
    const config = readMailConfig(item.source, { host: withoutLibrary, cfDir: cfDir() });
    expect(config.errors.map((error) => error.stderr).join("")).toBe(real);
    const [start = ""] = libraryMessageTexts[id].text.split("$1");
    expect(real).toContain(start);
    const ours = config.libraryMessages.filter((message) => message.id === id);
    expect(ours.map((message) => lineAt(item.source.text, message.site.start))).toEqual([item.line]);
    expect(ours.map((message) => lineAt(item.source.text, message.span.start))).toEqual([item.line]);
  });

  test("every errprint of the installed library is one of them", () => {
    const calls = readdirSync(cfDir(), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".m4"))
      .flatMap((name) =>
        [...readFileSync(path.join(cfDir(), name), "latin1").matchAll(/errprint\((.*)/g)].map((match) => ({
          name,
          words: match[1] ?? "",
        })),
      );
    const plain = (text: string): string => text.replace(/[`']/g, "").replace(/\s+/g, " ").trim();
    const texts = plain(
      Object.values(libraryMessageTexts)
        .map(({ text }) => text)
        .join("\n"),
    );
    /** The longest run of words in what a call prints: between the places where m4 puts something in. */
    const core = (words: string): string => {
      const pieces = words.split(/'_\w+_`|'?"[^"]*"`?|_ARG_|'\(|,' defn|'\)'\)/).map(plain);
      return pieces.reduce((best, piece) => (piece.length > best.length ? piece : best), "").replace(/[),]+$/, "");
    };
    const missing = calls.filter(
      ({ words }) => !notProvokable.some((start) => words.includes(start)) && !texts.includes(core(words)),
    );
    console.log(`warnings/messages: ${calls.length} errprint calls in the library, ${ids.length} messages provoked`);
    expect(missing).toEqual([]);
  });
});
