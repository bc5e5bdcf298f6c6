// What a configuration says about relaying, as plain data: all that decide() needs and nothing else.
import type { ActiveFeature } from "../../mc/types.ts";
import type { Span } from "../../text.ts";
import type { LineRun } from "../exposures/line-run.ts";

/** A feature of the m4 library that is on. */
export type FeatureUse = ActiveFeature;

/** A text that the configuration sets, and where. */
export interface Setting {
  readonly text: string;
  readonly span: Span | undefined;
}

export interface ClassMember {
  /** As it was written. */
  readonly word: string;
  readonly span: Span | undefined;
}

/** A class as the rulesets ask it: for single words, without regard to case. */
export interface AskedClass {
  readonly isEmpty: boolean;
  get(word: string): ClassMember | undefined;
}

/** The words of a class. */
export interface WordClass extends AskedClass {
  readonly size: number;
  members(): Iterable<ClassMember>;
  /** The members that the .mc gives. */
  words(): Iterable<ClassMember>;
  /** Those of files. */
  runs(): readonly LineRun<ClassMember>[];
}

export interface AccessEntry {
  /** Tag without its colon, as written; empty for an untagged entry. */
  readonly tag: string;
  readonly key: string;
  readonly value: string;
  readonly span: Span | undefined;
}

/** The access map as the rulesets ask it. */
export interface AskedAccess {
  /** The entry for a key with its tag, in any case. */
  lookup(key: string): AccessEntry | undefined;
}

/** The access map: what it answers, and all its entries. */
export interface AccessMap extends AskedAccess {
  /** The entries whose value says RELAY or SUBJECT somewhere: all that can let anybody relay. */
  grants(): readonly LineRun<AccessEntry>[];
  /** Certificate authorities whose entry says SUBJECT. */
  issuers(): readonly string[];
  /** Keys of clients' names that check_relay lets in whatever their address, as written. */
  welcomes(): Iterable<string>;
}

/** Something that the configuration does and that this model does not follow. */
export interface Unknown {
  /** A full sentence: what it is and why the answer cannot be sure. */
  readonly text: string;
  /** The sentence instead of it where sendmail's rulesets were asked: of rules that this model does not follow, and they do. */
  readonly whereAsked?: string;
  readonly span: Span | undefined;
  /** `refuse`: it may only refuse what would be accepted without it, so no grant is missing because of it. */
  readonly may: "anything" | "refuse";
  /** Whose addresses it concerns: those of this server's own domains, or all others. Left out: all. */
  readonly whom?: "own" | "elsewhere";
  /** What an address or name of a transaction must look like for it to matter. Left out: anything. */
  readonly names?: RegExp;
}

/** What one listener of DAEMON_OPTIONS (or the built-in default) says that matters here. */
export interface Listener {
  readonly name: string;
  /** Address it is bound to; undefined for all. */
  readonly address: string | undefined;
  readonly port: string | undefined;
  /** Letters of `M=`, as in `${daemon_flags}`. */
  readonly modifiers: string;
  /** `DeliveryMode=`, which here wins over confDELIVERY_MODE; undefined where it is left out. */
  readonly deliveryMode: Setting | undefined;
  readonly span: Span | undefined;
}

/** Classes that the rulesets look into; names as in the .cf. */
export type ClassName = "R" | "w" | "m" | "B" | "P" | "M" | "G" | "VirtHost" | "Canonify" | "TrustAuthMech";

export interface RelayPolicy {
  /** `$j`: the server's own name. */
  readonly hostName: Setting;
  /** `$m`: the domain part of that name, empty where it has none. */
  readonly domainName: string;
  /** A `Dm` line says what `$m` is, whatever the host is called. */
  readonly domainIsSet: boolean;
  /** How much of its own name is known: the host's (and so all), only `$j`, or nothing, in which case a placeholder is used. */
  readonly ownName: "host" | "name" | "nothing";
  /** Features by the names of their files: access_db, relay_hosts_only, nouucp, ... */
  readonly features: ReadonlyMap<string, FeatureUse>;
  readonly classes: Readonly<Record<ClassName, WordClass>>;
  /** Undefined where FEATURE(`access_db') is off. On without an available map is an empty map and an entry in `unknown`. */
  readonly access: AccessMap | undefined;
  readonly messages: {
    readonly relay: Setting | undefined;
    readonly reject: Setting | undefined;
    readonly recipient: Setting | undefined;
  };
  /** TRUST_AUTH_MECH was used at all: it changes the default refusal. */
  readonly usesAuth: boolean;
  /** Delayed checks look at the sender as the client wrote it (`_FFR_MAIL_MACRO`, as Debian has it) and not at `$f`. */
  readonly rawSender: boolean;
  /** confDELIVERY_MODE is `defer`: the checks are skipped, and not made when the queue is run either (seen with a real daemon). */
  readonly deferred: Setting | undefined;
  readonly listeners: readonly Listener[];
  /** MAIL_HUB: where mail for local users goes. */
  readonly mailHub: Setting | undefined;
  /** Addresses of the form node::user are read (`_USE_DECNET_SYNTAX_`, as in the stock submit.mc, or DECNET_RELAY). */
  readonly decnet: boolean;
  /** UUCP_RELAY is defined. */
  readonly uucpRelay: Setting | undefined;
  /** TLS_PERM_ERR is defined: TLS failures are permanent. */
  readonly tlsPermanent: boolean;
  /** The size of messages is limited, so a SIZE parameter may be refused (confMAX_MESSAGE_SIZE). */
  readonly limitsSize: boolean;
  /** The addresses of the host's interfaces are names of the server too (confDONT_PROBE_INTERFACES is off). */
  readonly probesInterfaces: boolean;
  readonly unknown: readonly Unknown[];
}

/** A policy as decide() asks it: of classes and of the access map it needs nothing but single words and keys. */
export interface AskedPolicy extends Omit<RelayPolicy, "classes" | "access"> {
  readonly classes: Readonly<Record<ClassName, AskedClass>>;
  readonly access: AskedAccess | undefined;
}

/** Names that sendmail writes for features that were renamed: old to new. */
export const RENAMED: ReadonlyMap<string, string> = new Map([["blacklist_recipients", "blocklist_recipients"]]);
