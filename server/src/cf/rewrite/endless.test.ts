// Rules that match what they make, over histories of edits: the same as in a configuration that is looked at for the first time.
import fc from "fast-check";
import { expect, it } from "vitest";
import { readCf } from "../index.ts";
import { testEnvironment } from "../testing.ts";
import { endlessRules } from "./endless.ts";

const ENVIRONMENT = testEnvironment();

/** A % is a dollar, a > a tab. */
const LINES = [
  "SA",
  "SB",
  "Scheck_x",
  "R%*>%1.x",
  "R%+>%1.%1",
  "R%+ . %*>%>B %1",
  "Rx%*>%: %1",
  "R%*>%>A %1",
  "R%*>x",
  "Rx>y",
  "R%={k}%*>%1%2",
  "R%*.%*>%1.%&{m}.%2",
  "R%*>%@ done",
  "C{k}x",
  "C{k}y z",
  "D{m}x",
  "# comment",
].map((line) => line.replaceAll("%", "$").replace(">", "\t"));

const lines = fc.array(fc.constantFrom(...LINES), { maxLength: 6 });
const edit = fc.record({ at: fc.nat(), cut: fc.nat(2), put: fc.array(fc.constantFrom(...LINES), { maxLength: 2 }) });

it("says after each edit what it says of a fresh reading", () => {
  let [run, endless, grows] = [0, 0, 0];
  const said = (name: string, all: readonly string[]) => {
    const cf = readCf({ name, text: `V10/Berkeley\nSA\n${all.join("\n")}\n` }, ENVIRONMENT);
    return endlessRules(cf).map(({ rule, ...rest }) => ({
      line: rule.line.number,
      start: rule.line.span.start,
      ...rest,
    }));
  };
  fc.assert(
    fc.property(lines, fc.array(edit, { maxLength: 5 }), (first, edits) => {
      run++;
      let now = first;
      for (const [version, { at, cut, put }] of edits.entries()) {
        now = now.toSpliced(at % (now.length + 1), cut, ...put);
        const found = said(`followed ${run}`, now);
        expect(found).toEqual(said(`fresh ${run} ${version}`, now));
        endless += found.length;
        grows += found.filter((one) => one.grows).length;
      }
    }),
    { numRuns: 20 },
  );
  expect(endless - grows).toBeGreaterThan(3);
  expect(grows).toBeGreaterThan(3);
});
