// The domaintable: old names of domains, and the new ones that take their place.

import { readDomainValue } from "../../tables/values/rewriting.ts";
import { domainName, keyIn, valueIn } from "../mail-names.ts";
import { textOfMapNamed } from "../makemap.ts";
import { byFolder, MAIL_FOLDER, tableOfFirstLines } from "../recognition.ts";
import { MAP_TABLE, QUESTIONS } from "../shared.ts";
import type { FileFacts, TableKind } from "../types.ts";
import { keyOf } from "./key.ts";

export const kind: TableKind = {
  ...MAP_TABLE,
  name: "domaintable",
  noun: "domaintable",
  languageId: "sendmail-domaintable",
  titles: ["Sendmail Domaintable"],
  about: "`domaintable` in a folder `mail` or `sendmail`, elsewhere by its content.",
  names: { own: [], shared: ["domaintable"], old: [], extensions: [], includes: [] },
  commands: QUESTIONS,
  compiled: { by: "makemap", suffix: ".db", missing: "all mail waits in the queue" },
  hasName: (name) => name === "domaintable",
  recognises: isDomaintable,
  namedIn: (config) => textOfMapNamed("domaintable", "domaintable", config),
  namesIn: (entry) => [...domainName(keyIn(entry)), ...domainName(valueIn(entry))],
};

/** Most lines are as sendmail reads them. An empty file is known by its folder. */
function isDomaintable(file: FileFacts): boolean {
  const known = byFolder(file);
  if (known !== undefined) return known;
  const table = tableOfFirstLines(file.text, "map");
  let good = 0;
  for (const { key, value } of table.entries())
    if (keyOf(key).kind !== "never" && readDomainValue(value).kind !== "odd") good++;
  const bad = table.entryCount - good + table.errors().filter(({ code }) => code !== "duplicate").length;
  if (MAIL_FOLDER.test(file.folder)) return good > 0 || bad < 3;
  return good > 0 && good >= bad;
}
