// What the rules about single recipients of aliases share.
import {
  hiddenAliases,
  type PlacedRecipient,
  recipientsOf,
  type Trouble,
  troubleOf,
} from "../../kinds/aliases/targets.ts";
import type { TableEntry } from "../../tables/types.ts";
import type { EntryContext, EntryRule, Fix, Report, RuleMeta } from "../types.ts";

interface Troubled {
  readonly recipient: PlacedRecipient;
  readonly trouble: Trouble;
}

/** The last alias that was taken apart: one rule after the other asks for the same. */
let last: { readonly entry: TableEntry; readonly recipients: readonly PlacedRecipient[] } | undefined;
let lastTroubled: { readonly entry: TableEntry; readonly found: readonly Troubled[] } | undefined;

/** The recipients of an alias; [] where an indented alias has become part of it, which is said elsewhere. */
export function recipientsIn(
  entry: TableEntry,
  { document, kind }: Pick<EntryContext, "document" | "kind">,
): readonly PlacedRecipient[] {
  // Of the user database one field is a list of recipients.
  if (kind === "userdb" && !/:maildrop$/i.test(entry.key)) return [];
  if (last?.entry !== entry)
    last = { entry, recipients: hiddenAliases(entry, document).length > 0 ? [] : recipientsOf(entry, document) };
  return last.recipients;
}

/** The recipients of an alias with which something is wrong. */
function troubledIn(entry: TableEntry, context: Pick<EntryContext, "document" | "kind">): readonly Troubled[] {
  if (lastTroubled?.entry === entry) return lastTroubled.found;
  const found: Troubled[] = [];
  for (const recipient of recipientsIn(entry, context)) {
    const trouble = troubleOf(recipient);
    if (trouble !== undefined) found.push({ recipient, trouble });
  }
  lastTroubled = { entry, found };
  return found;
}

/** A rule about recipients that have one of some troubles. */
export function troubleRule(
  meta: RuleMeta,
  troubles: readonly Trouble[],
  check: (
    recipient: PlacedRecipient,
    trouble: Trouble,
    report: Report,
    entry: TableEntry,
    context: EntryContext,
  ) => void,
): EntryRule {
  return {
    meta,
    checkEntry(entry, context, report) {
      for (const { recipient, trouble } of troubledIn(entry, context))
        if (troubles.includes(trouble)) check(recipient, trouble, report, entry, context);
    },
  };
}

/** The fix that writes a recipient another way: mail then goes elsewhere. */
export function recipientFix({ span }: PlacedRecipient, newText: string, title: string): Fix {
  return { title, grade: "asks", preferred: true, changes: [{ span, newText }] };
}
