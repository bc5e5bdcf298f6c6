import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Latest } from "./latest.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("requests in quick succession become one run", () => {
  const work = vi.fn(async () => undefined);
  const latest = new Latest(work, 100);
  latest.run();
  vi.advanceTimersByTime(60);
  latest.run();
  vi.advanceTimersByTime(60);
  expect(work).not.toHaveBeenCalled();
  vi.advanceTimersByTime(60);
  expect(work).toHaveBeenCalledTimes(1);
});

test("a run that was overtaken knows it", () => {
  const seen: (() => boolean)[] = [];
  const latest = new Latest(async (isCurrent) => {
    seen.push(isCurrent);
  });
  latest.run();
  vi.runAllTimers();
  expect(seen[0]?.()).toBe(true);
  latest.run();
  vi.runAllTimers();
  expect(seen.map((isCurrent) => isCurrent())).toEqual([false, true]);
});

test("after dispose nothing runs and nothing counts", () => {
  const seen: (() => boolean)[] = [];
  const latest = new Latest(async (isCurrent) => {
    seen.push(isCurrent);
  });
  latest.run();
  vi.runAllTimers();
  latest.run();
  latest.dispose();
  vi.runAllTimers();
  expect(seen.map((isCurrent) => isCurrent())).toEqual([false]);
});
