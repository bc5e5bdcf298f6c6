import { expect, test } from "vitest";
import { AskedWords } from "./asked-words.ts";

/** Asks for words in class R that begin with a token of a text: which of these questions concerns a word that came or went? */
class Questions {
  readonly words = new AskedWords();
  readonly #asked = new Map<number, string>();
  #next = 0;

  ask(text: string, first: number, className = "R"): number {
    const id = this.words.id(className, text, first, (count) => {
      this.#next += count;
      return this.#next - count;
    });
    this.#asked.set(id, `${className} ${text.split("\0").slice(first).join("")}`);
    return id;
  }

  about(word: string, { space = " ", spelled = [] as readonly string[] } = {}): readonly string[] {
    const changed = { classes: new Set(["R"]), words: [word] };
    return [...this.words.with(changed, space, new Set(spelled))].flatMap((id) => this.#asked.get(id) ?? []).sort();
  }
}

test("a word of one class concerns what was looked for in it, and in the host's own where the host is spelled with capitals", () => {
  const questions = new Questions();
  questions.ask("mx\0.\0own\0.\0example", 0);
  questions.ask("mx\0.\0own\0.\0example", 0, "w");
  questions.ask("other", 0);
  expect(questions.about("mx.own.example")).toEqual(["R mx.own.example"]);
  expect(questions.about("mx.own.example", { spelled: ["other.example"] })).toEqual(["R mx.own.example"]);
  expect(questions.about("mx.own.example", { spelled: ["mx.own.example"] })).toEqual([
    "R mx.own.example",
    "w mx.own.example",
  ]);
});

test("a word concerns what was looked for where it begins, and goes on over whole tokens", () => {
  const questions = new Questions();
  const address = "user\0@\0host\0.\0own\0.\0example\0>";
  questions.ask(address, 2);
  expect(questions.about("own.example")).toEqual([]);
  expect(questions.about("host.own.example")).toEqual(["R host.own.example>"]);
  questions.ask(address, 4);
  questions.ask(address, 6);
  expect(questions.about("own.example")).toEqual(["R own.example>"]);
  expect(questions.about("own")).toEqual(["R own.example>"]);
  expect(questions.about("example")).toEqual(["R example>"]);
  for (const word of ["own.exampl", "own.example.net", "wn.example", "ow"]) expect(questions.about(word)).toEqual([]);
  questions.ask("own.example", 0);
  expect(questions.about("own.example")).toEqual(["R own.example", "R own.example>"]);
});

test("a space between two atoms is what BlankSub says", () => {
  const questions = new Questions();
  questions.ask("my\0\x01own\0.\0example", 0);
  questions.ask("my\0\x01own\0.\0example", 1);
  const [whole, rest] = ["R my\x01own.example", "R \x01own.example"];
  expect(questions.about("my own.example")).toEqual([whole]);
  expect(questions.about("own.example")).toEqual([rest]);
  expect(questions.about("my.own.example", { space: "." })).toEqual([whole]);
  expect(questions.about("my.own.example")).toEqual([]);
});

test("what was looked for after an edit is found too, and what is forgotten is not", () => {
  const questions = new Questions();
  const own = questions.ask("own\0.\0example", 0);
  expect(questions.about("own.example")).toHaveLength(1);
  const host = questions.ask("mx\0.\0own\0.\0example", 2);
  expect(questions.about("own.example")).toHaveLength(2);
  questions.words.keepOnly((id) => id === host);
  expect(questions.about("own.example")).toHaveLength(1);
  expect(questions.ask("mx\0.\0own\0.\0example", 2)).toBe(host);
  expect(questions.ask("own\0.\0example", 0)).not.toBe(own);
  expect(questions.about("own.example")).toHaveLength(2);
});

test("of many texts all are found in which a word begins", () => {
  const questions = new Questions();
  const hosts = Array.from({ length: 300 }, (_, at) => `h${at}`);
  for (const host of hosts) questions.ask(`x\0@\0${host}\0.\0${host}\0.\0example`, 2);
  for (const host of hosts) {
    expect(questions.about(`${host}.${host}.example`)).toEqual([`R ${host}.${host}.example`]);
    expect(questions.about(`${host}.example`)).toEqual([]);
  }
  for (const host of hosts) questions.ask(`${host}\0.\0test`, 0);
  for (const host of hosts) expect(questions.about(host)).toEqual([`R ${host}.${host}.example`, `R ${host}.test`]);
});
