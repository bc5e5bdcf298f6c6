// Advice for an old sendmail: no fix of any rule writes a word that the target version does not have yet, and no message names one without saying so.
import { describe, expect, it } from "vitest";
import { catalog, compareVersions } from "../../../server/src/catalog/index.ts";
import { ALL_RULES } from "../../../server/src/rules/all.ts";
import { lint } from "../../../server/src/rules/linter/lint.ts";
import { markedSite } from "../../../server/src/site/testing.ts";
import { LONG, SEED } from "../programs.ts";
import { ruleCases } from "./rule-cases.ts";

const VERSIONS = ["8.6.13", "8.8.8", "8.9.3", "8.10.2", "8.12.11", "8.14.9"] as const;
/** Of the cases of all rules one in this many is asked in an ordinary run. */
const SHARE = 12;

/** Words that nobody writes by accident, each with the first version that has it. */
const WORDS = new Map(
  (["feature", "option", "macro", "define"] as const).flatMap((kind) =>
    catalog
      .all(kind)
      .flatMap(({ name, since }) =>
        since !== undefined && /^(?:conf[A-Z]|[A-Z]+_[A-Z_]+$|[a-z]+_[a-z_]+$|enhdnsbl$|dnsbl$)/.test(name)
          ? [[name, since] as const]
          : [],
      ),
  ),
);

/** Rules that speak of a word because it is newer, or of what to do with another version. */
const ABOUT_VERSIONS: ReadonlySet<string> = new Set([
  "mc-newer-version",
  "site-vulnerable-version",
  "relay-old-version",
]);

function newerWords(text: string, version: string, written: string): readonly string[] {
  const words = new Set(text.match(/\w+/g) ?? []);
  return [...words].filter((word) => {
    const since = WORDS.get(word);
    return since !== undefined && compareVersions(since, version) > 0 && !written.includes(word);
  });
}

/** True where a message says which version a word needs. */
function saysSince(message: string, word: string): boolean {
  return message.split("\n").some((line) => {
    const since = WORDS.get(word);
    return since !== undefined && line.split(/\W+/).includes(word) && line.includes(`sendmail ${since}`);
  });
}

const CASES = (await ruleCases()).filter(({ code }) => !ABOUT_VERSIONS.has(code));

describe("advice for an old version", () => {
  it("knows when words came", () => {
    expect(WORDS.size).toBeGreaterThan(150);
    expect(newerWords("use greet_pause", "8.12.11", "")).toEqual(["greet_pause"]);
    expect(newerWords("use greet_pause", "8.13.0", "")).toEqual([]);
  });

  const asked = CASES.filter((_, n) => LONG || (n + SEED) % SHARE === 0);

  it.each(VERSIONS)("has no word that sendmail %s does not know", async (targetVersion) => {
    const wrong = new Set<string>();
    for (const { code, files, modes, options } of asked) {
      const rule = ALL_RULES.find((one) => one.rule.meta.code === code)?.rule;
      if (rule === undefined) throw new Error(code);
      const { site } = await markedSite(files, modes);
      const written = Object.values(files).join("\n");
      for (const { message, fixes } of [...lint(site, [rule], { ...options, targetVersion }).values()].flat()) {
        const offered = (fixes?.() ?? []).flatMap(({ title, changes }) => [
          title,
          ...changes.map(({ newText }) => newText),
        ]);
        const silent = newerWords(message, targetVersion, written).filter((word) => !saysSince(message, word));
        for (const word of [...silent, ...newerWords(offered.join("\n"), targetVersion, written)])
          wrong.add(`${code}: ${word}`);
      }
    }
    expect([...wrong]).toEqual([]);
  });
});
