// Any text is read as a .cf: no exception, no endless loop, and every place lies within the text.
import fc from "fast-check";
import { expect, it } from "vitest";
import { readCf } from "../../server/src/cf/index.ts";
import { testEnvironment } from "../../server/src/cf/testing.ts";
import type { CfConfig, CfVersion } from "../../server/src/cf/types.ts";
import { configuration } from "../oracle/cf/generated.ts";

const VERSIONS: readonly CfVersion[] = ["8.15.2", "8.17.1", "8.18.1", "8.18.2"];

function check(text: string, version: CfVersion): CfConfig {
  const cf = readCf(
    { name: "x.cf", text },
    testEnvironment({ version, hostName: undefined }, { words: text.slice(0, 500) }),
  );
  const spans = [
    ...cf.lines.map(({ span }) => span),
    ...cf.messages.filter(({ line }) => line > 0).map(({ span }) => span),
    ...[...cf.rulesets.values()].flatMap(({ rules }) => rules.flatMap(({ lhsSpan, rhsSpan }) => [lhsSpan, rhsSpan])),
    ...cf.settings.flatMap(({ place }) => [place.name, place.value]),
    ...cf.mailers.flatMap(({ equates }) => equates.flatMap(({ nameSpan, valueSpan }) => [nameSpan, valueSpan])),
  ].filter(({ source }) => source === "x.cf");
  for (const { start, end } of spans)
    expect([0 <= start, start <= end, end <= text.length]).toEqual([true, true, true]);
  return cf;
}

it("random texts", () => {
  const unit = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...'RSDHCTFMOPQVKEX$#{}=~&?|.\t \n\\",;:@<>[]()/-o0123') },
    fc.string({ minLength: 1, maxLength: 3, unit: "binary" }),
  );
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 200 }), fc.constantFrom(...VERSIONS), (parts, version) => {
      check(parts.join(""), version);
    }),
    { numRuns: 5_000 },
  );
});

it("generated configurations, damaged", () => {
  const damage = fc.record({ at: fc.nat(2000), cut: fc.nat(30), put: fc.string({ maxLength: 4, unit: "binary" }) });
  fc.assert(
    fc.property(
      configuration,
      fc.array(damage, { maxLength: 4 }),
      fc.constantFrom(...VERSIONS),
      ({ cf }, damages, version) => {
        check(
          damages.reduce((text, { at, cut, put }) => text.slice(0, at) + put + text.slice(at + cut), cf),
          version,
        );
      },
    ),
    { numRuns: 2_000 },
  );
});

it("texts that grow", () => {
  const doubling = Array.from({ length: 20 }, (_, at) => `D{m${at}}\${m${at + 1}}\${m${at + 1}}`).join("\n");
  for (const text of [
    `${doubling}\nCA\${m0}\n`,
    "a".repeat(1_000_000),
    "R\t".repeat(200_000),
    `C{A}${" x".repeat(300_000)}`,
    "$".repeat(500_000),
  ])
    check(text, "8.17.1");
});
