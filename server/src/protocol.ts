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
  /** A few words: version and system. */
  readonly label: string;
  /** Name of the configuration's file. */
  readonly configuration: string;
  /** Version, library and root: a sentence each. */
  readonly facts: readonly string[];
  /** What could not be read, each with the reason. */
  readonly unread: readonly string[];
}

/** `sendmail/relayReport`: who may relay, as Markdown. */
export interface RelayReport {
  readonly title: string;
  readonly markdown: string;
  /** The same with links that do something, for the extension's own view: `x-sendmail-command:NAME?ARGUMENTS`, as JSON. */
  readonly page: string;
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
  dangerousSettings: "sendmail/dangerousSettings",
  tryTransaction: "sendmail/tryTransaction",
  transactionProposals: "sendmail/transactionProposals",
  where: "sendmail/where",
  rewriteAddress: "sendmail/rewriteAddress",
  routeProposals: "sendmail/routeProposals",
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
