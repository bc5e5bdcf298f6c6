import { expect, it } from "vitest";
import { readCf } from "./index.ts";
import { Provenance } from "./provenance.ts";
import { testEnvironment } from "./testing.ts";

const MC = { source: "a.mc", start: 10, end: 30 };
const OTHER = { source: "a.mc", start: 50, end: 60 };
const CF = { name: "a.cf", text: "V10/Berkeley\nDMone\nDNtwo\n\tthree\n" };
const provenance = new Provenance(CF, [undefined, MC, MC, OTHER]);

it("leads from a part of a configuration to the .mc", () => {
  const cf = readCf(CF, testEnvironment());
  const definition = (name: string) => cf.macros.get(name)?.definition;
  expect(provenance.placeOf(definition("M")?.value ?? OTHER)).toEqual(MC);
  expect(provenance.placeOf(definition("N")?.line.span ?? OTHER)).toEqual({ source: "a.mc", start: 10, end: 60 });
});

it("gives nothing for what the library made, and for other files", () => {
  expect(provenance.placeOf({ source: "a.cf", start: 0, end: 3 })).toBeUndefined();
  expect(provenance.placeOf({ source: "other.cf", start: 14, end: 16 })).toBeUndefined();
});
