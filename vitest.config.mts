import { defineConfig } from "vitest/config";
import { textAssets } from "./scripts/assets.mjs";

export default defineConfig({
  plugins: [textAssets()],
  test: {
    include: ["server/src/**/*.test.ts", "client/src/**/*.test.ts", "test/unit/**/*.test.ts", "syntaxes/**/*.test.ts"],
    setupFiles: ["test/seed.ts"],
    testTimeout: 60_000,
  },
});
