// The genericstable: what senders of this server are called outside.

import { addressNames, keyIn, valueIn } from "../mail-names.ts";
import { textOfMapNamed } from "../makemap.ts";
import { byFolder, isMapText } from "../recognition.ts";
import { MAP_TABLE, QUESTIONS } from "../shared.ts";
import type { TableKind } from "../types.ts";

export const kind: TableKind = {
  ...MAP_TABLE,
  name: "genericstable",
  noun: "genericstable",
  languageId: "sendmail-genericstable",
  titles: ["Sendmail Genericstable"],
  about: "`genericstable` in a folder `mail` or `sendmail`, elsewhere where its text is a table.",
  names: { own: [], shared: ["genericstable"], old: [], extensions: [], includes: [] },
  commands: QUESTIONS,
  compiled: { by: "makemap", suffix: ".db", missing: "all mail waits in the queue, since no sender can be rewritten" },
  hasName: (name) => name === "genericstable",
  recognises: (file) => byFolder(file) ?? isMapText(file.text, true),
  namedIn: (config) => textOfMapNamed("genericstable", "generics", config),
  namesIn: (entry) => [...addressNames(keyIn(entry), "user"), ...addressNames(valueIn(entry), "nothing")],
};
