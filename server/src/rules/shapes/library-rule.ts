// The shape that rules about the m4 library's own messages share.
import type { LibraryMessage, MessageId, Use } from "../../mc/types.ts";
import type { MailSite } from "../../site/types.ts";
import type { Span } from "../../text.ts";
import { knownPlace } from "../facts/known-place.ts";
import { isComplete } from "../facts/settings.ts";
import type { Finding, Fix, RuleMeta, SiteRule } from "../types.ts";

/** What a rule says of one message. */
export interface Wording {
  readonly message: string;
  readonly severity?: RuleMeta["severity"];
  /** Set where the cause is narrower than what the library points at. */
  readonly span?: Span;
  readonly related?: NonNullable<Finding["related"]>;
  readonly fixes?: () => readonly Fix[];
}

/** The link to another call of the .mc; nothing where there is none, or it is in no file of the site. */
export function linkTo(site: MailSite, other: Use | undefined, message: string): Pick<Wording, "related"> {
  if (other === undefined || !site.has(other.call.site.source)) return {};
  return { related: [{ span: other.call.site, message }] };
}

/** Where a message of the library is shown: at the word at fault if that is in one of the site's files, else at the call in the .mc. */
export function placeOfMessage(site: MailSite, message: LibraryMessage): Span {
  return knownPlace(site, message.span, message.site);
}

/** The words for a message that something is missing: it may be in a file that the .mc includes and that is not available here. */
export function whereComplete(
  word: (message: LibraryMessage, site: MailSite) => Wording,
): (message: LibraryMessage, site: MailSite) => Wording | undefined {
  return (message, site) => (isComplete(site) ? word(message, site) : undefined);
}

/** A rule that puts messages of the library into words. `word` gives undefined for one that another rule explains. */
export function libraryRule(
  meta: RuleMeta,
  ids: readonly MessageId[],
  word: (message: LibraryMessage, site: MailSite) => Wording | undefined,
): SiteRule {
  const wanted = new Set<MessageId>(ids);
  return {
    meta,
    check(site, report) {
      for (const message of site.mc?.config.libraryMessages ?? []) {
        if (!wanted.has(message.id)) continue;
        const wording = word(message, site);
        if (wording !== undefined) report({ span: placeOfMessage(site, message), ...wording });
      }
    },
  };
}
