// What the service answers about relay tests beside a configuration: which there are, how they come out, and a new one.
import { type Checkpoint, GO_ON } from "../judge.ts";
import type { MadeRelayTest, MakeRelayTestParams, RelayTestList, RelayTestResults } from "../protocol.ts";
import { listTests, makeTest, resultsOf } from "../relay-tests/desk.ts";
import { isRelayTests, openTests, runTests, type TestBench, type TestRun } from "../relay-tests/index.ts";
import { routeOf } from "../route/index.ts";
import type { Workspace } from "../site/types.ts";
import type { Judges } from "./judges.ts";

export interface RelayTestAnswers {
  /** The tests in a file of relay tests; undefined for any other file. */
  relayTests(uri: string, checkpoint?: Checkpoint): Promise<RelayTestList | undefined>;
  /** Runs the tests of a file, or those of some indices. */
  runRelayTests(
    uri: string,
    only: readonly number[] | undefined,
    checkpoint?: Checkpoint,
  ): Promise<RelayTestResults | undefined>;
  /** The same with the places as the command line shows them. */
  relayTestRun(uri: string): Promise<TestRun | undefined>;
  /** Writes down as a test what was asked of a mail server; undefined where it cannot be one. */
  makeRelayTest(asked: MakeRelayTestParams, checkpoint?: Checkpoint): Promise<MadeRelayTest | undefined>;
}

/** Makes them. */
export function relayTestAnswersOf(workspace: Workspace, judges: Judges): RelayTestAnswers {
  /** A file of relay tests; undefined for any other file. */
  const testsIn = async (uri: string) => (isRelayTests(uri) ? await openTests(workspace, uri) : undefined);
  const bench = (checkpoint: Checkpoint = GO_ON): TestBench => ({
    workspace,
    settingsFor: async (uri) => (await judges.judgeOf(uri)).settings,
    judgeFor: (settings, users) => judges.judgeFor(workspace, settings, users),
    checkpoint,
  });

  return {
    relayTests: async (uri, checkpoint) => (isRelayTests(uri) ? await listTests(uri, bench(checkpoint)) : undefined),
    runRelayTests: async (uri, only, checkpoint) =>
      isRelayTests(uri) ? await resultsOf(uri, bench(checkpoint), only) : undefined,
    async relayTestRun(uri) {
      const open = await testsIn(uri);
      return open && (await runTests(uri, open, bench()));
    },
    async makeRelayTest(asked, checkpoint = GO_ON) {
      const site = await judges.judgedFirst(asked.uri, checkpoint, (found) => found);
      const route = async (recipient: string, sender: string) => {
        const interpreter = await judges.interpreterOf(asked.uri, checkpoint);
        return interpreter && (await routeOf(interpreter, { recipient, sender }));
      };
      return site && (await makeTest(asked, site, route, bench(checkpoint)));
    },
  };
}
