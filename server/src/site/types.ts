// One mail server as its files describe it, and the only door through which files are read.
import type { KindName, Kinds, NamedFile, TableKindName } from "../kinds/index.ts";
import type { MailConfig } from "../mc/types.ts";
import type { Table } from "../tables/types.ts";
import type { Span, TextDocument } from "../text.ts";

/** The only door to files. In memory in tests, on disk in Node, behind the client in a browser. All paths are URIs. */
export interface Workspace {
  /** The text of a file: an open buffer before the disk. Undefined where there is none or it cannot be read. Never rejects. */
  read(uri: string): Promise<TextDocument | undefined>;
  /** What is known of a file without reading it. `modified` in milliseconds since 1970. */
  stat(
    uri: string,
  ): Promise<{ readonly kind: "file" | "folder"; readonly modified: number; readonly size: number } | undefined>;
  /** Names in a folder; [] where there is none. */
  list(uri: string): Promise<readonly string[]>;
  /** The folders that the user opened. */
  readonly folders: readonly string[];
}

/** What was made of a text: the .cf of a .mc, the .db of a map. */
export interface CompiledFile {
  readonly uri: string;
  /** Milliseconds since 1970. */
  readonly modified: number;
}

export interface McFile {
  readonly uri: string;
  readonly document: TextDocument;
  readonly config: MailConfig;
  /** When the file on disk was written; undefined where that is not known. */
  readonly modified: number | undefined;
  /** The .cf beside it; its text is among the site's `documents`. */
  readonly compiled: CompiledFile | undefined;
}

/** What a table is. */
export interface TableIdentity {
  readonly kind: TableKindName;
  /** The class that it fills (`R`, `w`, `t`, `VirtHost`, ...); undefined for kinds that fill none. */
  readonly className: string | undefined;
}

export interface TableFile extends TableIdentity {
  readonly uri: string;
  readonly document: TextDocument;
  readonly table: Table;
  /** False where the file was found by its name and no .mc that was seen reads it. */
  readonly named: boolean;
  readonly modified: number | undefined;
  /** What makemap or newaliases made of it. */
  readonly compiled: CompiledFile | undefined;
  /** How the configuration names it; undefined where it does not. */
  readonly naming: NamedFile | undefined;
}

/** The .mc, or a file that it includes. */
export interface McMember {
  readonly kind: "mc";
  readonly uri: string;
  readonly document: TextDocument;
  /** The .mc of the site. */
  readonly mc: McFile;
}

/** The .cf beside the .mc. */
export interface CfMember {
  readonly kind: "cf";
  readonly uri: string;
  readonly document: TextDocument;
  /** The .mc that m4 makes it from. */
  readonly mc: McFile;
}

/** A file that no kind is about, such as one that starts the daemon. */
export interface OtherMember {
  readonly kind: "other";
  readonly uri: string;
  readonly document: TextDocument;
}

/** One file of a site, by what it is. */
export type SiteFile = McMember | CfMember | TableFile | OtherMember;

/** The files of one kind. */
export type FileOf<Name extends KindName> = Name extends TableKindName ? TableFile : Extract<SiteFile, { kind: Name }>;

/** A table that the .mc names and that was found nowhere. */
export interface MissingFile extends TableIdentity {
  /** As the .mc names it. */
  readonly path: string;
  /** True where sendmail does without it (`-o`). */
  readonly optional: boolean;
  /** Where it is named: the path itself, or the call that brings it in. */
  readonly span: Span;
}

/** An immutable snapshot of all that one sendmail daemon reads. Either part may be missing: an access file alone is a site too. */
export interface MailSite {
  /** Stable name: the .mc's URI, or the table's where there is no .mc. */
  readonly id: string;
  readonly mc: McFile | undefined;
  readonly tables: readonly TableFile[];
  /** Other files that were read for it (included .m4, the .cf, startup files), by URI. */
  readonly documents: ReadonlyMap<string, TextDocument>;
  /** The access map that the configuration uses; undefined where there is none at hand. */
  readonly access: TableFile | undefined;
  readonly missing: readonly MissingFile[];
  /** The kinds that its files are of. */
  readonly kinds: Kinds;
  /** The file of this URI, with what it is in this site. */
  fileAt(uri: string): SiteFile | undefined;
  /** All files of a kind, those that no configuration names among them. */
  tablesOf(kind: TableKindName): readonly TableFile[];
  /** The file of a kind that the configuration uses; without a .mc the one that is there. */
  tableOf(kind: TableKindName): TableFile | undefined;
  /** Class files by class name. */
  classFiles(className: string): readonly TableFile[];
  document(uri: string): TextDocument | undefined;
  /** What was worked out of the site and is kept with it; for `perSite` alone. */
  readonly derived: Map<object, unknown>;
}
