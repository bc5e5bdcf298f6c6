// How well the texts of a page can be read: WCAG's contrast, worked out from the colours that the browser draws.
import type { Locator } from "playwright-core";

/** What WCAG 2.2 asks of text at level AA (success criterion 1.4.3), here of large text as well. */
const READABLE = 4.5;

/** The texts below an element that are seen and have less contrast with what is drawn below them than WCAG AA asks for: each with its colours, once. */
export async function hardToRead(root: Locator): Promise<readonly string[]> {
  return await root.evaluate((element, readable) => {
    type Element = typeof element;
    type Colour = readonly [red: number, green: number, blue: number, opacity: number];
    const document = element.ownerDocument;
    const view = document.defaultView;
    if (!view) return ["the page is gone"];
    const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    if (!canvas) return ["the browser draws nothing"];
    /** Any colour that CSS can say, as the browser draws it. */
    const colour = (css: string): Colour => {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = css;
      canvas.fillRect(0, 0, 1, 1);
      const [red = 0, green = 0, blue = 0, opacity = 0] = canvas.getImageData(0, 0, 1, 1).data;
      return [red, green, blue, opacity / 255];
    };
    const over = (above: Colour, below: Colour): Colour => {
      const mixed = (index: 0 | 1 | 2) => above[index] * above[3] + below[index] * (1 - above[3]);
      return [mixed(0), mixed(1), mixed(2), 1];
    };
    const luminance = ([red, green, blue]: Colour): number => {
      const [r = 0, g = 0, b = 0] = [red, green, blue].map((value) => {
        const part = value / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    // A webview is transparent: VS Code draws the editor's colour below it.
    const paper = view.getComputedStyle(document.documentElement).getPropertyValue("--vscode-editor-background");
    const below = (node: Element | null): Colour => {
      if (node === null) return colour(paper === "" ? "white" : paper);
      const own = colour(view.getComputedStyle(node).backgroundColor);
      return own[3] >= 1 ? own : over(own, below(node.parentElement));
    };
    const opacity = (node: Element | null): number =>
      node === null ? 1 : Number(view.getComputedStyle(node).opacity) * opacity(node.parentElement);
    const found = new Set<string>();
    const walker = document.createTreeWalker(element, view.NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent?.trim() ?? "";
      const parent = node.parentElement;
      if (text === "" || parent === null || /^(?:script|style|title)$/i.test(parent.tagName)) continue;
      if (
        parent.closest("[aria-disabled=true], [aria-hidden=true]") ||
        !parent.checkVisibility({ visibilityProperty: true })
      )
        continue;
      const ground = below(parent);
      const [red, green, blue, own] = colour(view.getComputedStyle(parent).color);
      const strength = own * opacity(parent);
      // What is faded out altogether is a page that waits behind another one.
      if (strength === 0) continue;
      const drawn = over([red, green, blue, strength], ground);
      const [darker = 0, lighter = 0] = [luminance(drawn), luminance(ground)].sort((a, b) => a - b);
      const ratio = (lighter + 0.05) / (darker + 0.05);
      const name = (one: Colour) => `rgb(${one.slice(0, 3).map(Math.round).join(" ")})`;
      if (ratio < readable)
        found.add(
          `${parent.tagName.toLowerCase()} ${name(drawn)} on ${name(ground)} ${ratio.toFixed(2)}: ${text.slice(0, 40)}`,
        );
    }
    return [...found];
  }, READABLE);
}
