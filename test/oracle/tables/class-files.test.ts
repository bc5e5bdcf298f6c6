// Every class file that a configuration names, in the formats that people use: the words that a site has are those that four
// versions of sendmail read.
import { pathToFileURL } from "node:url";
import fc from "fast-check";
import { expect, test } from "vitest";
import { diskFiles } from "../../../server/src/files.node.ts";
import { Sites } from "../../../server/src/site/index.ts";
import { foldText } from "../../../server/src/tables/index.ts";
import { LONG, SEED, versionsThere } from "../programs.ts";
import { toBytes } from "./ask-makemap.ts";
import { tableText } from "./generators.ts";
import { MailSite } from "./mail-site.ts";

/** Files of each kind. */
const FILES = LONG ? 1_000 : 20;

/** Who names the file of a class. */
const NAMED: Readonly<Record<string, (file: string) => string>> = {
  w: (file) => `define(\`confCW_FILE', \`${file}')\nFEATURE(\`use_cw_file')`,
  t: (file) => `define(\`confCT_FILE', \`${file}')\nFEATURE(\`use_ct_file')`,
  R: (file) => `RELAY_DOMAIN_FILE(\`${file}')`,
  VirtHost: (file) => `VIRTUSER_DOMAIN_FILE(\`${file}')`,
  G: (file) => `GENERICS_DOMAIN_FILE(\`${file}')`,
  M: (file) => `MASQUERADE_AS(\`out.example')\nMASQUERADE_DOMAIN_FILE(\`${file}')`,
  N: (file) => `MASQUERADE_EXCEPTION_FILE(\`${file}')`,
  E: (file) => `EXPOSED_USER_FILE(\`${file}')`,
  L: (file) => `LOCAL_USER_FILE(\`${file}')`,
  Canonify: (file) => `CANONIFY_DOMAIN_FILE(\`${file}')`,
  Own: (file) => `LOCAL_CONFIG\nF{Own}${file}`,
};
const CLASSES = Object.keys(NAMED);

function distinct(words: readonly string[]): readonly string[] {
  return [...new Set(words.map(foldText))].sort();
}

/** What each class has, as sendmail prints it. */
function asked(site: MailSite, version: ReturnType<typeof versionsThere>[number]): readonly (readonly string[])[] {
  const questions = CLASSES.map((name) => `$=${name.length === 1 ? name : `{${name}}`}`);
  const [, ...answers] = site
    .testMode(questions, version)
    .replace(/^[\s\S]*?<address>\n/, "")
    .split("> ");
  expect(answers.length).toBe(CLASSES.length + 1);
  return answers.slice(0, -1).map((words) => words.split("\n").slice(0, -1));
}

async function read(site: MailSite): Promise<readonly (readonly string[])[]> {
  const [ours] = await new Sites({ ...diskFiles(), folders: [] }, { root: "file:///" }).sitesOf(
    pathToFileURL(`${site.dir}/sendmail.mc`).toString(),
  );
  const files = ours?.tablesOf("class") ?? [];
  return CLASSES.map((name) => {
    // The library puts what is in VirtHost into R as well.
    const named = files.filter(({ className }) => className === name || (name === "R" && className === "VirtHost"));
    if (named.length === 0) throw new Error(`no file of class ${name}`);
    return named.flatMap(({ table }) => [...table.entries()].map(({ lookup }) => toBytes(lookup)));
  });
}

test.each([
  ["as the library names it", "@/NAME"],
  ["up to a #, and optional, as Debian names it", "-o @/NAME %[^\\#]"],
])("%s", async (_, written) => {
  const mc = CLASSES.map((name) => NAMED[name]?.(written.replace("NAME", `of-${name}`))).join("\n");
  // What is after LOCAL_CONFIG has to come last, after the mailers.
  const [before = "", local = ""] = mc.split("LOCAL_CONFIG\n");
  const site = new MailSite({ mc: `${before}MAILER(\`local')\nMAILER(\`smtp')\nLOCAL_CONFIG\n${local}\ndivert(-1)` });
  const write = (texts: readonly string[]) =>
    texts.forEach((text, at) => {
      site.write(`of-${CLASSES[at]}`, toBytes(text));
    });
  write(CLASSES.map(() => ""));
  const versions = versionsThere();
  const without = versions.map((version) => asked(site, version));
  let words = 0;
  let files = 0;
  const turns = fc.sample(fc.array(tableText, { minLength: CLASSES.length, maxLength: CLASSES.length }), {
    numRuns: FILES / 2,
    seed: SEED + 20,
  });
  for (const texts of turns) {
    write(texts);
    const ours = await read(site);
    // Two versions for each file, in turn the even and the odd ones.
    versions.forEach((version, which) => {
      if (which % 2 !== files % 2) return;
      const theirs = asked(site, version);
      for (const [at, name] of CLASSES.entries()) {
        const own = without[which]?.[at] ?? [];
        const text = JSON.stringify(texts[at]);
        expect({ name, text, words: distinct([...own, ...(ours[at] ?? [])]) }).toEqual({
          name,
          text,
          words: distinct(theirs[at] ?? []),
        });
        words += (theirs[at]?.length ?? 0) - own.length;
      }
    });
    files++;
  }
  site.dispose();
  console.log(`${files} files of each of ${CLASSES.length} classes, ${words} words of ${versions.length} versions`);
  expect(words).toBeGreaterThan(files * CLASSES.length);
});
