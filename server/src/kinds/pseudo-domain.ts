// What bitdomain and uudomain have in common: hosts of networks without the DNS, and the domains that they have there.

import { markedKey } from "./address-key.ts";
import { domainFault } from "./domain-fault.ts";
import { keyOf } from "./domaintable/key.ts";
import { domainName, valueIn } from "./mail-names.ts";
import { textOfMapNamed } from "./makemap.ts";
import type { TableKindName } from "./names.ts";
import { byFolder, tableOfFirstLines } from "./recognition.ts";
import { MAP_TABLE } from "./shared.ts";
import type { TableKind } from "./types.ts";

/** The end that addresses of the network have; sendmail looks names up without it. */
export const SUFFIXES = { bitdomain: ".BITNET", uudomain: ".UUCP" } as const;

export type PseudoDomainName = keyof typeof SUFFIXES;

/** A key: the host's name without the end of its network, as a whole. `never`: sendmail does not ask for it. */
export type PseudoKey =
  | { readonly kind: "host"; readonly host: string }
  | { readonly kind: "never"; readonly why: string; readonly meant: string | undefined };

/** Reads a key of one of these tables (test/oracle/kinds/old-maps.test.ts). */
export function pseudoKey(key: string, name: PseudoDomainName): PseudoKey {
  const suffix = SUFFIXES[name];
  const marked = markedKey(key, (one) => pseudoKey(one, name));
  if (marked !== undefined) return marked;
  if (key.toLowerCase().endsWith(suffix.toLowerCase()) && key.length > suffix.length)
    return { kind: "never", why: `sendmail looks it up without ${suffix}`, meant: key.slice(0, -suffix.length) };
  if (/^\.|[*@!]|\.$/.test(key)) return { kind: "never", why: "sendmail looks up whole host names", meant: undefined };
  // A name in brackets is found where the network's name follows it.
  const fault = key.startsWith("[") ? undefined : domainFault(key);
  if (fault !== undefined) return { kind: "never", ...fault };
  if (/[,:;]/.test(key)) return { kind: "never", why: "no host has such a name", meant: undefined };
  return { kind: "host", host: key };
}

/** True where sendmail may ask for a key of one of these tables, or of a domaintable. */
export function isAsked(key: string, kind: string): boolean {
  return (kind === "bitdomain" || kind === "uudomain" ? pseudoKey(key, kind) : keyOf(key)).kind !== "never";
}

/** The kind of one of these tables. @param title the network's name */
export function pseudoDomainKind(name: PseudoDomainName & TableKindName, title: string): TableKind {
  return {
    ...MAP_TABLE,
    name,
    noun: name,
    languageId: `sendmail-${name}`,
    titles: [`Sendmail ${title} Domains`],
    about: `\`${name}\` in a folder \`mail\` or \`sendmail\`, elsewhere by its content.`,
    names: { own: [], shared: [name], old: [], extensions: [], includes: [] },
    commands: ["explainRule"],
    compiled: { by: "makemap", suffix: ".db", missing: `mail for names in ${SUFFIXES[name]} waits in the queue` },
    hasName: (file) => file === name,
    recognises: (file) => {
      const known = byFolder(file);
      if (known !== undefined) return known;
      const table = tableOfFirstLines(file.text, "map");
      return table.entryCount > table.errors().length;
    },
    namedIn: (config) => textOfMapNamed(name, name, config),
    namesIn: (entry) => domainName(valueIn(entry)),
  };
}
