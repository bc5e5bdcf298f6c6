// The request that asks a running SMTP server. It goes to the host that the user has typed, and to no other.
import type { Connection } from "vscode-languageserver";
import { type ProbePage, type ProbeParams, REQUEST } from "../protocol.ts";
import type { Network, ProbeTarget, Service } from "../service.ts";
import type { Gate } from "./gate.ts";

/** What the probes are sent as, and how patiently. */
const MANNERS = {
  helo: "localhost.localdomain",
  sender: "probe@example.com",
  recipient: "probe@example.org",
  domain: undefined,
  timeout: 30_000,
  pace: 500,
} as const satisfies Omit<ProbeTarget, "host" | "port">;

/** Answers `sendmail/probe`. @param network undefined where there is none, as in a browser */
export function probes(connection: Connection, gate: Gate, service: () => Service, network: Network | undefined): void {
  connection.onRequest(
    REQUEST.probe,
    gate.request(REQUEST.probe, async ({ host, port, uri }: ProbeParams, go): Promise<ProbePage | null> => {
      if (network === undefined) return null;
      return await service().probe({ ...MANNERS, host, port }, uri, network, Date.now(), go);
    }),
  );
}
