// What is told of a .mc after an edit without running m4 again: letter by letter what a run with the library gives.
import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { M4Host } from "../../../server/src/m4/types.ts";
import { type BuiltCf, buildCf } from "../../../server/src/mc/build.ts";
import { cfDir, corpusFiles, LONG, SEED } from "../programs.ts";
import { configuration } from "../relay/generator.ts";
import { OWN_RULESETS } from "../relay/own-rulesets.ts";
import { Chance } from "../relay/random.ts";
import { texts } from "../relay/texts.ts";

const SITES = LONG ? 150 : 12;
const EDITS = LONG ? 60 : 20;

const known = new Map<string, string | undefined>();
const host: M4Host = {
  read(path) {
    if (!known.has(path)) known.set(path, existsSync(path) ? readFileSync(path, "latin1") : undefined);
    const text = known.get(path);
    return text === undefined ? undefined : { name: path, text };
  },
};

const build = (text: string): BuiltCf => buildCf({ source: { name: "a.mc", text }, host, cfDir: cfDir() });

const told = ({ cf, stderr, exitStatus, messages, redirected, unread, lines }: BuiltCf) => ({
  cf,
  stderr,
  exitStatus,
  messages,
  redirected,
  unread,
  lines,
});

const TYPED = [
  "x",
  "xyz",
  " ",
  "#",
  "dnl",
  "dnl ",
  "1",
  ".",
  ",",
  "(",
  ")",
  "`",
  "'",
  "$1",
  "define",
  "FEATURE",
  "word",
  "[",
  "<<",
];
/** Text of every sort, for edits within it. */
const LINES = [
  "dnl some words",
  "dnl# define(`x', `y')",
  "# a comment about define and FEATURE",
  "#",
  "divert(-1)\nnobody reads this, or `that'\ndivert(0)dnl",
  "define(`EMPTY', `')EMPTY`'text EMPTY text",
  "define(`mydnl', defn(`dnl'))mydnl gone\n",
  "define(`LINE', dnl within\n`O Foo'\n)LINE",
  "LOCAL_CONFIG\n# D{x}y\nD{Own}value\n\n\tgoes on",
  "LOCAL_RULESETS\nSOwn\nR$* < @ $=w . > $*\t$@ $1 word",
  "changequote([, ])[x] `y'\nchangequote dnl",
  "changecom(`#')# x `y' word\nchangecom",
  "pushdef(`word', `gone')word\npopdef(`word')word",
  "foo(word, bar)",
  "undefine(`word')",
  "define(`confTO_IDENT', `10s')dnl",
  "define(`confMAX_HOP', 25)dnl",
  "define(`confSMTP_LOGIN_MSG', `$j Sendmail; $b')dnl",
  "define(`SMART_HOST', `esmtp:[smtp.far.example]')dnl",
  "define(`confLOG_LEVEL', ifelse(word, `9', `15'))dnl",
  "define(`X', `word-$1-$x 1$')X(`a b', c)X",
  "define(`Y', `a word')define(`Z', `x'Y`'y)Z Z",
  "LOCAL_DOMAIN(`one.example two.example')dnl",
  "LOCAL_NET_CONFIG\nR$* < @ $* .$m. > $*\t$#esmtp $@ $2.$m. $: $1 < @ $2.$m. > $3",
  "MASQUERADE_AS(`far.example')dnl",
  "len(word) word",
  "shift(`x', word, ` y ')",
  "m4wrap(`wrapped word\n')dnl",
  "translit(`word', `w', `W') indir(`define', `V', `word')V`'1",
  "errprint(`word of warning')dnl",
];

/** What most people type most of the time: a letter more or less in a value. */
const PLAIN = ["x", "a", "2", ".", "-", "_", " ", "word", "w", "FEATURE"];

function edit(text: string, chance: Chance): string {
  if (chance.maybe(0.5)) {
    const places = [...text.matchAll(/[\w.:\-\]](?=[\w.' ])/g)];
    const place = places.length === 0 ? undefined : chance.pick(places);
    if (place !== undefined)
      return text.slice(0, place.index + 1) + chance.pick(PLAIN) + text.slice(place.index + 1 + chance.below(3));
  }
  const at = chance.maybe(0.1) ? text.length : chance.below(text.length + 1);
  const removed = chance.maybe(0.4) ? chance.below(4) : 0;
  return text.slice(0, at) + (removed > 0 && chance.maybe(0.6) ? "" : chance.pick(TYPED)) + text.slice(at + removed);
}

test(
  "what is told without m4 is what m4 gives",
  () => {
    const corpus = corpusFiles("mc");
    let toldWithout = 0;
    let toldAgain = 0;
    for (let site = 0; site < SITES; site++) {
      const seed = SEED * 10_000 + site;
      const chance = new Chance(seed);
      const real = corpus.length > 0 && chance.maybe(0.5) ? chance.pick(corpus) : undefined;
      const lines = (
        real === undefined
          ? `${texts(configuration(seed), "/etc/mail").mc}${chance.pick(OWN_RULESETS)}\n`
          : readFileSync(real, "latin1")
      ).split("\n");
      for (let more = 0; more < 6; more++) lines.splice(chance.below(lines.length + 1), 0, chance.pick(LINES));
      // What is typed last often has no line end yet.
      const text = `${lines.join("\n")}${chance.maybe(0.3) ? chance.pick(LINES) : ""}`;
      const base = build(text);
      let last = { text, built: base };
      for (let round = 0; round < EDITS; round++) {
        // One edit after the other, as somebody types, or each in the text of the beginning.
        if (chance.maybe(0.2)) last = { text, built: base };
        const now = edit(last.text, chance);
        const typed = last.built.typed(now);
        if (typed === undefined) continue;
        toldWithout++;
        if (last.text !== text) toldAgain++;
        last = { text: now, built: typed };
        expect(told(typed), `seed ${seed}, edit ${round}:\n${now}`).toEqual(told(build(now)));
      }
    }
    expect(toldWithout).toBeGreaterThan(SITES);
    expect(toldAgain).toBeGreaterThan(SITES / 4);
  },
  LONG ? 3_600_000 : 60_000,
);
