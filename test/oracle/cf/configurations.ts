// Configurations to read: the .cf of each real .mc that a version's library can build.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { buildCf } from "../../../server/src/mc/build.ts";
import type { Source } from "../../../server/src/text.ts";
import { corpusFiles, libraryOf, type Version } from "../programs.ts";

export interface Built {
  readonly title: string;
  readonly cf: string;
}

/** Where the distribution's own .mc files lie below its library. */
const FOLDERS = ["cf", "debian"];

/** The .cf of each .mc of the distribution and of the corpus. Ours builds it: that it is m4's is shown in test/oracle/build. */
export function builtConfigurations(version: Version): readonly Built[] {
  const library = libraryOf(version);
  const own = FOLDERS.flatMap((folder) => {
    const dir = path.join(library, folder);
    return readdirSync(dir)
      .filter((name) => name.endsWith(".mc"))
      .map((name) => path.join(dir, name));
  });
  return [...own, ...corpusFiles("mc")].flatMap((file) => {
    const cf = build(file, library);
    return isConfiguration(cf) ? [{ title: path.basename(file), cf }] : [];
  });
}

function build(file: string, library: string): string {
  const original = readFileSync(file, "latin1");
  const text = original.replace(/include\(`[^']*m4\/cf\.m4'\)/g, `include(\`${library}m4/cf.m4')`);
  return buildCf({ source: { name: file, text }, host: { read }, cfDir: library }).cf;
}

function read(file: string): Source | undefined {
  try {
    return { name: file, text: readFileSync(file, "latin1") };
  } catch {
    return undefined;
  }
}

/** A .mc that is broken builds a few lines without a rule. */
function isConfiguration(cf: string): boolean {
  return /^V\d/m.test(cf) && /^R/m.test(cf);
}
