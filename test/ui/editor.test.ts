// What an editor gives a person on a mail server: finding one's way, all problems, actions on lines, typing, and what a screen reader is told.
import { expect, test } from "vitest";
import { aDayWith } from "./day.ts";

const MC = "open-relay/sendmail.mc";
const ACCESS = "open-relay/access";
const at = aDayWith(MC);

test("the findings of the whole server are there while one file is open, and beside the language it says by what they are judged", async () => {
  const person = at();
  for (const code of ["access-invalid-key", "class-second-word", "relay-promiscuous"])
    expect(await person.findsProblem(code), code).toBe(true);
  await person.filterProblems("");
  await person.picture("30-whole-server");
  const status = person.page
    .locator(".statusbar-item[id='status.languageStatus'] a, .statusbar-item[id='status.languageStatus']")
    .first();
  await status.hover();
  await person.page.locator(".hover-language-status", { hasText: "All files of" }).first().waitFor();
  await person.picture("31-judged-by");
  await person.press("Escape");
});

test("F12 leads from a line of a table to the word that has it read; Ctrl+Shift+O shows the parts; Shift+F12 all places", async () => {
  const person = at();
  await person.open(ACCESS);
  await person.goTo(ACCESS, "Connect:gmail.com");
  await person.pressFor("F12", person.typingIn(MC));
  const list = person.page.locator(".quick-input-list .monaco-list-row");
  await person.pressFor("Control+Shift+KeyO", list.filter({ hasText: "promiscuous_relay" }).first());
  await person.picture("32-outline");
  await person.press("Escape");
  await person.open(ACCESS);
  await person.goTo(ACCESS, "co.uk");
  const places = person.page.locator(".reference-zone-widget, .zone-widget", { hasText: "relay-domains" }).first();
  await person.pressFor("Shift+F12", places);
  await person.page.waitForTimeout(500);
  await person.picture("33-references");
  await person.press("Escape");
});

test("above a dangerous line one tries, reads and fixes", async () => {
  const person = at();
  await person.goTo(MC, "FEATURE(`promiscuous_relay')");
  const lens = person.page.locator(".codelens-decoration", { hasText: "Open relay:" }).first();
  await lens.waitFor();
  for (const action of ["Try", "Explain", "Fix"]) await lens.locator("a", { hasText: action }).first().waitFor();
  await person.picture("34-lens");
});

test("values open after a tab, paths come from disk, and Ctrl+/ writes one space", async () => {
  const person = at();
  await person.open(ACCESS);
  await person.press("Control+End");
  await person.page.keyboard.type("Connect:192.0.2.9\t");
  await person.isProposed("REJECT");
  await person.picture("36-after-a-tab");
  await person.press("Escape");
  await person.command("Revert File");
  await person.open(MC);
  await person.press("Control+Home");
  await person.page.keyboard.type("define(`confCT_FILE', `/etc/mail/");
  await person.isProposed("relay-domains");
  await person.picture("37-paths");
  await person.press("Escape");
  await person.command("Revert File");
  await person.goTo(MC, "FEATURE(`access_db')");
  await person.press("Control+Slash");
  await person.page
    .locator(".view-line", { hasText: /dnl\sFEATURE\(`access_db'\)dnl/ })
    .first()
    .waitFor();
});

test("the views have roles and names for a screen reader, and Tab reaches their links", async () => {
  const person = at();
  await person.command("Sendmail: Who May Relay?");
  await person.view().locator("table").first().waitFor();
  const tree = await person.accessible();
  const has = (role: string, name: RegExp) => tree.some((one) => one.role === role && name.test(one.name));
  expect(has("heading", /Who may relay/)).toBe(true);
  expect(has("table", /^/)).toBe(true);
  expect(has("cell", /any/i)).toBe(true);
  expect(has("link", /sendmail\.mc:\d+/)).toBe(true);
  expect(has("link", /^Try/)).toBe(true);
  expect(has("button", /OPEN RELAY/)).toBe(true);
  for (const role of ["link", "button", "tab", "textbox", "checkbox"])
    expect(tree.filter((one) => one.role === role && one.name === "").length, `${role} without a name`).toBe(0);
  const body = person.view().locator("body");
  await body.click({ position: { x: 5, y: 5 } });
  await person.press("Tab");
  const focused = await body.evaluate((node) => node.ownerDocument.activeElement?.tagName);
  expect(focused).toBe("A");
});
