// The same suite in a web extension host: a worker, so Mocha's browser build with a reporter that writes to the console.
import "mocha/mocha.js";

class ConsoleReporter {
  constructor(runner: Mocha.Runner) {
    runner.on("suite", ({ title }) => {
      if (title) console.log(`  ${title}`);
    });
    runner.on("pass", ({ title, duration }) => console.log(`    ok ${title} (${duration} ms)`));
    runner.on("fail", ({ title }, error) => console.log(`    FAILED ${title}\n${error.stack ?? error}`));
    runner.on("end", () =>
      console.log(`  ${runner.stats?.passes ?? 0} passing, ${runner.stats?.failures ?? 0} failing`),
    );
  }
}

export async function run(): Promise<void> {
  mocha.setup({ ui: "tdd", timeout: 30_000, reporter: ConsoleReporter as unknown as Mocha.ReporterConstructor });
  await import("./suites.ts");
  let passes = 0;
  const failures = await new Promise<number>((resolve) => {
    mocha.run(resolve).on("pass", () => {
      passes++;
    });
  });
  // The launcher asks for this line: a worker cannot write a file.
  console.log(`SENDMAIL_TEST_RESULT ${JSON.stringify({ passes, failures })}`);
  if (failures > 0) throw new Error(`${failures} test(s) failed.`);
}
