// The requests that go beyond the language server protocol: types only, shared by client and server.

/** What a client says of itself in the handshake (`initializationOptions`). */
export interface ClientOptions {
  /** True for our own extension: it speaks what follows, and has the commands that lenses and code actions name. */
  readonly isExtension?: boolean;
}

/** `sendmail/identify`: what a file is by its name and content. */
export interface IdentifyParams {
  readonly uri: string;
  readonly text: string;
}
export interface IdentifyResult {
  /** Language id to give the document; null to leave it alone. */
  readonly languageId: string | null;
}

/** `sendmail/rulePage`: the page of a rule. */
export interface RulePageParams {
  readonly code: string;
}
export interface RulePageResult {
  /** Null for an unknown code. */
  readonly markdown: string | null;
}

/** Any request about one open file. */
export interface FileParams {
  readonly uri: string;
}

/** `sendmail/relayStatus`: how open the file's server is. Null where nothing can be said. */
export interface RelayStatus {
  readonly state: "closed" | "restricted" | "open" | "unknown";
  /** A few words for a status bar. */
  readonly text: string;
  /** A sentence or two. */
  readonly detail: string;
}

/** `sendmail/newConfigurations`: whole files to begin with, as a list. */
export interface NewConfiguration {
  readonly title: string;
  readonly detail: string;
  /** The text with places to fill in, as LSP snippets have them. */
  readonly snippet: string;
}

/** `sendmail/siteSummary`: by what a file is judged. Null for a file that is none of ours. */
export interface SiteSummary {
  /** Version and system, the m4 library, and the root: a short sentence each. */
  readonly judgedAs: string;
  readonly library: string;
  readonly root: string;
  /** Whether all files that the configuration names were read, in a few words. */
  readonly files: string;
  /** What could not be read, or is not there to judge by, each with the reason. */
  readonly unread: readonly string[];
  /** The same in at most 40 letters; "" where nothing is missing. */
  readonly unreadBriefly: string;
}

/** `sendmail/relayReport`: who may relay, as Markdown. */
export interface RelayReport {
  readonly title: string;
  readonly markdown: string;
  /** The same with links that do something, for the extension's own view: `x-sendmail-command:NAME?ARGUMENTS`, as JSON. */
  readonly page: string;
}

/** How a control of an audit guide came out. */
export type AuditStatus = "fail" | "unknown" | "not-applicable" | "pass";

export interface AuditResult {
  /** The control: `GEN004710`. */
  readonly id: string;
  readonly guide: string;
  /** What it asks. */
  readonly title: string;
  readonly status: AuditStatus;
  /** A sentence each, with places. */
  readonly evidence: readonly string[];
  /** What the guide's own remedy breaks. */
  readonly harm?: string;
}

/** `sendmail/auditReport`: a server by the controls of audit guides. */
export interface AuditReport {
  readonly title: string;
  readonly markdown: string;
  readonly results: readonly AuditResult[];
}

/** Parameters of `sendmail/checkUpgrade`. */
export interface UpgradeParams extends FileParams {
  /** The version that is wanted; the newest where none is named. */
  readonly to?: string;
}

/** `sendmail/checkUpgrade`: what changes its meaning on the way to another version. */
export interface UpgradeReport {
  readonly title: string;
  readonly markdown: string;
  /** The version that runs; null where it is not known. */
  readonly from: string | null;
  /** Who names it; null where nobody does. */
  readonly source: "setting" | "cf" | "library" | "versionid" | null;
  readonly to: string;
  readonly changes: readonly {
    /** The version that changed it. */
    readonly in: string;
    readonly subject: string;
    readonly what: string;
    readonly fix: string;
    /** Zero-based line; null for what no line says. */
    readonly place: { readonly uri: string; readonly line: number } | null;
  }[];
}

/** `sendmail/dangerousSettings`: what "Remove Dangerous Settings" would do to all files of a mail server. Null where there is none. */
export interface DangerousSettings {
  /** A WorkspaceEdit whose changes are to be confirmed; null where nothing is to be changed. */
  readonly edit: object | null;
  /** Who may no longer relay to where, afterwards. */
  readonly refused: readonly string[];
  /** Ways to relay, as it is and with the edit. */
  readonly before: number;
  readonly after: number;
  /** What is left to decide, as a sentence; "" where nothing is. */
  readonly left: string;
  /** The three of them as a sentence, for one who makes the whole edit. */
  readonly summary: string;
  /** Fixes that are left out, each with its place and the reason. */
  readonly declined: readonly string[];
}

/** `sendmail/tryTransaction`: one SMTP transaction. */
export interface TransactionParams {
  readonly uri: string;
  readonly query: {
    readonly clientAddress: string;
    readonly clientName: string;
    readonly clientResolve: "OK" | "FAIL" | "TEMP" | "FORGED";
    readonly sender: string;
    readonly recipient: string;
    readonly authType: string;
  };
}
export interface TransactionResult {
  /** The SMTP reply, or what is said instead. */
  readonly headline: string;
  /** The whole answer: verdict, steps with links, certainty. */
  readonly markdown: string;
}

/** `sendmail/transactionProposals`: sensible values of this site for each field. */
export interface TransactionProposals {
  readonly clients: readonly { readonly address: string; readonly name: string; readonly label: string }[];
  readonly senders: readonly string[];
  readonly recipients: readonly string[];
  readonly authTypes: readonly string[];
}

/** `sendmail/where`: where mail to a recipient goes. */
export interface WhereParams {
  readonly uri: string;
  readonly recipient: string;
  /** The envelope sender; none where it is left out. */
  readonly sender?: string;
}
/** `sendmail/rewriteAddress`: how an address is written for a mailer. */
export interface RewriteParams {
  readonly uri: string;
  readonly address: string;
  /** Name of a mailer. */
  readonly mailer: string;
}
export interface RouteResult {
  /** The answer in one line. */
  readonly headline: string;
  /** The whole answer: each delivery with its steps and links, certainty. */
  readonly markdown: string;
}
/** `sendmail/routeProposals`: sensible values of this site for each field. */
export interface RouteProposals {
  readonly recipients: readonly string[];
  readonly senders: readonly string[];
  readonly mailers: readonly string[];
}

/** `sendmail/serverTasks`: commands that make sendmail read what was written; takes `FileParams`. The client runs them when asked to. */
export interface ServerTask {
  /** Stable name: `build`, `map:access`, `stale`, `aliases`, `check`, `all`, `restart`. */
  readonly id: string;
  /** A few words, such as "rebuild access". */
  readonly title: string;
  readonly detail: string;
  /** For a POSIX shell. */
  readonly command: string;
  /** URI of the folder to run it in. */
  readonly folder: string;
}
export interface ServerTasks {
  readonly tasks: readonly ServerTask[];
  /** The task that brings up to date what is compiled from this very file; null where that is not needed. */
  readonly stale: string | null;
}

/** `sendmail/whatWouldChange`: what is written beside what sendmail reads now; takes `FileParams`. */
export interface PendingChanges {
  readonly headline: string;
  readonly markdown: string;
  /** URI of the .mc; null where there is none. */
  readonly source: string | null;
  /** URI of the installed .cf, where the new one differs; else null. */
  readonly cf: string | null;
}

/** `sendmail/relayTests`: the tests in a file of relay tests; takes `FileParams`. Null for any other file. */
export interface RelayTestList {
  readonly tests: readonly {
    readonly index: number;
    readonly title: string;
    /** Lines, from 0. */
    readonly firstLine: number;
    readonly lastLine: number;
  }[];
  /** What is wrong with the file, so that nothing is run; "" for nothing. */
  readonly failure: string;
}
/** `sendmail/runRelayTests`: runs all tests of a file, or those of some indices. */
export interface RunRelayTestsParams {
  readonly uri: string;
  readonly tests?: readonly number[];
}
export interface RelayTestResults {
  readonly results: readonly {
    readonly index: number;
    readonly status: "passed" | "failed" | "unsure";
    /** What came out otherwise, with the steps that led there, as Markdown; "" for a test that passed. */
    readonly markdown: string;
    readonly expected: string;
    readonly actual: string;
  }[];
  /** Why nothing was run; "" where it was. */
  readonly failure: string;
}
/** `sendmail/makeRelayTest`: a transaction of a configuration, or where mail goes in it, written down as a test. */
export interface MakeRelayTestParams {
  /** A file of the mail server. */
  readonly uri: string;
  readonly query?: TransactionParams["query"];
  readonly recipient?: string;
  readonly sender?: string;
}
export interface MadeRelayTest {
  /** The file of tests; it need not be there yet. */
  readonly uri: string;
  /** What is put at this offset, in UTF-16 code units; null where the file has mistakes. */
  readonly change: { readonly offset: number; readonly text: string } | null;
}

/** `sendmail/probe`: asks a running SMTP server; only for a host that the user has typed. Null where the server has no network. */
export interface ProbeParams {
  readonly host: string;
  readonly port: number;
  /** A file of the configuration that the answers are compared with. */
  readonly uri?: string;
}
export interface ProbePage {
  /** Whether it relays, in one line. */
  readonly headline: string;
  /** The whole report, with everything that was said. */
  readonly markdown: string;
}

/** `sendmail/preview`: the .cf that m4 would write. */
export interface PreviewResult {
  readonly text: string;
  readonly messages: readonly string[];
  /** Line of the .cf (index) to line of the .mc; -1 where the line comes from the library alone. */
  readonly lines: readonly number[];
}

/** `sendmail/openTest`: address test mode for the mail server of a file, as a session. Takes `FileParams`. */
export interface OpenedTest {
  /** Null where there can be none; the introduction says why. */
  readonly session: number | null;
  /** Which configuration answers, and what is not known of it: a sentence each. */
  readonly introduction: readonly string[];
  /** What sendmail prints before it reads the first line. */
  readonly output: string;
}

/** `sendmail/testLine`: a line that was typed into a session. */
export interface TestLineParams {
  readonly session: number;
  readonly line: string;
}
/** Null for a session that the server does not know (any more). */
export interface TestAnswer {
  /** What is new about the configuration since the last line; comes before the output. */
  readonly news: readonly string[];
  /** What sendmail prints. May contain any character. */
  readonly output: string;
  /** What was asked and is not known, each said once in a session: sendmail may answer otherwise. */
  readonly notes: readonly string[];
  /** The session is over. */
  readonly ended: boolean;
}

/** `sendmail/completeTest`: what may follow in a line; takes `TestLineParams` with the line up to its cursor. */
export interface TestCompletion {
  /** Where the word begins that the proposals take the place of. */
  readonly start: number;
  readonly words: readonly string[];
}

/** Notification `sendmail/closeTest`: the terminal is gone. */
export interface TestSessionParams {
  readonly session: number;
}

/** Answers that the client gives where the server has no disk of its own. All take `FileParams`. */
export interface ClientAnswer {
  /** Set where something is there and cannot be read: why (`Obstacle`). */
  readonly obstacle?: "forbidden" | "not-a-file" | "too-large" | "failed";
}
export interface ClientFile extends ClientAnswer {
  /** Null where there is none. */
  readonly text: string | null;
}
export interface ClientStat extends ClientAnswer {
  readonly stat: { readonly kind: "file" | "folder"; readonly modified: number; readonly size: number } | null;
}
export interface ClientList extends ClientAnswer {
  /** Null where there is no such folder. */
  readonly names: readonly string[] | null;
}

/** Names of the requests, one place for both sides. */
export const REQUEST = {
  identify: "sendmail/identify",
  rulePage: "sendmail/rulePage",
  relayStatus: "sendmail/relayStatus",
  siteSummary: "sendmail/siteSummary",
  newConfigurations: "sendmail/newConfigurations",
  relayReport: "sendmail/relayReport",
  auditReport: "sendmail/auditReport",
  checkUpgrade: "sendmail/checkUpgrade",
  dangerousSettings: "sendmail/dangerousSettings",
  tryTransaction: "sendmail/tryTransaction",
  transactionProposals: "sendmail/transactionProposals",
  where: "sendmail/where",
  rewriteAddress: "sendmail/rewriteAddress",
  routeProposals: "sendmail/routeProposals",
  serverTasks: "sendmail/serverTasks",
  whatWouldChange: "sendmail/whatWouldChange",
  relayTests: "sendmail/relayTests",
  runRelayTests: "sendmail/runRelayTests",
  makeRelayTest: "sendmail/makeRelayTest",
  probe: "sendmail/probe",
  preview: "sendmail/preview",
  openTest: "sendmail/openTest",
  testLine: "sendmail/testLine",
  completeTest: "sendmail/completeTest",
  closeTest: "sendmail/closeTest",
  readFile: "sendmail/readFile",
  stat: "sendmail/stat",
  list: "sendmail/list",
  /** Notification to the client: what is known of some sites has changed; ask again for what you show. */
  changed: "sendmail/changed",
} as const;

/** The first message to the server's worker: where the engine is, as an address from which a script can be loaded. */
export interface WorkerStart {
  readonly engine: string;
}
