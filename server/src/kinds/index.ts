// All kinds of files, and the questions that are asked about all of them: names, languages, globs.

import { ALL_KINDS } from "./all.ts";
import type { Configuration } from "./configuration.ts";
import type { TableKindName } from "./names.ts";
import { plainName, templateOf } from "./recognition.ts";
import type { FileFacts, Kind, NamedFile, TableKind } from "./types.ts";

export type { KindName, TableKindName } from "./names.ts";
export { KIND_NAMES } from "./names.ts";
export type * from "./types.ts";

/** Folders in which a name that others use too counts as sendmail's. */
const MAIL_FOLDERS = ["etc/mail", "mail", "sendmail"] as const;

/** A set of kinds. The product has `KINDS`; a test may add one of its own. */
export class Kinds {
  readonly all: readonly Kind[];
  readonly tables: readonly TableKind[];

  /** @param all in the order in which they are recognised */
  constructor(all: readonly Kind[]) {
    this.all = all;
    this.tables = all.filter((kind) => kind.form === "table");
  }

  /** The kind of this name. */
  get(name: string): Kind {
    const kind = this.all.find((one) => one.name === name);
    if (kind === undefined) throw new RangeError(`there is no kind ${name}`);
    return kind;
  }

  /** The kind of table of this name. */
  table(name: string): TableKind {
    const kind = this.get(name);
    if (kind.form !== "table") throw new RangeError(`the kind ${name} is not a table`);
    return kind;
  }

  /** The kind that an editor's language id stands for. */
  ofLanguage(languageId: string): Kind | undefined {
    return this.all.find((kind) => kind.languageId === languageId);
  }

  /** What a file is by its name, its folder and the beginning of its text; undefined for a file that is not sendmail's. */
  identify(file: FileFacts): Kind | undefined {
    const named = (name: string) =>
      this.all.find((kind) => kind.hasName(name) && kind.recognises(name === file.name ? file : { ...file, name }));
    const plain = plainName(file.name);
    return named(file.name) ?? (plain === file.name ? undefined : named(plain));
  }

  /**
   * What an editor takes a file for: as `identify`, and a file with nothing in it yet for the configuration that its extension says. Nobody
   * else asks so: an empty file configures no server.
   */
  identifyOpened(file: FileFacts): Kind | undefined {
    const isNew = ({ form, names }: Kind) =>
      form === "config" && names.extensions.some((extension) => file.name.toLowerCase().endsWith(`.${extension}`));
    return this.identify(file) ?? (file.text.trim() === "" ? this.all.find(isNew) : undefined);
  }

  /** The kind that a text is of whatever its file's name is; undefined where none says so for certain. */
  byContent(text: string): Kind | undefined {
    return this.all.find((kind) => kind.isUnmistakable?.(text) === true);
  }

  /** The tables that a configuration names, kind by kind. */
  namedIn(config: Configuration): readonly NamedFile[] {
    return this.tables.flatMap((kind) => kind.namedIn(config));
  }

  /** Names that tables have by convention, with their kinds. */
  get tableNames(): readonly { readonly name: string; readonly kind: TableKind }[] {
    return this.tables.flatMap((kind) => usualNames(kind).map((name) => ({ name, kind })));
  }

  /** True for a name that is worth opening where nobody named the file: its content says what it is. */
  isCandidate(name: string): boolean {
    const source = templateOf(name);
    return this.all.some((kind) => kind.hasName(source));
  }

  /** Globs of the files that take part in sites: what to watch for changes. */
  watched(): readonly string[] {
    const extensions = this.all.flatMap(({ names }) => [...names.extensions, ...names.includes]);
    const tables = this.tables.map((kind) => {
      const names = [...kind.names.own, ...kind.names.shared];
      const suffixes = kind.compiled === undefined ? "" : `{,${kind.compiled.suffix}}`;
      return `**/${names.length === 1 ? names[0] : `{${names.join(",")}}`}${suffixes}`;
    });
    return [`**/*.{${extensions.join(",")}}`, ...tables];
  }
}

/** All usual names of a kind. */
export function usualNames({ names }: Kind): readonly string[] {
  return [...names.own, ...names.shared, ...names.old];
}

/** Globs by which an editor takes a file for one of this kind, beside the names that nobody else uses. */
export function editorGlobs({ names, globs }: Kind): readonly string[] {
  return [...names.shared.flatMap((name) => MAIL_FOLDERS.map((folder) => `**/${folder}/${name}`)), ...globs];
}

/** The kinds of the product. */
export const KINDS: Kinds = new Kinds(Object.values(ALL_KINDS));

/** The kinds of which makemap or newaliases makes what sendmail reads. */
export const COMPILED_KINDS: readonly TableKindName[] = KINDS.tables.flatMap(({ name, compiled }) =>
  compiled === undefined ? [] : [name],
);

/** The kinds that makemap compiles: what is said of maps in general is said of these. */
export const MAP_KINDS: readonly TableKindName[] = KINDS.tables.flatMap(({ name, compiled }) =>
  compiled?.by === "makemap" ? [name] : [],
);
