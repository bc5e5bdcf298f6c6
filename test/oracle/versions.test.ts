// The versions of sendmail that the other tests ask are the ones that they are called.
import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { documentsOf, libraryOf, programOf, run, runSendmail, versionsThere } from "./programs.ts";

test.each(versionsThere())("sendmail %s is that version, with its library and its documents", (version) => {
  const { stdout } = runSendmail(["-d0.1", "-bt", "-C", "/dev/null"], "", { version });
  expect(/^Version ([\d.]+)/m.exec(stdout)?.[1]).toMatch(new RegExp(`^${version.replaceAll(".", "\\.")}(\\.|$)`));
  const library = libraryOf(version);
  const mc = "OSTYPE(`linux')MAILER(`local')";
  const built = run(programOf(version, "m4"), [`-D_CF_DIR_=${library}`, `${library}m4/cf.m4`, "-"], mc);
  expect(built.stdout).toMatch(new RegExp(`^DZ${version.replaceAll(".", "\\.")}`, "m"));
  expect(existsSync(`${documentsOf(version)}/cf.README.gz`)).toBe(true);
});
