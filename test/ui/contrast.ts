// How well a page can be read and walked by keyboard: WCAG's contrast, worked out from the colours that the browser draws.
import type { Locator } from "playwright-core";

/** What WCAG 2.2 asks of text at level AA (success criterion 1.4.3), here of large text as well. */
const READABLE = 4.5;
/** What it asks of the ring around what has the keyboard (1.4.11, 2.4.7). */
const VISIBLE = 3;

type Colour = readonly [red: number, green: number, blue: number, opacity: number];

/** Something drawn on a page. */
interface Drawn {
  readonly tag: string;
  readonly text: string;
  readonly colour: Colour;
  /** The grounds below it, the topmost first; the last one is solid. */
  readonly grounds: readonly Colour[];
}

/** The texts below an element that are seen and have less contrast with what is drawn below them than WCAG AA asks for: each with its colours, once. */
export async function hardToRead(root: Locator): Promise<readonly string[]> {
  return faint(await drawn(root, "texts"), READABLE);
}

/** Links, buttons and fields below an element around which nobody sees a ring when the keyboard is in them: each with its colours, once. */
export async function withoutRing(root: Locator): Promise<readonly string[]> {
  return faint(await drawn(root, "rings"), VISIBLE);
}

function faint(all: readonly Drawn[], least: number): readonly string[] {
  const name = (one: Colour) => `rgb(${one.slice(0, 3).map(Math.round).join(" ")})`;
  const found = all.flatMap(({ tag, text, colour, grounds }) => {
    const ground = grounds.reduceRight((below, own) => over(own, below));
    const seen = over(colour, ground);
    const [darker = 0, lighter = 0] = [luminance(seen), luminance(ground)].sort((a, b) => a - b);
    const ratio = (lighter + 0.05) / (darker + 0.05);
    return ratio < least ? [`${tag} ${name(seen)} on ${name(ground)} ${ratio.toFixed(2)}: ${text.slice(0, 40)}`] : [];
  });
  return [...new Set(found)];
}

function over(above: Colour, below: Colour): Colour {
  const mixed = (index: 0 | 1 | 2) => above[index] * above[3] + below[index] * (1 - above[3]);
  return [mixed(0), mixed(1), mixed(2), 1];
}

function luminance([red, green, blue]: Colour): number {
  const [r = 0, g = 0, b = 0] = [red, green, blue].map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** The texts below an element that are seen, or the rings of what can have the keyboard, which each of them gets for a moment. */
async function drawn(root: Locator, what: "texts" | "rings"): Promise<readonly Drawn[]> {
  return await root.evaluate((element, wanted) => {
    type Element = typeof element;
    const document = element.ownerDocument;
    const view = document.defaultView;
    const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    if (!view || !canvas) throw new Error("the page is gone");
    /** Any colour that CSS can say, as the browser draws it. */
    const colour = (css: string): Colour => {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = css;
      canvas.fillRect(0, 0, 1, 1);
      const [red = 0, green = 0, blue = 0, opacity = 0] = canvas.getImageData(0, 0, 1, 1).data;
      return [red, green, blue, opacity / 255];
    };
    // A webview is transparent: VS Code draws the editor's colour below it.
    const paper = view.getComputedStyle(document.documentElement).getPropertyValue("--vscode-editor-background");
    const below = (node: Element | null): readonly Colour[] => {
      if (node === null) return [colour(paper === "" ? "white" : paper)];
      const own = colour(view.getComputedStyle(node).backgroundColor);
      return own[3] >= 1 ? [own] : [own, ...below(node.parentElement)];
    };
    const opacity = (node: Element | null): number =>
      node === null ? 1 : Number(view.getComputedStyle(node).opacity) * opacity(node.parentElement);
    const isSeen = (node: Element) =>
      !node.closest("[aria-disabled=true], [aria-hidden=true]") &&
      node.checkVisibility({ visibilityProperty: true }) &&
      // What is faded out altogether is a page that waits behind another one.
      opacity(node) > 0;
    const found: Drawn[] = [];
    if (wanted === "rings") {
      const before = document.activeElement;
      for (const node of element.querySelectorAll<Element>("a, button, input, [tabindex='0']")) {
        if (!isSeen(node)) continue;
        node.focus({ preventScroll: true });
        const { outlineStyle, outlineWidth, outlineColor } = view.getComputedStyle(node);
        const isDrawn = !/^(?:none|hidden)$/.test(outlineStyle) && Number.parseFloat(outlineWidth) >= 1;
        found.push({
          tag: node.tagName.toLowerCase(),
          text: node.textContent?.trim() ?? "",
          colour: isDrawn ? colour(outlineColor) : [0, 0, 0, 0],
          grounds: below(node.parentElement),
        });
      }
      (before as Element | null)?.focus({ preventScroll: true });
      return found;
    }
    const walker = document.createTreeWalker(element, view.NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent?.trim() ?? "";
      const parent = node.parentElement;
      if (text === "" || parent === null || /^(?:script|style|title)$/i.test(parent.tagName) || !isSeen(parent))
        continue;
      const [red, green, blue, own] = colour(view.getComputedStyle(parent).color);
      found.push({
        tag: parent.tagName.toLowerCase(),
        text,
        colour: [red, green, blue, own * opacity(parent)],
        grounds: below(parent),
      });
    }
    return found;
  }, what);
}
