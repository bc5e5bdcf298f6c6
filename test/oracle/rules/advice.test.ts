// Every advice of every rule, followed literally in every case of its own tests, as a fix or as the words of its message: what was
// found is gone, nothing new is wrong, the real programs have no new complaint, and nobody may relay who could not before.
import { afterAll, describe, expect, it } from "vitest";
import { markedSite } from "../../../server/src/site/testing.ts";
import { LONG, SEED, safeFolder } from "../programs.ts";
import { faults, found, textsOf } from "./follow-advice.ts";
import { applied } from "./mending.ts";
import { ruleCases } from "./rule-cases.ts";
import { writtenAsSaid } from "./written-advice.ts";

/** Of the cases an ordinary run asks about one in so many. */
const SHARE = 16;

const folder = safeFolder();
afterAll(folder.dispose);

/**
 * What advice may bring to light, by the rules of both: what was dead counts now, and what is wrong with it is told now.
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
  // The setting has its name now, and does nothing without its partner.
  "mc-unknown-option": ["mc-without-partner"],
  // The title says that it relays.
  "mc-unknown-name": ["relay-based-on-mx"],
  // The message says that GENERICS_DOMAIN is needed, too.
  "site-unread-genericstable": ["genericstable-unasked-domain"],
};

/** Files that make up no site once the fix has taken its one line out of them, or that sit in folders of their own. */
const NO_SITE = new Set(["site-listens-everywhere", "aliases-shadowed"]);

const CASES = (await ruleCases()).filter(({ code }) => !NO_SITE.has(code));

describe("advice followed literally", () => {
  it("has the cases of all rules", () => {
    expect(new Set(CASES.map(({ code }) => code)).size).toBeGreaterThan(255);
    expect(CASES.length).toBeGreaterThan(1200);
  });

  const asked = CASES.filter((_, n) => LONG || (n + SEED) % SHARE === 0);

  it(`as a fix leaves nothing new to complain of, in ${asked.length} cases`, async () => {
    const wrong: string[] = [];
    let fixes = 0;
    for (const one of asked) {
      const seen = new Set<string>();
      for (const problem of found((await markedSite(one.files, one.modes)).site, one, one.code)) {
        for (const { title, grade, changes } of problem.fixes?.() ?? []) {
          if (seen.has(title)) continue;
          seen.add(title);
          fixes++;
          const now = applied(textsOf(one), changes);
          const revealed = REVEALED[one.code] ?? [];
          const bad = await faults(folder.dir, { one, problem, now, revealed, narrow: grade !== "asks" });
          if (bad.length > 0) wrong.push(`${one.code}, ${one.name}: ${title}: ${bad.join("; ")}`);
        }
      }
    }
    console.info(`${asked.length} cases, ${fixes} fixes`);
    expect(wrong).toEqual([]);
    expect(fixes).toBeGreaterThan(asked.length / 3);
  });

  it("as words leaves nothing new to complain of", async () => {
    const texts = [];
    for (const one of CASES) {
      const { site } = await markedSite(one.files, one.modes);
      const [problem] = found(site, one, one.code);
      if (problem !== undefined)
        texts.push(...writtenAsSaid(site, one, problem).map((text) => ({ one, problem, ...text })));
    }
    // Nearly a fifth of the cases have a text that can be followed.
    expect(texts.length).toBeGreaterThan(CASES.length / 6);
    const wrong: string[] = [];
    const share = texts.filter((_, n) => LONG || (n + SEED) % SHARE === 0);
    for (const { one, problem, said, now } of share) {
      const revealed = REVEALED[one.code] ?? [];
      const bad = await faults(folder.dir, { one, problem, now, revealed, narrow: false });
      if (bad.length > 0) wrong.push(`${one.code}, ${one.name}: ${said}: ${bad.join("; ")}`);
    }
    const rules = new Set(texts.map(({ one }) => one.code)).size;
    console.info(
      `${texts.length} texts written as messages of ${rules} rules say, ${share.length} of them asked about`,
    );
    expect(wrong).toEqual([]);
  });
});
