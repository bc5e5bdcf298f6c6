// A place in a file that an editor shows, and what is under the cursor there.
import type { MailSite, SiteFile } from "../site/types.ts";
import type { Span } from "../text.ts";
import type { FeatureOptions } from "./options.ts";

/** A file of a site that an editor shows. */
export interface Shown<File extends SiteFile = SiteFile> {
  readonly site: MailSite;
  readonly file: File;
  readonly options: FeatureOptions;
}

/** A place in such a file. */
export interface Place<File extends SiteFile = SiteFile> extends Shown<File> {
  /** UTF-16 units from the start of the text. */
  readonly offset: number;
}

/** What is under the cursor, and all places that mean the same thing. */
export interface Occurrences {
  /** The word under the cursor; empty where there is none and the place leads somewhere anyway. */
  readonly span: Span;
  /** Where it gets its meaning. A source that is not a file of the site is a URI, and only that file is meant. */
  readonly definitions: readonly Span[];
  /**
   * Where it is used, definitions not among them. Asked only for references and highlights.
   *
   * @param only the one file (URI) whose places are wanted; all files without it
   */
  uses(only?: string): readonly Span[];
  /** How it gets another name; undefined for what has to be called so. */
  readonly rename?: Renaming | undefined;
  /** Why it keeps its name, as a sentence, where that is not because sendmail knows it. */
  readonly kept?: string;
}

/** How something gets another name. */
export interface Renaming {
  /** The name under the cursor. */
  readonly span: Span;
  /** Whether it can have any other name. */
  isPossible(): boolean;
  /** All places that have the name. */
  spans(): readonly Span[];
  /** How a name is written at one of these places, where that is not the name alone. */
  written?(place: Span, name: string): string;
  /** Why a name cannot be given, as a sentence; undefined where it can. */
  refusal(name: string): string | undefined;
}
