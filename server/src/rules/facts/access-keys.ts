// Keys of the access map that their tag is never looked up for: a name after ClientRate:, an address after Bcc:, GreetPause: alone.
import type { AccessKey } from "../../catalog/index.ts";
import type { KeyShape } from "../../tables/key.ts";
import type { TableEntry } from "../../tables/types.ts";
import { listed } from "../listed.ts";
import type { EntryContext } from "../types.ts";
import { keyTypes } from "./access-words.ts";

type KeyType = AccessKey["type"];

/** What of an entry says what its key is looked up for. */
type Keyed = Pick<TableEntry, "shape" | "tag">;

interface Need {
  /** Of which one is enough. */
  readonly types: readonly KeyType[];
  /** What the key is called. */
  readonly name: string;
}

const NEEDS = {
  empty: { types: ["empty"], name: "a tag alone" },
  network: { types: ["network"], name: "an address of a client" },
  server: { types: ["network"], name: "an address" },
  name: { types: ["host", "domain"], name: "a name" },
  user: { types: ["user"], name: "a user" },
  address: { types: ["address"], name: "a mail address" },
} as const satisfies Readonly<Record<string, Need>>;

/** What a tag must be looked up for, if a key of that shape is to be found. */
function needed({ shape, tag }: Keyed): Need | undefined {
  if (shape.kind === "empty") return NEEDS.empty;
  if (isPlainAddress(shape)) return /^(?:from|to)$/i.test(tag) ? NEEDS.network : NEEDS.server;
  if (shape.kind === "domain" && !shape.bracketed) return NEEDS.name;
  if (shape.kind === "address" && shape.user !== "") return shape.domain === "" ? NEEDS.user : NEEDS.address;
  return undefined;
}

const isPlainAddress = (shape: KeyShape): boolean =>
  (shape.kind === "ipv4" || shape.kind === "ipv6") && !shape.bracketed;

const CALLED: Readonly<Partial<Record<KeyType, string>>> = {
  network: "addresses and networks",
  host: "host names",
  domain: "domains of mail addresses",
  address: "mail addresses",
  user: "users (user@)",
  empty: "the tag alone",
};

/** A key that is not looked up: what it is called, and what is looked up in its place, as the end of a sentence. */
export interface UnaskedKey {
  readonly name: string;
  readonly asked: string;
  /** True for the address of a client after `From:` or `To:`. */
  readonly isClient: boolean;
}

/** Says so of an entry; undefined where its key may be looked up, or where that is not known. */
export function unaskedKey(entry: Keyed, context: EntryContext): UnaskedKey | undefined {
  if (entry.tag === "") return undefined;
  const types = keyTypes(entry, context);
  const need = needed(entry);
  if (types === undefined || need === undefined || need.types.some((type) => types.has(type))) return undefined;
  const asked = listed([...types].flatMap((type) => CALLED[type] ?? []));
  return { name: need.name, asked, isClient: need === NEEDS.network };
}
