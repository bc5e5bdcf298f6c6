// A server with a file that cannot be read: nobody is told that its relay is closed.
import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { aDayWith } from "./day.ts";

const MC = "closed-relay/sendmail.mc";
const at = aDayWith(MC);

/** What the status bar says of the server. */
const status = (text: string) => at().page.locator(".statusbar-item", { hasText: text });

/** A folder of the access map's name takes its place: nobody can read that, not even root. */
async function makeUnreadable(): Promise<void> {
  await status("Relay: restricted").waitFor();
  const access = path.join(at().folder, "closed-relay/access");
  rmSync(access);
  mkdirSync(access);
  await status("Relay: unknown").waitFor();
}

test("the status says unknown instead of restricted, and the finding says how to read the file", async () => {
  const person = at();
  await makeUnreadable();
  expect(await person.findsProblem("site-unreadable-file")).toBe(true);
  await person.filterProblems("");
  await person.picture("17-unreadable");
});

test("the report says that it is not complete", async () => {
  const person = at();
  await makeUnreadable();
  await person.command("Sendmail: Who May Relay?");
  await expect.poll(() => person.view().locator("body").textContent()).toMatch(/access.*cannot be read/s);
  await person.page.waitForTimeout(300);
  await person.picture("18-incomplete-report");
});

test("the page of where mail goes names the file, and what helps", async () => {
  const person = at();
  await makeUnreadable();
  await person.command("Sendmail: Where Does This Mail Go?");
  await person.page.getByPlaceholder(/Recipient/).waitFor();
  await person.page.keyboard.type("joe@example.org");
  await person.press("Enter");
  await person.page.getByPlaceholder(/Sender of the envelope/).waitFor();
  await person.press("Enter");
  await expect
    .poll(() => person.view().locator("body").textContent())
    .toMatch(/Not read here[\s\S]*access: it is a folder/);
  await person.page.waitForTimeout(300);
  await person.picture("19-route-without-access");
});
