// The commands that are offered for a server: which, with which words, and nothing of a configuration that a shell would obey.
import { describe, expect, it } from "vitest";
import { URI } from "vscode-uri";
import { platformNamed } from "../catalog/index.ts";
import { memoryWorkspace, Sites } from "../site/index.ts";
import { serverTasks, staleTask } from "./server-tasks.ts";

const MC =
  "OSTYPE(`linux')dnl\nFEATURE(`access_db')dnl\nFEATURE(`mailertable', `btree -o /etc/mail/mailertable')dnl\nMAILER(`smtp')dnl\n";

async function siteOf(folder: string, files: Readonly<Record<string, string>>, mc = "sendmail.mc") {
  const texts = Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]));
  const [site] = await new Sites(memoryWorkspace(texts)).sitesOf(`${folder}/${mc}`);
  if (site === undefined) throw new Error("no site");
  return site;
}

async function commandsOf(
  folder: string,
  files: Readonly<Record<string, string>>,
  mc = "sendmail.mc",
  system?: string,
) {
  const site = await siteOf(folder, files, mc);
  const platform = system === undefined ? undefined : platformNamed(system);
  const options = platform === undefined ? {} : { platform: { platform, because: "a test says so" } };
  return Object.fromEntries(serverTasks(site, options).map(({ id, command }) => [id, command]));
}

const FILES = { "sendmail.mc": MC, access: "a\tRELAY\n", mailertable: "b\tlocal:c\n" };

describe("tasks", () => {
  it("build, compile and check where the files lie", async () => {
    expect(await commandsOf("file:///srv/copy", FILES)).toEqual({
      build:
        "m4 /usr/share/sendmail/cf/m4/cf.m4 /srv/copy/sendmail.mc > /srv/copy/sendmail.cf.new && mv /srv/copy/sendmail.cf.new /srv/copy/sendmail.cf",
      "map:access": "makemap hash /srv/copy/access < /srv/copy/access",
      "map:mailertable": "makemap btree /srv/copy/mailertable < /srv/copy/mailertable",
      check: "sendmail -bt -C /srv/copy/sendmail.cf < /dev/null",
    });
  });

  it("do not name the library where the .mc does", async () => {
    const mc = `include(\`/usr/share/sendmail/cf/m4/cf.m4')dnl\n${MC}`;
    expect((await commandsOf("file:///srv/copy", { ...FILES, "sendmail.mc": mc })).build).toMatch(
      /^m4 \/srv\/copy\/sendmail\.mc >/,
    );
  });

  it("restart as the system does it, and only on the machine itself", async () => {
    const own = await commandsOf("file:///etc/mail", { ...FILES, aliases: "root: joe\n" }, "sendmail.mc", "debian12");
    expect(own).toMatchObject({ all: "make -C /etc/mail all", restart: "service sendmail restart" });
    const copy = await commandsOf("file:///srv/copy", FILES, "sendmail.mc", "debian12");
    expect(copy).not.toHaveProperty("restart");
    expect(copy).not.toHaveProperty("aliases");
  });

  it("quote what a shell would obey", async () => {
    const folder = URI.file("/srv/it's $(mine); `x`").toString();
    const { check, "map:access": map } = await commandsOf(folder, FILES);
    expect(check).toBe("sendmail -bt -C '/srv/it'\\''s $(mine); `x`/sendmail.cf' < /dev/null");
    expect(map).toContain("'/srv/it'\\''s $(mine); `x`/access'");
  });

  it("take no type of map from a configuration that makemap has not", async () => {
    const mc = "FEATURE(`access_db', `hash;reboot -T<TMPF> /etc/mail/access')dnl\nMAILER(`smtp')dnl\n";
    const commands = await commandsOf("file:///srv/copy", { ...FILES, "sendmail.mc": mc });
    expect(JSON.stringify(commands)).not.toContain("reboot");
  });

  it("are none for a fragment but its tables'", async () => {
    const site = await siteOf("file:///srv/copy", { access: "a\tRELAY\n" }, "access");
    expect(serverTasks(site, {}).map(({ id }) => id)).toEqual(["map:access"]);
    expect(staleTask(site, "file:///srv/copy/access")).toBeUndefined();
  });
});
