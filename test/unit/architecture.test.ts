// Holds the import graph to the house of docs/ARCHITECTURE.md: arrows run downwards only.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseSync } from "oxc-parser";
import { describe, expect, it } from "vitest";

const SERVER = path.resolve(import.meta.dirname, "../../server/src");
const CLIENT = path.resolve(import.meta.dirname, "../../client/src");

/** Each room with the rooms that it may import from. A room is a folder or a file of server/src; what is not listed has no room. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  text: [],
  encoding: [],
  m4: ["text"],
  catalog: [],
  tables: ["text", "catalog"],
  cf: ["text", "catalog", "tables"],
  mc: ["text", "m4", "catalog"],
  kinds: ["text", "cf", "mc", "tables", "catalog"],
  site: ["text", "cf", "m4", "mc", "tables", "catalog", "kinds"],
  interpreter: ["text", "catalog", "cf", "mc", "tables", "site"],
  route: ["text", "cf", "tables", "kinds", "interpreter"],
  relay: ["text", "cf", "interpreter", "m4", "mc", "tables", "catalog", "kinds", "site"],
  rules: ["text", "cf", "m4", "mc", "tables", "catalog", "kinds", "site", "relay"],
  settings: ["catalog", "site", "rules"],
  features: [
    "cf",
    "interpreter",
    "route",
    "text",
    "m4",
    "mc",
    "tables",
    "catalog",
    "kinds",
    "site",
    "relay",
    "rules",
    "settings",
    "protocol",
  ],
  editors: ["text", "cf", "m4", "mc", "tables", "catalog", "kinds", "site", "relay", "rules", "features"],
  protocol: [],
  project: ["settings", "site", "text"],
  "address-test": ["cf", "interpreter", "protocol", "site"],
  judge: ["interpreter", "relay", "features", "protocol", "kinds", "mc", "rules", "settings", "site", "text"],
  bulk: ["features", "judge", "kinds", "protocol", "relay", "rules", "site", "text"],
  service: [
    "interpreter",
    "route",
    "address-test",
    "bulk",
    "judge",
    "probe",
    "relay-tests",
    "installed",
    "kinds",
    "editors",
    "project",
    "text",
    "mc",
    "catalog",
    "site",
    "relay",
    "rules",
    "features",
    "settings",
    "protocol",
  ],
  installed: ["features", "judge", "mc", "protocol", "relay", "site", "text"],
  "programs.node": ["encoding", "service"],
  "relay-tests": ["judge", "features", "protocol", "relay", "route", "settings", "site", "text"],
  probe: ["relay", "rules", "features", "site"],
  "sockets.node": ["probe"],
  lsp: ["text", "site", "service", "protocol", "features"],
  "files.node": ["text", "encoding", "lsp", "pem.node", "site"],
  "pem.node": ["site"],
  cli: [
    "catalog",
    "protocol",
    "cf",
    "interpreter",
    "route",
    "bulk",
    "kinds",
    "probe",
    "relay-tests",
    "sockets.node",
    "project",
    "relay",
    "text",
    "encoding",
    "files.node",
    "pem.node",
    "main.node",
    "service",
    "settings",
    "site",
    "rules",
    "features",
    "cli",
    "mc",
    "m4",
  ],
  "pages.node": ["lsp"],
  "main.node": ["files.node", "garbage.node", "pages.node", "programs.node", "sockets.node", "lsp"],
  "main.browser": ["lsp"],
  engine: ["service"],
  shared: ["lsp"],
  "compiled-script.node": [],
  "garbage.node": [],
  server: ["compiled-script.node", "main.node", "engine"],
  "server.browser": ["main.browser", "engine", "protocol", "shared"],
};

/** What a rule may use of the folders beside it. */
const RULES_SHARE: readonly string[] = ["values", "edits", "facts", "shapes"];

/** The folders that rules share, each with those that it may use itself; `linter` runs the rules. */
const SHARED_BY_RULES: Readonly<Record<string, readonly string[]>> = {
  values: [],
  edits: ["values"],
  facts: ["values", "edits"],
  shapes: ["values", "edits", "facts"],
  linter: ["values", "edits", "facts"],
};

/** Packages that a room may use; `*` stands for every room. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  text: ["vscode-languageserver-textdocument"],
  catalog: ["fastest-levenshtein", "email-providers/common.json"],
  tables: ["ipaddr.js", "tldts"],
  site: ["vscode-uri", "tldts", "ipaddr.js"],
  relay: ["ipaddr.js", "tldts"],
  rules: ["ipaddr.js", "tldts"],
  features: ["vscode-languageserver-types"],
  bulk: ["vscode-languageserver-types"],
  editors: ["vscode-languageserver-types"],
  service: ["vscode-languageserver-types"],
  settings: ["zod/mini"],
  "relay-tests": ["vscode-languageserver-types", "yaml", "zod/mini"],
  lsp: ["vscode-languageserver"],
  cli: [
    "diff",
    "node:crypto",
    "node:fs",
    "node:fs/promises",
    "node:os",
    "node:path",
    "node:url",
    "node:util",
    "node:worker_threads",
    "sarif",
    "string-width",
    "wrap-ansi",
  ],
  "pem.node": ["node:crypto"],
  "compiled-script.node": ["node:crypto", "node:fs", "node:path", "node:vm"],
  "garbage.node": ["node:v8", "node:vm"],
  server: ["node:path"],
  "files.node": ["node:fs", "node:fs/promises", "node:os", "node:path", "node:url"],
  "programs.node": ["node:child_process", "node:path", "node:url"],
  "sockets.node": ["node:net", "node:timers/promises", "node:tls"],
  "pages.node": ["node:fs", "node:fs/promises", "node:os", "node:path", "node:url"],
  "main.node": ["vscode-languageserver/node"],
  "main.browser": ["vscode-languageserver/browser"],
  shared: ["vscode-languageserver"],
};

/** Files of more than 500 lines, and why. */
const LONG_FILES: Readonly<Record<string, string>> = {
  "rules/all.ts": "generated",
  "cf/rewrite/rewriter.ts": "one machine whose steps share their state",
};

interface Import {
  readonly file: string;
  readonly specifier: string;
}

function sources(dir: string): readonly string[] {
  return readdirSync(dir, { recursive: true, encoding: "utf8" })
    .filter(
      (name) =>
        name.endsWith(".ts") &&
        !name.endsWith(".test.ts") &&
        !name.endsWith(".d.ts") &&
        !/(^|\/)testing\.ts$/.test(name),
    )
    .map((name) => path.join(dir, name));
}

function importsOf(file: string): readonly Import[] {
  const { module } = parseSync(file, readFileSync(file, "utf8"));
  const fixed = module.staticImports.map(({ moduleRequest }) => moduleRequest.value);
  const again = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? []),
  );
  const text = readFileSync(file, "utf8");
  const late = module.dynamicImports.map(({ moduleRequest }) =>
    text.slice(moduleRequest.start + 1, moduleRequest.end - 1),
  );
  return [...new Set([...fixed, ...again, ...late])].map((specifier) => ({ file, specifier }));
}

/**
 * The room of a file below server/src: `rules/linter/lint.ts` is in `rules`, `main.node.ts` in `main.node`. What a kind says in editors
 * (`kinds/access/editor.ts`, `kinds/editors.ts`) is a room of its own above the features; the rest of a kind is below `site`.
 */
function roomOf(file: string): string {
  const [first = ""] = path.relative(SERVER, file).split(path.sep);
  if (first === "kinds" && /^editors?\b/.test(path.basename(file))) return "editors";
  return first.endsWith(".ts") ? first.slice(0, -".ts".length) : first;
}

const imports = sources(SERVER).flatMap(importsOf);

describe("the import graph of server/src", () => {
  it("is seen at all", () => {
    expect(imports.length).toBeGreaterThan(50);
  });

  it("has a room for every file", () => {
    const homeless = [...new Set(sources(SERVER).map(roomOf))].filter((room) => MAY_IMPORT[room] === undefined);
    expect(homeless).toEqual([]);
  });

  it("runs downwards only", () => {
    const upward = imports.filter(({ file, specifier }) => {
      if (!specifier.startsWith(".") || /\.(md|yaml|json)$/.test(specifier)) return false;
      const [from, to] = [roomOf(file), roomOf(path.resolve(path.dirname(file), specifier))];
      return from !== to && MAY_IMPORT[from]?.includes(to) !== true;
    });
    expect(upward.map(describeImport)).toEqual([]);
  });

  it("uses packages only where they belong", () => {
    const stray = imports.filter(
      ({ file, specifier }) => !specifier.startsWith(".") && PACKAGES[roomOf(file)]?.includes(specifier) !== true,
    );
    expect(stray.map(describeImport)).toEqual([]);
  });

  it("keeps each rule to itself, and what rules share in its order", () => {
    const rules = path.join(SERVER, "rules");
    const crossing = imports.filter(({ file, specifier }) => {
      const own = path.relative(rules, path.dirname(file));
      if (own === "" || own.startsWith("..") || !specifier.startsWith(".")) return false;
      const target = path.relative(rules, path.resolve(path.dirname(file), specifier));
      if (!target.includes(path.sep) || target.startsWith("..")) return false;
      const [to = ""] = target.split(path.sep);
      return to !== own && !(SHARED_BY_RULES[own] ?? RULES_SHARE).includes(to);
    });
    expect(crossing.map(describeImport)).toEqual([]);
  });
});

describe("every source", () => {
  const all = [...sources(SERVER), ...sources(CLIENT)];

  it("is in no circle of imports, those of types among them", () => {
    const next = new Map(all.map((file) => [file, filesImportedBy(file)]));
    const done = new Set<string>();
    const circles: string[] = [];
    const visit = (file: string, way: readonly string[]): void => {
      if (way.includes(file)) {
        circles.push([...way.slice(way.indexOf(file)), file].map((one) => path.relative(SERVER, one)).join(" -> "));
        return;
      }
      if (done.has(file)) return;
      for (const other of next.get(file) ?? []) visit(other, [...way, file]);
      done.add(file);
    };
    for (const file of all) visit(file, []);
    expect(circles).toEqual([]);
  });

  it("is short enough to read, or has a reason", () => {
    const long = all.filter((file) => readFileSync(file, "utf8").split("\n").length > 501);
    expect(long.map((file) => path.relative(SERVER, file)).sort()).toEqual(Object.keys(LONG_FILES).sort());
  });

  it("has one way to keep members private", () => {
    const old = all.filter((file) => /^ +private (?!constructor)|[(,] *private /m.test(readFileSync(file, "utf8")));
    expect(old.filter((file) => !file.endsWith("printable.ts")).map((file) => path.relative(SERVER, file))).toEqual([]);
  });
});

describe("facts", () => {
  /** Sources outside of the catalogue, without their comments. */
  const code = sources(SERVER)
    .filter((file) => roomOf(file) !== "catalog")
    .map((file) => ({
      file: path.relative(SERVER, file),
      text: readFileSync(file, "utf8").replace(/\/\*[\s\S]*?\*\/|^ *\/\/.*$/gm, ""),
    }));
  /** Where something is written, but in places that may. */
  const written = (pattern: RegExp, allowed: RegExp) =>
    code
      .filter(({ file }) => !allowed.test(file))
      .flatMap(({ file, text }) => [...text.matchAll(pattern)].map(([found]) => `${file}: ${found}`));

  it("about holes are in the catalogue: no number of one is written elsewhere, but in a rule about that hole", () => {
    expect(written(/CVE-\d+-\d+/g, /^rules\/access-smuggling\//)).toEqual([]);
  });

  it("about pages to read are in the catalogue: addresses elsewhere are examples, schemas and registers", () => {
    const allowed = /^(?:settings\.ts|cli\/formats\/sarif\.ts|rules\/(?:dnsbl-dead|site-vulnerable-version)\/)/;
    expect(written(/["'`]https?:\/\/\w[^"'`\s]*/g, allowed)).toEqual([]);
  });

  it("about versions are in the catalogue: elsewhere only where the code is what a version of sendmail does", () => {
    // How versions read a .cf, look up aliases and decide; what the domains in the library are; examples in texts.
    expect(
      written(
        /["'`]8\.\d+(?:\.\d+)*["'`]/g,
        /^(?:(?:cf|route|relay|mc\/library|cli\/commands)\/|settings\.ts|rules\/facts\/written-cf\.ts)/,
      ),
    ).toEqual([]);
  });
});

describe("client/src", () => {
  it("takes nothing from the server but the types of its protocol", () => {
    const crossing = sources(CLIENT)
      .flatMap(importsOf)
      .filter(({ specifier }) => specifier.includes("server/") && !specifier.endsWith("server/src/protocol.ts"));
    expect(crossing.map(describeImport)).toEqual([]);
  });
});

/** The files that a file imports, also for a type alone. */
function filesImportedBy(file: string): readonly string[] {
  const files = importsOf(file).filter(({ specifier }) => specifier.startsWith("."));
  return files.map(({ specifier }) => path.resolve(path.dirname(file), specifier));
}

function describeImport({ file, specifier }: Import): string {
  return `${path.relative(SERVER, file)} -> ${specifier}`;
}
