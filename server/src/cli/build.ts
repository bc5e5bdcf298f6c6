// `sendmail-lint build`: the .cf that GNU m4 writes, byte for byte, without running anything.
import { existsSync, readFileSync, statSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import type { M4Host } from "../m4/types.ts";
import { buildCf } from "../mc/build.ts";
import { USUAL_PLACES } from "../site/version.ts";
import { EXIT, type Output } from "./output.ts";

export interface BuildOptions {
  readonly file: string;
  /** Folder of the m4 library; undefined to look in the usual places. */
  readonly cfDir: string | undefined;
  readonly definitions: ReadonlyMap<string, string>;
  /** Undefined: standard output. */
  readonly outputFile: string | undefined;
}

/** One code unit for each byte, so that what is written has the bytes that were read. */
const BYTES = "latin1";

/** Reads files as m4 does: names as they stand, from the working directory. */
const disk: M4Host = {
  read(name) {
    try {
      return statSync(name).isFile() ? { name, text: readFileSync(name, BYTES) } : undefined;
    } catch {
      return undefined;
    }
  },
};

/** Builds one file. m4's messages go to stderr with file and line; the exit status says whether m4's own would be zero. */
export async function build(options: BuildOptions, output: Output): Promise<number> {
  const cfDir = options.cfDir ?? USUAL_PLACES.find((dir) => existsSync(path.join(dir, "m4/cf.m4")));
  if (cfDir === undefined || !existsSync(path.join(cfDir, "m4/cf.m4"))) {
    output.error("sendmail-lint: no m4 library found; name the folder that holds m4/cf.m4 with --cf-dir.");
    return EXIT.usage;
  }
  const source = disk.read(options.file);
  if (source === undefined) {
    output.error(`sendmail-lint: cannot read ${options.file}`);
    return EXIT.usage;
  }
  const built = buildCf({
    source,
    host: disk,
    cfDir: cfDir.endsWith("/") ? cfDir : `${cfDir}/`,
    definitions: options.definitions,
  });
  for (const { file, line, severity, text } of built.messages)
    output.error(`${file}:${line}: ${severity}: ${text.trim()}`);
  const bytes = Buffer.from(built.cf, BYTES);
  if (options.outputFile === undefined) output.write(bytes);
  else
    try {
      await writeFile(options.outputFile, bytes);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      output.error(`sendmail-lint: cannot write ${options.outputFile}: ${reason}`);
      return EXIT.usage;
    }
  return built.exitStatus === 0 ? EXIT.clean : EXIT.findings;
}
