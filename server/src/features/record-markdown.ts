// One record of the catalogue as a hover shows it.
import {
  type Argument,
  availability,
  type CatalogRecord,
  catalog,
  type Kind,
  type Relation,
  sectionText,
} from "../catalog/index.ts";
import { type FeatureOptions, versionOf } from "./options.ts";

/** How words of a kind are written in a configuration, for titles. Kinds not named here stand as they are. */
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
  "map-flag": "map flag",
  "mailer-flag": "mailer flag",
  "map-type": "map type",
  "access-tag": "access map tag",
  "access-action": "access map action",
  file: "file",
  snippet: "snippet",
};

/** A word in Markdown code, whatever quotes it holds. */
export function code(text: string): string {
  if (!text.includes("`")) return `\`${text}\``;
  return `\`\` ${text} \`\``;
}

/** How a record's word is written where it is used. */
export function writtenForm(record: CatalogRecord): string {
  return WRITTEN[record.kind]?.(record.name) ?? record.name;
}

export interface RecordView {
  /** Index of the argument under the cursor, shown in bold. */
  readonly argument?: number;
  /** Further lines about this very use: "Set here to ...", below the text. */
  readonly notes?: readonly string[];
}

/** The whole page of a record: title, meaning, arguments, remarks, versions, links. */
export function recordMarkdown(record: CatalogRecord, options: FeatureOptions, view: RecordView = {}): string {
  const parts = [
    `**${code(writtenForm(record))}** · ${KIND_TITLE[record.kind]}`,
    record.summary,
    record.text.trim(),
    ...(view.notes ?? []),
    "arguments" in record && record.arguments !== undefined ? argumentList(record.arguments, view.argument) : undefined,
    valueLine(record),
    labelled("Use it", record.use),
    labelled("Avoid it", record.avoid),
    labelled("Security", record.security),
    relationLine("Needs", record.needs),
    relationLine("Does not go with", record.excludes),
    relationLine("Stands before", record.before),
    relationLine("Stands after", record.after),
    versionLine(record, versionOf(options)),
    record.example === undefined ? undefined : `\`\`\`sendmail-mc\n${record.example.trim()}\n\`\`\``,
    linkLine(record, options.guidanceBaseUrl),
  ];
  return parts.filter((part) => part !== undefined && part !== "").join("\n\n");
}

function labelled(label: string, text: string | undefined): string | undefined {
  return text === undefined ? undefined : `**${label}:** ${text.trim()}`;
}

function argumentList(args: readonly Argument[], present: number | undefined): string {
  return args
    .map((argument, index) => {
      const name = index === present ? `**${argument.name}**` : argument.name;
      const optional = argument.optional === true ? " (optional)" : "";
      const byDefault = argument.default === undefined ? "" : ` Default: ${code(argument.default)}.`;
      const values = Object.entries(argument.values ?? {}).map(([word, meaning]) => `\n  - ${code(word)}: ${meaning}`);
      return `- ${name}${optional}: ${argument.meaning}${byDefault}${values.join("")}`;
    })
    .join("\n");
}

function valueLine(record: CatalogRecord): string | undefined {
  if (!("type" in record)) return undefined;
  const words = Object.keys(record.values ?? {});
  const allowed = words.length === 0 ? record.type : `one of ${words.map(code).join(", ")}`;
  const byDefault = record.default === undefined ? "no default" : `default ${code(record.default)}`;
  const cf = record.kind === "option" || record.kind === "define" ? record.cf : undefined;
  const target = cf?.kind === "option" ? `, option ${code(cf.name)} in the .cf` : "";
  return `**Value:** ${allowed}; ${byDefault}${target}.`;
}

function relationLine(label: string, relations: readonly Relation[] | undefined): string | undefined {
  if (relations === undefined || relations.length === 0) return undefined;
  const words = relations.map(({ what, why }) => {
    const names = what.split("|").map((reference) => {
      const record = catalog.resolve(reference.trim());
      return code(record === undefined ? reference.trim() : writtenForm(record));
    });
    return `${names.join(" or ")}${why === undefined ? "" : ` (${why.replace(/\.$/, "")})`}`;
  });
  return `**${label}:** ${words.join(", ")}.`;
}

function versionLine(record: CatalogRecord, version: string): string | undefined {
  const life = [
    record.since === undefined ? undefined : `since ${record.since}`,
    record.deprecated === undefined ? undefined : `deprecated since ${record.deprecated}`,
    record.renamed === undefined ? undefined : `called ${code(record.renamed.to)} since ${record.renamed.in}`,
    record.removed === undefined ? undefined : `removed in ${record.removed}`,
  ].filter((part) => part !== undefined);
  const state = availability(record, version);
  const lacking = state.state === "not-yet" || state.state === "removed" ? ` Version ${version} does not have it.` : "";
  return life.length === 0 && lacking === "" ? undefined : `**Versions:** ${life.join(", ")}.${lacking}`;
}

function linkLine(record: CatalogRecord, base: string | undefined): string | undefined {
  const page = record.guidance === undefined ? undefined : catalog.guidance(record.guidance, base);
  const section = sectionText(record);
  const link = page === undefined ? undefined : `[${page.title}](${page.url})`;
  const parts = [link, section].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.join(" · ");
}
