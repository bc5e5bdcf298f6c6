// One correct call of each macro that the catalogue knows, with the lines that it needs around it.
import {
  alternatives,
  type CatalogRecord,
  catalog,
  settingRecord,
  type ValueType,
} from "../../../server/src/catalog/index.ts";
import { written } from "../catalog/library.ts";

/** A call, and the site around it. */
export interface Call {
  /** `feature access_db`, `macro RELAY_DOMAIN`. */
  readonly id: string;
  readonly name: string;
  /** The arguments as they are between their quotes. */
  readonly args: readonly string[];
  /** Lines before and after it. */
  readonly before: string;
  readonly after: string;
  /** The most arguments that it takes; undefined: any number. */
  readonly most: number | undefined;
  /** True where the first argument is a name that the library or the catalogue knows. */
  readonly isNamed: boolean;
  /** Indices of arguments that may be left empty. */
  readonly optional: ReadonlySet<number>;
  /** What the catalogue says of each argument that is written; undefined where it says nothing. */
  readonly types: readonly (ValueType | undefined)[];
  /** Not in versions before this one. */
  readonly since: string | undefined;
}

const OSTYPE = "OSTYPE(`linux')dnl\n";
const MAILERS = "MAILER(`local')dnl\nMAILER(`smtp')dnl\n";

/** Arguments for what the catalogue's examples only show in another way, or without any. */
const ARGUMENTS: Readonly<Record<string, readonly string[]>> = {
  "feature relay_mail_from": ["domain"],
  "feature queuegroup": ["slow"],
  "feature badmx": ["badmx"],
  "feature always_add_domain": ["all.example"],
  "feature mailertable": ["hash -o /etc/mail/routes"],
  "feature domaintable": ["hash -o /etc/mail/renamed"],
  "feature virtusertable": ["hash -o /etc/mail/virtual"],
  "feature genericstable": ["hash -o /etc/mail/generic"],
  "feature local_procmail": ["/opt/bin/procmail"],
  "feature smrsh": ["/opt/bin/smrsh"],
  "feature rhsbl": ["dbl.example.org", "refused"],
  "feature enhdnsbl": ["zen.spamhaus.org", "refused", "t", "127.0.0.2", "127.0.0.3"],
  "feature delay_checks": ["friend"],
  "feature msp": ["[192.0.2.25]"],
  "feature sts": ["hash -o /etc/mail/sts"],
  "macro SITE": ["neighbour"],
};

/** A line that is one call and nothing else. */
const LINE = /^(\w+)\((.*)\)(?:dnl)?$/;

/** The quoted arguments of a call as the examples write them; undefined for a call of another form. */
function argumentsIn(list: string): readonly string[] | undefined {
  const args: string[] = [];
  let rest = list;
  for (;;) {
    const [whole = "", arg = ""] = /^`([^`']*)'(?:,\s*|$)/.exec(rest) ?? [];
    if (whole === "") return undefined;
    args.push(arg);
    rest = rest.slice(whole.length);
    if (rest === "") return args;
  }
}

/** What a record needs and its example does not have. */
function supply(record: CatalogRecord, text: string, asked: ReadonlySet<CatalogRecord> = new Set()): string {
  if (asked.has(record)) return "";
  return [...(record.needs ?? []), ...(record.after ?? [])]
    .map((relation) => {
      const all = alternatives(relation);
      const [first = ""] = all;
      if (/^(?:macro:(?:OSTYPE|FEATURE|MAILER|LOCAL_)|mailer:)/.test(first)) return "";
      if (all.some((one) => text.includes(one.slice(one.indexOf(":") + 1)))) return "";
      const needed = catalog.resolve(first);
      return (needed ? supply(needed, text, new Set([...asked, record])) : "") + (written(first) ?? "");
    })
    .join("");
}

/** What `kind` names are arguments of. */
const CALLED_BY: Readonly<Record<string, string>> = {
  feature: "FEATURE",
  mailer: "MAILER",
  hack: "HACK",
  domain: "DOMAIN",
};

function callOf(record: CatalogRecord): Call | undefined {
  const { kind, name, example = "" } = record;
  const macro = CALLED_BY[kind] ?? name;
  const id = `${kind} ${name}`;
  const lines = example.split("\n").filter((line) => line !== "" && !line.startsWith("dnl"));
  const isIt = (line: string) => line.startsWith(macro === name ? `${name}(` : `${macro}(\`${name}'`);
  const found = lines.find(isIt);
  const [, , list = ""] = (found === undefined ? null : LINE.exec(found)) ?? [];
  const shown = argumentsIn(list) ?? (macro === name ? undefined : [name]);
  const own = ARGUMENTS[id];
  const args = own === undefined ? shown : macro === name ? own : [name, ...own];
  if (args === undefined) return undefined;
  const rest = found === undefined ? [] : lines.filter((line) => line !== found);
  const declared = "arguments" in record ? (record.arguments ?? []) : [];
  const offset = macro === name ? 0 : 1;
  const isMailer = kind === "mailer";
  const isLast = /^(?:LOCAL_RULE|UUCP)/.test(rest[0] ?? name);
  const context = rest.map((line) => `${line}\n`).join("");
  const mailers = WITHOUT_MAILERS.has(name)
    ? ""
    : MAILERS.split("\n")
        .filter((line) => !isMailer || !line.includes(`\`${args[0]}'`))
        .join("\n");
  const ostype = name === "OSTYPE" || example.includes("OSTYPE(") ? "" : OSTYPE;
  const needed = supply(record, context + name);
  return {
    id,
    name: macro,
    args,
    before: once(isMailer || isLast ? ostype + needed + mailers + context : ostype + needed + context),
    after: isMailer || isLast ? "" : mailers,
    // Whatever else MAILER is given is a name of the site's own for the mailer.
    most: isMailer || declared.some(({ repeat }) => repeat === true) ? undefined : declared.length + offset,
    isNamed: offset > 0,
    optional: new Set(declared.flatMap((one, at) => (one.optional === true ? [at + offset] : []))),
    types: args.map((_, at) => (at < offset ? "name" : declared[at - offset]?.type)),
    since: record.since,
  };
}

/** Features that bring their mailers. */
const WITHOUT_MAILERS = new Set(["msp", "nullclient", "msp_nullclient"]);

/** Each line once, where it is first. */
const once = (lines: string) => [...new Set(lines.split("\n"))].join("\n").replace(/\n*$/, "\n");

/** Settings that stand for all: m4 reads the one like the other. */
const SETTINGS: readonly (readonly [string, string])[] = [
  ["confLOG_LEVEL", "14"],
  ["confPRIVACY_FLAGS", "goaway,restrictqrun"],
  ["confTO_IDENT", "7s"],
  ["confDOMAIN_NAME", "mx.sane.example"],
  ["SMART_HOST", "relay.sane.example"],
  ["MAIL_HUB", "hub.sane.example"],
  ["ALIAS_FILE", "/etc/mail/aliases,/etc/mail/lists"],
  ["confAUTH_MECHANISMS", "PLAIN LOGIN"],
  ["LOCAL_MAILER_FLAGS", "PSXmnz9"],
  ["confMAX_MESSAGE_SIZE", "20000000"],
];

function typeOf(setting: string): ValueType | undefined {
  const record = settingRecord(setting);
  return record?.kind === "option" || record?.kind === "define" ? record.type : undefined;
}

/** Names that are not for a .mc, or of which the library has no file that works alone. */
const LEFT_OUT = new Set(
  "macro CONCAT,macro DOL,macro lower,macro strcasecmp,macro PUSHDIVERT,macro POPDIVERT,macro SITECONFIG,macro SITE,macro HACK,macro FEATURE,macro MAILER,macro DOMAIN".split(
    ",",
  ),
);

/** One call for each macro, feature, mailer and hack, for some systems and domains, and for some settings. */
export const CALLS: readonly Call[] = [
  ...(["macro", "feature", "mailer", "hack", "domain"] as const)
    .flatMap((kind): readonly CatalogRecord[] => catalog.all(kind))
    .filter(({ removed }) => removed === undefined)
    .filter(({ kind, name }) => !LEFT_OUT.has(`${kind} ${name}`))
    .flatMap((record) => callOf(record) ?? []),
  ...SETTINGS.flatMap(([setting, value]): readonly Call[] => [
    {
      id: `define ${setting}`,
      name: "define",
      args: [setting, value],
      before: OSTYPE,
      after: MAILERS,
      most: 2,
      isNamed: true,
      optional: new Set(),
      types: ["name", typeOf(setting)],
      since: undefined,
    },
  ]),
  {
    id: "builtin undefine",
    name: "undefine",
    args: ["confRRT_IMPLIES_DSN"],
    before: `${OSTYPE}define(\`confRRT_IMPLIES_DSN', \`True')dnl\n`,
    after: MAILERS,
    most: undefined,
    isNamed: true,
    optional: new Set(),
    types: ["name"],
    since: undefined,
  },
];
