// By what a file is judged, as the status bar says it.
import { expect, it } from "vitest";
import { createService } from "../service.ts";
import { memoryWorkspace } from "../site/index.ts";

const MC = "OSTYPE(`linux')dnl\nFEATURE(`access_db')dnl\nFEATURE(`mailertable')dnl\nMAILER(`smtp')dnl\n";
const CF_M4 = "/usr/share/sendmail/cf/m4/cf.m4";

it("names version, system, library and root, and what was not found", async () => {
  const uri = "file:///srv/copy/etc/mail/sendmail.mc";
  const files = { [uri]: MC, [`file:///srv/copy${CF_M4}`]: "", "file:///srv/copy/etc/mail/access": "a.example OK\n" };
  const summary = await createService(memoryWorkspace(files)).siteSummary("file:///srv/copy/etc/mail/access");
  expect(summary).toMatchObject({
    judgedAs: expect.stringMatching(/^Judged as sendmail 8\.\S+ \(assumed\) on linux\.$/),
    files: "Not all files of sendmail.mc were read",
  });
  expect(summary?.library).toBe("m4 library: /srv/copy/usr/share/sendmail/cf.");
  expect(summary?.root).toBe("Root: /srv/copy.");
  expect(summary?.unread).toContain("/etc/mail/mailertable: not found");
  expect(summary?.unreadBriefly).toBe("mailertable");
});

it("says that nothing is missing, and what cannot be done", async () => {
  const uri = "file:///srv/other/sendmail.mc";
  const text = "OSTYPE(`linux')dnl\nMAILER(`smtp')dnl\n";
  const summary = await createService(memoryWorkspace({ [uri]: text })).siteSummary(uri);
  expect(summary?.library).toBe("m4 library: none found, so no .cf can be built.");
  expect(summary?.root).toBe("A copy without a root: /srv/other.");
  expect(summary).toMatchObject({
    files: "All files of sendmail.mc that are here were read",
    unread: [],
    unreadBriefly: "",
  });
  expect(await createService(memoryWorkspace({})).siteSummary("file:///etc/passwd")).toBeUndefined();
});

it("says of a table without a configuration that nobody knows what sendmail does with it", async () => {
  const uri = "file:///srv/other/access";
  const summary = await createService(memoryWorkspace({ [uri]: "Connect:192.0.2\tRELAY\n" })).siteSummary(uri);
  expect(summary).toMatchObject({
    files: "No configuration found",
    unread: [expect.stringMatching(/no \.mc or \.cf/)],
  });
});

it("has a short form of what is not there, however much that is", async () => {
  const uri = "file:///srv/copy/etc/mail/sendmail.mc";
  const names = ["mailertable", "virtusertable", "genericstable", "domaintable"];
  const brief = async (paths: readonly string[]) => {
    const features = names.slice(0, paths.length).map((name, at) => `FEATURE(\`${name}', \`hash ${paths[at]}')dnl\n`);
    const text = `OSTYPE(\`linux')dnl\n${features.join("")}MAILER(\`smtp')dnl\n`;
    const files = { [uri]: text, "file:///srv/copy/etc/aliases": "root: joe\n" };
    return (await createService(memoryWorkspace(files)).siteSummary(uri))?.unreadBriefly;
  };
  expect(await brief(["/etc/mail/a", "/etc/mail/b"])).toBe("a, b");
  expect(await brief(names.map((name) => `/etc/mail/${name}`))).toBe("mailertable, virtusertable and 2 more");
  expect(await brief([`/etc/mail/${"x".repeat(60)}`])).toBe("1 file");
});
