// The words of a value: letters of a list, keys and values of pairs, type and flags of a map.
import { type Argument, type CatalogRecord, catalog, type Kind, type RecordOf } from "../catalog/index.ts";
import { argumentsOf, type Valued } from "./slots.ts";

type KeyKind = "daemon-key" | "client-key" | "queue-key" | "milter-key";
export type KeyRecord = RecordOf<KeyKind>;
const KEY_KINDS: ReadonlySet<Kind | undefined> = new Set<Kind>(["daemon-key", "client-key", "queue-key", "milter-key"]);

/** A word of a value, with what is known of it. */
export interface ValuePart {
  /** Offsets in the value. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** The record that the word names: a letter, a flag, a key, a map type. */
  readonly record?: CatalogRecord;
  /** What the word does, where it has no record of its own, and its name in the catalogue. */
  readonly meaning?: string;
  readonly name?: string;
  /** The key in whose value it is. */
  readonly key?: KeyRecord;
  /** The flag of a map type, where it belongs to that type only. */
  readonly flag?: Argument;
}

/** The kind of the keys, where a value is made of `Key=value` pairs. */
export function keyKind({ list }: Valued): KeyKind | undefined {
  return KEY_KINDS.has(list) ? (list as KeyKind) : undefined;
}

/** The record of a key as sendmail reads it: by its first letter, whose case counts only where two keys share it. */
export function keyRecord(kind: KeyKind, key: string): KeyRecord | undefined {
  const known: readonly KeyRecord[] = catalog.all(kind);
  const letter = key.charAt(0);
  if (letter === "") return undefined;
  return (
    known.find(({ name }) => name === key) ??
    known.find(({ name }) => name.startsWith(letter)) ??
    known.find(({ name }) => name.charAt(0).toLowerCase() === letter.toLowerCase())
  );
}

/** The word of a value under an offset of it; undefined where nothing is known of what is there. */
export function partAt(valued: Valued, text: string, offset: number): ValuePart | undefined {
  const kind = keyKind(valued);
  if (kind !== undefined) return pairPart(kind, text, offset);
  if (valued.type === "map") return mapPart(text, offset, valued);
  const word = wordAtOffset(text, offset, separators(valued));
  return word && { ...word, ...known(valued, word.text) };
}

/** What separates the words of a value of this type. */
export function separators({ type }: Valued): RegExp {
  if (type === "flags") return /[^\s,;]/g;
  if (type === "words") return /[^\s,]+/g;
  if (type === "list") return /[^\s,;]+/g;
  return /\S(?:.*\S)?/gs;
}

function wordAtOffset(text: string, offset: number, words: RegExp): ValuePart | undefined {
  let touching: ValuePart | undefined;
  for (const { 0: word, index } of text.matchAll(words)) {
    const end = index + word.length;
    // Between two letters the right one is meant.
    if (index <= offset && offset <= end) touching = { start: index, end, text: word };
  }
  return touching;
}

/** Record or meaning of a word of a value. */
export function known({ type, list, values }: Valued, word: string): Pick<ValuePart, "record" | "meaning" | "name"> {
  const bare = type === "words" ? word.replace(/^[-+!]/, "") : word;
  const record = list === undefined ? undefined : (catalog.get(list, word) ?? catalog.get(list, bare));
  if (record !== undefined) return { record };
  const name = nameOf(Object.keys(values ?? {}), word, type);
  const meaning = name === undefined ? undefined : values?.[name];
  return name === undefined || meaning === undefined ? {} : { name, meaning };
}

/** Which of the words one is: spelt so, in other case, what is before its colon, or the first letters of a choice. */
function nameOf(names: readonly string[], word: string, type: Valued["type"]): string | undefined {
  const folded = word.toLowerCase();
  return (
    names.find((name) => name === word) ??
    names.find((name) => name.toLowerCase() === folded) ??
    names.find((name) => folded.startsWith(`${name.toLowerCase()}:`)) ??
    (type === "choice" ? names.find((name) => name.toLowerCase().startsWith(folded)) : undefined)
  );
}

function pairPart(kind: KeyKind, text: string, offset: number): ValuePart | undefined {
  for (const { 0: pair, index } of text.matchAll(/[^,]+/g)) {
    if (offset < index || offset > index + pair.length) continue;
    const equals = pair.indexOf("=");
    const written = equals === -1 ? pair : pair.slice(0, equals);
    const key = written.trim();
    const record = keyRecord(kind, key);
    if (record === undefined) return undefined;
    const start = index + written.indexOf(key);
    if (equals === -1 || offset <= index + equals) return { start, end: start + key.length, text: key, record };
    const value = pair.slice(equals + 1);
    const inner = partAt(record, value, offset - index - equals - 1);
    if (inner === undefined) return { start, end: start + key.length, text: key, record };
    const shift = index + equals + 1;
    const meant = inner.record ?? (inner.meaning === undefined ? record : undefined);
    return {
      ...inner,
      start: inner.start + shift,
      end: inner.end + shift,
      key: record,
      ...(meant === undefined ? {} : { record: meant }),
    };
  }
  return undefined;
}

function mapPart(text: string, offset: number, valued: Valued): ValuePart | undefined {
  const word = wordAtOffset(text, offset, /\S+/g);
  if (word === undefined) return undefined;
  const name = /\S+/.exec(text)?.[0] ?? "";
  const type = catalog.get("map-type", name);
  if (text.slice(0, word.start).trim() === "")
    return type === undefined ? { ...word, ...known(valued, word.text) } : { ...word, record: type };
  if (!word.text.startsWith("-")) return filePart(word);
  const letter = word.text.slice(0, 2);
  const flag = type && argumentsOf(type).find((argument) => argument.name === letter);
  if (type !== undefined && flag !== undefined) return { ...word, record: type, flag };
  const record = catalog.get("map-flag", letter);
  return record && { ...word, record };
}

/** The file that a path names, where it is one that sendmail's documents know. */
export function fileRecord(path: string): RecordOf<"file"> | undefined {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return name === "" ? undefined : catalog.get("file", name);
}

function filePart(word: ValuePart): ValuePart | undefined {
  const record = fileRecord(word.text);
  return record && { ...word, record };
}
