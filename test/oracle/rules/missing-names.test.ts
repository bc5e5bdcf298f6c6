// Rules may use every ruleset, map and class that the m4 libraries write: mc-missing-name is silent about all of them.
import { expect, test } from "vitest";
import { lint } from "../../../server/src/rules/linter/lint.ts";
import { rule } from "../../../server/src/rules/mc-missing-name/index.ts";
import { mc } from "../../../server/src/rules/testing.ts";
import { siteFrom } from "../../../server/src/site/testing.ts";
import { libraryFiles } from "../catalog/library.ts";

/** What a rule of the site's own calls, one line each. */
async function messagesOf(calls: readonly string[]): Promise<readonly string[]> {
  const lines = calls.map((call) => `R$+\t$: ${call}`).join("\n");
  const site = await siteFrom({ "sendmail.mc": `${mc()}LOCAL_RULESETS\nSLocal_check_mail\n${lines}\n` });
  return [...lint(site, [rule]).values()].flat().map(({ message }) => message.split("\n", 1)[0] ?? "");
}

test("names that the library writes are known", async () => {
  const texts = libraryFiles()
    .filter(({ file }) => !file.includes("siteconfig"))
    .map(({ text }) => text.replace(/^dnl .*$/gm, ""));
  const named = (pattern: RegExp) => [
    ...new Set(texts.flatMap((text) => [...text.matchAll(pattern)].map(([, name = ""]) => name))),
  ];
  // A line such as `S3` or `SMailertable`, with what may follow the name.
  const rulesets = named(/^S([A-Za-z]\w+)[ \t]*(?:=\d+|dnl.*|#.*)?$/gm);
  const maps = named(/^K([A-Za-z]\w*)[ \t]/gm);
  const classes = named(/\$[=~]\{?(\w+)/g);
  expect([rulesets.length > 40, maps.length > 20, classes.length > 20]).toEqual([true, true, true]);
  expect(
    await messagesOf([
      ...rulesets.map((name) => `$>${name} $1`),
      ...maps.map((name) => `$(${name} $1 $)`),
      ...classes.map((name) => `$1\nR$={${name}}\t$1`),
    ]),
  ).toEqual([]);
  expect(await messagesOf(["$>nosuch $1", "$(nosuch $1 $)", "$1\nR$={nosuch}\t$1"])).toHaveLength(3);
});
