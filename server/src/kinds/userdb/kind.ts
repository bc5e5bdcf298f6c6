// The user database: where mail for a user goes, and what the user is called outside.

import type { MailConfig } from "../../mc/types.ts";
import { readUserdbKey } from "../../tables/values/rewriting.ts";
import { type Configuration, isCf, optionsOf } from "../configuration.ts";
import { addressNames, userName, valueIn } from "../mail-names.ts";
import { tableOfFirstLines } from "../recognition.ts";
import { MAP_TABLE } from "../shared.ts";
import type { FileFacts, NamedFile, TableKind } from "../types.ts";
import { FIELDS } from "./key.ts";

export const kind: TableKind = {
  ...MAP_TABLE,
  name: "userdb",
  noun: "user database",
  languageId: "sendmail-userdb",
  titles: ["Sendmail User Database"],
  about: "`userdb` by its content.",
  names: { own: [], shared: ["userdb"], old: [], extensions: [], includes: [] },
  commands: ["explainRule"],
  compiled: { by: "makemap", suffix: ".db", missing: "nobody is looked up in it" },
  hasName: (name) => name === "userdb",
  recognises: isUserdb,
  namedIn,
  namesIn: (entry) => {
    const user = readUserdbKey(entry.key)?.user;
    const { source, start } = entry.keySpan;
    const key = user && { text: user.text, span: { source, start: start + user.start, end: start + user.end } };
    return [...(key === undefined ? [] : userName(key)), ...addressNames(valueIn(entry), "user")];
  },
};

/** Some key has a field that sendmail asks for. */
function isUserdb({ text }: FileFacts): boolean {
  for (const { key } of tableOfFirstLines(text, "map").entries())
    if (FIELDS.has(readUserdbKey(key)?.field ?? "")) return true;
  return false;
}

/** confUSERDB_SPEC names databases, which `makemap btree` makes, and may name servers. */
function namedIn(config: Configuration): readonly NamedFile[] {
  const spec = isCf(config) ? optionsOf(config, "UserDatabaseSpec").at(-1) : specOf(config);
  if (spec === undefined) return [];
  const { text, span } = spec;
  const paths = text.split(/[,\s]+/).filter((path) => path.startsWith("/"));
  return paths.map((path) => ({
    kind: "userdb",
    className: undefined,
    path: path.replace(/\.db$/, ""),
    format: undefined,
    mapType: "btree",
    optional: true,
    span,
  }));
}

function specOf(config: MailConfig) {
  const option = config.option("confUSERDB_SPEC");
  const span = option?.exact ?? option?.setting?.nameSpan;
  return option === undefined || span === undefined ? undefined : { text: option.value, span };
}
