// The mistakes that people report are found, each kind with others like it, and the real programs show that they are mistakes.
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { LONG, SEED, safeFolder } from "../programs.ts";
import { problemsIn } from "../rules/mending.ts";
import { type MistakeCase, MISTAKES as REPORTED } from "./cases.ts";
import { generate } from "./generator.ts";
import { OWN_LINE_MISTAKES } from "./own-lines-cases.ts";
import { type Files, RealPrograms } from "./real.ts";
import { REPORT_MISTAKES } from "./report-cases.ts";
import { SILENT_MISTAKES } from "./silent-cases.ts";
import { filesOf as filesOfMc, saneFiles } from "./site.ts";

const folder = safeFolder();
afterAll(folder.dispose);
const real = new RealPrograms(path.join(folder.dir, "site"));

const MISTAKES: readonly MistakeCase[] = [...REPORTED, ...SILENT_MISTAKES, ...OWN_LINE_MISTAKES, ...REPORT_MISTAKES];

const FOLDER = "file:///etc/mail/";

/** What all rules find in a server's files, as `code: message`. */
async function findings(
  files: Files,
): Promise<readonly { readonly code: string; readonly text: string; readonly place: string }[]> {
  const texts = Object.fromEntries(
    Object.entries(files).map(([name, text]): [string, string] => [FOLDER + name, text]),
  );
  const problems = await problemsIn(texts, `${FOLDER}sendmail.mc`);
  return problems.map(({ meta, message, span }) => ({
    code: meta.code,
    text: `${meta.code}: ${message}`,
    place: `${span.source.slice(FOLDER.length)}:${span.start}`,
  }));
}

function filesOf({ mc, lines, after, files }: MistakeCase): Files {
  const all = saneFiles(lines, after, files);
  return mc === undefined ? all : { ...all, "sendmail.mc": mc };
}

/** An ordinary run asks the real programs about one in so many. */
const SHARE = LONG ? 1 : 12;

describe("reported mistakes", () => {
  it("are none on the sane server", async () => {
    expect(await findings(saneFiles())).toEqual([]);
  });

  it.each([...new Set(MISTAKES.map(({ kind }) => kind))])("%s: each is found", async (kind) => {
    const missed: string[] = [];
    const twice: string[] = [];
    for (const mistake of MISTAKES.filter((one) => one.kind === kind)) {
      const found = await findings(filesOf(mistake));
      const codes = found.map(({ code }) => code);
      if (![mistake.found].flat().some((code) => codes.includes(code)))
        missed.push(`${JSON.stringify(mistake)}: ${codes.join(" ")}`);
      // Of one place one thing is said.
      const places = found.map(({ place }) => place);
      if (new Set(places).size < places.length)
        twice.push(`${JSON.stringify(mistake)}: ${found.map(({ code, place }) => `${code} ${place}`).join(", ")}`);
    }
    expect(missed, "missed").toEqual([]);
    expect(twice, "said twice").toEqual([]);
  });

  it("show in the real programs", () => {
    real.compareWith(saneFiles());
    const wrong = MISTAKES.filter(({ real: seen }) => seen !== undefined)
      .filter((_, at) => (at + SEED) % SHARE === 0)
      .flatMap((mistake) => {
        const transcript = real.ask(filesOf(mistake));
        return mistake.real?.test(transcript) ? [] : [`${JSON.stringify(mistake)}:\n${transcript.slice(0, 600)}`];
      });
    expect(wrong).toEqual([]);
  });
});

describe("generated mistakes", () => {
  const COUNT = LONG ? 2000 : Number(process.env.MISTAKES ?? 12);
  // Some kinds only, while work is done on them: MISTAKE_KINDS="curly quotes;another case".
  const ONLY = process.env.MISTAKE_KINDS?.split(";");

  it("are found where the real programs show that the meaning changed", async () => {
    const counts = new Map<string, { changed: number; found: number; missed: string[] }>();
    const saneFindings: string[] = [];
    let changed = 0;
    for (const { kind, sane, mc } of generate(SEED, ONLY)) {
      if (changed === COUNT) break;
      const before = filesOfMc(sane);
      const after = filesOfMc(mc, sane);
      real.compareWith(before);
      // Comments and the identifiers of the library's files change nothing.
      const difference = real
        .ask(after)
        .split("\n")
        .filter((line) => line.trim() !== "" && !/^[+-]\s*(?:#|$)/.test(line));
      if (difference.length === 0) continue;
      changed++;
      const known = await findings(before);
      saneFindings.push(...known.map(({ text }) => text));
      const texts = new Set(known.map(({ text }) => text));
      const isFound = (await findings(after)).some(({ text }) => !texts.has(text));
      const count = counts.get(kind) ?? { changed: 0, found: 0, missed: [] };
      counts.set(kind, count);
      count.changed++;
      if (isFound) count.found++;
      else
        count.missed.push(
          `${mc
            .split("\n")
            .filter((line) => !sane.split("\n").includes(line))
            .join("\n")}\n  ${difference.slice(0, 3).join("\n  ")}`,
        );
    }
    const rows = [...counts]
      .sort()
      .map(([kind, { changed: all, found }]) => `${String(found).padStart(4)} of ${String(all).padStart(4)}  ${kind}`);
    const found = [...counts.values()].reduce((sum, count) => sum + count.found, 0);
    const missed = [...counts].flatMap(([kind, count]) => count.missed.map((text) => `${kind}: ${text}`));
    console.info(`${found} of ${changed} mistakes found\n${[...rows, ...missed].join("\n")}`);
    expect([...new Set(saneFindings)], "findings on sane servers").toEqual([]);
    expect(found / changed, `missed:\n${missed.slice(0, 40).join("\n")}`).toBeGreaterThanOrEqual(0.95);
  }, 1_200_000);
});
