// Every fix of every rule, applied to every case of its own tests: what was found is gone, nothing new is wrong, the real programs
// have no new complaint, and nobody may relay who could not before.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { compareGrants } from "../../../server/src/relay/index.ts";
import { ALL_RULES } from "../../../server/src/rules/all.ts";
import { lint, type Problem } from "../../../server/src/rules/lint.ts";
import type { Fix } from "../../../server/src/rules/types.ts";
import { markedSite, TEST_FOLDER, testUri, unmark } from "../../../server/src/site/testing.ts";
import type { MailSite } from "../../../server/src/site/types.ts";
import { cfDir, LONG, program, run, runSendmail, SEED, safeFolder } from "../programs.ts";
import { applied, type Texts } from "./mending.ts";
import { type RuleCase, ruleCases } from "./rule-cases.ts";

/** Of the cases an ordinary run asks about one in so many. */
const SHARE = 16;

const ALL = ALL_RULES.map(({ rule }) => rule);
const folder = safeFolder();
afterAll(folder.dispose);

/**
 * What a fix may bring to light, by the rules of both: what was dead counts now, and what is wrong with it is told now.
 * Each is a finding with advice of its own.
 */
const REVEALED: Readonly<Record<string, readonly string[]>> = {
  // The comment that silenced the finding has nothing left to silence.
  "access-blocklist-off": ["site-unused-suppression"],
  // The line is an entry of its tag now, and the title says what the tag needs.
  "access-unknown-action": ["access-tag-off"],
  // A login that nobody was offered is offered; the title says that it needs no TLS.
  "auth-not-offered": ["auth-plain-without-tls"],
  "auth-unknown-mechanism": ["auth-plain-without-tls", "auth-not-offered"],
  // The title says that logins are off until there are certificates.
  "auth-plain-without-tls": ["auth-without-tls"],
  // A login that was never used is used, and only now its mechanisms matter.
  "authinfo-bad-login": ["authinfo-mechanism"],
  "authinfo-invalid-key": ["authinfo-mechanism"],
  "authinfo-syntax": ["authinfo-mechanism"],
  // The daemon that was written is opened now, beside the library's own.
  "m4-wrong-quotes": ["mc-port-twice", "mc-wrong-daemon"],
  "mc-defined-macro": ["mc-without-partner"],
  // The line is read now, and one of the library's below wins.
  "mc-joined-line": ["mc-overridden-setting"],
  "mc-unknown-cf-option": ["mc-overridden-setting"],
  // The title says that it relays.
  "mc-unknown-feature": ["relay-based-on-mx"],
  // The message says that GENERICS_DOMAIN is needed, too.
  "site-unread-genericstable": ["genericstable-unasked-domain"],
};

/** Tables that makemap reads. */
const MAPS = new Set(["access", "authinfo", "domaintable", "genericstable", "mailertable", "virtusertable"]);

function textsOf({ files }: RuleCase): Texts {
  const texts = Object.entries(files).filter(([name]) => name !== "rights" && name !== "certificates");
  return Object.fromEntries(texts.map(([name, text]) => [testUri(name), unmark(text).text]));
}

/** The site of a case with other texts. */
async function siteWith({ files, modes }: RuleCase, texts: Texts): Promise<MailSite> {
  const rest = Object.entries(files).filter(([name]) => name === "rights" || name === "certificates");
  return (await markedSite({ ...Object.fromEntries(rest), ...texts }, modes)).site;
}

function found(site: MailSite, { options }: RuleCase, rules = ALL): readonly Problem[] {
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

/** What m4, sendmail and makemap have against the files that are in the folder of the tests. */
function complaints(texts: Texts, mc: string | undefined): readonly string[] {
  const dir = path.join(folder.dir, "mail");
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
    const args = [`-D_CF_DIR_=${cfDir()}`, "-D_NO_MAKEINFO_", path.join(cfDir(), "m4/cf.m4")];
    const built = run(program("m4"), [...args, mc.slice(TEST_FOLDER.length)], "", dir);
    said.push(...built.stderr.split("\n"));
    writeFileSync(cf, Buffer.from(built.stdout.replaceAll("/etc/mail/", `${dir}/`), "latin1"));
  }
  if (mc !== undefined || testUri("sendmail.cf") in texts) {
    const { stdout, stderr } = runSendmail(["-bt", "-C", cf], "/quit\n", { cwd: dir });
    said.push(...`${stdout}\n${stderr}`.split("\n"));
  }
  return said
    .map((line) => line.replace(/\S*\/sendmail\.cf: |line \d+: ?|^\S*m4:\S+:\d+: ?|^> /g, ""))
    .filter((line) => !/^\s*$|^>|^ADDRESS TEST|^Enter <ruleset>/.test(line));
}

/** What is wrong with a fix of a finding; [] where nothing is. */
async function faults(one: RuleCase, problem: Problem, fix: Fix): Promise<readonly string[]> {
  const texts = textsOf(one);
  const now = applied(texts, fix.changes);
  const [before, after] = [await siteWith(one, texts), await siteWith(one, now)];
  const ofRule = ALL.filter(({ meta }) => meta.code === one.code);
  const [old, left] = [found(before, one, ofRule), found(after, one, ofRule)];
  const lineOf = (site: MailSite, { span }: Problem) => site.document(span.source)?.positionAt(span.start).line;
  const isThere = left.some(
    (other) => other.message === problem.message && lineOf(after, other) === lineOf(before, problem),
  );
  const grants = compareGrants(before, after).granted;
  const revealed = REVEALED[one.code] ?? [];
  return [
    ...(left.length >= old.length && isThere ? ["it is still found"] : []),
    ...added(grave(found(after, one)), grave(found(before, one)))
      .filter((code) => !revealed.includes(code))
      .map((code) => `${code} is new`),
    ...(fix.grade === "asks" ? [] : grants.map((grant) => `grants ${grant}`)),
    ...added(complaints(now, after.mc?.uri), complaints(texts, before.mc?.uri))
      .filter(() => !revealed.includes("mc-port-twice"))
      .map((line) => `new complaint: ${line}`),
  ];
}

/** Files that make up no site once the fix has taken its one line out of them, or that sit in folders of their own. */
const NO_SITE = new Set(["site-listens-everywhere", "aliases-shadowed"]);

const CASES = await ruleCases();

describe("fixes followed literally", () => {
  it("has the cases of all rules", () => {
    expect(new Set(CASES.map(({ code }) => code)).size).toBeGreaterThan(270);
    expect(CASES.length).toBeGreaterThan(1200);
  });

  const asked = CASES.filter((_, n) => LONG || (n + SEED) % SHARE === 0);
  it(`leave nothing new to complain of, in ${asked.length} cases`, async () => {
    const wrong: string[] = [];
    let fixes = 0;
    for (const one of asked) {
      const rule = ALL.filter(({ meta }) => meta.code === one.code);
      const problems = found((await markedSite(one.files, one.modes)).site, one, rule);
      const seen = new Set<string>();
      for (const problem of problems) {
        for (const fix of problem.fixes?.() ?? []) {
          if (seen.has(fix.title) || NO_SITE.has(one.code)) continue;
          seen.add(fix.title);
          fixes++;
          const bad = await faults(one, problem, fix);
          if (bad.length > 0) wrong.push(`${one.code}, ${one.name}: ${fix.title}: ${bad.join("; ")}`);
        }
      }
    }
    console.info(`${asked.length} cases, ${fixes} fixes`);
    expect(wrong).toEqual([]);
    expect(fixes).toBeGreaterThan(asked.length / 3);
  });
});
