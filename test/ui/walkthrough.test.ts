// The first five minutes: the walkthrough of five steps, walked with its own buttons, and a text without a name that becomes a .mc.
import type { Locator } from "playwright-core";
import { expect, test } from "vitest";
import { aDayWith } from "./day.ts";

const at = aDayWith("closed-relay/sendmail.mc");
const STEPS = [
  "Open a mail server",
  "See what is wrong",
  "Fix it with one key",
  "Ask who may relay",
  "Ask where mail goes",
];

/** A step of the walkthrough, opened by a click on its title; the walkthrough is brought to the front first. */
async function step(title: string): Promise<Locator> {
  const person = at();
  const walkthrough = person.page.locator(".gettingStartedContainer");
  if (!(await walkthrough.isVisible()))
    await person.page
      .locator(".tab", { hasText: /Welcome|Walkthrough/ })
      .first()
      .click();
  const found = walkthrough.locator(".getting-started-step", { hasText: title });
  await found.waitFor();
  if (!/\bexpanded\b/.test((await found.getAttribute("class")) ?? "")) await found.locator(".step-title").click();
  await walkthrough.locator(".getting-started-step.expanded", { hasText: title }).waitFor();
  return found;
}

/** Follows the button of a step. */
async function follow(title: string, button: string): Promise<void> {
  await (await step(title)).getByRole("button", { name: button }).first().click();
}

test("each of the five steps leads where it says, on a sample server that is not the user's", async () => {
  const person = at();
  await person.command("Open Walkthrough");
  await person.answer(/./, "Get Started with Sendmail");
  const titles = person.page.locator(".gettingStartedContainer .getting-started-step .step-title");
  await expect.poll(() => titles.allTextContents()).toEqual(STEPS);
  await person.picture("50-walkthrough");
  const tree = await person.accessible();
  for (const title of STEPS)
    expect(
      tree.some(({ name }) => name.includes(title)),
      title,
    ).toBe(true);
  for (const role of ["button", "link", "checkbox"])
    expect(tree.filter((one) => one.role === role && one.name === "").length, `${role} without a name`).toBe(0);

  await follow("Open a mail server", "Open the Sample");
  await person.typesIn("sample/open-relay/sendmail.mc");
  await person.page.locator(".statusbar-item", { hasText: "OPEN RELAY" }).waitFor();

  await follow("See what is wrong", "Show Problems");
  await person.page.locator(".markers-panel:visible").waitFor();
  expect(await person.findsProblem("relay-promiscuous")).toBe(true);
  await person.filterProblems("");

  await follow("Fix it with one key", "Remove Dangerous Settings");
  await person.page.locator(".bulk-edit-panel .monaco-list-row").first().waitFor();
  await person.picture("51-walkthrough-fix");
  await person.page.locator(".bulk-edit-panel").getByRole("button", { name: "Discard" }).click();

  await follow("Ask who may relay", "Who May Relay?");
  await person
    .view()
    .getByRole("heading", { name: /Who may relay/ })
    .first()
    .waitFor();
  await person.picture("52-walkthrough-who");

  await follow("Ask where mail goes", "Where Does This Mail Go?");
  // Nothing takes the keyboard from the questions.
  await person.page.locator("input[placeholder^='Recipient']:focus").waitFor();
  await person.page.keyboard.type("joe@example.com");
  await person.press("Enter");
  await person.page.getByPlaceholder(/Sender of the envelope/).waitFor();
  await person.press("Enter");
  await person.view().getByRole("heading", { name: "joe@example.com" }).first().waitFor();
  await person.picture("53-walkthrough-where");
});

test("a new text that is plainly a .mc becomes one while it is typed, and is judged", async () => {
  const person = at();
  await person.command("New Untitled Text File");
  await person.page.locator(".monaco-editor.focused[data-uri^='untitled:']").first().waitFor();
  const language = (name: string) => person.page.locator(".statusbar-item[id='status.editor.mode']", { hasText: name });
  await language("Plain Text").waitFor();
  await person.page.keyboard.insertText("dnl a server of ours\n");
  await person.page.keyboard.insertText("OSTYPE(`linux')dnl\nFEATURE(`promiscuous_relay')dnl\nMAILER(`smtp')dnl\n");
  await language("Sendmail").waitFor();
  expect(await person.findsProblem("relay-promiscuous")).toBe(true);
  await person.picture("54-untitled");
});
