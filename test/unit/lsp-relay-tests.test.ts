// Relay tests over the protocol: in the editor, in the Testing view, and made of what was asked.
import { afterEach, expect, it } from "vitest";
import {
  type MadeRelayTest,
  type MakeRelayTestParams,
  REQUEST,
  type RelayTestList,
  type RelayTestResults,
} from "../../server/src/protocol.ts";
import { readRelayTests } from "../../server/src/relay-tests/index.ts";
import { EXTENSION, endSessions, session } from "./lsp-session.ts";

afterEach(endSessions);

const MC = "file:///etc/mail/sendmail.mc";
const TESTS = "file:///etc/mail/sendmail.relay-test.yaml";
const FILES = {
  [MC]: "OSTYPE(`linux')dnl\nFEATURE(`access_db')dnl\nMAILER(`local')dnl\nMAILER(`smtp')dnl\n",
  "file:///etc/mail/access": "Connect:192.168.10\tRELAY\n",
};
const TEXT = `host: mx.example.com
tests:
  - to: anywhere
    expect: refused
  - client: 192.168.10.7
    to: anywhere
    expect: refused
`;

async function open(text: string) {
  const { client, open: show } = await session(
    { textDocument: { diagnostic: {} } },
    { ...FILES, [TESTS]: text },
    EXTENSION,
  );
  await show(TESTS, text);
  return client;
}

it("lists the tests of a file with their lines", async () => {
  const client = await open(TEXT);
  expect(await client.sendRequest<RelayTestList>(REQUEST.relayTests, { uri: TESTS })).toEqual({
    tests: [
      { index: 0, title: "a stranger to anywhere is refused", firstLine: 2, lastLine: 3 },
      { index: 1, title: "192.168.10.7 to anywhere is refused", firstLine: 4, lastLine: 6 },
    ],
    failure: "",
  });
  expect(await client.sendRequest(REQUEST.relayTests, { uri: MC })).toBeNull();
});

it("runs them, with the steps that led to what was not expected", async () => {
  const client = await open(TEXT);
  const { results, failure } = await client.sendRequest<RelayTestResults>(REQUEST.runRelayTests, { uri: TESTS });
  expect(failure).toBe("");
  expect(results.map(({ index, status }) => [index, status])).toEqual([
    [0, "passed"],
    [1, "failed"],
  ]);
  expect(results[1]).toMatchObject({ expected: "refused", actual: "relayed" });
  expect(results[1]?.markdown).toMatch(/^Mail to anywhere is relayed\.\n\n1\. .*access:1\]\(file:/s);
  const one = await client.sendRequest<RelayTestResults>(REQUEST.runRelayTests, { uri: TESTS, tests: [1] });
  expect(one.results.map(({ index }) => index)).toEqual([1]);
});

it("says what is wrong in a file, completes it and explains it", async () => {
  const client = await open("tests:\n  - to: anywhere\n    expcet: refused\n");
  const report = await client.sendRequest("textDocument/diagnostic", { textDocument: { uri: TESTS } });
  expect(report).toMatchObject({
    items: [{ message: '"expcet" is not known here.', range: { start: { line: 2, character: 4 } } }],
  });
  const list = await client.sendRequest<RelayTestList>(REQUEST.relayTests, { uri: TESTS });
  expect(list).toEqual({ tests: [], failure: 'Line 3: "expcet" is not known here.' });
  const { failure } = await client.sendRequest<RelayTestResults>(REQUEST.runRelayTests, { uri: TESTS });
  expect(failure).toMatch(/has mistakes/);
  const at = { textDocument: { uri: TESTS }, position: { line: 2, character: 5 } };
  const items = await client.sendRequest<{ label: string }[] | { items: { label: string }[] }>(
    "textDocument/completion",
    at,
  );
  expect((Array.isArray(items) ? items : items.items).map(({ label }) => label)).toContain("expect");
  const above = { ...at, position: { line: 1, character: 5 } };
  expect(JSON.stringify(await client.sendRequest("textDocument/hover", above))).toContain("The recipient");
});

it("makes a test of a transaction, which then passes", async () => {
  const client = await open(TEXT);
  const asked: MakeRelayTestParams = {
    uri: MC,
    query: {
      clientAddress: "192.168.10.7",
      clientName: "[192.168.10.7]",
      clientResolve: "FAIL",
      sender: "<>",
      recipient: "far@elsewhere.example",
      authType: "",
    },
  };
  const made = await client.sendRequest<MadeRelayTest>(REQUEST.makeRelayTest, asked);
  expect(made.uri).toBe(TESTS);
  const { offset = 0, text = "" } = made.change ?? {};
  const result = TEXT.slice(0, offset) + text + TEXT.slice(offset);
  expect(readRelayTests(result)).toMatchObject({
    errors: [],
    tests: [{}, {}, { title: "192.168.10.7 as <> to far@elsewhere.example is relayed" }],
  });
  await client.sendNotification("textDocument/didChange", {
    textDocument: { uri: TESTS, version: 2 },
    contentChanges: [{ text: result }],
  });
  const run = await client.sendRequest<RelayTestResults>(REQUEST.runRelayTests, { uri: TESTS, tests: [2] });
  expect(run.results.map(({ status }) => status)).toEqual(["passed"]);
});
