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
});

it("says that nothing is missing, and what cannot be done", async () => {
  const uri = "file:///srv/other/sendmail.mc";
  const text = "OSTYPE(`linux')dnl\nMAILER(`smtp')dnl\n";
  const summary = await createService(memoryWorkspace({ [uri]: text })).siteSummary(uri);
  expect(summary?.library).toBe("m4 library: none found, so no .cf can be built.");
  expect(summary?.root).toBe("A copy without a root: /srv/other.");
  expect(summary).toMatchObject({ files: "All files of sendmail.mc that are here were read", unread: [] });
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
