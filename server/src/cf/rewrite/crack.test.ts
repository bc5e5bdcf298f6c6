import { describe, expect, it } from "vitest";
import { Code } from "../codes.ts";
import { crack } from "./crack.ts";

const options = { colonOk: false, mustQuote: "@,;:\\()[].'" };
const shown = (text: string): string => crack(text, options).replaceAll(Code.macro, "$");

describe("crack", () => {
  it.each([
    ["joe@example.org", "$g"],
    ["Joe User <joe@example.org> (home)", "Joe User <$g> (home)"],
    ["joe@example.org (Joe)", "$g (Joe)"],
    ["Joe (x) User <joe@b>", "Joe (x) User <$g>"],
    ["J. User <joe@b>", '"J. User" <$g>'],
    ['"J. User" <joe@b>', '"J. User" <$g>'],
    ["team: a@b;", "team: $g;"],
    ["(unclosed", "(unclosed)"],
    ["<joe", "<$g>"],
    ["", ""],
  ])("keeps what is around %j", (text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  it("gives up what is too long", () => {
    expect(shown(`${"x".repeat(300)} <a@b>`)).toBe("<$g>");
  });
});
