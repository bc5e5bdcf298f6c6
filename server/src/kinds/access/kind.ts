// The access map: whose mail is let in, refused or relayed.

import { isCf } from "../configuration.ts";
import { addressNames, domainName, keyIn } from "../mail-names.ts";
import { textOfMap, textOfMapNamed } from "../makemap.ts";
import { byFolder, MAIL_FOLDER, tableOfFirstLines } from "../recognition.ts";
import { MAP_TABLE, SITE_COMMANDS } from "../shared.ts";
import type { FileFacts, TableKind } from "../types.ts";

/** A line that only an access map has. */
const TAGGED_LINE =
  /^(?:Connect|From|To|Spam|GreetPause|ClientRate|ClientConn|AuthInfo|Srv_Features|Try_TLS|TLS_(?:Srv|Clt|Rcpt)):\S+[ \t]+\S/im;

export const kind: TableKind = {
  ...MAP_TABLE,
  name: "access",
  noun: "access map",
  languageId: "sendmail-access",
  titles: ["Sendmail Access Map"],
  about: "`access` in a folder `mail` or `sendmail`, elsewhere by its content.",
  names: { own: [], shared: ["access"], old: [], extensions: [], includes: [] },
  commands: SITE_COMMANDS,
  reading: "access",
  compiled: { by: "makemap", suffix: ".db", missing: "sendmail refuses all mail for the time being" },
  hasName: (name) => name === "access",
  recognises: isAccess,
  isUnmistakable: (text) => TAGGED_LINE.test(text),
  namedIn(config) {
    if (isCf(config)) return textOfMapNamed("access", "access", config);
    const { accessMap } = config;
    return textOfMap("access", accessMap && { map: accessMap.map, span: accessMap.use.nameSpan });
  },
  namesIn: (entry) => (entry.key.includes("@") ? addressNames(keyIn(entry), "nothing") : domainName(keyIn(entry))),
};

/** In a folder of mail whatever is in it; elsewhere most lines end in something that sendmail acts on. */
function isAccess(file: FileFacts): boolean {
  const { folder, text } = file;
  const known = byFolder(file);
  if (known !== undefined) return known;
  const table = tableOfFirstLines(text, "access");
  let good = 0;
  for (const entry of table.entries()) if (entry.action.kind !== "text") good++;
  const bad = table.entryCount - good + table.errors().filter(({ code }) => code !== "duplicate").length;
  if (MAIL_FOLDER.test(folder)) return good > 0 || bad < 3;
  return good > 0 && good >= bad;
}
