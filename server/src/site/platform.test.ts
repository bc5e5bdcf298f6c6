// Which system a site is for.
import { describe, expect, it } from "vitest";
import { allPlatforms } from "../catalog/index.ts";
import { type PlatformHints, platformOf } from "./platform.ts";
import { STARTUP_FILES } from "./startup-files.ts";
import { siteFrom } from "./testing.ts";
import type { MailSite } from "./types.ts";
import { hintedVersion, siteVersion } from "./version.ts";

const MC = (...lines: readonly string[]) => ({ "sendmail.mc": [...lines, "MAILER(`smtp')dnl", ""].join("\n") });

async function known(files: Readonly<Record<string, string>>, hints: PlatformHints = {}) {
  const found = platformOf(await siteFrom(files), hints);
  return found && [found.platform.id, found.because];
}

describe("the system of a site", () => {
  it("is the one that is set, whatever the files say", async () => {
    expect(await known(MC("OSTYPE(`debian')dnl"), { platform: "el10" })).toEqual([
      "el10",
      "the setting sendmail.platform names it",
    ]);
  });

  it.each([
    ["DZ8.17.1.9/Debian-2+deb12u2", "debian12"],
    ["DZ8.15.2/Debian-22+deb11u3", "debian11"],
    ["DZ8.15.2/Debian-22", "debian11"],
    ["DZ8.18.1/Debian-6~bpo12+1", "debian12"],
    ["DZ8.18.1/Debian-7", "debian13"],
    ["DZ8.15.2+Sun", "solaris"],
    ["DZ8.14.9/SuSE Linux 0.8", "sles"],
    ["DZ8.15.2/Debian-8", undefined],
    ["DZ8.17.1", undefined],
    ["DZ8.12.11/Our own", undefined],
    ["DZhomemade", undefined],
  ])("is told by %s", async (line, id) => {
    expect((await known({ "sendmail.cf": `V10/Berkeley\n${line}\n` }))?.[0]).toBe(id);
  });

  it("is told by OSTYPE, where the family has one system or the version tells which", async () => {
    expect(await known(MC("OSTYPE(`solaris11')dnl"))).toEqual(["solaris", "OSTYPE is solaris11"]);
    expect(await known(MC("OSTYPE(`aix5')dnl"))).toEqual(["aix", "OSTYPE is aix5"]);
    expect(await known(MC("OSTYPE(`freebsd6')dnl"))).toEqual(["freebsd", "OSTYPE is freebsd6"]);
    expect(await known(MC("OSTYPE(`suse-linux')dnl"))).toEqual(["sles", "OSTYPE is suse-linux"]);
    expect(await known(MC("OSTYPE(`debian')dnl"))).toBeUndefined();
    expect(await known(MC("OSTYPE(`debian')dnl"), { version: "8.15.2" })).toEqual([
      "debian11",
      "OSTYPE is debian, with sendmail 8.15.2",
    ]);
    expect(await known(MC("OSTYPE(`debian')dnl"), { version: "8.18.1" }), "12 by its backports, or 13").toBeUndefined();
    expect(await known(MC("OSTYPE(`linux')dnl"), { version: "8.15.2" })).toBeUndefined();
    expect(await known(MC("OSTYPE(`linux')dnl"), { version: "8.17.1.9" })).toEqual([
      "debian12",
      "only Debian 12 has sendmail 8.17.1.9",
    ]);
  });

  it("is told by VERSIONID and by the library of Red Hat", async () => {
    const slackware = MC("VERSIONID(`TLS supporting setup for Slackware Linux')dnl", "OSTYPE(`linux')dnl");
    expect((await known(slackware))?.[0]).toBe("slackware");
    const redhat = MC("include(`/usr/share/sendmail-cf/m4/cf.m4')dnl", "OSTYPE(`linux')dnl");
    expect((await known(redhat, { version: "8.16.1" }))?.[0]).toBe("el9");
    expect(await known(redhat, { version: "8.18.1" }), "Fedora and Red Hat 10 have it").toBeUndefined();
    expect((await known(MC("VERSIONID(`setup for linux')dnl"), { version: "8.16.1" }))?.[0]).toBe("el9");
    expect(await known(MC("include(`/usr/share/sendmail/cf/m4/cf.m4')dnl", "OSTYPE(`linux')dnl"))).toBeUndefined();
  });

  it("is told by the banner of OSTYPE in a .cf by itself", async () => {
    const cf = "V10/Berkeley\n#####  $Id: aix5.m4,v 8.15 2013-11-22 20:51:15 ca Exp $  #####\nDZ8.15.2\n";
    expect(await known({ "sendmail.cf": cf })).toEqual(["aix", "OSTYPE is aix5"]);
  });
});

describe("the version of a site", () => {
  const mc = "OSTYPE(`linux')dnl\n";

  it("is as set, else that of the .cf, else that of the library", async () => {
    const library = {
      uri: "file:///lib",
      version: "8.18.1",
      names: { feature: [], mailer: [], ostype: [], domain: [], hack: [] },
    };
    const both = await siteFrom({ "sendmail.mc": mc, "sendmail.cf": "DZ8.15.2\n" });
    expect(siteVersion({ ...both, targetVersion: "8.17.1" } as MailSite, library)).toEqual({
      version: "8.17.1",
      source: "setting",
    });
    expect(siteVersion(both, library)).toEqual({ version: "8.15.2", source: "cf" });
    const alone = await siteFrom({ "sendmail.mc": mc });
    expect(siteVersion(alone, library)).toEqual({ version: "8.18.1", source: "library" });
    expect(siteVersion(alone, undefined)).toBeUndefined();
  });

  it.each([
    ["@(#)sendmail.mc 8.14.4 (Debian)", "8.14.4"],
    ["$Id: sendmail.mc, v 8.12.3-7 2004-01-11 cowboy Exp $", "8.12.3"],
    ["from 8.9.3, now 8.13.8", "8.13.8"],
    ["$Id: generic-linux.mc,v 8.2 2013-11-22 20:51:08 ca Exp $", undefined],
    ["192.168.8.12.3", undefined],
    ["mail.example.com", undefined],
  ])("is hinted at by %s", async (id, version) => {
    const site = await siteFrom({ "sendmail.mc": `VERSIONID(\`${id}')dnl\n${mc}` });
    expect(hintedVersion(site)?.version).toBe(version);
  });
});

describe("every system", () => {
  it("is started by files that are read, or by a service", () => {
    for (const { id, startup } of allPlatforms()) {
      const paths = startup.filter((name) => !name.startsWith("svc:"));
      expect(paths.length, id).toBeGreaterThan(0);
      expect(STARTUP_FILES, id).toEqual(expect.arrayContaining(paths));
    }
  });
});
