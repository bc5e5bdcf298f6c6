// What rules about the access map ask of tags: who looks them up, and what kinds of keys they are asked for.
import { type AccessKey, type AccessTagRecord, alternatives, catalog } from "../../catalog/index.ts";
import { classifyKey } from "../../tables/key.ts";
import type { TableEntry } from "../../tables/types.ts";
import type { EntryContext } from "../types.ts";

/** What of an entry says what its tag is about. */
type Tagged = Pick<TableEntry, "tag">;

/** The tag as it is compared. */
export function tagOf(entry: Tagged): string {
  return entry.tag.toLowerCase();
}

/** Tags whose value is an action on a message (RELAY, REJECT, a reply, ...). */
const ACTION_TAGS: ReadonlySet<string> = new Set(["", "connect", "from", "to"]);

export function hasAction(entry: TableEntry): boolean {
  return ACTION_TAGS.has(tagOf(entry));
}

export function tagRecord(entry: Tagged): AccessTagRecord | undefined {
  return catalog.get("access-tag", `${entry.tag}:`);
}

/** True where it is known that the access map is read: then it can be said what else is off. */
export function isRead(context: EntryContext): boolean {
  return context.features?.has("access_db") === true;
}

/** What is known of a tag in one context: worked out once, for a map has a million lines and a handful of tags. */
interface TagFacts {
  readonly missing: string | undefined;
  readonly types: ReadonlySet<AccessKey["type"]> | undefined;
}

const known = new WeakMap<EntryContext, Map<string, TagFacts>>();

function factsOf(entry: Tagged, context: EntryContext): TagFacts {
  const { tag } = entry;
  let tags = known.get(context);
  if (tags === undefined) {
    tags = new Map();
    known.set(context, tags);
  }
  const found = tags.get(tag);
  if (found !== undefined) return found;
  const missing = findMissing(entry, context);
  const facts = { missing, types: missing === undefined ? findTypes(entry, context) : undefined };
  tags.set(tag, facts);
  return facts;
}

/**
 * The feature without which nothing looks the entry's tag up, where that is off; undefined where the tag is looked up, or
 * where that is not known.
 */
export function missingFeature(entry: TableEntry, context: EntryContext): string | undefined {
  return factsOf(entry, context).missing;
}

function findMissing(entry: Tagged, context: EntryContext): string | undefined {
  if (entry.tag === "" || !isRead(context) || context.ownTags.has(tagOf(entry))) return undefined;
  const missing = (tagRecord(entry)?.needs ?? []).find((relation) => !isOn(alternatives(relation)));
  return missing && alternatives(missing)[0]?.replace(/^feature:/, "");

  function isOn(names: readonly string[]): boolean {
    if (names.some((name) => !name.startsWith("feature:"))) return true;
    if (tagOf(entry) === "tls_clt_features" && context.features?.has("sts")) return true;
    // Friends and haters are looked up for the arguments of those names only.
    if (names.includes("feature:delay_checks")) return (context.featureWords.get("delay_checks")?.size ?? 0) > 0;
    return names.some((name) => context.features?.has(name.slice("feature:".length)));
  }
}

/** What an entry without a tag is looked up for: a client, a sender, a recipient. */
const UNTAGGED: ReadonlySet<AccessKey["type"]> = new Set(["host", "network", "address", "user", "domain"]);

/**
 * Kinds of keys that sendmail asks for with this tag; undefined where the tag is unknown, its feature is off (of which
 * another rule speaks), or its keys are a language of their own.
 */
export function keyTypes(entry: Tagged, context: EntryContext): ReadonlySet<AccessKey["type"]> | undefined {
  return factsOf(entry, context).types;
}

function findTypes(entry: Tagged, context: EntryContext): ReadonlySet<AccessKey["type"]> | undefined {
  if (entry.tag === "") return UNTAGGED;
  const record = tagRecord(entry);
  if (record === undefined || context.ownTags.has(tagOf(entry))) return undefined;
  const types = new Set(record.keys.map(({ type }) => type));
  if (types.has("subject") || (types.has("other") && tagOf(entry) !== "connect")) return undefined;
  return types;
}

/** True if sendmail looks the tag up for a client's or server's address. */
export function asksForAddresses(entry: TableEntry, context: EntryContext): boolean {
  return keyTypes(entry, context)?.has("network") === true;
}

/** The key and the value that were meant where a space after the tag cuts them off: `Connect: 192.0.2 RELAY`. */
export interface SplitKey {
  readonly key: string;
  readonly value: string;
}

/** Reads such an entry; undefined for one whose tag stands alone on purpose. */
export function splitKey(entry: TableEntry): SplitKey | undefined {
  if (entry.tag === "" || entry.key !== "") return undefined;
  const [, key = "", value = ""] = /^(\S+)[ \t]+(\S.*)$/s.exec(entry.value) ?? [];
  const { kind } = classifyKey(key);
  const isName = key === "localhost" || (/[.@]/.test(key) && (kind === "domain" || kind === "address"));
  return isName || (kind === "ipv4" && key.includes(".")) || kind === "ipv6" ? { key, value } : undefined;
}

/** True for `192.0.2.1 RELAY` as a value: a key with a space in it, whose second part begins like a reply code. */
export function isAddressAndAction({ value }: TableEntry): boolean {
  return /^\d{3}(?:\.\d{1,3}){1,3}(?:\/\d+)?[ \t]+(?:RELAY|OK|REJECT|DISCARD)$/.test(value);
}
