// The mailertable: where mail for some domains goes, instead of to their MX.

import { readMailertableValue } from "../../tables/values/mailertable.ts";
import { domainName, keyIn, partIn, userName } from "../mail-names.ts";
import { textOfMapNamed } from "../makemap.ts";
import { byFolder, isMapText } from "../recognition.ts";
import { MAP_TABLE, SITE_COMMANDS } from "../shared.ts";
import type { TableKind } from "../types.ts";

export const kind: TableKind = {
  ...MAP_TABLE,
  name: "mailertable",
  noun: "mailertable",
  languageId: "sendmail-mailertable",
  titles: ["Sendmail Mailertable"],
  about: "`mailertable` in a folder `mail` or `sendmail`, elsewhere where its text is a table.",
  names: { own: [], shared: ["mailertable"], old: [], extensions: [], includes: [] },
  commands: SITE_COMMANDS,
  compiled: { by: "makemap", suffix: ".db", missing: "all mail to other hosts waits in the queue" },
  hasName: (name) => name === "mailertable",
  recognises: (file) => byFolder(file) ?? isMapText(file.text),
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
