// The views of one's way, of problems, of lines that act and of typing, beside the Explorer in a window of 1,024 pixels, in the four themes that
// VS Code is judged by: nothing that is said is cut off. The pages beside the editor are in views.test.ts.
import type { Locator } from "playwright-core";
import { expect, test } from "vitest";
import { aDayWith } from "./day.ts";
import type { Person } from "./person.ts";

const MC = "open-relay/sendmail.mc";
const ACCESS = "open-relay/access";
const at = aDayWith(MC);

const THEMES = ["Dark Modern", "Light Modern", "Dark High Contrast", "Light High Contrast"];

/** Makes the window narrow, and shows a view in each theme; `look` opens it and gives what is to be seen. */
async function inEachTheme(name: string, look: (person: Person, theme: string) => Promise<void>): Promise<void> {
  const person = at();
  await person.page.setViewportSize({ width: 1024, height: 768 });
  for (const theme of THEMES) {
    await person.look(theme);
    await look(person, theme);
    await person.picture(`${name}-${theme.toLowerCase().replaceAll(" ", "-")}`);
    await person.press("Escape");
  }
}

/** The texts below an element that do not end within the editor that it is in. */
async function cutOff(view: Locator): Promise<readonly string[]> {
  return await view.evaluate((element) => {
    const document = element.ownerDocument;
    const { right } = (element.closest(".monaco-editor") ?? element).getBoundingClientRect();
    const walker = document.createTreeWalker(element, 4);
    const found: string[] = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const range = document.createRange();
      range.selectNodeContents(node);
      if (range.getBoundingClientRect().right > right + 1) found.push(node.textContent ?? "");
    }
    return found;
  });
}

test("F8 shows every line of a message in full", async () => {
  await inEachTheme("70-f8", async (person) => {
    await person.goTo(MC, "FEATURE(`relay_entire_domain')");
    const widget = person.page.locator(".marker-widget:visible").first();
    await person.pressFor("F8", widget);
    await person.page.waitForTimeout(500);
    const message = widget.locator(".descriptioncontainer").first();
    expect(await message.textContent()).toMatch(/relay/);
    expect(await cutOff(message), "cut off").toEqual([]);
  });
});

test("Problems has each finding, with as much of it as VS Code has room for", async () => {
  await inEachTheme("71-problems", async (person) => {
    expect(await person.findsProblem("relay-promiscuous")).toBe(true);
    await person.filterProblems("");
    await person.problem("relay-promiscuous").first().waitFor();
    await person.focusEditor();
  });
});

test("all places of a domain are in a list, with the lines in which they are", async () => {
  await inEachTheme("72-references", async (person) => {
    await person.open(ACCESS);
    await person.goTo(ACCESS, "co.uk");
    const places = person.page.locator(".reference-zone-widget, .zone-widget", { hasText: "relay-domains" }).first();
    await person.pressFor("Shift+F12", places);
    await person.page.waitForTimeout(500);
  });
});

test("the actions above a line are there, and what it is judged by is said in full on demand", async () => {
  await inEachTheme("73-lens", async (person) => {
    await person.open(MC);
    await person.goTo(MC, "FEATURE(`promiscuous_relay')");
    const lens = person.page.locator(".codelens-decoration", { hasText: "Open relay:" }).first();
    for (const action of ["Try", "Explain", "Fix"]) await lens.locator("a", { hasText: action }).first().waitFor();
    const status = person.page.locator(".statusbar-item[id='status.languageStatus']").first();
    // A pointer that rests there since the last theme opens nothing again.
    await person.page.mouse.move(400, 300);
    await status.hover();
    const list = person.page.locator(".hover-language-status", { hasText: "m4 library" }).first();
    await list.waitFor();
    const rows = person.page.locator(".hover-language-status .detail, .hover-language-status .label");
    const cut = await rows.evaluateAll((all) =>
      all.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1).map(({ textContent }) => textContent),
    );
    expect(cut).toEqual([]);
  });
  const person = at();
  await person.focusEditor();
  await person.command("Sendmail: What Is This File Judged By?");
  const dialog = person.page.getByRole("dialog");
  await dialog.waitFor();
  expect(await dialog.textContent()).toMatch(/Judged as sendmail[\s\S]*m4 library/);
  const tree = await person.accessible();
  expect(tree.some(({ role, name }) => /dialog/.test(role) && /Judged as sendmail/.test(name))).toBe(true);
  await person.picture("74-judged-by-in-full");
  await person.press("Escape");
  await dialog.waitFor({ state: "detached" });
});

test("proposals and their explanations have room", async () => {
  await inEachTheme("75-completion", async (person) => {
    await person.open(ACCESS);
    await person.press("Control+End");
    await person.page.keyboard.type("Connect:192.0.2.9\t");
    await person.isProposed("REJECT");
    await person.page.waitForTimeout(500);
    await person.picture("75-completion-open");
    await person.press("Escape");
    await person.command("Revert File");
  });
});
