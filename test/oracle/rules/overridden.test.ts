// Lines of LOCAL_CONFIG that the library overrides: for each option that we say it of, m4 writes another line below.

import { writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { catalog, cfOptionRecord } from "../../../server/src/catalog/index.ts";
import { overriddenLines } from "../../../server/src/rules/site-settings.ts";
import { siteFrom } from "../../../server/src/site/testing.ts";
import { build } from "../catalog/library.ts";
import { runSendmail, safeFolder } from "../programs.ts";

const HEAD = "OSTYPE(`linux')dnl\nMAILER(`local')dnl\nMAILER(`smtp')dnl\nLOCAL_CONFIG\n";

/** Every option of a .cf, by the name that it has there. */
const names = catalog.all("option").flatMap(({ cf }) => (cf.kind === "option" ? [cf.name] : []));
const VALUE = "not-the-default";

/** Options that the library writes below LOCAL_CONFIG, as m4 shows it. */
function writtenBelow(): readonly string[] {
  const { lines } = build(`${HEAD}${names.map((name) => `O ${name}=${VALUE}`).join("\n")}\n`);
  const last = new Map(
    lines.flatMap((line) => {
      const [, name, value] = /^O ([\w.]+)=(.*)$/.exec(line) ?? [];
      return name === undefined || value === undefined ? [] : [[name, value] as const];
    }),
  );
  return names.filter((name) => last.get(name) !== VALUE);
}

describe("lines of LOCAL_CONFIG", () => {
  it("are overridden for the options that the library writes again, but for those that add up", async () => {
    const site = await siteFrom({ "sendmail.mc": `${HEAD}${names.map((name) => `O ${name}=${VALUE}`).join("\n")}\n` });
    const ours = overriddenLines(site).map(({ shown }) => shown);
    // PrivacyOptions adds up; of the two others the catalogue has no default, so nothing is said.
    const others = ["PrivacyOptions", "Timeout.queuereturn.non-urgent", "Timeout.queuewarn.non-urgent"];
    expect([...ours, ...others].sort()).toEqual([...writtenBelow()].sort());
    expect(ours.every((name) => cfOptionRecord(name) !== undefined)).toBe(true);
    console.info(`${ours.length} options are written again by the library`);
  });

  it("that set macros come below the library's and count", () => {
    const folder = safeFolder();
    const { cf } = {
      cf: build(
        `${HEAD.replace("MAILER", "MASQUERADE_AS(`a.example')dnl\nMAILER")}DSrelay.example.net\nDMb.example\n`,
      ).lines.join("\n"),
    };
    const file = path.join(folder.dir, "sendmail.cf");
    writeFileSync(file, cf);
    const { stdout } = runSendmail(["-bt", "-C", file], "$S\n$M\n", { cwd: folder.dir });
    folder.dispose();
    expect(stdout).toContain("relay.example.net");
    expect(stdout).toContain("b.example");
    expect(stdout).not.toContain("a.example\n");
  });
});
