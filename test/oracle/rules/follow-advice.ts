// What follows from advice: a case of a rule with other texts, judged by all rules and by the real programs.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { compareVersions } from "../../../server/src/catalog/index.ts";
import { compareGrants } from "../../../server/src/relay/index.ts";
import { ALL_RULES } from "../../../server/src/rules/all.ts";
import { lint, type Problem } from "../../../server/src/rules/linter/lint.ts";
import { markedSite, TEST_FOLDER, testUri, unmark } from "../../../server/src/site/testing.ts";
import type { MailSite } from "../../../server/src/site/types.ts";
import { cfDir, libraryOf, program, run, runSendmail, versionsThere } from "../programs.ts";
import type { Texts } from "./mending.ts";
import type { RuleCase } from "./rule-cases.ts";

const ALL = ALL_RULES.map(({ rule }) => rule);

/** Tables that makemap reads. */
const MAPS = new Set(["access", "authinfo", "domaintable", "genericstable", "mailertable", "virtusertable"]);

/** The texts of a case, without its marks. */
export function textsOf({ files }: RuleCase): Texts {
  const texts = Object.entries(files).filter(([name]) => name !== "rights" && name !== "certificates");
  return Object.fromEntries(texts.map(([name, text]) => [testUri(name), unmark(text).text]));
}

/** The site of a case with other texts. */
export async function siteWith({ files, modes }: RuleCase, texts: Texts): Promise<MailSite> {
  const rest = Object.entries(files).filter(([name]) => name === "rights" || name === "certificates");
  return (await markedSite({ ...Object.fromEntries(rest), ...texts }, modes)).site;
}

/** What all rules find, or those of one code. */
export function found(site: MailSite, { options }: RuleCase, code?: string): readonly Problem[] {
  const rules = ALL.filter(({ meta }) => code === undefined || meta.code === code);
  return [...lint(site, rules, options).values()].flat();
}

/** What is in the first list more often than in the second. */
function added<T>(after: readonly T[], before: readonly T[]): readonly T[] {
  const rest = [...before];
  return after.filter((one) => {
    const at = rest.indexOf(one);
    if (at >= 0) rest.splice(at, 1);
    return at < 0;
  });
}

const grave = (problems: readonly Problem[]): readonly string[] =>
  problems.flatMap(({ meta, severity }) => (severity === "error" || severity === "warning" ? [meta.code] : []));

/** The oldest library that is there for a case of a version that is as old: a newer one warns of names that it has replaced. */
function libraryFor({ options }: RuleCase): string {
  const [oldest] = versionsThere();
  const version = options?.targetVersion;
  return oldest !== undefined && version !== undefined && compareVersions(version, oldest) <= 0
    ? libraryOf(oldest)
    : cfDir();
}

/** What m4, sendmail and makemap have against the files that are in the folder of the tests. */
function complaints(folder: string, texts: Texts, mc: string | undefined, library: string): readonly string[] {
  const dir = path.join(folder, "mail");
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir);
  const said: string[] = [];
  for (const [uri, text] of Object.entries(texts)) {
    const name = uri.startsWith(TEST_FOLDER) ? uri.slice(TEST_FOLDER.length) : "/";
    if (name.includes("/")) continue;
    writeFileSync(path.join(dir, name), text);
    if (MAPS.has(name)) said.push(...run(program("makemap"), ["hash", path.join(dir, "map")], text).stderr.split("\n"));
  }
  const cf = path.join(dir, "sendmail.cf");
  if (mc?.startsWith(TEST_FOLDER) === true) {
    const args = [`-D_CF_DIR_=${library}`, "-D_NO_MAKEINFO_", path.join(library, "m4/cf.m4")];
    const built = run(program("m4"), [...args, mc.slice(TEST_FOLDER.length)], "", dir);
    said.push(...built.stderr.split("\n"));
    writeFileSync(cf, Buffer.from(built.stdout.replaceAll("/etc/mail/", `${dir}/`), "latin1"));
  }
  if (mc !== undefined || testUri("sendmail.cf") in texts) {
    const { stdout, stderr } = runSendmail(["-bt", "-C", cf], "/quit\n", { cwd: dir });
    said.push(...`${stdout}\n${stderr}`.split("\n"));
  }
  return (
    said
      .map((line) => line.replace(/\S*\/sendmail\.cf: |line \d+: ?|^\S*m4:\S+:\d+: ?|^> /g, ""))
      // Messages say that a class needs its file; the tests have none.
      .filter((line) => !/^\s*$|fileclass: cannot open|^>|^ADDRESS TEST|^Enter <ruleset>/.test(line))
  );
}

/** A text that somebody wrote as the advice for a finding says. */
export interface Followed {
  readonly one: RuleCase;
  readonly problem: Problem;
  readonly now: Texts;
  /** Codes that it may bring to light. */
  readonly revealed: readonly string[];
  /** True where it may let nobody in. */
  readonly narrow: boolean;
}

/** What is wrong after that; [] where nothing is. `folder` is one that sendmail regards as safe. */
export async function faults(
  folder: string,
  { one, problem, now, revealed, narrow }: Followed,
): Promise<readonly string[]> {
  const texts = textsOf(one);
  const [before, after] = [await siteWith(one, texts), await siteWith(one, now)];
  const [old, left] = [found(before, one, one.code), found(after, one, one.code)];
  const lineOf = (site: MailSite, { span }: Problem) => site.document(span.source)?.positionAt(span.start).line;
  const isThere = left.some(
    (other) => other.message === problem.message && lineOf(after, other) === lineOf(before, problem),
  );
  const library = libraryFor(one);
  const grants = narrow ? compareGrants(before, after).granted : [];
  return [
    ...(left.length >= old.length && isThere ? ["it is still found"] : []),
    ...added(grave(found(after, one)), grave(found(before, one)))
      .filter((code) => !revealed.includes(code))
      .map((code) => `${code} is new`),
    ...grants.map((grant) => `grants ${grant}`),
    ...added(complaints(folder, now, after.mc?.uri, library), complaints(folder, texts, before.mc?.uri, library))
      .filter(() => !revealed.includes("mc-port-twice"))
      .map((line) => `new complaint: ${line}`),
  ];
}
