// What is said of listeners at versions that do not have all of them.
import { expect, it } from "vitest";
import { siteFrom } from "../../site/testing.ts";
import { lint } from "../linter/lint.ts";
import { mc } from "../testing.ts";
import { rule } from "./index.ts";

const SITE = {
  "sendmail.mc": mc("DAEMON_OPTIONS(`Port=465, Name=TLS')dnl", "DAEMON_OPTIONS(`Port=smtp, Name=MTA')dnl"),
};

it.each([
  ["8.9.3", undefined],
  ["8.12.11", /Use port 587 instead/],
  ["8.14.9", /Add M=s/],
])("at %s", async (targetVersion, expected) => {
  const messages = [...lint(await siteFrom(SITE), [rule], { targetVersion }).values()]
    .flat()
    .map(({ message }) => message);
  if (expected === undefined) expect(messages).toEqual([]);
  else expect(messages.join("\n")).toMatch(expected);
});
