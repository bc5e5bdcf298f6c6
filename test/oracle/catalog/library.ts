// The m4 library of the newest version and the distribution's documents, asked by the oracle tests of the catalogue.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { documentsOf, libraryOf, NEWEST, programOf, run, type Version } from "../programs.ts";

export interface Build {
  /** Lines of the .cf, without comments other than options that are off (`#O ...`). */
  readonly lines: readonly string[];
  /** What the library and m4 complained about; "" where nothing. */
  readonly complaints: string;
}

/** What GNU m4 and the library of one version make of the body of a .mc file. */
export function build(body: string, version: Version = NEWEST): Build {
  const dir = libraryOf(version);
  const args = ["-D_NO_MAKEINFO_", `-D_CF_DIR_=${dir}`, path.join(dir, "m4/cf.m4"), "-"];
  const outcome = run(programOf(version, "m4"), args, body);
  if (outcome.error) throw outcome.error;
  const lines = outcome.stdout
    .split("\n")
    .filter((line) => line !== "" && (!line.startsWith("#") || /^#O\s/.test(line)));
  return { lines, complaints: outcome.stderr.trim() };
}

/** Lines of `after` that are not in `before`, as often as they are there more. */
export function added(before: readonly string[], after: readonly string[]): readonly string[] {
  const count = new Map<string, number>();
  for (const line of before) count.set(line, (count.get(line) ?? 0) + 1);
  return after.filter((line) => {
    const left = count.get(line) ?? 0;
    if (left > 0) count.set(line, left - 1);
    return left === 0;
  });
}

/** Names of the files of one folder of the library, without `.m4`. */
export function libraryNames(folder: string): readonly string[] {
  return readdirSync(path.join(libraryOf(NEWEST), folder))
    .filter((name) => name.endsWith(".m4"))
    .map((name) => name.slice(0, -3));
}

/** All .m4 files of the library that a .mc can reach: path below cf, and text. */
export function libraryFiles(): readonly { readonly file: string; readonly text: string }[] {
  return ["m4", "feature", "mailer", "ostype", "hack", "domain"].flatMap((folder) =>
    libraryNames(folder).map((name) => {
      const file = `${folder}/${name}.m4`;
      return { file, text: readFileSync(path.join(libraryOf(NEWEST), file), "latin1") };
    }),
  );
}

/** A document of the newest version's package sendmail-doc. Throws with the package's name where it is missing. */
export function document(
  name: "cf.README" | "changelog" | "op/op.txt" | "sendmail/README" | "sendmail/SECURITY",
): string {
  const dir = documentsOf(NEWEST);
  for (const file of [path.join(dir, name), path.join(dir, `${name}.gz`)])
    if (existsSync(file))
      return (file.endsWith(".gz") ? gunzipSync(readFileSync(file)) : readFileSync(file)).toString("latin1");
  throw new Error(`The documents of sendmail ${NEWEST} (Debian package sendmail-doc) have no ${name}.`);
}

/** RELEASE_NOTES (the package ships it as its changelog) cut into versions. */
export function releaseNotes(): ReadonlyMap<string, string> {
  const parts = document("changelog").split(/^(?:Backport )?(8\.\d+(?:\.\d+)*)\/\S+/m);
  const notes = new Map<string, string>();
  for (let i = 1; i + 1 < parts.length; i += 2)
    notes.set(parts[i] ?? "", (notes.get(parts[i] ?? "") ?? "") + (parts[i + 1] ?? ""));
  return notes;
}

/** How a person would write what a reference names, in a .mc file; undefined for what is not written there. */
export function written(reference: string, value = "zq1.example"): string | undefined {
  const [kind, name] = [reference.slice(0, reference.indexOf(":")), reference.slice(reference.indexOf(":") + 1)];
  if (kind === "feature") return `FEATURE(\`${name}')dnl\n`;
  if (kind === "mailer") return `MAILER(\`${name}')dnl\n`;
  if (kind === "define" || kind === "option") return `define(\`${name}', \`${value}')dnl\n`;
  if (kind === "macro") return `${name}(\`${value}')dnl\n`;
  return undefined;
}
