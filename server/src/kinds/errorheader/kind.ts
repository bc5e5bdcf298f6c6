// The error header: a text at the head of each mail that says that another one could not be delivered.
import { textOfOption } from "../option-file.ts";
import { byFolder } from "../recognition.ts";
import type { TableKind } from "../types.ts";

export const kind: TableKind = {
  form: "table",
  name: "errorheader",
  noun: "error header",
  languageId: "sendmail-errorheader",
  titles: ["Sendmail Error Header"],
  about: "`error-header` in a folder `mail` or `sendmail`; what `confERROR_MESSAGE` names.",
  names: { own: [], shared: ["error-header"], old: [], extensions: [], includes: [] },
  globs: [],
  commands: ["explainRule"],
  comment: "#",
  reading: "map",
  compiled: undefined,
  hasName: (name) => name === "error-header",
  recognises: (file) => byFolder(file) ?? false,
  namedIn: (config) => textOfOption("errorheader", "confERROR_MESSAGE", "ErrorHeader", config),
  classOf: () => undefined,
};
