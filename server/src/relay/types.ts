// Questions that are put to a relay policy, and its answers.
import type { Span } from "../text.ts";

/** How the client's name was found: `${client_resolve}`. */
export type ClientResolve = "OK" | "FAIL" | "TEMP" | "FORGED";

/** What the name service would say. Everything left out resolves, and nobody's MX points here. */
export interface DnsAnswers {
  /** Sender domains that do not exist, or cannot be found just now. */
  readonly senders?: Readonly<Record<string, "PERM" | "TEMP">>;
  /** Best MX hosts of domains, without trailing dot; `TEMP` for a lookup that fails for now. */
  readonly mx?: Readonly<Record<string, readonly string[] | "TEMP">>;
  /** Names that cannot be made canonical (the lookup finds nothing); `*` for all names. */
  readonly notCanonical?: readonly string[];
}

/** One SMTP transaction to ask about. */
export interface Query {
  /** As sendmail writes `${client_addr}`: `192.0.2.7`, `IPv6:2001:db8:0:0:0:0:0:1`, empty for a local submission. */
  readonly clientAddress: string;
  /** `${client_name}`: the client's verified name, or its address in brackets. */
  readonly clientName: string;
  readonly clientResolve: ClientResolve;
  /** The argument of MAIL FROM, with or without angle brackets; empty or `<>` for the null sender. */
  readonly sender: string;
  /** The argument of RCPT TO. */
  readonly recipient: string;
  /** `${auth_type}`: the mechanism by which the client authenticated; empty for none. */
  readonly authType: string;
  /** `${auth_authen}`: who authenticated. Defaults to a name where there is an `authType`. */
  readonly authName?: string;
  /** `${verify}`: empty (the default) without TLS, `NO` for TLS without a certificate, `OK` for a verified one, `FAIL`, ... */
  readonly tlsVerify?: string;
  readonly cipherBits?: number;
  readonly certIssuer?: string;
  readonly certSubject?: string;
  readonly certName?: string;
  /** `${client_ptr}`: the unverified name of the client. Defaults to `clientName`. */
  readonly clientPtr?: string;
  /** What the client said in HELO. */
  readonly helo?: string;
  /** `${daemon_flags}`: modifiers of the listener that was spoken to. Defaults to those of the first one on port 25. */
  readonly daemonFlags?: string;
  /** `Name=` of the listener that was spoken to. Defaults to the first one. */
  readonly listener?: string;
  readonly dns?: DnsAnswers;
  /** The own name of the host that the server runs on. Defaults to what the site knows. */
  readonly hostName?: string;
  /** The IP addresses of the host that the server runs on, as sendmail writes them. Not known where they are left out. */
  readonly hostAddresses?: readonly string[];
}

/** One step on the way to an answer, and the place in the configuration that made it. */
export interface Step {
  readonly text: string;
  readonly span: Span | undefined;
  /** True for the step that allows relaying: its place is what a grant is known by. */
  readonly grants?: true;
}

export interface Reply {
  readonly code: number;
  /** Enhanced status code, `5.7.1`. */
  readonly dsn: string;
  readonly text: string;
}

/** What sendmail answers. */
export interface Decision {
  readonly accepted: boolean;
  /** Where it was refused: at connect time, at MAIL, at RCPT; null if it was accepted. */
  readonly stage: "connect" | "mail" | "rcpt" | null;
  /** The refusal; null if it was accepted. */
  readonly reply: Reply | null;
  /** True if the message was accepted for a domain that is not this server's own, and is neither thrown away nor held. */
  readonly relayed: boolean;
  /** Accepted, but thrown away or held: what happens to the message then. */
  readonly effect?: "discard" | "quarantine";
  readonly steps: readonly Step[];
  /** False where something outside of the model has a say; `cause` names it. */
  readonly certain: boolean;
  readonly cause?: string;
}

/** How bad it is: anyone may relay; anyone who claims the right sender; more than was surely meant; as meant. */
export type Grade = "open" | "forgeable" | "wide" | "intended";

/** Who may relay to where, and because of what. */
export interface Exposure {
  readonly grade: Grade;
  /** Who: "anyone", "clients in 192.0.2.0/24", "anyone who claims a sender in example.org", ... */
  readonly who: string;
  /** To where: "anywhere", "example.org and its subdomains", ... */
  readonly to: string;
  /** Why it has its grade, in a sentence. */
  readonly reason: string;
  /** The places that cause it, the cause first. */
  readonly because: readonly Span[];
  /** A transaction that proves it; where an `open` or `forgeable` one has none, being one of very many, the reason says so. */
  readonly witness?: Query;
  /** False where the model cannot be sure of it. */
  readonly certain: boolean;
  /** True for one that rules of the site's own give, beside what features and tables do. */
  readonly byOwnRules?: true;
}
