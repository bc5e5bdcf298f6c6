// Which ways of finding one's way there are in which kind of file, in numbers: no kind loses one.
import { expect, test } from "vitest";
import { KIND_NAMES, type KindName } from "../../server/src/kinds/names.ts";
import { createService } from "../../server/src/service.ts";
import { memoryWorkspace } from "../../server/src/site/index.ts";
import { TextDocument } from "../../server/src/text.ts";

const FOLDER = "file:///etc/mail/";

/** A file of each kind; the cursor `‸` is on a name that other files have as well. */
const FILES: Readonly<Record<KindName, readonly [name: string, text: string]>> = {
  mc: [
    "sendmail.mc",
    `divert(-1)
a comment
divert(0)dnl
OSTYPE(\`linux')dnl
FEATURE(\`access_db', \`hash -T<TMPF> /etc/mail/access')dnl
FEATURE(\`mailertable')dnl
FEATURE(\`virtusertable')dnl
FEATURE(\`genericstable')dnl
FEATURE(\`domaintable')dnl
FEATURE(\`authinfo')dnl
FEATURE(\`bitdomain')dnl
FEATURE(\`uucpdomain')dnl
FEATURE(\`use_cw_file')dnl
define(\`ALIAS_FILE', \`/etc/mail/aliases')dnl
define(\`confUSERDB_SPEC', \`/etc/mail/userdb.db')dnl
define(\`confERROR_MESSAGE', \`/etc/mail/error-header')dnl
define(\`HELP_FILE', \`/etc/mail/helpfile')dnl
MASQUERADE_AS(\`example.com')dnl
EXPOSED_USER(\`jo‸e')dnl
MAILER(\`smtp')dnl
LOCAL_RULESETS
SMine
R$* < @ $=w >\t$: $1
`,
  ],
  access: ["access", "# one\n# two\nConnect:exam‸ple.com\tRELAY\n"],
  class: ["local-host-names", "# one\n# two\nexam‸ple.com\n"],
  mailertable: ["mailertable", "# one\n# two\nexam‸ple.com\tesmtp:[hub.example.com]\n"],
  authinfo: ["authinfo", '# one\n# two\nAuthInfo:exam‸ple.com\t"U:a" "P:b"\n'],
  virtusertable: ["virtusertable", "# one\n# two\njoe@exam‸ple.com\tjoe\n"],
  genericstable: ["genericstable", "# one\n# two\njoe\tjoe@exam‸ple.com\n"],
  domaintable: ["domaintable", "# one\n# two\nold.example\texam‸ple.com\n"],
  aliases: ["aliases", "# one\n# two\nlist: joe@exam‸ple.com, :include:/etc/mail/members\njoe: root\n"],
  list: ["members", "# one\n# two\njoe\njoe@exam‸ple.com\n:include:/etc/mail/members\n"],
  userdb: ["userdb", "# one\n# two\njoe:maildrop\tjoe@exam‸ple.com\n"],
  bitdomain: ["bitdomain", "# one\n# two\nhost\texam‸ple.com\n"],
  uudomain: ["uudomain", "# one\n# two\nhost\texam‸ple.com\n"],
  helpfile: ["helpfile", "#vers\t2\n# two\nhe‸lo\tA text.\nhelo\tMore of it.\n"],
  errorheader: ["error-header", "A ‸sentence.\n"],
  cf: [
    "sendmail.cf",
    "V10/Berkeley\n# one\n# two\nCwexample.com\nFw/etc/mail/local-host-names\nSMine\nR$* < @ $=‸w >\t$: $1\n",
  ],
};

/** The ways, in the order of the table below. */
const WAYS = ["definition", "references", "highlight", "rename", "links", "outline", "symbols", "folding", "selection"];

async function waysOf(kind: KindName): Promise<readonly number[]> {
  const texts = Object.fromEntries(
    Object.values(FILES).map(([name, text]) => [`${FOLDER}${name}`, text.replace("‸", "")]),
  );
  const service = createService(memoryWorkspace(texts));
  const [name, marked] = FILES[kind];
  const uri = `${FOLDER}${name}`;
  const at = TextDocument.create(uri, "", 1, texts[uri] ?? "").positionAt(marked.indexOf("‸"));
  await service.diagnostics(uri);
  let around = 0;
  for (let one = (await service.selectionRanges(uri, [at]))[0]; one !== undefined; one = one.parent) around++;
  const edit = await service.rename(uri, at, "another.example");
  const outline = await service.outline(uri);
  const symbols = await service.symbols("");
  return [
    (await service.definition(uri, at)).length,
    (await service.references(uri, at, false)).length,
    (await service.highlights(uri, at)).length,
    typeof edit === "object" ? Object.keys(edit.changes ?? {}).length : 0,
    (await service.links(uri)).length,
    outline.length,
    symbols.filter(({ location }) => location.uri === uri).length,
    (await service.folding(uri)).length,
    around,
  ];
}

/** How many answers each way gives; a zero has its reason in NONE. */
const ANSWERS: Readonly<Record<KindName, readonly number[]>> = {
  mc: [1, 6, 1, 6, 5, 7, 22, 3, 5],
  access: [1, 13, 1, 13, 0, 1, 1, 1, 3],
  class: [1, 13, 1, 13, 0, 1, 1, 1, 2],
  mailertable: [1, 13, 1, 13, 0, 1, 1, 1, 3],
  authinfo: [1, 13, 1, 13, 0, 1, 1, 1, 4],
  virtusertable: [1, 13, 1, 13, 0, 1, 1, 1, 3],
  genericstable: [1, 13, 1, 13, 0, 1, 1, 1, 3],
  domaintable: [1, 13, 1, 13, 0, 1, 1, 1, 3],
  aliases: [1, 13, 1, 13, 1, 2, 2, 1, 4],
  list: [1, 13, 1, 13, 1, 3, 3, 1, 2],
  userdb: [1, 13, 1, 13, 0, 1, 1, 1, 3],
  bitdomain: [1, 13, 1, 13, 0, 1, 1, 1, 3],
  uudomain: [1, 13, 1, 13, 0, 1, 1, 1, 3],
  helpfile: [1, 2, 2, 1, 0, 2, 2, 1, 3],
  errorheader: [1, 0, 0, 0, 0, 0, 0, 0, 3],
  cf: [2, 3, 3, 0, 1, 2, 4, 3, 5],
};

const NO_PATH = "no line of such a file can name another file";
const TEXT = "the file is one text for people: nothing in it has a name, and nothing is above or below another";

/** Why there is nothing, way by way. */
const NONE: Readonly<Partial<Record<KindName, Readonly<Record<string, string>>>>> = {
  access: { links: `${NO_PATH}: a value is an action` },
  class: { links: `${NO_PATH}: a line is a word of the class` },
  mailertable: { links: `${NO_PATH}: a value is a mailer and a host` },
  authinfo: { links: `${NO_PATH}: a value is names and passwords` },
  virtusertable: { links: `${NO_PATH}: a value is an address or an error` },
  genericstable: { links: `${NO_PATH}: a value is an address` },
  domaintable: { links: `${NO_PATH}: a value is a domain` },
  userdb: { links: `${NO_PATH}: a value is an address` },
  bitdomain: { links: `${NO_PATH}: a value is a host` },
  uudomain: { links: `${NO_PATH}: a value is a host` },
  helpfile: { links: `${NO_PATH}: HELP shows the value as it is` },
  errorheader: {
    references: TEXT,
    highlight: TEXT,
    rename: TEXT,
    links: TEXT,
    outline: TEXT,
    symbols: TEXT,
    folding: "each line is shown, those with # too: there are no comments",
  },
  cf: { rename: "the class w is sendmail's own: it keeps its name (names.test.ts renames others)" },
};

test("each zero has its own reason, and nothing else has one", () => {
  const zeros = KIND_NAMES.map((kind) => [kind, WAYS.filter((_, at) => ANSWERS[kind][at] === 0)] as const);
  expect(KIND_NAMES.map((kind) => [kind, Object.keys(NONE[kind] ?? {})])).toEqual(zeros);
});

test("every kind of file has its row", () => {
  expect(Object.keys(ANSWERS)).toEqual([...KIND_NAMES]);
});

test.each(KIND_NAMES)(`in a file of the kind %s: ${WAYS.join(", ")}`, async (kind) => {
  expect(await waysOf(kind)).toEqual(ANSWERS[kind]);
});
