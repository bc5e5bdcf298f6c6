// What the page of each rule prefers: nothing to be said by any rule, built without a complaint, and accepted by sendmail.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { ALL_RULES } from "../../../server/src/rules/all.ts";
import { lint } from "../../../server/src/rules/linter/lint.ts";
import { siteFrom } from "../../../server/src/site/testing.ts";
import { pageSites } from "../../unit/rule-pages.ts";
import { cfDir, program, run, runSendmail, safeFolder } from "../programs.ts";

const folder = safeFolder();
afterAll(folder.dispose);
mkdirSync(path.join(folder.dir, "queue"));
const RULES = ALL_RULES.map(({ rule }) => rule);

/** Rules whose page speaks of a version that is not installed here: their example is not built. */
const OTHER_VERSION: Readonly<Record<string, string>> = {
  "dnsbl-answer-without-dot": "8.17.1",
  "mc-newer-version": "8.15",
};

/** What sendmail says of files that this machine lacks, and no fault of the example. */
const MISSING_FILE = /cannot open|No such file|doesn't exist|not available|unsafe|cannot stat|STARTTLS=/;

const EXAMPLES = ALL_RULES.flatMap(({ rule, page }) =>
  pageSites(page, "Prefer").map((files, n) => [`${rule.meta.code} ${n + 1}`, rule.meta.code, files] as const),
);

describe("what the pages prefer", () => {
  it.each(EXAMPLES)("%s says nothing to any rule", async (_, code, files) => {
    const targetVersion = OTHER_VERSION[code];
    const options = targetVersion === undefined ? {} : { targetVersion };
    const problems = [...lint(await siteFrom(files), RULES, options).values()]
      .flat()
      // The page is about that very version, whatever else is known of it.
      .filter(({ meta }) => targetVersion === undefined || meta.code !== "site-vulnerable-version");
    expect(problems.map(({ meta, message }) => `${meta.code}: ${message}`)).toEqual([]);
  });

  const built = EXAMPLES.flatMap(([title, code, files]) => {
    const mc = files["sendmail.mc"];
    return mc === undefined || OTHER_VERSION[code] !== undefined ? [] : [[title, mc, files] as const];
  });

  it("would see a line that sendmail refuses", () => {
    const mc = "OSTYPE(`linux')dnl\nMAILER(`local')dnl\nLOCAL_CONFIG\nO NoSuchOption=1\n";
    expect(complaintsAbout(mc)).not.toEqual([]);
    expect(complaintsAbout("FEATURE(`no_such_feature')dnl\n")).not.toEqual([]);
  });

  it.each(built)("%s is built and accepted", (_, mc, files) => {
    expect(complaintsAbout(mc, files)).toEqual([]);
  });
});

/** What m4 and sendmail have against a configuration. */
function complaintsAbout(mc: string, files: Readonly<Record<string, string>> = {}): readonly string[] {
  for (const [name, text] of Object.entries(files))
    if (name.endsWith(".m4")) writeFileSync(path.join(folder.dir, name), text);
  const source = path.join(folder.dir, "sendmail.mc");
  const cf = path.join(folder.dir, "sendmail.cf");
  const own = /include\(`?[^)]*cf\.m4/.test(mc);
  writeFileSync(source, mc);
  const library = own ? [] : [path.join(cfDir(), "m4/cf.m4")];
  const m4 = run(program("m4"), [`-D_CF_DIR_=${cfDir()}`, ...library, source], "", folder.dir);
  const said = m4.stderr.split("\n").filter((line) => line !== "");
  writeFileSync(cf, m4.stdout.replace(/^O QueueDirectory=.*$/m, `O QueueDirectory=${folder.dir}/queue`));
  const { stdout, stderr } = runSendmail(["-bt", "-C", cf], "=S check_rcpt\n");
  const complaints = `${stdout}${stderr}`
    .split("\n")
    .filter((line) => line.includes(cf) || /error|unknown|bad /i.test(line));
  return [...said, ...complaints.filter((line) => !MISSING_FILE.test(line) && !/^R|^ADDRESS TEST|^Enter/.test(line))];
}
