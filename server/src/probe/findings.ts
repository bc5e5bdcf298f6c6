// What the answers of a running server come to: whether it relays for strangers, and what else is worth a look.
import type { Severity } from "../rules/types.ts";
import { isoDay } from "./time.ts";
import { type ProbeReport, type ProbeResult, replyLine } from "./types.ts";

/** Relays: a stranger's transaction was accepted. Unknown: too little was answered to say. */
export interface Verdict {
  readonly kind: "relays" | "refuses" | "unknown";
  /** A sentence of at most 80 characters. */
  readonly text: string;
  /** What it rests on, and what to do. */
  readonly detail: string;
}

export interface Finding {
  readonly severity: Severity;
  readonly text: string;
}

/** Whether the server relays. Only answers to all probes, none of them put off, make it "refuses". */
export function verdictOf({ results, failure, target, clientAddress }: ProbeReport): Verdict {
  const relayed = results.filter((one) => one.isAccepted && !one.probe.isAddressedHere);
  const count = `${relayed.length} of ${results.length} probes`;
  if (relayed.length > 0)
    return {
      kind: "relays",
      text: `The server relays for strangers: ${count} were accepted.`,
      detail: `It accepted mail from ${as(relayed)} to ${target.recipient}, sent from ${clientAddress ?? "this machine"}. If this machine is one that may relay, ask from another network.`,
    };
  if (results.length === 0)
    return { kind: "unknown", text: "Nothing is known of relaying: no probe was answered.", detail: failure ?? "" };
  const [plain] = results;
  const off = results.find(({ reply }) => reply.code < 500 && reply.code >= 400);
  if (off !== undefined)
    return {
      kind: "unknown",
      text: "Nothing is certain: the server put off some probes.",
      detail: `It answered "${replyLine(off.reply)}". Ask again later.`,
    };
  if (plain?.stage === "mail")
    return {
      kind: "unknown",
      text: "Nothing is known of relaying: the server refused the probes' sender.",
      detail: `It answered "${replyLine(plain.reply)}" to ${target.sender}, so that no recipient was tried for it. Give a sender whose domain exists (--from).`,
    };
  if (failure !== undefined)
    return { kind: "unknown", text: "Nothing is certain: not all probes were answered.", detail: failure };
  return {
    kind: "refuses",
    text: `The server relayed none of ${results.length} probes.`,
    detail: `They came from ${clientAddress ?? "this machine"}. What other clients may do was not asked.`,
  };
}

/** Findings in order of their weight. The verdict about relaying is not among them. */
export function findingsOf(report: ProbeReport, now: number): readonly Finding[] {
  return [...aboutTls(report, now), ...aboutLogins(report), ...aboutUsers(report), ...aboutRecipients(report)];
}

function* aboutTls({ offers, tls, tlsFailure, greeting, target }: ProbeReport, now: number): Generator<Finding> {
  if (greeting === undefined) return;
  if (!offers.includes("STARTTLS")) {
    yield { severity: "warning", text: "STARTTLS is not offered: mail and passwords travel readable for everyone." };
    return;
  }
  if (tls === undefined) {
    yield { severity: "error", text: `STARTTLS is offered and fails: ${tlsFailure ?? "the server hung up"}` };
    return;
  }
  if (!/^TLSv1\.[23]$/.test(tls.protocol))
    yield { severity: "warning", text: `The connection is in ${tls.protocol}, which is no longer safe.` };
  if (tls.validTo !== undefined && tls.validTo < now)
    yield { severity: "warning", text: `The certificate expired on ${isoDay(tls.validTo)}.` };
  if (tls.matches === false)
    yield {
      severity: "warning",
      text: `The certificate is not made out to ${target.host} (it is for ${tls.subject}).`,
    };
  if (tls.distrust !== undefined && tls.distrust !== "CERT_HAS_EXPIRED")
    yield {
      severity: "information",
      text: `Clients that check certificates will not trust this one (${tls.distrust.toLowerCase().replaceAll("_", " ")}).`,
    };
}

function* aboutLogins({ offers, offersInTls }: ProbeReport): Generator<Finding> {
  const clear = mechanisms(offers).filter((name) => name === "PLAIN" || name === "LOGIN");
  if (clear.length > 0)
    yield {
      severity: "warning",
      text: `AUTH ${clear.join(" and ")} is offered without TLS: passwords can be read on the way. Use confAUTH_OPTIONS with p.`,
    };
  const inTls = mechanisms(offersInTls);
  if (inTls.length > 0) yield { severity: "information", text: `AUTH within TLS: ${inTls.join(", ")}.` };
}

function* aboutUsers({ vrfy, expn }: ProbeReport): Generator<Finding> {
  for (const [name, reply, flag] of [
    ["VRFY", vrfy, "novrfy"],
    ["EXPN", expn, "noexpn"],
  ] as const)
    if (reply?.code === 250)
      yield {
        severity: "warning",
        text: `${name} tells strangers which users there are. Add ${flag} to confPRIVACY_FLAGS.`,
      };
}

function* aboutRecipients({ results }: ProbeReport): Generator<Finding> {
  const taken = results.filter(({ isAccepted, probe }) => isAccepted && probe.isAddressedHere);
  if (taken.length > 0)
    yield {
      severity: "warning",
      text: `Recipients at this server that name another domain were accepted (${as(taken)}). Where they would go cannot be seen from outside: ask the configuration (--expect).`,
    };
}

function mechanisms(offers: readonly string[]): readonly string[] {
  const names = offers.flatMap((offer) => /^AUTH[ =](.*)$/.exec(offer)?.[1]?.toUpperCase().split(/\s+/) ?? []);
  return [...new Set(names.filter((name) => name !== ""))];
}

function as(results: readonly ProbeResult[]): string {
  const shown = results.slice(0, 3).map(({ probe }) => probe.title);
  const more = results.length - shown.length;
  return more > 0 ? `${shown.join("; ")}; and ${more} more` : shown.join("; ");
}
