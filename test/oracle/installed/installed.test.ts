// What would change on a server, with real m4 and makemap: nothing after a build, and each change after an edit.
import { readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, test } from "vitest";
import { diskFiles } from "../../../server/src/files.node.ts";
import { DATABASES } from "../../../server/src/programs.node.ts";
import { createService } from "../../../server/src/service.ts";
import { DEFAULT_SETTINGS } from "../../../server/src/settings.ts";
import { cfDir, run, safeFolder } from "../programs.ts";

const { dir, dispose } = safeFolder();
afterAll(dispose);

const file = (name: string): string => path.join(dir, name);
const MC = `OSTYPE(\`linux')
define(\`confDOMAIN_NAME', \`mx.example.com')
FEATURE(\`access_db', \`hash -T<TMPF> ${dir}/access')
MAILER(\`local')
MAILER(\`smtp')
`;

/** The tasks of the server, run by a shell. */
async function perform(...ids: readonly string[]): Promise<string> {
  const service = serviceHere();
  const found = await service.serverTasks(pathToFileURL(file("sendmail.mc")).href);
  return ids
    .map((id) => {
      const task = found?.tasks.find((one) => one.id === id);
      if (task === undefined) throw new Error(`no task ${id}`);
      const { stdout, stderr, status } = run("sh", ["-c", task.command]);
      return `${status}${stdout}${stderr}`;
    })
    .join("");
}

/** @param forbidden names of files that this process has no right to read */
function serviceHere(...forbidden: readonly string[]) {
  const disk = diskFiles();
  const service = createService({
    ...disk,
    folders: [],
    read: async (uri, bounds) =>
      forbidden.some((name) => uri.endsWith(`/${name}`))
        ? { kind: "unreadable", obstacle: "forbidden" }
        : await disk.read(uri, bounds),
  });
  service.configure({ ...DEFAULT_SETTINGS, cfDir: pathToFileURL(cfDir()).href, hostName: "mx.example.com" });
  return service;
}

const pending = () => serviceHere().whatWouldChange(pathToFileURL(file("sendmail.mc")).href, DATABASES);

test("nothing after a build, and each edit until the next", async () => {
  writeFileSync(file("sendmail.mc"), MC);
  writeFileSync(file("access"), "Connect:192.0.2\tRELAY\nspam.example\tREJECT\n");
  expect(await perform("build", "map:access")).toBe("00");
  expect(await pending()).toMatchObject({
    headline: "Nothing would change: the installed files have all of this",
    cf: null,
  });

  writeFileSync(file("access"), "Connect:192.0.2\tRELAY\nConnect:198.51.100\tRELAY\nspam.example\tDISCARD\n");
  const table = await pending();
  expect(table?.headline).toBe("3 table entries would change");
  expect(table?.markdown).toContain("- spam.example\tREJECT\n+ connect:198.51.100\tRELAY\n+ spam.example\tDISCARD");
  expect(table?.markdown).toMatch(/\*\*New:\*\* clients in 198\.51\.100 to anywhere/);

  writeFileSync(
    file("sendmail.mc"),
    `${MC}LOCAL_CONFIG\nD{mine}x\n`.replace("MAILER", "FEATURE(`promiscuous_relay')\nMAILER"),
  );
  const both = await pending();
  expect(both?.cf).toMatch(/sendmail\.cf$/);
  expect(both?.markdown).toContain("+ D{mine}x");
  expect(both?.markdown).toMatch(/\*\*New:\*\* anyone to anywhere/);

  writeFileSync(file("sendmail.mc"), MC);
  writeFileSync(file("access"), "spam.example\tREJECT\n");
  const lost = await pending();
  expect(lost?.markdown).toMatch(/\*\*No longer:\*\* clients in 192\.0\.2 to anywhere/);
});

test("a database that cannot be read makes it not known who may relay, and one that is not there is empty", async () => {
  const uri = pathToFileURL(file("sendmail.mc")).href;
  writeFileSync(file("access"), "Connect:192.0.2\tRELAY\n");
  expect(await perform("map:access")).toBe("0");
  const unread = await serviceHere().whatWouldChange(uri, undefined);
  expect(unread?.markdown).toContain("Who may relay now is not known");
  expect(unread?.markdown).not.toContain("No change was found");
  expect(unread?.headline).toBe("Nothing would change, as far as could be compared");
  rmSync(file("access.db"));
  renameSync(file("sendmail.cf"), file("kept.cf"));
  expect(await serviceHere("access").whatWouldChange(uri, undefined)).toMatchObject({
    headline: "Nothing could be compared",
  });
  renameSync(file("kept.cf"), file("sendmail.cf"));
  const empty = await pending();
  expect(empty?.markdown).toContain("+ connect:192.0.2\tRELAY");
  expect(empty?.markdown).toMatch(/\*\*New:\*\* clients in 192\.0\.2 to anywhere/);
  expect(await perform("map:access")).toBe("0");
});

test("a table or a .cf that may not be read is named, and nobody is told that the installed files have all of this", async () => {
  const uri = pathToFileURL(file("sendmail.mc")).href;
  expect(await perform("build", "map:access")).toBe("00");
  expect(await pending()).toMatchObject({ headline: "Nothing would change: the installed files have all of this" });
  for (const name of ["access", "sendmail.cf"]) {
    const found = await serviceHere(name).whatWouldChange(uri, DATABASES);
    expect(found?.headline, name).toBe("Nothing would change, as far as could be compared");
    expect(found?.markdown, name).toMatch(
      new RegExp(`Not compared:.*${name} cannot be read: this program has no right`),
    );
    expect(found?.markdown, name).toMatch(/is not known|Not certain/);
  }
});

test("a stale map is offered by its own task, which makes it fresh", async () => {
  const later = statSync(file("access.db")).mtimeMs / 1000 + 10;
  utimesSync(file("access"), later, later);
  const uri = pathToFileURL(file("access")).href;
  expect((await serviceHere().serverTasks(uri))?.stale).toBe("map:access");
  expect(await perform("map:access")).toMatch(/^0/);
  const now = Date.now() / 1000 - 5;
  utimesSync(file("access"), now, now);
  expect((await serviceHere().serverTasks(uri))?.stale).toBeNull();
  expect(readFileSync(file("access.db")).length).toBeGreaterThan(0);
});
