// What may be at a place of a .mc.
import type { CompletionItem } from "vscode-languageserver-types";
import { type CatalogRecord, catalog, type Kind, settingRecord } from "../../catalog/index.ts";
import type { MailConfig } from "../../mc/types.ts";
import { pathOf } from "../../site/paths.ts";
import type { MailSite } from "../../site/types.ts";
import type { LibraryFolder } from "../../site/version.ts";
import type { TextDocument } from "../../text.ts";
import { callContext } from "../call-context.ts";
import { nameItems, namesOfMc } from "../cf/known-names.ts";
import { isWholeFile } from "../new-files.ts";
import type { FeatureOptions } from "../options.ts";
import { argumentsOf, slotOf } from "../slots.ts";
import { nameAtEnd } from "../tail.ts";
import { hole, type Insertion, plain, plainItem, recordItem } from "./items.ts";
import { INCLUDING } from "./mc-path.ts";
import { closed, type Place, rangeBefore, restOfLine } from "./place.ts";
import { neededHoles, valueItems } from "./values.ts";

/** Arguments that hold m4 code to be run: statements may be there. From this index on. */
const CODE_FROM: Readonly<Record<string, number>> = { ifdef: 1, ifelse: 2, m4wrap: 0 };
/** Builtins whose result is text in place, not a statement of its own. */
const INLINE: ReadonlySet<string> = new Set(
  "defn shift len index substr translit regexp patsubst eval incr decr format sysval divnum lower strcasecmp CONCAT DOL".split(
    " ",
  ),
);

/** The items at an offset; [] where nothing is allowed or nothing is known, and in text that m4 throws away. */
export function completeMc(
  document: TextDocument,
  offset: number,
  options: FeatureOptions,
  config?: MailConfig,
  site?: MailSite,
): readonly CompletionItem[] {
  const context = callContext(document.getText().slice(0, offset));
  if (context === undefined) return [];
  const place: Place = { context, document, offset, options, config, site };
  const { name, index, before, text } = context;
  if (name === undefined)
    return cfItems(place) ?? (startsStatement(place, context.text) ? statements(place, context.text) : []);
  const code = CODE_FROM[name];
  if (code !== undefined && index >= code) {
    const word = nameAtEnd(text);
    const head = text.slice(0, text.length - word.length);
    const before = head.trimEnd();
    const isStart = before === "" || /(?:\)|dnl)$/.test(before) || head.includes("\n", before.length);
    return isStart ? statements(place, word) : [];
  }
  if (index === 0 && INCLUDING.has(name)) return libraryItems(place);
  const slot = slotOf(name, index, before[0]);
  if (slot === undefined) return [];
  if (slot.kind === "record-name") return recordNames(place, slot.of);
  if (slot.kind === "setting-name") return settingNames(place, slot.wantsValue);
  return cfNames(place, text) ?? valueItems(place, slot.record, slot.valued);
}

/** The library's first file, where the library is installed. */
function libraryItems(place: Place): readonly CompletionItem[] {
  const folder = place.options.library?.uri;
  if (folder === undefined || !folder.startsWith("file:///")) return [];
  const path = pathOf(`${folder}/m4/cf.m4`);
  const range = rangeBefore(place, place.context.text.length);
  return [plainItem(path, "sendmail's m4 library", { range, text: closed(place, plain(path)) })];
}

/** A statement starts a line, or follows the call before it; not in the middle of a line of rules. */
function startsStatement({ document, offset }: Place, word: string): boolean {
  const start = offset - word.length;
  const line = /[^\r\n]*$/.exec(document.getText().slice(Math.max(0, start - 500), start))?.[0] ?? "";
  return line.trim() === "" || (word !== "" && line.trimEnd().endsWith(")"));
}

/** Macros, builtins and whole forms, where a statement may start. */
function statements(place: Place, word: string): readonly CompletionItem[] {
  const range = rangeBefore(place, word.length);
  const rest = restOfLine(place);
  const isBegun = (place.config?.ostypes.length ?? 0) > 0;
  const calls = [...catalog.all("macro"), ...catalog.all("builtin")].flatMap((record) => {
    const text = rest.startsWith("(") ? record.name : `${record.name}${argumentText(record, rest)}`;
    const order = isBegun ? undefined : orderOf(record.name);
    const where = order === undefined ? {} : { order };
    return recordItem(record, { range, text, late: record.kind === "builtin", ...where }, place.options) ?? [];
  });
  if (rest.trim() !== "") return calls;
  const forms = catalog
    .all("snippet")
    .filter(({ file }) => file !== "access")
    .flatMap(
      (record) =>
        recordItem(
          record,
          {
            range,
            text: record.body.trimEnd(),
            label: formName(record),
            ...(!isBegun && isWholeFile(record.name) ? { order: 0 } : {}),
          },
          place.options,
        ) ?? [],
    );
  return [...forms, ...calls];
}

/** `mc-closed-relay` is offered as `closed-relay`. */
export function formName({ name }: CatalogRecord): string {
  return name.replace(/^(?:mc|access)-/, "");
}

/** The words that a configuration begins with, in the order in which cf/README has them. */
const SECTIONS = ["VERSIONID", "OSTYPE", "DOMAIN", "define", "FEATURE", "MASQUERADE_AS", "MAILER", "LOCAL_CONFIG"];

/** Where a word comes in a file that is hardly begun: after the whole files, OSTYPE first of all. */
function orderOf(name: string): number | undefined {
  if (name === "OSTYPE") return 1;
  const at = SECTIONS.indexOf(name);
  return at === -1 ? undefined : at + 2;
}

/** What follows a macro's name: its parenthesis with places for the arguments that it needs, and dnl. */
function argumentText(record: CatalogRecord, rest: string): string {
  if (record.name === "dnl") return " $0";
  if (argumentsOf(record).length === 0) return record.kind === "macro" && rest.trim() === "" ? "\n$0" : "";
  const needed = neededHoles(record, 1);
  const holes = needed.length === 0 ? [hole(1, "")] : needed;
  // A name that the next list completes is left empty.
  const shown = record.name in CODE_FROM || holes.length > 1 ? holes : [hole(1, "")];
  const ends = INLINE.has(record.name) || rest.trim() !== "" ? "" : "dnl";
  return `(${shown.map((text) => `\`${text}'`).join(", ")})${ends}`;
}

/** Uses of the macros whose first argument names a record. */
const USES: Readonly<Partial<Record<Kind, (config: MailConfig) => MailConfig["uses"]>>> = {
  feature: (config) => config.features,
  mailer: (config) => config.mailers,
  ostype: (config) => config.ostypes,
  domain: (config) => config.domains,
  hack: (config) => config.hacks,
};

/** Names of features, mailers and the like, with the arguments that they need. */
function recordNames(place: Place, kind: Kind): readonly CompletionItem[] {
  const { context, document, offset, options, config } = place;
  const range = rangeBefore(place, context.text.length);
  const lines = new Map<string, number>();
  for (const { name, nameSpan, implied } of (config && USES[kind]?.(config)) ?? []) {
    const isTyped = nameSpan.source === document.uri && nameSpan.start <= offset && offset <= nameSpan.end;
    if (!implied && !isTyped && nameSpan.source === document.uri)
      lines.set(name, document.positionAt(nameSpan.start).line + 1);
  }
  const isFollowed = hasMoreArguments(place);
  const items = catalog.all(kind).flatMap((record) => {
    const further = isFollowed
      ? ""
      : neededHoles(record, 1)
          .map((text) => `', \`${text}`)
          .join("");
    const line = lines.get(record.name);
    const here: Partial<Insertion> = line === undefined ? {} : { late: true, note: `in line ${line}` };
    return (
      recordItem(record, { range, text: closed(place, `${plain(record.name)}${further}`), ...here }, options) ?? []
    );
  });
  const installed = options.library?.names[kind as LibraryFolder] ?? [];
  const others = installed
    .filter((name) => catalog.get(kind, name) === undefined)
    .map((name) =>
      plainItem(name, `in the installed library (${options.library?.uri ?? ""})`, {
        range,
        text: closed(place, plain(name)),
        late: true,
      }),
    );
  return [...items, ...others];
}

/** True where the call goes on after the argument under the cursor. */
function hasMoreArguments(place: Place): boolean {
  return /^[\w.-]*'?\s*,/.test(restOfLine(place));
}

/** Names that can be defined; with a place for the value where one is to follow. */
function settingNames(place: Place, wantsValue: boolean): readonly CompletionItem[] {
  const { context, document, offset, options, config } = place;
  const range = rangeBefore(place, context.text.length);
  const own = new Map<string, number>();
  for (const { name, nameSpan, implied } of config?.settings ?? []) {
    const isTyped = nameSpan.source === document.uri && nameSpan.start <= offset && offset <= nameSpan.end;
    if (!implied && !isTyped && nameSpan.source === document.uri)
      own.set(name, document.positionAt(nameSpan.start).line + 1);
  }
  const wantsHole = wantsValue && !hasMoreArguments(place);
  const known = [...catalog.all("option"), ...catalog.all("define")].flatMap((record) => {
    const value = wantsHole ? `', \`${hole(1, /[`'\n]/.test(record.default ?? "") ? "" : (record.default ?? ""))}` : "";
    const line = own.get(record.name);
    const here: Partial<Insertion> = line === undefined ? {} : { note: `set in line ${line}`, late: wantsValue };
    return recordItem(record, { range, text: closed(place, `${plain(record.name)}${value}`), ...here }, options) ?? [];
  });
  if (wantsValue) return known;
  const others = [...own].filter(([name]) => settingRecord(name) === undefined);
  return [
    ...known,
    ...others.map(([name, line]) =>
      plainItem(name, `defined in line ${line}`, { range, text: closed(place, plain(name)) }),
    ),
  ];
}

/** Names of what the .cf has, after `$` and similar signs; undefined where none is meant. `before`: what is written up to the cursor. */
function cfNames({ document, offset, config, site }: Place, before: string): readonly CompletionItem[] | undefined {
  return config && nameItems(document, offset, before, namesOfMc(config, site?.cf?.config));
}

/** Options, map types and names in lines that go into the .cf as they are; undefined in other lines. */
function cfItems(place: Place): readonly CompletionItem[] | undefined {
  const { document, offset, options } = place;
  const line = /[^\r\n]*$/.exec(document.getText().slice(Math.max(0, offset - 500), offset))?.[0] ?? "";
  const option = /^O\s+([\w.]*)$/.exec(line);
  if (option !== null) {
    const range = rangeBefore(place, option[1]?.length ?? 0);
    return catalog.all("option").flatMap((record) => {
      if (record.cf.kind !== "option") return [];
      const { name } = record.cf;
      return recordItem(record, { range, text: `${plain(name)}=`, label: name }, options) ?? [];
    });
  }
  const map = /^K\S+\s+(\w*)$/.exec(line);
  if (map === null) return line.startsWith("#") ? undefined : cfNames(place, line);
  const range = rangeBefore(place, map[1]?.length ?? 0);
  return catalog
    .all("map-type")
    .flatMap((record) => recordItem(record, { range, text: plain(record.name) }, options) ?? []);
}
