// What an edit of the files beside a .cf changed in what answers rest on: words of classes, and lines of tables.
import { membersOfFile } from "../../cf/class-files.ts";
import type { CfClassFile, CfFile } from "../../cf/types.ts";
import type { Interpreter } from "../../interpreter/index.ts";
import type { Span, TextDocument } from "../../text.ts";
import { isSamePlace } from "./asked-keys.ts";
import type { ChangedWords } from "./asked-words.ts";
import { changesOfWords } from "./changes.ts";
import type { Moved } from "./moved.ts";

/** Files that are others and concern some answers alone. */
export interface ChangedFiles {
  /** Their paths, as the configuration names them. */
  readonly paths: ReadonlySet<string>;
  /** Words of class files that came, went, or are at another place. */
  readonly words: readonly ChangedWords[];
}

/** More words at once are not looked for one by one. */
const MOST_WORDS = 100;

/** What changed in the files of two versions with the same classes and maps; undefined where every answer may be another. */
export function filesBetween(before: Interpreter, now: Interpreter, moved: Moved): ChangedFiles | undefined {
  const paths = [before, now].every(isOfOneTime) ? now.files.changedSince(before.files) : undefined;
  if (paths === undefined) return undefined;
  if (paths.size === 0) return { paths, words: [] };
  for (const path of now.heard) if (paths.has(path)) return undefined;
  const ofClasses = [...now.cf.classes].flatMap(([name, { files }]) => files.map((file) => ({ name, file })));
  const named = new Set<string>(ofClasses.map(({ file }) => file.path));
  for (const { reads } of [before, now])
    for (const read of reads.values())
      for (const path of read.keys()) if (paths.has(path) && !named.has(path)) return undefined;
  const words: ChangedWords[] = [];
  for (const { name, file } of ofClasses) {
    if (!paths.has(file.path)) continue;
    const others = changedWords(before.files.read(file.path), now.files.read(file.path), file, moved);
    const changed = others.length > MOST_WORDS ? undefined : changesOfWords(name, others, [before.cf, now.cf]);
    if (changed === undefined) return undefined;
    if (others.length > 0) words.push(changed);
  }
  return { paths, words };
}

/** Documents that say the same as these. */
const alike = new WeakMap<TextDocument, TextDocument>();

/** False where a file was edited after the site had read it, and before it was read for the rulesets. */
function isOfOneTime({ cfText, files }: Interpreter): boolean {
  for (const document of files.documents()) {
    const other = cfText.document(document.uri);
    if (other === undefined || other === document || alike.get(document) === other) continue;
    if (!document.saysSameAs(other)) return false;
    alike.set(document, other);
  }
  return true;
}

/** The words of a file that came, went, or are first at another place. */
function changedWords(before: CfFile, now: CfFile, { format }: CfClassFile, moved: Moved): readonly string[] {
  const [old, new_] = [wordsOf(before, format), wordsOf(now, format)];
  const changed: string[] = [];
  for (const [word, span] of old) if (!isSamePlace(moved(span), new_.get(word))) changed.push(word);
  for (const word of new_.keys()) if (!old.has(word)) changed.push(word);
  return changed;
}

/** The words, each with the place where it comes first. */
function wordsOf(file: CfFile, format: string): ReadonlyMap<string, Span> {
  const words = new Map<string, Span>();
  if (file.state !== "there") return words;
  const { name, text } = file.source;
  for (const { word, start, end } of membersOfFile(text, format))
    if (!words.has(word)) words.set(word, { source: name, start, end });
  return words;
}
