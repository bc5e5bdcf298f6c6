// What kinds have in common: the commands that editors offer in their files, and all that a makemap table has by default.
import { TABLE_DEFAULTS } from "./language-defaults.ts";
import type { TableKind } from "./types.ts";

/** Questions that a file of any mail server answers. */
export const QUESTIONS = [
  "explainRule",
  "relayReport",
  "tryTransaction",
  "where",
  "rewriteAddress",
  "testAddresses",
] as const;

/** The commands of a file that may grant relaying, or lies beside one that does. */
export const SITE_COMMANDS = ["removeDangerousSettings", ...QUESTIONS] as const;

/** A table of keys and values that makemap reads, with names of its own in no other folder than the mail system's. */
export const MAP_TABLE = {
  form: "table",
  globs: [],
  editorDefaults: TABLE_DEFAULTS,
  comment: "#",
  reading: "map",
  classOf: () => undefined,
} as const satisfies Partial<TableKind>;
