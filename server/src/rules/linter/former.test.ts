// Rules that were merged into others: old codes go on working, for what they were about and nothing else; one key gives one finding.
import { describe, expect, it } from "vitest";
import { readSetting } from "../../settings.ts";
import { siteFrom } from "../../site/testing.ts";
import { ALL_RULES } from "../all.ts";
import { mc } from "../testing.ts";
import { type LintOptions, lint } from "./lint.ts";

const RULES = ALL_RULES.map(({ rule }) => rule);
const MC = mc("FEATURE(`access_db')dnl");

async function found(files: Readonly<Record<string, string>>, options: LintOptions = {}) {
  return [...lint(await siteFrom(files), RULES, options).values()].flat();
}

async function codesOf(access: string, options: LintOptions = {}) {
  return (await found({ "sendmail.mc": MC, access }, options)).map(({ meta, former, severity }) => [
    meta.code,
    former,
    severity,
  ]);
}

const CIDR = ["access-invalid-key", "access-cidr", "error"];
const STAR = ["access-invalid-key", "access-wildcard", "error"];

describe("the code of a merged rule", () => {
  it("silences its part on a line, and nothing else", async () => {
    const comment = "# sendmail-lint-disable-next-line access-cidr -- known\n";
    expect(await codesOf(`${comment}10.1.0.0/16 RELAY\n`)).toEqual([]);
    expect(await codesOf(`${comment}*.a.example REJECT\n`)).toEqual([
      ["site-unused-suppression", undefined, "warning"],
      STAR,
    ]);
  });

  it("silences its part in a file, and nothing else", async () => {
    const text = "# sendmail-lint-disable-file access-cidr -- known\n10.1.0.0/16 RELAY\n*.a.example REJECT\n";
    expect(await codesOf(text)).toEqual([STAR]);
  });

  it("sets the severity of its part; the code of the rule that of all others", async () => {
    const text = "10.1.0.0/16 RELAY\n*.a.example REJECT\n";
    expect(await codesOf(text, { severities: { "access-cidr": "off" } })).toEqual([STAR]);
    expect(await codesOf(text, { severities: { "access-cidr": "hint" } })).toEqual([
      [...CIDR.slice(0, 2), "hint"],
      STAR,
    ]);
    expect(await codesOf(text, { severities: { "access-invalid-key": "off" } })).toEqual([]);
    expect(await codesOf(text, { severities: { "access-invalid-key": "off", "access-cidr": "error" } })).toEqual([
      CIDR,
    ]);
  });

  it("is a code that settings may name, and that no rule has", () => {
    const codes = new Set(RULES.map(({ meta }) => meta.code));
    const former = RULES.flatMap(({ meta }) => meta.former ?? []).map(({ code }) => code);
    expect(former.length).toBeGreaterThan(10);
    expect(new Set(former).size).toBe(former.length);
    for (const code of former) {
      expect(codes.has(code), code).toBe(false);
      expect(readSetting("rules", { [code]: "off" })).toEqual({ value: { [code]: "off" }, mistakes: [] });
    }
  });

  it("is not true at versions at which its part is not", async () => {
    const ipv6 = "Connect:IPv6:2001:db8:2:: RELAY\n";
    const formerAt = async (targetVersion: string) =>
      (await codesOf(ipv6, { targetVersion })).map(([, former]) => former);
    expect(await formerAt("8.15.1")).toContain("access-ipv6-spelling");
    expect(await formerAt("8.14.9")).not.toContain("access-ipv6-spelling");
  });
});

/** Ways to spell a key wrongly, each of them another reason. */
const FAULTS: readonly ((key: string) => string)[] = [
  (key) => `${key}.`,
  (key) => `.${key}`,
  (key) => `*.${key}`,
  (key) => `${key}.*`,
  (key) => `${key}/24`,
  (key) => `"${key}"`,
  (key) => `@${key}`,
  (key) => `${key},`,
  (key) => `<${key}>`,
  (key) => `[${key}`,
  (key) => `${key}.0.0`,
  (key) => `http://${key}/`,
  (key) => key.replace(/(\d+)/, "0$1"),
  (key) => `${key}.x`,
  (key) => `${key}::`,
];
const KEYS = [
  "example.com",
  "host.example.net",
  "192.0",
  "192.0.2",
  "192.0.2.7",
  "2001:db8:2",
  "IPv6:2001:db8:2",
  "joe@a.example",
];
const REASONS = new Set(["access-invalid-key", "class-invalid-name"]);

describe("two mistakes in one key", () => {
  const pairs = KEYS.flatMap((key) =>
    FAULTS.flatMap((one) => FAULTS.map((other) => other(one(key)))).concat(FAULTS.map((one) => one(key))),
  );

  it("give one finding about why it never matches", async () => {
    const all = [...new Set(pairs)];
    expect(all.length).toBeGreaterThan(1_000);
    const text = all.map((key) => `Connect:${key} REJECT\n`).join("");
    const words = all.map((key) => `${key}\n`).join("");
    const lines = new Map<string, string[]>();
    const site = await siteFrom({ "sendmail.mc": MC, access: text, "relay-domains": words });
    for (const [uri, problems] of lint(site, RULES))
      for (const { meta, span, former } of problems) {
        if (!REASONS.has(meta.code)) continue;
        const line = `${uri}:${site.document(uri)?.positionAt(span.start).line}`;
        lines.set(line, [...(lines.get(line) ?? []), former ?? meta.code]);
      }
    expect(lines.size).toBeGreaterThan(1_500);
    expect([...lines].filter(([, codes]) => codes.length > 1)).toEqual([]);
  });
});
