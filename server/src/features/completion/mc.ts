// What may stand at a place of a .mc.
import type { CompletionItem, Range } from "vscode-languageserver-types";
import { type Argument, type CatalogRecord, catalog, type Kind, settingRecord } from "../../catalog/index.ts";
import type { TextDocument } from "../../text.ts";
import { type CallContext, callContext } from "../call-context.ts";
import type { FeatureOptions } from "../options.ts";
import { NAMING } from "../words.ts";
import { plain, plainItem, recordItem } from "./items.ts";

/** Macros that take a name and a value. */
const DEFINING: ReadonlySet<string> = new Set(["define", "pushdef"]);
/** Macros that take a name that can be defined. */
const NAME_ONLY: ReadonlySet<string> = new Set(["undefine", "ifdef", "popdef", "defn"]);
/** Arguments of the form `Key=value, Key=value`: the kinds of their keys. */
const EQUATES: Readonly<Record<string, { readonly argument: number; readonly keys: Kind }>> = {
  DAEMON_OPTIONS: { argument: 0, keys: "daemon-key" },
  CLIENT_OPTIONS: { argument: 0, keys: "client-key" },
  INPUT_MAIL_FILTER: { argument: 1, keys: "milter-key" },
  MAIL_FILTER: { argument: 1, keys: "milter-key" },
  QUEUE_GROUP: { argument: 1, keys: "queue-key" },
};

/** Everything that a list is made from. */
interface Place {
  readonly context: CallContext;
  readonly document: TextDocument;
  readonly offset: number;
  readonly options: FeatureOptions;
}

/** The items at an offset; [] where nothing may stand or nothing is known, and in text that m4 throws away. */
export function completeMc(document: TextDocument, offset: number, options: FeatureOptions): readonly CompletionItem[] {
  const context = callContext(document.getText().slice(0, offset));
  if (context === undefined) return [];
  const place = { context, document, offset, options };
  const { name, index } = context;
  if (name === undefined) return statements(place);
  const kind = NAMING[name];
  if (kind !== undefined && index === 0) return names(place, kind);
  if ((DEFINING.has(name) || NAME_ONLY.has(name)) && index === 0) return settingNames(place, DEFINING.has(name));
  if (DEFINING.has(name) && index === 1) return valuesOf(place, settingRecord(context.before[0]?.trim() ?? ""));
  const equates = EQUATES[name];
  if (equates !== undefined && equates.argument === index) return equateItems(place, equates.keys);
  return argumentItems(place, kind === undefined ? index : index - 1, recordOf(name, context.before[0]));
}

/** The record whose arguments a call takes: that of the feature, not that of FEATURE. */
export function recordOf(macro: string, first: string | undefined): CatalogRecord | undefined {
  const kind = NAMING[macro];
  if (kind !== undefined) return first === undefined ? catalog.get("macro", macro) : catalog.get(kind, first.trim());
  return catalog.get("macro", macro) ?? catalog.get("builtin", macro);
}

/** Macros, builtins and whole forms, where a statement may start. */
function statements(place: Place): readonly CompletionItem[] {
  const range = rangeFrom(place, place.context.text.length);
  const calls = [...catalog.all("macro"), ...catalog.all("builtin")].flatMap((record) => {
    const takesArguments = record.arguments !== undefined && record.arguments.length > 0;
    const first = takesArguments ? "(`$1')" : "";
    const text = record.name === "dnl" ? "dnl $0" : `${record.name}${first}${takesArguments ? "dnl" : ""}`;
    return recordItem(record, { range, text }, place.options) ?? [];
  });
  const forms = catalog
    .all("snippet")
    .filter(({ file }) => file !== "access")
    .flatMap((record) => recordItem(record, { range, text: record.body }, place.options) ?? []);
  return [...calls, ...forms];
}

/** Names of features, mailers and the like, with their required arguments. */
function names(place: Place, kind: Kind): readonly CompletionItem[] {
  const range = rangeFrom(place, place.context.text.length);
  return catalog.all(kind).flatMap((record) => {
    const needed =
      "arguments" in record && record.arguments !== undefined
        ? record.arguments.filter(({ optional }) => optional !== true)
        : [];
    const further = needed.map(({ name }, index) => `', \`\${${index + 1}:${plain(name)}}`).join("");
    return recordItem(record, { range, text: closed(place, `${plain(record.name)}${further}`) }, place.options) ?? [];
  });
}

/** Names that can be defined; with a place for the value where one is to follow. */
function settingNames(place: Place, wantsValue: boolean): readonly CompletionItem[] {
  const range = rangeFrom(place, place.context.text.length);
  return [...catalog.all("option"), ...catalog.all("define")].flatMap((record) => {
    const value = wantsValue ? `', \`\${1:${plain(record.default ?? "")}}` : "";
    return recordItem(record, { range, text: closed(place, `${plain(record.name)}${value}`) }, place.options) ?? [];
  });
}

/** What may be the value of a setting: words of its list, its choices, True and False. */
function valuesOf(place: Place, record: CatalogRecord | undefined): readonly CompletionItem[] {
  if (record === undefined || !("type" in record)) return [];
  return valueItems(place, record, record.type === "flags" ? "" : wordBefore(place.context.text));
}

/** What may stand in an argument of a macro or feature. */
function argumentItems(place: Place, index: number, record: CatalogRecord | undefined): readonly CompletionItem[] {
  if (record === undefined || !("arguments" in record) || record.arguments === undefined || index < 0) return [];
  const argument = argumentAt(record.arguments, index);
  return argument === undefined ? [] : valueItems(place, argument, wordBefore(place.context.text));
}

/** The description of an argument; the last one stands for all further ones if it may be repeated. */
export function argumentAt(args: readonly Argument[], index: number): Argument | undefined {
  const last = args.at(-1);
  return args[index] ?? (last?.repeat === true ? last : undefined);
}

type Valued = Pick<Argument, "type" | "values" | "list">;

function valueItems(place: Place, { type, values, list }: Valued, word: string): readonly CompletionItem[] {
  const range = rangeFrom(place, word.length);
  const single = type !== "words" && type !== "flags" && type !== "list";
  const text = (value: string) => (single ? closed(place, plain(value)) : plain(value));
  const listed =
    list === undefined
      ? []
      : catalog
          .all(list)
          .flatMap((record) => recordItem(record, { range, text: text(record.name) }, place.options) ?? []);
  const chosen = Object.entries(values ?? {}).map(([value, meaning]) =>
    plainItem(value, meaning, { range, text: text(value) }),
  );
  const truth =
    type === "boolean"
      ? ["True", "False"].map((value) => plainItem(value, undefined, { range, text: text(value) }))
      : [];
  return [...listed, ...chosen, ...truth];
}

/** `Key=value` pairs: keys at the start of a pair, values or letters behind the equals sign. */
function equateItems(place: Place, keys: Kind): readonly CompletionItem[] {
  const pair = place.context.text.split(/[,;]/).at(-1)?.trimStart() ?? "";
  const [key, value] = pair.split("=", 2);
  if (value === undefined) {
    const range = rangeFrom(place, pair.length);
    return catalog
      .all(keys)
      .flatMap((record) => recordItem(record, { range, text: `${plain(record.name)}=` }, place.options) ?? []);
  }
  const name = key?.trim() ?? "";
  const record = catalog
    .all(keys)
    .find((known) => known.name === name || (name.length > 0 && known.name.startsWith(name)));
  if (record === undefined || !("type" in record)) return [];
  return valueItems(
    { ...place, context: { ...place.context, text: value } },
    { ...record, type: "words" },
    record.type === "flags" ? "" : wordBefore(value),
  );
}

function wordBefore(text: string): string {
  return /[^\s,;=]*$/.exec(text)?.[0] ?? "";
}

function rangeFrom({ document, offset }: Place, length: number): Range {
  return { start: document.positionAt(offset - length), end: document.positionAt(offset) };
}

/** Opens and closes quotes and parenthesis as far as the text around the cursor does not. */
function closed({ context, document, offset }: Place, text: string): string {
  const rest =
    document
      .getText()
      .slice(offset)
      .split(/[\r\n]/, 1)[0] ?? "";
  const open = context.quoted ? "" : "`";
  if (rest.startsWith("'")) return open + text;
  if (/^\s*[,)]/.test(rest)) return `${open}${text}'`;
  return `${open}${text}')${rest.trim() === "" ? "dnl" : ""}`;
}
