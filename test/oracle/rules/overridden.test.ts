// Lines of a .mc for its .cf that the library overrides: for each option and macro that we say it of, m4 writes another line below.

import { writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { catalog, cfOptionRecord } from "../../../server/src/catalog/index.ts";
import { overriddenLines } from "../../../server/src/rules/facts/site-settings.ts";
import { siteFrom } from "../../../server/src/site/testing.ts";
import { build } from "../catalog/library.ts";
import { runSendmail, safeFolder } from "../programs.ts";

const MAILERS = "OSTYPE(`linux')dnl\nMAILER(`local')dnl\nMAILER(`smtp')dnl\n";
const HEAD = `${MAILERS}LOCAL_CONFIG\n`;
/** Where such a line may be: in its section, or outside of all of them, which is further up in the .cf. */
const PLACES = [
  ["in LOCAL_CONFIG", HEAD],
  ["outside of all sections", MAILERS],
] as const;

/** Every option of a .cf, by the name that it has there. */
const names = catalog.all("option").flatMap(({ cf }) => (cf.kind === "option" ? [cf.name] : []));
const VALUE = "not-the-default";

/** Every macro of a .cf that a .mc gives a value to, by the name of the define; DZ has the version where nobody sets it. */
const macros = [...catalog.all("option"), ...catalog.all("define")].flatMap(({ name, cf }) =>
  cf?.kind === "macro" && name !== "confCF_VERSION" ? [{ name, line: `D${cf.name}` }] : [],
);

/** Options that the library writes below, as m4 shows it. */
function writtenBelow(head: string): readonly string[] {
  const { lines } = build(`${head}${names.map((name) => `O ${name}=${VALUE}`).join("\n")}\n`);
  const last = new Map(
    lines.flatMap((line) => {
      const [, name, value] = /^O ([\w.]+)=(.*)$/.exec(line) ?? [];
      return name === undefined || value === undefined ? [] : [[name, value] as const];
    }),
  );
  return names.filter((name) => last.get(name) !== VALUE);
}

/** Macros whose last line is not the one that the .mc has, as m4 shows it. */
function macrosBelow(mc: string): readonly string[] {
  const { lines } = build(mc);
  return macros.flatMap(({ name, line }) => {
    const last = lines.findLast((text) => text.startsWith(line));
    return last === `${line}${VALUE}` ? [] : [name];
  });
}

describe.each(PLACES)("lines %s", (_, head) => {
  it("are overridden for the options that the library writes again, but for those that add up", async () => {
    const site = await siteFrom({ "sendmail.mc": `${head}${names.map((name) => `O ${name}=${VALUE}`).join("\n")}\n` });
    const ours = overriddenLines(site).map(({ shown }) => shown);
    // PrivacyOptions adds up; of the two others the catalogue has no default, so nothing is said.
    const others = ["PrivacyOptions", "Timeout.queuereturn.non-urgent", "Timeout.queuewarn.non-urgent"];
    expect([...ours, ...others].sort()).toEqual([...writtenBelow(head)].sort());
    expect(ours.every((name) => cfOptionRecord(name) !== undefined)).toBe(true);
    console.info(`${ours.length} options are written again by the library`);
  });

  it.each(["nothing is set", "all are set"])(
    "set the macros that m4 writes no line for below, where %s",
    async (which) => {
      const defines = which === "nothing is set" ? [] : macros.map(({ name }) => `define(\`${name}', \`given')dnl\n`);
      const mc = `${defines.join("")}${head}${macros.map(({ line }) => `${line}${VALUE}\n`).join("")}`;
      const ours = overriddenLines(await siteFrom({ "sendmail.mc": mc })).map(({ name }) => name);
      expect([...ours].sort()).toEqual([...macrosBelow(mc)].sort());
      expect(macros.length).toBeGreaterThan(10);
    },
  );
});

describe("lines of LOCAL_CONFIG", () => {
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
