// From a word of a .mc to where it gets its meaning: its define, the library's file, the included text, the lines of the .cf.
import type { McMember } from "../site/types.ts";
import { type Span, touches } from "../text.ts";
import { madeFrom } from "./cf/origin.ts";
import type { Occurrences, Place } from "./editor.ts";
import { ownNameAt, wordAt } from "./words.ts";

/** Words that the library has a file for, by the kind of their records: the folder's name is the kind's. */
const FOLDERS = ["feature", "mailer", "ostype", "domain", "hack"] as const;

/** What is under the cursor. A place that names nothing leads to the lines of the .cf that come from it. */
export function mcOccurrences(place: Place<McMember>): Occurrences | undefined {
  return ownName(place) ?? includedFile(place) ?? libraryFile(place) ?? cfLines(place);
}

function ownName({ site, file, offset }: Place<McMember>): Occurrences | undefined {
  const own = ownNameAt(site, file.uri, offset);
  if (own === undefined) return undefined;
  const { settings, expansion } = file.mc.config;
  const isOurs = ({ source }: Span) => site.document(source) !== undefined;
  const definitions = settings.flatMap(({ name, nameSpan, implied }) =>
    name === own.name && !implied && isOurs(nameSpan) ? [nameSpan] : [],
  );
  const uses = () =>
    expansion.calls.flatMap(({ name, nameSpan }) => (name === own.name && isOurs(nameSpan) ? [nameSpan] : []));
  return { span: own.span, definitions, uses };
}

function includedFile({ site, file, offset }: Place<McMember>): Occurrences | undefined {
  for (const { path, call } of file.mc.config.lookups) {
    const [argument] = call.args;
    if (argument === undefined || call.span.source !== file.uri || !touches(argument.span, offset)) continue;
    if (call.name !== "include" && call.name !== "sinclude") continue;
    const found = [...site.documents.keys()].find((uri) => uri.endsWith(path.startsWith("/") ? path : `/${path}`));
    if (found !== undefined) return leadsTo(argument.exact ?? argument.span, { source: found, start: 0, end: 0 });
  }
  return undefined;
}

function libraryFile({ site, file, offset, options: { library } }: Place<McMember>): Occurrences | undefined {
  const word = wordAt(site, file.uri, offset);
  const folder = FOLDERS.find((name) => name === word?.record.kind);
  if (word === undefined || library === undefined || folder === undefined) return undefined;
  const { name } = word.record;
  if (!library.names[folder].includes(name)) return undefined;
  return leadsTo(word.span, { source: `${library.uri}/${folder}/${name}.m4`, start: 0, end: 0 });
}

function cfLines({ site, file, offset, options }: Place<McMember>): Occurrences | undefined {
  const lines = file.uri === file.mc.uri ? madeFrom(site, offset, options.built) : [];
  const span = { source: file.uri, start: offset, end: offset };
  return lines.length === 0 ? undefined : { span, definitions: lines, uses: () => [] };
}

function leadsTo(span: Span, definition: Span): Occurrences {
  return { span, definitions: [definition], uses: () => [] };
}
