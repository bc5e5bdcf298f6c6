// Garbage is collected when nobody waits, and not before; what V8 compiled before stays usable.
import { constants, type PerformanceEntry, PerformanceObserver } from "node:perf_hooks";
import { cachedDataVersionTag } from "node:v8";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { CancellationToken, type Connection } from "vscode-languageserver";
import { collectYoung } from "../../server/src/garbage.node.ts";
import { Gate } from "../../server/src/lsp/gate.ts";

const LONG_ENOUGH_MS = 1_000;
const later = (time: number) => new Promise<void>((resolve) => setTimeout(resolve, time));
const isMinor = (entry: PerformanceEntry): boolean =>
  (entry as PerformanceEntry & { readonly detail?: { readonly kind?: number } }).detail?.kind ===
  constants.NODE_PERFORMANCE_GC_MINOR;

it("V8 collects young garbage, and takes what was compiled before", async () => {
  const tag = cachedDataVersionTag();
  const seen: PerformanceEntry[] = [];
  const observer = new PerformanceObserver((list) => seen.push(...list.getEntries()));
  observer.observe({ entryTypes: ["gc"] });
  collectYoung();
  await vi.waitFor(() => expect(seen.filter(isMinor)).not.toEqual([]));
  observer.disconnect();
  expect(cachedDataVersionTag()).toBe(tag);
});

describe("the gate", () => {
  const rest = vi.fn();
  const gate = () => {
    const made = new Gate({ console: { error: vi.fn() } } as unknown as Connection, () => Promise.resolve(), rest);
    made.open();
    return made;
  };
  beforeEach(() => {
    vi.useFakeTimers();
    rest.mockReset();
  });
  afterEach(() => void vi.useRealTimers());

  it("rests once after a request, however it ends", async () => {
    const made = gate();
    await made.request("one", () => 1)(undefined, CancellationToken.None);
    expect(rest).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(LONG_ENOUGH_MS);
    expect(rest).toHaveBeenCalledTimes(1);
    const failing = made.request("two", () => Promise.reject(new Error("no")));
    await expect(failing(undefined, CancellationToken.None)).rejects.toThrow("two failed: no");
    await vi.advanceTimersByTimeAsync(LONG_ENOUGH_MS);
    expect(rest).toHaveBeenCalledTimes(2);
  });

  it("does not rest while somebody waits, or work goes on in the background", async () => {
    const made = gate();
    const asked = made.request("long", () => later(2 * LONG_ENOUGH_MS))(undefined, CancellationToken.None);
    made.inBackground(later(3 * LONG_ENOUGH_MS).then(() => Promise.reject(new Error("no"))));
    await made.request("short", () => 1)(undefined, CancellationToken.None);
    await vi.advanceTimersByTimeAsync(2 * LONG_ENOUGH_MS);
    await asked;
    await vi.advanceTimersByTimeAsync(LONG_ENOUGH_MS - 1);
    expect(rest).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(LONG_ENOUGH_MS);
    expect(rest).toHaveBeenCalledTimes(1);
  });
});
