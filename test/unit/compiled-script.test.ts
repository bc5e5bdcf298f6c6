// What V8 made of a script is kept for the next process, and is never taken for that of another script.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Script } from "node:vm";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { loadCompiled } from "../../server/src/compiled-script.node.ts";

const LONG_ENOUGH_MS = 60_000;
let at = "";
const file = () => path.join(at, "script.js");
const folder = () => path.join(at, "compiled");
const write = (answer: number) => writeFileSync(file(), `"use strict"; module.exports = { answer: () => ${answer} };`);

/** What the script answers; what is to be kept of it is kept then. */
function load(): unknown {
  const loaded = loadCompiled(file(), folder()) as { answer(): number };
  const answer = loaded.answer();
  vi.advanceTimersByTime(LONG_ENOUGH_MS);
  return answer;
}

beforeEach(() => {
  vi.useFakeTimers();
  at = mkdtempSync(path.join(tmpdir(), "compiled-script-"));
  write(41);
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  rmSync(at, { recursive: true, force: true });
});

test("what was compiled is kept, and used the next time", () => {
  const made = vi.spyOn(Script.prototype, "createCachedData");
  expect(load()).toBe(41);
  expect(made).toHaveBeenCalledTimes(1);
  const [kept] = readdirSync(folder());
  expect(kept).toMatch(/^[\da-f]{40}-/);
  expect(load()).toBe(41);
  // Had V8 refused it, it would be made again.
  expect(made).toHaveBeenCalledTimes(1);
  expect(readdirSync(folder())).toEqual([kept]);
});

test("another script of the same length is compiled, and what was kept of the first goes", () => {
  expect(load()).toBe(41);
  const before = readdirSync(folder());
  write(42);
  expect(load()).toBe(42);
  const after = readdirSync(folder());
  expect(after).toHaveLength(1);
  expect(after).not.toEqual(before);
});

test("what is not whole is not used, and replaced", () => {
  expect(load()).toBe(41);
  const [name = ""] = readdirSync(folder());
  const kept = path.join(folder(), name);
  const whole = readFileSync(kept);
  for (const broken of [whole.subarray(0, whole.length - 9), Buffer.alloc(0), Buffer.from(whole).fill(7, 40, 90)]) {
    writeFileSync(kept, broken);
    const made = vi.spyOn(Script.prototype, "createCachedData");
    expect(load()).toBe(41);
    expect(made).toHaveBeenCalledTimes(1);
    made.mockRestore();
    expect(readFileSync(kept).length).toBeGreaterThan(100);
  }
});

test("where nothing can be kept the script is loaded as it is", () => {
  writeFileSync(folder(), "a file, where the folder would be");
  expect(load()).toBe(41);
  expect(readFileSync(folder(), "utf8")).toBe("a file, where the folder would be");
});
