// Databases that sendmail cannot open: of another type than the map's, empty, of another Berkeley DB, or not there. What it does, and what we say.
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { platformNamed } from "../../../server/src/catalog/index.ts";
import { diskFiles } from "../../../server/src/files.node.ts";
import { lint } from "../../../server/src/rules/linter/lint.ts";
import { rule } from "../../../server/src/rules/site-missing-map/index.ts";
import { databaseFormat } from "../../../server/src/site/database.ts";
import { markedSite } from "../../../server/src/site/testing.ts";
import { versionsThere } from "../programs.ts";
import { MailSite } from "./mail-site.ts";

const LINES = ["a.example smtp:[b.example]"];
const TYPES = ["hash", "btree"] as const;

/** Changes a database; undefined: it is removed. */
type Change = (bytes: Buffer) => Buffer | undefined;

const numbered =
  (version: number): Change =>
  (bytes) => {
    const copy = Buffer.from(bytes);
    copy.writeUInt32LE(version, 16);
    return copy;
  };

/** The type that the database is of, how it is changed, and whether sendmail opens it as the map of a type. */
const CASES: readonly (readonly [
  what: string,
  made: "own" | "other",
  change: Change,
  opens: readonly (typeof TYPES)[number][],
])[] = [
  ["as makemap writes it", "own", (bytes) => bytes, TYPES],
  ["of the other type", "other", (bytes) => bytes, []],
  ["empty", "own", () => Buffer.alloc(0), []],
  ["missing", "own", () => undefined, []],
  ...[5, 6, 10].map((version) => [`of version ${version}`, "own", numbered(version), []] as const),
  ["of version 7", "own", numbered(7), ["hash"]],
  ["of version 8", "own", numbered(8), TYPES],
  [
    "of Berkeley DB 1.85",
    "own",
    (bytes) =>
      Buffer.concat([Buffer.from(bytes.subarray(12, 16)).reverse(), Buffer.from([0, 0, 0, 2]), Buffer.alloc(8192)]),
    [],
  ],
];

const platform = platformNamed("debian12");
if (platform === undefined) throw new Error("the catalogue does not have Debian 12");
const options = { platform: { platform, because: "a test says so" } };
const versions = versionsThere();

describe.each(TYPES)("a %s map", (type) => {
  const other = type === "hash" ? "btree" : "hash";
  const site = new MailSite({
    without: ["mailertable", "virtusertable"],
    mc: `FEATURE(\`mailertable', \`${type} @/mailertable')\nFEATURE(\`virtusertable', \`${type} -o @/virtusertable')`,
  });
  afterAll(() => site.dispose());

  test.each(CASES)("%s", async (_, made, change, opens) => {
    const files: Record<string, string> = {};
    for (const name of ["mailertable", "virtusertable"]) {
      const file = path.join(site.dir, `${name}.db`);
      rmSync(file, { force: true });
      site.hash(name, LINES, made === "own" ? type : other);
      const bytes = change(readFileSync(file));
      if (bytes === undefined) rmSync(file);
      else {
        writeFileSync(file, bytes, { mode: 0o640 });
        // The disk tells of it what its bytes do.
        const found = await diskFiles().stat(pathToFileURL(file).href);
        expect(found.kind === "there" && found.value.database).toEqual(databaseFormat(bytes));
        files[`${name}.db`] = bytes.toString("latin1");
      }
    }
    const isOpened = opens.includes(type);
    for (const version of versions) {
      const said = site.testMode(["/map mailertable a.example", "/map virtuser a.example"], version);
      // Without its map the one fails for now, and the other is not there.
      expect(said).toMatch(
        isOpened ? /mailertable \(a\.example\) returns smtp/ : /mailertable \(a\.example\) no match \(75\)/,
      );
      expect(said).toMatch(isOpened ? /virtuser \(a\.example\) returns smtp/ : /Map named "virtuser" not open/);
    }
    const mc = [
      "OSTYPE(`linux')",
      `FEATURE(\`mailertable', \`${type} /etc/mail/mailertable')`,
      `FEATURE(\`virtusertable', \`${type} -o /etc/mail/virtusertable')`,
      "MAILER(`smtp')",
      "",
    ];
    const lines = `${LINES.join("\n")}\n`;
    const ours = await markedSite({
      "sendmail.mc": mc.join("\n"),
      "sendmail.cf": "",
      mailertable: lines,
      virtusertable: lines,
      ...files,
    });
    const found = [...lint(ours.site, [rule], options).values()].flat();
    expect(found.map(({ severity }) => severity)).toEqual(isOpened ? [] : ["error", "warning"]);
  });
});

test.each(["/aliases", ":@/aliases", ":-o @/aliases"])("aliases %s with a database of another type", (written) => {
  const type = written.startsWith(":") ? "hash" : "";
  const site = new MailSite({
    mc: `define(\`ALIAS_FILE', \`${type}${written.replace(/^\//, "@/")}')`,
    tables: { aliases: ["al: root"] },
  });
  rmSync(path.join(site.dir, "aliases.db"));
  site.hash("aliases", ["al root"], "btree");
  const answers = versions.map((version) => site.verify("al", version).at(-1));
  site.dispose();
  // Without a class sendmail goes on to the text; with one it waits, and with -o too there are no aliases.
  const expected =
    type === ""
      ? /root\.\.\. deliverable/
      : written.includes("-o")
        ? /User unknown/
        : /deliverable: mailer local, user al/;
  for (const answer of answers) expect(answer).toMatch(expected);
});
