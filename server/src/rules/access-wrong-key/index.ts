// Keys of a kind that their tag is never looked up for.

import type { AccessKey } from "../../catalog/index.ts";
import type { KeyShape } from "../../tables/key.ts";
import { replacement } from "../edits/edits.ts";
import { effectOf } from "../edits/effects.ts";
import { fullKeySpan } from "../edits/table-edits.ts";
import { keyTypes, splitKey, tagOf } from "../facts/access-words.ts";
import { listed } from "../listed.ts";
import type { EntryRule } from "../types.ts";

type KeyType = AccessKey["type"];

interface Need {
  /** Of which one is enough. */
  readonly types: readonly KeyType[];
  /** What the key is called. */
  readonly name: string;
}

const NEEDS = {
  empty: { types: ["empty"], name: "a tag alone" },
  network: { types: ["network"], name: "an address of a client" },
  name: { types: ["host", "domain"], name: "a name" },
  user: { types: ["user"], name: "a user" },
  address: { types: ["address"], name: "a mail address" },
} as const satisfies Readonly<Record<string, Need>>;

/** What a tag must be looked up for, if a key of that shape is to be found. */
function needed(shape: KeyShape): Need | undefined {
  if (shape.kind === "empty") return NEEDS.empty;
  if ((shape.kind === "ipv4" || shape.kind === "ipv6") && !shape.bracketed) return NEEDS.network;
  if (shape.kind === "domain" && !shape.bracketed) return NEEDS.name;
  if (shape.kind === "address" && shape.user !== "") return shape.domain === "" ? NEEDS.user : NEEDS.address;
  return undefined;
}

const CALLED: Readonly<Partial<Record<KeyType, string>>> = {
  network: "addresses and networks",
  host: "host names",
  domain: "domains of mail addresses",
  address: "mail addresses",
  user: "users (user@)",
  empty: "the tag alone",
};

export const rule: EntryRule = {
  meta: {
    code: "access-wrong-key",
    title: "A tag of the access map with a key of the wrong kind",
    severity: "error",
    kinds: ["access"],
    fix: "asks",
    versions: ">=8.10",
    guidance: "anti-spam",
    sources: ['cf/README, section "Anti-spam configuration control"', "seen with sendmail -bt"],
  },
  concerns: ({ tag }) => tag !== "",
  checkEntry(entry, context, report) {
    if (splitKey(entry) !== undefined) return;
    if (entry.tag === "") return;
    const types = keyTypes(entry, context);
    const need = needed(entry.shape);
    if (types === undefined || need === undefined || need.types.some((type) => types.has(type))) return;
    const known = [...types].flatMap((type) => CALLED[type] ?? []);
    const tag = tagOf(entry);
    const isClient = (tag === "from" || tag === "to") && need.types.includes("network");
    report({
      span: fullKeySpan(entry),
      // Debian's own map has such a default for GreetPause; it harms nobody.
      ...(entry.shape.kind === "empty" ? { severity: "information" as const } : {}),
      message:
        `This line does nothing: ${need.name} never matches after ${entry.tag}:.\n` +
        (isClient
          ? "From: and To: are for mail addresses; the tag for the client that connects is Connect:."
          : `sendmail looks up ${listed(known)} there.`),
      fixes: () =>
        isClient
          ? [
              replacement(
                `Change the tag to Connect: ${effectOf(entry, context, entry.key, { tag: "connect" })}`,
                entry.tagSpan,
                "Connect",
                "asks",
              ),
            ]
          : [],
    });
  },
};
