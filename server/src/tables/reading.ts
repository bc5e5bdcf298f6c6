// How a table is read: the kinds of sources that the programs know, and the options that they are read with.
import { type ClassFormat, classFormat, type MapFormat, PLAIN_MAP } from "./scan.ts";
import { type Columns, columnsOf, type TextFormat } from "./text-map.ts";

/**
 * Who reads the file, and so how: makemap (`map`; `access` where its keys have tags), sendmail through an `F` line (`class`),
 * sendmail through a map of class `text` (`text`), newaliases (`aliases`), sendmail where an alias includes it (`list`: each recipient
 * is an entry, both its key and its value).
 */
export type TableKind = "access" | "map" | "class" | "text" | "aliases" | "list";

/** What makemap does with a second entry for a key: refuses it, takes it in place of the first (`-r`), or keeps both (`-d`). */
export type OnDuplicate = "refuse" | "replace" | "keep";

/** The options of `makemap` that change what it reads. */
export interface MakemapOptions {
  /** `-t`: the one character between key and value; white space without it. */
  readonly delimiter?: string;
  /** `-D`: the character that begins a comment line; `#` without it. */
  readonly comment?: string;
  /** `-e`: a key may have no value. */
  readonly allowsEmpty?: boolean;
  /** False for `-f`: keys keep their case. */
  readonly foldsKeys?: boolean;
  readonly onDuplicate?: OnDuplicate;
}

export interface TableOptions {
  /** Class files: the scanf format of the `F` line (`%[^\#]`); sendmail's own is `%s`. */
  readonly format?: string | undefined;
  /** Kinds `map` and `access`. */
  readonly makemap?: MakemapOptions | undefined;
  /** Kind `text`: the columns of the `K` line. */
  readonly columns?: Columns | undefined;
  /** Kind `text`: keys have tags, as in the access map. */
  readonly hasTags?: boolean | undefined;
  /** Kind `aliases`: true for a sendmail before 8.17, which joins lines in a way of its own. */
  readonly isOldAliases?: boolean | undefined;
}

/** The options, ready for the scanners. */
export type Reading = ReadingBase &
  (
    | { readonly kind: "access" | "map"; readonly format: MapFormat }
    | { readonly kind: "class"; readonly format: ClassFormat }
    | { readonly kind: "text"; readonly format: TextFormat }
    | { readonly kind: "list"; readonly format: undefined }
    | { readonly kind: "aliases"; readonly format: { readonly isOld: boolean } }
  );

interface ReadingBase {
  /** True where keys that differ in case only are one key. */
  readonly foldsKeys: boolean;
  /** True where keys have tags, and values are what access maps say. */
  readonly hasTags: boolean;
  /** Which of two entries for a key answers, and whether the other one is refused. */
  readonly onDuplicate: OnDuplicate;
  /** True where a refused second entry is an error of the program that makes the database. */
  readonly refusesLines: boolean;
}

/** Makes a reading of options; those of another kind mean nothing. */
export function readingOf(kind: TableKind, options: TableOptions): Reading {
  const plain = { foldsKeys: true, hasTags: false, onDuplicate: "refuse", refusesLines: true } as const;
  switch (kind) {
    case "access":
    case "map": {
      const {
        delimiter,
        comment,
        allowsEmpty = false,
        foldsKeys = true,
        onDuplicate = "refuse",
      } = options.makemap ?? {};
      const format = {
        delimiter: delimiter?.charCodeAt(0) ?? PLAIN_MAP.delimiter,
        comment: comment?.charCodeAt(0) ?? PLAIN_MAP.comment,
        allowsEmpty,
      };
      return { kind, format, foldsKeys, hasTags: kind === "access", onDuplicate, refusesLines: true };
    }
    case "class":
      return { ...plain, kind, format: classFormat(options.format), refusesLines: false };
    case "text":
      return {
        ...plain,
        kind,
        format: columnsOf(options.columns),
        hasTags: options.hasTags === true,
        refusesLines: false,
      };
    case "list":
      return { ...plain, kind, format: undefined, onDuplicate: "keep", refusesLines: false };
    case "aliases":
      return { ...plain, kind, format: { isOld: options.isOldAliases ?? false }, onDuplicate: "replace" };
  }
}
