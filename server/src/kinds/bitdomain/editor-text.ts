// What a line of bitdomain or uudomain does, in plain words.

import type { EntryText } from "../../features/entry-hover.ts";
import { idleNote, unreadNote } from "../../features/entry-text.ts";
import { readThanksTo } from "../../features/line-link.ts";
import { code } from "../../features/markdown.ts";
import { readDomainValue } from "../../tables/values/rewriting.ts";
import { type PseudoDomainName, pseudoKey, SUFFIXES } from "../pseudo-domain.ts";

/** Why a value does something else than it looks like. */
const ODD = {
  signs: "no host has such a name",
  unbalanced: "a quote or bracket has no other half",
  words: "its words are joined by dots",
  address: "the result has two @",
  colon: "sendmail refuses a colon there with 553",
  list: "sendmail does not split a list",
  "bare-address": "without brackets an IP address is read as a name, which no name server has",
  literal: "an address or a name with dots in brackets is not allowed there",
  semicolon: "the semicolon becomes part of the name",
  "empty-part": "no host has two dots in a row or a dot first",
  argument: "nothing is filled in for % here",
  "access-word": "a word of the access map is the name of a host here",
} as const;

/** What wins over a line, and over what it wins. */
const FIRST =
  "The domaintable comes first, where it has the whole name. Class w, the virtusertable and the mailertable see the new name.";

/** The text about lines of one of these tables. */
export function pseudoDomainText(name: PseudoDomainName): EntryText {
  return (entry, file, site) => {
    const key = pseudoKey(entry.key, name);
    const value = readDomainValue(entry.value, entry.key);
    const notes = [...unreadNote(file, site), ...idleNote(entry, file), ...readThanksTo(file, site)];
    if (key.kind === "never") return [`**This line does nothing:** ${key.why}.`, ...notes];
    const from = code(`user@${key.host}${SUFFIXES[name]}`);
    if (value.kind === "odd") {
      const { why } = value;
      return why === "nothing"
        ? [`Addresses such as ${from} keep their host: only a comment is on the right.`, ...notes]
        : [`Addresses such as ${from} come out wrong: ${ODD[why]}.`, ...notes];
    }
    return [
      `Addresses such as ${from} become ${code(`user@${value.name.text.replaceAll("%0", key.host)}`)}. ${FIRST}`,
      ...notes,
    ];
  };
}
