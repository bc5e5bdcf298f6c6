// A server with a file that cannot be read: nobody is told that its relay is closed.
import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { aDayWith } from "./day.ts";

const MC = "closed-relay/sendmail.mc";
const at = aDayWith(MC);

test("the status says unknown instead of restricted, and the finding says how to read the file", async () => {
  const person = at();
  const status = (text: string) => person.page.locator(".statusbar-item", { hasText: text });
  await status("Relay: restricted").waitFor();
  // A folder of that name can be read by nobody, not even by root.
  const access = path.join(person.folder, "closed-relay/access");
  rmSync(access);
  mkdirSync(access);
  await status("Relay: unknown").waitFor();
  await person.press("Control+Shift+KeyM");
  expect(await person.findsProblem("site-unreadable-file")).toBe(true);
  await person.filterProblems("");
  await person.picture("17-unreadable");
});

test("the report says that it is not complete", async () => {
  const person = at();
  await person.focusEditor();
  await person.command("Sendmail: Who May Relay?");
  const page = person.page
    .locator("iframe.webview.ready:visible")
    .last()
    .contentFrame()
    .locator("iframe")
    .contentFrame();
  await expect.poll(() => page.locator("body").textContent(), { timeout: 20_000 }).toMatch(/access.*cannot be read/s);
  await person.page.waitForTimeout(300);
  await person.picture("18-incomplete-report");
});
