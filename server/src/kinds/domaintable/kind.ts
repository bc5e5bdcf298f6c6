// The domaintable: old names of domains, and the new ones that take their place.

import { domainName, keyIn, valueIn } from "../mail-names.ts";
import { textOfMapNamed } from "../makemap.ts";
import { byFolder, isMapText } from "../recognition.ts";
import { MAP_TABLE, QUESTIONS } from "../shared.ts";
import type { TableKind } from "../types.ts";

export const kind: TableKind = {
  ...MAP_TABLE,
  name: "domaintable",
  noun: "domaintable",
  languageId: "sendmail-domaintable",
  titles: ["Sendmail Domaintable"],
  about: "`domaintable` in a folder `mail` or `sendmail`, elsewhere where its text is a table.",
  names: { own: [], shared: ["domaintable"], old: [], extensions: [], includes: [] },
  commands: QUESTIONS,
  compiled: { by: "makemap", suffix: ".db", missing: "all mail waits in the queue" },
  hasName: (name) => name === "domaintable",
  recognises: (file) => byFolder(file) ?? isMapText(file.text),
  namedIn: (config) => textOfMapNamed("domaintable", "domaintable", config),
  namesIn: (entry) => [...domainName(keyIn(entry)), ...domainName(valueIn(entry))],
};
