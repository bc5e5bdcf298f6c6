// What is kept from one keystroke to the next leads to no former version of a site: each would stay in memory for good.
import { queryObjects } from "node:v8";
import { expect, test } from "vitest";
import { Interpreter } from "../../../server/src/interpreter/index.ts";
import { createService } from "../../../server/src/service.ts";
import { memoryWorkspace } from "../../../server/src/site/index.ts";
import { FILES, FOLDER } from "../../bench/_whole-site.ts";
import { libraryFiles } from "./kept-server.ts";

/** Rounds of edits, each of which changes what strangers are answered. */
const ROUNDS = 8;

/** sendmail.mc and submit.mc, each as it is and as it was before the edit. */
const MOST = 4;

const EDITS: Readonly<Record<string, (text: string, round: number) => string>> = {
  "sendmail.mc": (text, round) => text.replace(/(confTO_IDENT', `)\d+/, `$1${round + 20}`),
  "local-host-names": (text, round) => `${text}more${round}.example\n`,
  "relay-domains": (text, round) => `${text}192.0.${round}\n`,
  access: (text, round) => `${text}Connect:203.0.${round}\tRELAY\n`,
};

test("interpreters of former versions are let go", async () => {
  const workspace = memoryWorkspace({ ...libraryFiles(), ...FILES });
  const service = createService({ ...workspace, machine: "mx.domain0.example" });
  for (let round = 0; round < ROUNDS; round++)
    for (const [name, edit] of Object.entries(EDITS)) {
      const uri = `${FOLDER}${name}`;
      const text = FILES[uri] ?? "";
      const typed = edit(text, round);
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
