import { defineConfig } from "vitest/config";
import { textAssets } from "./scripts/assets.mjs";

// Agreement with the real m4, makemap and sendmail: needs those programs (see CONTRIBUTING.md).
export default defineConfig({
  plugins: [textAssets()],
  test: {
    include: ["test/oracle/**/*.test.ts"],
    setupFiles: ["test/seed.ts"],
    testTimeout: 600_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
});
