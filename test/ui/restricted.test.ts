// A folder that nobody trusts yet (Restricted Mode): everything is judged, nothing is run, and a command that would run something says why not.
import { expect, test } from "vitest";
import { aDayWith } from "./day.ts";

const at = aDayWith("open-relay/sendmail.mc", {
  settings: { "security.workspace.trust.enabled": true, "security.workspace.trust.startupPrompt": "never" },
});

test("in Restricted Mode findings and the report are there, and tasks say that they need trust", async () => {
  const person = at();
  const { page } = person;
  await page.locator(".statusbar-item", { hasText: "Restricted Mode" }).waitFor();
  await page.locator(".statusbar-item", { hasText: "OPEN RELAY" }).waitFor();
  expect(await person.findsProblem("relay-promiscuous")).toBe(true);
  await person.filterProblems("");
  await person.focusEditor();
  for (const command of ["Build, Check or Restart", "What Would Change on the Server?"]) {
    await person.command(`Sendmail: ${command}`);
    await page.locator(".notification-toast", { hasText: /you trust/ }).waitFor();
    await person.command("Notifications: Clear All");
  }
  await person.command("Sendmail: Who May Relay?");
  await person.view().locator("table").first().waitFor();
  await person.picture("60-restricted");
});
