// A kind of file that only the tests know: toys and their colours, a map that a K line names.

import type { TableKind, TableKindName } from "../../../server/src/kinds/index.ts";
import { textOfMapNamed } from "../../../server/src/kinds/makemap.ts";

/** The product's registry does not have it; this is the one place where that is overlooked. */
export const TOY = "toy" as TableKindName;

export const kind: TableKind = {
  form: "table",
  name: TOY,
  noun: "toy box",
  languageId: "sendmail-toy",
  titles: ["Sendmail Toys"],
  about: "`toys` in a folder `mail`.",
  names: { own: [], shared: ["toys"], old: [], extensions: [], includes: [] },
  globs: [],
  editorDefaults: { "editor.tabSize": 4 },
  commands: ["removeDangerousSettings", "explainRule", "relayReport"],
  comment: "#",
  reading: "access",
  compiled: { by: "makemap", suffix: ".db", missing: "nobody plays" },
  hasName: (name) => name === "toys",
  recognises: ({ folder }) => folder === "mail",
  namedIn: (config) => textOfMapNamed(TOY, "toybox", config),
  classOf: () => undefined,
};
