// The words of a class: those that the configuration gives, then those of its files.
import type { TableFile } from "../../site/types.ts";
import { perBlock } from "../../tables/per-block.ts";
import type { TableEntry } from "../../tables/types.ts";
import { LineRun, offsetIn } from "../exposures/line-run.ts";
import type { ClassMember, WordClass } from "./policy.ts";

/** A class of these members and of the words in `files`; the first of two equal words is kept. */
export function wordClass(members: Iterable<ClassMember>, files: readonly TableFile[] = []): WordClass {
  const words = new Map<string, ClassMember>();
  for (const one of members) {
    const key = one.word.toLowerCase();
    if (!words.has(key)) words.set(key, one);
  }
  return new Words(words, files);
}

class Words implements WordClass {
  readonly #words: ReadonlyMap<string, ClassMember>;
  readonly #files: readonly TableFile[];
  readonly size: number;

  constructor(words: ReadonlyMap<string, ClassMember>, files: readonly TableFile[]) {
    this.#words = words;
    this.#files = files;
    this.size = words.size + files.reduce((sum, { table }) => sum + table.entryCount, 0);
  }

  get isEmpty(): boolean {
    return this.size === 0;
  }

  get(word: string): ClassMember | undefined {
    const found = this.#words.get(word.toLowerCase());
    if (found) return found;
    for (const { table } of this.#files) {
      const entry = table.lookup(word);
      if (entry) return member(entry);
    }
    return undefined;
  }

  words(): Iterable<ClassMember> {
    return this.#words.values();
  }

  runs(): readonly LineRun<ClassMember>[] {
    return this.#files.flatMap(({ table }) =>
      table.blocks().map((block) => new LineRun(table, block, offsetsOf(block), member)),
    );
  }

  *members(): Iterable<ClassMember> {
    yield* this.words();
    for (const { table } of this.#files) for (const entry of table.entries()) yield member(entry);
  }
}

const offsetsOf = perBlock((block) => Uint32Array.from(block.entries(), (entry) => offsetIn(block, entry)));

function member({ key, keySpan }: TableEntry): ClassMember {
  return { word: key, span: keySpan };
}
