// What our reading of lists says, and the rules about them, asked of `sendmail -bv` in four versions: who is on a list that an alias includes.
import { chmodSync, chownSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { troubleOf } from "../../../server/src/kinds/aliases/targets.ts";
import { parseTable } from "../../../server/src/tables/index.ts";
import { readRecipients } from "../../../server/src/tables/values/recipients.ts";
import { TextDocument } from "../../../server/src/text.ts";
import { LONG, type Version, versionsThere } from "../programs.ts";
import { MailSite } from "../tables/mail-site.ts";

/** The folder for temporary files is everybody's; the default user, which reads lists, may enter it. */
const BLAME = "IncludeFileInUnsafeDirPath,IncludeFileInUnsafeDirPathSafe";
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** A server with an alias for each list: `l0`, `l1`, ...; the texts are bytes as latin1. */
function siteOf(texts: readonly string[], blame = BLAME): MailSite {
  const folder = mkdtempSync(path.join(tmpdir(), "sml-list-"));
  chmodSync(folder, 0o755);
  folders.push(folder);
  const lists = texts.map((text, at) => {
    const file = path.join(folder, `list${at}`);
    writeFileSync(file, text.replaceAll("@/", `${folder}/`), { encoding: "latin1", mode: 0o644 });
    return `l${at}: :include:${file}`;
  });
  return new MailSite({
    mc: `define(\`confDONT_BLAME_SENDMAIL', \`${blame}')\n`,
    tables: { aliases: [...lists, "sales: root"] },
  });
}

/** Whom sendmail names, whether it knows them or not: in order of the alphabet. */
const named = (lines: readonly string[]) =>
  [
    ...new Set(
      lines.flatMap((line) => {
        const [, name] = /^(?:\S+: line \d+: )?(.*?)\.\.\. (?:deliverable|User unknown)/s.exec(line) ?? [];
        return name === undefined ? [] : [name.trim()];
      }),
    ),
  ].sort();

const read = (text: string) => [...parseTable(TextDocument.create("file:///list", "", 1, text), "list").entries()];

/** Names that nobody has, and what lists have around them. */
const word = fc.constantFrom("aa", "bb", "cc", "dd", "ee.ff", '"|/bin/x a, b"', "/tmp/zz", "u@else.example");
const gap = fc.constantFrom(",", ", ", ",,", " ,\t", ",\r");
const tail = fc.constantFrom("", "", "", ",", " ", "\r", " #@# gg", "\t#@#", " #@#\t, gg", "\0gg", "\0");
const line = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(fc.constantFrom("", "", " ", "\t"), fc.array(fc.tuple(word, gap), { maxLength: 3 }), word, tail)
      .map(([head, more, last, end]) => head + more.map((pair) => pair.join("")).join("") + last + end),
  },
  { weight: 3, arbitrary: fc.constantFrom("", " ", "# hh", "#", "\r", ",", "#\0hh", "\0", "#@# hh", " #@# hh") },
  // Around the size of the buffer: at its end nothing or a name that is cut.
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom("", "#", "aa,"), fc.integer({ min: 2038, max: 2052 }))
      .map(([head, size]) => `${head}${" ".repeat(size - head.length)}iiii,jjjj`),
  },
);
const list = fc
  .tuple(fc.array(line, { maxLength: 8 }), fc.boolean())
  .map(([all, end]) => all.join("\n") + (end ? "\n" : ""));

/** The oldest and the newest version; all of them in the long form. */
const ASKED = versionsThere().filter((_, at, all) => LONG || at === 0 || at === all.length - 1);

test.each(ASKED)("%s reads the recipients that we read", (version: Version) => {
  const texts = fc.sample(list, { numRuns: LONG ? 400 : 20 });
  const site = siteOf(texts);
  let count = 0;
  for (const [at, text] of texts.entries()) {
    const ours = [...new Set(read(text).map(({ key }) => key))].sort();
    expect([JSON.stringify(text), named(site.verify(`l${at}`, version))]).toEqual([JSON.stringify(text), ours]);
    count += ours.length;
  }
  site.dispose();
  expect(count).toBeGreaterThan(20);
});

describe("lines that people write", () => {
  const LINES: Readonly<Record<string, readonly [text: string, theirs: RegExp]>> = {
    "a comment in column one": ["# note\nroot\n", /^root\.\.\. deliverable/],
    "a comment with its mark": ["root #@# note\n", /^root\.\.\. deliverable/],
    "a comment that is none": ["root # note\n", /root # note\.\.\. User unknown/],
    "an indented comment": ["  # note\nroot\n", /# note\.\.\. User unknown/],
    "an indented line": ["sales\n\troot\n", /^root\.\.\. deliverable/],
    "a backslash, which continues nothing": ["root \\\nsales\n", /root \\\.\.\. deliverable/],
    "an alias": ["sales\n", /^root\.\.\. deliverable/],
    "no alias": ["\\root\n", /^\\root\.\.\. deliverable/],
    "with a name": ["The Boss <root>\n", /deliverable: mailer local, user root/],
    "with a remark": ["root (the boss)\n", /deliverable: mailer local, user root/],
    semicolons: ["root; sales\n", /User unknown/],
    words: ["root sales\n", /User unknown/],
    "a reply": ["error:5.1.1:550 gone\n", /User unknown/],
    "a program": ['"|/bin/cat x"\n', /mailer prog, user "\|\/bin\/cat x"/],
    "a program without quotes": ["|/bin/cat x\n", /mailer prog, user \|\/bin\/cat\.x/],
    "a file": ["/var/tmp/x\n", /mailer \*file\*/],
    "an open quote": ['"ro\not"\n', /Unbalanced '"'/],
    "nobody, beside others": ["root,,,\n\n \n", /^root\.\.\. deliverable/],
    nobody: ["# nobody\n", /^aliasing\/forwarding loop broken$/],
    "a byte order mark": ["\xef\xbb\xbfroot\n", /User unknown|non-printable/],
    "a list of nothing": [":include:@/gone\n", /Cannot open/],
    "a list without its path": [":include:gone\n", /Cannot open/],
  };
  const SITE = siteOf(Object.values(LINES).map(([text]) => text));
  afterAll(() => SITE.dispose());
  const FAILED = /User unknown|Cannot open|Unbalanced|non-printable/;

  test.each(Object.entries(LINES))("%s", (name, [text, theirs]) => {
    const at = Object.keys(LINES).indexOf(name);
    for (const version of ASKED) {
      const said = SITE.verify(`l${at}`, version).join(" | ");
      expect(said, version).toMatch(theirs);
      // What we say of the recipients; a program without quotes runs another one, and a list may be there.
      const isMissing = /^:include:@/.test(text);
      const isOther = /user \|\/bin\/cat\.x/.test(said);
      const ours = read(Buffer.from(text, "latin1").toString("utf8")).some(({ value }) =>
        readRecipients(value).some((one) => troubleOf(one) !== undefined),
      );
      expect(ours || isMissing, said).toBe(FAILED.test(said) || isOther);
    }
  });
});

test.each(ASKED)("%s: a list counts as an alias in a chain of ten", (version) => {
  const chain = Array.from({ length: 12 }, (_, at) => (at === 11 ? "root\n" : `:include:@/list${at + 1}\n`));
  const site = siteOf(chain);
  expect(site.verify("l3", version)).toEqual(["root... deliverable: mailer local, user root"]);
  expect(site.verify("l2", version).join()).toContain("loop broken (11 aliases deep; 10 max)");
  site.dispose();
});

describe("programs and files of a list", () => {
  const TEXT = '"|/bin/cat"\n/var/tmp/x\nroot\n';
  const owned = (blame: string, uid: number, mode: number) => {
    const site = siteOf([TEXT], blame);
    const file = path.join(folders.at(-1) ?? "", "list0");
    chownSync(file, uid, uid);
    chmodSync(file, mode);
    const said = ASKED.map((version) => site.verify("l0", version).join(" | "));
    site.dispose();
    expect(new Set(said).size).toBe(1);
    return said[0];
  };
  const GROUP = `${BLAME},GroupWritableIncludeFile,WorldWritableIncludeFile`;

  test.each([
    ["root owns the list", BLAME, 0, 0o644, /mailer prog.*mailer \*file\*/],
    ["the default user owns it", BLAME, 1, 0o644, /mailer prog.*mailer \*file\*/],
    [
      "a user without a shell owns it",
      BLAME,
      2,
      0o644,
      /valid shell for mailing to files.*mailer local|programs.*files/,
    ],
    [
      "nobody owns it",
      BLAME,
      54_321,
      0o644,
      /unknown user: cannot mail to programs.*unknown user: cannot mail to files/,
    ],
    ["its group may write it", BLAME, 0, 0o664, /Cannot open .*Group writable file/],
    [
      "its group may, and that is allowed",
      GROUP,
      0,
      0o664,
      /unsafe for mailing to programs.*unsafe for mailing to files/,
    ],
    [
      "everybody may, and that is allowed",
      GROUP,
      0,
      0o646,
      /unsafe for mailing to programs.*unsafe for mailing to files/,
    ],
  ])("%s", (_, blame, uid, mode, said) => {
    expect(owned(blame, uid, mode)).toMatch(said);
  });
});
