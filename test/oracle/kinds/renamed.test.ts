// Domains that the domaintable gives another name: lines of other tables for the old one do nothing, and circles go through the new one.
import { expect, test } from "vitest";
import { ALL_RULES } from "../../../server/src/rules/all.ts";
import { lint } from "../../../server/src/rules/linter/lint.ts";
import { markedSite } from "../../../server/src/site/testing.ts";
import { versionsThere } from "../programs.ts";
import { MailSite } from "../tables/mail-site.ts";

const RULES = ALL_RULES.map(({ rule }) => rule);
const TABLES = {
  domaintable: [
    "old.example virt.example",
    "far.example new.example",
    "new.example far.example",
    "same.example same.example",
  ],
  mailertable: ["far.example smtp:[a.example]", "same.example smtp:[b.example]", "old.example smtp:[c.example]"],
  virtusertable: [
    "u@old.example bin",
    "u@virt.example root",
    "kim@virt.example %1@old.example",
    "ann@virt.example u@old.example",
  ],
  genericstable: ["s@old.example x@y.example", "t@virt.example z@y.example"],
};
const MC = "GENERICS_DOMAIN(`virt.example old.example')\nVIRTUSER_DOMAIN(`old.example')\n";

const without = (lines: readonly string[], ...starts: readonly string[]) =>
  lines.filter((line) => !starts.some((start) => line.startsWith(start)));

test("lines for the old name change nothing, and a circle through it is refused", async () => {
  const idle = {
    ...TABLES,
    // Two lines that swap names: each of them is still found, for the other.
    mailertable: without(TABLES.mailertable, "old.example"),
    virtusertable: without(TABLES.virtusertable, "u@old"),
    genericstable: without(TABLES.genericstable, "s@old"),
  };
  const asked = [
    "u@old.example",
    "u@far.example",
    "u@new.example",
    "u@same.example",
    "ann@virt.example",
    "kim@virt.example",
  ];
  for (const version of versionsThere()) {
    const [whole, less] = [TABLES, idle].map((tables) => {
      const site = new MailSite({ mc: MC, tables });
      const answers = [
        ...site.parse(asked, version),
        ...site.rewrite(["s@old.example", "t@old.example"], "HS", "esmtp", version),
      ];
      site.dispose();
      return answers;
    });
    expect([version, less]).toEqual([version, whole]);
    expect(whole).toEqual([
      "local - root",
      "esmtp new.example. u@new.example",
      "smtp [a.example] u@far.example",
      "smtp [b.example] u@same.example",
      "local - root",
      "excessive recursion",
      "s@virt.example",
      "z@y.example",
    ]);
  }
});

test("is what we say", async () => {
  const { site } = await markedSite({
    "sendmail.mc": [
      "OSTYPE(`linux')",
      ...Object.keys(TABLES).map((name) => `FEATURE(\`${name}')`),
      "VIRTUSER_DOMAIN(`virt.example')",
      `${MC}MAILER(\`local')`,
      "MAILER(`smtp')",
    ].join("\n"),
    ...Object.fromEntries(Object.entries(TABLES).map(([name, lines]) => [name, `${lines.join("\n")}\n`])),
  });
  const found = [...lint(site, RULES)].flatMap(([uri, problems]) =>
    problems.map(({ meta, span }) => {
      const text = site.document(uri)?.getText() ?? "";
      return `${meta.code}: ${/^.*/.exec(text.slice(text.lastIndexOf("\n", span.start - 1) + 1))?.[0]}`;
    }),
  );
  expect(found.filter((text) => /^(?:mailertable|virtusertable|genericstable)-/.test(text)).sort()).toEqual([
    "genericstable-unasked-domain: s@old.example x@y.example",
    "mailertable-local-domain: old.example smtp:[c.example]",
    "virtusertable-loop: kim@virt.example %1@old.example",
    "virtusertable-other-users: VIRTUSER_DOMAIN(`virt.example')",
    "virtusertable-unasked-domain: u@old.example bin",
  ]);
});
