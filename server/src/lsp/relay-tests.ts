// The requests about relay tests: lists, runs, and tests made of what was seen.
import type { Connection } from "vscode-languageserver";
import { type FileParams, type MakeRelayTestParams, REQUEST, type RunRelayTestsParams } from "../protocol.ts";
import type { Service } from "../service.ts";
import type { Gate } from "./gate.ts";

/** Answers them. */
export function relayTests(connection: Connection, gate: Gate, service: () => Service): void {
  connection.onRequest(
    REQUEST.relayTests,
    gate.request(REQUEST.relayTests, async ({ uri }: FileParams, go) => (await service().relayTests(uri, go)) ?? null),
  );
  connection.onRequest(
    REQUEST.runRelayTests,
    gate.request(
      REQUEST.runRelayTests,
      async ({ uri, tests }: RunRelayTestsParams, go) => (await service().runRelayTests(uri, tests, go)) ?? null,
    ),
  );
  connection.onRequest(
    REQUEST.makeRelayTest,
    gate.request(
      REQUEST.makeRelayTest,
      async (asked: MakeRelayTestParams, go) => (await service().makeRelayTest(asked, go)) ?? null,
    ),
  );
}
