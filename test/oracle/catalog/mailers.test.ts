// Which mailers read a setting whose name suggests more, or fewer, is asked of the real m4.
import { expect, it } from "vitest";
import { catalog } from "../../../server/src/catalog/index.ts";
import { build } from "./library.ts";

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

/** The definitions of the mailers by name, each as one text. */
function mailers(definition: string): ReadonlyMap<string, string> {
  const mc = `define(\`__OSTYPE__', \`none')dnl\n${definition}MAILER(\`local')dnl\nMAILER(\`smtp')dnl\n`;
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
