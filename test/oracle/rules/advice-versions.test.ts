// Advice for an old sendmail: no message and no fix of any rule proposes a word that the target version does not have yet.
import { describe, expect, it } from "vitest";
import { catalog, compareVersions } from "../../../server/src/catalog/index.ts";
import { ALL_RULES } from "../../../server/src/rules/all.ts";
import { lint } from "../../../server/src/rules/lint.ts";
import { markedSite } from "../../../server/src/site/testing.ts";
import { LONG, SEED } from "../programs.ts";
import { ruleCases } from "./rule-cases.ts";

const VERSIONS = ["8.6.13", "8.8.8", "8.9.3", "8.10.2", "8.12.11", "8.14.9"] as const;
/** Of the cases of all rules one in this many is asked in an ordinary run. */
const SHARE = 12;

/** Words that nobody writes by accident, each with the first version that has it. */
const WORDS = new Map(
  (["feature", "option", "macro", "define"] as const).flatMap((kind) =>
    catalog
      .all(kind)
      .flatMap(({ name, since }) =>
        since !== undefined && /^(?:conf[A-Z]|[A-Z]+_[A-Z_]+$|[a-z]+_[a-z_]+$|enhdnsbl$|dnsbl$)/.test(name)
          ? [[name, since] as const]
          : [],
      ),
  ),
);

/** Rules that speak of a word because it is newer, or of what to do with another version. */
const ABOUT_VERSIONS: ReadonlySet<string> = new Set([
  "mc-newer-version",
  "site-vulnerable-version",
  "relay-old-version",
]);

/** Messages and fixes that still name a newer word: this list is only to get shorter. */
const KNOWN: ReadonlySet<string> = new Set([
  "access-blocklist-off: blocklist_recipients",
  "access-tag-off: greet_pause",
  "access-unknown-action: delay_checks",
  "aliases-loop: confMAX_ALIAS_RECURSION",
  "auth-plain-without-tls: confSERVER_CERT",
  "authinfo-mechanism: confAUTH_MECHANISMS",
  "dnsbl-before-auth: delay_checks",
  "dnsbl-dead: enhdnsbl",
  "dnsbl-wrong-list: enhdnsbl",
  "genericstable-unasked-domain: generics_entire_domain",
  "m4-stray-text: DAEMON_OPTIONS",
  "mc-unknown-option: confAUTH_OPTIONS",
  "mc-without-partner: LOCAL_DOMAIN",
  "mc-without-partner: VIRTUSER_DOMAIN",
  "relay-pop-before-smtp: TRUST_AUTH_MECH",
  "relay-pop-before-smtp: confAUTH_MECHANISMS",
  "relay-pop-before-smtp: confAUTH_OPTIONS",
  "sender-unqualified: DAEMON_OPTIONS",
  "site-listens-everywhere: DAEMON_OPTIONS",
  "site-listens-everywhere: no_default_msa",
  "site-unread-access: access_db",
  "site-unread-class: VIRTUSER_DOMAIN_FILE",
  "virtusertable-unasked-domain: VIRTUSER_DOMAIN",
]);

function newerWords(text: string, version: string, written: string): readonly string[] {
  const words = new Set(text.match(/\w+/g) ?? []);
  return [...words].filter((word) => {
    const since = WORDS.get(word);
    return since !== undefined && compareVersions(since, version) > 0 && !written.includes(word);
  });
}

const CASES = (await ruleCases()).filter(({ code }) => !ABOUT_VERSIONS.has(code));

describe("advice for an old version", () => {
  it("knows when words came", () => {
    expect(WORDS.size).toBeGreaterThan(150);
    expect(newerWords("use greet_pause", "8.12.11", "")).toEqual(["greet_pause"]);
    expect(newerWords("use greet_pause", "8.13.0", "")).toEqual([]);
  });

  const asked = CASES.filter((_, n) => LONG || (n + SEED) % SHARE === 0);

  it.each(VERSIONS)("has no word that sendmail %s does not know", async (targetVersion) => {
    const wrong = new Set<string>();
    for (const { code, files, modes, options } of asked) {
      const rule = ALL_RULES.find((one) => one.rule.meta.code === code)?.rule;
      if (rule === undefined) throw new Error(code);
      const { site } = await markedSite(files, modes);
      const written = Object.values(files).join("\n");
      for (const { message, fixes } of [...lint(site, [rule], { ...options, targetVersion }).values()].flat()) {
        const texts = [
          message,
          ...(fixes?.() ?? []).flatMap(({ title, changes }) => [title, ...changes.map(({ newText }) => newText)]),
        ];
        for (const word of newerWords(texts.join("\n"), targetVersion, written)) wrong.add(`${code}: ${word}`);
      }
    }
    expect([...wrong].filter((one) => !KNOWN.has(one))).toEqual([]);
  });
});
