// What a .mc file configures, with the place each part was written at: the reading of sendmail's vocabulary.
import type { CallArgument, Expansion, M4Error, MacroCall, Value } from "../m4/types.ts";
import type { Span } from "../text.ts";

/** One use of a vocabulary macro (FEATURE, MAILER, MASQUERADE_AS, ...). */
export interface Use {
  /** First argument for FEATURE, MAILER, OSTYPE, DOMAIN, HACK, SITECONFIG; else the macro's own name. */
  readonly name: string;
  /** Place of that name (without quotes where it was written in one piece). */
  readonly nameSpan: Span;
  /** Further arguments: those after the name for FEATURE and its kin, all for other macros. */
  readonly args: readonly CallArgument[];
  readonly call: MacroCall;
  /** Position among all uses and settings of the file, from 0: "before" and "after" are asked with it. */
  readonly order: number;
}

/** One `define` (or `undefine`) of a name, known to sendmail or not. */
export interface Setting {
  readonly name: string;
  readonly nameSpan: Span;
  /** Undefined for `undefine`. */
  readonly value: Value | undefined;
  readonly call: MacroCall;
  readonly order: number;
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
    | { readonly kind: "program" | "map"; readonly text: Value };
  /** Macro name (`RELAY_DOMAIN`), `FEATURE(use_cw_file)` style text, or `C`/`F` for a cf line. */
  readonly by: string;
  readonly span: Span;
  readonly call: MacroCall | undefined;
}

/** One line that the .mc adds to the .cf by itself (LOCAL_CONFIG, LOCAL_RULE_*, LOCAL_RULESETS, stray text). */
export interface CfLine {
  readonly text: string;
  /** The line's place in the source it came from (the best known place if it was put together). */
  readonly span: Span;
  /** The section that it lands in; `stray` for text outside of any section, which lands in the .cf by accident. */
  readonly section:
    | "LOCAL_CONFIG"
    | "LOCAL_RULE_0"
    | "LOCAL_RULE_1"
    | "LOCAL_RULE_2"
    | "LOCAL_RULE_3"
    | "LOCAL_RULESETS"
    | "LOCAL_NET_CONFIG"
    | "MAILER_DEFINITIONS"
    | "LOCAL_TLS"
    | "stray";
  /** First reading of the line: `comment` and `blank` included. */
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
  /** All defines that reach this configuration, in order. */
  readonly settings: readonly Setting[];
  readonly classes: readonly ClassMembers[];
  readonly cfLines: readonly CfLine[];
  /** m4's own errors and the messages that the m4 library would print for this file. */
  readonly errors: readonly M4Error[];
  /** Names of OSTYPE, DOMAIN, FEATURE, ... files that were asked for and of which neither text nor catalogue knows the effect. */
  readonly unknownFiles: readonly Use[];

  /** The uses of one feature, in order; [] where it is not on. */
  feature(name: string): readonly Use[];
  /** The uses of one macro by its name. */
  macro(name: string): readonly Use[];
  /** The setting that is in force at the end; undefined where none was made or an undefine came last. */
  setting(name: string): Setting | undefined;
}
