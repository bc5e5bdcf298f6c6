// The relay tests of the examples hold, with the real m4 library as well.
import path from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { diskFiles } from "../../../server/src/files.node.ts";
import { createService } from "../../../server/src/service.ts";

test("the tests of the closed relay pass", async () => {
  const service = createService({ ...diskFiles(), folders: [] });
  const file = path.resolve(import.meta.dirname, "../../../examples/closed-relay/sendmail.relay-test.yaml");
  const run = await service.relayTestRun(pathToFileURL(file).href);
  expect(run?.outcomes.map(({ test: { title }, status, message }) => [title, status, message])).toEqual(
    run?.outcomes.map(({ test: { title } }) => [title, "passed", ""]),
  );
  expect(run?.outcomes.length).toBeGreaterThan(5);
});
