// Every rule folder is complete, and its page tells the truth: the examples under Avoid are reported, those under Prefer are not.
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { catalog } from "../../server/src/catalog/index.ts";
import { KIND_NAMES } from "../../server/src/kinds/index.ts";
import { ALL_RULES } from "../../server/src/rules/all.ts";
import { lint } from "../../server/src/rules/linter/lint.ts";
import type { RuleOptions } from "../../server/src/rules/types.ts";
import { platformOf } from "../../server/src/site/platform.ts";
import { siteFrom } from "../../server/src/site/testing.ts";
import { ownVersion } from "../../server/src/site/version.ts";
import { pageSites, sections } from "./rule-pages.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const FOLDERS = path.join(ROOT, "server/src/rules");
const CATEGORIES = [...new Set(["relay", "sender", "auth", "tls", "privacy", "dnsbl", "m4", "site", ...KIND_NAMES])];
const HEADINGS = ["What it finds", "Why it matters", "Avoid", "Prefer", "When it is fine", "Sources"];

/** Rules whose page speaks of an older version of sendmail. */
const TARGET: Readonly<Record<string, RuleOptions>> = {
  "dnsbl-answer-without-dot": { targetVersion: "8.17.1" },
  "mc-newer-version": { targetVersion: "8.15" },
  "site-cf-version": { targetVersion: "8.15.2", versionSource: "setting" },
};

async function findings(code: string, files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const rules = ALL_RULES.map(({ rule }) => rule);
  const site = await siteFrom(files);
  const known = ownVersion(site);
  const platform = platformOf(site, { version: known?.version });
  const found: RuleOptions = {
    ...(known === undefined ? {} : { targetVersion: known.version, versionSource: known.source }),
    ...(platform === undefined ? {} : { platform }),
  };
  const problems = [...lint(site, rules, { preset: "strict", ...found, ...TARGET[code] }).values()].flat();
  return problems.filter(({ meta }) => meta.code === code).map(({ message }) => message);
}

describe("rules", () => {
  it("are all listed", () => {
    // A folder is a rule, or one of those that rules share (test/unit/architecture.test.ts).
    const folders = readdirSync(FOLDERS).filter((name) => name.includes("-") && !name.endsWith(".ts"));
    expect(ALL_RULES.map(({ rule }) => rule.meta.code)).toEqual(folders.sort());
  });

  describe.each(ALL_RULES.map(({ rule, page }) => [rule.meta.code, rule.meta, page] as const))(
    "%s",
    (code, meta, page) => {
      it("has a category, a title, sources and a known topic", () => {
        expect(CATEGORIES).toContain(code.split("-")[0]);
        // Preset, proofs and report go by the field; people go by the name.
        expect(meta.relaying === true).toBe(code.startsWith("relay-"));
        expect(meta.title).toMatch(/^\S.{10,71}[^.]$/);
        expect(meta.sources.length).toBeGreaterThan(0);
        expect(meta.kinds.length).toBeGreaterThan(0);
        if (meta.guidance !== undefined) expect(catalog.guidance(meta.guidance)?.url).toMatch(/^https?:/);
      });

      it("has tests of its own", () => {
        expect(existsSync(path.join(FOLDERS, code, "index.test.ts"))).toBe(true);
      });

      it("has a page with all headings", () => {
        expect(page).toMatch(new RegExp(`^# ${code}\n\n\\S`));
        expect([...sections(page).keys()]).toEqual(HEADINGS);
        for (const [heading, text] of sections(page)) expect(text.trim(), heading).not.toBe("");
        expect(page).not.toContain("!\n");
      });

      it("finds what its page says to avoid", async () => {
        const avoid = pageSites(page, "Avoid");
        expect(avoid.length).toBeGreaterThan(0);
        for (const files of avoid) expect(await findings(code, files), JSON.stringify(files)).not.toEqual([]);
      });

      it("is silent about what its page prefers", async () => {
        const prefer = pageSites(page, "Prefer");
        expect(prefer.length).toBeGreaterThan(0);
        for (const files of prefer) expect(await findings(code, files), JSON.stringify(files)).toEqual([]);
      });
    },
  );
});
