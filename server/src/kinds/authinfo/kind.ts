// The logins that sendmail uses at other servers: a table of their own, which only root should be able to read.

import { domainName } from "../mail-names.ts";
import { textOfMapNamed } from "../makemap.ts";
import { MAIL_FOLDER, tableOfFirstLines } from "../recognition.ts";
import { MAP_TABLE, SITE_COMMANDS } from "../shared.ts";
import type { FileFacts, TableKind } from "../types.ts";
import { isLoginKey } from "./key.ts";

const NAMES: ReadonlySet<string> = new Set(["authinfo", "client-info"]);

export const kind: TableKind = {
  ...MAP_TABLE,
  name: "authinfo",
  noun: "table of logins",
  languageId: "sendmail-authinfo",
  titles: ["Sendmail Logins (authinfo)"],
  about: "`authinfo`, `client-info` in a folder `mail` or `sendmail`, elsewhere by its content.",
  names: { own: [], shared: ["authinfo", "client-info"], old: [], extensions: [], includes: [] },
  commands: SITE_COMMANDS,
  compiled: {
    by: "makemap",
    suffix: ".db",
    missing: "sendmail comes to other servers without a login, and they refuse its mail",
  },
  hasName: (name) => NAMES.has(name),
  recognises: isAuthinfo,
  namedIn: (config) => textOfMapNamed("authinfo", "authinfo", config),
  namesIn: ({ key, keySpan }) => {
    const [tag] = /^(?:AuthInfo:)?/i.exec(key) ?? [""];
    return domainName({ text: key.slice(tag.length), span: { ...keySpan, start: keySpan.start + tag.length } });
  },
};

/** Some line begins with AuthInfo:. A file in a folder of mail may have every mistake. */
function isAuthinfo({ name, folder, text }: FileFacts): boolean {
  const table = tableOfFirstLines(text, "map");
  for (const { key } of table.entries()) if (isLoginKey(key)) return true;
  return MAIL_FOLDER.test(folder) && (name === "authinfo" ? !/^\s*[<{[]/.test(text) : table.entryCount === 0);
}
