// Files that a .mc includes and that cannot be read: `build` and `check` say so where m4 does, in its words.
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { build } from "../../../server/src/cli/build.ts";
import { check } from "../../../server/src/cli/check.ts";
import { DEFAULT_SETTINGS } from "../../../server/src/settings.ts";
import { recorder } from "../../recorder.ts";
import { cfDir, program, run, safeFolder } from "../programs.ts";

const { dir, dispose } = safeFolder();
afterAll(dispose);

const put = (name: string, text: string) => {
  mkdirSync(path.dirname(path.join(dir, name)), { recursive: true });
  writeFileSync(path.join(dir, name), text);
};
put("local.m4", "define(`confLOG_LEVEL', `9')dnl\n");
put("sub/chain.m4", "include(`local.m4')dnl\n");
put("sub/broken.m4", "include(`beside.m4')dnl\n");
put("sub/beside.m4", "");
symlinkSync("round", path.join(dir, "round"));

/** What is included, and the error that m4 has for it. */
const CASES: readonly (readonly [included: string, says: string | undefined])[] = [
  ["local.m4", undefined],
  ["./local.m4", undefined],
  ["sub/../local.m4", undefined],
  [`${dir}/local.m4`, undefined],
  ["sub/chain.m4", undefined],
  ["nowhere.m4", "cannot open `nowhere.m4': No such file or directory"],
  [" local.m4", "cannot open ` local.m4': No such file or directory"],
  // A relative path begins where m4 is run, also in an included file.
  ["sub/broken.m4", "cannot open `beside.m4': No such file or directory"],
  ["sub", "cannot open `sub': Is a directory"],
  ["local.m4/x", "cannot open `local.m4/x': Not a directory"],
  ["round", "cannot open `round': Too many levels of symbolic links"],
];

/** Runs something in the folder, and gives all that it prints. */
async function inFolder(work: (output: ReturnType<typeof recorder>["output"]) => Promise<unknown>): Promise<string> {
  const { output, printed, errors } = recorder();
  const before = process.cwd();
  process.chdir(dir);
  try {
    await work(output);
    return [...printed, ...errors].join("\n");
  } finally {
    process.chdir(before);
  }
}

test.each(CASES)("include(`%s')", async (included, says) => {
  put("x.mc", `OSTYPE(\`linux')dnl\ninclude(\`${included}')dnl\nMAILER(\`local')dnl\nMAILER(\`smtp')dnl\n`);
  const theirs = run(program("m4"), [`-D_CF_DIR_=${cfDir()}`, `${cfDir()}m4/cf.m4`, "x.mc"], "", dir);
  expect(/cannot open .*/.exec(theirs.stderr)?.[0]).toBe(says);
  const options = { file: "x.mc", cfDir: cfDir(), definitions: new Map(), outputFile: undefined };
  const built = await inFolder((output) => build(options, output));
  expect(/cannot open .*/m.exec(built)?.[0]).toBe(says);
  // What m4 cannot open, a check of the .mc alone reports as well.
  const asked = { paths: ["x.mc"], format: "compact", fix: undefined, maxWarnings: undefined, version: "1" } as const;
  const checked = await inFolder((output) => check({ ...asked, settings: DEFAULT_SETTINGS }, output));
  expect(/mc-missing-include|site-unreadable-file/.test(checked)).toBe(says !== undefined);
});
