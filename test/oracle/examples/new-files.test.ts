// "New Configuration...": each is built by four versions without a word, read by their sendmail, and judged clean and closed with their library.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { newConfigurations } from "../../../server/src/features/new-files.ts";
import { snippetText } from "../../../server/src/features/snippet-text.ts";
import { exposureList } from "../../../server/src/relay/index.ts";
import { createService } from "../../../server/src/service.ts";
import { readSettings } from "../../../server/src/settings.ts";
import { memoryWorkspace } from "../../../server/src/site/index.ts";
import { libraryOf, programOf, run, runSendmail, safeFolder, type Version, versionsThere } from "../programs.ts";

const MC = "file:///etc/mail/sendmail.mc";
const folder = safeFolder();
afterAll(() => folder.dispose());

/** A library as files of a workspace. */
function filesOf(library: string): Readonly<Record<string, string>> {
  const names = readdirSync(library, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".m4"));
  return Object.fromEntries(
    names.map((name) => [
      pathToFileURL(path.join(library, name)).href,
      readFileSync(path.join(library, name), "latin1"),
    ]),
  );
}

const configurations = newConfigurations().map(({ title, snippet }) => [title, snippetText(snippet)] as const);

test("there are the four kinds of servers", () => {
  expect(configurations.map(([title]) => title)).toEqual([
    "Null client",
    "Smart host with a login",
    "Receiving server",
    "Submission server",
  ]);
});

describe.each(versionsThere())("with sendmail %s", (version: Version) => {
  const library = libraryOf(version);
  const files = filesOf(library);

  test.each(configurations)("%s builds, starts, and is clean and closed", async (_, text) => {
    const mc = path.join(folder.dir, "sendmail.mc");
    writeFileSync(mc, text);
    const built = run(programOf(version, "m4"), [`-D_CF_DIR_=${library}`, `${library}m4/cf.m4`, mc]);
    expect([built.stderr, built.status]).toEqual(["", 0]);
    writeFileSync(path.join(folder.dir, "sendmail.cf"), built.stdout, "latin1");
    const started = runSendmail(["-bt", "-C", "sendmail.cf"], "=S check_rcpt\n", { cwd: folder.dir, version });
    expect(started.stderr.replace(/^.*(?:cannot open|No such file or directory).*$/gm, "").trim()).toBe("");
    expect(started.stdout).toContain("R$*");
    const service = createService(memoryWorkspace({ ...files, [MC]: text }));
    service.configure(readSettings({ cfDir: library, targetVersion: version }).settings);
    const found = await service.diagnostics(MC);
    expect(found.filter(({ severity = 1 }) => severity <= 2).map(({ code }) => code)).toEqual([]);
    const site = await service.judgedSite(MC);
    const list = site && exposureList(site);
    expect([...(list?.of("open", "forgeable") ?? ["no list"])]).toEqual([]);
  });
});
