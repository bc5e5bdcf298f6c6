// "Remove Dangerous Settings" as a person sees it: one command for all files of a server, each change shown before it is made.
import { expect, test } from "vitest";
import { aDayWith } from "./day.ts";
import { appears } from "./person.ts";

const FILE = "open-relay/sendmail.mc";

const at = aDayWith(FILE);

function preview() {
  return at().page.locator(".bulk-edit-panel");
}

function rows() {
  return preview().locator(".monaco-list-row[aria-level='1']");
}

/** Ticks all changes of a file by keyboard, again where the preview was not ready for it. */
async function tick(file: string): Promise<void> {
  const person = at();
  const row = rows().filter({ hasText: file });
  for (let tries = 0; tries < 5; tries++) {
    await preview().locator(".monaco-list").focus();
    await person.press("Home");
    for (let step = 0; step < 40; step++) {
      if (await row.and(preview().locator(".focused")).count()) break;
      await person.press("ArrowDown");
    }
    await person.press("Space");
    if (await appears(row.locator(".edit-checkbox[aria-checked='true']"), 1_000)) return;
  }
  throw new Error(`${file} could not be ticked`);
}

/** Asks for the changes, and waits until all are listed. */
async function askForChanges(): Promise<void> {
  const person = at();
  await person.editor.locator(".squiggly-error").first().waitFor();
  await person.command("Sendmail: Remove Dangerous Settings");
  await preview().waitFor();
  // VS Code remembers by what they were grouped, in every folder.
  const byFile = person.page.locator(".panel .title-actions [aria-label='Group Changes By File']").first();
  if (await appears(byFile, 2_000)) await byFile.click();
  await expect
    .poll(() => rows().allTextContents())
    .toEqual(["accessopen-relay", "relay-domainsopen-relay", "sendmail.mcopen-relay"]);
}

test("the command shows what will change in every file, and who is refused from then on", async () => {
  const person = at();
  await askForChanges();
  await person.picture("13-preview-of-changes");
  await person.page.locator(".panel .title-actions [aria-label='Group Changes By Type']").first().click();
  await expect.poll(async () => (await rows().allTextContents()).join("\n")).toMatch(/refused/i);
  await person.page.waitForTimeout(500);
  await person.picture("14-who-is-refused");
});

test("what is ticked by keyboard is changed in all files, and the command says what is left", async () => {
  const person = at();
  await askForChanges();
  for (const file of ["access", "relay-domains", "sendmail.mc"]) await tick(file);
  await person.picture("15-ticked");
  await preview().getByRole("button", { name: "Apply" }).focus();
  await person.press("Enter");
  const notice = person.page.locator(".notification-toast", { hasText: "ways to relay before" });
  await notice.waitFor();
  await person.page.waitForTimeout(500);
  await person.picture("16-what-is-left");
  const [, before, after] = /(\d+) ways to relay before, (\d+) after/.exec((await notice.textContent()) ?? "") ?? [];
  expect(Number(after)).toBeLessThan(Number(before));
  await person.page.locator(".statusbar-item", { hasText: "OPEN RELAY" }).waitFor({ state: "detached" });
  // VS Code saves the files of a refactoring by itself (files.refactoring.autoSave).
  await expect.poll(() => person.saved("open-relay/access")).toMatch(/^# com\tRELAY/m);
  expect(person.saved(FILE)).not.toMatch(/^#?FEATURE\(`(promiscuous_relay|relay_local_from|relay_mail_from)'/m);
});
