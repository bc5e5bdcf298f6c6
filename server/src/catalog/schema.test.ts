// Holds every record of data/*.yaml to types.ts, and every reference in it to something that exists.
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { alternatives, builtInNames, type CatalogRecord, catalog, type Kind, type ValueType } from "./index.ts";
import { dataFiles, loadGuidance } from "./load.ts";

const VALUE_TYPES = [
  "boolean",
  "number",
  "size",
  "time",
  "path",
  "mode",
  "host",
  "domain",
  "address",
  "user",
  "flags",
  "words",
  "choice",
  "map",
  "command",
  "template",
  "list",
  "feature",
  "mailer",
  "ostype",
  "domain-file",
  "hack",
  "name",
  "text",
] as const satisfies readonly ValueType[];

const KINDS = {
  feature: 1,
  option: 1,
  define: 1,
  macro: 1,
  builtin: 1,
  mailer: 1,
  ostype: 1,
  domain: 1,
  hack: 1,
  "daemon-key": 1,
  "client-key": 1,
  "queue-key": 1,
  "milter-key": 1,
  "daemon-modifier": 1,
  "client-modifier": 1,
  "milter-flag": 1,
  "privacy-flag": 1,
  "auth-option": 1,
  "auth-mechanism": 1,
  "srv-feature": 1,
  "clt-feature": 1,
  "blame-flag": 1,
  "tls-option": 1,
  "ssl-option": 1,
  "cf-option": 1,
  "map-flag": 1,
  "mailer-flag": 1,
  "map-type": 1,
  "access-tag": 1,
  "access-action": 1,
  file: 1,
  snippet: 1,
} satisfies Record<Kind, 1>;

const version = z.string().regex(/^8\.\d+(\.\d+)?$/, "a version in quotes, such as '8.12' or '8.17.1'");
const reference = z.string().regex(/^[a-z-]+:\S+$/, "kind:name");
const oneLine = z.string().regex(/^\S.*$/, "one line");
const prose = z.string().min(10);
const relation = z.strictObject({
  what: z.string().regex(/^[a-z-]+:\S+( \| [a-z-]+:\S+)*$/, "kind:name, or several joined by ' | '"),
  when: z.string().optional(),
  reported: z.boolean().optional(),
  why: z.string().optional(),
  still: z.string().optional(),
});
const words = z.record(z.string(), z.string());
const kind = z.enum(Object.keys(KINDS) as [Kind, ...Kind[]]);
const argument = z.strictObject({
  name: z.string().min(1),
  meaning: z.string().min(5),
  type: z.enum(VALUE_TYPES),
  optional: z.boolean().optional(),
  repeat: z.boolean().optional(),
  reported: z.boolean().optional(),
  strict: z.boolean().optional(),
  values: words.optional(),
  list: kind.optional(),
  default: z.string().optional(),
});
const common = {
  name: z.string().min(1),
  summary: oneLine.regex(/\.$/, "ends with a full stop").max(140),
  text: prose,
  use: prose.optional(),
  avoid: prose.optional(),
  security: prose.optional(),
  since: version.optional(),
  deprecated: version.optional(),
  renamed: z.strictObject({ to: z.string(), in: version }).optional(),
  removed: version.optional(),
  changed: z
    .array(
      z.strictObject({
        in: version,
        what: oneLine.regex(/\.$/, "ends with a full stop"),
        fix: oneLine.regex(/\.$/).optional(),
        argument: z.number().optional(),
      }),
    )
    .optional(),
  build: z.string().optional(),
  backport: z
    .string()
    .regex(/^CVE-\d{4}-\d+$/)
    .optional(),
  needs: z.array(relation).optional(),
  excludes: z.array(relation).optional(),
  before: z.array(relation).optional(),
  after: z.array(relation).optional(),
  see: z.array(reference).optional(),
  guidance: z.string().optional(),
  section: z
    .string()
    .regex(
      /^(cf\/README|op|RELEASE_NOTES|libmilter): \S/,
      "'cf/README: Heading', 'op: Heading' 'RELEASE_NOTES: 8.x.y' or 'libmilter: page'",
    )
    .optional(),
  example: z.string().optional(),
  danger: z.enum(["open-relay", "weakens", "none"]).optional(),
};
const valued = {
  type: z.enum(VALUE_TYPES),
  values: words.optional(),
  list: kind.optional(),
  default: z.string().optional(),
  unit: z.string().optional(),
};
const cf = z.strictObject({
  kind: z.enum(["option", "macro", "class", "header", "mailer", "map", "rules", "m4", "other"]),
  byName: z.boolean().optional(),
  name: z.string(),
});
const withArguments = { ...common, arguments: z.array(argument).optional(), replaces: z.boolean().optional() };
const libraryFile = {
  ...withArguments,
  warns: z.boolean().optional(),
  lastLine: z.enum(["empty", "none"]).optional(),
  textWith: z.string().optional(),
};
const word = (...names: Kind[]) => z.strictObject({ kind: z.enum(names as [Kind, ...Kind[]]), ...common });

const record = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("feature"), ...libraryFile }),
  z.strictObject({ kind: z.literal("option"), ...common, ...valued, cf }),
  z.strictObject({ kind: z.literal("define"), ...common, ...valued, cf: cf.optional() }),
  z.strictObject({
    kind: z.literal("macro"),
    ...withArguments,
    opens: z.enum(["config", "rules", "mailers"]).optional(),
  }),
  z.strictObject({ kind: z.literal("builtin"), ...withArguments }),
  z.strictObject({ kind: z.literal("mailer"), ...withArguments, defines: z.array(z.string()) }),
  z.strictObject({
    kind: z.enum(["ostype", "domain", "hack"]),
    ...libraryFile,
    sets: words.optional(),
  }),
  z.strictObject({ kind: z.enum(["daemon-key", "client-key", "queue-key", "milter-key"]), ...common, ...valued }),
  word("daemon-modifier", "client-modifier", "milter-flag", "privacy-flag", "auth-option", "auth-mechanism"),
  word("srv-feature", "clt-feature", "blame-flag", "tls-option", "ssl-option", "cf-option", "map-flag", "mailer-flag"),
  z.strictObject({ kind: z.literal("map-type"), ...withArguments, compiled: z.boolean() }),
  z.strictObject({
    kind: z.literal("access-tag"),
    ...common,
    keys: z.array(
      z.strictObject({
        type: z.enum(["host", "network", "address", "domain", "user", "empty", "subject", "other"]),
        meaning: z.string().min(5),
      }),
    ),
    actions: z.array(z.string()).optional(),
    values: words.optional(),
  }),
  z.strictObject({ kind: z.literal("access-action"), ...withArguments }),
  z.strictObject({
    kind: z.literal("file"),
    ...common,
    path: z.string().min(1),
    readBy: z.array(z.string()).min(1),
    compiled: z.enum(["makemap", "newaliases", "m4", "none"]),
    command: z.string().optional(),
  }),
  z.strictObject({
    kind: z.literal("snippet"),
    ...common,
    body: z.string().min(10),
    file: z.enum(["mc", "access"]).optional(),
  }),
]);

/** The same shapes on both sides: a field added to types.ts only, or here only, does not type-check. */
type Same<A, B> = [A] extends [B] ? true : false;
const schemaGivesRecords: Same<z.infer<typeof record>["kind"], Kind> = true;
const recordsFitSchema: Same<CatalogRecord["kind"], z.infer<typeof record>["kind"]> = true;

describe("catalogue data", () => {
  it("has a schema that covers all kinds", () => {
    expect([schemaGivesRecords, recordsFitSchema]).toEqual([true, true]);
  });

  for (const [file, data] of dataFiles()) {
    it(`${file}.yaml has the shape of types.ts`, () => {
      const faults: string[] = [];
      for (const [kindName, byName] of Object.entries((data ?? {}) as Record<string, Record<string, object> | null>))
        for (const [name, rest] of Object.entries(byName ?? {})) {
          const outcome = record.safeParse({ kind: kindName, name, ...rest });
          if (!outcome.success)
            faults.push(
              `${kindName}:${name}: ${outcome.error.issues.map((i) => `${i.path.join(".")}: ${i.message}`).join("; ")}`,
            );
        }
      expect(faults).toEqual([]);
    });
  }

  it("has each name that needs no definition once", () => {
    for (const kind of ["ruleset", "map", "class"] as const) {
      const names = builtInNames(kind);
      expect(names).toEqual([...new Set(names)].sort());
      expect(names.filter((name) => !/^\w+$/.test(name))).toEqual([]);
    }
  });

  it("names each record once", () => {
    const seen = new Map<string, number>();
    for (const { kind, name } of catalog.records()) seen.set(`${kind}:${name}`, (seen.get(`${kind}:${name}`) ?? 0) + 1);
    expect([...seen].filter(([, count]) => count > 1).map(([key]) => key)).toEqual([]);
  });

  it("refers only to records and topics that exist", () => {
    const faults: string[] = [];
    const topics = new Set(Object.keys(loadGuidance().topics));
    for (const entry of catalog.records()) {
      const check = (target: string) => {
        const known = target.endsWith(":*") || catalog.resolve(target) !== undefined;
        if (!known) faults.push(`${entry.kind}:${entry.name} -> ${target}`);
      };
      for (const relation of [entry.needs, entry.excludes, entry.before, entry.after].flatMap((list) => list ?? []))
        for (const target of alternatives(relation)) check(target);
      for (const target of entry.see ?? []) check(target);
      if (entry.renamed !== undefined) check(`${entry.kind}:${entry.renamed.to}`);
      if (entry.guidance !== undefined && !topics.has(entry.guidance))
        faults.push(`${entry.kind}:${entry.name} -> guidance ${entry.guidance}`);
      const lists = [...("arguments" in entry ? (entry.arguments ?? []) : []), entry];
      for (const item of lists)
        if ("list" in item && item.list !== undefined && catalog.all(item.list).length === 0)
          faults.push(`${entry.kind}:${entry.name} -> list ${item.list}`);
      if (entry.kind === "access-tag") for (const action of entry.actions ?? []) check(`access-action:${action}`);
      if (entry.kind === "file") for (const reader of entry.readBy) if (reader.includes(":")) check(reader);
    }
    expect(faults).toEqual([]);
  });

  it("links without anchors, to https where a page has it", () => {
    for (const topic of Object.keys(loadGuidance().topics)) {
      const page = catalog.guidance(topic);
      expect(page?.url, topic).toMatch(/^https?:\/\/[^#]+$/);
    }
    expect(catalog.guidance("anti-spam", "https://mirror.example/sm")?.url).toBe(
      "https://mirror.example/sm/~ca/email/doc8.12/cf/m4/anti_spam.html",
    );
  });

  it("is written for people: no tabs, no exclamation marks, no typographic quotes in m4 examples", () => {
    const faults = catalog
      .records()
      .filter((entry) => /!(\s|$)/.test(`${entry.summary} ${entry.text}`) || /[‘’“”]/.test(entry.example ?? ""))
      .map((entry) => `${entry.kind}:${entry.name}`);
    expect(faults).toEqual([]);
  });
});
