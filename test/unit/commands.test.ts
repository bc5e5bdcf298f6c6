// The commands of package.json start on a fresh clone: nothing that they read before installing needs an npm package.
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import manifest from "../../package.json";

const ROOT = path.resolve(import.meta.dirname, "../..");

/** Packages that a script asks for at once, by itself or through what it imports. */
function packagesOf(script: string, seen: Set<string> = new Set()): readonly string[] {
  if (seen.has(script)) return [];
  seen.add(script);
  const imports = [...readFileSync(script, "utf8").matchAll(/^(?:import|export) [^;]*? from "([^"]+)";$/gms)];
  return imports.flatMap(([, specifier = ""]) => {
    if (specifier.startsWith("node:")) return [];
    return specifier.startsWith(".") ? packagesOf(path.resolve(path.dirname(script), specifier), seen) : [specifier];
  });
}

/** Commands that install what they need by themselves; rules.mjs is for those who work on the project. */
const scripts = Object.values(manifest.scripts)
  .map((command) => /^node (scripts\/\w+\.mjs)/.exec(command)?.[1] ?? "")
  .filter((script) => script !== "" && !script.endsWith("rules.mjs"));

test.each(scripts)("%s needs nothing but Node to begin", (script) => {
  expect(packagesOf(path.join(ROOT, script))).toEqual([]);
});

test("there are such commands, and a package would be seen", () => {
  expect(scripts).toEqual(expect.arrayContaining(["scripts/start.mjs", "scripts/test.mjs", "scripts/package.mjs"]));
  expect(packagesOf(path.join(ROOT, "scripts/vscode/suite.mjs"))).toContain("@vscode/test-electron");
});
