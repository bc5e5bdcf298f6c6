// The suite in a Node extension host, in the form that @vscode/test-electron starts: a module with `run`.
import { writeFileSync } from "node:fs";

export async function run(): Promise<void> {
  const { default: Mocha } = await import("mocha");
  const mocha = new Mocha({ ui: "tdd", color: false, timeout: 30_000, forbidOnly: true });
  mocha.suite.emit("pre-require", globalThis, "", mocha);
  await import("./suites.ts");
  const result = { passes: 0, failures: 0, failed: [] as string[] };
  result.failures = await new Promise<number>((resolve) => {
    mocha
      .run(resolve)
      .on("pass", () => {
        result.passes++;
      })
      .on("fail", (test) => {
        result.failed.push(test.fullTitle());
      });
  });
  // VS Code reports success when its extension host dies: whoever started us asks for this file (scripts/vscode/suite.mjs).
  const file = process.env.SENDMAIL_TEST_RESULT;
  if (file) writeFileSync(file, JSON.stringify(result));
  if (result.failures > 0) throw new Error(`${result.failures} test(s) failed.`);
}
