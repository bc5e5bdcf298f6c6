// What the catalogue says of mailers, ostypes, domains and hacks is tried on the real m4: what each adds and sets.
import { describe, expect, it } from "vitest";
import { alternatives, type CatalogRecord, catalog } from "../../../server/src/catalog/index.ts";
import { cfDir, program, run } from "../programs.ts";
import { added, build, libraryNames, written } from "./library.ts";

const NONE = "define(`__OSTYPE__', `none')dnl\n";
const MAILERS = "MAILER(`local')dnl\nMAILER(`smtp')dnl\n";

/** What stands before a use so that it has all it needs. */
function supplied(record: CatalogRecord): string {
  return [
    ...new Set([...(record.needs ?? []), ...(record.after ?? [])].map((relation) => alternatives(relation)[0] ?? "")),
  ]
    .map((reference) => written(reference) ?? "")
    .join("");
}

/** What GNU m4 writes for these pieces of m4 text once the body was read; they stand at top level, so that commas stay. */
function expansions(body: string, texts: readonly string[]): readonly string[] {
  const probe = texts.map((text, i) => `\`<${i}='${text}\`'\`>'`).join("dnl\n");
  const args = ["-D_NO_MAKEINFO_", `-D_CF_DIR_=${cfDir()}`, `${cfDir()}m4/cf.m4`, "-"];
  const output = run(program("m4"), args, `${body}divert(0)${probe}m4exit(\`0')`).stdout;
  return texts.map((_, i) => new RegExp(`<${i}=([\\s\\S]*?)>(?=<${i + 1}=|$)`).exec(output)?.[1] ?? "");
}

const plain = (text: string) => text.replaceAll(/\s+/g, " ").trim();

describe("mailers, as the real m4 takes them", () => {
  const mailers = catalog.all("mailer");

  it("each adds the mailers that the catalogue names", () => {
    const faults: string[] = [];
    const names = (lines: readonly string[]) =>
      lines.map((line) => /^M([A-Za-z0-9-]+),/.exec(line)?.[1]).filter((name) => name !== undefined);
    for (const record of mailers) {
      const before = NONE + supplied(record);
      // The library adds the local mailers by itself where nobody else has.
      const without = record.name === "local" ? [] : build(before).lines;
      const found = names(added(without, build(`${before}MAILER(\`${record.name}')dnl\n`).lines));
      if (found.toSorted().join(" ") !== record.defines.toSorted().join(" "))
        faults.push(`${record.name}: the .cf has ${found.join(" ")}, the catalogue ${record.defines.join(" ")}`);
    }
    console.log(`mailers: ${mailers.length}`);
    expect(faults).toEqual([]);
  });

  it("the library complains just where something is missing that the catalogue says it reports", () => {
    const faults: string[] = [];
    for (const record of mailers) {
      const use = `MAILER(\`${record.name}')dnl\n`;
      const whole = build(NONE + supplied(record) + use).complaints;
      if (whole !== "") faults.push(`${record.name} with all it needs: ${whole}`);
      const alone = build(NONE + use).complaints;
      const reported = [...(record.needs ?? []), ...(record.after ?? [])].some((relation) => relation.reported);
      if ((alone !== "") !== reported) faults.push(`${record.name} alone: ${alone || "no complaint"}`);
    }
    expect(faults).toEqual([]);
  });
});

describe("ostypes, domains and hacks, as the real m4 takes them", () => {
  for (const kind of ["ostype", "domain", "hack"] as const) {
    const installed = new Set(libraryNames(kind));
    const records = catalog.all(kind).filter(({ name }) => installed.has(name));
    const head = kind === "ostype" ? "" : NONE;
    const use = (record: (typeof records)[number]) => {
      const args = (record.arguments ?? [])
        .filter(({ optional }) => !optional)
        .map((argument) => Object.keys(argument.values ?? {})[0] ?? "zq1.example");
      return `${kind.toUpperCase()}(${[record.name, ...args].map((text) => `\`${text}'`).join(", ")})dnl\n`;
    };

    it(`each ${kind} is taken without complaint, or with the warning that it always prints`, () => {
      const faults: string[] = [];
      for (const record of records) {
        const own = record.excludes?.some(({ what }) => what.startsWith("mailer:"));
        const { complaints } = build(head + supplied(record) + use(record) + (own ? "" : MAILERS));
        if ((complaints !== "") !== (record.warns === true))
          faults.push(`${record.name}: ${complaints || "no warning"}`);
      }
      console.log(`${kind}: ${records.length}`);
      expect(faults).toEqual([]);
    });

    it(`each ${kind} sets what the catalogue says`, () => {
      const faults: string[] = [];
      let asked = 0;
      for (const record of records)
        for (const [name, value] of Object.entries(record.sets ?? {})) {
          asked++;
          const [found = "", said = ""] = expansions(head + supplied(record) + use(record), [name, value]);
          if (plain(found) !== plain(said)) faults.push(`${record.name} ${name}: ${found}, the catalogue ${value}`);
        }
      console.log(`names set by ${kind} files: ${asked}`);
      expect(faults).toEqual([]);
    });
  }

  it("no ostype sets a name that the catalogue does not list with it", () => {
    const faults: string[] = [];
    let asked = 0;
    // All settings of the catalogue are asked for, before and after.
    const names = [...catalog.all("define"), ...catalog.all("option")].map(({ name }) => name);
    const before = expansions("", names);
    for (const record of catalog.all("ostype")) {
      if (!libraryNames("ostype").includes(record.name)) continue;
      const after = expansions(`OSTYPE(\`${record.name}')dnl\n`, names);
      for (const [i, name] of names.entries()) {
        if (before[i] === after[i]) continue;
        asked++;
        if (record.sets?.[name] === undefined) faults.push(`${record.name}: ${name}=${after[i]}`);
      }
    }
    console.log(`names that ostypes change: ${asked}`);
    expect(asked).toBeGreaterThan(50);
    expect(faults).toEqual([]);
  });
});
