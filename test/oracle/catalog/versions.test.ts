// Every word of the catalogue is asked of four versions: a word is there where its record says so, and has a record where it is there.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import {
  availability,
  type CatalogRecord,
  catalog,
  cfOptionRecord,
  compareVersions,
  NEWEST_VERSION,
  RELEASES,
} from "../../../server/src/catalog/index.ts";
import { OPTIONS } from "../../../server/src/cf/options/table.ts";
import { documentsOf, libraryOf, runSendmail, safeFolder, type Version, versionsThere } from "../programs.ts";
import { NOT_IN_THE_LIBRARY, QUESTIONS, type WordQuestion } from "./version-questions.ts";

const folder = safeFolder();
afterAll(() => folder.dispose());

const there = versionsThere();

/** Prints a count, so that a run shows what was looked at. */
function counted(what: string, count: number): void {
  console.log(`${what}: ${count}`);
  expect(count, what).toBeGreaterThan(0);
}

/** True where a version has a word, under its name. */
function isThere(record: CatalogRecord, version: Version): boolean {
  return ["present", "deprecated", "renamed"].includes(availability(record, version).state);
}

/** A document of a version, such as `changelog`. */
function documentOf(version: Version, name: string): string {
  return gunzipSync(readFileSync(path.join(documentsOf(version), `${name}.gz`))).toString("latin1");
}

/** The library's files of a version: path below cf, and text. */
function filesOf(version: Version): readonly { readonly file: string; readonly text: string }[] {
  const dir = libraryOf(version);
  return ["m4", "feature", "mailer", "ostype", "hack", "domain"].flatMap((part) =>
    readdirSync(path.join(dir, part))
      .filter((name) => name.endsWith(".m4"))
      .map((name) => ({ file: `${part}/${name}`, text: readFileSync(path.join(dir, part, name), "latin1") })),
  );
}

it("the releases and their days are those of RELEASE_NOTES, the last of them the newest", () => {
  const newest = there.at(-1);
  if (newest === undefined) return;
  const notes = documentOf(newest, "changelog").matchAll(/^(8\.(\d+)(?:\.\d+)*)\/\S+\s+(\d{4})\/(\d\d)\/(\d\d)/gm);
  const days = Array.from(notes, ([, version = "", minor, ...day]) => [version, Number(minor), day.join("-")] as const);
  const known = days.filter(([, minor]) => minor >= 7).map(([version, , day]) => [version, day] as const);
  counted("releases", known.length);
  expect(Object.fromEntries(known)).toEqual(RELEASES);
  expect(NEWEST_VERSION).toBe(known[0]?.[0]);
});

describe.each(there)("sendmail %s", (version) => {
  const files = filesOf(version);

  it.each(["feature", "mailer", "ostype", "domain", "hack"] as const)(
    "has the %s files that it should have",
    (kind) => {
      const names = files.flatMap(({ file }) => (file.startsWith(`${kind}/`) ? [file.slice(kind.length + 1, -3)] : []));
      counted(`${version} ${kind} files`, names.length);
      expect(
        names.filter((name) => catalog.get(kind, name) === undefined),
        "without a record",
      ).toEqual([]);
      const expected = catalog.all(kind).filter((record) => isThere(record, version));
      const known = expected.map(({ name }) => name).filter((name) => !NOT_IN_THE_LIBRARY.has(`${kind}:${name}`));
      expect([...known].sort()).toEqual([...names].filter((name) => !NOT_IN_THE_LIBRARY.has(`${kind}:${name}`)).sort());
    },
  );

  it("has the conf* names that it should have", () => {
    const texts = [documentOf(version, "cf.README"), ...files.map(({ text }) => text)];
    const names = new Set(texts.flatMap((text) => text.match(/\bconf[A-Z][A-Z0-9_]*[A-Z0-9]\b/g) ?? []));
    counted(`${version} conf* names`, names.size);
    expect([...names].filter((name) => catalog.get("option", name) === undefined).sort(), "without a record").toEqual(
      [],
    );
    const expected = catalog.all("option").filter((record) => isThere(record, version));
    const faults = catalog
      .all("option")
      .filter((record) => names.has(record.name) !== expected.includes(record))
      .map(({ name }) => name);
    expect(faults.filter((name) => !NOT_IN_THE_LIBRARY.has(`option:${name}`))).toEqual([]);
  });

  it("has the macros that it should have", () => {
    const head = files.find(({ file }) => file === "m4/cfhead.m4")?.text ?? "";
    const names = [...head.matchAll(/^define\(`([A-Z][A-Za-z0-9_]*)'/gm)].map((match) => match[1] ?? "");
    counted(`${version} macros`, names.length);
    const macros = catalog.all("macro").filter(({ name }) => names.includes(name));
    expect(macros.filter((record) => !isThere(record, version)).map(({ name }) => name)).toEqual([]);
  });

  it("knows the options that it should know", () => {
    const asked = catalog.all("option").filter(({ name, cf }) => cf.kind === "option" && BUILT_IN[name] === undefined);
    counted(`${version} options`, asked.length);
    const lines = asked.map(
      ({ cf, default: value, values }) => `O ${cf.name}=${value ?? Object.keys(values ?? {})[0] ?? "0"}`,
    );
    const unknown = new Set(
      Array.from(complaintsOf(version, lines).matchAll(/unknown option name (\S+)/g), ([, name]) => name),
    );
    const faults = asked.filter((record) => unknown.has(record.cf.name) === isThere(record, version));
    expect(faults.map(({ name }) => name)).toEqual([]);
  });

  it("has no option without a record", () => {
    const known = OPTIONS.filter(
      ({ name, since }) => name !== "" && (since === undefined || compareVersions(version, since) >= 0),
    );
    counted(`${version} names of options`, known.length);
    expect(known.map(({ name }) => name).filter((name) => cfOptionRecord(name) === undefined)).toEqual([]);
  });

  it("has what the catalogue says only a special build has, just where it was built so", () => {
    const { stdout } = runSendmail(["-d0.13", "-bt", "-C", "/dev/null"], "", { version });
    const asked = catalog.records().filter((record) => record.build !== undefined && isThere(record, version));
    const faults = asked.flatMap((record) => {
      const option =
        OPTION_OF[`${record.kind}:${record.name}`] ??
        (record.kind === "cf-option" ? record.name : undefined) ??
        ("cf" in record ? record.cf?.name : undefined);
      if (option === undefined) return [`${record.name}: which option?`];
      const isUnknown = complaintsOf(version, [`O ${option}=${option === "DANE" ? "false" : "0"}`]).includes(
        "unknown option name",
      );
      const isBuilt = new RegExp(`\\b${record.build}\\b`).test(stdout);
      return isUnknown === isBuilt
        ? [`${record.name}: ${isBuilt ? "built in and unknown" : "not built in and known"}`]
        : [];
    });
    counted(`${version} words that need a special build`, asked.length);
    expect(faults).toEqual([]);
  });

  it.each(QUESTIONS)("takes each $kind that it should take, and no other", (question) => {
    const records = catalog.all(question.kind).filter(({ name }) => question.except?.includes(name) !== true);
    counted(`${version} ${question.kind}`, records.length);
    const faults = askedWords(version, question, records);
    expect(faults).toEqual([]);
  });
});

/** The option that stands for a feature. */
const OPTION_OF: Readonly<Record<string, string>> = {
  "feature:bcc": "AddBcc",
  "feature:check_cert_altnames": "SetCertAltnames",
  "feature:sts": "StrictTransportSecurity",
  "feature:same_domain_only": "SameDomainOnly",
};

/** Options that depend on how sendmail was built: asked by themselves. */
const BUILT_IN: Readonly<Record<string, true>> = { confDANE: true, confREJECT_NUL: true, confSMTPUTF8: true };

const HEAD = `V10
O DontProbeInterfaces=True
Djmx.example.com
Dnx
Mlocal, P=/bin/true, F=l, A=x
Mprog, P=/bin/true, F=l, A=x
`;

/** What a version says of some lines of a .cf. */
function complaintsOf(version: Version, lines: readonly string[]): string {
  const file = path.join(folder.dir, "words.cf");
  writeFileSync(file, `${HEAD}${lines.join("\n")}\n`);
  const { stdout, stderr } = runSendmail(["-bt", "-C", file], "", { version });
  return `${stdout}\n${stderr}`;
}

/** Words that a version takes against the catalogue, or refuses against it: one line of a .cf each, so that a message names its word. */
function askedWords(version: Version, { line }: WordQuestion, records: readonly CatalogRecord[]): readonly string[] {
  const lines = records.map(({ name }, id) => line(name, id));
  const before = HEAD.split("\n").length - 1;
  const starts: number[] = [];
  let at = before;
  for (const text of lines) {
    starts.push(at + text.split("\n").length);
    at += text.split("\n").length;
  }
  const refused = new Set(
    Array.from(complaintsOf(version, lines).matchAll(/line (\d+): /g), ([, number]) => Number(number)),
  );
  return records.flatMap((record, i) => {
    const isRefused = refused.has(starts[i] ?? 0);
    return isRefused === isThere(record, version) ? [`${record.name}: ${isRefused ? "refused" : "taken"}`] : [];
  });
}
