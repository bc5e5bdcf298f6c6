// SARIF for real configurations, against the schema of the standard.
import { describe, expect, it } from "vitest";
import { check } from "../../../server/src/cli/check.ts";
import { DEFAULT_SETTINGS } from "../../../server/src/settings.ts";
import { complaints } from "../../soak/sarif-programs.ts";
import { corpusFiles, LONG } from "../programs.ts";

/** Files of each kind that the ordinary run looks at; the long one looks at all. */
const SHARE = 3;

describe("SARIF of the corpus", () => {
  it("is valid, and has every finding", async () => {
    const kinds = ["mc", "access", "relay-domains", "other"] as const;
    const files = kinds.flatMap((kind) => {
      const all = corpusFiles(kind);
      return LONG ? all : all.filter((_, n) => n % Math.ceil(all.length / SHARE) === 0);
    });
    // Without a corpus, which is said loudly, the empty log is valid all the same.
    const printed = await printedBy(files, "sarif");
    const log = JSON.parse(printed);
    expect(complaints(log)).toEqual([]);
    expect(log.runs[0].results.length).toBe(JSON.parse(await printedBy(files, "json")).length);
  });
});

async function printedBy(paths: readonly string[], format: "sarif" | "json"): Promise<string> {
  const lines: string[] = [];
  const output = { print: (text: string) => void lines.push(text), write: () => undefined, error: () => undefined };
  const options = { format, fix: undefined, maxWarnings: undefined, settings: DEFAULT_SETTINGS, version: "1" } as const;
  await check({ ...options, paths }, output);
  return lines.join("\n");
}
