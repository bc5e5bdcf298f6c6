// The virtusertable against the real sendmail: which line answers for an address, which keys never do, and which lines are a circle.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { answering, filledIn } from "../../../server/src/kinds/virtusertable/answer.ts";
import { keyOf } from "../../../server/src/kinds/virtusertable/key.ts";
import { MOST_ANSWERS } from "../../../server/src/rules/facts/address-walk.ts";
import { lint } from "../../../server/src/rules/linter/lint.ts";
import type { Rule } from "../../../server/src/rules/types.ts";
import { rule as duplicateRule } from "../../../server/src/rules/virtusertable-duplicate-key/index.ts";
import { rule as invalidRule } from "../../../server/src/rules/virtusertable-invalid-key/index.ts";
import { rule as loopRule } from "../../../server/src/rules/virtusertable-loop/index.ts";
import { rule as redundantRule } from "../../../server/src/rules/virtusertable-redundant/index.ts";
import { rule as unaskedRule } from "../../../server/src/rules/virtusertable-unasked-domain/index.ts";
import { siteFrom } from "../../../server/src/site/testing.ts";
import { parseTable } from "../../../server/src/tables/index.ts";
import { TextDocument } from "../../../server/src/text.ts";
import { LONG, program, run, SEED, VERSIONS } from "../programs.ts";
import { MailSite } from "../tables/mail-site.ts";

const RUNS = LONG ? 60 : 6;

const users = fc.constantFrom(
  "u",
  "U",
  "v",
  "w",
  "root",
  "postmaster",
  "u+d",
  "u+*",
  "u++",
  "v+*",
  "+*",
  "++",
  "",
  "*",
  "u.v",
  "u%x",
);
const domains = fc.constantFrom(
  ...["virt.example", "VIRT.example", "virt2.example", "local.example", "mx.example.com", "localhost", "other.example"],
  ...["sub.virt.example", "virt.example:", "virt.example.", ".virt.example", "*.example", "virt.example,", ""],
);
const keys = fc.oneof(
  { weight: 9, arbitrary: fc.tuple(users, domains).map(([user, domain]) => `${user}@${domain}`) },
  { weight: 1, arbitrary: fc.constantFrom("u", "root", "virt.example", "postmaster") },
);

/** Addresses that are asked for: every way to write a user and a domain that the keys name. */
const ASKED = ["u", "v", "w", "root", "postmaster", "u+d", "u+e", "v+", "w+e", "nobody", "u.v"].flatMap((user) =>
  ["virt.example", "virt2.example", "local.example", "mx.example.com", "other.example", "sub.virt.example"].map(
    (domain) => ({ user, domain }),
  ),
);

/** The same configuration, for our reading. */
const MC = [
  "OSTYPE(`linux')",
  "define(`confDOMAIN_NAME', `mx.example.com')",
  "define(`confDONT_PROBE_INTERFACES', `true')",
  "LOCAL_DOMAIN(`local.example')",
  "FEATURE(`virtusertable')",
  "VIRTUSER_DOMAIN(`virt.example')",
  "VIRTUSER_DOMAIN(`virt2.example')",
  "MAILER(`local')",
  "MAILER(`smtp')",
  "",
].join("\n");

/** Zero-based lines that a rule reports; those of one cause that only its first line stands for are left out. */
async function reported(rule: Rule, lines: readonly string[]): Promise<ReadonlySet<number>> {
  const text = lines.map((line) => `${line}\n`).join("");
  const site = await siteFrom({ "sendmail.mc": MC, virtusertable: text });
  const document = TextDocument.create("x:", "", 0, text);
  return new Set([...lint(site, [rule]).values()].flat().map(({ span }) => document.positionAt(span.start).line));
}

test("the line that answers is the one that we say, and keys that never match are never found", async () => {
  let found = 0;
  let never = 0;
  for (const some of fc.sample(
    fc.uniqueArray(keys, { minLength: 10, maxLength: 40, selector: (key) => key.toLowerCase() }),
    { numRuns: RUNS, seed: SEED + 10 },
  )) {
    const lines = some.map((key, at) => `${key} t${at}`);
    const table = parseTable(TextDocument.create("x:", "", 0, lines.join("\n")), "map");
    const site = new MailSite({ tables: { virtusertable: lines } });
    const answers = site.parse(ASKED.map(({ user, domain }) => `${user}@${domain}`));
    site.dispose();
    const isAsked = (domain: string) => !/^(?:other|sub)/.test(domain);
    const ours = ASKED.map(({ user, domain }) => (isAsked(domain) ? answering(table, user, domain)?.value : undefined));
    const theirs = answers.map((answer) => /^local - (t\d+)$/.exec(answer)?.[1]);
    const name = ({ user, domain }: (typeof ASKED)[number]) => `${user}@${domain}`;
    expect(ASKED.map((one, at) => [name(one), ours[at]])).toEqual(ASKED.map((one, at) => [name(one), theirs[at]]));
    const invalid = await reported(invalidRule, lines);
    some.forEach((key, at) => {
      expect([key, invalid.has(at)]).toEqual([key, keyOf(key).kind === "never"]);
      if (!invalid.has(at)) return;
      never++;
      expect([key, theirs.includes(`t${at}`)]).toEqual([key, false]);
    });
    found += theirs.filter((one) => one !== undefined).length;
  }
  expect(found).toBeGreaterThan(50);
  expect(never).toBeGreaterThan(10);
});

test("domains that we say nothing asks for are never looked up, all others are", async () => {
  const names = [
    "virt.example",
    "virt2.example",
    "local.example",
    "mx.example.com",
    "localhost",
    "other.example",
    "sub.virt.example",
    "xvirt.example",
  ];
  const lines = names.map((name, at) => `u@${name} t${at}`);
  const site = new MailSite({ tables: { virtusertable: lines } });
  const answers = site.parse(names.map((name) => `u@${name}`));
  site.dispose();
  const idle = await reported(unaskedRule, lines);
  // localhost is looked up under the server's own name.
  const asked = names.filter((name) => name !== "localhost");
  expect(asked.map((name) => [name, idle.has(names.indexOf(name))])).toEqual(
    asked.map((name) => [name, !answers[names.indexOf(name)]?.startsWith("local - t")]),
  );
});

describe("circles", () => {
  const targets = fc.oneof(
    fc
      .tuple(
        fc.constantFrom("u", "v", "%1", "U", "u+d", "%1%3"),
        fc.constantFrom("virt.example", "virt2.example", "virt.example", "virt2.example", "else.example"),
      )
      .map(([user, domain]) => `${user}@${domain}`),
    fc.constantFrom("bob", "local:u"),
  );
  const sources = fc
    .tuple(fc.constantFrom("u", "v", "u+d", ""), fc.constantFrom("virt.example", "virt2.example"))
    .map(([user, domain]) => `${user}@${domain}`);

  test("that we report are refused by sendmail, and no other line is", async () => {
    let circles = 0;
    const tables = fc.sample(
      fc.uniqueArray(fc.tuple(sources, targets), { minLength: 5, maxLength: 6, selector: ([key]) => key }),
      { numRuns: RUNS * 4, seed: SEED + 4 },
    );
    for (const entries of tables) {
      const lines = entries.map(([key, value]) => `${key} ${value}`);
      const site = new MailSite({ tables: { virtusertable: lines } });
      const asked = entries.map(([key]) => (key.startsWith("@") ? `somebody-else${key}` : key));
      const answers = site.parse(asked);
      site.dispose();
      const found = await reported(loopRule, lines);
      const table = parseTable(TextDocument.create("x:", "", 0, lines.join("\n")), "map");
      entries.forEach(([key], at) => {
        const isRefused = /recursion/.test(answers[at] ?? "");
        // A line that leads into a circle is refused too; the lines of the circle itself are reported.
        expect([lines, key, isRefused]).toEqual([lines, key, leadsInto(asked[at] ?? "", table, found)]);
        if (found.has(at)) circles++;
      });
    }
    expect(circles).toBeGreaterThan(5);
  });

  test.each(VERSIONS)("%s follows sixteen lines one after the other, and no more", (version) => {
    const at = (number: number) => `v${number}@virt.example`;
    const chain = Array.from(
      { length: MOST_ANSWERS + 1 },
      (_, line) => `${at(line)} ${line === 0 ? "u" : at(line - 1)}`,
    );
    const site = new MailSite({ tables: { virtusertable: chain } });
    const answers = site.parse([at(MOST_ANSWERS - 1), at(MOST_ANSWERS)], version);
    site.dispose();
    expect(answers).toEqual(["local - u", "excessive recursion"]);
  });

  /** True where an address comes to one of some lines. */
  function leadsInto(address: string, table: ReturnType<typeof parseTable>, lines: ReadonlySet<number>): boolean {
    let [user = "", host] = address.split("@") as [string?, string?];
    for (let step = 0; step < 20 && host !== undefined && /^virt/.test(host); step++) {
      const entry = answering(table, user, host);
      if (entry === undefined) return false;
      if (lines.has(entry.line)) return true;
      const next = filledIn(entry, user);
      if (next === undefined) return false;
      ({ user, host } = { user: next.user, host: next.host });
    }
    return false;
  }
});

test("a line that we call redundant changes nothing when it goes", async () => {
  const values = fc.constantFrom("bob", "%1%3@else.example");
  const tables = fc.sample(
    fc.uniqueArray(
      fc.tuple(
        fc
          .tuple(fc.constantFrom("u", "v", "w", "", "+*", "u+*"), fc.constantFrom("virt.example", "virt2.example"))
          .map(([user, domain]) => `${user}@${domain}`),
        values,
      ),
      { minLength: 8, maxLength: 10, selector: ([key]) => key },
    ),
    { numRuns: RUNS * 2, seed: SEED + 2 },
  );
  const asked = ["u", "v", "u+d", "v+d", "v+", "x"].flatMap((user) => [
    `${user}@virt.example`,
    `${user}@virt2.example`,
  ]);
  let redundant = 0;
  for (const entries of tables) {
    const lines = entries.map(([key, value]) => `${key} ${value}`);
    const idle = await reported(redundantRule, lines);
    if (idle.size === 0) continue;
    redundant += idle.size;
    const parse = (virtusertable: readonly string[]) => {
      const site = new MailSite({ tables: { virtusertable } });
      const answers = site.parse(asked);
      site.dispose();
      return answers;
    };
    expect([lines, parse(lines.filter((_, at) => !idle.has(at)))]).toEqual([lines, parse(lines)]);
  }
  expect(redundant).toBeGreaterThan(2);
});

test("the duplicates that we report are those that makemap names", async () => {
  for (const some of fc.sample(fc.array(keys, { minLength: 20, maxLength: 60 }), { numRuns: RUNS, seed: SEED + 1 })) {
    const lines = some.map((key, at) => `${key} t${at}`);
    const site = new MailSite({});
    const { stderr } = run(
      program("makemap"),
      ["hash", `${site.dir}/asked`],
      lines.map((line) => `${line}\n`).join(""),
    );
    site.dispose();
    const theirs = [...stderr.matchAll(/line (\d+): key .*: duplicate key/g)].map(([, line]) => Number(line) - 1);
    expect([...(await reported(duplicateRule, lines))].sort((a, b) => a - b)).toEqual(theirs);
  }
});
