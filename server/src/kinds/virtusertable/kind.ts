// The virtusertable: who gets the mail for addresses of this server's domains.

import { readVirtusertableValue } from "../../tables/values/virtusertable.ts";
import { addressNames, keyIn, partIn, userName } from "../mail-names.ts";
import { textOfMapNamed } from "../makemap.ts";
import { byFolder, isMapText, MAIL_FOLDER, tableOfFirstLines } from "../recognition.ts";
import { MAP_TABLE, SITE_COMMANDS } from "../shared.ts";
import type { FileFacts, TableKind } from "../types.ts";
import { keyOf } from "./key.ts";

/** Usual names; `virtuser` is what the distribution's own cf/README calls the map. */
const NAMES = ["virtusertable", "virtusers", "virtuser"];

export const kind: TableKind = {
  ...MAP_TABLE,
  name: "virtusertable",
  noun: "virtusertable",
  languageId: "sendmail-virtusertable",
  titles: ["Sendmail Virtusertable"],
  about: "`virtusertable` in a folder `mail` or `sendmail`, elsewhere where its text is a table.",
  names: { own: [], shared: NAMES, old: [], extensions: [], includes: [] },
  commands: SITE_COMMANDS,
  compiled: {
    by: "makemap",
    suffix: ".db",
    missing: "mail for its domains waits in the queue, mail for users who do not exist as well",
  },
  hasName: (name) => NAMES.includes(name),
  recognises: isVirtusertable,
  namedIn: (config) => textOfMapNamed("virtusertable", "virtuser", config),
  namesIn: (entry) => {
    const key = addressNames(keyIn(entry), "nothing");
    const value = readVirtusertableValue(entry.value);
    if (value.kind !== "address") return key;
    const { user, host } = value;
    const end = (host ?? user).end;
    const whole = partIn(entry, { text: entry.value.slice(user.start, end), start: user.start, end });
    return [...key, ...(host === undefined ? userName(whole) : addressNames(whole, "nothing"))];
  },
};

/** Most keys have an @, and most values are addresses or errors. An empty file is known by its folder. */
function isVirtusertable(file: FileFacts): boolean {
  const known = byFolder(file);
  if (known !== undefined) return known;
  if (file.name === "virtusertable") return isMapText(file.text);
  const table = tableOfFirstLines(file.text, "map");
  let good = 0;
  for (const { key, value } of table.entries())
    if (keyOf(key).kind !== "never" && readVirtusertableValue(value).kind !== "words") good++;
  const bad = table.entryCount - good + table.errors().filter(({ code }) => code !== "duplicate").length;
  if (MAIL_FOLDER.test(file.folder)) return good > 0 || bad < 3;
  return good > 0 && good >= bad;
}
