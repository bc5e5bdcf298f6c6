// What rules may ask of the world outside: files, the name service, the host's users. Everything is given; nothing is fetched.
import type { Span } from "../../text.ts";
import type { CfFiles } from "../types.ts";

export interface RewriteEnvironment {
  /** Texts: those that databases are made from, and those that are read as they are. */
  readonly files: CfFiles;
  /**
   * The state of a database that is made from a text (`/etc/mail/access.db`). Undefined, or a function that gives undefined: it is
   * taken to be made from the text that is there now.
   */
  compiled?(path: string): "there" | "missing" | "refused" | undefined;
  /** A table that somebody has read already, by the path of its text. Else the text is read here. */
  table?(path: string): KeyedTable | undefined;
  readonly dns: NameService;
  /** A user of this host; null: there is none; undefined: unknown. */
  user(name: string): Passwd | null | undefined;
}

/** A keyed text as makemap compiles it. */
export interface KeyedTable {
  /** The entry of a key as the database has it; `exact`: case counts (`-f`). */
  lookup(key: string, exact: boolean): KeyedEntry | undefined;
}

export interface KeyedEntry {
  readonly value: string;
  readonly span: Span;
}

export interface Passwd {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly fullName: string;
  readonly home: string;
  readonly shell: string;
}

/** What the name service says. */
export type DnsAnswer =
  | { readonly state: "found"; readonly values: readonly string[] }
  | { readonly state: "none" }
  /** No server answers for now. */
  | { readonly state: "temporary" }
  /** Nobody told us. sendmail is taken to get no answer, and the result is not certain. */
  | { readonly state: "unknown" };

/** `canonical`: the name that a name leads to, as `$[ name $]` asks it. `address`: the name of an address. */
export type DnsQuestion =
  | "canonical"
  | "address"
  | "A"
  | "AAAA"
  | "MX"
  | "PTR"
  | "TXT"
  | "CNAME"
  | "NS"
  | "SRV"
  | "TLSA";

export interface NameService {
  /** @param name without a dot at its end, in lower case. MX answers are `PREFERENCE HOST`, in order. */
  ask(question: DnsQuestion, name: string): DnsAnswer;
  /** How often it was asked something to which it has another answer for each client; undefined: never. */
  readonly passing?: number;
}

/** A name service of which nothing is known. */
export const UNKNOWN_DNS: NameService = { ask: () => ({ state: "unknown" }) };

/** What was asked and nobody could answer. The result may be another. */
export interface UnknownAsk {
  readonly kind: "map" | "macro" | "class" | "dns" | "user" | "file" | "regex" | "limit";
  /** Name of the map, macro or class; the name that the name service was asked for. */
  readonly subject: string;
  /** The key or word; "" for none. */
  readonly key: string;
  /** One sentence. */
  readonly reason: string;
}
