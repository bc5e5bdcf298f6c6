// Class files, which an F line reads word by word: relay-domains, local-host-names, trusted-users, virtuser-domains and others.

import type { CfClassFile } from "../../cf/types.ts";
import type { ClassMembers } from "../../mc/types.ts";
import { masked } from "../../text.ts";
import { isCf } from "../configuration.ts";
import { TYPING_DEFAULTS } from "../language-defaults.ts";
import { domainName, keyIn, userName } from "../mail-names.ts";
import { byFolder, firstLines } from "../recognition.ts";
import { SITE_COMMANDS } from "../shared.ts";
import type { NamedFile, TableKind } from "../types.ts";

/** The class that a file fills by convention (cf/README; the older names from before 8.9). */
const CLASSES: Readonly<Record<string, string>> = {
  "relay-domains": "R",
  "sendmail.cR": "R",
  "local-host-names": "w",
  "sendmail.cw": "w",
  "trusted-users": "t",
  "sendmail.ct": "t",
  "virtuser-domains": "VirtHost",
  "generics-domains": "G",
  "masquerade-domains": "M",
  "exposed-users": "E",
};

/** Classes whose members are users: trusted ones, exposed ones, local ones. All others have domains. */
export const USER_CLASSES: ReadonlySet<string> = new Set(["t", "E", "L"]);

export const kind: TableKind = {
  form: "table",
  name: "class",
  noun: "class file",
  languageId: "sendmail-class",
  titles: ["Sendmail Class File"],
  about:
    "`relay-domains`, `local-host-names`; `trusted-users`, `virtuser-domains`, `generics-domains`, `masquerade-domains`, `exposed-users` in a folder `mail` or `sendmail`, elsewhere by its content.",
  names: {
    own: ["relay-domains", "local-host-names"],
    shared: ["trusted-users", "virtuser-domains", "generics-domains", "masquerade-domains", "exposed-users"],
    old: ["sendmail.cR", "sendmail.cw", "sendmail.ct"],
    extensions: [],
    includes: [],
  },
  globs: [],
  editorDefaults: TYPING_DEFAULTS,
  commands: SITE_COMMANDS,
  comment: "#",
  reading: "class",
  compiled: undefined,
  hasName: (name) => Object.hasOwn(CLASSES, name),
  recognises: (file) => byFolder(file) ?? isWordList(masked(firstLines(file.text), "#")),
  namedIn: (config) =>
    isCf(config)
      ? [...config.classes.values()].flatMap(({ name, files }) => files.flatMap((file) => cfClassFile(name, file)))
      : config.classes.flatMap(classFile),
  namesIn: (entry, _document, className) =>
    className !== undefined && USER_CLASSES.has(className) ? userName(keyIn(entry)) : domainName(keyIn(entry)),
  classOf: (name) => (Object.hasOwn(CLASSES, name) ? CLASSES[name] : undefined),
};

function classFile({ className, how, span }: ClassMembers): readonly NamedFile[] {
  if (how.kind !== "file") return [];
  const { path, optional, format } = how;
  return [
    { kind: "class", className, path: path.text, format, mapType: undefined, optional, span: path.exact ?? span },
  ];
}

/** Nothing for a path with macros, whose values may be unknown. */
function cfClassFile(className: string, { path, format, optional, place }: CfClassFile): readonly NamedFile[] {
  if (!/^\/[\x20-\x7e]*$/.test(path)) return [];
  // As an F line has it: an open # would begin a comment.
  const written = format.replaceAll("#", "\\#");
  return [{ kind: "class", className, path, format: written, mapType: undefined, optional, span: place.value }];
}

/** Names, one on a line, and no other language's brackets. */
function isWordList(text: string): boolean {
  return !/^\s*[<{[]?[<{]/.test(text.replace(/^(?:#.*)?\n/gm, ""));
}
