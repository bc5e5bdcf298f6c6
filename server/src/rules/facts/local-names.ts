// The names that this host takes mail for: class w, as far as the configuration and its files say.
import type { MailSite } from "../../site/types.ts";
import type { Span } from "../../text.ts";

export interface LocalName {
  readonly name: string;
  /** Where it is said. */
  readonly where: Span;
}

/** The members of class w that are written down, and the name that confDOMAIN_NAME gives the host. */
export function* localNames(site: MailSite): Iterable<LocalName> {
  yield* namesInConfiguration(site);
  const { value = "", exact } = site.mc?.config.option("confDOMAIN_NAME") ?? {};
  if (exact !== undefined && /^[\w.-]+$/.test(value)) yield { name: value, where: exact };
  for (const { table, named } of site.classFiles("w")) {
    if (!named) continue;
    for (const { key, keySpan } of table.entries()) yield { name: key, where: keySpan };
  }
}

/** Those of them that the configuration itself has, without its files. */
export function* namesInConfiguration(site: MailSite): Iterable<LocalName> {
  for (const { how, span } of site.mc?.config.classMembers("w") ?? []) {
    if (how.kind !== "words") continue;
    for (const word of how.words) if (!/[$`']/.test(word.text)) yield { name: word.text, where: word.exact ?? span };
  }
  if (site.mc === undefined)
    for (const { word, span } of site.cf?.config.classes.get("w")?.members.values() ?? [])
      if (span !== undefined) yield { name: word, where: span };
}
