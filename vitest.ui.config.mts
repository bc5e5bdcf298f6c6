import { defineConfig } from "vitest/config";

// What a person sees: the packaged extension in a real workbench in a browser. Each file has a workbench of its own, two at a time; started by scripts/test.mjs.
export default defineConfig({
  test: {
    include: ["test/ui/**/*.test.ts"],
    globalSetup: ["test/ui/setup.ts"],
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // Nobody knows how busy the machine is: a person waits, and where it did not go as it should, tries once more from the start.
    expect: { poll: { timeout: 60_000, interval: 200 } },
    retry: 1,
    maxWorkers: 2,
  },
});
