// Rules that match their own result: sendmail goes round in those that we name, with our example, and in no others.

import { writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { readCf } from "../../../server/src/cf/index.ts";
import { endlessRules, showTokens } from "../../../server/src/cf/rewrite/index.ts";
import {
  corpusFiles,
  libraryOf,
  programOf,
  run,
  runSendmail,
  safeFolder,
  type Version,
  versionsThere,
} from "../programs.ts";

/** Rules by themselves, with an address that each is asked about; `$|` and nothing cannot be typed and are left out. */
const RULES: readonly (readonly [rule: string, address: string])[] = [
  ["R$*\t$1", "x"],
  ["R$*\t$: $1", "x"],
  ["R$*\t$@ $1", "x"],
  ["R$*\t$1 $1", "x"],
  ["R$+ . $+\t$2 . $1", "x.y"],
  ["R$* x $*\t$1 x y $2", "x"],
  ["R$* x $*\t$1 y $2", "x"],
  ["R$* < @ $* > $*\t$1 < @ $2 > $3", "a<@b>"],
  ["R$* < $* >\t$1 $2", "a<b>"],
  ["R$*\t$(nothing $1 $)", "x"],
  ["R$*\t$(nothing $1 $: none $)", "x"],
  ["R$+ @ $+\t$(nothing $1 $: x @ y $)", "x@y"],
  ["R$+ @ $+\t$(nothing $1 $: x $)", "x@y"],
  ["R$-\t$(nothing $1 $: x y $)", "x"],
  ["R$*\t$1 $&{client_addr}", "x"],
  ["R$*\t$: $1 $&{client_addr}", "x"],
  ["R$-\t$1 $&{client_addr}", "x"],
  ["R$=w . $*\t$1 . $2", "mx.example.com.x"],
  ["R$~w . $*\t$1 . $2", "x.y"],
  ["R$~w . $*\t$2", "x.y"],
  ["Rlocalhost\tLOCALHOST", "localhost"],
  ["R$+\t$>Again $1", "x"],
  ["R$+\t$>Once $1", "x"],
  ["R$+ !\t$>Once $1", "x!"],
  ["R$+ %\t$1", "x%"],
  ["R$* . $-\t$1", "a.b.c"],
  ["R$*\t$#error $: no", "x"],
  ["R$+ $* $=w\t$1 $3", "x y mx.example.com"],
  ["R$- $-\t$2 $1", "x y"],
  ["R$- $-\t$1 $2 z", "x y"],
];
const HEAD = [
  "V10/Berkeley",
  "Cwmx.example.com",
  "D{client_addr}192.0.2.7",
  "Knothing null",
  "Mlocal, P=/bin/true, A=true",
  "Mprog, P=/bin/true, A=true",
  "SAgain",
  "R$-\t$@ $1",
  "SOnce",
  "R$-\t$@ $1 done",
];
const GOES_ROUND = /^Infinite loop|expansion too long/m;

test.each(versionsThere())("sendmail %s goes round in the rules that we name, and in no others", (version) => {
  const folder = safeFolder();
  try {
    const text = [...HEAD, ...RULES.flatMap(([rule], i) => [`SRule${i}`, rule]), ""].join("\n");
    const file = path.join(folder.dir, "test.cf");
    writeFileSync(file, text);
    const cf = read(file, text, version);
    const ours = new Map(endlessRules(cf).map((one) => [one.rule.ruleset, showTokens(one.example, cf.names)]));
    const answers = (addresses: readonly string[]) =>
      runSendmail(["-bt", "-C", file], addresses.map((address, i) => `Rule${i} ${address}\n`).join(""), { version })
        .stdout.split(/^> /m)
        .slice(1)
        .map((answer) => GOES_ROUND.test(answer));
    const theirs = answers(RULES.map(([, address]) => address));
    const numbers = RULES.map((_, i) => cf.rulesetNumbers.get(`Rule${i}`) ?? -1);
    expect(RULES.filter((_, i) => ours.has(numbers[i] ?? -1))).toEqual(RULES.filter((_, i) => theirs[i]));
    // The examples of our own go round as well.
    const shown = answers(numbers.map((number, i) => ours.get(number) ?? RULES[i]?.[1] ?? ""));
    expect(RULES.filter((_, i) => ours.has(numbers[i] ?? -1) && !shown[i])).toEqual([]);
  } finally {
    folder.dispose();
  }
});

test("no .cf that the m4 library makes of a real .mc has such a rule, but for those of its author", () => {
  const made = corpusFiles("mc").flatMap((mc) =>
    versionsThere()
      .slice(-1)
      .map((version) => {
        const args = [`-D_CF_DIR_=${libraryOf(version)}`, path.join(libraryOf(version), "m4/cf.m4"), mc];
        const text = run(programOf(version, "m4"), args, "", path.dirname(mc)).stdout;
        return endlessRules(read(mc, text, version)).map(({ rule }) => `${path.basename(mc)}: ${rule.line.number}`);
      }),
  );
  expect(made.flat()).toEqual([]);
});

function read(name: string, text: string, version: Version) {
  return readCf(
    { name, text },
    {
      version,
      hostName: "mx.example.com",
      interfaces: [],
      files: { read: () => ({ state: "missing" }) },
      user: () => undefined,
      group: () => undefined,
      service: () => true,
    },
  );
}
