// What a kind of file is: the interface that kinds/<kind>/kind.ts implements.
import type { Columns } from "../tables/index.ts";
import type { Table, TableEntry } from "../tables/types.ts";
import type { Span, TextDocument } from "../text.ts";
import type { Configuration } from "./configuration.ts";
import type { MailName, Written } from "./mail-names.ts";
import type { KindName, TableKindName } from "./names.ts";

/** What is known of a file before anything reads it. */
export interface FileFacts {
  /** Without its folder. */
  readonly name: string;
  /** Name of the folder that it is in. */
  readonly folder: string;
  /** Its text, or the beginning of it. */
  readonly text: string;
}

/** Names that files of a kind usually have, without folders. */
export interface UsualNames {
  /** Nobody else uses them. */
  readonly own: readonly string[];
  /** Others use them too: they count in a folder of mail, and elsewhere by content. */
  readonly shared: readonly string[];
  /** From older systems. */
  readonly old: readonly string[];
  /** Extensions, without the dot, of which the content says whether a file is of this kind. */
  readonly extensions: readonly string[];
  /** Further extensions of files that take part in a site. */
  readonly includes: readonly string[];
}

/** Commands of the extension that are offered in some kinds of files only; without the prefix `sendmail.`. */
export type KindCommand =
  | "removeDangerousSettings"
  | "explainRule"
  | "relayReport"
  | "tryTransaction"
  | "where"
  | "rewriteAddress"
  | "preview"
  | "testAddresses"
  | "openSource";

interface AnyKind {
  /** The folder's name. */
  readonly name: KindName;
  /** The language id in editors: `sendmail-` and the name. */
  readonly languageId: `sendmail-${string}`;
  /** The language's name for people, and further names that they may look for. */
  readonly titles: readonly [string, ...string[]];
  /** One line for the list of files in README.md: which files these are, and how they are recognised. */
  readonly about: string;
  readonly names: UsualNames;
  /** Globs that name files of this kind beyond the usual names, for editors. */
  readonly globs: readonly string[];
  /** A regular expression for a first line that no other language has, for editors. */
  readonly firstLine?: string;
  /** Settings that an editor should have for these files. */
  readonly editorDefaults?: Readonly<Record<string, unknown>>;
  readonly commands: readonly KindCommand[];
  /** What begins a comment that takes a whole line; a suppression follows it. */
  readonly comment: "dnl" | "#";
  /** True for a name that files of this kind have. */
  hasName(name: string): boolean;
  /** True if a file of such a name is of this kind, by its folder and content. */
  recognises(file: FileFacts): boolean;
  /** True for a text that is of this kind whatever the file's name is; absent where no text tells that. */
  isUnmistakable?(text: string): boolean;
}

/** The configuration that m4 reads. */
export interface ConfigKind extends AnyKind {
  readonly form: "config";
}

/** What m4 makes of a configuration. */
export interface CompiledKind extends AnyKind {
  readonly form: "compiled";
}

/** A file of this kind as a configuration names it. */
export interface NamedFile {
  readonly kind: TableKindName;
  /** For class files: the class that it fills, as in the .cf. */
  readonly className: string | undefined;
  /** The text's path as written, without the suffix of what is compiled from it. */
  readonly path: string;
  /** Class files: the scanf format as an `F` line has it (`%[^\#]`). */
  readonly format: string | undefined;
  /** The map's type (`hash`); undefined for what sendmail reads itself. */
  readonly mapType: string | undefined;
  /** Maps of type `text`, which sendmail searches itself: their columns. */
  readonly columns?: Columns | undefined;
  /** True where sendmail does without it (`-o`). */
  readonly optional: boolean;
  /** Where it is named: the path itself, or the call that brings it in. */
  readonly span: Span;
}

/** A text that a line of a table includes. */
export interface Inclusion {
  /** As written. */
  readonly path: string;
  /** Where it is written; of a line that goes over several lines the whole value. */
  readonly span: Span;
}

/** What a program makes of a text, and sendmail reads. */
export interface Compiled {
  readonly by: "makemap" | "newaliases";
  /** What its name ends in where the map's type does not say otherwise. */
  readonly suffix: string;
  /** What happens while it is not there, as a clause. Optional maps (`-o`) are then as empty ones. */
  readonly missing: string;
}

/** A file of keys and values, or of words. */
export interface TableKind extends AnyKind {
  readonly form: "table";
  readonly name: TableKindName;
  /** What a sentence calls such a file: "access map". */
  readonly noun: string;
  /** Who reads the lines, and so how: makemap, an F line. */
  readonly reading: Table["kind"];
  /** What is made of it; undefined where sendmail reads the text. */
  readonly compiled: Compiled | undefined;
  /** Further texts that the lines of such a file name and that sendmail reads with it; absent where they name none. */
  includedBy?(table: Table): readonly Inclusion[];
  /** The kind of these texts. */
  readonly includes?: TableKindName;
  /** Paths of files and programs that the lines of such a file hand mail to; absent where they name none. */
  handedTo?(table: Table): readonly string[];
  /** The files of this kind that a configuration names, in order. */
  namedIn(config: Configuration): readonly NamedFile[];
  /**
   * The domains, users and addresses that a line names, in order of their places; absent for kinds without any.
   *
   * @param className the class that the file fills
   */
  namesIn?(entry: TableEntry, document: TextDocument, className: string | undefined): readonly MailName[];
  /** The mailer that a line names; absent for kinds whose lines name none. */
  mailerIn?(entry: TableEntry): Written | undefined;
  /** The class that a file of this name fills by convention; undefined for kinds that fill none. */
  classOf(name: string): string | undefined;
}

export type Kind = ConfigKind | CompiledKind | TableKind;
