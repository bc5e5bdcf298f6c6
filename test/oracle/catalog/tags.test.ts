// Which tags of the access map the real library looks up, and thanks to which feature.
import { describe, expect, it } from "vitest";
import { alternatives, catalog } from "../../../server/src/catalog/index.ts";
import { build, libraryFiles, written } from "./library.ts";

const FRAME = ["OSTYPE(`linux')dnl\n", "MAILER(`local')dnl\nMAILER(`smtp')dnl\n"] as const;

/** Tags that rules look up, in lower case, without the colon. Rules write them as `<! Tag>`, `<+ Tag>` or `$(access Tag:`. */
function tagsOf(lines: readonly string[]): ReadonlySet<string> {
  const text = lines.filter((line) => line.startsWith("R") || /^\s/.test(line)).join("\n");
  const found = text.matchAll(/<[!+] ?"?([A-Za-z_]+)"?>|\$\(access "?([A-Za-z_]+)"?:/g);
  return new Set([...found].map((match) => (match[1] ?? match[2] ?? "").toLowerCase()));
}

const bare = (name: string) => name.replace(/:$/, "").toLowerCase();

/** Parts of the library that are no tags: how its comments name any tag, and a switch that is off by default. */
const NOT_TAGS: ReadonlySet<string> = new Set(["tag", "tls"]);

describe("tags of the access map", () => {
  const tags = catalog.all("access-tag");
  const named = new Set(tags.map(({ name }) => bare(name)));

  it("every tag that the library can look up is in the catalogue", () => {
    const proto = libraryFiles().find(({ file }) => file === "m4/proto.m4")?.text ?? "";
    const defined = new Map(
      [...proto.matchAll(/^define\(`([A-Z_]+_TAG)', `"(\w+)"'\)/gm)].map((match) => [match[1], match[2]]),
    );
    expect(defined.size).toBeGreaterThan(4);
    const looked = new Set<string>();
    for (const { text } of libraryFiles())
      for (const match of text.matchAll(/<[!+] ?([A-Za-z_]+)>|\$\(access ([A-Za-z]\w*)(?:`'_TAG_DELIM_|:)/g)) {
        const word = match[1] ?? match[2] ?? "";
        looked.add((defined.get(word) ?? word).toLowerCase());
      }
    for (const word of NOT_TAGS) looked.delete(word);
    console.log(`tags in the library: ${looked.size}, in the catalogue: ${named.size}`);
    expect([...looked].filter((tag) => !named.has(tag))).toEqual([]);
    expect([...named].filter((tag) => !looked.has(tag))).toEqual([]);
  });

  it("each is looked up with the features that the catalogue asks for, and not without one of them", () => {
    const faults: string[] = [];
    let asked = 0;
    for (const { name, needs = [] } of tags) {
      const references = needs.map((relation) => alternatives(relation));
      const use = (reference = "") =>
        // These two look tags up only with an argument.
        ({
          "feature:delay_checks": "FEATURE(`delay_checks', `friend')dnl\n",
          "feature:bcc": "FEATURE(`bcc', `access')dnl\n",
          "feature:rhsbl": "FEATURE(`rhsbl', `rhsbl.example')dnl\n",
        })[reference] ??
        written(reference) ??
        (reference.startsWith("hack:") ? `HACK(\`${reference.slice(5)}')dnl\n` : "");
      const looksUp = (chosen: readonly string[]) =>
        tagsOf(build(FRAME[0] + chosen.map(use).join("") + FRAME[1]).lines).has(bare(name));
      const all = references.map(([first = ""]) => first);
      asked++;
      if (!looksUp(all)) faults.push(`${name} with ${all.join(", ") || "nothing"}: not looked up`);
      for (const [i, list] of references.entries()) {
        const rest = all.filter((_, j) => j !== i);
        if (!/^feature:access_db$|^access-tag:/.test(list[0] ?? "") && looksUp(rest))
          faults.push(`${name} without ${list.join(" | ")}: looked up all the same`);
        for (const other of list.slice(1)) {
          asked++;
          if (!looksUp([...rest, other])) faults.push(`${name} with ${other}: not looked up`);
        }
      }
    }
    console.log(`uses of tags tried: ${asked}`);
    expect(faults).toEqual([]);
  });
});
