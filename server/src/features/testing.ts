// Asks the editor's features at the cursor ‸ of small sites; for tests only.
import { TextEdit } from "vscode-languageserver-types";
import { EDITORS } from "../kinds/editors.ts";
import { markedSite } from "../site/testing.ts";
import { TextDocument } from "../text.ts";
import { EditorFeatures } from "./editor.ts";
import type { FeatureOptions } from "./options.ts";

const features = new EditorFeatures(EDITORS);

/** Files by name, or the text of a lone sendmail.mc; one of them holds the cursor. */
export type Given = string | Readonly<Record<string, string>>;

async function at(given: Given) {
  const { site, cursor } = await markedSite(typeof given === "string" ? { "sendmail.mc": given } : given);
  const document = cursor && site.document(cursor.uri);
  if (cursor === undefined || document === undefined) throw new Error("there is no cursor");
  return { site, document, position: document.positionAt(cursor.offset) };
}

/** The text of a hover and the stretch it is about; undefined where there is none. */
export async function hoverAt(given: Given, options: FeatureOptions = {}) {
  const { site, document, position } = await at(given);
  const found = features.hover(site, document.uri, position, options);
  if (found === undefined) return undefined;
  const text = typeof found.contents === "object" && "value" in found.contents ? found.contents.value : "";
  return { text, word: document.getText(found.range) };
}

/** What is proposed, by label and in the order in which it is shown; `typed` is the text after taking one. */
export async function completeAt(given: Given, options: FeatureOptions = {}) {
  const { site, document, position } = await at(given);
  const items = [...(features.completion(site, document.uri, position, options) ?? [])];
  const shown = items.toSorted((a, b) => ((a.sortText ?? a.label) < (b.sortText ?? b.label) ? -1 : 1));
  return {
    items,
    labels: shown.map(({ label }) => label),
    note: (label: string) => items.find((item) => item.label === label)?.labelDetails?.description,
    typed(label: string) {
      const edit = items.find((item) => item.label === label)?.textEdit;
      if (edit === undefined || !("range" in edit)) return undefined;
      return TextDocument.applyEdits(document, [TextEdit.replace(edit.range, edit.newText)]);
    },
  };
}

/** The signature with its active argument between `⟦` and `⟧`; undefined where there is none. */
export async function signatureAtCursor(given: Given) {
  const { site, document, position } = await at(given);
  const help = features.signatureHelp(site, document.uri, position, {});
  const [signature] = help?.signatures ?? [];
  if (help === undefined || signature === undefined) return undefined;
  const active = signature.parameters?.[help.activeParameter ?? -1];
  if (active === undefined) return signature.label;
  const [start, end] = typeof active.label === "string" ? [0, 0] : active.label;
  const { label } = signature;
  return `${label.slice(0, start)}⟦${label.slice(start, end)}⟧${label.slice(end)}`;
}

/** A .cf of sendmail 8.18.2 that delivers to its own users and relays for nobody, with lines of its own. */
export const closedCf = (...lines: readonly string[]) =>
  [
    "V10/Berkeley",
    "DZ8.18.2",
    "Djmx.example.com",
    ...lines,
    "Mlocal, P=/bin/true, F=l, A=x",
    "Mprog, P=/bin/true, F=l, A=x",
    "S0",
    "R$*\t$#local $: $1",
    "Scheck_rcpt",
    "R$*\t$#error $: 550 no",
    "",
  ].join("\n");
