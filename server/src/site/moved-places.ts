// Where places in the texts of a configuration are after an edit.
import { documentEdit, type Edit, offsetAfter, type Span } from "../text.ts";
import type { MailSite } from "./types.ts";

/** An edited text. */
interface Edited {
  readonly edit: Edit;
  /** Its length before. */
  readonly length: number;
}

/** The places of one version of a site in the next one. Tables have none that move: what rests on one that was edited is worked out again. */
export class MovedPlaces {
  readonly #before: MailSite;
  readonly #now: MailSite;
  readonly #edits = new Map<string, Edited | undefined>();

  constructor(before: MailSite, now: MailSite) {
    this.#before = before;
    this.#now = now;
  }

  /** A place as it is now, the same object where it did not move; undefined where it has to be looked for. */
  of(span: Span): Span | undefined {
    const edited = this.#editOf(span.source);
    if (edited === undefined) return span;
    const { edit, length } = edited;
    const start = offsetAfter(edit, length, span.start);
    const end = offsetAfter(edit, length, span.end);
    if (start === undefined || end === undefined) return undefined;
    const moved = start - span.start;
    // What has an edit within is longer or shorter now.
    if (end - span.end !== moved) return undefined;
    return moved === 0 ? span : { source: span.source, start, end };
  }

  /** Undefined for a text that is the same, and for a table. */
  #editOf(source: string): Edited | undefined {
    if (this.#edits.has(source)) return this.#edits.get(source);
    const [before, now] = [this.#before, this.#now].map((site) => {
      const file = site.fileAt(source);
      return file?.kind === "mc" || file?.kind === "cf" ? file.document : undefined;
    });
    const isEdited = before !== undefined && now !== undefined && before !== now;
    const edited = isEdited ? { edit: documentEdit(before, now), length: before.length } : undefined;
    this.#edits.set(source, edited);
    return edited;
  }
}
