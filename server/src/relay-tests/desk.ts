// What editors ask about relay tests, for the service: lists, results as Markdown, and new tests.
import { markdownText } from "../features/markdown.ts";
import { placeLink } from "../features/relay-report.ts";
import type { MadeRelayTest, MakeRelayTestParams, RelayTestList, RelayTestResults } from "../protocol.ts";
import { decide } from "../relay/index.ts";
import type { Route } from "../route/index.ts";
import { baseName, folderOf, within } from "../site/paths.ts";
import type { MailSite } from "../site/types.ts";
import { runTests, type TestBench, type TestRun } from "./index.ts";
import { testOfDecision, testOfRoute } from "./made.ts";
import { addTest } from "./make.ts";
import { openTests } from "./open.ts";
import type { TestOutcome } from "./run.ts";
import { RELAY_TEST_SUFFIX, type TestText } from "./schema.ts";

/** The tests of a file; undefined where it is not there. */
export async function listTests(uri: string, bench: TestBench): Promise<RelayTestList | undefined> {
  const open = await openTests(bench.workspace, uri);
  if (open === undefined) return undefined;
  const { document, file } = open;
  const tests = file.tests.map(({ index, title, span }) => ({
    index,
    title,
    firstLine: document.positionAt(span.start).line,
    lastLine: document.positionAt(Math.max(span.start, span.end - 1)).line,
  }));
  const [first] = file.errors;
  return {
    tests,
    failure: first === undefined ? "" : `Line ${document.positionAt(first.span.start).line + 1}: ${first.message}`,
  };
}

/** Runs them; undefined where the file is not there. */
export async function resultsOf(
  uri: string,
  bench: TestBench,
  only?: readonly number[],
): Promise<RelayTestResults | undefined> {
  const open = await openTests(bench.workspace, uri);
  if (open === undefined) return undefined;
  const run = await runTests(uri, open, bench, only);
  const results = run.outcomes.map((outcome) => ({
    index: outcome.test.index,
    status: outcome.status,
    markdown: markdownOf(outcome, run),
    expected: outcome.expected,
    actual: outcome.actual,
  }));
  return { results, failure: run.failure ?? "" };
}

function markdownOf({ status, message, steps }: TestOutcome, { site }: TestRun): string {
  if (status === "passed") return "";
  const list = steps.map(({ text, span }) => {
    const isKnown = site !== undefined && span !== undefined && site.has(span.source);
    return `1. ${markdownText(text)}${isKnown ? ` (${placeLink(site, span)})` : ""}`;
  });
  return [markdownText(message), list.join("\n")].filter((part) => part !== "").join("\n\n");
}

/** Where the tests of a configuration are kept. */
export function testFileOf(configuration: string): string {
  const name = baseName(configuration).replace(/\.(?:mc|cf)$/, "");
  return within(folderOf(configuration), `${name}${RELAY_TEST_SUFFIX}`);
}

/** Writes down what was asked as a test; undefined where it cannot be one. */
export async function makeTest(
  { query, recipient, sender = "" }: MakeRelayTestParams,
  site: MailSite,
  route: (recipient: string, sender: string) => Promise<Route | undefined>,
  bench: TestBench,
): Promise<MadeRelayTest | undefined> {
  const configuration = site.mc?.uri ?? site.cf?.uri;
  const test =
    query === undefined ? await routeTest(recipient ?? "", sender, route) : testOfDecision(query, decide(site, query));
  if (configuration === undefined || test === undefined) return undefined;
  const uri = testFileOf(configuration);
  const found = await bench.workspace.read(uri);
  if (found.kind === "unreadable") return { uri, change: null };
  const text = found.kind === "there" ? found.value.getText() : undefined;
  return { uri, change: addTest(text, test, baseName(configuration)) ?? null };
}

async function routeTest(
  recipient: string,
  sender: string,
  route: (recipient: string, sender: string) => Promise<Route | undefined>,
): Promise<TestText | undefined> {
  const found = await route(recipient, sender);
  return found && testOfRoute(found, sender);
}
