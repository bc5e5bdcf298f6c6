// Files that F lines of a .cf without a .mc name, of all classes and in all formats: their words are the members that sendmail has, and each has a hover.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { EditorFeatures } from "../../../server/src/features/editor.ts";
import { EDITORS } from "../../../server/src/kinds/editors.ts";
import { siteFrom } from "../../../server/src/site/testing.ts";
import { foldText } from "../../../server/src/tables/index.ts";
import { cfAround } from "../one-line-cf.ts";
import { LONG, runSendmail, safeFolder, versionsThere } from "../programs.ts";

const features = new EditorFeatures(EDITORS);
const { dir, dispose } = safeFolder();
afterAll(dispose);

/** Names of classes as an F line has them. */
const CLASSES = [
  ...["w", "R", "t", "E", "L", "G", "M", "N", "P", "g", "m", "{VirtHost}", "{Persistent}", "{persistentMacros}"],
  ...["{TrustAuthMech}", "{Canonify}", "{LDAPRoute}"],
];

/** What is around the path. */
const WRITTEN: readonly ((file: string) => string)[] = [
  (file) => file,
  (file) => `-o${file}`,
  (file) => `-o ${file}`,
  (file) => ` ${file}`,
  ...["%s", "%[^#]", "%[^\\#]", "%[^:]", "%*s %s", "%5s", "%[a-z.]", "%*[^=]=%s", "user:%s"].map(
    (format) => (file: string) => `-o ${file} ${format}`,
  ),
];

const TEXT = [
  ...["aa.example", "bb.example # note", "# cc.example", " dd.example", "ee.example ff.example", "gg:hh", "user:ii"],
  ...["key=jj", "", "kk.example#x", "Ll.Example", ".mm.example", "\tnn oo", "ppqqrrsstt", "PLAIN", "user: uu", "xx\\"],
  "",
].join("\n");

const ASKED = versionsThere().filter((_, at, all) => LONG || at === 0 || at === all.length - 1);

test.each(ASKED)("sendmail %s has the members that the lines of the files say", async (version) => {
  writeFileSync(path.join(dir, "words"), TEXT);
  writeFileSync(path.join(dir, "none"), "");
  /** The members of a class with a line. */
  const members = (name: string, line: string): ReadonlySet<string> => {
    writeFileSync(path.join(dir, "asked.cf"), cfAround(line, dir));
    const { stdout } = runSendmail(["-bt", "-C", path.join(dir, "asked.cf")], `$=${name}\n`, { version });
    const words = stdout.replace(/^[\s\S]*?<address>\n> /, "").split("\n");
    return new Set(words.filter((word) => word !== "" && word !== "> ").map((word) => word.trim().toLowerCase()));
  };
  const wrong: string[] = [];
  let count = 0;
  for (const name of CLASSES) {
    const without = members(name, `F${name}${path.join(dir, "none")}`);
    for (const written of WRITTEN) {
      const theirs = [...members(name, `F${name}${written(path.join(dir, "words"))}`)];
      const site = await siteFrom({
        "sendmail.cf": cfAround(`F${name}${written("/etc/mail/words")}`, "/var/spool/mqueue"),
        words: TEXT,
      });
      const uri = site.cf?.uri.replace(/[^/]*$/, "words") ?? "";
      const file = site.tables.find((one) => one.uri === uri);
      const entries = [...(file?.table.entries() ?? [])];
      const ours = [...new Set(entries.map(({ key }) => foldText(key)))].sort();
      const added = theirs.filter((word) => !without.has(word) || ours.includes(word)).sort();
      if (ours.join("\n") !== added.join("\n")) wrong.push(`F${name}${written("F")}: ${ours} | ${added}`);
      for (const { key, line, keySpan } of entries) {
        count++;
        const before = TEXT.lastIndexOf("\n", keySpan.start - 1) + 1;
        const place = { line, character: keySpan.start - before };
        const contents = features.hover(site, uri, place, {})?.contents;
        const said = typeof contents === "object" && "value" in contents ? contents.value : "";
        // Either the word is named, or it does nothing.
        const isNamed = said.toLowerCase().includes(key.replace(/^\./, "").toLowerCase()) || said.startsWith("**This ");
        const isOfClass = file?.className === name.replace(/[{}]/g, "");
        if (!isNamed || !isOfClass) wrong.push(`F${name}${written("F")}, ${key}: ${said}`);
        // Only a file that the .cf has in class R as well lets anybody relay.
        if (name === "{VirtHost}" && /relay/.test(said)) wrong.push(`${key}: ${said}`);
      }
    }
  }
  console.log(`${CLASSES.length * WRITTEN.length} F lines, ${count} words: ${wrong.length} wrong`);
  expect(wrong).toEqual([]);
  expect(count).toBeGreaterThan(1000);
});

test("a file of VirtHost lets those relay whose words class R has", async () => {
  writeFileSync(path.join(dir, "words"), "aa.example\n");
  let relayed = 0;
  for (const lines of [
    "F{VirtHost}@",
    "F{VirtHost}@\nCR$={VirtHost}",
    "CR$={VirtHost}\nF{VirtHost}@",
    "F{VirtHost}@\nFR-o @",
  ]) {
    const cf = cfAround(lines.replaceAll("@", path.join(dir, "words")), dir);
    writeFileSync(path.join(dir, "asked.cf"), cf);
    const { stdout } = runSendmail(["-bt", "-C", path.join(dir, "asked.cf")], "$=R\n");
    const isMember = /^(?:> )?aa\.example$/m.test(stdout);
    const site = await siteFrom({
      "sendmail.cf": cf.replaceAll(path.join(dir, "words"), "/etc/mail/words"),
      words: "aa.example\n",
    });
    const uri = site.cf?.uri.replace(/[^/]*$/, "words") ?? "";
    const contents = features.hover(site, uri, { line: 0, character: 0 }, {})?.contents;
    const said = typeof contents === "object" && "value" in contents ? contents.value : "";
    expect([lines, / may relay to anywhere/.test(said)]).toEqual([lines, isMember]);
    if (isMember) relayed++;
  }
  expect(relayed).toBe(2);
});
