// What a .mc file configures, with the place each part was written at: the reading of sendmail's vocabulary.
import type { CallArgument, Expansion, M4Error, MacroCall, Value } from "../m4/types.ts";
import type { Span } from "../text.ts";
import type { MessageId } from "./library/messages.ts";

export type { MessageId } from "./library/messages.ts";

/** One use of a vocabulary macro (FEATURE, MAILER, MASQUERADE_AS, ...). */
export interface Use {
  /** First argument for FEATURE, MAILER, OSTYPE, DOMAIN, HACK, SITECONFIG; else the macro's own name. */
  readonly name: string;
  /** Place of that name (without quotes where it was written in one piece). */
  readonly nameSpan: Span;
  /** Further arguments: those after the name for FEATURE and similar macros, all for the others. */
  readonly args: readonly CallArgument[];
  readonly call: MacroCall;
  /** Position among all uses and settings of the file, from 0: "before" and "after" are asked with it. */
  readonly order: number;
  /** True where another word of the vocabulary brought it about (FEATURE(`nullclient') calls MAILER(`smtp')). */
  readonly implied: boolean;
}

/** One `define` (or `undefine`) of a name, known to sendmail or not. */
export interface Setting {
  readonly name: string;
  readonly nameSpan: Span;
  /** Undefined for `undefine`. The text may still hold macros: `MailConfig.option` gives it expanded. */
  readonly value: Value | undefined;
  /** The `define`; where a file of the library sets the name, the call that asked for that file. */
  readonly call: MacroCall;
  readonly order: number;
  /** True where the library does it by itself (OSTYPE(`debian') sets STATUS_FILE); false for a define that someone wrote. */
  readonly implied: boolean;
}

/** Members added to a class by a macro or a cf line: `{w}`, `{R}`, ... */
export interface ClassMembers {
  /** Class name as in the cf, without braces. */
  readonly className: string;
  readonly how:
    | { readonly kind: "words"; readonly words: readonly Value[] }
    | {
        readonly kind: "file";
        readonly path: Value;
        readonly optional: boolean;
        readonly flags: string;
        readonly format: string | undefined;
      }
    | { readonly kind: "program" | "map"; readonly text: Value }
    /** All members of another class (`CR$={VirtHost}`, which VIRTUSER_DOMAIN brings about). */
    | { readonly kind: "class"; readonly className: string };
  /** Macro name (`RELAY_DOMAIN`), `FEATURE(use_cw_file)` style text, name of the option (`confCR_FILE`), or `C`/`F`/`T` for a cf line. */
  readonly by: string;
  readonly span: Span;
  readonly call: MacroCall | undefined;
  /** The line of the .cf that gives them, with those that continue it; undefined where a macro's argument or an option gives them. */
  readonly line?: CfLine | undefined;
}

/** Where a stretch of a line was written. */
export interface LinePart {
  /** Offset in the line and length there. */
  readonly at: number;
  readonly length: number;
  readonly origin: Span;
  /** True if the stretch is written letter for letter at `origin`. */
  readonly exact: boolean;
}

/** One line that the .mc adds to the .cf by itself (LOCAL_CONFIG, LOCAL_RULE_*, LOCAL_RULESETS, stray text). */
export interface CfLine {
  readonly text: string;
  /** The line's place in the source it came from (the best known place if it was put together). */
  readonly span: Span;
  readonly parts: readonly LinePart[];
  /**
   * The section that it lands in; `stray` for text outside of any section, which lands in the .cf by accident;
   * `CLASSES` for what class macros write.
   */
  readonly section:
    | "LOCAL_CONFIG"
    | "LOCAL_RULE_0"
    | "LOCAL_RULE_1"
    | "LOCAL_RULE_2"
    | "LOCAL_RULE_3"
    | "LOCAL_RULESETS"
    | "LOCAL_NET_CONFIG"
    | "LOCAL_UUCP"
    | "LOCAL_DNSBL"
    | "MAILER_DEFINITIONS"
    | "LOCAL_TLS"
    | "CLASSES"
    | "stray";
  /** First reading of the line: `comment` and `empty` included. */
  readonly kind:
    | "C"
    | "F"
    | "D"
    | "K"
    | "O"
    | "S"
    | "R"
    | "M"
    | "H"
    | "P"
    | "T"
    | "V"
    | "X"
    | "Q"
    | "L"
    | "E"
    | "continuation"
    | "comment"
    | "blank"
    | "other";
}

/** A message that the m4 library prints for this file through errprint. */
export interface LibraryMessage {
  readonly id: MessageId;
  readonly severity: "error" | "warning";
  /** The library's words, without the line end. */
  readonly text: string;
  /** What the message is about: the name of the feature, mailer or option; the start of the file where something is missing. */
  readonly span: Span;
  /** The call that made the library print it; undefined for what it says at the end of the file. */
  readonly call: MacroCall | undefined;
  /** The macro call that is in the .mc itself, for a message of a file that it asked for; else as `call`. */
  readonly site: Span;
}

/** A map specification taken apart: `hash -T<TMPF> -o /etc/mail/access`. */
export interface MapSpec {
  /** Everything, as written. */
  readonly spec: Value;
  readonly type: string;
  readonly typeSpan: Span | undefined;
  readonly flags: readonly { readonly letter: string; readonly value: string; readonly span: Span | undefined }[];
  /** What is after the flags: the file for a map in a file, else the map's own argument. */
  readonly file: string;
  readonly fileSpan: Span | undefined;
}

/** A map that the .cf declares (`K` line), by a feature or by hand. */
export interface MapDeclaration {
  /** Name in the .cf: `access`, `virtuser`, `mailertable`. */
  readonly name: string;
  readonly map: MapSpec;
  /** The feature that declares it; undefined for a `K` line. */
  readonly use: Use | undefined;
  readonly line: CfLine | undefined;
  readonly span: Span;
}

/** One `key=value` of DAEMON_OPTIONS, INPUT_MAIL_FILTER, QUEUE_GROUP, ... */
export interface KeyValue {
  /** As written. */
  readonly key: string;
  /** The word that sendmail takes the key for (it looks at the first letter, any case): `Name`, `Addr`, `Port`, ... */
  readonly means: string;
  readonly value: string;
  /** Undefined where the text was put together by expansion. */
  readonly keySpan: Span | undefined;
  readonly valueSpan: Span | undefined;
}

/** A port that sendmail listens on, or the options of outgoing connections. */
export interface DaemonOptions {
  /** Undefined for the daemons that sendmail starts where nothing is said (`MTA`, `MSA`), for raw `O` lines and `confDAEMON_OPTIONS`. */
  readonly use: Use | undefined;
  readonly span: Span;
  readonly entries: readonly KeyValue[];
  /** Values by meaning with sendmail's defaults filled in. */
  readonly name: string;
  readonly port: string;
  readonly family: string;
  /** Empty: all interfaces. */
  readonly address: string;
  /** Modifier letters. */
  readonly modifiers: string;
}

/** A milter. */
export interface MailFilter {
  readonly name: Value;
  readonly entries: readonly KeyValue[];
  readonly use: Use;
}

/** An option or define as it is at the end. */
export interface OptionValue {
  readonly name: string;
  /** Expanded text. */
  readonly value: string;
  /** Where it was set; undefined for the library's own default. */
  readonly setting: Setting | undefined;
  /** Where the value is written letter for letter. */
  readonly exact: Span | undefined;
}

/** FEATURE(`access_db') with what its arguments mean. */
export interface AccessMap {
  readonly use: Use;
  readonly map: MapSpec;
  /** Words of the further arguments. */
  readonly skip: boolean;
  readonly lookupDotDomain: boolean;
  readonly relayToFullAddress: boolean;
}

/** A feature that is on when m4 comes to the end. */
export interface ActiveFeature {
  /** The arguments that count, those after the name. */
  readonly args: readonly string[];
  /** Its last use, whose arguments count. */
  readonly span: Span | undefined;
  /** Earlier uses with the same arguments: each of them would keep it on if the last one went. */
  readonly also?: readonly Span[];
}

/** Everything a .mc configures. Built for any text, complete or not. */
export interface MailConfig {
  /** The .mc itself. */
  readonly source: string;
  readonly expansion: Expansion;
  readonly features: readonly Use[];
  readonly mailers: readonly Use[];
  readonly ostypes: readonly Use[];
  readonly domains: readonly Use[];
  readonly hacks: readonly Use[];
  readonly versionIds: readonly Use[];
  /** All other vocabulary macros, in order: MASQUERADE_AS, DAEMON_OPTIONS, INPUT_MAIL_FILTER, TRUST_AUTH_MECH, ... */
  readonly macros: readonly Use[];
  /** All of the above, in order. */
  readonly uses: readonly Use[];
  /** All defines that reach this configuration, in order. */
  readonly settings: readonly Setting[];
  readonly classes: readonly ClassMembers[];
  readonly cfLines: readonly CfLine[];
  readonly maps: readonly MapDeclaration[];
  /** m4's own errors and the messages that the m4 library would print for this file, in the order of printing. */
  readonly errors: readonly M4Error[];
  readonly libraryMessages: readonly LibraryMessage[];
  /** The error at which m4 gives up (end of file in a string or argument list): what is after it never takes effect. */
  readonly fatal: M4Error | undefined;
  /** Names of OSTYPE, DOMAIN, FEATURE, ... files that were asked for and of which neither text nor catalogue knows the effect. */
  readonly unknownFiles: readonly Use[];
  /** Every file that the host was asked for, found or not: what the site has to read. */
  readonly lookups: readonly { readonly path: string; readonly found: boolean; readonly call: MacroCall }[];
  /** True if the .mc includes m4/cf.m4 itself; false if it expects to be run after it. */
  readonly includesLibrary: boolean;
  /** Where the configuration keeps its files, with the slash at its end. */
  readonly mailSettingsDir: string;
  /** FEATURE(`access_db'); undefined where it is off. */
  readonly accessMap: AccessMap | undefined;

  /**
   * The features that are on, by the names of their files, with the arguments that count: what to ask for "is it on". A feature
   * that is used where it has no effect (relay_mail_from above access_db) is not among them; one whose switch in the library
   * was set by hand is.
   */
  readonly active: ReadonlyMap<string, ActiveFeature>;

  /** The uses of one feature, in order, whether they have an effect or not; [] where it is not used. */
  feature(name: string): readonly Use[];
  /** The uses of one macro by its name. */
  macro(name: string): readonly Use[];
  /** The setting that is in force at the end; undefined where none was made or an undefine came last. */
  setting(name: string): Setting | undefined;
  /** The value in force at the end, expanded: set by the .mc, by a file it asks for, or by the library; undefined where there is none. */
  option(name: string): OptionValue | undefined;
  /** The map of that name that is declared last. */
  map(name: string): MapDeclaration | undefined;
  /** Class members by class name. */
  classMembers(className: string): readonly ClassMembers[];
  /** Ports that sendmail listens on. */
  daemons(): readonly DaemonOptions[];
  /** CLIENT_OPTIONS. */
  clients(): readonly DaemonOptions[];
  /** MAIL_FILTER and INPUT_MAIL_FILTER. */
  filters(): readonly MailFilter[];
  /** Mechanisms of TRUST_AUTH_MECH (class TrustAuthMech), each with its place. */
  trustedMechanisms(): readonly Value[];
}
