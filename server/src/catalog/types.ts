// What one record of the catalogue says: the schema of data/*.yaml, with a full example for each kind below.
//
// A data file maps kind -> name -> record; kind and name are taken from the keys and not repeated:
//
//   feature:
//     ratecontrol:
//       summary: Limits how many connections one client may open in a minute.      # one line, ends with a full stop
//       text: |                                                                   # 2-5 sentences, Markdown, our own words
//         Refuses a client that connects more often than the access map allows. The limits are in `ClientRate:` lines ...
//       use: On a server that takes mail from the Internet and is hammered by single hosts.    # when to (optional)
//       avoid: After a load balancer, where all clients share one address.                    # when not to (optional)
//       security: Without a `ClientRate:` line nothing is limited.                            # optional
//       since: "8.13"                    # quoted; absent: it was there in 8.9 already
//       deprecated: "8.17.1"             # still works, should not be used
//       renamed: { to: new_name, in: "8.16.1" }
//       removed: "8.13"                  # no longer in the distribution from this version on
//       changed: [{ in: "8.18.1", what: The final dot of an answer is left out. }]   # what else a version changed in its meaning
//       build: _FFR_ADD_BCC              # works only in a sendmail compiled with it: `sendmail -d0.13` lists what it was compiled with
//       backport: CVE-2023-51765         # systems that close this hole in an older sendmail (platforms.yaml) have it there too
//       needs:                           # without these it does nothing or the library complains
//         - { what: "feature:access_db", reported: true }              # reported: m4 prints an error or warning
//         - { what: "feature:delay_checks", when: nodelay, reported: true }   # only if an argument has this word; "*": any argument, "!1": the first argument is missing
//         - { what: "feature:a | feature:b" }                          # one of several
//       excludes: [{ what: "feature:relay_hosts_only", reported: true }]
//       before: [{ what: "mailer:local", reported: true }]            # this is before that in the .mc
//       after: [{ what: "feature:access_db", reported: true }]
//       see: ["feature:conncontrol", "access-tag:ClientRate:"]
//       guidance: anti-spam              # key of guidance.yaml
//       section: "cf/README: Features"   # or "op: ...", "RELEASE_NOTES: 8.18.1"; a heading that exists there, any case
//       example: |
//         FEATURE(`ratecontrol', `nodelay', `terminate')dnl
//       danger: none                     # open-relay | weakens; absent: none
//       arguments:
//         - { name: delay, meaning: Check before or after delay_checks., optional: true, type: choice, values: { nodelay: At once. } }
//
//   option:
//     confPRIVACY_FLAGS:
//       ...as above...
//       cf: { kind: option, name: PrivacyOptions }   # what changes in the .cf; kinds: see CfEffect
//       type: words
//       default: authwarnings                        # as sendmail has it when nothing is defined; absent: none
//       list: privacy-flag                           # values are records of that kind
//       # or, for a short list:  values: { background: Delivers at once in the background., queueonly: ... }
//   define:   like option (SMART_HOST, ALIAS_FILE, LOCAL_MAILER_FLAGS, ...); `cf` optional
//   macro:    { ..., arguments, opens: LOCAL_CONFIG section? }      (FEATURE, RELAY_DOMAIN, LOCAL_CONFIG, ...)
//   builtin:  { ..., arguments }                                    (m4's own: define, ifdef, dnl, ...)
//   mailer:   { ..., arguments, defines: [smtp, esmtp, smtp8, dsmtp, relay] }     mailers it adds to the .cf
//   ostype:   { ..., sets: { ALIAS_FILE: /etc/mail/aliases } }      what it defines; also domain, hack
//   domain, hack: { ..., arguments?, sets? }
//   daemon-key, client-key, queue-key, milter-key: { ..., type, values | list, default }
//   daemon-modifier, client-modifier, milter-flag, privacy-flag, auth-option, auth-mechanism, srv-feature, clt-feature, blame-flag,
//   tls-option, ssl-option, cf-option (an option of the .cf that no define sets), map-flag, mailer-flag: plain words: the common fields only
//   map-type: { ..., arguments: flags of this type, named "-k" ... , compiled: true if makemap makes it }
//   access-tag:
//     "ClientRate:":
//       needs: [{ what: "feature:ratecontrol" }]
//       keys: [{ type: host, meaning: ... }, { type: empty, meaning: The default for all clients. }]
//       actions: [number]                # names of access-action records, or words given in `values`
//   access-action: { ..., arguments }   RELAY, OK, REJECT, DISCARD, ERROR:, SKIP, QUARANTINE:, number, text, ...
//   file:
//     access: { path: /etc/mail/access, readBy: ["feature:access_db"], compiled: makemap | newaliases | none, command: ... }
//   snippet: { ..., body: text with ${1:place} holders as in LSP snippets }

export interface Relation {
  /** `kind:name`, or several joined by ` | ` of which one is enough. `mailer:*`: any of the kind. */
  readonly what: string;
  /** Applies only where an argument of the record's use contains this word; `*`: where it has any argument; `!2`: where its second argument is missing or empty. */
  readonly when?: string;
  /** The m4 library (or sendmail itself) prints an error or warning if it is not so. */
  readonly reported?: boolean;
  /** Why, or what happens otherwise: one sentence. */
  readonly why?: string;
  /** What it still does where that is not so, as the rest of a sentence. Left out: nothing. */
  readonly still?: string;
}

/** What a value means to sendmail. */
export type ValueType =
  | "boolean"
  | "number"
  | "size" // bytes, or blocks where the text says so
  | "time" // sendmail's time: 30s, 5m, 1h, 5d
  | "path"
  | "mode" // octal file mode
  | "host" // host, [host], mailer:host
  | "domain"
  | "address" // mail address
  | "user"
  | "flags" // letters in a row
  | "words" // words separated by commas or spaces
  | "choice" // one of `values` or of `list`
  | "map" // map specification: type, flags, file
  | "command" // program with its arguments
  | "template" // text with sendmail macros such as $j
  | "list" // comma separated list of something the text explains
  | "feature"
  | "mailer"
  | "ostype"
  | "domain-file"
  | "hack"
  | "name"
  | "text";

export interface Argument {
  readonly name: string;
  readonly meaning: string;
  readonly type: ValueType;
  readonly optional?: boolean;
  /** The m4 library prints an error where a required argument is missing. */
  readonly reported?: boolean;
  /** The m4 library prints an error for a word that is not among `values` (or does not begin like one, where the text says so). */
  readonly strict?: boolean;
  /** Last argument only: may be given again and again. */
  readonly repeat?: boolean;
  /** Allowed words and what each does. */
  readonly values?: Readonly<Record<string, string>>;
  /** Allowed words are the records of this kind. */
  readonly list?: Kind;
  readonly default?: string;
}

/** A change of meaning. */
export interface Change {
  /** The first version that does it in the new way. */
  readonly in: string;
  /** What is so since then: a sentence of Markdown. */
  readonly what: string;
  /** What to do about it on the way there; undefined where that is for the site to say. */
  readonly fix?: string;
  /** Only calls that have this argument (a feature's own first is 1) are concerned; undefined: all are. */
  readonly argument?: number;
}

interface Common {
  readonly name: string;
  readonly summary: string;
  readonly text: string;
  readonly use?: string;
  readonly avoid?: string;
  readonly security?: string;
  readonly since?: string;
  readonly deprecated?: string;
  readonly renamed?: { readonly to: string; readonly in: string };
  readonly removed?: string;
  /** A later call with as many arguments leaves nothing of an earlier one in the .cf. */
  readonly replaces?: boolean;
  /** What else later versions changed in its meaning, oldest first. */
  readonly changed?: readonly Change[];
  /** The compile-time option without which sendmail does not know it, as `sendmail -d0.13` names it. */
  readonly build?: string;
  /** The hole whose correction brings it: a system's package of an older sendmail that has the correction has it too. */
  readonly backport?: string;
  readonly needs?: readonly Relation[];
  readonly excludes?: readonly Relation[];
  readonly before?: readonly Relation[];
  readonly after?: readonly Relation[];
  /** Related records, `kind:name`. */
  readonly see?: readonly string[];
  /** Topic: a key of data/guidance.yaml. */
  readonly guidance?: string;
  /** `cf/README: HEADING`, `op: HEADING`, `RELEASE_NOTES: VERSION`. */
  readonly section?: string;
  readonly example?: string;
  /** `open-relay`: by itself lets strangers relay; `weakens`: takes a protection away. Listed last in completion. */
  readonly danger?: "open-relay" | "weakens" | "none";
}

interface Valued {
  readonly type: ValueType;
  readonly values?: Readonly<Record<string, string>>;
  readonly list?: Kind;
  /** In force where nothing is said; undefined: none. */
  readonly default?: string;
  /** Unit of a bare number, e.g. `s`, `m`, `bytes`, `blocks`, `messages`. */
  readonly unit?: string;
}

/** What an option changes in the .cf. */
export interface CfEffect {
  /**
   * `option`: `O NAME=`; `macro`: `D` line; `class`: `C`/`F` line; `header`: `H` line; `mailer`: an equate or the choice of a mailer (`M` line or
   * rules); `map`: `K` line; `rules`: rulesets change; `m4`: nothing by itself, other m4 code reads it; `other`: as the text says.
   */
  readonly kind: "option" | "macro" | "class" | "header" | "mailer" | "map" | "rules" | "m4" | "other";
  /** Option name (`PrivacyOptions`, `Timeout.initial`), macro (`j`, `{sendmailMTACluster}`), class (`w`), header (`Received`), mailer (`local`). */
  readonly name: string;
  /** Of a mailer: this one alone changes, and mail comes to it only where a setting, a table or a rule names it. */
  readonly byName?: boolean;
}

/** What a file of the library leaves in the .cf where it is included; the same in all versions (seen with those of 8.15.2 to 8.18.2). */
interface LibraryFile {
  /** The last line before what follows it: an empty one, or `none` where it writes nothing there. Without it, one with text. */
  readonly lastLine?: "empty" | "none";
  /** A feature with which that line has text anyway. */
  readonly textWith?: string;
}

export interface FeatureRecord extends Common, LibraryFile {
  readonly kind: "feature";
  /** The m4 library prints a warning wherever it is used, whatever else is there. */
  readonly warns?: boolean;
  readonly arguments?: readonly Argument[];
}
export interface OptionRecord extends Common, Valued {
  readonly kind: "option";
  readonly cf: CfEffect;
}
export interface DefineRecord extends Common, Valued {
  readonly kind: "define";
  readonly cf?: CfEffect;
}
export interface MacroRecord extends Common {
  readonly kind: "macro";
  readonly arguments?: readonly Argument[];
  /** What follows the call, up to the next section, goes there as it is. */
  readonly opens?: "config" | "rules" | "mailers";
}
export interface BuiltinRecord extends Common {
  readonly kind: "builtin";
  readonly arguments?: readonly Argument[];
}
export interface MailerRecord extends Common {
  readonly kind: "mailer";
  readonly arguments?: readonly Argument[];
  /** Names of the mailers that it puts into the .cf. */
  readonly defines: readonly string[];
}
/** Files that set other names: OSTYPE, DOMAIN, HACK. */
export interface SettingFileRecord extends Common, LibraryFile {
  readonly kind: "ostype" | "domain" | "hack";
  /** The m4 library prints a warning wherever it is used. */
  readonly warns?: boolean;
  readonly arguments?: readonly Argument[];
  /** Names that it defines, with the value (m4 text as a person would write it). */
  readonly sets?: Readonly<Record<string, string>>;
}
export interface KeyRecord extends Common, Valued {
  readonly kind: "daemon-key" | "client-key" | "queue-key" | "milter-key";
}
export interface WordRecord extends Common {
  readonly kind:
    | "daemon-modifier"
    | "client-modifier"
    | "milter-flag"
    | "privacy-flag"
    | "auth-option"
    | "auth-mechanism"
    | "srv-feature"
    | "clt-feature"
    | "blame-flag"
    | "tls-option"
    | "ssl-option"
    | "cf-option"
    | "map-flag"
    | "mailer-flag";
}
export interface MapTypeRecord extends Common {
  readonly kind: "map-type";
  readonly arguments?: readonly Argument[];
  /** makemap (or newaliases) writes its file. */
  readonly compiled: boolean;
}
export interface AccessKey {
  /** `host`: name or address prefix; `address`: mail address, `domain`, `user@`; `empty`: the tag alone; `subject`: certificate name. */
  readonly type: "host" | "network" | "address" | "domain" | "user" | "empty" | "subject" | "other";
  readonly meaning: string;
}
export interface AccessTagRecord extends Common {
  readonly kind: "access-tag";
  readonly keys: readonly AccessKey[];
  /** Names of access-action records that make sense here. */
  readonly actions?: readonly string[];
  /** Words that only this tag takes, and what each does. */
  readonly values?: Readonly<Record<string, string>>;
}
export interface AccessActionRecord extends Common {
  readonly kind: "access-action";
  readonly arguments?: readonly Argument[];
}
export interface FileRecord extends Common {
  readonly kind: "file";
  /** Usual place. */
  readonly path: string;
  /** Who reads it: `kind:name`, or a program's name. */
  readonly readBy: readonly string[];
  readonly compiled: "makemap" | "newaliases" | "m4" | "none";
  /** What to run after a change. */
  readonly command?: string;
}
export interface SnippetRecord extends Common {
  readonly kind: "snippet";
  /** LSP snippet text. */
  readonly body: string;
  /** Kind of file that it is for. */
  readonly file?: "mc" | "access";
}

export type CatalogRecord =
  | FeatureRecord
  | OptionRecord
  | DefineRecord
  | MacroRecord
  | BuiltinRecord
  | MailerRecord
  | SettingFileRecord
  | KeyRecord
  | WordRecord
  | MapTypeRecord
  | AccessTagRecord
  | AccessActionRecord
  | FileRecord
  | SnippetRecord;

export type Kind = CatalogRecord["kind"];

/** The record type of one kind. */
export type RecordOf<K extends Kind> = Matching<CatalogRecord, K>;
type Matching<R, K extends Kind> = R extends CatalogRecord
  ? K extends R["kind"]
    ? R & { readonly kind: K }
    : never
  : never;

/** A page of guidance to link to. */
export interface Guidance {
  readonly topic: string;
  readonly title: string;
  readonly url: string;
  /** The first version that the page does not tell of; undefined where it tells of all. */
  readonly before?: string;
}

/** What a record is in one version of sendmail. */
export type Availability =
  | { readonly state: "present" }
  | { readonly state: "deprecated"; readonly version: string }
  | { readonly state: "not-yet"; readonly version: string }
  | { readonly state: "renamed"; readonly version: string; readonly to: string }
  | { readonly state: "removed"; readonly version: string };
