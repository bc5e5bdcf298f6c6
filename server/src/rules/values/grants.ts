// Which table entries let somebody relay, and through what: shared by the rules about grants that are too wide.
import type { TableEntry } from "../../tables/types.ts";
import type { EntryContext } from "../types.ts";

/** `client`: hosts that may send; `recipient`: domains that may be sent to; `both`: an untagged access entry, or class R. */
export type GrantSide = "client" | "recipient" | "both";

/** Tags whose RELAY is looked up for hosts or recipients (cf/README, "Anti-spam configuration control"), in lower case. */
const SIDES: Readonly<Record<string, GrantSide>> = { "": "both", connect: "client", to: "recipient" };

/** What an entry grants: RELAY in the access map, or any word of class R. Undefined where it grants nothing by itself. */
export function grantOf(
  entry: Pick<TableEntry, "tag" | "action">,
  context: Pick<EntryContext, "kind" | "className">,
): GrantSide | undefined {
  if (context.kind === "class") return context.className === "R" ? "both" : undefined;
  const side = SIDES[entry.tag.toLowerCase()];
  return side !== undefined && entry.action.kind === "relay" ? side : undefined;
}

/** Who may do what, as the middle of a sentence: "lets every host in it relay to anywhere, and anyone send mail to it". */
export function grantText(side: GrantSide, to: string): string {
  if (side === "client") return `lets every host in ${to} send mail to anywhere through this server`;
  if (side === "recipient") return `lets anyone send mail to ${to} through this server`;
  return `lets every host in ${to} send mail to anywhere through this server, and anyone send mail to ${to}`;
}
