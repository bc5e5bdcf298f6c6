// What the real sendmail answered, asked of the relay model and of the rewriter: no program of sendmail's is needed.
import { expect, test } from "vitest";
import { ourDecisions, ourResults, readRecording } from "../oracle/recorded/recording.ts";
import { RULESETS } from "../oracle/recorded/rulesets.ts";

const { dns, relay, rewriting } = readRecording();

test("the relay model answers as sendmail did", async () => {
  let asked = 0;
  for (const configuration of relay) {
    const expected = configuration.asked.map(({ answer }) => answer);
    expect(await ourDecisions(configuration, dns), configuration.mc).toEqual(expected);
    asked += expected.length;
  }
  expect(asked).toBeGreaterThan(400);
});

test.each(rewriting.map((one) => [one.name, one.asked] as const))(
  "rulesets rewrite as sendmail did: %s",
  (name, asked) => {
    const cf = RULESETS.find((one) => one.name === name)?.cf ?? "";
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.map(({ line }) => ourResults(cf, [line])[0])).toEqual(asked.map(({ answer }) => answer));
  },
);
