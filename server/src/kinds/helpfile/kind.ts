// The help file: what the SMTP command HELP shows.

import { textOfOption } from "../option-file.ts";
import { byFolder, tableOfFirstLines } from "../recognition.ts";
import { QUESTIONS } from "../shared.ts";
import type { FileFacts, TableKind } from "../types.ts";

const NAMES = ["helpfile", "sendmail.hf"];

export const kind: TableKind = {
  form: "table",
  name: "helpfile",
  noun: "help file",
  languageId: "sendmail-helpfile",
  titles: ["Sendmail Help File"],
  about: "`helpfile` in a folder `mail` or `sendmail`, `sendmail.hf`; what `HELP_FILE` names.",
  names: { own: ["sendmail.hf"], shared: ["helpfile"], old: [], extensions: [], includes: [] },
  globs: [],
  editorDefaults: { "editor.insertSpaces": false, "editor.detectIndentation": false, "editor.tabSize": 8 },
  commands: QUESTIONS,
  comment: "#",
  reading: "map",
  compiled: undefined,
  hasName: (name) => NAMES.includes(name),
  recognises: isHelp,
  namedIn: (config) => textOfOption("helpfile", "HELP_FILE", "HelpFile", config),
  classOf: () => undefined,
};

/** The stock file begins with its version; all have topics that SMTP knows. */
function isHelp(file: FileFacts): boolean {
  const known = byFolder(file);
  if (known !== undefined) return known;
  if (/^#vers\s+\d/i.test(file.text)) return true;
  const topics = new Set(Array.from(tableOfFirstLines(file.text, "map").entries(), ({ key }) => key));
  return ["smtp", "helo", "mail", "rcpt"].filter((topic) => topics.has(topic)).length > 1;
}
