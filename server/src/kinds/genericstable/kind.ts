// The genericstable: what senders of this server are called outside.

import { readGenericsValue } from "../../tables/values/rewriting.ts";
import { addressNames, keyIn, valueIn } from "../mail-names.ts";
import { textOfMapNamed } from "../makemap.ts";
import { byFolder, MAIL_FOLDER, tableOfFirstLines } from "../recognition.ts";
import { MAP_TABLE, QUESTIONS } from "../shared.ts";
import type { FileFacts, TableKind } from "../types.ts";
import { keyOf } from "./key.ts";

export const kind: TableKind = {
  ...MAP_TABLE,
  name: "genericstable",
  noun: "genericstable",
  languageId: "sendmail-genericstable",
  titles: ["Sendmail Genericstable"],
  about: "`genericstable` in a folder `mail` or `sendmail`, elsewhere by its content.",
  names: { own: [], shared: ["genericstable"], old: [], extensions: [], includes: [] },
  commands: QUESTIONS,
  compiled: { by: "makemap", suffix: ".db", missing: "all mail waits in the queue, since no sender can be rewritten" },
  hasName: (name) => name === "genericstable",
  recognises: isGenericstable,
  namedIn: (config) => textOfMapNamed("genericstable", "generics", config),
  namesIn: (entry) => [...addressNames(keyIn(entry), "user"), ...addressNames(valueIn(entry), "nothing")],
};

/** Most lines are as sendmail reads them. An empty file is known by its folder. */
function isGenericstable(file: FileFacts): boolean {
  const known = byFolder(file);
  if (known !== undefined) return known;
  const table = tableOfFirstLines(file.text, "map");
  let good = 0;
  for (const { key, value } of table.entries())
    if (keyOf(key).kind !== "never" && readGenericsValue(value).kind !== "odd") good++;
  const bad = table.entryCount - good + table.errors().filter(({ code }) => code !== "duplicate").length;
  if (MAIL_FOLDER.test(file.folder)) return good > 0 || bad < 3;
  return good > 0 && good >= bad;
}
