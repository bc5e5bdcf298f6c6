// Any .cf and any address get an answer, in time: rules run within limits, whatever they say.
import fc from "fast-check";
import { expect, it } from "vitest";
import { type CfEnvironment, readCf } from "../../server/src/cf/index.ts";
import { readDnsTable } from "../../server/src/cf/rewrite/dns-table.ts";
import { Rewriter } from "../../server/src/cf/rewrite/index.ts";
import { TestMode } from "../../server/src/cf/test-mode/index.ts";

/** `SOAK_LONG=1`: as many as an hour allows. `SOAK_RUNS=50000 TEST_SEED=1` and so on: the same in parts. */
const RUNS = Number(process.env.SOAK_RUNS) || (process.env.SOAK_LONG === "1" ? 200_000 : 600);

const FILES: Readonly<Record<string, string>> = {
  "/m/hash": "joe\tjane@example.org\nexample.org\tRELAY\n%1\t%1%2\n",
  "/m/text": "joe:jane\n:x\n",
  "/m/class": "example.org\nfoo bar\n",
};

const environment: CfEnvironment = {
  version: "8.18.2",
  hostName: "mx.example.com",
  interfaces: [],
  files: {
    read: (name) => {
      const text = FILES[name];
      return text === undefined ? { state: "missing" } : { state: "there", source: { name, text } };
    },
  },
  user: () => null,
  group: () => null,
  service: () => true,
};
const dns = readDnsTable("example.org MX 10 mx.example.org\nbroken.example TEMPFAIL\n").service;

/** The parts that rules are made of; what is put together of them need not make sense. */
const PIECES = [
  ...'@.<>:;,!%+-[]()"\\|#',
  "$*",
  "$+",
  "$-",
  "$@",
  "$:",
  "$=w",
  "$={x}",
  "$~w",
  "$1",
  "$2",
  "$9",
  "$#local",
  "$#error",
  "$|",
  "$&j",
  "$&{x}",
  "$j",
  "$>a",
  "$>b",
  "$>$1",
  "$[",
  "$]",
  "$(h",
  "$(t",
  "$(s",
  "$(dequote",
  "$(arith +",
  "$(mac {x}",
  "$(re",
  "$(nosuch",
  "$)",
  "$?x",
  "$.",
  "joe",
  "example",
  "org",
  " ",
  " ",
  "$$",
  "\x01",
  "\x80",
  "\xff",
];
const side = fc.array(fc.constantFrom(...PIECES), { maxLength: 9 }).map((parts) => parts.join(""));
const rule = fc.tuple(side, side).map(([left, right]) => `R${left}\t${right}\n`);
const ruleset = (name: string) => fc.array(rule, { maxLength: 6 }).map((rules) => `S${name}\n${rules.join("")}`);
const HEAD = `V10
O OperatorChars=.:%@!^/[]+
D{x}a $| $*
Cw example.org
F{x}/m/class
Kh hash -a.x /m/hash
Kt text -z: -v1 /m/text
Ks sequence h t
Kdequote dequote
Karith arith
Kmac macro
Kre regex -s1 (j|o)+
Mlocal, P=/x, F=l5:/|, S=a, R=b, A=x
Mprog, P=/x, F=l, A=x
`;
const configuration = fc
  .tuple(ruleset("a"), ruleset("b"), ruleset("3"), ruleset("0"), fc.boolean())
  .map(([a, b, three, zero, headless]) => `${headless ? "" : HEAD}${a}${b}${three}${zero}`);

const words = fc.array(fc.constantFrom(...PIECES, "joe@example.org", "a".repeat(300), "b.".repeat(200)), {
  maxLength: 8,
});
const address = fc.oneof(
  words.map((parts) => parts.join("")),
  fc.string({ unit: "binary", maxLength: 40 }),
);
const command = fc
  .tuple(
    fc.constantFrom("a", "b", "3,0", "/parse", "/try local", "/map h", "/map re", ".D{x}", ".Cw", "$", "=S", "-d"),
    address,
  )
  .map(([name, text]) => `${name} ${text.replaceAll("\n", "")}\n`);

it("answers any rules and any address", { timeout: RUNS * 100 }, () => {
  let output = 0;
  fc.assert(
    fc.property(configuration, fc.array(command, { minLength: 1, maxLength: 4 }), (text, commands) => {
      const engine = new Rewriter(readCf({ name: "x.cf", text }, environment), {
        files: environment.files,
        dns,
        user: () => null,
      });
      output += new TestMode(engine).session(commands.join("")).output.length;
      const { tokens, status, certain, unknown } = engine.run("a", engine.scan("<joe@example.org>") ?? []);
      // Rules that were given up may have more; sendmail prints them no more.
      expect(tokens.length).toBeLessThanOrEqual(status === 0 ? 1000 : 2000);
      expect(status).toBeGreaterThanOrEqual(0);
      expect(certain).toBe(unknown.length === 0);
    }),
    { numRuns: RUNS },
  );
  expect(output).toBeGreaterThan(RUNS * 50);
});

it("reads a configuration with any bytes in it and runs it", { timeout: RUNS * 100 }, () => {
  const changed = fc.tuple(configuration, fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 20 }));
  fc.assert(
    fc.property(changed, address, ([text, changes], typed) => {
      const units = [...text];
      for (const [at, byte] of changes) units[at % units.length] = String.fromCharCode(byte);
      const engine = new Rewriter(readCf({ name: "x.cf", text: units.join("") }, environment), {
        files: environment.files,
        dns,
        user: () => null,
      });
      const input = `a ${typed}\n/parse ${typed}\n/try local ${typed}\n=S a\n=M\n$=w\n`;
      expect(new TestMode(engine).session(input).output).not.toMatch(/(?<!<)undefined|\[object/);
    }),
    { numRuns: RUNS },
  );
});

it("gives up rules that never end, and says so", () => {
  // Each ruleset calls the next one twice, and the rule of `b` can match in more ways than there is time for.
  const chain = Array.from({ length: 45 }, (_, i) => `Sr${i}\nR$*\t$: $>r${i + 1} $1 $>r${i + 1} $1\n`).join("");
  const endless = `V10\n${chain}Sr45\nR$*\t$: x\nSb\nR$* x $* x $* x $* x $* x $* x $* z x\t$1\n`;
  const engine = new Rewriter(readCf({ name: "x.cf", text: endless }, environment), {
    files: environment.files,
    dns,
    user: () => null,
  });
  // Found by a long run: a ruleset that calls itself says that it is too deep, as often as there is a way to be.
  const said = new TestMode(
    new Rewriter(readCf({ name: "x.cf", text: `${HEAD}Sb\nR$*\t$>b\n` }, environment), {
      files: environment.files,
      dns,
      user: () => null,
    }),
  ).line("/try local x");
  expect(said.unknown.map(({ kind }) => kind)).toContain("limit");
  expect(said.output).toContain("excessive recursion (max 50), ruleset b\n");
  expect(said.output.length).toBeLessThan(5_000_000);
  for (const [name, words] of [
    ["r0", ["joe"]],
    ["b", ["z", ...Array<string>(400).fill("x")]],
  ] as const) {
    const { certain, unknown } = engine.run(name, words);
    expect(certain).toBe(false);
    expect(unknown.map(({ kind }) => kind)).toContain("limit");
  }
});
