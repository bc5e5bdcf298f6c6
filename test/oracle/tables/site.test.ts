// What a site reads: the same files that the .cf of the m4 library names, on real configurations.
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { memoryWorkspace, Sites } from "../../../server/src/site/index.ts";
import { cfDir, corpusFiles, program, run } from "../programs.ts";

/** Files of which we know that we read them differently, and why. */
const DIFFERENT: Readonly<Record<string, string>> = {
  "azumakuniyuki__local-sendmail--sendmail.mc": "a macro of the file's own within the argument of access_db",
};

/** Names of maps in the .cf, and the kinds of the tables that we read for them. */
const MAPS: Readonly<Record<string, string>> = {
  access: "access",
  mailertable: "mailertable",
  virtuser: "virtusertable",
  generics: "genericstable",
  domaintable: "domaintable",
  authinfo: "authinfo",
};
const KINDS_OF_MAPS = new Set(Object.values(MAPS));

/** `class path` of each `F` line, and `kind path` of each map, as GNU m4 writes them. */
function namedInCf(mc: string): string[] | undefined {
  const library = /include\([^)]*cf\.m4/.test(mc.replace(/^\s*dnl.*$/gm, "")) ? [] : [`${cfDir()}m4/cf.m4`];
  // The .mc names a library of its own, which is not on this machine: the installed one stands in for it.
  const text = mc.replace(/(include\([`']?)[^)`']*\/m4\/cf\.m4/g, `$1${cfDir()}m4/cf.m4`);
  const { stdout: cf, stderr } = run(program("m4"), [`-D_CF_DIR_=${cfDir()}`, ...library, "-"], text);
  // m4 gave up: there is no .cf to read.
  if (/end of file in (?:string|argument)/.test(stderr)) return undefined;
  const named = new Set<string>();
  for (const line of cf.split("\n")) {
    const file = /^F(?:\{([^}]+)\}|(.))(?:-o\s*)?(\/\S+|[^|@/\s-]\S*)/.exec(line);
    if (file !== null) named.add(`${file[1] ?? file[2]} ${file[3]}`);
    const [, name = "", table = ""] = /^K(\w+)\s+(?:hash|btree|dbm|text)\s.*?(\S+)\s*$/.exec(line) ?? [];
    const kind = Object.hasOwn(MAPS, name) ? MAPS[name] : undefined;
    if (kind !== undefined) named.add(`${kind} ${table.replace(/\.db$/, "")}`);
  }
  return [...named].sort();
}

async function namedInSite(mc: string): Promise<string[]> {
  const uri = "file:///nowhere/sendmail.mc";
  const [site] = await new Sites(memoryWorkspace({ [uri]: mc })).sitesOf(uri);
  // None of the files is there, so all are missing. Asked about here: class files and the maps of the library.
  const asked = (site?.missing ?? []).filter(({ kind }) => kind === "class" || KINDS_OF_MAPS.has(kind));
  return [...new Set(asked.map(({ kind, className, path: name }) => `${className ?? kind} ${name}`))].sort();
}

test("real configurations name the files that their .cf names", async () => {
  let files = 0;
  let names = 0;
  let left = 0;
  const different: unknown[] = [];
  for (const file of corpusFiles("mc")) {
    const mc = readFileSync(file, "latin1");
    const [theirs, ours] = [namedInCf(mc), await namedInSite(mc)];
    if (theirs === undefined || DIFFERENT[path.basename(file)] !== undefined) {
      left++;
      continue;
    }
    files++;
    names += theirs.length;
    if (JSON.stringify(theirs) !== JSON.stringify(ours)) different.push({ file: path.basename(file), theirs, ours });
  }
  console.log(
    `${names} names in ${files} configurations, ${different.length} differ; ${left} left out: ${Object.values(DIFFERENT).join("; ")}; or no .cf`,
  );
  expect(different).toEqual([]);
  expect(left).toBeLessThan(5);
});
