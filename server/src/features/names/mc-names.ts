// From a word of a .mc to where it gets its meaning, and to all places of the site that name the same.
import type { MailSite, McMember } from "../../site/types.ts";
import { type Span, touches } from "../../text.ts";
import { madeFrom } from "../cf/origin.ts";
import type { Occurrences, Place } from "../editor.ts";
import { NAMING } from "../slots.ts";
import { type OwnName, ownNameAt, type Word, wordAt } from "../words.ts";
import { type ConfigName, configNameAt, mailersOf, placesOfConfigName } from "./config-names.ts";
import { nameInMc, placesOfName } from "./mail-names.ts";
import { renameConfigName } from "./rename-config.ts";
import { isLibrarys, renameMacro, wordsIn } from "./rename-macro.ts";
import { renameOf } from "./rename-name.ts";
import { aliasesOf } from "./table-names.ts";

/** Words that the library has a file for, by the kind of their records: the folder's name is the kind's. */
const FOLDERS = ["feature", "mailer", "ostype", "domain", "hack"] as const;

/** What is under the cursor. A place that names nothing leads to the lines of the .cf that come from it. */
export function mcOccurrences(place: Place<McMember>): Occurrences | undefined {
  return (
    namedFile(place) ?? mailName(place) ?? configName(place) ?? ownName(place) ?? libraryWord(place) ?? cfLines(place)
  );
}

/** A macro of one's own, or a setting. */
function ownName(place: Place<McMember>): Occurrences | undefined {
  const { site, file, offset } = place;
  const { config } = file.mc;
  const own = ownNameAt(site, file.uri, offset) ?? wordInText(place);
  if (own === undefined) return undefined;
  const isOurs = ({ source }: Span) => site.has(source);
  const definitions = config.settings.flatMap(({ name, nameSpan, implied }) =>
    name === own.name && !implied && isOurs(nameSpan) ? [nameSpan] : [],
  );
  const isDefinition = (span: Span) =>
    definitions.some((one) => one.source === span.source && one.start === span.start);
  const called = () =>
    config.expansion.calls.flatMap(({ name, nameSpan }) => (name === own.name && isOurs(nameSpan) ? [nameSpan] : []));
  const uses = () =>
    isLibrarys(own.name) ? called() : wordsIn(site, config, own.name).filter((span) => !isDefinition(span));
  // On a define the way leads on to what it sets.
  const made = isDefinition(own.span) ? madeLines(place) : [];
  return {
    span: own.span,
    definitions: [...definitions, ...made],
    uses,
    rename: renameMacro(site, own.name, own.span, () => [...definitions, ...called()]),
    ...(isLibrarys(own.name)
      ? {}
      : { kept: `m4 cannot call ${own.name}: names have letters, digits and underscores.` }),
  };
}

/** A macro of one's own in text that m4 has not run so far, such as the value of a setting. */
function wordInText({ site, file, offset }: Place<McMember>): OwnName | undefined {
  const { document, mc } = file;
  const start = document.offsetAt({ line: document.positionAt(offset).line, character: 0 });
  const before = /\w*$/.exec(document.slice(start, offset))?.[0] ?? "";
  const after = /^\w*/.exec(document.slice(offset, offset + 100))?.[0] ?? "";
  const name = before + after;
  const isOwn = mc.config.settings.some((setting) => setting.name === name && !setting.implied);
  if (!isOwn || isLibrarys(name)) return undefined;
  const from = offset - before.length;
  return wordsIn(site, mc.config, name).flatMap((span) =>
    span.source === file.uri && span.start === from ? [{ name, span }] : [],
  )[0];
}

/** The path of a file that is part of the site: of a table, or of a text that is included. */
function namedFile({ site, file, offset }: Place<McMember>): Occurrences | undefined {
  const isHere = (span: Span) => span.source === file.uri && touches(span, offset);
  for (const { naming, uri } of site.tables)
    if (naming !== undefined && isHere(naming.span) && isPath(site, naming.span, naming.path))
      return leadsToFile(naming.span, uri);
  for (const { path, call } of file.mc.config.lookups) {
    const [argument] = call.args;
    if (argument === undefined || !isHere(argument.span)) continue;
    if (call.name !== "include" && call.name !== "sinclude") continue;
    const found = [...site.documents.keys()].find((uri) => uri.endsWith(path.startsWith("/") ? path : `/${path}`));
    if (found !== undefined) return leadsToFile(argument.exact ?? argument.span, found);
  }
  return undefined;
}

/** True where a span has the path itself, and not the word that stands for it. */
function isPath(site: MailSite, { source, start, end }: Span, path: string): boolean {
  const written = site.document(source)?.slice(start, end);
  return written !== undefined && (written.includes("/") || written === path);
}

/** A domain or user in a value; the lines of the .cf that come from it are its meaning. */
function mailName(place: Place<McMember>): Occurrences | undefined {
  const { site, file, offset } = place;
  const name = nameInMc(site, file.uri, offset);
  if (name === undefined) return undefined;
  const aliases = name.thing === "user" ? aliasesOf(site, name) : [];
  return {
    span: name.span,
    definitions: [...aliases, ...madeLines(place)],
    uses: (only) => placesOfName(site, name, { only }),
    rename: renameOf(site, name),
  };
}

/** A class, map, ruleset or macro in a line of the .cf that is in the .mc. */
function configName(place: Place<McMember>): Occurrences | undefined {
  const { site, file, offset } = place;
  const name = configNameAt(site, file.uri, offset);
  if (name === undefined) return undefined;
  const found = placesOf(site, [name], []);
  // A macro of sendmail's own is defined nowhere: its place leads on to the line of the .cf that has it.
  const definitions = found.definitions.length > 0 ? found.definitions : madeLines(place);
  return { span: name.span, ...found, definitions, rename: renameConfigName(site, name, name.span) };
}

function placesOf(site: MailSite, names: readonly ConfigName[], more: readonly Span[]) {
  return {
    definitions: [...more, ...names.flatMap((name) => placesOfConfigName(site, name, "definition"))],
    uses: (only?: string) => names.flatMap((name) => placesOfConfigName(site, name, "use", only)),
  };
}

/** A word of sendmail's: its file in the library, the table that it has read, the lines that it makes; where else it is used. */
function libraryWord(place: Place<McMember>): Occurrences | undefined {
  const { site, file, offset } = place;
  const word = wordAt(site, file.uri, offset);
  if (word?.call === undefined || word.argument !== undefined || word.part !== undefined) return undefined;
  const { config } = file.mc;
  const { call, record } = word;
  // A class file may be named elsewhere: confCW_FILE names that of use_cw_file.
  const filled = config.classes.flatMap(({ call: maker, by, className, how }) =>
    (maker === call || by === `${call.name}(${record.name})`) && how.kind === "file" ? [className] : [],
  );
  const tables = site.tables.flatMap(({ naming, uri, className }) =>
    naming !== undefined && (isWithinCall(naming.span, word) || (className !== undefined && filled.includes(className)))
      ? [{ source: uri, start: 0, end: 0 }]
      : [],
  );
  // On FEATURE itself the other calls are meant, on the name of a feature the same name and what it brings.
  const isCall = record.name === call.name;
  const brings = !isCall || NAMING[call.name] === undefined;
  const names: readonly ConfigName[] = !brings
    ? []
    : [
        ...config.maps.flatMap(({ name, use }) =>
          use?.call === call ? [{ thing: "map" as const, key: name.toLowerCase() }] : [],
        ),
        ...config.classes.flatMap((one) =>
          one.call === call ? [{ thing: "class" as const, key: one.className }] : [],
        ),
        ...(call.name === "MAILER" ? mailersOf(record.name).map((key) => ({ thing: "mailer" as const, key })) : []),
      ];
  const same = () =>
    config.uses.flatMap(({ call: other, name, nameSpan, implied }) =>
      !implied && other !== call && other.name === call.name && (name === record.name || isCall)
        ? [isCall ? other.nameSpan : nameSpan]
        : [],
    );
  const found = placesOf(site, names, []);
  const definitions = [...libraryFile(place, word), ...tables, ...madeLines(place)];
  if (definitions.length + names.length === 0 && same().length === 0) return undefined;
  return {
    span: word.span,
    definitions,
    uses: (only) => [word.span, ...same(), ...found.definitions, ...found.uses(only)].filter(isOnce()),
  };
}

function isOnce(): (span: Span) => boolean {
  const seen = new Set<string>();
  return ({ source, start }) => {
    const key = `${source} ${start}`;
    return !seen.has(key) && seen.add(key) !== undefined;
  };
}

/** A file that is read by default is named by no call: its place is empty. */
function isWithinCall({ source, start, end }: Span, { call }: Word): boolean {
  return (
    start < end &&
    call !== undefined &&
    call.span.source === source &&
    call.span.start <= start &&
    start <= call.span.end
  );
}

function libraryFile({ options: { library } }: Place<McMember>, { record }: Word): readonly Span[] {
  const folder = FOLDERS.find((name) => name === record.kind);
  if (library === undefined || folder === undefined || !library.names[folder].includes(record.name)) return [];
  return [{ source: `${library.uri}/${folder}/${record.name}.m4`, start: 0, end: 0 }];
}

function cfLines(place: Place<McMember>): Occurrences | undefined {
  const lines = madeLines(place);
  const span = { source: place.file.uri, start: place.offset, end: place.offset };
  return lines.length === 0 ? undefined : leadsTo(span, lines);
}

function madeLines({ site, file, offset, options }: Place<McMember>): readonly Span[] {
  return file.uri === file.mc.uri ? madeFrom(site, offset, options.built) : [];
}

function leadsToFile(span: Span, uri: string): Occurrences {
  const kept = "This is a path: rename the file itself, then change the path.";
  return { ...leadsTo(span, [{ source: uri, start: 0, end: 0 }]), kept };
}

function leadsTo(span: Span, definitions: readonly Span[]): Occurrences {
  return { span, definitions, uses: () => [] };
}
