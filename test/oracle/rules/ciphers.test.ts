// The suites of ciphers that OpenSSL has here: none of them is unknown to the rule about lists of ciphers.
import { expect, test } from "vitest";
import { lint } from "../../../server/src/rules/linter/lint.ts";
import { mc } from "../../../server/src/rules/testing.ts";
import { rule } from "../../../server/src/rules/tls-no-protocol/index.ts";
import { siteFrom } from "../../../server/src/site/testing.ts";
import { run } from "../programs.ts";

test("every suite of OpenSSL may be in a list", async () => {
  const { stdout } = run("openssl", ["ciphers", "ALL:COMPLEMENTOFALL:@SECLEVEL=0"]);
  const suites = stdout.trim().split(":");
  expect(suites.length).toBeGreaterThan(50);
  const findings = async (list: string) => {
    const site = await siteFrom({ "sendmail.mc": mc(`define(\`confCIPHER_LIST', \`${list}')dnl`) });
    return [...lint(site, [rule]).values()].flat().map(({ message }) => message);
  };
  expect(await findings(suites.join(":"))).toEqual([]);
  expect(await findings([...suites, "ECDHE-RSA-AES257-SHA"].join(":"))).toHaveLength(1);
});
