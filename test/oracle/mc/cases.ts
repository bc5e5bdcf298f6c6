// Real configurations to compare readings of: all .mc files of the package and of the corpus, made to find the installed library.
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { M4Host } from "../../../server/src/m4/types.ts";
import type { MailConfig } from "../../../server/src/mc/types.ts";
import type { Source } from "../../../server/src/text.ts";
import { cfDir, corpusFiles, program, safeFolder } from "../programs.ts";

export interface Case {
  /** For people: where it comes from. */
  readonly title: string;
  /** Path of the copy that the real m4 reads, and its text (one character for each byte). */
  readonly source: Source;
  /** True if the file includes m4/cf.m4 itself. */
  readonly includesLibrary: boolean;
}

/** Where the .mc files of the package lie below the library. */
const packageFolders = ["cf", "debian"];

function packageFiles(): string[] {
  return packageFolders.flatMap((folder) =>
    readdirSync(path.join(cfDir(), folder))
      .filter((name) => name.endsWith(".mc"))
      .map((name) => path.join(cfDir(), folder, name)),
  );
}

/** Copies of all files in a folder of their own; `dispose` removes it. Includes of the library are led to the installed one. */
export function realCases(): { readonly cases: readonly Case[]; readonly dir: string; dispose(): void } {
  const folder = safeFolder();
  const cases = [...packageFiles(), ...corpusFiles("mc")].map((file, index) => {
    const original = readFileSync(file, "latin1");
    const text = original.replace(/include\(`[^']*m4\/cf\.m4'\)/g, `include(\`${cfDir()}m4/cf.m4')`);
    const copy = path.join(folder.dir, `${index}.mc`);
    writeFileSync(copy, text, "latin1");
    return {
      title: path.basename(file),
      source: { name: copy, text },
      includesLibrary: text !== original || text.includes(`include(\`${cfDir()}m4/cf.m4')`),
    };
  });
  return { cases, dir: folder.dir, dispose: folder.dispose };
}

/** Where the real m4 runs: no relative name leads anywhere from there. */
const runFolder = "/proc";

/** Runs the real m4 over a case, its name in messages cut to `m4`; `flags` as `-daeflq -t FEATURE`. It gets ten seconds. */
export function realM4(item: Pick<Case, "source" | "includesLibrary">, flags: readonly string[] = []) {
  const library = item.includesLibrary ? [] : [`${cfDir()}m4/cf.m4`];
  const result = spawnSync(
    program("m4"),
    ["-D_NO_MAKEINFO_", `-D_CF_DIR_=${cfDir()}`, ...flags, ...library, item.source.name],
    { encoding: "latin1", maxBuffer: 1 << 28, cwd: runFolder, timeout: 10_000 },
  );
  return { ...result, stderr: result.stderr.replaceAll(`${program("m4")}:`, "m4:") };
}

/** One line of m4's trace: `m4trace:FILE:LINE: -DEPTH- NAME(ARGS)`. */
export interface TraceLine {
  readonly file: string;
  readonly line: number;
  readonly name: string;
  readonly rest: string;
}

export function traceLines(stderr: string): TraceLine[] {
  return [...stderr.matchAll(/m4trace:(.*?):(\d+): -\d+- (\w+)(.*)$/gm)].map((match) => ({
    file: match[1] ?? "",
    line: Number(match[2]),
    name: match[3] ?? "",
    rest: match[4] ?? "",
  }));
}

function readFile(file: string): Source | undefined {
  try {
    return { name: file, text: readFileSync(file, "latin1") };
  } catch {
    return undefined;
  }
}

/** A host that reads what lies on the disk, as m4 does, from the folder in which m4 runs. */
export const wholeDisk: M4Host = { read: (file) => readFile(path.resolve(runFolder, file)) };

/** The same without the library: what a person has who did not install it. */
export const withoutLibrary: M4Host = {
  read: (file) => (path.resolve(runFolder, file).startsWith(cfDir()) ? undefined : wholeDisk.read(file)),
};

/** The uses written in the .mc itself that m4 comes to, as `line name`: not what another use brought about, nor what a fatal error cuts off. */
export function writtenUses(config: MailConfig): string[] {
  const { fatal, source, uses } = config;
  return uses
    .filter(({ implied, call }) => !implied && call.file === source && call.name !== "SITE" && !call.unterminated)
    .filter(({ call }) => fatal?.code !== "unterminated-string" || call.site.start < fatal.site.start)
    .map(({ call }) => `${call.line} ${call.name}`);
}

/** The same as m4 traces it; what INPUT_MAIL_FILTER does through MAIL_FILTER does not count. */
export function tracedUses(stderr: string, source: string): string[] {
  const lines = traceLines(stderr)
    .filter(({ file }) => file === source)
    .map(({ line, name }) => `${line} ${name}`);
  return lines.filter((line, at) => !(line.endsWith(" MAIL_FILTER") && lines[at - 1]?.endsWith(" INPUT_MAIL_FILTER")));
}
