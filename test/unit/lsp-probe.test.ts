// The request that asks a running server, as our extension sends it.
import { afterEach, expect, it } from "vitest";
import { CancellationToken, CancellationTokenSource } from "vscode-languageserver/node";
import { CLOSED, networkOf } from "../../server/src/probe/testing.ts";
import { type ProbePage, type ProbeParams, REQUEST } from "../../server/src/protocol.ts";
import type { Network } from "../../server/src/service.ts";
import { EXTENSION, endSessions, session } from "./lsp-session.ts";

afterEach(endSessions);

const URI = "file:///etc/mail/sendmail.mc";
const MC =
  "OSTYPE(`linux')dnl\ndefine(`confDOMAIN_NAME', `mail.example.net')dnl\nMAILER(`local')dnl\nMAILER(`smtp')dnl\n";
const HOST = { host: "mail.example.net", port: 25 };

const ask = (network: Network | undefined, params: ProbeParams, token = CancellationToken.None) =>
  session({}, { [URI]: MC }, EXTENSION, network === undefined ? {} : { network }).then(({ client }) =>
    client.sendRequest<ProbePage | null>(REQUEST.probe, params, token),
  );

it("gives the report of the host that was named", async () => {
  const page = await ask(networkOf(CLOSED).network, HOST);
  expect(page?.headline).toBe("The server relayed none of 21 probes.");
  expect(page?.markdown).toContain("## Everything that was said");
  expect(page?.markdown).not.toContain("Compared with the configuration");
});

it("compares it with the configuration that is open", async () => {
  const same = await ask(networkOf(CLOSED).network, { ...HOST, uri: URI });
  expect(same?.markdown).toMatch(/All \d+ probes that can be compared are answered as the configuration says/);
  const open = networkOf((command, isInTls) => (command.startsWith("RCPT") ? "250 ok" : CLOSED(command, isInTls)));
  const other = await ask(open.network, { ...HOST, uri: URI });
  expect(other?.headline).toMatch(/^The server relays for strangers/);
  expect(other?.markdown).toContain("Is the .cf built, are the maps, and was sendmail restarted?");
});

it("answers null where the server has no network", async () => {
  expect(await ask(undefined, HOST)).toBeNull();
});

it("stops between two transactions when it is cancelled", async () => {
  const { network, said } = networkOf(CLOSED);
  const source = new CancellationTokenSource();
  let pauses = 0;
  const asked = ask(
    {
      ...network,
      pause: async () => {
        if (++pauses === 3) source.cancel();
        await new Promise((resolve) => setTimeout(resolve, 5));
      },
    },
    HOST,
    source.token,
  );
  await expect(asked).rejects.toThrow(/cancelled/);
  expect(said.filter((line) => line.startsWith("MAIL")).length).toBeLessThan(6);
});
