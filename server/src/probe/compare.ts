// Whether a running server does what its configuration says: the same transactions, asked of both.
import { type Decision, decide, type Query } from "../relay/index.ts";
import type { MailSite } from "../site/types.ts";
import { type ProbeReport, type ProbeResult, replyLine } from "./types.ts";

/** One probe to which server and configuration answer differently. */
export interface Difference {
  readonly result: ProbeResult;
  readonly decision: Decision;
  /** Error where the server takes what the configuration refuses. */
  readonly severity: "error" | "warning";
  readonly text: string;
}

/** What came out of a comparison. */
export interface Comparison {
  readonly differences: readonly Difference[];
  readonly compared: number;
  /** Probes that say nothing, because the server put them off or the configuration's answer is not certain: the reasons, each once. */
  readonly left: readonly string[];
}

/** Replies that a name service brought about, not the configuration. */
const FROM_DNS = /^[45]\.1\.8\b|does not (?:exist|resolve)|domain not found/i;

/** A recipient of this server whom it does not know: rulesets take the address, the mailer refuses the user. */
const NO_SUCH_USER = /^5\.1\.1\b/;

/** The query for a probe: the client as the connection had it, the server by its own name and address. */
export function queryOf({ probe }: ProbeResult, report: ProbeReport, client: Partial<Query>): Query {
  const address = report.clientAddress ?? "203.0.113.77";
  return {
    clientAddress: address,
    clientName: `[${address}]`,
    clientResolve: "FAIL",
    helo: report.target.helo,
    authType: "",
    ...(report.serverAddress === undefined ? {} : { hostAddresses: [report.serverAddress] }),
    ...client,
    sender: `<${probe.sender}>`,
    recipient: `<${probe.recipient}>`,
  };
}

/**
 * Asks the configuration what the server was asked.
 *
 * @param client how the server knows this machine, where that is not what the connection says (behind NAT, with a name)
 */
export function differences(report: ProbeReport, site: MailSite, client: Partial<Query> = {}): Comparison {
  const found: Difference[] = [];
  const left = new Set<string>();
  let compared = 0;
  for (const result of report.results) {
    const { reply, isAccepted, probe } = result;
    if (reply.code >= 400 && reply.code < 500) {
      left.add(`The server put off a probe: ${replyLine(reply)}`);
      continue;
    }
    if (!isAccepted && reply.lines.some((line) => FROM_DNS.test(line))) {
      left.add(`The server could not find a domain: ${replyLine(reply)}`);
      continue;
    }
    const decision = decide(site, queryOf(result, report, client));
    if (!decision.certain) {
      left.add(`The configuration's answer is not certain: ${decision.cause ?? "something outside of it has a say"}`);
      continue;
    }
    compared += 1;
    const isNobodyHere = !isAccepted && !decision.relayed && reply.lines.some((line) => NO_SUCH_USER.test(line));
    if (decision.accepted === isAccepted || isNobodyHere) continue;
    const refusal =
      decision.reply === null ? "" : ` (${decision.reply.code} ${decision.reply.dsn} ${decision.reply.text})`;
    found.push({
      result,
      decision,
      severity: isAccepted ? "error" : "warning",
      text: isAccepted
        ? `The server takes "${probe.title}", the configuration refuses it${refusal}. Is the .cf built, are the maps, and was sendmail restarted?`
        : `The server refuses "${probe.title}" with ${replyLine(reply)}; the configuration accepts it. Is something between you and the server, or is this the wrong .cf?`,
    });
  }
  return { differences: found, compared, left: [...left] };
}
