import { expect, test } from "vitest";
import { AskedTexts } from "./basis.ts";

test("a word of one class concerns what was looked for in it, and in the host's own where the host is spelled with capitals", () => {
  const texts = new AskedTexts();
  const inR = texts.id("R", "mx\0.\0own\0.\0example");
  const inW = texts.id("w", "mx\0.\0own\0.\0example");
  texts.id("R", "other");
  const changed = { classes: new Set(["R"]), words: ["mx.own.example"] };
  expect([...texts.with(changed, " ", new Set())]).toEqual([inR]);
  expect([...texts.with(changed, " ", new Set(["other.example"]))]).toEqual([inR]);
  expect([...texts.with(changed, " ", new Set(["mx.own.example"]))]).toEqual([inR, inW]);
});
