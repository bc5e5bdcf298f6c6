// A list of recipients: a file that an alias includes with `:include:`, or the `.forward` of a user.
import { recipientsOf } from "../aliases/targets.ts";
import { listsIn, namesOfRecipient, targetsIn } from "../included.ts";
import { TYPING_DEFAULTS } from "../language-defaults.ts";
import { QUESTIONS } from "../shared.ts";
import type { TableKind } from "../types.ts";

/** First lines of texts that other mail servers read under this name: filters of Exim and Sieve. */
const FOREIGN = /^#[ \t]*(?:exim|sieve) filter/i;

export const kind: TableKind = {
  form: "table",
  name: "list",
  noun: "mailing list",
  languageId: "sendmail-list",
  titles: ["Sendmail Mailing List"],
  about: "what an aliases file names with `:include:`; `.forward`.",
  names: { own: [".forward"], shared: [], old: [], extensions: [], includes: [] },
  globs: [],
  editorDefaults: TYPING_DEFAULTS,
  commands: QUESTIONS,
  comment: "#",
  reading: "list",
  compiled: undefined,
  hasName: (name) => name === ".forward",
  recognises: ({ text }) => !FOREIGN.test(text),
  includedBy: listsIn,
  includes: "list",
  handedTo: targetsIn,
  // Only lines of other tables name lists.
  namedIn: () => [],
  namesIn: (entry, document) =>
    recipientsOf(entry, document).flatMap(({ kind: what, span }) => namesOfRecipient(what, span, document)),
  classOf: () => undefined,
};
