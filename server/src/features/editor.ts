// What the editor's features ask of a kind of file: the interface that kinds/<kind>/editor.ts implements.
import type {
  CodeAction,
  CodeLens,
  CompletionItem,
  DocumentHighlight,
  DocumentLink,
  DocumentSymbol,
  FoldingRange,
  Hover,
  InlayHint,
  Location,
  Position,
  Range,
  SelectionRange,
  SignatureHelp,
  TextEdit,
  WorkspaceEdit,
} from "vscode-languageserver-types";
import type { KindName } from "../kinds/index.ts";
import type { FileOf, MailSite, SiteFile } from "../site/types.ts";
import { type Span, touches } from "../text.ts";
import { highlightsOf, locationsOf } from "./occurrences.ts";
import type { FeatureOptions } from "./options.ts";
import type { Occurrences, Place, Renaming, Shown } from "./place.ts";
import { isAt, rangeOf, spanOf, workspaceEdit } from "./ranges.ts";
import { selectionAt } from "./selection.ts";
import { encodeTokens, type Token } from "./semantic-tokens.ts";
import type { WrittenPath } from "./written-path.ts";

export type { Occurrences, Place, Renaming, Shown } from "./place.ts";

/** What is said in files of one kind. What is optional means nothing for many kinds, and is then never offered. */
export interface Editor<File extends SiteFile = SiteFile> {
  /** What is under the cursor, in plain words; undefined where nothing is known. */
  hover(place: Place<File>): Hover | undefined;
  /** What may be written at the cursor; [] where nothing is known. */
  completion(place: Place<File>): readonly CompletionItem[];
  /** The path of a file that is being typed at the cursor; undefined where none is. */
  path?(place: Place<File>): WrittenPath | undefined;
  /** What is to be said about the file as a whole, on its first line. */
  codeLenses(shown: Shown<File>): readonly CodeLens[];
  /** The arguments of what is being written. */
  signatureHelp?(place: Place<File>): SignatureHelp | undefined;
  /** What may be asked about the line under the cursor: actions that change nothing. */
  questions?(place: Place<File>): readonly CodeAction[];
  /** Hints after the words of a range. */
  inlayHints?(shown: Shown<File>, range: Range): readonly InlayHint[];
  /** The parts of the file, for the outline and breadcrumbs. */
  outline?(shown: Shown<File>): readonly DocumentSymbol[];
  /** Files and pages that the text names. */
  links?(shown: Shown<File>): readonly FileLink[];
  /** Stretches that may be folded. */
  folding?(shown: Shown<File>): readonly FoldingRange[];
  /** Stretches around the cursor that belong together, in any order: what a selection grows to. */
  around?(place: Place<File>): readonly Pick<Span, "start" | "end">[];
  /** What the name under the cursor is, for definition, references and highlights; undefined where it is none. */
  occurrences?(place: Place<File>): Occurrences | undefined;
  /** Changes that make the text tidy and mean the same; `range`: only of the lines that it touches. */
  format?(shown: Shown<File>, range: Span | undefined): readonly TextEdit[];
  /** Words that colours of a grammar cannot tell apart, in order; `range`: only these are wanted. */
  tokens?(shown: Shown<File>, range: Span | undefined): readonly Token[];
}

/** A link to a file; one with a `path` and without a `target` leads there if such a file is found. */
export interface FileLink extends DocumentLink {
  /** As the configuration names it. */
  readonly path?: string;
}

/** What an editor shows while another name is typed. */
export interface PrepareRename {
  readonly range: Range;
  readonly placeholder: string;
}

/** One for each kind: the compiler says which is missing. */
export type Editors = { readonly [Name in KindName]: Editor<FileOf<Name>> };

/** Asks what a file's kind says. The file may be any of the site; one that no kind is about has nothing to say. */
export class EditorFeatures {
  readonly #editors: Editors;

  constructor(editors: Editors) {
    this.#editors = editors;
  }

  hover(site: MailSite, uri: string, position: Position, options: FeatureOptions): Hover | undefined {
    return this.#at(site, uri, position, options, (editor, place) => {
      const hover = editor.hover(place);
      if (hover?.range === undefined || isAt(position, hover.range)) return hover;
      // The page is about a word elsewhere in the line: a range without the cursor would mark that one.
      return { contents: hover.contents };
    });
  }

  completion(
    site: MailSite,
    uri: string,
    position: Position,
    options: FeatureOptions,
  ): readonly CompletionItem[] | undefined {
    return this.#at(site, uri, position, options, (editor, place) => editor.completion(place));
  }

  /** The path that is being typed at a position. */
  path(site: MailSite, uri: string, position: Position, options: FeatureOptions): WrittenPath | undefined {
    return this.#at(site, uri, position, options, (editor, place) => editor.path?.(place));
  }

  signatureHelp(site: MailSite, uri: string, position: Position, options: FeatureOptions): SignatureHelp | undefined {
    return this.#at(site, uri, position, options, (editor, place) => editor.signatureHelp?.(place));
  }

  questions(
    site: MailSite,
    uri: string,
    position: Position,
    options: FeatureOptions,
  ): readonly CodeAction[] | undefined {
    return this.#at(site, uri, position, options, (editor, place) => editor.questions?.(place));
  }

  codeLenses(site: MailSite, uri: string, options: FeatureOptions): readonly CodeLens[] | undefined {
    return this.#in(site, uri, options, (editor, shown) => editor.codeLenses(shown));
  }

  inlayHints(site: MailSite, uri: string, range: Range, options: FeatureOptions): readonly InlayHint[] | undefined {
    return this.#in(site, uri, options, (editor, shown) => editor.inlayHints?.(shown, range));
  }

  outline(site: MailSite, uri: string, options: FeatureOptions): readonly DocumentSymbol[] | undefined {
    return this.#in(site, uri, options, (editor, shown) => editor.outline?.(shown));
  }

  folding(site: MailSite, uri: string, options: FeatureOptions): readonly FoldingRange[] | undefined {
    return this.#in(site, uri, options, (editor, shown) => nested(editor.folding?.(shown) ?? []));
  }

  links(site: MailSite, uri: string, options: FeatureOptions): readonly FileLink[] | undefined {
    return this.#in(site, uri, options, (editor, shown) => editor.links?.(shown));
  }

  /** Where the name at a position gets its meaning. */
  definition(
    site: MailSite,
    uri: string,
    position: Position,
    options: FeatureOptions,
  ): readonly Location[] | undefined {
    return this.#at(site, uri, position, options, (editor, place) => {
      const found = editor.occurrences?.(place);
      return found && locationsOf(site, found.definitions);
    });
  }

  /** Where the name at a position is used; `declaration`: and defined. */
  references(
    site: MailSite,
    uri: string,
    position: Position,
    declaration: boolean,
    options: FeatureOptions,
  ): readonly Location[] | undefined {
    return this.#at(site, uri, position, options, (editor, place) => {
      const found = editor.occurrences?.(place);
      return found && locationsOf(site, [...(declaration ? found.definitions : []), ...found.uses()]);
    });
  }

  /** The places of the same file that mean what the name at a position means. */
  highlights(
    site: MailSite,
    uri: string,
    position: Position,
    options: FeatureOptions,
  ): readonly DocumentHighlight[] | undefined {
    return this.#at(site, uri, position, options, (editor, place) => {
      const found = editor.occurrences?.(place);
      return found && highlightsOf(place.file.document, found);
    });
  }

  /** The stretches around a position, from the smallest to the whole file. */
  selection(site: MailSite, uri: string, position: Position, options: FeatureOptions): SelectionRange | undefined {
    return this.#at(site, uri, position, options, (editor, place) => selectionAt(place, editor.around?.(place) ?? []));
  }

  /** The name at a position, where another may be given to it; a sentence for one that keeps its name. */
  renamable(
    site: MailSite,
    uri: string,
    position: Position,
    options: FeatureOptions,
  ): PrepareRename | string | undefined {
    return this.#at(site, uri, position, options, (editor, place) => {
      const { document } = place.file;
      const renaming = renamingAt(editor, place);
      if (renaming === undefined) return whyKept(editor, place);
      if (!renaming.isPossible())
        return `With another name for ${textOf(place, renaming.span)}, m4 would write another configuration.`;
      const range = rangeOf(document, renaming.span);
      return { range, placeholder: document.getText(range) };
    });
  }

  /** The changes that give the name at a position another one, or why it cannot have it; undefined where there is no name. */
  rename(
    site: MailSite,
    uri: string,
    position: Position,
    name: string,
    options: FeatureOptions,
  ): WorkspaceEdit | string | undefined {
    return this.#at(site, uri, position, options, (editor, place) => {
      const renaming = renamingAt(editor, place);
      if (renaming === undefined || !renaming.isPossible()) {
        const kept = this.renamable(site, uri, position, options);
        return typeof kept === "string" ? kept : undefined;
      }
      const refusal = renaming.refusal(name);
      if (refusal !== undefined) return refusal;
      return workspaceEdit(
        site,
        renaming.spans().map((span) => ({ span, newText: renaming.written?.(span, name) ?? name })),
      );
    });
  }

  /** Changes that make a file tidy, or the lines that a range touches. */
  format(
    site: MailSite,
    uri: string,
    range: Range | undefined,
    options: FeatureOptions,
  ): readonly TextEdit[] | undefined {
    return this.#in(site, uri, options, (editor, shown) =>
      editor.format?.(shown, range && spanOf(shown.file.document, range)),
    );
  }

  /** Tokens as the protocol encodes them; `range`: of the lines that it touches only. */
  semanticTokens(
    site: MailSite,
    uri: string,
    range: Range | undefined,
    options: FeatureOptions,
  ): readonly number[] | undefined {
    return this.#in(site, uri, options, (editor, shown) => {
      const { document } = shown.file;
      const tokens = editor.tokens?.(shown, range && spanOf(document, range));
      return tokens && encodeTokens(document, tokens);
    });
  }

  #in<T>(
    site: MailSite,
    uri: string,
    options: FeatureOptions,
    ask: (editor: Editor, shown: Shown) => T | undefined,
  ): T | undefined {
    const file = site.fileAt(uri);
    if (file === undefined || file.kind === "other") return undefined;
    return ask(this.#editors[file.kind], { site, file, options });
  }

  #at<T>(
    site: MailSite,
    uri: string,
    position: Position,
    options: FeatureOptions,
    ask: (editor: Editor, place: Place) => T | undefined,
  ): T | undefined {
    return this.#in(site, uri, options, (editor, shown) =>
      ask(editor, { ...shown, offset: shown.file.document.offsetAt(position) }),
    );
  }
}

/** What renames the name under the cursor: a quote beside it leads to it as well, but is not part of it. */
function renamingAt(editor: Editor, place: Place): Renaming | undefined {
  const renaming = editor.occurrences?.(place)?.rename;
  return renaming !== undefined && touches(renaming.span, place.offset) ? renaming : undefined;
}

/** Why the name under the cursor keeps its name, as a sentence; undefined where there is no name. */
function whyKept(editor: Editor, place: Place): string | undefined {
  const found = editor.occurrences?.(place);
  if (found === undefined || !touches(found.span, place.offset)) return undefined;
  const text = textOf(place, found.span);
  if (text === "") return undefined;
  return found.kept ?? `${text} has its meaning from sendmail, so it keeps its name.`;
}

function textOf({ site }: Place, { source, start, end }: Span): string {
  return site.document(source)?.slice(start, end) ?? "";
}

/** Folds one in the other, in order. An editor folds a line in one way only: the longest counts. */
function nested(folds: readonly FoldingRange[]): readonly FoldingRange[] {
  const found: FoldingRange[] = [];
  const open: number[] = [];
  for (const fold of folds.toSorted((a, b) => a.startLine - b.startLine || b.endLine - a.endLine)) {
    while ((open.at(-1) ?? Number.POSITIVE_INFINITY) < fold.startLine) open.pop();
    if (found.at(-1)?.startLine === fold.startLine || fold.endLine > (open.at(-1) ?? Number.POSITIVE_INFINITY))
      continue;
    found.push(fold);
    open.push(fold.endLine);
  }
  return found;
}
