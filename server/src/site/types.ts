// One mail server as its files describe it, and the only door through which files are read.
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

/** The role a file plays in its site. */
export type TableRole =
  /** The access map. */
  | "access"
  /** A file of a class: relay-domains (`R`), local-host-names (`w`), trusted-users (`t`), or another `F` line's. */
  | "class";

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

export interface TableFile {
  readonly uri: string;
  readonly document: TextDocument;
  readonly table: Table;
  readonly role: TableRole;
  /** For role `class`: the class it fills (`R`, `w`, `t`, `VirtHost`, ...). */
  readonly className: string | undefined;
  /** False where the file was found by its name and no .mc that was seen reads it. */
  readonly named: boolean;
  readonly modified: number | undefined;
  /** The map that makemap made of it. */
  readonly compiled: CompiledFile | undefined;
}

/** A table that the .mc names and that was found nowhere. */
export interface MissingFile {
  readonly role: TableRole;
  readonly className: string | undefined;
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
  /** The host's own name, as a setting or the machine itself gives it; undefined where nobody does. */
  readonly hostName: string | undefined;
  /** Class files by class name. */
  classFiles(className: string): readonly TableFile[];
  document(uri: string): TextDocument | undefined;
  /** What was worked out of the site and is kept with it; for `perSite` alone. */
  readonly derived: Map<object, unknown>;
}
