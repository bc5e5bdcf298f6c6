// What is asked of a running SMTP server, and what it showed of itself.
import type { Probe } from "../relay/index.ts";

/** Whom to ask, and as whom. */
export interface ProbeTarget {
  /** Host name or IP address. */
  readonly host: string;
  readonly port: number;
  /** The address of this machine to connect from, where it has several. */
  readonly localAddress?: string | undefined;
  /** What is said in EHLO. */
  readonly helo: string;
  /** Sender and recipient of the probes: addresses of strangers to the server, in domains that exist. */
  readonly sender: string;
  readonly recipient: string;
  /** A domain whose mail the server takes; the name in its greeting where it is left out. */
  readonly domain: string | undefined;
  /** Longest wait for one reply, in milliseconds. */
  readonly timeout: number;
  /** Pause between two transactions, in milliseconds. */
  readonly pace: number;
}

/** One reply of the server: its code, and its lines without it. */
export interface SmtpReply {
  readonly code: number;
  readonly lines: readonly string[];
}

/** One line that went over the connection. */
export interface TranscriptLine {
  readonly by: "client" | "server" | "note";
  readonly text: string;
}

/** What a TLS handshake showed. */
export interface TlsFacts {
  /** As `TLSv1.3`. */
  readonly protocol: string;
  readonly cipher: string;
  readonly subject: string;
  readonly issuer: string;
  /** In milliseconds since 1970; undefined where the certificate says nothing that can be read. */
  readonly validTo: number | undefined;
  /** Why the certificate would not be trusted, as a word of OpenSSL; undefined where it would. */
  readonly distrust: string | undefined;
  /** Whether it is made out to the name that was asked for; undefined where an address was asked for. */
  readonly matches: boolean | undefined;
}

/** How the server answered a probe. */
export interface ProbeResult {
  readonly probe: Probe;
  /** Where it was refused; "rcpt" with `isAccepted` where it was not. */
  readonly stage: "mail" | "rcpt";
  readonly isAccepted: boolean;
  /** The reply that decided. */
  readonly reply: SmtpReply;
  readonly transcript: readonly TranscriptLine[];
}

/** All that a server showed. */
export interface ProbeReport {
  readonly target: ProbeTarget;
  /** The server's address, and ours as this end of the connection has it; undefined where there was no connection. */
  readonly serverAddress: string | undefined;
  readonly clientAddress: string | undefined;
  readonly greeting: SmtpReply | undefined;
  /** Keywords of the reply to EHLO, before TLS and within it, in capitals, with what follows them. */
  readonly offers: readonly string[];
  readonly offersInTls: readonly string[];
  readonly tls: TlsFacts | undefined;
  /** Why TLS did not come about although it is offered. */
  readonly tlsFailure: string | undefined;
  readonly vrfy: SmtpReply | undefined;
  readonly expn: SmtpReply | undefined;
  readonly results: readonly ProbeResult[];
  /** Why the conversation ended before its time, as a sentence. */
  readonly failure: string | undefined;
  /** Everything that was said, in order. */
  readonly transcript: readonly TranscriptLine[];
}

/** An open connection to a server. */
export interface Connection {
  readonly serverAddress: string;
  readonly clientAddress: string;
  /** The next line without its end. Rejects with a `ConnectionError` where none comes. */
  line(): Promise<string>;
  write(line: string): void;
  /** Goes on within TLS. Rejects with a `ConnectionError` where the handshake fails. */
  secure(): Promise<TlsFacts>;
  close(): void;
}

/** What a connection fails with: a sentence for people. */
export class ConnectionError extends Error {}

/** What the probe needs of its host. */
export interface Network {
  /** Rejects with a `ConnectionError`. */
  connect(target: ProbeTarget): Promise<Connection>;
  pause(milliseconds: number): Promise<void>;
}

/** A reply on one line. */
export function replyLine({ code, lines }: SmtpReply): string {
  return `${code} ${lines.join(" ")}`.trim();
}
