// Everything that the m4 library and cf/README know is in the catalogue, and nothing that they and RELEASE_NOTES do not know.
import { describe, expect, it } from "vitest";
import { allCfNames, type CatalogRecord, catalog, type Kind } from "../../../server/src/catalog/index.ts";
import { program, run } from "../programs.ts";
import { document, libraryFiles, libraryNames, releaseNotes } from "./library.ts";

const FOLDERS: readonly (readonly [string, Kind])[] = [
  ["feature", "feature"],
  ["mailer", "mailer"],
  ["ostype", "ostype"],
  ["domain", "domain"],
  ["hack", "hack"],
];

/** Prints a count, so that a run shows what was looked at. */
function counted(what: string, count: number): void {
  console.log(`${what}: ${count}`);
  expect(count, what).toBeGreaterThan(0);
}

describe("the catalogue has what the distribution has", () => {
  for (const [folder, kind] of FOLDERS)
    it(`every file of cf/${folder}`, () => {
      const names = libraryNames(folder);
      counted(`files of cf/${folder}`, names.length);
      expect(names.filter((name) => catalog.get(kind, name) === undefined)).toEqual([]);
    });

  it("every conf* name of the library and of cf/README", () => {
    const texts = [document("cf.README"), ...libraryFiles().map(({ text }) => text)];
    const names = new Set(texts.flatMap((text) => text.match(/\bconf[A-Z][A-Z0-9_]*[A-Z0-9]\b/g) ?? []));
    counted("conf* names", names.size);
    expect([...names].filter((name) => catalog.get("option", name) === undefined).sort()).toEqual([]);
  });

  it("every name that the library asks for with ifdef and its kin", () => {
    const asked = /\b(?:ifdef|_OPTINS|_DEFIFNOT)\(`([A-Z][A-Z0-9_]+)'/g;
    const internal = new Set(["OSTYPE", "TEMPFILE", "USE_CW_FILE", "DEBIAN_MSP", "DEBIAN_DEBUG", "STSDEBUG"]);
    const names = new Set(
      libraryFiles().flatMap(({ text }) => [...text.matchAll(asked)].map((match) => match[1] ?? "")),
    );
    counted("names asked for", names.size);
    expect([...names].filter((name) => !internal.has(name) && catalog.named(name).length === 0).sort()).toEqual([]);
  });

  it("every macro of cfhead.m4", () => {
    const head = libraryFiles().find(({ file }) => file === "m4/cfhead.m4")?.text ?? "";
    const own = new Set(["_", "TEMPFILE"]);
    const names = new Set([...head.matchAll(/^define\(`([A-Za-z][A-Za-z0-9_]*)'/gm)].map((match) => match[1] ?? ""));
    counted("macros of cfhead.m4", names.size);
    expect([...names].filter((name) => !own.has(name) && catalog.named(name).length === 0)).toEqual([]);
  });

  it("every builtin of GNU m4", () => {
    const names: readonly string[] = run(program("m4"), [], "dumpdef\n").stderr.match(/^\w+/gm) ?? [];
    counted("builtins", names.length);
    expect(names.filter((name) => catalog.get("builtin", name) === undefined)).toEqual([]);
    expect(
      catalog
        .all("builtin")
        .filter(({ name }) => !names.includes(name))
        .map(({ name }) => name),
    ).toEqual([]);
  });

  it("every word of the definition table in cf/README's OSTYPE section", () => {
    const readme = document("cf.README");
    const section = readme.slice(readme.indexOf("| OSTYPE |"), readme.indexOf("| DOMAINS |"));
    const names = new Set(section.match(/^[A-Za-z][A-Za-z0-9_]+(?=\s+\[)/gm) ?? []);
    counted("definitions of the OSTYPE section", names.size);
    expect([...names].filter((name) => catalog.named(name).length === 0)).toEqual([]);
  });
});

describe("the catalogue has nothing else", () => {
  const known = [
    ...libraryFiles().map(({ text }) => text),
    document("cf.README"),
    document("changelog"),
    document("op/op.txt"),
    document("sendmail/README"),
    document("sendmail/SECURITY"),
  ].join("\n");
  // Only the front of a word is held to a boundary: op.txt runs the columns of its tables together.
  const inText = (name: string) =>
    new RegExp(`(?<![A-Za-z0-9_])${name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}`, "i").test(known);

  for (const [folder, kind] of FOLDERS)
    it(`no ${kind} that is neither a file nor in RELEASE_NOTES`, () => {
      const files = new Set(libraryNames(folder));
      const records: readonly CatalogRecord[] = catalog.all(kind);
      counted(`${kind} records`, records.length);
      const notes = [...releaseNotes().values()].join("\n");
      expect(records.filter(({ name }) => !files.has(name) && !notes.includes(name)).map(({ name }) => name)).toEqual(
        [],
      );
    });

  const worded: readonly Kind[] = [
    "option",
    "define",
    "macro",
    "daemon-key",
    "client-key",
    "queue-key",
    "milter-key",
    "privacy-flag",
    "blame-flag",
    "map-type",
    "access-tag",
    "access-action",
  ]; // one letter words prove nothing and are left out below; mechanisms are the SASL library's
  for (const kind of worded)
    it(`no ${kind} that no document knows`, () => {
      const records: readonly CatalogRecord[] = catalog.all(kind);
      counted(`${kind} records`, records.length);
      const names = records.map(({ name }) => name.replace(/:$/, "")).filter((name) => name.length > 1);
      expect(names.filter((name) => !inText(name))).toEqual([]);
    });
});

describe("versions", () => {
  it("every version that a record names is one of RELEASE_NOTES", () => {
    const versions = new Set([...releaseNotes().keys()].flatMap((version) => [version, version.replace(/\.\d+$/, "")]));
    const named = catalog
      .records()
      .flatMap((record) =>
        [record.since, record.deprecated, record.removed, record.renamed?.in]
          .filter((version) => version !== undefined)
          .map((version) => ({ record: `${record.kind}:${record.name}`, version })),
      );
    counted("versions named", named.length);
    expect(named.filter(({ version }) => !versions.has(version))).toEqual([]);
  });

  it("what a version is said to have brought, changed or taken away stands in its notes", () => {
    const notes = releaseNotes();
    const kinds: ReadonlySet<Kind> = new Set<Kind>(["feature", "option", "macro", "mailer", "hack"]);
    let asked = 0;
    const faults: string[] = [];
    for (const record of catalog.records()) {
      if (!kinds.has(record.kind)) continue;
      const words = [record.name, record.kind === "option" ? record.cf.name : undefined].filter(
        (word) => word !== undefined,
      );
      for (const version of [record.since, record.deprecated, record.removed, record.renamed?.in]) {
        if (version === undefined) continue;
        asked++;
        const text = [...notes]
          .filter(([at]) => at === version || at.startsWith(`${version}.`))
          .map(([, note]) => note);
        if (!words.some((word) => text.some((note) => note.includes(word))))
          faults.push(`${record.kind}:${record.name} ${version}`);
      }
    }
    counted("statements on versions", asked);
    expect(faults.filter((fault) => !SEEN_OTHERWISE.has(fault))).toEqual([]);
  });
});

/** Statements that RELEASE_NOTES makes in other words or not at all, each looked up by a person. */
const SEEN_OTHERWISE: ReadonlySet<string> = new Set<string>([
  "macro:LDAPROUTE_DOMAIN 8.10", // came with FEATURE(ldap_routing)
  "macro:LDAPROUTE_DOMAIN_FILE 8.10",
  "macro:LOCAL_CLT_FEATURES 8.17.1", // the library of 8.17.1 has it, that of 8.15.2 does not
]);

it("every macro of the .cf that is explained is in the operations guide, or the library's rules ask for it", () => {
  const guide = document("op/op.txt");
  const names = Object.keys(allCfNames().macro);
  counted("macros explained", names.length);
  // cf/README tells of those that the library sets.
  const library = new Set(["S", "M", "H", "R", "Z"]);
  const asked = new Set(libraryFiles().flatMap(({ text }) => text.match(/(?<=\$&\{)\w+(?=\})/g) ?? []));
  const isKnown = (name: string) =>
    guide.includes(name.length > 1 ? `{${name}}` : `$${name}`) || library.has(name) || asked.has(name);
  expect(names.filter((name) => !isKnown(name))).toEqual([]);
});

describe("sections and links", () => {
  it("every section exists in the book that it is said to be in", () => {
    const books: Readonly<Record<string, string>> = {
      "cf/README": document("cf.README").toLowerCase(),
      op: document("op/op.txt").toLowerCase().replace(/\s+/g, " "),
    };
    const notes = releaseNotes();
    let asked = 0;
    const faults: string[] = [];
    for (const record of catalog.records()) {
      const [book, heading] = record.section?.split(/: (.*)/s) ?? [];
      if (book === undefined || heading === undefined) continue;
      asked++;
      const found =
        book === "RELEASE_NOTES"
          ? notes.has(heading) || notes.has(`${heading}.0`)
          : book === "cf/README"
            ? books[book]?.includes(`| ${heading.toLowerCase()} |`) ||
              books[book]?.includes(`\n${heading.toLowerCase()}\n---`)
            : book === "libmilter" || books[book]?.includes(heading.toLowerCase());
      if (!found) faults.push(`${record.kind}:${record.name}: ${record.section}`);
    }
    counted("sections named", asked);
    expect(faults).toEqual([]);
  });
});
