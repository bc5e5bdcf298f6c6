// Ours against GNU m4 on real configurations run through sendmail's own library: output, messages, and every call with its line.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { type Expansion, expand, type MacroCall } from "../../../server/src/m4/index.ts";
import type { Source } from "../../../server/src/text.ts";
import { cfDir, corpusFiles, run } from "../programs.ts";

const CF_DIR = cfDir();
const PACKAGE = ["cf", "debian"]
  .map((folder) => path.join(CF_DIR, folder))
  .filter((folder) => existsSync(folder))
  .flatMap((folder) => readdirSync(folder).map((name) => path.join(folder, name)))
  .filter((file) => file.endsWith(".mc"));

/** Macros whose calls are compared one by one. */
const TRACED = [
  "FEATURE",
  "MAILER",
  "OSTYPE",
  "DOMAIN",
  "VERSIONID",
  "define",
  "ifdef",
  "ifelse",
  "include",
  "divert",
  "dnl",
  "_ARG_",
  "errprint",
  "undefine",
  "pushdef",
  "CONCAT",
];

const texts = new Map<string, Source | undefined>();
function read(file: string): Source | undefined {
  if (!texts.has(file)) {
    const found = existsSync(file) && statSync(file).isFile();
    texts.set(file, found ? { name: file, text: readFileSync(file, "latin1") } : undefined);
  }
  return texts.get(file);
}

const definitions = new Map([
  ["_CF_DIR_", CF_DIR],
  ["_NO_MAKEINFO_", ""],
]);
const DEFINED = [...definitions].map(([name, value]) => `-D${name}=${value}`);
const CF_M4 = `${CF_DIR}m4/cf.m4`;

function ours(file: string, before: readonly Source[] = []): Expansion {
  const sources = [CF_M4, file].map((name) => read(name)).filter((source) => source !== undefined);
  const budget = { expansions: 1_000_000, output: 100_000_000 };
  return expand({ sources: [...before, ...sources], host: { read }, definitions, budget });
}

function level(call: MacroCall): number {
  let depth = 1;
  for (let outer = call.within; outer !== undefined; outer = outer.within) depth++;
  return depth;
}

const files = [...PACKAGE, ...corpusFiles("mc")];

test("there are configurations to ask about", () => {
  console.log(`m4: ${PACKAGE.length} configurations of the package, ${files.length - PACKAGE.length} of the corpus`);
  expect(PACKAGE.length).toBeGreaterThan(10);
});

describe.each(files.map((file) => [path.basename(file), file] as const))("%s", (_name, file) => {
  test("gives the same .cf and messages", () => {
    const m4 = run("m4", [...DEFINED, CF_M4, file], "", path.dirname(file));
    const { output, stderr, exitStatus } = ours(file);
    expect(output === m4.stdout).toBe(true);
    expect(stderr).toBe(m4.stderr);
    expect(exitStatus).toBe(m4.status);
  });

  test("makes the same calls, in the same lines", () => {
    const flags = TRACED.flatMap((name) => ["-t", name]);
    const m4 = run("m4", [...DEFINED, "-daeflq", ...flags, CF_M4, file], "", path.dirname(file));
    const trace = `debugmode(\`aeflq')traceon(\`${TRACED.join("', `")}')`;
    const expansion = ours(file, [{ name: "trace", text: trace }]);
    expect(expansion.stderr).toBe(m4.stderr);
    // The records say what the trace says.
    const heads = [...m4.stderr.matchAll(/m4trace:([^\n]*?):(\d+): -(\d+)- (\w+)/g)].map((match) =>
      match.slice(1).join(":"),
    );
    const recorded = expansion.calls
      .slice(0, expansion.reached)
      .filter((call) => TRACED.includes(call.name) && call.file !== "trace" && call.line > 0)
      .map((call) => `${call.file}:${call.line}:${level(call)}:${call.name}`);
    expect(recorded).toEqual(heads);
  });
});
