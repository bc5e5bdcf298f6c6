// What a person sees where there is nothing yet, or not enough: a text without a name, a table without a server, a channel without errors.
import { expect, test } from "vitest";
import { aDayWith } from "./day.ts";

const at = aDayWith("lonely/access", { files: { "lonely/access": "Connect:192.0.2\tRELAY\n" } });

test("a table without a configuration is not known to be closed, and three places say why", async () => {
  const person = at();
  await person.page.locator(".statusbar-item", { hasText: "Relay: unknown" }).waitFor();
  await person.page.locator(".statusbar-item[id='status.languageStatus']").first().hover();
  await person.page.locator(".hover-language-status", { hasText: "No configuration found" }).first().waitFor();
  await person.picture("61-no-configuration");
  await person.press("Escape");
  await person.focusEditor();
  await person.command("Sendmail: Who May Relay?");
  await expect.poll(() => person.view().locator("body").textContent()).toMatch(/not complete[\s\S]*no \.mc file/);
});

test("New Configuration asks what the host is for, and its answer is judged before it has a name", async () => {
  const person = at();
  const { page } = person;
  await person.command("Sendmail: New Configuration");
  await page.getByPlaceholder("What is this host for?").waitFor();
  const details = page.locator(".quick-input-list .monaco-list-row");
  await expect.poll(() => details.count()).toBe(4);
  for (const text of await details.allTextContents()) expect(text).not.toContain("A whole sendmail.mc");
  await person.picture("62-new-configuration");
  await page.keyboard.type("Receiving");
  await person.press("Enter");
  await page.locator(".statusbar-item", { hasText: /Relay: (closed|restricted)/ }).waitFor();
  // What needs the files of a server says so.
  for (const command of ["Build, Check or Restart", "What Would Change on the Server?"]) {
    await person.press("Escape");
    await person.command(`Sendmail: ${command}`);
    await page.locator(".notification-toast", { hasText: "save this text" }).waitFor();
    await person.command("Notifications: Clear All");
  }
});

test("the output channels say something, and the status stays while one reads them", async () => {
  const person = at();
  const { page } = person;
  const output = () => page.locator(".panel .view-lines").allInnerTexts();
  await person.open("open-relay/sendmail.mc");
  const status = page.locator(".statusbar-item", { hasText: "OPEN RELAY" });
  await status.waitFor();
  await person.command("Output: Show Output Channels");
  await page.getByPlaceholder("Select Output Channel").waitFor();
  await page.keyboard.type("Sendmail");
  // The preview's channel has the name of its file.
  await page.locator(".quick-input-list .monaco-list-row.focused", { hasText: /Sendmail/ }).waitFor();
  await person.press("Enter");
  await expect.poll(output).toEqual([expect.stringMatching(/Sendmail for VS Code \d+\.\d+\.\d+ runs/)]);
  await page.locator(".panel .monaco-editor.focused").waitFor();
  await status.waitFor();
  await person.picture("63-output");
  await person.focusEditor();
  await person.command("Sendmail: Preview sendmail.cf");
  await expect.poll(output).toEqual([expect.stringMatching(/sendmail\.mc:17: warning:.*promiscuous_relay/)]);
});
