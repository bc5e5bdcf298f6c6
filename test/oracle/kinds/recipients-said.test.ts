// What is said of recipients that are not what they look like, and what sendmail does with them: the oldest and the newest version.
import { expect, test } from "vitest";
import { rule as targetRule } from "../../../server/src/rules/aliases-bad-target/index.ts";
import { rule as postmasterRule } from "../../../server/src/rules/aliases-no-postmaster/index.ts";
import { lint } from "../../../server/src/rules/linter/lint.ts";
import type { Rule } from "../../../server/src/rules/types.ts";
import { rule as addressRule } from "../../../server/src/rules/virtusertable-bad-address/index.ts";
import { rule as unansweredRule } from "../../../server/src/rules/virtusertable-unanswered/index.ts";
import { siteFrom } from "../../../server/src/site/testing.ts";
import { versionsThere } from "../programs.ts";
import { MailSite } from "../tables/mail-site.ts";

const VERSIONS = versionsThere().filter((version) => version === "8.15.2" || version === "8.18.2");

const MC = [
  "OSTYPE(`linux')",
  "define(`confDOMAIN_NAME', `mx.example.com')",
  "LOCAL_DOMAIN(`local.example')",
  "FEATURE(`virtusertable')",
  "FEATURE(`domaintable')",
  "FEATURE(`mailertable')",
  "VIRTUSER_DOMAIN(`virt.example')",
  "VIRTUSER_DOMAIN(`virt2.example')",
  "MAILER(`local')",
  "MAILER(`smtp')",
  "",
].join("\n");

/** What a rule says of the files of a site. */
async function said(rule: Rule, files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const site = await siteFrom({ "sendmail.mc": MC, ...files });
  return [...lint(site, [rule]).values()].flat().map(({ message }) => message);
}

const text = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join("");

test.each(VERSIONS)("a port after an address in brackets: %s", async (version) => {
  const all = [
    "u@[IPv6:2001:db8::1]:25",
    "u@[2001:db8::1]:25",
    "u@[2001:db8:0:0:0:0:0:1]:2525",
    "u@[IPv6:2001:db8:0:0:0:0:0:1]:2525",
    "u@[IPv6:::1]:25",
    "u@[::1]:25",
    "u@[192.0.2.1]:25",
    "u@host.example:25",
    "u@[IPv6:2001:db8::1]",
    "u@[ipv6:2001:db8:0:0:0:0:0:1]",
    "u@[2001:db8::1]",
    "u@[2001:db8:0:0:0:0:0:1]",
    "u@[192.0.2.1]",
  ];
  const virtusertable = all.map((one, at) => `v${at}@virt.example\t${one}`);
  const aliases = all.map((one, at) => `a${at}: ${one}`);
  const site = new MailSite({ version, tables: { virtusertable, aliases } });
  const wrong: string[] = [];
  for (const [at, one] of all.entries())
    for (const [name, rule, file] of [
      [`v${at}@virt.example`, addressRule, "virtusertable"],
      [`a${at}`, targetRule, "aliases"],
    ] as const) {
      const answer = site.verify(name, version).join("");
      const line = (file === "aliases" ? aliases : virtusertable)[at] ?? "";
      const ours = (await said(rule, { [file]: `${line}\n` })).join("");
      const theirs = /host \d+,/.test(answer)
        ? "number for the host"
        : /User unknown/.test(answer)
          ? "User unknown|takes the number for a user|takes this address for a user"
          : "";
      const isSame = theirs === "" ? ours === "" : new RegExp(theirs).test(ours);
      if (!isSame) wrong.push(`${file} ${one}: ${answer}: ${JSON.stringify(ours)}`);
    }
  site.dispose();
  expect(wrong).toEqual([]);
});

test.each(VERSIONS)("a command in dollar and parentheses: %s", async (version) => {
  const aliases = ["a: $(id)", "b: $(id -un)/mail", "c: root (id)", "d: root"];
  const site = new MailSite({ version, tables: { aliases } });
  const lost = ["a", "b", "c", "d"].map(
    (name) => !site.verify(name, version).every((line) => /deliverable/.test(line)),
  );
  site.dispose();
  expect(lost).toEqual([true, true, false, false]);
  expect(await said(targetRule, { aliases: text(aliases) })).toHaveLength(2);
});

test.each(VERSIONS)("postmaster where nothing is in the file: %s", async (version) => {
  for (const lines of [[], ["# postmaster: root"], ["", "# nothing"]]) {
    const site = new MailSite({ version, tables: { aliases: lines } });
    expect(site.verify("postmaster", version).join()).toMatch(/User unknown/);
    site.dispose();
    expect(await said(postmasterRule, { aliases: text(lines) })).toHaveLength(1);
  }
});

test.each(VERSIONS)("a domain that the domaintable replaces: %s", async (version) => {
  const tables = {
    domaintable: ["old.example\tvirt2.example"],
    virtusertable: ["u@virt.example\tann@old.example", "w@virt.example\tbob@old.example", "bob@virt2.example\troot"],
  };
  const ask = (mailertable: readonly string[]) => {
    const site = new MailSite({ version, tables: { ...tables, mailertable } });
    const answers = site.parse(["u@virt.example", "w@virt.example"], version);
    site.dispose();
    return answers;
  };
  const files = { domaintable: text(tables.domaintable), virtusertable: text(tables.virtusertable), mailertable: "" };
  expect(ask([])).toEqual(["esmtp virt2.example. ann@virt2.example", "local - root"]);
  const [message = "", ...rest] = await said(unansweredRule, files);
  expect(rest).toEqual([]);
  expect(message).toMatch(
    /\nvirt2\.example is in VIRTUSER_DOMAIN, and neither ann@virt2\.example nor @virt2\.example has a line/,
  );
  // The mailertable is asked for the new name.
  expect(ask(["virt2.example\tsmtp:[gw.example.net]"])[0]).toMatch(/^smtp \[gw/);
  expect(await said(unansweredRule, { ...files, mailertable: "virt2.example\tsmtp:[gw.example.net]\n" })).toEqual([]);
  expect(ask(["old.example\tsmtp:[gw.example.net]"])[0]).toMatch(/^esmtp/);
  expect(await said(unansweredRule, { ...files, mailertable: "old.example\tsmtp:[gw.example.net]\n" })).toHaveLength(1);
});
