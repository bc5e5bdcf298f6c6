import { defineConfig } from "vitest/config";

// What a person sees: the packaged extension in a real workbench in a browser. One at a time; started by scripts/test.mjs.
export default defineConfig({
  test: {
    include: ["test/ui/**/*.test.ts"],
    globalSetup: ["test/ui/setup.ts"],
    testTimeout: 180_000,
    hookTimeout: 180_000,
    fileParallelism: false,
  },
});
