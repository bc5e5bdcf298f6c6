// What the macros of sendmail's m4 library take: how many arguments, and what they mean together where they are a list cut by commas.
import { type Argument, catalog } from "../catalog/index.ts";
import type { Use } from "../mc/types.ts";

/** How the parts of a list that commas cut belong together. */
export type Joint = ", " | " " | undefined;

/** What one use may be given. */
export interface Signature {
  /** Number of arguments, the name of a FEATURE among them; undefined: any number. */
  readonly most: number | undefined;
  /** Index of the argument that the extra ones most likely belong to, and how: undefined where nobody can tell. */
  readonly list: { readonly from: number; readonly joint: Joint } | undefined;
}

/** Macros with a list as their last argument. */
const LISTS: Readonly<Record<string, Joint>> = {
  DAEMON_OPTIONS: ", ",
  CLIENT_OPTIONS: ", ",
  INPUT_MAIL_FILTER: ", ",
  MAIL_FILTER: ", ",
  QUEUE_GROUP: ", ",
};

/** The signature of a use as the catalogue has it; undefined where nothing is known of it. */
export function signatureOf({ call, name }: Use): Signature | undefined {
  const isFeature = call.name === "FEATURE";
  const record = isFeature ? catalog.get("feature", name) : catalog.get("macro", call.name);
  if (record === undefined) return undefined;
  const args: readonly Argument[] = record.arguments ?? [];
  if (args.some(({ repeat }) => repeat === true)) return undefined;
  const most = args.length + (isFeature ? 1 : 0);
  const joint = LISTS[call.name] ?? (args.at(-1)?.type === "words" ? " " : undefined);
  return { most, list: joint === undefined || isFeature ? undefined : { from: args.length - 1, joint } };
}
