// Relay tests kept beside a configuration: which one they are about, and what comes of them.

import type { Judge } from "../judge.ts";
import { routeOf } from "../route/index.ts";
import type { Settings } from "../settings.ts";
import { baseName, folderOf, folderUri, pathOf } from "../site/paths.ts";
import type { MailSite, Workspace } from "../site/types.ts";
import type { OpenTests } from "./open.ts";
import type { RelayTestFile } from "./read.ts";
import { runTest, type TestOutcome } from "./run.ts";
import { RELAY_TEST_SUFFIX } from "./schema.ts";

export { completeRelayTests, hoverRelayTests, relayTestDiagnostics } from "./editor.ts";
export { addTest, type NewTest } from "./make.ts";
export { type OpenTests, openTests } from "./open.ts";
export { type RelayTest, type RelayTestError, type RelayTestFile, readRelayTests } from "./read.ts";
export type { TestOutcome, TestStatus } from "./run.ts";
export { RELAY_TEST_SUFFIX } from "./schema.ts";

/** True for a file of relay tests, by its name. */
export function isRelayTests(uri: string): boolean {
  return uri.endsWith(RELAY_TEST_SUFFIX) || uri.endsWith(RELAY_TEST_SUFFIX.replace(/\.yaml$/, ".yml"));
}

/** What came of the tests of a file. */
export interface TestRun {
  /** URI of the configuration; undefined where there is none. */
  readonly configuration: string | undefined;
  readonly site: MailSite | undefined;
  readonly outcomes: readonly TestOutcome[];
  /** Why nothing could be run, as a sentence. */
  readonly failure: string | undefined;
  /** What is wrong in the file, where that is why; lines count from 1. */
  readonly mistakes?: readonly { readonly line: number; readonly message: string }[];
}

/** What it takes to run tests. */
export interface TestBench {
  readonly workspace: Workspace;
  /** Settings for a configuration. */
  settingsFor(uri: string): Promise<Settings>;
  /** A judge of its own for a server of which the tests know more. */
  judgeFor(settings: Settings, users: readonly string[]): Judge;
  /** Called between tests. */
  checkpoint(): void | Promise<void>;
}

/** Runs the tests of a file, or those at some indices. */
export async function runTests(
  uri: string,
  { document, file }: OpenTests,
  bench: TestBench,
  only?: readonly number[],
): Promise<TestRun> {
  const nothing = (failure: string): TestRun => ({ configuration: undefined, site: undefined, outcomes: [], failure });
  if (file.errors.length > 0)
    return {
      ...nothing("The file of tests has mistakes, so none of them was run."),
      mistakes: file.errors.map(({ message, span }) => ({ line: document.positionAt(span.start).line + 1, message })),
    };
  if (file.tests.length === 0) return nothing("The file has no tests.");
  const configuration = await configurationOf(uri, file, bench.workspace);
  if (configuration === undefined)
    return nothing(
      file.facts.configuration === undefined
        ? "There is no sendmail.mc or sendmail.cf beside the tests. Name the file with configuration."
        : `There is no file ${file.facts.configuration}.`,
    );
  const settings = await bench.settingsFor(configuration);
  const { host, users } = file.facts;
  const judge = bench.judgeFor({ ...settings, hostName: host ?? settings.hostName }, users ?? []);
  const [site] = await judge.sitesOf(configuration);
  if (site === undefined) return nothing(`${pathOf(configuration)} cannot be read as a configuration of sendmail.`);
  await judge.prepare(site);
  const outcomes: TestOutcome[] = [];
  for (const test of file.tests) {
    if (only !== undefined && !only.includes(test.index)) continue;
    await bench.checkpoint();
    const interpreter = () => judge.interpreterFor(configuration);
    outcomes.push(
      await runTest(test, file.facts, {
        site,
        route: async (question) => {
          const ready = await interpreter();
          return ready && (await routeOf(ready, question));
        },
      }),
    );
  }
  return { configuration, site, outcomes, failure: undefined };
}

/** The configuration that tests are about: the one they name, else the one of their own name, else sendmail.mc or sendmail.cf beside them. */
async function configurationOf(
  uri: string,
  { facts }: RelayTestFile,
  workspace: Workspace,
): Promise<string | undefined> {
  const folder = folderOf(uri);
  const own = baseName(uri).replace(/\.relay-test\.ya?ml$/, "");
  const names =
    facts.configuration === undefined
      ? [`${own}.mc`, `${own}.cf`, "sendmail.mc", "sendmail.cf"]
      : [facts.configuration];
  for (const name of names) {
    const candidate = folderUri(name, folder);
    const found = await workspace.stat(candidate);
    if (found.kind === "there" && found.value.kind === "file") return candidate;
  }
  return undefined;
}
