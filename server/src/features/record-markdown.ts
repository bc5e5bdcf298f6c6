// One record of the catalogue as a hover shows it.
import {
  type Argument,
  alternatives,
  availability,
  type CatalogRecord,
  catalog,
  compareVersions,
  controlsOfWord,
  type Kind,
  type Relation,
  sectionText,
  type ValueType,
} from "../catalog/index.ts";
import { code } from "./markdown.ts";
import { type FeatureOptions, versionOf } from "./options.ts";
import { argumentAt, argumentsOf } from "./slots.ts";

/** How words of a kind are written in a configuration, for titles. Kinds not named here are written as they are. */
const WRITTEN: Partial<Record<Kind, (name: string) => string>> = {
  feature: (name) => `FEATURE(\`${name}')`,
  mailer: (name) => `MAILER(\`${name}')`,
  ostype: (name) => `OSTYPE(\`${name}')`,
  domain: (name) => `DOMAIN(\`${name}')`,
  hack: (name) => `HACK(\`${name}')`,
};

const KIND_TITLE: Readonly<Record<Kind, string>> = {
  feature: "feature",
  option: "option",
  define: "setting",
  macro: "macro",
  builtin: "m4 builtin",
  mailer: "mailer",
  ostype: "operating system",
  domain: "domain file",
  hack: "hack",
  "daemon-key": "daemon option",
  "client-key": "client option",
  "queue-key": "queue group equate",
  "milter-key": "mail filter equate",
  "daemon-modifier": "daemon modifier",
  "client-modifier": "client modifier",
  "milter-flag": "mail filter flag",
  "privacy-flag": "privacy flag",
  "auth-option": "AUTH option",
  "auth-mechanism": "AUTH mechanism",
  "srv-feature": "server feature",
  "clt-feature": "client feature",
  "blame-flag": "file safety exception",
  "tls-option": "STARTTLS option",
  "ssl-option": "OpenSSL option",
  "cf-option": "option of the .cf",
  "map-flag": "map flag",
  "mailer-flag": "mailer flag",
  "map-type": "map type",
  "access-tag": "access map tag",
  "access-action": "access map action",
  file: "file",
  snippet: "snippet",
};

/** How a record's word is written where it is used. */
export function writtenForm(record: CatalogRecord): string {
  return WRITTEN[record.kind]?.(record.name) ?? record.name;
}

export interface RecordView {
  /** Index of the argument under the cursor: it comes first, and what is not about it is left out. */
  readonly argument?: number;
  /** The word of the value under the cursor and what it does: it comes first, and of the others only the names are shown. */
  readonly word?: { readonly text: string; readonly meaning: string };
  /** What is to be said about this very use ("Set here to ..."), above everything else. */
  readonly notes?: readonly string[];
  /** With an example and what is related: for someone who chooses, not for someone who reads. */
  readonly full?: boolean;
}

/** Arguments and values that are explained one by one; of more only the names are shown. */
const MOST_EXPLAINED = 6;

/** The page of a record: title and meaning, this use, then the rest in the order in which it is wanted at night. */
export function recordMarkdown(record: CatalogRecord, options: FeatureOptions, view: RecordView = {}): string {
  const args = argumentsOf(record);
  const argument = view.argument === undefined ? undefined : argumentAt(args, view.argument);
  const isDangerous = record.danger !== undefined && record.danger !== "none";
  const parts = [
    `**${code(writtenForm(record))}** · ${KIND_TITLE[record.kind]}`,
    record.summary,
    lackLine(record, options),
    ...changeLines(record, options),
    buildLine(record),
    view.word === undefined ? undefined : `**${code(view.word.text)}:** ${view.word.meaning.trim()}`,
    ...(view.notes ?? []),
    isDangerous ? labelled("Security", record.security) : undefined,
    ...(argument === undefined ? recordParts(record, args, view) : argumentParts(argument, args, view)),
    isDangerous ? undefined : labelled("Security", record.security),
    ...(argument === undefined && view.word === undefined ? relationParts(record) : []),
    view.full === true ? exampleBlock(record) : undefined,
    view.full === true ? seeLine(record) : undefined,
    auditLine(record),
    footer(record, options.guidanceBaseUrl),
  ];
  return parts.filter((part) => part !== undefined && part !== "").join("\n\n");
}

type Parts = readonly (string | undefined)[];

function recordParts(record: CatalogRecord, args: readonly Argument[], view: RecordView): Parts {
  const values = "values" in record ? (record.values ?? {}) : {};
  if (view.word !== undefined) return [valueLine(record), otherWords(values, view.word.text)];
  return [
    record.text.trim(),
    argumentList(args),
    valueLine(record),
    valueList(values),
    labelled("Use it", record.use),
    labelled("Avoid it", record.avoid),
    settingsLine(record),
  ];
}

/** The argument under the cursor with its values, and the names of all. */
function argumentParts(argument: Argument, args: readonly Argument[], view: RecordView): Parts {
  const names = args.map((other) => (other === argument ? `**${other.name}**` : other.name));
  return [
    argumentText(argument, `**${argument.name}**`),
    view.word === undefined ? valueList(argument.values ?? {}) : otherWords(argument.values ?? {}, view.word.text),
    args.length > 1 ? `Arguments: ${names.join(", ")}` : undefined,
  ];
}

function relationParts(record: CatalogRecord): Parts {
  return [
    relationLine("Needs", record.needs),
    relationLine("Does not go with", record.excludes),
    relationLine("Comes before", record.before),
    relationLine("Comes after", record.after),
  ];
}

function labelled(label: string, text: string | undefined): string | undefined {
  return text === undefined ? undefined : `**${label}:** ${text.trim()}`;
}

function argumentText(argument: Argument, name: string): string {
  const optional = argument.optional === true ? " (optional)" : "";
  const byDefault = argument.default === undefined ? "" : ` Default: ${code(argument.default)}.`;
  return `${name}${optional}: ${argument.meaning.trim()}${byDefault}`;
}

function argumentList(args: readonly Argument[]): string | undefined {
  if (args.length === 0) return undefined;
  const shown = args.slice(0, args.length > MOST_EXPLAINED ? MOST_EXPLAINED - 1 : args.length);
  const folded = args.slice(shown.length).map(({ name }) => code(name));
  const lines = shown.map((argument) => {
    const words = Object.keys(argument.values ?? {}).map(code);
    return `- ${argumentText(argument, code(argument.name))}${words.length === 0 ? "" : ` Words: ${words.join(", ")}.`}`;
  });
  if (folded.length > 0) lines.push(`- and ${folded.join(", ")}`);
  return lines.join("\n");
}

function valueLine(record: CatalogRecord): string | undefined {
  if (!("type" in record)) return undefined;
  const byDefault =
    record.default === undefined || record.default === "" ? undefined : `default ${code(shortened(record.default))}`;
  const cf = record.kind === "option" || record.kind === "define" ? record.cf : undefined;
  const target = cf?.kind === "option" ? `option ${code(cf.name)} in the .cf` : undefined;
  const about = [TYPE_TEXT[record.type] ?? record.type, byDefault, target].filter((part) => part !== undefined);
  return `**Value:** ${about.join("; ")}.`;
}

/** How a value is written, where the name of its type does not say it. */
const TYPE_TEXT: Readonly<Partial<Record<ValueType, string>>> = {
  boolean: "True or False",
  time: "a time such as 30s, 5m, 1h or 2d",
  size: "a size as a number",
  mode: "a file mode as an octal number",
  flags: "letters",
  words: "a list of words",
  choice: "one of these words",
  map: "a map: type, flags, file",
  template: "text with macros such as $j",
  list: "a list, separated by commas",
  path: "a path",
  number: "a number",
  host: "a host",
  user: "a user",
  address: "an address",
  command: "a command line",
  domain: "a domain",
  name: "a name",
  text: "text",
  mailer: "a mailer",
};

/** Values with their meanings; of many only the names. */
function valueList(values: Readonly<Record<string, string>>): string | undefined {
  const entries = Object.entries(values);
  if (entries.length > MOST_EXPLAINED) return otherWords(values, undefined);
  return entries.length === 0 ? undefined : entries.map(([word, meaning]) => `- ${code(word)}: ${meaning}`).join("\n");
}

/** The names of the words that may be in place of the present one. */
function otherWords(values: Readonly<Record<string, string>>, present: string | undefined): string | undefined {
  const names = Object.keys(values).filter((word) => word !== present);
  if (names.length === 0) return undefined;
  const kind = names.every((name) => /^\d+$/.test(name)) ? "values" : "words";
  const label = present === undefined ? kind.charAt(0).toUpperCase() + kind.slice(1) : `Other ${kind}`;
  return `${label}: ${names.map(code).join(", ")}`;
}

/** What a file of the library sets. */
function settingsLine(record: CatalogRecord): string | undefined {
  const sets = Object.entries("sets" in record ? (record.sets ?? {}) : {});
  if (sets.length === 0) return undefined;
  const shown = sets.slice(0, MOST_EXPLAINED).map(([name, value]) => `- ${code(name)} to ${code(shortened(value))}`);
  const folded = sets.slice(MOST_EXPLAINED).map(([name]) => code(name));
  return ["**Sets:**", ...shown, ...(folded.length === 0 ? [] : [`- and ${folded.join(", ")}`])].join("\n");
}

/** A value short enough for a line. */
export function shortened(value: string, most = 60): string {
  const line = value.replace(/\s+/g, " ").trim();
  return line.length <= most ? line : `${line.slice(0, most - 1)}…`;
}

function relationLine(label: string, relations: readonly Relation[] | undefined): string | undefined {
  if (relations === undefined || relations.length === 0) return undefined;
  const distinct = relations.filter(({ what }, index) => relations.findIndex((other) => other.what === what) === index);
  const words = distinct.map(({ what, why }) => {
    const names = alternatives({ what }).map(referenceText);
    return `${names.join(" or ")}${
      why === undefined
        ? ""
        : ` (${why
            .trim()
            .replace(/\.$/, "")
            .replace(/^[A-Z](?=[a-z]* )/, (letter) => letter.toLowerCase())})`
    }`;
  });
  return `**${label}:** ${words.join(", ")}.`;
}

/** A reference such as `feature:access_db` as it is written in a configuration. */
export function referenceText(reference: string): string {
  const record = catalog.resolve(reference);
  if (record !== undefined) return code(writtenForm(record));
  const [kind = "", name = ""] = reference.split(/:(.*)/s);
  return name === "*" ? `any ${kind}` : code(name);
}

/** That the site's version does not know the word: above all else. */
function lackLine(record: CatalogRecord, options: FeatureOptions): string | undefined {
  const version = versionOf(options);
  const state = availability(record, version, options.platform);
  const whose = options.targetVersion === undefined ? `sendmail ${version}` : `your sendmail ${version}`;
  switch (state.state) {
    case "not-yet":
      return `**Not in ${whose}:** it came with ${state.version}.`;
    case "removed":
      return `**Not in ${whose}:** it was removed in ${state.version}.`;
    case "renamed":
      return `**Old name:** since ${state.version} it has been called ${code(state.to)}.`;
    case "deprecated":
      return `**Deprecated** since ${state.version}: it should not be used any more.`;
    case "present":
      return undefined;
  }
}

/** What a later version than the site's will change, or the site's has changed. */
function changeLines({ changed = [] }: CatalogRecord, options: FeatureOptions): readonly string[] {
  return changed.map(({ in: version, what }) => {
    const isSo = compareVersions(versionOf(options), version) >= 0;
    return isSo || options.targetVersion === undefined
      ? `**Since ${version}:** ${what}`
      : `**From ${version} on**, not in your sendmail ${options.targetVersion}: ${what}`;
  });
}

/** That a sendmail has to be compiled for it. */
function buildLine({ build }: CatalogRecord): string | undefined {
  if (build === undefined) return undefined;
  return `**Needs a sendmail compiled with ${code(build)}:** \`sendmail -d0.13 < /dev/null\` lists what yours was compiled with.`;
}

function versionText(record: CatalogRecord): string | undefined {
  const life = [
    record.since === undefined ? undefined : `since ${record.since}`,
    record.deprecated === undefined || record.deprecated === record.renamed?.in
      ? undefined
      : `deprecated since ${record.deprecated}`,
    record.renamed === undefined ? undefined : `called ${code(record.renamed.to)} since ${record.renamed.in}`,
    record.removed === undefined ? undefined : `removed in ${record.removed}`,
  ].filter((part) => part !== undefined);
  return life.length === 0 ? undefined : life.join(", ");
}

function exampleBlock(record: CatalogRecord): string | undefined {
  if (record.example === undefined) return undefined;
  const language = record.kind === "access-tag" || record.kind === "access-action" ? "sendmail-access" : "sendmail-mc";
  return `\`\`\`${language}\n${record.example.trim()}\n\`\`\``;
}

function seeLine(record: CatalogRecord): string | undefined {
  if (record.see === undefined || record.see.length === 0) return undefined;
  return `**See also:** ${record.see.map(referenceText).join(", ")}`;
}

/** Controls of audit guides that are about the word. */
function auditLine(record: CatalogRecord): string | undefined {
  const controls = controlsOfWord(`${record.kind}:${record.name}`);
  if (controls.length === 0) return undefined;
  return `**Audits:** ${controls.map(({ id, guide }) => `${id} (${guide})`).join(", ")}`;
}

/** The page about a word: that of its topic, or the release notes where the word is newer than the page. */
function pageOf({ guidance, since }: CatalogRecord, base: string | undefined) {
  const page = guidance === undefined ? undefined : catalog.guidance(guidance, base);
  const isNewer = page?.before !== undefined && since !== undefined && compareVersions(since, page.before) >= 0;
  return isNewer ? catalog.guidance("downloads", base) : page;
}

/** Versions, guidance and section in one line. */
function footer(record: CatalogRecord, base: string | undefined): string | undefined {
  const page = pageOf(record, base);
  const link = page === undefined ? undefined : `[${page.title}](${page.url})`;
  const parts = [versionText(record), link, sectionText(record)].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.join(" · ");
}
