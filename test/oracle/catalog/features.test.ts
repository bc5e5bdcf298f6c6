// What the catalogue says of each feature is tried on the real m4: alone, without what it needs, in the wrong place, with each word.
import { describe, expect, it } from "vitest";
import {
  type Argument,
  alternatives,
  catalog,
  type FeatureRecord,
  type Relation,
} from "../../../server/src/catalog/index.ts";
import { added, build, libraryFiles, libraryNames, written } from "./library.ts";

/** Where a feature stands in the smallest .mc that the library takes without complaint. */
const HEAD = "OSTYPE(`linux')dnl\n";
const TAIL = "MAILER(`local')dnl\nMAILER(`smtp')dnl\n";

const installed = new Set(libraryNames("feature"));
const features = catalog.all("feature").filter(({ name }) => installed.has(name));

/** A value that an argument can have; required ones get it. */
function sample(argument: Argument): string {
  return (
    Object.keys(argument.values ?? {})[0] ??
    { number: "5", map: "hash -T<TMPF> /etc/mail/zq1" }[argument.type as string] ??
    "zq1.example"
  );
}

function required(feature: FeatureRecord): readonly string[] {
  return (feature.arguments ?? []).filter(({ optional }) => !optional).map(sample);
}

function use(feature: FeatureRecord, args: readonly string[] = required(feature)): string {
  return `FEATURE(${[feature.name, ...args].map((text) => `\`${text}'`).join(", ")})dnl\n`;
}

/** True if the relation is about a use with these arguments. */
function applies(relation: Relation, args: readonly string[]): boolean {
  if (relation.when === undefined) return true;
  const given = args.filter((arg) => arg !== "");
  if (relation.when === "*") return given.length > 0;
  if (relation.when.startsWith("!")) return (args[Number(relation.when.slice(1)) - 1] ?? "") === "";
  return given.some((arg) => arg.toLowerCase() === relation.when);
}

/** Lines before the feature that give it all it needs: features that need something themselves get that too. */
function supplied(feature: FeatureRecord, args: readonly string[]): string {
  return (feature.needs ?? [])
    .filter((relation) => applies(relation, args))
    .map((relation) => written(alternatives(relation)[0] ?? "") ?? "")
    .join("");
}

/** Features that bring their own mailers must stand without any. */
function tail(feature: FeatureRecord): string {
  return feature.excludes?.some(({ what }) => what.startsWith("mailer:")) ? "" : TAIL;
}

/** The library's complaint beyond the warning that some features always print. */
function complaint(feature: FeatureRecord, body: string): string {
  const all = build(body).complaints;
  if (!feature.warns) return all;
  const always = build(HEAD + supplied(feature, required(feature)) + use(feature) + tail(feature)).complaints.split(
    "\n",
  );
  return all
    .split("\n")
    .filter((line) => !always.includes(line))
    .join("\n");
}

describe("features, as the real m4 takes them", () => {
  it("the empty frame is taken without complaint", () => {
    expect(build(HEAD + TAIL).complaints).toBe("");
  });

  it("each with what it needs is taken without complaint, or with the warning that it always prints", () => {
    const faults: string[] = [];
    for (const feature of features) {
      const args = required(feature);
      const { complaints } = build(HEAD + supplied(feature, args) + use(feature) + tail(feature));
      if ((complaints !== "") !== (feature.warns === true))
        faults.push(`${feature.name}: ${complaints || "no warning"}`);
    }
    console.log(`features taken whole: ${features.length}`);
    expect(faults).toEqual([]);
  });

  it("each alone: the library complains just where the catalogue says that it needs something", () => {
    const faults: string[] = [];
    let needy = 0;
    for (const feature of features) {
      const args = required(feature);
      const expected = (feature.needs ?? []).some((relation) => relation.reported && applies(relation, args));
      if (expected) needy++;
      const found = complaint(feature, HEAD + use(feature) + tail(feature));
      if ((found !== "") !== expected) faults.push(`${feature.name}: ${found || "no complaint"}`);
    }
    console.log(`features alone: ${features.length}, of which need something: ${needy}`);
    expect(faults).toEqual([]);
  });

  it("each word of an argument, with what it needs and without", () => {
    const faults: string[] = [];
    let words = 0;
    for (const feature of features)
      for (const [place, argument] of (feature.arguments ?? []).entries())
        for (const word of Object.keys(argument.values ?? {})) {
          words++;
          const args = (feature.arguments ?? [])
            .slice(0, place)
            .map((before) => (before.optional ? "" : sample(before)));
          args.push(word);
          const whole = complaint(feature, HEAD + supplied(feature, args) + use(feature, args) + tail(feature));
          if (whole !== "") faults.push(`${use(feature, args).trim()} with all it needs: ${whole}`);
          for (const relation of feature.needs ?? []) {
            if (relation.reported === undefined || !applies(relation, args) || relation.when === undefined) continue;
            const others = { ...feature, needs: (feature.needs ?? []).filter((other) => other.what !== relation.what) };
            const without = complaint(feature, HEAD + supplied(others, args) + use(feature, args) + tail(feature));
            if (without === "") faults.push(`${use(feature, args).trim()} without ${relation.what}: no complaint`);
          }
        }
    console.log(`words of arguments: ${words}`);
    expect(faults).toEqual([]);
  });

  it("missing arguments and wrong words are reported just where the catalogue says so", () => {
    const faults: string[] = [];
    let missing = 0;
    let wrong = 0;
    for (const feature of features) {
      const args = feature.arguments ?? [];
      for (const [place, argument] of args.entries()) {
        const before = args.slice(0, place).map((other) => (other.optional ? "" : sample(other)));
        if (!argument.optional) {
          missing++;
          const found = complaint(feature, HEAD + supplied(feature, before) + use(feature, before) + tail(feature));
          if ((found !== "") !== (argument.reported === true))
            faults.push(`${feature.name} without ${argument.name}: ${found || "no complaint"}`);
        }
        if (argument.type === "choice") {
          wrong++;
          const odd = [...before, "zq1"];
          const found = complaint(feature, HEAD + supplied(feature, odd) + use(feature, odd) + tail(feature));
          if ((found !== "") !== (argument.strict === true))
            faults.push(`${feature.name} with a wrong ${argument.name}: ${found || "no complaint"}`);
        }
      }
    }
    console.log(`required arguments left out: ${missing}; wrong words: ${wrong}`);
    expect(faults).toEqual([]);
  });

  it("defaults of arguments: written out they give the same .cf", () => {
    const faults: string[] = [];
    let asked = 0;
    // No OSTYPE here: many set the very paths that are asked for. LDAP's server is there so that no warning differs.
    const plain = "define(`__OSTYPE__', `none')dnl\ndefine(`confLDAP_DEFAULT_SPEC', `-h zq1')dnl\n";
    for (const feature of features)
      for (const [place, argument] of (feature.arguments ?? []).entries()) {
        if (argument.default === undefined) continue;
        asked++;
        const before = (feature.arguments ?? []).slice(0, place).map((other) => (other.optional ? "" : sample(other)));
        const frame = (args: readonly string[]) =>
          build(plain + supplied(feature, args) + use(feature, args) + tail(feature)).lines.map((line) =>
            line.replaceAll(/[ \t]+/g, " "),
          );
        const [implicit, explicit] = [
          frame(before),
          frame([...before, argument.default.replace("LIST", before[0] ?? "")]),
        ];
        const differing = [...added(implicit, explicit), ...added(explicit, implicit)];
        if (differing.length > 0) faults.push(`${feature.name} ${argument.name}: ${differing.slice(0, 3).join(" | ")}`);
      }
    console.log(`defaults written out: ${asked}`);
    expect(faults).toEqual([]);
  });

  it("wrong order is reported just where the catalogue says so", () => {
    const faults: string[] = [];
    let orders = 0;
    for (const feature of features) {
      const args = required(feature);
      for (const relation of feature.after ?? []) {
        if (!relation.reported) continue;
        orders++;
        const word = relation.when && /^\w/.test(relation.when) ? [relation.when] : args;
        const others = { ...feature, needs: (feature.needs ?? []).filter(({ what }) => what !== relation.what) };
        const later = written(alternatives(relation)[0] ?? "") ?? "";
        const found = complaint(feature, HEAD + supplied(others, word) + use(feature, word) + later + tail(feature));
        if (found === "") faults.push(`${feature.name} before ${relation.what}: no complaint`);
      }
      for (const relation of feature.before ?? []) {
        if (!relation.reported || !relation.what.startsWith("mailer:")) continue;
        orders++;
        const smtp = relation.what === "mailer:uucp" ? "MAILER(`smtp')dnl\n" : "";
        const frame = HEAD + smtp + (written(relation.what) ?? "");
        const general = build(`${frame}FEATURE(\`redirect')dnl\n`).complaints.split("\n");
        const found = build(frame + use(feature))
          .complaints.split("\n")
          .filter((line) => !general.includes(line));
        if (found.length === 0) faults.push(`${feature.name} after ${relation.what}: no complaint of its own`);
      }
    }
    console.log(`orders tried: ${orders}`);
    expect(faults).toEqual([]);
  });

  it("what excludes each other is reported just where the catalogue says so", () => {
    const faults: string[] = [];
    let pairs = 0;
    for (const feature of features)
      for (const relation of feature.excludes ?? []) {
        pairs++;
        const record = catalog.resolve(relation.what);
        const other = (record?.kind === "feature" ? supplied(record, []) : "") + (written(relation.what) ?? "");
        // Mailers, and what brings them along (msp), come after every feature.
        const isLast = /already included/.test(build(HEAD + other + TAIL).complaints) || /^mailer:/.test(relation.what);
        // A library that looks at what is defined so far complains in one of the two orders only.
        const before = HEAD + supplied(feature, []) + other + use(feature) + TAIL;
        const after = HEAD + supplied(feature, []) + use(feature) + (isLast ? other : other + TAIL);
        const found = (isLast ? "" : complaint(feature, before)) + complaint(feature, after);
        if ((found !== "") !== (relation.reported === true))
          faults.push(`${feature.name} with ${relation.what}: ${found || "no complaint"}`);
      }
    console.log(`pairs that exclude each other: ${pairs}`);
    expect(faults).toEqual([]);
  });

  it("every file of the library that can complain has a record that says so", () => {
    const faults: string[] = [];
    let files = 0;
    for (const { file, text } of libraryFiles()) {
      const [folder, name] = [file.split("/")[0] ?? "", file.split("/")[1]?.replace(/\.m4$/, "") ?? ""];
      if (!/errprint/.test(text) || !["feature", "mailer", "ostype", "hack", "domain"].includes(folder)) continue;
      files++;
      const record = catalog.get(folder as "feature" | "mailer" | "ostype" | "hack" | "domain", name);
      const relations = [record?.needs, record?.excludes, record?.before, record?.after].flatMap((list) => list ?? []);
      const says =
        relations.some(({ reported }) => reported) ||
        (record !== undefined && "warns" in record && record.warns === true) ||
        (record !== undefined && "arguments" in record && record.arguments?.some((arg) => arg.reported || arg.strict));
      // access_db complains of a map without -T<TMPF>: its argument's text says so.
      if (!says && file !== "feature/access_db.m4") faults.push(file);
    }
    console.log(`files that can complain: ${files}`);
    expect(faults).toEqual([]);
  });
});
