// The options that answers about relaying rest on: those that the sources which give these answers ask for.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { DECIDING_OPTIONS } from "../../server/src/cf/silent-lines.ts";

const SRC = path.resolve(import.meta.dirname, "../../server/src");
/** What reads a .cf, runs its rules and asks them. */
const FOLDERS = ["cf", "interpreter", "relay/verdicts"];
/** What checks values of options, reads queue groups, or speaks as test mode asks nothing for a transaction. */
const OTHERS = ["cf/options/", "cf/queues.ts", "cf/test-mode/"];
/** Ways to ask for an option. */
const ASKS = [
  /options\s*\.get\("(\w+)"\)/g,
  /#?option\((?:state, )?"(\w+)"\)/g,
  /(?:option|settings)[^;]{0,60}name === "(\w+)"/g,
  /\bname === "([A-Z]\w+)" && accepted/g,
];

function sources(): readonly string[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(path.join(SRC, folder), { recursive: true, encoding: "utf8" })
      .map((name) => `${folder}/${name}`)
      .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
      .filter((name) => !OTHERS.some((other) => name.startsWith(other))),
  );
}

it("names every option that an answer may rest on", () => {
  const asked = new Set<string>();
  for (const name of sources()) {
    const text = readFileSync(path.join(SRC, name), "utf8");
    for (const pattern of ASKS) for (const [, option = ""] of text.matchAll(pattern)) asked.add(option);
  }
  expect([...asked].sort()).toEqual([...DECIDING_OPTIONS].sort());
});
