// The aliases of a host, as its databases have them: the files that the configuration names, one after the other.
import { parseAddress, type Rewriter } from "../cf/rewrite/index.ts";
import { fromBytes, toBytes } from "../interpreter/bytes.ts";
import type { Interpreter } from "../interpreter/index.ts";
import { type AliasSource, aliasSources } from "../kinds/aliases/kind.ts";
import { aliasKey, type Columns, foldText, parseTable, type Table, type TableEntry } from "../tables/index.ts";
import { type Source, type Span, TextDocument } from "../text.ts";

export type AliasAnswer =
  | { readonly state: "found"; readonly value: string; readonly span: Span }
  | { readonly state: "none" }
  /** A file could not be read: nobody knows whether the name is an alias. */
  | { readonly state: "unknown"; readonly reason: string }
  /** The database cannot be opened: mail waits. */
  | { readonly state: "failing"; readonly reason: string };

/** Types of alias maps that newaliases makes from a text. */
const FROM_TEXT: ReadonlySet<string> = new Set(["hash", "btree", "dbm", "cdb", "implicit"]);

/** The type of those whose text sendmail searches itself. */
const TEXT = "text";

/** Tables and what their names are stored as, for each text; it is made again where the text is another. */
export interface AliasTable {
  readonly text: string;
  readonly table: Table;
  /** Names that newaliases stores in another form than the table has them. */
  readonly others: ReadonlyMap<string, TableEntry> | undefined;
}

export class Aliases {
  readonly #interpreter: Interpreter;
  readonly #engine: Rewriter;
  readonly #sources: readonly AliasSource[];
  readonly #other: string | undefined;
  readonly #tables = new Map<string, AliasTable>();

  constructor(interpreter: Interpreter, engine: Rewriter) {
    this.#interpreter = interpreter;
    this.#engine = engine;
    const { cf } = engine;
    this.#sources = cf.settings
      .filter(({ name, accepted }) => name === "AliasFile" && accepted)
      .flatMap(({ value }) => aliasSources(value));
    this.#other = engine.maps.hosts.services("aliases").find((service) => service !== "files");
  }

  /** What a name is an alias for; names and values in bytes. `asked` gets the paths of the files that have no such name. */
  lookup(name: string, asked: Set<string>): AliasAnswer {
    const key = foldText(fromBytes(name));
    for (const source of this.#sources) {
      const answer = this.#in(source, key);
      if (answer.state !== "none") return answer;
    }
    for (const { path } of this.#sources) asked.add(path);
    if (this.#other === undefined) return { state: "none" };
    return { state: "unknown", reason: `Aliases are looked for in ${this.#other} too, and what it says is not known.` };
  }

  #in({ type, path, optional, columns }: AliasSource, key: string): AliasAnswer {
    if (!FROM_TEXT.has(type) && type !== TEXT)
      return { state: "unknown", reason: `Aliases of type ${type} ask something outside of the configuration.` };
    const read = this.#interpreter.files.read(path);
    if (read.state === "unknown") return { state: "unknown", reason: `${path} could not be read.` };
    if (read.state !== "there")
      return optional ? { state: "none" } : { state: "failing", reason: `${path} is not there.` };
    const { table, others } = this.#table(path, read.source, columns);
    const entry = others?.get(key) ?? table.lookup(key);
    if (entry === undefined || !entry.hasValue) return { state: "none" };
    return { state: "found", value: toBytes(entry.value), span: entry.lineSpan };
  }

  #table(path: string, { text, name }: Source, columns: Columns | undefined): AliasTable {
    const known = this.#tables.get(path);
    if (known?.text === text) return known;
    const document = TextDocument.create(name, "", 0, text);
    const made =
      columns === undefined
        ? this.#made(parseTable(document, "aliases", { isOldAliases: this.#interpreter.version === "8.15.2" }), text)
        : { text, table: parseTable(document, "text", { columns }), others: undefined };
    this.#tables.set(path, made);
    return made;
  }

  #made(table: Table, text: string): AliasTable {
    return { text, table, others: this.#othersOf(table) };
  }

  /** Names with the server's own domain, quotes or spaces, by the user that they are stored as; the last one of a name counts. */
  #othersOf(table: Table): ReadonlyMap<string, TableEntry> | undefined {
    const others = new Map<string, TableEntry>();
    for (const entry of table.entries()) {
      const key = aliasKey(entry.key);
      if (key.kind === "local" && key.stored === entry.lookup) {
        // After a name of another form, the plain one takes its place.
        if (others.has(key.stored)) others.set(key.stored, entry);
        continue;
      }
      if (key.kind === "refused") continue;
      const options = { header: false, sender: false, macros: new Map() };
      const { value } = parseAddress(this.#engine, entry.key, options);
      const flags = this.#engine.cf.mailers.find(({ name }) => name === value?.mailer)?.flags ?? "";
      if (value !== undefined && !value.bad && flags.includes("A")) others.set(foldText(value.user), entry);
    }
    return others.size > 0 ? others : undefined;
  }
}
