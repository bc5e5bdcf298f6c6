// The positive cases of each rule's own tests, as data: the files in which it must speak.
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { vi } from "vitest";
import type { Cases, Files, Found } from "../../../server/src/rules/testing.ts";
import type { Rule } from "../../../server/src/rules/types.ts";

const RULES = path.resolve(import.meta.dirname, "../../../server/src/rules");

/** A case of a rule: its name, and what it takes to be found. */
export interface RuleCase extends Found {
  readonly code: string;
  readonly name: string;
}

const { collected } = vi.hoisted(() => ({ collected: [] as [Rule, Cases][] }));

vi.mock("../../../server/src/rules/testing.ts", async (original) => ({
  ...(await original<typeof import("../../../server/src/rules/testing.ts")>()),
  testRule: (rule: Rule, cases: Cases) => void collected.push([rule, cases]),
}));

/** All of them, with their marks. */
export async function ruleCases(): Promise<readonly RuleCase[]> {
  for (const folder of readdirSync(RULES)) {
    const file = path.join(RULES, folder, "index.test.ts");
    if (existsSync(file)) await import(file);
  }
  return collected.flatMap(([rule, { finds }]) =>
    Object.entries(finds).map(([name, given]) => ({
      ...(isFound(given) ? given : { files: given }),
      code: rule.meta.code,
      name,
    })),
  );
}

function isFound(given: Found | Files): given is Found {
  return typeof given.files === "object";
}
