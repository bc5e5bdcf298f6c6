// Which file sendmail opens for an `:include:`, however its path is written, and which forms are no list at all.
import { expect, test } from "vitest";
import { troubleOf } from "../../../server/src/kinds/aliases/targets.ts";
import { readRecipients } from "../../../server/src/tables/values/recipients.ts";
import { LONG, versionsThere } from "../programs.ts";
import { MailSite } from "../tables/mail-site.ts";

const VERSIONS = versionsThere().filter((version) => LONG || version === "8.15.2" || version === "8.18.2");

const WRITTEN: readonly string[] = [
  ...[":include:/gone/x", ':include:"/gone/x"', '":include:/gone/x"', ":include: /gone/x", ":Include:/gone/x"],
  ...[":include:/gone/x;", ":include:/gone/x(c)", ":include:/gone/x (c)", ":include:\\/gone/x", "<:include:/gone/x>"],
  ...[
    ':include:"/gone/x y"',
    ":include:/gone/x y",
    ":include:/gone/x  y",
    ":include:/gone/x\\ y",
    '":include:/gone/x y"',
  ],
  ...[":include :/gone/x", ": include:/gone/x", ": include : /gone/x", ":include:/gone/x:", ":include:/gone/x # c"],
  ...[":include:'/gone/x'", ':include:"/gone/a,b"', ":include:/gone/x:y", ":include:/gone/x;y", ":include:/gone/x. y"],
  ...[":include:/gone/.x", ":include:/gone/$x", ":include:/gone//x", ":include:/gone/x+y", ':include: "/gone/x"'],
  // No lists.
  ...[":include:/gone/x@y", '":include:/gone/x@y"', ":include:/gone/x%y", ":include:/gone/x!y", ":include:/gone/x[1]"],
];

test.each(VERSIONS)("%s", (version) => {
  const site = new MailSite({ version, tables: { aliases: WRITTEN.map((value, at) => `i${at}: ${value}`) } });
  const opened = WRITTEN.map((value, at) => {
    const said = site.verify(`i${at}`, version).join("\n");
    return [value, /Cannot open (.*): (?:No such file|Permission denied)/.exec(said)?.[1]];
  });
  site.dispose();
  const ours = WRITTEN.map((value) => {
    const [one] = readRecipients(value);
    const isList = one?.kind === "include" && troubleOf(one) !== "include-address";
    return [value, isList ? one.target : undefined];
  });
  expect(ours).toEqual(opened);
});
