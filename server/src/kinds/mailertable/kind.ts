// The mailertable: where mail for some domains goes, instead of to their MX.

import { readMailertableValue } from "../../tables/values/mailertable.ts";
import { domainName, keyIn, partIn, userName } from "../mail-names.ts";
import { textOfMapNamed } from "../makemap.ts";
import { byFolder, MAIL_FOLDER, tableOfFirstLines } from "../recognition.ts";
import { MAP_TABLE, SITE_COMMANDS } from "../shared.ts";
import type { FileFacts, TableKind } from "../types.ts";

export const kind: TableKind = {
  ...MAP_TABLE,
  name: "mailertable",
  noun: "mailertable",
  languageId: "sendmail-mailertable",
  titles: ["Sendmail Mailertable"],
  about: "`mailertable` in a folder `mail` or `sendmail`, elsewhere by its content.",
  names: { own: [], shared: ["mailertable"], old: [], extensions: [], includes: [] },
  commands: SITE_COMMANDS,
  compiled: { by: "makemap", suffix: ".db", missing: "all mail to other hosts waits in the queue" },
  hasName: (name) => name === "mailertable",
  recognises: isMailertable,
  namedIn: (config) => textOfMapNamed("mailertable", "mailertable", config),
  namesIn: (entry) => {
    const value = readMailertableValue(entry.value);
    if (value.kind === "local") return [...domainName(keyIn(entry)), ...userName(partIn(entry, value.user))];
    const hosts = value.kind === "mailer" ? value.hosts : [];
    return [...domainName(keyIn(entry)), ...hosts.flatMap((host) => domainName(partIn(entry, host)))];
  },
  mailerIn: (entry) => {
    const value = readMailertableValue(entry.value);
    return value.kind === "mailer" || value.kind === "local" ? partIn(entry, value.mailer) : undefined;
  },
};

/** In a folder of mail whatever is in it; elsewhere most lines name a mailer. */
function isMailertable(file: FileFacts): boolean {
  const { folder, text } = file;
  const known = byFolder(file);
  if (known !== undefined) return known;
  const table = tableOfFirstLines(text, "map");
  let good = 0;
  for (const { value } of table.entries()) if (readMailertableValue(value).kind !== "ignored") good++;
  const bad = table.entryCount - good + table.errors().filter(({ code }) => code !== "duplicate").length;
  if (MAIL_FOLDER.test(folder)) return good > 0 || bad < 3;
  return good > 0 && good >= bad;
}
