// What is kept from one keystroke to the next leads to no former version of a site: each would stay in memory for good.
import { queryObjects } from "node:v8";
import { expect, test } from "vitest";
import { Interpreter } from "../../../server/src/interpreter/index.ts";
import { createService } from "../../../server/src/service.ts";
import { memoryWorkspace } from "../../../server/src/site/index.ts";
import { FILES, FOLDER } from "../../bench/_whole-site.ts";
import { libraryFiles } from "./kept-server.ts";

const KEYSTROKES = 24;

/** sendmail.mc and submit.mc, each as it is and as it was before the edit. */
const MOST = 4;

test("interpreters of former versions are let go", async () => {
  const workspace = memoryWorkspace({ ...libraryFiles(), ...FILES });
  const service = createService({ ...workspace, machine: "mx.domain0.example" });
  for (let turn = 0; turn < KEYSTROKES; turn++) {
    const uri = `${FOLDER}${turn % 2 === 0 ? "sendmail.mc" : "local-host-names"}`;
    const text = FILES[uri] ?? "";
    const typed = turn % 2 === 0 ? text.replace(/(confTO_IDENT', `)\d+/, `$1${turn}`) : `${text}more${turn}.example\n`;
    expect(typed).not.toBe(text);
    workspace.write(uri, typed);
    service.changed(uri);
    for (const one of Object.keys(FILES)) await service.diagnostics(one);
  }
  const count = queryObjects(Interpreter, { format: "count" });
  expect(count).toBeGreaterThan(0);
  expect(count).toBeLessThanOrEqual(MOST);
  // Here the service, and with it what it keeps, is still needed.
  await service.diagnostics(`${FOLDER}sendmail.mc`);
}, 60_000);
