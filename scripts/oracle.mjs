// `npm run oracle -- [--long] [PATH...]`: agreement with the real m4, makemap and sendmail; --long asks ten times as much.
import { missingPackages, ORACLE_PACKAGES } from "./packages.mjs";
import { CI, ensureDependencies, runNode, say } from "./project.mjs";
import { ensureSendmailVersions } from "./sendmail-versions.mjs";

const args = process.argv.slice(2);
await ensureDependencies();
const missing = missingPackages();
const lacking = ORACLE_PACKAGES.filter((name) => missing.has(name));
if (lacking.length > 0) {
  say(`The oracle tests cannot run without ${lacking.join(", ")}.`);
  process.exit(1);
}
const without = ensureSendmailVersions();
const status = await runNode(
  "node_modules/vitest/vitest.mjs",
  ["run", "--config", "vitest.oracle.config.mts", ...args.filter((word) => word !== "--long")],
  { env: { ...process.env, ...(args.includes("--long") ? { ORACLE_LONG: "1" } : {}) } },
);
for (const why of without) say(`NOT RUN: agreement with ${why}`);
process.exitCode = CI && without.length > 0 ? 1 : status;
