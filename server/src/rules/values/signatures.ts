// What the macros of sendmail's m4 library take: how many arguments, and what they mean together where they are a list cut by commas.
import { type Argument, catalog, type Kind } from "../../catalog/index.ts";
import type { Use } from "../../mc/types.ts";

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
export function signatureOf(use: Use): Signature | undefined {
  const args = argumentsOf(use);
  const { name } = use.call;
  if (args === undefined || args.some(({ repeat }) => repeat === true)) return undefined;
  const isFile = Object.hasOwn(OF_FILES, name);
  const joint = LISTS[name] ?? (args.at(-1)?.type === "words" ? " " : undefined);
  return {
    most: args.length + (isFile ? 1 : 0),
    list: joint === undefined || isFile ? undefined : { from: args.length - 1, joint },
  };
}

/** Macros whose first argument names a file that takes the others, with the kind of its record. */
const OF_FILES = {
  FEATURE: "feature",
  HACK: "hack",
  DOMAIN: "domain",
  OSTYPE: "ostype",
} as const satisfies Readonly<Record<string, Kind>>;

/** What the arguments of a use are, without the name of a file that takes them; undefined where nothing is known of it. */
export function argumentsOf({ call, name }: Use): readonly Argument[] | undefined {
  const kind = Object.entries(OF_FILES).find(([macro]) => macro === call.name)?.[1];
  const record = kind === undefined ? catalog.get("macro", call.name) : catalog.get(kind, name);
  if (record === undefined) return undefined;
  return "arguments" in record ? (record.arguments ?? []) : [];
}
