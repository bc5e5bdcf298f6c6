// Whom will this server relay for? The status bar says it in a word, the report in a table, a transaction as a dialogue.
import { expect, test } from "vitest";
import { aDayWith } from "./day.ts";

const MC = "open-relay/sendmail.mc";
const at = aDayWith(MC);

test("the status bar says OPEN RELAY, on red", async () => {
  const item = at().page.locator(".statusbar-item", { hasText: "OPEN RELAY" });
  await item.waitFor();
  await item.and(at().page.locator(".error-kind")).waitFor();
});

test('"Who May Relay?" says who, to where and thanks to which line, and its links lead there', async () => {
  const person = at();
  await person.command("Sendmail: Who May Relay?");
  const table = person.view().locator("table").first();
  await table.waitFor();
  await person.page.waitForTimeout(300);
  await person.picture("8-who-may-relay");
  await expect.poll(() => person.view().locator("body").textContent()).toMatch(/any/i);
  const link = person.view().locator("table a").first();
  const [, line] = /:(\d+)$/.exec((await link.textContent()) ?? "") ?? [];
  await link.click();
  await person.page.locator(".statusbar-item", { hasText: `Ln ${line}` }).waitFor();
  expect(person.saved(MC).split("\n")[Number(line) - 1]).toContain("promiscuous_relay");
});

test("by keyboard, a link opens its file beside the report, which stays as it is while the file changes", async () => {
  const person = at();
  await person.command("Sendmail: Who May Relay?");
  const report = person.view();
  const link = report.locator("a", { hasText: /^access:\d+$/ }).first();
  await link.focus();
  // The browser's own ring is black, which is no ring on a dark theme.
  const ring = await link.evaluate((node) => node.ownerDocument.defaultView?.getComputedStyle(node).outlineStyle);
  expect(ring).toBe("solid");
  await person.press("Enter");
  await person.typesIn("access");
  await report.locator("h1", { hasText: "Who may relay" }).waitFor();
  const rows = await report.locator("tr").count();
  await person.page.keyboard.type("#");
  await expect.poll(() => report.locator("tr").count()).toBeLessThan(rows);
  expect(await link.evaluate((node) => node.ownerDocument.defaultView?.scrollY ?? 0)).toBeGreaterThan(0);
  await person.press("Control+KeyZ");
  await expect.poll(() => report.locator("tr").count()).toBe(rows);
});

test("a transaction between strangers is accepted, and the answer says why", async () => {
  const person = at();
  await person.focusEditor();
  await person.command("Sendmail: Try a Transaction");
  await person.answer(/Address of the client/, "203.0.113.9 stranger.example.net");
  await person.answer(/MAIL FROM/, "x@example.net");
  await person.answer(/RCPT TO/, "victim@elsewhere.example");
  await person.page.getByPlaceholder(/Mechanism/).waitFor();
  await person.picture("9-transaction-question");
  await person.answer(/Mechanism/, "");
  await expect.poll(() => person.view().locator("body").textContent()).toContain("203.0.113.9, stranger.example.net");
  await person.picture("10-transaction");
});
