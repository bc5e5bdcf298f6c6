/**
 * What `sendmail-lint` writes with `--format json`, for programs that read it: the types of the npm package. Positions are zero-based
 * and count UTF-16 code units, as in the language server protocol; lines of decisions and grants count from 1.
 */

/** A place in a file. */
export interface JsonRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

/** `check --format json` writes a list of these. */
export interface JsonFinding {
  /** The path as it was given, or as it was found below a folder that was given. */
  readonly file: string;
  readonly range: JsonRange;
  readonly severity: "error" | "warning" | "information" | "hint";
  /** The rule: it never changes its meaning. */
  readonly code: string;
  /** The first line is a sentence that stands alone. */
  readonly message: string;
  /** Where to read more: a page of sendmail.org, or `sendmail-rule:/CODE.md`. */
  readonly href: string;
  /** Titles of the fixes that there are. */
  readonly fixes: readonly string[];
}

/** A line of a file that decides; null where there is none. Lines count from 1. */
export interface JsonPlace {
  readonly file: string | null;
  readonly line: number | null;
}

/** `relay --format json` writes one of these on each line. */
export interface JsonGrant {
  readonly grade: "open" | "forgeable" | "wide" | "intended";
  readonly who: string;
  readonly to: string;
  readonly reason: string;
  readonly because: readonly JsonPlace[];
  /** The transaction that proves it. */
  readonly witness: JsonQuery | null;
  readonly certain: boolean;
}

/** The last line of `relay --format json` where others may be able to relay as well. */
export interface JsonIncomplete {
  readonly complete: false;
  readonly why: readonly JsonStep[];
}

/** A transaction: what `relay --query` reads, one on each line. There, all parts but `recipient` may be left out. */
export interface JsonQuery {
  /** As sendmail writes it: `192.0.2.7`, `IPv6:2001:db8:0:0:0:0:0:1`; empty for mail of a local program. */
  readonly clientAddress: string;
  /** The verified name of the client, or its address in brackets. */
  readonly clientName: string;
  readonly clientResolve: "OK" | "FAIL" | "TEMP" | "FORGED";
  readonly sender: string;
  readonly recipient: string;
  /** The mechanism by which the client logged in; empty for none. */
  readonly authType: string;
  readonly authName?: string;
  /** Empty without TLS, `NO` for TLS without a certificate, `OK` for a verified one. */
  readonly tlsVerify?: string;
  readonly cipherBits?: number;
  readonly certIssuer?: string;
  readonly certSubject?: string;
  readonly certName?: string;
  /** The unverified name of the client. */
  readonly clientPtr?: string;
  readonly helo?: string;
  /** Modifiers and name of the listener that is spoken to. */
  readonly daemonFlags?: string;
  readonly listener?: string;
  readonly dns?: JsonDnsAnswers;
  readonly hostName?: string;
  readonly hostAddresses?: readonly string[];
}

/** What the name service says. Everything left out resolves, and nobody's MX points at the server. */
export interface JsonDnsAnswers {
  readonly senders?: Readonly<Record<string, "PERM" | "TEMP">>;
  readonly mx?: Readonly<Record<string, readonly string[] | "TEMP">>;
  readonly notCanonical?: readonly string[];
}

/** What a server answers. */
export interface JsonReply {
  readonly code: number;
  /** The enhanced status code: `5.7.1`. */
  readonly dsn: string;
  readonly text: string;
}

/** What sendmail says of an address that it refuses: there `code` is text, and `dsn` null where it gives none. */
export interface JsonRouteReply {
  readonly code: string;
  readonly dsn: string | null;
  readonly text: string;
}

/** What led to an answer, and where it is written. */
export interface JsonStep extends JsonPlace {
  readonly text: string;
}

/** `relay --query` writes one of these for each line that it reads. */
export interface JsonDecision {
  readonly accepted: boolean;
  readonly stage: "connect" | "mail" | "rcpt" | null;
  readonly reply: JsonReply | null;
  readonly relayed: boolean;
  readonly because: readonly JsonStep[];
  /** False where something that is not known has a say; `cause` names it. */
  readonly certain: boolean;
  readonly cause?: string;
}

/** What `relay --query` writes for a line that is not a query. */
export interface JsonQueryError {
  readonly error: string;
}

/** `relay --probes` writes one of these on each line, then one `JsonProbeCount`. */
export interface JsonProbeDecision extends JsonDecision {
  /** What is tried: "percent hack". */
  readonly probe: string;
  readonly sender: string;
  readonly recipient: string;
}

/** The last line of `relay --probes`: how many are relayed, and for how many that is not certain. */
export interface JsonProbeCount {
  readonly relayed: number;
  readonly uncertain: number;
  readonly of: number;
}

/** `check --fleet`, `relay --fleet` and `audit --fleet` write one of these for each server, the worst first, then the totals. */
export type JsonFleetRow = JsonServer & (JsonChecked | JsonRelayed | JsonAudited | { readonly question?: undefined });

/** What each line of a fleet has. A line without `question` is about a server of which nothing could be said. */
export interface JsonServer {
  /** The name of its folder. */
  readonly server: string;
  /** What is missing from the answer. */
  readonly why: readonly string[];
}

/** `check` of one server. */
export interface JsonChecked {
  readonly question: "check";
  readonly files: number;
  readonly errors: number;
  readonly warnings: number;
  readonly notes: number;
  /** The worst finding: its place (lines count from 1) and first sentence; null where there is none. */
  readonly worst: { readonly file: string; readonly line: number; readonly code: string; readonly text: string } | null;
}

/** `relay` of one server. */
export interface JsonRelayed {
  readonly question: "relay";
  readonly state: "open" | "restricted" | "closed" | "unknown";
  readonly grants: Readonly<Record<JsonGrant["grade"], number>>;
  readonly detail: string;
}

/** `audit` of one server: how its controls came out, and those that fail. */
export interface JsonAudited {
  readonly question: "audit";
  readonly controls: Readonly<Record<JsonControl["status"], number>>;
  readonly failing: readonly { readonly id: string; readonly title: string }[];
}

/** The last line of `--fleet`. */
export interface JsonFleetTotals {
  readonly servers: number;
  readonly bad: number;
  readonly unknown: number;
  readonly clean: number;
}

/** `where --format json` writes one of these for each address. */
export interface JsonRoute {
  readonly address: string;
  readonly deliveries: readonly {
    readonly mailer: string;
    readonly host: string | null;
    readonly user: string;
    /** The address as it is after aliases. */
    readonly address: string;
    readonly queued?: true;
    readonly steps: readonly JsonStep[];
  }[];
  /** The refusal, where mail to the address goes nowhere. */
  readonly reply: JsonRouteReply | null;
  /** Each recipient that is refused; left out where none is. */
  readonly refused?: readonly {
    readonly address: string;
    readonly reply: JsonRouteReply;
    readonly steps: readonly JsonStep[];
  }[];
  readonly certain: boolean;
  /** What is not known, where the answer is not certain. */
  readonly missing?: readonly string[];
}

/** `where --mailer NAME --format json` writes one of these for each address. */
export interface JsonRewriting {
  readonly address: string;
  readonly mailer: string;
  /** By role: `header sender`, `header recipient`, `envelope sender`, `envelope recipient`. */
  readonly rewritten: Readonly<Record<string, { readonly result: string | null; readonly steps: readonly JsonStep[] }>>;
  readonly certain: boolean;
  readonly missing?: readonly string[];
}

/** `audit --format json` writes one of these on each line. */
export interface JsonControl {
  /** The configuration of the server. */
  readonly file: string;
  /** The control: `GEN004710`. */
  readonly id: string;
  readonly guide: string;
  /** What it asks. */
  readonly title: string;
  readonly status: "fail" | "unknown" | "not-applicable" | "pass";
  readonly evidence: readonly string[];
  /** What the guide's own remedy breaks. */
  readonly harm?: string;
}

/** `check --upgrade-to VERSION --format json` writes one of these for each server. */
export interface JsonUpgrade {
  readonly file: string;
  /** Null where the version that runs now is not known. */
  readonly from: string | null;
  readonly to: string;
  readonly changes: readonly {
    /** The version that changed it. */
    readonly in: string;
    readonly subject: string;
    readonly what: string;
    readonly fix: string;
    /** The line counts from 0; null where no line says it. */
    readonly place: { readonly uri: string; readonly line: number } | null;
  }[];
}

/** `test --format json` writes one of these for each test. */
export interface JsonTest {
  readonly file: string;
  readonly test: string;
  /** From 0, in its file. */
  readonly index: number;
  /** `unsure`: the answer is not certain, so the test does not pass. */
  readonly status: "passed" | "failed" | "unsure";
  /** Empty for a test that passed. */
  readonly message: string;
  readonly expected?: string;
  readonly actual?: string;
  readonly because: readonly JsonStep[];
}

/** What `test --format json` writes for a file that cannot be run. */
export interface JsonTestError {
  readonly file: string;
  readonly error: string;
  /** What is wrong in the file, where that is why; lines count from 1. */
  readonly mistakes?: readonly { readonly line: number; readonly message: string }[];
}

/** `probe --format json` writes one of these. Replies are lines: `550 5.7.1 Relaying denied`. */
export interface JsonProbeReport {
  readonly host: string;
  readonly port: number;
  readonly verdict: "relays" | "refuses" | "unknown";
  /** The verdict as a sentence, and what it rests on. */
  readonly text: string;
  readonly detail: string;
  readonly serverAddress: string | null;
  readonly clientAddress: string | null;
  readonly greeting: string | null;
  /** What the server offers after EHLO, before TLS and within it. */
  readonly offers: readonly string[];
  readonly offersInTls: readonly string[];
  readonly tls: {
    readonly protocol: string;
    readonly cipher: string;
    readonly subject: string;
    readonly issuer: string;
    /** ISO 8601. */
    readonly validTo: string | null;
    /** Why the certificate would not be trusted; left out where it would be. */
    readonly distrust?: string | undefined;
    readonly matches?: boolean | undefined;
  } | null;
  readonly tlsFailure: string | null;
  readonly vrfy: string | null;
  readonly expn: string | null;
  readonly findings: readonly { readonly severity: JsonFinding["severity"]; readonly text: string }[];
  readonly probes: readonly {
    readonly probe: string;
    readonly sender: string;
    readonly recipient: string;
    readonly accepted: boolean;
    readonly stage: "mail" | "rcpt";
    readonly reply: string;
  }[];
  /** Why the conversation ended early. */
  readonly failure: string | null;
  /** With `--expect`: the comparison with what the configuration says. */
  readonly expected?: {
    /** How many probes were compared, and why others were not. */
    readonly compared: number;
    readonly left: readonly string[];
    readonly differences: readonly {
      readonly probe: string;
      readonly severity: JsonFinding["severity"];
      readonly text: string;
    }[];
  };
}

/** `check --write-baseline` writes this. */
export interface JsonBaseline {
  readonly version: 1;
  readonly findings: readonly {
    /** From the folder of the baseline, with slashes. */
    readonly file: string;
    readonly code: string;
    /** The same as long as the line is, wherever it is in the file. */
    readonly fingerprint: string;
  }[];
}
