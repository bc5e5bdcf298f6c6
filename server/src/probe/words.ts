// A probe's report as text for terminals, as Markdown for people, and as JSON for programs.
import { code, markdownText } from "../features/markdown.ts";
import type { Comparison } from "./compare.ts";
import { findingsOf, verdictOf } from "./findings.ts";
import { isoTime } from "./time.ts";
import { type ProbeReport, type ProbeTarget, replyLine, type TranscriptLine } from "./types.ts";

/** What is going to be done, said before anything is. */
export function introduction({ host, port, sender, recipient }: ProbeTarget): string {
  return (
    `Asking ${host}, port ${port}, from this machine: greeting, EHLO, STARTTLS, VRFY, EXPN, and the classic open relay probes ` +
    `from ${sender} to ${recipient}. Each ends after RCPT TO: no message is sent.`
  );
}

/** A report with what the configuration says to it, where that was asked. */
export interface Told {
  readonly report: ProbeReport;
  readonly comparison: Comparison | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Lines for a terminal; texts of the server in them may hold anything. */
export function reportText({ report, comparison, now }: Told): readonly string[] {
  const { text, detail } = verdictOf(report);
  const findings = findingsOf(report, now).map((one) => `${one.severity}: ${one.text}`);
  const relayed = report.results.filter(({ isAccepted }) => isAccepted);
  return [
    text,
    ...[...new Set([detail, report.failure ?? ""])].filter((line) => line !== "").map((line) => `  ${line}`),
    "",
    ...facts(report).map(([name, value]) => `${`${name}:`.padEnd(12)} ${value}`),
    ...(findings.length === 0 ? [] : ["", ...findings]),
    ...(comparison === undefined ? [] : ["", ...comparisonText(comparison)]),
    ...relayed.flatMap(({ probe, transcript }) => ["", `Accepted: ${probe.title}`, ...transcript.map(transcriptLine)]),
  ];
}

/** The same as a page, with everything that was said. */
export function reportMarkdown({ report, comparison, now }: Told): string {
  const { text, detail } = verdictOf(report);
  const findings = findingsOf(report, now);
  const rows = report.results.map(
    ({ probe, isAccepted, reply }) =>
      `| ${isAccepted ? "**accepted**" : "refused"} | ${markdownText(probe.title)} | ${code(probe.sender || "<>")} | ${code(probe.recipient)} | ${markdownText(replyLine(reply))} |`,
  );
  const parts = [
    `# ${markdownText(text)}`,
    ...[...new Set([detail, report.failure ?? ""])].map(markdownText),
    facts(report)
      .map(([name, value]) => `- ${name}: ${markdownText(value)}`)
      .join("\n"),
    findings.length === 0 ? "" : "## Also noticed",
    findings.map((one) => `- **${one.severity}**: ${markdownText(one.text)}`).join("\n"),
    comparison === undefined ? "" : "## Compared with the configuration",
    comparison === undefined
      ? ""
      : comparisonText(comparison)
          .map((line) => `- ${markdownText(line)}`)
          .join("\n"),
    rows.length === 0 ? "" : "## Probes",
    rows.length === 0
      ? ""
      : ["| | Probe | Sender | Recipient | Reply |", "| --- | --- | --- | --- | --- |", ...rows].join("\n"),
    "## Everything that was said",
    `\`\`\`text\n${report.transcript.map((line) => transcriptLine(line).replaceAll("```", "'''")).join("\n")}\n\`\`\``,
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

/** The same for programs. Replies are lines, times ISO 8601. */
export function reportJson({ report, comparison, now }: Told) {
  const { target, tls, results } = report;
  const verdict = verdictOf(report);
  return {
    host: target.host,
    port: target.port,
    verdict: verdict.kind,
    text: verdict.text,
    detail: verdict.detail,
    serverAddress: report.serverAddress ?? null,
    clientAddress: report.clientAddress ?? null,
    greeting: report.greeting === undefined ? null : replyLine(report.greeting),
    offers: report.offers,
    offersInTls: report.offersInTls,
    tls: tls === undefined ? null : { ...tls, validTo: tls.validTo === undefined ? null : isoTime(tls.validTo) },
    tlsFailure: report.tlsFailure ?? null,
    vrfy: report.vrfy === undefined ? null : replyLine(report.vrfy),
    expn: report.expn === undefined ? null : replyLine(report.expn),
    findings: findingsOf(report, now),
    probes: results.map(({ probe, stage, isAccepted, reply }) => ({
      probe: probe.title,
      sender: probe.sender,
      recipient: probe.recipient,
      accepted: isAccepted,
      stage,
      reply: replyLine(reply),
    })),
    failure: report.failure ?? null,
    ...(comparison === undefined
      ? {}
      : {
          expected: {
            compared: comparison.compared,
            left: comparison.left,
            differences: comparison.differences.map(({ result, severity, text }) => ({
              probe: result.probe.title,
              severity,
              text,
            })),
          },
        }),
    transcript: report.transcript.map(transcriptLine),
  };
}

function comparisonText({ differences, compared, left }: Comparison): readonly string[] {
  const [first] = differences;
  const head =
    first !== undefined
      ? `${differences.length} of ${compared} probes are answered otherwise than the configuration says.`
      : compared > 0
        ? `All ${compared} probes that can be compared are answered as the configuration says.`
        : "No probe could be compared with the configuration.";
  return [head, ...differences.map(({ severity, text }) => `${severity}: ${text}`), ...left];
}

function facts({ greeting, offers, offersInTls, tls, tlsFailure, vrfy, expn, serverAddress }: ProbeReport) {
  const rows: (readonly [string, string])[] = [];
  if (serverAddress !== undefined) rows.push(["Address", serverAddress]);
  if (greeting !== undefined) rows.push(["Greeting", replyLine(greeting)]);
  if (offers.length > 0) rows.push(["Offers", offers.join(", ")]);
  if (tls !== undefined)
    rows.push(
      ["TLS", `${tls.protocol}, ${tls.cipher}`],
      [
        "Certificate",
        `${tls.subject}, by ${tls.issuer}${tls.validTo === undefined ? "" : `, until ${isoTime(tls.validTo).slice(0, 10)}`}`,
      ],
    );
  if (tlsFailure !== undefined) rows.push(["TLS", tlsFailure]);
  if (offersInTls.length > 0) rows.push(["In TLS", offersInTls.join(", ")]);
  if (vrfy !== undefined) rows.push(["VRFY", replyLine(vrfy)]);
  if (expn !== undefined) rows.push(["EXPN", replyLine(expn)]);
  return rows;
}

function transcriptLine({ by, text }: TranscriptLine): string {
  return `${by === "client" ? "> " : by === "server" ? "< " : "  "}${text}`;
}
