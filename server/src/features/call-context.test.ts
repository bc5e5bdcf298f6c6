// Which call a cursor stands in while it is being written.
import { describe, expect, it } from "vitest";
import { callContext } from "./call-context.ts";

describe("at the end of", () => {
  it.each<[string, string | undefined, number, readonly string[], string, boolean]>([
    ["", undefined, 0, [], "", false],
    ["FEA", undefined, 0, [], "FEA", false],
    ["FEATURE(`access_db')", undefined, 0, [], "", false],
    ["FEATURE(", "FEATURE", 0, [], "", false],
    ["FEATURE(acc", "FEATURE", 0, [], "acc", false],
    ["FEATURE(`", "FEATURE", 0, [], "", true],
    ["FEATURE(`acc", "FEATURE", 0, [], "acc", true],
    ["FEATURE(`access_db', ", "FEATURE", 1, ["access_db"], "", false],
    ["FEATURE(`access_db', `hash -o", "FEATURE", 1, ["access_db"], "hash -o", true],
    ["FEATURE(`access_db', `a, b", "FEATURE", 1, ["access_db"], "a, b", true],
    ["define(`confX', `a (b", "define", 1, ["confX"], "a (b", true],
    ["define(`confX',`a `b' c", "define", 1, ["confX"], "a `b' c", true],
    ["ifdef(`X', `FEATURE(`acc", "FEATURE", 0, [], "acc", true],
    ["ifdef(`X', `FEATURE(`access_db')", "ifdef", 1, ["X"], "FEATURE(`access_db')", true],
    ["define(`Y', FEATURE(`acc", "FEATURE", 0, [], "acc", true],
    ["OSTYPE(`linux')dnl\n# FEATURE(`acc", "FEATURE", 0, [], "acc", true],
    ["changequote([, ])FEATURE([acc", "FEATURE", 0, [], "[acc", false],
    ["define(`x', `y\nFEATURE(`acc", "FEATURE", 0, [], "acc", true],
  ])("%j", (text, name, index, before, written, quoted) => {
    const context = callContext(text);
    expect(context).toMatchObject({ name, index, before, text: written, quoted });
    expect(text.slice(context?.start)).toBe(written);
  });

  it.each(["dnl ", "dnl FEATURE(`acc", "FEATURE(`a')dnl x", "ifdef(`X', `dnl FEATURE(`"])(
    "%j there is nothing",
    (text) => {
      expect(callContext(text)).toBeUndefined();
    },
  );

  it("a line of dnl there is something again", () => {
    expect(callContext("dnl FEATURE(`acc\n")).toMatchObject({ name: undefined, text: "" });
  });

  it.each(["`".repeat(200), "FEATURE(`".repeat(200), "(((((", "ifelse(".repeat(300), "\u0000'`", "define(`A', `A')A("])(
    "damaged text %# there is an answer",
    (text) => {
      expect(() => callContext(text)).not.toThrow();
    },
  );
});
