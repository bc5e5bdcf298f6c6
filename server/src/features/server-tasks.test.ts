// The commands that are offered for a server: which, with which words, and nothing of a configuration that a shell would obey.
import { describe, expect, it } from "vitest";
import { URI } from "vscode-uri";
import { allPlatforms, platformNamed } from "../catalog/index.ts";
import { createService } from "../service.ts";
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

/** What each system does: all at once, the aliases, a restart. */
const COMMANDS: Readonly<Record<string, readonly [all: string, aliases: string, restart: string]>> = {
  debian11: ["make -C /etc/mail all", "newaliases", "service sendmail restart"],
  debian12: ["make -C /etc/mail all", "newaliases", "service sendmail restart"],
  debian13: ["make -C /etc/mail all", "newaliases", "service sendmail restart"],
  el8: ["make -C /etc/mail all", "newaliases", "systemctl restart sendmail"],
  el9: ["make -C /etc/mail all", "newaliases", "systemctl restart sendmail"],
  el10: ["make -C /etc/mail all", "newaliases", "systemctl restart sendmail"],
  fedora: ["make -C /etc/mail all", "newaliases", "systemctl restart sendmail"],
  amazonlinux: ["make -C /etc/mail all", "newaliases", "systemctl restart sendmail"],
  freebsd: ["make -C /etc/mail all install", "make -C /etc/mail aliases", "make -C /etc/mail restart"],
  sles: ["/usr/lib/sendmail.d/update", "newaliases", "systemctl restart sendmail"],
  solaris: [
    "cd /etc/mail/cf/cf && make sendmail.cf && cp sendmail.cf /etc/mail/sendmail.cf",
    "newaliases",
    "svcadm restart svc:/network/smtp:sendmail",
  ],
  aix: [
    "cd /usr/samples/tcpip/sendmail/cf && m4 ../m4/cf.m4 aixsample.mc > /etc/mail/sendmail.cf.new && mv /etc/mail/sendmail.cf.new /etc/mail/sendmail.cf",
    "sendmail -bi",
    "stopsrc -s sendmail; startsrc -s sendmail -a '-bd -q30m'",
  ],
  slackware: [
    "cd /usr/share/sendmail/cf/cf && sh Build sendmail-slackware.cf && cp sendmail-slackware.cf /etc/mail/sendmail.cf",
    "newaliases",
    "/etc/rc.d/rc.sendmail restart",
  ],
};

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

  it.each(Object.entries(COMMANDS))("are those of %s", async (system, [all, aliases, restart]) => {
    const own = await commandsOf("file:///etc/mail", { ...FILES, aliases: "root: joe\n" }, "sendmail.mc", system);
    expect([own.all, own.aliases, own.restart]).toEqual([all, aliases, restart]);
  });

  it("are known for every system", () => {
    expect(Object.keys(COMMANDS)).toEqual(allPlatforms().map(({ id }) => id));
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

  it.each([
    ["el9", "hash"],
    ["el10", "cdb"],
    ["fedora", "cdb"],
    ["aix", "hash"],
    [undefined, "hash"],
  ])("make a map that nobody names of the usual type of %s: %s", async (id, type) => {
    const site = await siteOf("file:///srv/copy", { access: "a\tRELAY\n" }, "access");
    const platform = id === undefined ? undefined : platformNamed(id);
    const tasks = serverTasks(
      site,
      platform === undefined ? {} : { platform: { platform, because: "a test says so" } },
    );
    expect(tasks.map(({ command }) => command)).toEqual([`makemap ${type} /srv/copy/access < /srv/copy/access`]);
  });

  it("are none for a fragment but its tables'", async () => {
    const site = await siteOf("file:///srv/copy", { access: "a\tRELAY\n" }, "access");
    expect(serverTasks(site, {}).map(({ id }) => id)).toEqual(["map:access"]);
    expect(staleTask(site, "file:///srv/copy/access")).toBeUndefined();
  });
});

describe("lenses of files that are newer than what is made of them", () => {
  const lensesOf = async (name: string, times: Readonly<Record<string, number>>) => {
    const texts: Readonly<Record<string, string>> = {
      ...FILES,
      "sendmail.cf": "V10\n",
      aliases: "root: joe\n",
      "access.db": "a map",
      "mailertable.db": "a map",
      "aliases.db": "a map",
    };
    const workspace = memoryWorkspace();
    for (const [file, text] of Object.entries(texts))
      workspace.write(`file:///etc/mail/${file}`, text, times[file] ?? 0);
    const found = await createService(workspace).codeLenses(`file:///etc/mail/${name}`);
    return found.flatMap(({ command }) =>
      command?.title.includes("Changed since")
        ? [[command.title.replace(/^.*Changed/, "Changed"), command.arguments?.[1]]]
        : [],
    );
  };

  it.each([
    ["sendmail.mc", "Changed since sendmail.cf was built: build it", "build"],
    ["access", "Changed since makemap hash /etc/mail/access < /etc/mail/access: run it", "map:access"],
    [
      "mailertable",
      "Changed since makemap btree /etc/mail/mailertable < /etc/mail/mailertable: run it",
      "map:mailertable",
    ],
    ["aliases", "Changed since newaliases: run it", "aliases"],
  ])("offer what makes %s take effect, and are not there when it has", async (name, title, task) => {
    expect(await lensesOf(name, { [name]: 90_000 })).toEqual([[title, task]]);
    expect(await lensesOf(name, {})).toEqual([]);
  });
});
