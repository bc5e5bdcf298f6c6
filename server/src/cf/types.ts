// What a sendmail.cf says: the parts that sendmail makes of its lines, each with the place where it was written.
import type { Source, Span } from "../text.ts";
import type { Coded } from "./codes.ts";
import type { LineContent } from "./line-content.ts";
import type { Names } from "./names.ts";

export type { Coded };

/** The words of classes as lines and files filled them. */
export interface FilledClasses {
  /** The same with files as they are now; undefined where one came, went, or can be read no more. */
  again(files: CfFiles): FilledClasses | undefined;
  classes(): ReadonlyMap<string, CfClass>;
  order(): ReadonlyMap<string, number>;
  readonly own: ReadonlySet<string>;
}

/** A configuration as sendmail has it in memory when it has read the whole file. */
export interface CfConfig {
  readonly source: string;
  readonly environment: CfEnvironment;
  /** Each line that sendmail reads (continuation lines joined), in order; comments and empty lines are not among them. */
  readonly lines: readonly CfLine[];
  /** What sendmail complains about, in the order in which it does. */
  readonly messages: readonly CfMessage[];
  /** Level and vendor of the last `V` line; level 0 and no vendor without one. */
  readonly level: number;
  readonly vendor: string | undefined;
  /** Ids and names of macros and classes, and those that address test mode adds. */
  readonly names: Names;
  /** Macros by name (`w`, `client_addr`: without braces) as they are at the end, predefined ones included. */
  readonly macros: ReadonlyMap<string, CfMacro>;
  /** Classes by name, as they are at the end. A class without members that somebody mentions is not here. */
  readonly classes: ReadonlyMap<string, CfClass>;
  /** Every word of every class, in the order in which sendmail first saw it: `$=x` prints in an order that rests on this. */
  readonly words: ReadonlyMap<string, number>;
  /** Words that sendmail itself puts into classes, names and addresses of the host among them, in the spelling that it has for them. */
  readonly ownWords: ReadonlySet<string>;
  /** What these three are from: to read class files again, and nothing else of the .cf. */
  readonly filled: FilledClasses;
  /** Rulesets that have a number: by `S` lines, by mailers (`S=`, `R=`), by headers, by the program itself. */
  readonly rulesets: ReadonlyMap<number, CfRuleset>;
  /** Number of a named ruleset, by name; sendmail tells names of rulesets apart by case. */
  readonly rulesetNumbers: ReadonlyMap<string, number>;
  /** In order of their numbers; names do not differ by case. A second `M` line of a name takes the number of the first. */
  readonly mailers: readonly CfMailer[];
  /** Maps by name in lower case: `K` lines, and those that sendmail makes itself (`host`, `user`, ...). */
  readonly maps: ReadonlyMap<string, CfMap>;
  /** Options that were set, by sendmail's long name (`Timeout.initial` with its suboption), the last setting of each. */
  readonly options: ReadonlyMap<string, CfOption>;
  /** Every option that was set, in order: some add up (`AliasFile`, `DaemonPortOptions`, `PrivacyOptions`). */
  readonly settings: readonly CfOption[];
  readonly headers: readonly CfHeader[];
  readonly precedences: readonly CfPrecedence[];
  readonly queueGroups: readonly CfQueueGroup[];
  readonly milters: readonly CfMilter[];
  /** `E` lines. */
  readonly variables: readonly CfVariable[];
  /** The characters that are tokens by themselves, as they were when sendmail read the first rule; later settings have no effect. */
  readonly operatorChars: string;
}

/** The letter of a line. `L` and `G` belong to other builds of sendmail; every other letter is an unknown line. */
export type CfCommand = "R" | "S" | "D" | "H" | "C" | "T" | "F" | "M" | "O" | "P" | "Q" | "V" | "K" | "E" | "X";

/** One line as sendmail reads it: with the continuation lines that belong to it. */
export interface CfLine {
  /** Undefined: no letter that sendmail knows. */
  readonly command: CfCommand | undefined;
  /** From the letter to the end of the last continuation line, without its line end. */
  readonly span: Span;
  /** The number that sendmail gives in its messages: of the last physical line, from 1. */
  readonly number: number;
  /** What it says, wherever it is: the same object for the same line of another version. */
  readonly content: LineContent;
}

/** Something that sendmail says about the file. */
export interface CfMessage {
  /** `fatal`: sendmail does not start with it (exit status 78 or so), though address test mode goes on. `warning`: it only says so. */
  readonly severity: "fatal" | "warning";
  /** Names what it is about, for rules; the same in all versions. */
  readonly code: CfMessageCode;
  /** sendmail's words, without file and line. Operators in what it quotes of the line are coded. */
  readonly text: Coded;
  /** Whether sendmail writes `FILE: line N: ` before it. */
  readonly placed: boolean;
  /** As `CfLine.number`; 0 where it is about no line. */
  readonly line: number;
  readonly span: Span;
  /** sendmail ends at once and reads no further line. */
  readonly ends: boolean;
}

/** Kept in messages.ts, with the words of each. */
export type CfMessageCode = string;

/** A value that depends on what nobody told us: the answer is "unknown", never a guess. */
export interface Unknown {
  readonly unknown: CfUnknownReason;
  /** What it was: a file, a program, a map, the name of a variable. */
  readonly subject: string;
}
export type CfUnknownReason =
  | "program"
  | "map"
  | "file"
  /** The host's own name was not given. */
  | "host"
  | "user-database"
  | "dns"
  /** Another value in each run: the date, the queue id, the load. */
  | "run";

/** A macro at the end of the file. */
export interface CfMacro {
  readonly name: string;
  /** Not yet expanded: `$x` inside is looked up when the macro is used. */
  readonly value: Coded | Unknown;
  /** Where it got this value; undefined for what sendmail sets itself. */
  readonly definition: CfPlace | undefined;
  /** Earlier lines that gave it a value which a later one replaced. */
  readonly replaced: readonly CfPlace[];
}

/** A part of a line and the line itself. */
export interface CfPlace {
  readonly line: CfLine;
  /** The name, where the line has one. */
  readonly name: Span;
  /** What follows the name, without leading spaces. */
  readonly value: Span;
}

export interface CfClass {
  readonly name: string;
  /** By the word in lower case: sendmail compares without regard to case. */
  readonly members: ReadonlyMap<string, CfMember>;
  /** What may add members that we cannot know: programs, maps, files that could not be read. Empty: the class is complete. */
  readonly unknown: readonly (Unknown & { readonly place: CfPlace })[];
  /** The lines that fill it, in order. */
  readonly places: readonly CfPlace[];
  /** The files that its `F` lines name, whether they could be read or not. */
  readonly files: readonly CfClassFile[];
}

/** A file of words, as an `F` line names it. */
export interface CfClassFile {
  readonly path: Coded;
  /** The scanf format by which each line is read. */
  readonly format: string;
  /** `-o`: sendmail starts without it. */
  readonly optional: boolean;
  readonly place: CfPlace;
}

export interface CfMember {
  /** As sendmail prints it: the spelling in which any class first had the word. */
  readonly word: string;
  /** Where it was written: in a line of the .cf or in the file that an `F` line names; undefined for what sendmail puts in itself. */
  readonly span: Span | undefined;
}

export interface CfRuleset {
  readonly number: number;
  /** The name that sendmail prints; undefined for one that has only a number. */
  readonly name: string | undefined;
  readonly rules: readonly CfRule[];
  /** The `S` lines that open or reopen it; empty for one that is only named by a mailer or a header. */
  readonly places: readonly CfPlace[];
}

export interface CfRule {
  readonly ruleset: number;
  /**
   * Tokens after macros were expanded. Empty where sendmail found an error. A token that begins with `Code.macro` is a macro whose
   * value nobody told us (`$j` without a host name).
   */
  readonly lhs: readonly Coded[];
  readonly rhs: readonly Coded[];
  readonly line: CfLine;
  readonly lhsSpan: Span;
  readonly rhsSpan: Span;
  /** What follows the second tab; undefined where there is none. sendmail does not read it. */
  readonly commentSpan: Span | undefined;
}

/** A mailer, as `=M` prints it. */
export interface CfMailer {
  readonly number: number;
  readonly name: string;
  /** `P=`. */
  readonly path: string;
  /** `A=`, in words. */
  readonly argv: readonly Coded[];
  /** `F=`: each letter once, in the order of their codes. */
  readonly flags: string;
  /** `S=` and `R=`: ruleset numbers for envelope and headers. 0: none. */
  readonly senderEnvelope: number;
  readonly senderHeader: number;
  readonly recipientEnvelope: number;
  readonly recipientHeader: number;
  /** `E=`. */
  readonly endOfLine: string;
  /** `L=`; 0: no limit. */
  readonly lineLimit: number;
  /** `M=`; 0: no limit. */
  readonly maxSize: bigint;
  /** `m=`; 0: no limit. */
  readonly maxDeliveries: number;
  /** `r=`. */
  readonly maxRecipients: number;
  /** `N=`. */
  readonly niceness: number;
  /** `W=` in seconds. */
  readonly wait: number;
  /** `T=`; undefined: never set. */
  readonly mtaType: string | undefined;
  readonly addressType: string | undefined;
  readonly diagnosticType: string | undefined;
  /** `U=`; undefined: not set; a name whose number nobody told us is `Unknown`. */
  readonly user: number | Unknown | undefined;
  readonly group: number | Unknown | undefined;
  /** `C=`, `D=`, `/=`, `Q=`. */
  readonly charset: string | undefined;
  readonly directory: Coded | undefined;
  readonly root: Coded | undefined;
  readonly queueGroup: string | undefined;
  /** Undefined for the mailers that sendmail has by itself. */
  readonly place: CfPlace | undefined;
  /** Each equate as written, in order. */
  readonly equates: readonly CfEquate[];
}

/** `Name=value` inside a line. */
export interface CfEquate {
  readonly name: string;
  readonly value: Coded;
  readonly nameSpan: Span;
  readonly valueSpan: Span;
}

/** A `K` line, or a map that sendmail makes itself. */
export interface CfMap {
  readonly name: string;
  /** `hash`, `btree`, `sequence` ...; in lower case. */
  readonly type: string;
  /** What follows the type, macros expanded. */
  readonly spec: string;
  /** False where sendmail refused the arguments: every lookup fails. */
  readonly valid: boolean;
  /** Flags in order, those of earlier lines of the name first: `-T<TMPF>` is `{ letter: "T", value: "<TMPF>" }`. The last of a letter counts. */
  readonly flags: readonly CfMapFlag[];
  /** What is left after the flags: the file, or whatever the type takes. */
  readonly argument: string;
  readonly place: CfPlace | undefined;
  readonly specSpan: Span | undefined;
}

export interface CfMapFlag {
  readonly letter: string;
  readonly value: string;
}

/** One setting of an option. */
export interface CfOption {
  /** sendmail's long name, in its own spelling; `Timeout.queuereturn.urgent`, `Milter.macros.connect` with suboption. */
  readonly name: string;
  /** The letter or code by which sendmail knows it: `O Name=` and `Ox` mean the same option. */
  readonly code: number;
  /** As sendmail takes it: trailing spaces gone, `$x` not yet expanded. */
  readonly value: Coded;
  readonly place: CfPlace;
  /** False where sendmail refused the value: the option keeps what it had. */
  readonly accepted: boolean;
}

export interface CfHeader {
  /** Without the colon, as written. */
  readonly name: string;
  /** `H?flags?`: the mailer flags of which one is needed; "" for none. */
  readonly flags: string;
  /** `H?${macro}?`: the macro that must have a value. */
  readonly macro: string | undefined;
  /** Not yet expanded; undefined where the line only names a ruleset. */
  readonly value: Coded | undefined;
  /** `H Name: $>ruleset`: what checks it, and whether comments are kept (`$>+`). */
  readonly check: { readonly ruleset: string; readonly keepsComments: boolean } | undefined;
  /** `H*`: checks every header that has no own line. */
  readonly isDefault: boolean;
  readonly place: CfPlace;
}

export interface CfPrecedence {
  readonly name: string;
  readonly value: number;
  readonly place: CfPlace;
}

export interface CfQueueGroup {
  readonly name: string;
  readonly equates: readonly CfEquate[];
  readonly place: CfPlace | undefined;
}

export interface CfMilter {
  readonly name: string;
  readonly equates: readonly CfEquate[];
  readonly place: CfPlace;
}

export interface CfVariable {
  readonly name: string;
  /** Undefined: the line has no `=` and takes the variable away. */
  readonly value: string | undefined;
  readonly place: CfPlace;
}

/** What sendmail finds around itself when it starts. */
export interface CfEnvironment {
  /** Which sendmail reads it. */
  readonly version: CfVersion;
  readonly files: CfFiles;
  /** The host's own name as `hostname` says it (`mx.example.com`); undefined: unknown. `$w`, `$j`, `$m`, `$k`, class w and class m rest on it. */
  readonly hostName: string | undefined;
  /** Names and addresses of the host's interfaces, which sendmail puts into class w unless DontProbeInterfaces is set; undefined: unknown. */
  readonly interfaces: readonly string[] | undefined;
  /** Numbers of a user of this host, by name; undefined: unknown; null: there is no such user. */
  user(name: string): { readonly uid: number; readonly gid: number } | null | undefined;
  group(name: string): number | null | undefined;
  /** Whether a TCP service of this name is known to the host (/etc/services); undefined: unknown. */
  service(name: string): boolean | undefined;
}

/** Versions whose reading is known by asking them. */
export type CfVersion = "8.15.2" | "8.17.1" | "8.18.1" | "8.18.2";

/** The only door to files: what `F` lines name. */
export interface CfFiles {
  read(path: string): CfFile;
}

export type CfFile =
  | { readonly state: "there"; readonly source: Source }
  | { readonly state: "missing" }
  /** It is there, and sendmail refuses it: `why` in its words ("Regular files only", "Group writable directory"). */
  | { readonly state: "refused"; readonly why: string }
  /** Nobody can say. */
  | { readonly state: "unknown" };
