// Which mailers read a setting whose name suggests more, or fewer, is asked of the real m4.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, expect, it } from "vitest";
import { catalog } from "../../../server/src/catalog/index.ts";
import { runSendmail, safeFolder } from "../programs.ts";
import { build } from "./library.ts";

const folder = safeFolder();
afterAll(() => folder.dispose());

const SMTP = ["smtp", "esmtp", "smtp8", "dsmtp"];

/** A setting with a value for it, and the mailers whose lines it changes. */
const READ: readonly (readonly [name: string, value: string, mailers: readonly string[]])[] = [
  ["SMTP_MAILER_ARGS", "TCP $h 2525", ["smtp"]],
  ["ESMTP_MAILER_ARGS", "TCP $h 2525", ["esmtp"]],
  ["RELAY_MAILER_ARGS", "TCP $h 2525", ["relay"]],
  ["SMTP_MAILER_QGRP", "slow", ["smtp"]],
  ["ESMTP_MAILER_QGRP", "slow", ["esmtp"]],
  ["SMTP_MAILER_FLAGS", "k", [...SMTP, "relay"]],
  ["RELAY_MAILER_FLAGS", "k", ["relay"]],
  ["SMTP_MAILER_MAX", "1000", SMTP],
  ["SMTP_MAILER_MAXMSGS", "10", SMTP],
  ["SMTP_MAILER_MAXRCPTS", "10", [...SMTP, "relay"]],
  ["SMTP_MAILER_CHARSET", "utf-8", SMTP],
  ["SMTP_MAILER_LL", "500", SMTP],
  ["RELAY_MAILER_LL", "500", ["relay"]],
  ["LOCAL_MAILER_MAX", "1000", ["local", "prog"]],
  ["LOCAL_MAILER_MAXRCPTS", "10", ["local"]],
];

const BOTH = "MAILER(`local')dnl\nMAILER(`smtp')dnl\n";

/** The definitions of the mailers by name, each as one text. */
function mailers(definition: string, last = BOTH): ReadonlyMap<string, string> {
  const mc = `define(\`__OSTYPE__', \`none')dnl\n${definition}${last}`;
  const text = build(mc).lines.join("\n");
  return new Map([...text.matchAll(/^M(\w+),.*(?:\n[ \t].*)*/gm)].map(([whole, name = ""]) => [name, whole]));
}

it("a mailer's setting reaches just the mailers that the catalogue names", () => {
  const plain = mailers("");
  expect([...plain.keys()]).toEqual(expect.arrayContaining([...SMTP, "relay", "local", "prog"]));
  for (const [name, value, expected] of READ) {
    expect(catalog.get("define", name), name).toBeDefined();
    const changed = [...mailers(`define(\`${name}', \`${value}')dnl\n`)].filter(
      ([key, text]) => plain.get(key) !== text,
    );
    expect([name, changed.map(([key]) => key).toSorted()]).toEqual([name, expected.toSorted()]);
  }
});

it("without any MAILER the library adds the local ones, and sendmail refuses what is for other hosts", () => {
  expect([...mailers("", "").keys()].toSorted()).toEqual(["local", "prog"]);
  const settings = `define(\`confDONT_PROBE_INTERFACES', \`true')dnl
define(\`confDOMAIN_NAME', \`mx.example.com')dnl
define(\`confSERVICE_SWITCH_FILE', \`${path.join(folder.dir, "switch")}')dnl
OSTYPE(\`linux')dnl
FEATURE(\`nocanonify')dnl
`;
  writeFileSync(path.join(folder.dir, "switch"), "hosts files\n");
  const answers = (last: string): string => {
    const file = path.join(folder.dir, "sendmail.cf");
    writeFileSync(file, build(settings + last).lines.join("\n"));
    return runSendmail(["-bt", "-C", file], "3,0 user@elsewhere.example\n3,0 root\n").stdout;
  };
  expect(answers("")).toMatch(/553 Unrecognized host name/);
  expect(answers("")).toMatch(/\$# local \$: root/);
  expect(answers(BOTH)).toMatch(/\$# esmtp \$@ elsewhere/);
});
