// What changes when a line of a table starts to work, as the end of a fix's title.
import type { Action } from "../../tables/action.ts";
import type { TableEntry } from "../../tables/types.ts";
import type { EntryContext } from "../types.ts";
import { type GrantSide, grantOf } from "../values/grants.ts";

const GRANTS: Readonly<Record<GrantSide, (key: string) => string>> = {
  client: (key) => `lets ${key} relay to anywhere`,
  recipient: (key) => `lets anyone relay to ${key}`,
  both: (key) => `lets ${key} relay to anywhere, and anyone relay to it`,
};

/** By the kind of the action; kinds that are left out only make the line work. */
const EFFECTS: Readonly<Partial<Record<Action["kind"], (key: string) => string>>> = {
  ok: (key) => `accepts mail that names ${key}, past other checks`,
  reject: (key) => `refuses mail that names ${key}`,
  error: (key) => `refuses mail that names ${key}`,
  reply: (key) => `refuses mail that names ${key}`,
  text: (key) => `refuses mail that names ${key}`,
  discard: (key) => `throws away mail that names ${key}`,
  quarantine: (key) => `holds mail that names ${key}`,
};

/** Classes whose members are known to anyone who reads a title. */
const CLASSES: Readonly<Record<string, (key: string) => string>> = {
  // The rules let clients relay whose name is one of the server's own.
  w: (key) => `takes mail for ${key} as local, and lets clients of that name relay`,
  t: (key) => `lets ${key} set any sender`,
  // The library puts its words into class R.
  VirtHost: GRANTS.both,
};

/** What a name does as a member of a class. */
export const memberEffect = (className: string, key: string): string =>
  CLASSES[className]?.(key) ?? `puts ${key} into the class`;

/** What has a say in who may relay, where a text of m4 or a line of the .cf has it: macros, features, classes, and what rules accept. */
const RELAYING =
  /(?:RELAY|LOCAL|VIRTUSER)_DOMAIN|relay|nouucp|nopercenthack|access_db|use_cw_file|bestmx_is_local|TRUST_AUTH_MECH|confC[RW]_FILE|^\s*[CF](?:[Rw]|\{(?:[Rw]|VirtHost)\})|\$[#@]\s*(?:OK|ok|RELAY)\b/;

/** The end of a title where a call of m4 works after a fix: that others may relay then, if that may be. */
export const mayRelay = (call: string): string => (RELAYING.test(call) ? ", and may let others relay" : "");

/**
 * What an entry does once it works under `key`, such as "lets 192.0.2 relay to anywhere". `changed`: what is different from the
 * entry as it is written.
 */
export function effectOf(
  entry: TableEntry,
  context: Pick<EntryContext, "kind" | "className">,
  key: string,
  changed: { readonly tag?: string; readonly action?: Action } = {},
): string {
  const tag = changed.tag ?? entry.tag;
  const action = changed.action ?? entry.action;
  const side = grantOf({ tag, action }, context);
  if (side !== undefined) return GRANTS[side](key);
  if (context.kind === "class") return memberEffect(context.className ?? "", key);
  return EFFECTS[action.kind]?.(key) ?? "makes the line work";
}
