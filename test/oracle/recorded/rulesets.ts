// Small configurations of our own, and lines to type in test mode: operators, calls, macros, classes and maps, one thing in each.

export interface RulesetCase {
  readonly name: string;
  readonly cf: string;
  readonly lines: readonly string[];
}

/** What sendmail needs to read a .cf at all. */
const FRAME = [
  "V10/Berkeley",
  "Dj mx.example.com",
  "O OperatorChars=.:%@!^/[]+",
  "Mlocal, P=/bin/cat, F=lsDFM, A=cat $u",
  "Mprog, P=/bin/sh, F=lsDFM, A=sh -c $u",
];

function cf(...lines: readonly string[]): string {
  return [...FRAME, ...lines, ""].join("\n");
}

const ADDRESSES = [
  "joe@example.org",
  "joe",
  "<joe@example.org>",
  "a%b@example.org",
  "host!joe",
  "joe@a.b.example.org",
  "joe+list@example.com",
  "@",
  "joe@[192.0.2.7]",
  '"joe doe"@example.org',
];

const ask = (ruleset: string) => ADDRESSES.map((address) => `${ruleset} ${address}`);

export const RULESETS: readonly RulesetCase[] = [
  {
    name: "wildcards of the left side",
    cf: cf("Sone", "R$+ @ $+\t$: two $1 at $2", "R$- \t$: one $1", "R$*\t$: any $1"),
    lines: ask("one"),
  },
  {
    name: "the shortest match comes first",
    cf: cf("Sshort", "R$* . $*\t$@ $1 dot $2", "R$* @ $*\t$@ $1 at $2", "R$*\t$@ none"),
    lines: ask("short"),
  },
  {
    name: "a rule repeats until it does not match",
    cf: cf("Srepeat", "R$* % $*\t$1 @ $2", "R$* @ $* @ $*\t$1 % $2 @ $3"),
    lines: ask("repeat"),
  },
  {
    name: "classes, of one word and of several",
    cf: cf(
      "CLexample.org a.b.example.org",
      "CUjoe",
      "Sclass",
      "R$=U @ $=L\t$@ ours $1 $2",
      "R$* $~U\t$@ not $2",
      "R$*\t$: rest $1",
    ),
    lines: ask("class"),
  },
  {
    name: "calls, and what they give back",
    cf: cf(
      "Sinner",
      "R$- @ $*\t$@ $2 : $1",
      "R$*\t$: left $1",
      "Souter",
      "R$+\t$: begin $>inner $1 end",
      "R$* begin $*\t$@ $2",
    ),
    lines: ask("outer"),
  },
  {
    name: "macros, at reading and at run time",
    cf: cf("DXfirst", "Smacro", "R$*\t$: $X $&X $j", "R$* $j\t$@ host $1"),
    lines: ask("macro"),
  },
  {
    name: "mailers and refusals",
    cf: cf("Smail", "R$- @ $+\t$#local $@ $2 $: $1", 'R$-\t$#error $@ 5.1.1 $: "550 no"', "R$*\t$#prog $: $1"),
    lines: ask("mail"),
  },
  {
    name: "arithmetic and text maps",
    cf: cf(
      "Kmath arith",
      "Kdequote dequote",
      "Smap",
      "R$- @ $*\t$: $(dequote $1 $) $| $(math + $@ 2 $@ 3 $)",
      "R$* $| 5\t$@ $1 five",
      "R$*\t$: $(math l $@ 1 $@ 2 $)",
    ),
    lines: ask("map"),
  },
];
