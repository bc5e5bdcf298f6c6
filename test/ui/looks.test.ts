// How it looks in a dark, a light, a high-contrast theme and in Solarized Light, in a window 1024 pixels wide: pictures, and what can be measured.
import { expect, test } from "vitest";
import { aDayWith } from "./day.ts";

const at = aDayWith("open-relay/sendmail.mc");

/** Colour themes, and the least contrast of a page's text in them (WCAG 2.2, 1.4.3: 4.5; Solarized Light's own plain text has 4.1). */
const THEMES: readonly (readonly [theme: string, least: number])[] = [
  ["Dark Modern", 4.5],
  ["Light Modern", 4.5],
  ["Default High Contrast", 7],
  ["Default High Contrast Light", 7],
  ["Solarized Light", 4],
];

/** Light of a colour `rgb(r, g, b)` (WCAG 2.2, "relative luminance"). */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).slice(0, 3).map((part) => {
    const share = Number(part) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

test("in every kind of theme, and in a narrow window, the report can be read and nothing is cut off", async () => {
  const person = at();
  const { page } = person;
  await page.setViewportSize({ width: 1024, height: 768 });
  expect(await person.findsProblem("relay-promiscuous")).toBe(true);
  await person.filterProblems("");
  await person.focusEditor();
  await person.command("Sendmail: Who May Relay?");
  await person.view().getByRole("heading", { level: 1 }).first().waitFor();
  await person.command("View: Toggle Primary Side Bar Visibility");
  for (const [theme, least] of THEMES) {
    person.look(theme);
    const background = () =>
      person
        .view()
        .locator("body")
        .evaluate((node) => node.ownerDocument.defaultView?.getComputedStyle(node).backgroundColor ?? "");
    const kind = /Light/.test(theme) ? "light" : /High/.test(theme) ? "high-contrast" : "dark";
    await expect
      .poll(() =>
        person
          .view()
          .locator("body")
          .evaluate((node) => node.dataset.vscodeThemeId ?? ""),
      )
      .toBe(theme);
    await page.waitForTimeout(700);
    await person.picture(`60-${kind}-${theme.replaceAll(" ", "-")}`);
    const seen = await person
      .view()
      .locator("body")
      .evaluate((node) => {
        const view = node.ownerDocument.defaultView;
        const colour = (selector: string) => {
          const element = node.ownerDocument.querySelector(selector);
          return element && view ? view.getComputedStyle(element).color : "";
        };
        const { scrollWidth, clientWidth } = node.ownerDocument.documentElement;
        return {
          text: colour("main p"),
          cell: colour("main td"),
          link: colour("main a"),
          isCut: scrollWidth > clientWidth,
        };
      });
    const ground = await background();
    expect(seen.isCut, `${theme}: the report is wider than its window`).toBe(false);
    for (const part of ["text", "cell"] as const)
      expect(contrast(seen[part], ground), `${theme}: ${part}`).toBeGreaterThanOrEqual(least);
    expect(contrast(seen.link, ground), `${theme}: links`).toBeGreaterThanOrEqual(3);
  }
});
