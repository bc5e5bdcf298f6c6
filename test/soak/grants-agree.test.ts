// Hover, rules and report say the same of every line: generated sites, each line asked three times.
import { expect, test } from "vitest";
import { classEntryText } from "../../server/src/features/class-text.ts";
import { accessEntryText } from "../../server/src/features/entry-text.ts";
import { exposures } from "../../server/src/relay/index.ts";
import { ALL_RULES } from "../../server/src/rules/all.ts";
import { lint } from "../../server/src/rules/linter/lint.ts";
import { siteFrom } from "../../server/src/site/testing.ts";

/** The same in every run unless TEST_SEED says otherwise. */
const SEED = Number(process.env.TEST_SEED) || 20260101;

const RULES = ALL_RULES.map(({ rule }) => rule);

/** Rules that say that a line grants nothing. */
const GRANTS_NOTHING: ReadonlySet<string> = new Set([
  "access-from-relay",
  "access-full-address-relay",
  "access-invalid-key",
]);
/** What a hover says of a line by which somebody may relay. */
const HOVER_GRANTS = /may relay to anywhere|anyone may send mail|through this server/i;
const HOVER_DENIES = /never matches|nobody relays|not read|idle/i;

const FEATURES: readonly string[] = [
  "define(`_RELAY_DB_FROM_')dnl",
  "FEATURE(`relay_mail_from')dnl",
  "FEATURE(`relay_mail_from', `domain')dnl",
  "FEATURE(`relay_hosts_only')dnl",
  "FEATURE(`lookupdotdomain')dnl",
  "define(`_LOOKUPDOTDOMAIN_')dnl",
  "define(`_RELAY_FULL_ADDR_')dnl",
  "FEATURE(`blocklist_recipients')dnl",
  "FEATURE(`delay_checks')dnl",
  "define(`confUSE_COMPRESSED_IPV6_ADDRESSES', `True')dnl",
];
const ACCESS: readonly string[] = [
  "FEATURE(`access_db')dnl",
  "FEATURE(`access_db',, `relaytofulladdress')dnl",
  "FEATURE(`access_db',, `skip')dnl",
];
const LINES: readonly string[] = [
  "Connect:192.0.2 RELAY",
  "Connect:198.51.100.7 RELAY",
  "Connect:partner.org RELAY",
  "Connect:.sub.partner.net RELAY",
  "Connect:10.0.0.0/8 RELAY",
  "Connect:*.wild.org RELAY",
  "Connect:172.16. RELAY",
  "Connect:IPv6:2001:db8:1 RELAY",
  "Connect:IPv6:2001:db8:2:: RELAY",
  "Connect:IPv6:2001:db8::3 RELAY",
  "IPv6:2001:DB8:4:0:0:0:0:7 RELAY",
  "Connect:[IPv6:2001:db8:5:0:0:0:0:7] RELAY",
  "To:relayed.org RELAY",
  "To:joe@single.org RELAY",
  "From:joe@claimed.org RELAY",
  "From:claimed.net RELAY",
  "172.20 RELAY",
  "both.org RELAY",
  "To:refused.org REJECT",
  "Connect:8.8.8 OK",
];

/** A small seeded source of chance (mulberry32). */
function chances(seed: number): () => number {
  let state = (seed ^ 0x9e3779b9) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

test("hover, rules and report agree on every line", async () => {
  const differing: string[] = [];
  let lines = 0;
  for (let seed = SEED; seed < SEED + 150; seed++) {
    const chance = chances(seed);
    const some = (all: readonly string[], share: number) => all.filter(() => chance() < share);
    const access = ACCESS[Math.floor(chance() * ACCESS.length)] ?? "";
    // Above access_db features that need it have no effect.
    const parts = [...some(FEATURES, 0.15), access, ...some(FEATURES, 0.2)];
    const head = "OSTYPE(`linux')dnl\ndefine(`confDOMAIN_NAME', `mx.example.com')dnl\n";
    const mc = `${head}${parts.join("\n")}\nMAILER(\`local')dnl\nMAILER(\`smtp')dnl\n`;
    const site = await siteFrom({ "sendmail.mc": mc, access: `${some(LINES, 0.6).join("\n")}\n` });
    const file = site.access;
    if (file === undefined) throw new Error("no access map");
    const granted = exposures(site).flatMap(({ because }) => because);
    const problems = lint(site, RULES, { severities: {}, preset: "recommended" }).get(file.uri) ?? [];
    for (const entry of file.table.entries()) {
      lines++;
      const within = (span: { source: string; start: number; end: number }) =>
        span.source === file.uri && span.start >= entry.lineSpan.start && span.start <= entry.lineSpan.end;
      const report = granted.some(within);
      const hover = accessEntryText(entry, file, site).join(" ");
      const said = HOVER_GRANTS.test(hover) && !HOVER_DENIES.test(hover);
      const denied = problems.find(({ meta, span }) => GRANTS_NOTHING.has(meta.code) && within(span));
      const text = `${entry.tag}:${entry.key} ${entry.value} with ${parts.join(" ")}`;
      if (said !== report) differing.push(`${text}: hover ${said}, report ${report}: ${hover}`);
      if (report && denied) differing.push(`${text}: ${denied.meta.code}, but the report has a grant`);
    }
  }
  expect(lines).toBeGreaterThan(500);
  expect(differing).toEqual([]);
});

/** Rules that say that a word of a class file lets nobody relay. */
const WORD_GRANTS_NOTHING: ReadonlySet<string> = new Set(["class-invalid-name"]);
const CLASS_FEATURES: readonly string[] = [
  "FEATURE(`relay_hosts_only')dnl",
  "FEATURE(`relay_entire_domain')dnl",
  "FEATURE(`loose_relay_check')dnl",
  "FEATURE(`delay_checks')dnl",
];
const WORDS: readonly string[] = [
  "partner.org",
  ".sub.partner.net",
  "192.0.2",
  "198.51.100.7",
  "10.1.",
  "10.0.0.0/8",
  "*.wild.org",
  "172.16.0.0",
  "joe@single.org",
  "IPv6:2001:db8::1",
  "IPv6:2001:db8:0:0:0:0:0:1",
  "2001:db8::1",
  "[192.0.2.9]",
  "[UNIX:localhost]",
  "com",
  "8",
  "twice.org first second",
  "twice.org",
  "trailing.org.",
];

test("hover, rules and report agree on every word of relay-domains", async () => {
  const differing: string[] = [];
  let words = 0;
  for (let seed = SEED; seed < SEED + 150; seed++) {
    const chance = chances(seed);
    const some = (all: readonly string[], share: number) => all.filter(() => chance() < share);
    const parts = some(CLASS_FEATURES, 0.25);
    const head = "OSTYPE(`linux')dnl\ndefine(`confDOMAIN_NAME', `mx.example.com')dnl\n";
    const mc = `${head}${parts.join("\n")}\nMAILER(\`local')dnl\nMAILER(\`smtp')dnl\n`;
    const site = await siteFrom({ "sendmail.mc": mc, "relay-domains": `${some(WORDS, 0.6).join("\n")}\n` });
    const [file] = site.classFiles("R");
    if (file === undefined) throw new Error("no relay-domains");
    const granted = exposures(site).flatMap(({ because }) => because);
    const problems = lint(site, RULES, { preset: "recommended" }).get(file.uri) ?? [];
    for (const entry of file.table.entries()) {
      words++;
      const within = (span: { source: string; start: number; end: number }) =>
        span.source === file.uri && span.start >= entry.keySpan.start && span.start < entry.keySpan.end;
      const report = granted.some(within);
      const hover = classEntryText(entry, file, site).join(" ");
      const isRepeated = /names the same/.test(hover);
      const said = HOVER_GRANTS.test(hover) && !HOVER_DENIES.test(hover) && !isRepeated;
      // An address with its zeros grants something: to one client.
      const denied = problems.find(
        ({ meta, span, former }) =>
          WORD_GRANTS_NOTHING.has(meta.code) && former !== "class-zero-octets" && within(span),
      );
      const text = `${entry.key} with ${parts.join(" ")}`;
      if (said !== report) differing.push(`${text}: hover ${said}, report ${report}: ${hover}`);
      if (report && denied) differing.push(`${text}: ${denied.meta.code}, but the report has a grant`);
    }
  }
  expect(words).toBeGreaterThan(500);
  expect([...new Set(differing)]).toEqual([]);
});
