// Which version of sendmail a site is for, and what its library holds.
import { describe, expect, it } from "vitest";
import { type MailSite, memoryWorkspace, Sites } from "./index.ts";
import { siteFrom, testUri } from "./testing.ts";
import { compiledVersion, InstalledLibraries, versionIn } from "./version.ts";

async function setting(files: Readonly<Record<string, string>>) {
  const texts = Object.fromEntries(Object.entries(files).map(([name, text]) => [testUri(name), text]));
  const workspace = memoryWorkspace(texts);
  const [site] = await new Sites(workspace).sitesOf(testUri("sendmail.mc"));
  return { workspace, site: site as MailSite };
}

describe("a DZ line", () => {
  it.each([
    ["DZ8.18.1", "8.18.1"],
    ["V10/Berkeley\n\nDZ8.17.1.9/Debian-2+deb12u2\n", "8.17.1.9"],
    ["divert(0)\n# Configuration version number\nDZ8.17.1.9`'ifdef(`confCF_VERSION', `/confCF_VERSION')\n", "8.17.1.9"],
    ["DZ 8.9.3", "8.9.3"],
    ["DZhomemade", undefined],
    ["DZ2.14", undefined],
    ["# DZ8.18.1", undefined],
    ["", undefined],
  ])("%j is of %s", (text, version) => expect(versionIn(text)).toBe(version));
});

describe("the version of a site", () => {
  it("is that of the .cf beside it", async () => {
    const site = await siteFrom({ "sendmail.mc": "OSTYPE(`linux')dnl\n", "sendmail.cf": "V10/Berkeley\nDZ8.15.2\n" });
    expect(compiledVersion(site)).toBe("8.15.2");
  });

  it("is unknown without a .cf", async () => {
    expect(compiledVersion(await siteFrom({ "sendmail.mc": "OSTYPE(`linux')dnl\n" }))).toBeUndefined();
    expect(compiledVersion(await siteFrom({ access: "Connect:10 RELAY\n" }))).toBeUndefined();
  });
});

describe("the library", () => {
  const library = (folder: string, version: string) => ({
    [`${folder}/m4/cf.m4`]: "divert(-1)\n",
    [`${folder}/m4/version.m4`]: `DZ${version}\n`,
    [`${folder}/ostype/plan9.m4`]: "",
    [`${folder}/ostype/README`]: "",
  });

  it("is the one that the .mc includes", async () => {
    const { workspace, site } = await setting({
      "sendmail.mc": "include(`/opt/cf/m4/cf.m4')dnl\nOSTYPE(`linux')dnl\n",
      ...library("/opt/cf", "8.16.1"),
      ...library("/usr/share/sendmail/cf", "8.17.1"),
    });
    const found = await new InstalledLibraries(workspace, {}).of(site);
    expect(found).toMatchObject({ uri: "file:///opt/cf", version: "8.16.1", names: { ostype: ["plan9"], hack: [] } });
  });

  it("is the installed one else, or that of the setting", async () => {
    const { workspace, site } = await setting({
      "sendmail.mc": "OSTYPE(`linux')dnl\n",
      ...library("/usr/share/sendmail-cf", "8.14.7"),
      ...library("/srv/cf", "8.18.1"),
    });
    expect((await new InstalledLibraries(workspace, {}).of(site))?.version).toBe("8.14.7");
    expect((await new InstalledLibraries(workspace, { cfDir: "file:///srv/cf" }).of(site))?.version).toBe("8.18.1");
  });

  it("stands below the root, where there is one", async () => {
    const { workspace, site } = await setting({
      "sendmail.mc": "OSTYPE(`linux')dnl\n",
      ...library("/repo/host/usr/share/sendmail-cf", "8.14.7"),
      ...library("/usr/share/sendmail-cf", "8.18.1"),
    });
    expect((await new InstalledLibraries(workspace, { root: "file:///repo/host" }).of(site))?.version).toBe("8.14.7");
  });

  it("may be missing", async () => {
    const { workspace, site } = await setting({ "sendmail.mc": "OSTYPE(`linux')dnl\n" });
    expect(await new InstalledLibraries(workspace, {}).of(site)).toBeUndefined();
  });
});
