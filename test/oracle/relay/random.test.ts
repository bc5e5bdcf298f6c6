// Decisions that are made by their names: one more leaves all others as they are.
import { expect, test } from "vitest";
import { configuration } from "./generator.ts";
import { Chance } from "./random.ts";

test("a decision rests on its name and the seed, not on what was decided before", () => {
  const decided = (before: number) => {
    const chance = new Chance(7);
    for (let i = 0; i < before; i++) chance.next();
    return ["access", "lines", "line 1", "line 2"].map((name) => chance.of(name).next());
  };
  expect(decided(5)).toEqual(decided(0));
  expect(new Set(decided(0)).size).toBe(4);
  expect(new Chance(8).of("access").next()).not.toBe(new Chance(7).of("access").next());
});

test("chances of different names and seeds are spread evenly", () => {
  const seeds = Array.from({ length: 2000 }, (_, seed) => new Chance(seed));
  for (const name of ["access", "nouucp", "line 12"]) {
    const hits = seeds.filter((chance) => chance.of(name).maybe(0.3)).length;
    expect(hits, name).toBeGreaterThan(510);
    expect(hits, name).toBeLessThan(690);
  }
  const both = seeds.filter((chance) => chance.of("line 1").maybe(0.5) && chance.of("line 2").maybe(0.5)).length;
  expect(both).toBeGreaterThan(400);
  expect(both).toBeLessThan(600);
});

test("a number always gives the same configuration, and numbers give different ones", () => {
  expect(configuration(3)).toEqual(configuration(3));
  const all = Array.from({ length: 200 }, (_, seed) => JSON.stringify({ ...configuration(seed), seed: 0 }));
  expect(new Set(all).size).toBe(200);
});
