// What cannot be said of a template: lines with placeholders, and what may be one or the other of two branches.
import type { MailSite } from "../../site/types.ts";
import { hasPlaceholder, Template, type TextDocument } from "../../text.ts";
import type { Finding, RuleMeta } from "../types.ts";

/** Codes of rules that compare two places: with a condition around one of them, both may never be there together. */
const COMPARING = /duplicate|twice|overrid|conflict/;

/** The places of a site that its files leave open. Looks into a file when something is said of it, and not before. */
export class OpenPlaces {
  readonly #site: MailSite;
  readonly #templates = new Map<TextDocument, Template>();
  /** The lines that were asked about last. */
  #lines: { document: TextDocument; first: number; last: number; isOpen: boolean } | undefined;

  constructor(site: MailSite) {
    this.#site = site;
  }

  /** True for a finding about something that a template leaves open. */
  hide({ span, related }: Finding, meta: RuleMeta, document: TextDocument): boolean {
    const file = this.#site.fileAt(document.uri);
    if (file !== undefined && "table" in file) return this.#isOpen(document, span.start, span.end);
    if (this.#site.mc?.template !== true) return false;
    const template = this.#templates.get(document) ?? new Template(document.getText());
    this.#templates.set(document, template);
    if (template.touches(span.start, span.end)) return true;
    return template.hasStatements && (COMPARING.test(meta.code) || (related ?? []).length > 0);
  }

  /** Whether the lines of a stretch have placeholders. Of one long line much may be said: it is looked through once. */
  #isOpen(document: TextDocument, start: number, end: number): boolean {
    const first = document.positionAt(start).line;
    const last = document.positionAt(end).line;
    if (this.#lines?.document !== document || this.#lines.first !== first || this.#lines.last !== last) {
      const range = { start: { line: first, character: 0 }, end: { line: last + 1, character: 0 } };
      this.#lines = { document, first, last, isOpen: hasPlaceholder(document.getText(range)) };
    }
    return this.#lines.isOpen;
  }
}
