// One mail server as its files describe it, and the only door through which files are read.
import type { CfConfig } from "../cf/index.ts";
import type { KindName, Kinds, NamedFile, TableKindName } from "../kinds/index.ts";
import type { MailConfig } from "../mc/types.ts";
import type { Table } from "../tables/types.ts";
import type { Span, TextDocument } from "../text.ts";
import type { DatabaseFormat } from "./database.ts";

/** Why something that is there cannot be had. */
export type Obstacle =
  /** This process has no right to it (EACCES, EPERM). */
  | "forbidden"
  /** It is a folder, a device, a pipe or a socket. */
  | "not-a-file"
  /** It has more characters than a text may have. */
  | "too-large"
  /** A symbolic link leads to another system's files. */
  | "outside"
  /** Any other error of the system. */
  | "failed";

/** What looking for something came to. "Cannot be read" is never the same as "is not there". */
export type Lookup<Value> =
  | { readonly kind: "there"; readonly value: Value }
  | { readonly kind: "missing" }
  | { readonly kind: "unreadable"; readonly obstacle: Obstacle };

/** What is known of a file without reading all of it. */
export interface FileStatus {
  readonly kind: "file" | "folder";
  /** Milliseconds since 1970. */
  readonly modified: number;
  /** In bytes. */
  readonly size: number;
  /** The twelve permission bits; undefined where there are none, as in a browser. */
  readonly mode?: number | undefined;
  /** Files whose name ends in `.db`: how they were written; undefined where nobody can tell. */
  readonly database?: DatabaseFormat | undefined;
}

/**
 * How far a path may lead, symbolic links included. `root`: the folder (URI) stands for `/`, and links are read as the system
 * that has its files there would read them. `copy`: files of some other system without a root, kept in `folder` (URI):
 * everything but this machine's own `/etc`.
 */
export type Bounds =
  | { readonly kind: "root"; readonly root: string }
  | { readonly kind: "copy"; readonly folder: string };

/** What a file of certificates and keys contains. Never the key itself. */
export interface PemFacts {
  /** In their order; [] for none. */
  readonly certificates: readonly PemCertificate[];
  /** A private key: what its public half is known by, or one that a passphrase protects; undefined for none. */
  readonly key: { readonly kind: "plain"; readonly id: string } | { readonly kind: "encrypted" } | undefined;
  /** It is in the binary form (DER), which sendmail does not read. */
  readonly binary: boolean;
}

/** A certificate, as it was when the file was read. */
export interface PemCertificate {
  /** Whom it is for, in one line. */
  readonly subject: string;
  /** What its public key is known by. */
  readonly keyId: string;
  /** The first and the last day, as `2026-11-26`. */
  readonly from: string;
  readonly until: string;
  /** `soon`: within a week. */
  readonly state: "early" | "valid" | "soon" | "over";
}

/** What is at a path, without reading it. */
export interface PathFacts {
  /** `nothing`: a symbolic link that leads nowhere. `other`: a device, a pipe or a socket. */
  readonly kind: "file" | "folder" | "other" | "nothing";
  /** The path itself is a symbolic link; all else is then about what it leads to. */
  readonly isLink: boolean;
  /** Names that the file has (hard links). */
  readonly links: number;
  /** The twelve permission bits, and the numbers of owner and group. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

/**
 * The only door to files. In memory in tests, on disk in Node, the client in a browser. All paths are URIs. Nothing here
 * rejects. Without `bounds` a path may lead anywhere: for files that the user named.
 */
export interface Workspace {
  /** The text of a file: an open buffer before the disk. */
  read(uri: string, bounds?: Bounds): Promise<Lookup<TextDocument>>;
  /** What is known of a file or folder without reading it; a device, pipe or socket is unreadable. */
  stat(uri: string, bounds?: Bounds): Promise<Lookup<FileStatus>>;
  /** Names in a folder. */
  list(uri: string, bounds?: Bounds): Promise<Lookup<readonly string[]>>;
  /** What a file of certificates and keys contains; absent where nobody can tell. */
  pem?(uri: string, bounds: Bounds): Promise<Lookup<PemFacts>>;
  /** What is at a path; absent where nobody can tell. */
  look?(uri: string, bounds: Bounds): Promise<Lookup<PathFacts>>;
  /** The folders that the user opened. */
  readonly folders: readonly string[];
  /** This machine's own name with its domain; undefined where it is not known, or files are not this machine's. */
  readonly machine?: string | undefined;
}

/** What was made of a text: the .cf of a .mc, the .db of a map. */
export interface CompiledFile {
  readonly uri: string;
  /** Milliseconds since 1970. */
  readonly modified: number;
  /** Databases: `empty`, or how they were written; undefined where nobody can tell. */
  readonly format?: DatabaseFormat | "empty" | undefined;
}

export interface McFile {
  readonly uri: string;
  readonly document: TextDocument;
  readonly config: MailConfig;
  /** When the file on disk was written; undefined where that is not known. */
  readonly modified: number | undefined;
  /** The .cf beside it; its text is among the site's `documents`. */
  readonly compiled: CompiledFile | undefined;
  /** True for a part that other files include: nothing can be said of what it lacks. */
  readonly part: boolean;
  /** True where something is put in before m4 reads it: what that is, is not known. */
  readonly template: boolean;
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

/** A .cf: the one beside the .mc, or one that has no .mc. */
export interface CfFile {
  readonly uri: string;
  readonly document: TextDocument;
  /** When the file on disk was written; undefined where that is not known. */
  readonly modified: number | undefined;
  /** As sendmail reads it; the files that it names are not looked into. */
  readonly config: CfConfig;
}

/** The .cf of the site. */
export interface CfMember {
  readonly kind: "cf";
  readonly uri: string;
  readonly document: TextDocument;
  readonly cf: CfFile;
  /** The .mc that m4 makes it from; undefined where there is none. */
  readonly mc: McFile | undefined;
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

/** A file that the .mc names and that was not read: a table, or a text that it includes. */
interface UnreadFile {
  readonly kind: TableKindName | "include";
  readonly className: string | undefined;
  /** As the .mc names it. */
  readonly path: string;
  /** Maps: the type. */
  readonly mapType?: string | undefined;
  /** Maps of type `text`. */
  readonly columns?: NamedFile["columns"];
  /** True where sendmail does without it (`-o`, `sinclude`). */
  readonly optional: boolean;
  /** Where it is named: the path itself, or the call that brings it in. */
  readonly span: Span;
}

/** A file that the .mc names and that was found nowhere. */
export interface MissingFile extends UnreadFile {}

/** A file that is there and cannot be read: nobody knows what it says. */
export interface UnreadableFile extends UnreadFile {
  readonly uri: string;
  readonly obstacle: Obstacle;
}

/** A file that starts the daemon, is there, and cannot be read: what it puts on the command line is not known. */
export interface UnreadStartup {
  /** On its system. */
  readonly path: string;
  readonly uri: string;
  readonly obstacle: Obstacle;
}

/** An immutable snapshot of all that one sendmail daemon reads. Either part may be missing: an access file alone is a site too. */
export interface MailSite {
  /** Stable name: the URI of the .mc; without one that of the .cf or the table. */
  readonly id: string;
  readonly mc: McFile | undefined;
  /** The .cf beside the .mc, or the one that is all there is. */
  readonly cf: CfFile | undefined;
  readonly tables: readonly TableFile[];
  /** Other files that were read for it (included .m4, the .cf, startup files), by URI. */
  readonly documents: ReadonlyMap<string, TextDocument>;
  /** Sites of a submission program: the configuration of the daemon beside it, which it hands mail over to; else undefined. */
  readonly daemon: McFile | undefined;
  /** Texts that lines of tables name and that sendmail reads with them (`:include:` of aliases), by the path as written. */
  readonly included: ReadonlyMap<string, Lookup<TextDocument>>;
  /** The access map that the configuration uses; undefined where there is none available. */
  readonly access: TableFile | undefined;
  readonly missing: readonly MissingFile[];
  readonly unreadable: readonly UnreadableFile[];
  readonly unreadStartup: readonly UnreadStartup[];
  /** URIs of files with the usual name of a table that only maps of the site's own rules read: what their lines mean nobody knows. */
  readonly ownTexts: ReadonlySet<string>;
  /** The host's own name, as a setting or the machine itself gives it; undefined where nobody does. */
  readonly hostName: string | undefined;
  /** The version of sendmail that is set for it; undefined where none is. */
  readonly targetVersion: string | undefined;
  /** What the host says of these files beyond their texts. */
  readonly host: HostFacts;
  /** The kinds that its files are of. */
  readonly kinds: Kinds;
  /** The file of this URI, with what it is in this site. */
  fileAt(uri: string): SiteFile | undefined;
  /** All files of a kind, those that no configuration names among them. */
  tablesOf(kind: TableKindName): readonly TableFile[];
  /** The one file of a kind that the configuration uses; without a .mc the one that is there. Undefined where it uses several. */
  tableOf(kind: TableKindName): TableFile | undefined;
  /** Class files by class name. */
  classFiles(className: string): readonly TableFile[];
  /** The text of such a file, of the daemon's configuration, or of what a table includes. */
  document(uri: string): TextDocument | undefined;
  /** Whether there is such a text: a place in it can be opened. */
  has(uri: string): boolean;
  /** What was worked out of the site and is kept with it; for `perSite` alone. */
  readonly derived: Map<object, unknown>;
}

/** Everything may be unknown: in a copy without a root, and where files are on no disk. */
export interface HostFacts {
  /** The files are those of a running system, not a copy with a root of its own. */
  readonly isLive: boolean;
  /** Permission bits of files and of the folders that they are in, by URI. */
  readonly modes: ReadonlyMap<string, number>;
  /** Names of the host's users; undefined where no list was read, or where users may be in other lists as well. */
  readonly users: ReadonlySet<string> | undefined;
  /** The users of the host's own list, by name. It may not have all of them. */
  readonly accounts: ReadonlyMap<string, Account>;
  /** The shells in etc/shells; undefined where there is no such file. */
  readonly shells?: ReadonlySet<string> | undefined;
  /** What is at the paths that mail is handed to, and at the folders above them, by path; empty where nobody can tell. */
  readonly paths: ReadonlyMap<string, Lookup<PathFacts>>;
  /** What smrsh lets run; undefined where its folder is not known, or cannot be read. */
  readonly smrsh: { readonly folder: string; readonly programs: ReadonlySet<string> } | undefined;
  /** Certificates and keys by the path that the configuration has for them; those of which nobody can tell are missing. */
  readonly credentials: ReadonlyMap<string, Credential>;
}

/** The numbers of a user, and the shell. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
  /** As etc/passwd has it: empty for the system's own. */
  readonly shell?: string;
}

/** A file of certificates or keys. */
export interface Credential {
  readonly uri: string;
  readonly found: Lookup<PemFacts>;
}
