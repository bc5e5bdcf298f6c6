// Transactions in plain words: for messages, reports, and the answer to "try a transaction".
import type { Decision, Query } from "./types.ts";

function bracketed(address: string): string {
  return address.startsWith("<") ? address : `<${address}>`;
}

/** A witness as it is written in a message: `From any address: MAIL FROM:<x> RCPT TO:<y> is accepted`. */
export function witnessText(query: Query): string {
  const name = query.clientName.startsWith("[") ? "" : ` (${query.clientName})`;
  const auth = query.authType === "" ? undefined : `authenticated with ${query.authType}`;
  const how = [tlsOf(query), auth].filter((one) => one !== undefined);
  const told = how.length === 0 ? "" : `, ${how.join(" and ")},`;
  return (
    `A client at ${query.clientAddress || "this host"}${name}${told} sends MAIL FROM:${bracketed(query.sender)} ` +
    `RCPT TO:${bracketed(query.recipient)} and is accepted`
  );
}

/** How the client uses TLS; undefined for a session in plain text. */
function tlsOf({ certIssuer = "", certSubject = "", cipherBits = 0, tlsVerify = "" }: Query): string | undefined {
  if (cipherBits === 0 || tlsVerify === "" || tlsVerify === "NONE") return undefined;
  if (tlsVerify !== "OK" || certIssuer === "") return "with STARTTLS";
  return certSubject === "" ? `with a certificate of ${certIssuer}` : `with the certificate of ${certSubject}`;
}

/** The dialogue that goes with an answer, line by line: `C:` and what the client says, `S:` and what the server replies. */
export function transcript(query: Query, decision: Decision): readonly string[] {
  const refusal = decision.reply
    ? `S: ${decision.reply.code} ${decision.reply.dsn} ${decision.reply.text}`.replace("  ", " ")
    : "";
  const lines = [`C: (connects from ${query.clientAddress || "this host"}, ${query.clientName})`];
  if (decision.stage === "connect") return [...lines, refusal];
  const tls = tlsOf(query);
  if (tls !== undefined) lines.push("C: STARTTLS", "S: 220 2.0.0 Ready to start TLS", `C: (says EHLO again, ${tls})`);
  if (query.authType !== "") lines.push(`C: AUTH ${query.authType}`, "S: 235 2.0.0 OK Authenticated");
  lines.push(`C: MAIL FROM:${bracketed(query.sender)}`);
  if (decision.stage === "mail") return [...lines, refusal];
  lines.push("S: 250 2.1.0 Sender ok", `C: RCPT TO:${bracketed(query.recipient)}`);
  return [...lines, decision.stage === "rcpt" ? refusal : "S: 250 2.1.5 Recipient ok"];
}
