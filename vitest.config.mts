import { defineConfig } from "vitest/config";
import { textAssets } from "./scripts/assets.mjs";

// Two projects: `unit` is what a person runs all the time; `soak` makes up inputs by the thousand and runs whole programs. Both share
// one module graph for all files: reading the rules and the catalogue again for each file takes longer than all the tests.
const shared = { setupFiles: ["test/seed.ts"], testTimeout: 60_000, hookTimeout: 60_000, isolate: false };

export default defineConfig({
  test: {
    // Transformed sources are kept for the next run.
    experimental: { fsModuleCache: true },
    // Vitest would leave one processor idle, which is half of a small machine.
    maxWorkers: "100%",
    projects: [
      {
        plugins: [textAssets()],
        test: {
          ...shared,
          name: "unit",
          include: [
            "server/src/**/*.test.ts",
            "client/src/**/*.test.ts",
            "test/unit/**/*.test.ts",
            "syntaxes/**/*.test.ts",
          ],
        },
      },
      { plugins: [textAssets()], test: { ...shared, name: "soak", include: ["test/soak/**/*.test.ts"] } },
    ],
  },
});
