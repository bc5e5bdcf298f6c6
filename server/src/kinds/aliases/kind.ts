// The aliases: who gets the mail that comes for a local name.

import type { CfConfig } from "../../cf/types.ts";
import type { MailConfig } from "../../mc/types.ts";
import type { Columns } from "../../tables/index.ts";
import { readRecipients } from "../../tables/values/recipients.ts";
import { type Configuration, isCf, optionsOf } from "../configuration.ts";
import { listsIn, namesOfRecipient, targetsIn } from "../included.ts";
import { addressNames, keyIn } from "../mail-names.ts";
import { columnsIn } from "../makemap.ts";
import { byFolder, tableOfFirstLines } from "../recognition.ts";
import { MAP_TABLE, QUESTIONS } from "../shared.ts";
import type { FileFacts, NamedFile, TableKind } from "../types.ts";
import { recipientsOf } from "./targets.ts";

export const kind: TableKind = {
  ...MAP_TABLE,
  name: "aliases",
  noun: "aliases file",
  languageId: "sendmail-aliases",
  titles: ["Sendmail Aliases"],
  about: "`aliases` in a folder `etc`, `mail` or `sendmail`, elsewhere by its content; what `ALIAS_FILE` names.",
  names: { own: [], shared: ["aliases"], old: [], extensions: [], includes: [] },
  globs: ["**/etc/aliases"],
  commands: QUESTIONS,
  reading: "aliases",
  compiled: { by: "newaliases", suffix: ".db", missing: "mail for local users waits in the queue" },
  hasName: (name) => name === "aliases",
  recognises: isAliases,
  includedBy: listsIn,
  includes: "list",
  handedTo: targetsIn,
  namedIn,
  namesIn: (entry, document) => [
    ...addressNames(keyIn(entry), "user"),
    ...recipientsOf(entry, document).flatMap(({ kind: what, span }) => namesOfRecipient(what, span, document)),
  ],
};

/** Folders for the mail system's own files. */
const FOLDER = /^(?:mail|sendmail.*|etc)$/i;

/** Texts of other programs that go by this name: FidoNet's, of shells, of programming languages. */
const FOREIGN = /^[ \t]*(?:alias[ \t]+[\w.-]+=|[\w./]+[ \t]+\d+:\d+\/\d+|\$ANSIBLE_VAULT|#!\/|<|\{|\[)/m;

/** In a folder of mail whatever is in it; elsewhere most lines are a name, a colon and recipients. */
function isAliases(file: FileFacts): boolean {
  const { folder, text } = file;
  const known = byFolder(file);
  if (known !== undefined) return known;
  if (FOREIGN.test(text)) return false;
  const table = tableOfFirstLines(text, "aliases");
  const bad = table.errors().filter(({ code }) => code !== "duplicate").length;
  let good = 0;
  for (const { key, value } of table.entries()) if (isEntry(key, value)) good++;
  if (FOLDER.test(folder)) return good >= bad || bad < 3;
  return good > 0 && good > bad * 2 && good * 2 >= table.entryCount;
}

function isEntry(key: string, value: string): boolean {
  const targets = readRecipients(value);
  return /^[\w.+@*=-]+$/.test(key) && targets.length > 0 && targets.every(({ kind }) => kind !== "odd");
}

/** Classes of alias files that newaliases makes of a text. */
const FILE_CLASSES: ReadonlySet<string> = new Set(["implicit", "hash", "btree", "dbm", "cdb", "text"]);

/** One file of the option: its class, flags and path. */
export interface AliasSource {
  /** `implicit` where none is written. */
  readonly type: string;
  /** The path without its flags; for other classes than files what they are asked with. */
  readonly path: string;
  readonly optional: boolean;
  /** Class `text`: its columns. */
  readonly columns: Columns | undefined;
  readonly isFile: boolean;
  /** Where the path is in the option's value. */
  readonly at: number;
}

/** Takes the value of ALIAS_FILE apart: `hash:-o /etc/mail/aliases, /etc/mail/lists`. Flags come after the colon. */
export function aliasSources(value: string): readonly AliasSource[] {
  const sources: AliasSource[] = [];
  for (const { 0: item, index } of value.matchAll(/[^,]+/g)) {
    const [head = "", type = "implicit"] = /^[\s]*(?:([^\s,/:]+):)?/.exec(item) ?? [];
    const [flags = ""] = /^(?:\s*-\w\S*(?=\s))*\s*/.exec(item.slice(head.length)) ?? [];
    const start = head.length + flags.length;
    const [path = ""] = /^\S*/.exec(item.slice(start)) ?? [];
    const isFile = FILE_CLASSES.has(type.toLowerCase()) && !path.includes("@");
    if (path === "" && (isFile || head.trim() === "")) continue;
    const optional = /(?:^|\s)-\w*o/.test(flags);
    const letters = [...flags.matchAll(/-(\w)(\S*)/g)].map(([, letter = "", value]) => ({ letter, value }));
    const columns = type.toLowerCase() === "text" ? columnsIn(letters) : undefined;
    sources.push({ type, path, optional, columns, isFile, at: index + start });
  }
  return sources;
}

type PlacedSource = AliasSource & Pick<NamedFile, "span">;

/** The files that the `O AliasFile` lines of a .cf name. */
export function aliasSourcesIn(config: CfConfig): readonly PlacedSource[] {
  return optionsOf(config, "AliasFile").flatMap(({ text, span }) =>
    aliasSources(text).map((source) => ({
      ...source,
      optional: source.optional || (source.path === DEFAULT_FILE && source.type === "implicit"),
      span,
    })),
  );
}

/** What the library writes where nobody asks for another file: that it is not there may be meant. */
const DEFAULT_FILE = "/etc/mail/aliases";

/** All files of aliases that a configuration names: ALIAS_FILE, or `O AliasFile` lines of its own. */
export function aliasSourcesOf(config: MailConfig): readonly PlacedSource[] {
  const option = config.option("ALIAS_FILE");
  const start = { source: config.source, start: 0, end: 0 };
  const isDefault = config.setting("ALIAS_FILE") === undefined;
  const named = aliasSources(option?.value ?? "").map((source) => ({
    ...source,
    // Nobody asked for the default: that it is not there may be meant.
    optional: source.optional || isDefault,
    span:
      option?.exact === undefined
        ? (option?.setting?.call.site ?? start)
        : {
            ...option.exact,
            start: option.exact.start + source.at,
            end: option.exact.start + source.at + source.path.length,
          },
  }));
  const lines = config.cfLines.flatMap(({ kind, text, span }) => {
    const [, value] = (kind === "O" ? /^O\s*AliasFile\s*=\s*(.*)$|^OA(.*)$/i.exec(text) : null) ?? [];
    return value === undefined ? [] : aliasSources(value).map((source) => ({ ...source, span }));
  });
  return [...named, ...lines];
}

function namedIn(config: Configuration): readonly NamedFile[] {
  return (isCf(config) ? aliasSourcesIn(config) : aliasSourcesOf(config)).flatMap(
    ({ type, path, optional, columns, isFile, span }) =>
      isFile
        ? [
            {
              kind: "aliases" as const,
              className: undefined,
              path,
              format: undefined,
              mapType: type.toLowerCase(),
              columns,
              optional,
              span,
            },
          ]
        : [],
  );
}
