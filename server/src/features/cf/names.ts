// The names in a .cf: what is under a cursor, where it is defined, where it is used.
import type { CfMention } from "../../cf/mentions.ts";
import { mentionsIn } from "../../site/cf-mentions.ts";
import type { CfMember, MailSite } from "../../site/types.ts";
import type { Span } from "../../text.ts";
import { touches } from "../../text.ts";
import type { Occurrences, Place } from "../editor.ts";
import { mentionsInMc } from "../names/config-names.ts";
import { mailerInTables } from "../names/mail-names.ts";
import { originOf } from "./origin.ts";

/** The name at an offset; where two touch it, the one that begins there. */
export function mentionAt(site: MailSite, offset: number): CfMention | undefined {
  const touching = mentionsIn(site).mentions.filter(({ span }) => touches(span, offset));
  return touching.find(({ span }) => span.start === offset) ?? touching[0];
}

/** Where the .mc defines or uses the same, and tables a mailer. */
function placesElsewhere(site: MailSite, { thing, key }: CfMention): readonly Span[] {
  if (thing === "option") return [];
  const inMc = mentionsInMc(site).flatMap((one) => (one.thing === thing && one.key === key ? [one.span] : []));
  return thing === "mailer" ? [...inMc, ...mailerInTables(site, key)] : inMc;
}

/** The places of what a name names. */
export function placesOf(site: MailSite, { thing, key }: CfMention, role: CfMention["role"]): readonly Span[] {
  return mentionsIn(site).mentions.flatMap((other) =>
    other.thing === thing && other.key === key && other.role === role ? [other.span] : [],
  );
}

/**
 * What is under the cursor, with all its places in the .cf. A definition, and a place without a name, leads on to the line of the
 * .mc that made its line.
 */
export function cfOccurrences({ site, file, offset, options }: Place<CfMember>): Occurrences | undefined {
  const mention = mentionAt(site, offset);
  const origin = mention?.role === "use" ? undefined : originOf(file, offset, options.built);
  const made = origin === undefined ? [] : [origin];
  if (mention === undefined) {
    const span = { source: file.uri, start: offset, end: offset };
    return origin && { span, definitions: made, uses: () => [] };
  }
  return {
    span: mention.span,
    definitions: [...placesOf(site, mention, "definition"), ...made],
    uses: () => [...placesOf(site, mention, "use"), ...placesElsewhere(site, mention)],
    kept:
      site.mc === undefined
        ? "Names in a .cf are not changed: search and replace them."
        : "m4 makes this file: change the name in the .mc.",
  };
}
