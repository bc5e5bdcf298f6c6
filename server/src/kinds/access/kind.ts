// The access map: whose mail is let in, refused or relayed.
import { textOfMap } from "../makemap.ts";
import { MAIL_FOLDER, tableOfFirstLines } from "../recognition.ts";
import type { FileFacts, TableKind } from "../types.ts";

export const kind: TableKind = {
  form: "table",
  name: "access",
  noun: "access map",
  languageId: "sendmail-access",
  titles: ["Sendmail Access Map"],
  about: "`access` in a folder `mail` or `sendmail`, elsewhere by its content.",
  names: { own: [], shared: ["access"], old: [], extensions: [], includes: [] },
  globs: [],
  editorDefaults: { "editor.insertSpaces": false, "editor.detectIndentation": false, "editor.tabSize": 8 },
  commands: ["removeDangerousSettings", "explainRule", "relayReport", "tryTransaction"],
  comment: "#",
  reading: "access",
  compiled: { by: "makemap", suffix: ".db", missing: "sendmail refuses all mail for the time being" },
  hasName: (name) => name === "access",
  recognises: isAccess,
  namedIn({ accessMap }) {
    return textOfMap("access", accessMap && { map: accessMap.map, span: accessMap.use.nameSpan });
  },
  classOf: () => undefined,
};

/** Most lines end in something that sendmail acts on. An empty file is known by its folder. */
function isAccess({ folder, text }: FileFacts): boolean {
  const table = tableOfFirstLines(text, "access");
  let good = 0;
  for (const entry of table.entries()) if (entry.action.kind !== "text") good++;
  const bad = table.entryCount - good + table.errors().filter(({ code }) => code !== "duplicate").length;
  if (MAIL_FOLDER.test(folder)) return good > 0 || bad < 3;
  return good > 0 && good >= bad;
}
