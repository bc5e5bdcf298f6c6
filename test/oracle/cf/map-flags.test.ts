// Flags of K lines, in any number and order: the answers of maps of each type through a rule and through `/map`, byte for byte, in four versions.
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { LONG, program, run, SEED, versionsThere } from "../programs.ts";
import { withoutCause } from "./environment.ts";
import type { OddSession } from "./odd-sessions.ts";
import { Sessions } from "./sessions.ts";

const ENTRIES = ["a one", "B two", "c %1-%2", "d %0 x%%y %9", 'e "v w" # z', '"q" quoted', "x_y joined", "f", "g #h"];
const COLUMNS = ["a:one:1", "B:two:2", "c:%1:%2", '"q":x y:z', "d", "x_y:b::c", "e  :  f", "g\t:h"];
const sessions = new Sessions({
  keyed: `${ENTRIES.join("\n")}\n`,
  columns: `${COLUMNS.join("\n")}\n`,
  "service.switch": "hosts files\naliases files nis\nmine files\n",
});
for (const type of ["hash", "btree"])
  run(program("makemap"), [type, `keyed.${type}`], `${ENTRIES.join("\n")}\n`, sessions.dir);
for (const type of ["hash", "btree"]) sessions.write(`keyed.${type}`, `${ENTRIES.join("\n")}\n`);
afterAll(() => sessions.dispose());

const KEYS = ["a", "A", "b", "B", "c", "d", "e", '"q"', "q", "x y", "x_y", "f", "g", "none"];

const SHARED = ["-m", "-aX", "-a.", "-a<OK>", "-a", "-T<T>", "-T", "-D", "-f", "-N", "-O", "-o", "-q", "-t", "-A"];
const OF_TYPE: Readonly<Record<string, readonly string[]>> = {
  text: ["-z:", "-z,", "-z\\t", "-k0", "-k1", "-k 1", "-v0", "-v1", "-v 2", "-v9", "-S_", "-d5"],
  regex: ["-n", "-b", "-s1", "-s", "-s1,2", "-d:", "-d", "-S_"],
  file: ["-S_", "-S.", "-d5", "-z:", "-k1", "-v1", "-d"],
  dequote: ["-s_", "-S.", "-s"],
};
const SPECS = [
  ...[
    "hash keyed.hash",
    "hash keyed.hash.db",
    "btree keyed.btree",
    "implicit keyed.hash",
    "hash missing",
    "btree missing",
  ],
  ...["text columns", "text columns", "text keyed", "text missing"],
  ...["regex ^([a-c])$", 'regex ^"?(q)(.*)$', "regex x.(y)", "regex (a|b)*", "regex \\(x\\)"],
  ...["dequote", "null", "stab"],
] as const;

/** A K line with flags; the switch map's members are named after it. */
function lineOf(name: string): fc.Arbitrary<string> {
  return fc.constantFrom(...SPECS).chain((spec) => {
    const [type = "", argument = ""] = spec.split(/ (.*)/);
    const own = OF_TYPE[type] ?? OF_TYPE.file ?? [];
    return fc
      .array(
        fc.oneof(
          { weight: 2, arbitrary: fc.constantFrom(...SHARED) },
          { weight: 1, arbitrary: fc.constantFrom(...own) },
        ),
        {
          maxLength: 5,
          size: "max",
        },
      )
      .map((flags) => `K${name} ${[type, ...flags, argument].filter((word) => word !== "").join(" ")}`);
  });
}

const HEAD =
  "V10/Berkeley\nO OperatorChars=.:%@!^/[]+\nO DontProbeInterfaces=true\nO ServiceSwitchFile=service.switch\n";
const RULE = "Sx\nR$*\t$: $(k $1 $@ first $@ second $: none $)";

const session: fc.Arbitrary<OddSession> = fc
  .tuple(
    lineOf("one"),
    lineOf("two"),
    fc.array(fc.constantFrom(...SHARED), { maxLength: 2 }),
    fc.constantFrom("sequence one two", "sequence two one", "switch @ mine", "one"),
    fc.constantFrom("", "", "O DeliveryMode=defer\n"),
    fc.shuffledSubarray(KEYS, { minLength: 5 }),
  )
  .map(([one, two, flags, asked, mode, keys]) => {
    const isSwitch = asked.startsWith("switch");
    const maps = isSwitch ? [one.replace("Kone", "Kk.files"), two] : [one, two];
    const last = asked === "one" ? [one.replace("Kone", "Kk")] : [...maps, `Kk ${asked.replace("@", flags.join(" "))}`];
    return {
      cf: `${HEAD}${mode}${last.join("\n")}\n${RULE}\n`,
      input: keys
        .flatMap((key) => [`x ${key}`, `/map k ${key}`])
        .map((line) => `${line}\n`)
        .join(""),
    };
  });

/** The first line in which two answers differ. */
function difference(theirs: string, mine: string): string {
  const [left, right] = [theirs.split("\n"), mine.split("\n")];
  const at = left.findIndex((line, index) => line !== right[index]);
  return `${left[at - 1]}\n  sendmail: ${left[at]}\n  we: ${right[at]}`;
}

const SESSIONS = LONG ? 2_000 : 60;

/** What the first generated ones found: test mode asks maps with `-D`, and dequote hands the next member another key. */
const KEPT: readonly OddSession[] = [
  ["O DeliveryMode=defer\nKk hash -D keyed.hash"],
  ["O DeliveryMode=defer\nKk.files hash keyed.hash\nKk switch -D mine"],
  ["Kone dequote -s_\nKtwo hash keyed.hash\nKk sequence one two"],
  ["Kone dequote -s_\nKtwo dequote -aX\nKthree regex -aY ^(.*)$\nKk sequence one two three"],
].map(([maps]) => ({
  cf: `${HEAD}${maps}\n${RULE}\n`,
  input: [...KEYS, '"x y', '"x" y', "a ) b c", '"a\\', "x > y"].map((key) => `x ${key}\n/map k ${key}\n`).join(""),
}));

test.each(versionsThere())("sendmail %s answers as we do", (version) => {
  const made = fc.sample(session, { numRuns: SESSIONS, seed: SEED + versionsThere().indexOf(version) });
  const asked = [...KEPT, ...made];
  const answers = sessions.theirs(asked, version);
  expect(answers.length).toBe(asked.length);
  let known = 0;
  const wrong = asked.flatMap((one, at) => {
    const mine = sessions.ours(one, version);
    if (mine === undefined) return [];
    known++;
    const theirs = withoutCause(answers[at] ?? "");
    return theirs === mine ? [] : [`${one.cf.split("\n").slice(4, -3).join(" | ")}: ${difference(theirs, mine)}`];
  });
  console.log(
    `sendmail ${version} and we agree on ${known - wrong.length} of ${known} maps with flags; of ${asked.length - known} we say that we do not know`,
  );
  expect(wrong).toEqual([]);
  expect(known).toBeGreaterThan(asked.length / 2);
});
