// Odd lines of the user database: we report the right sides and keys with which sendmail does not reach whom they name, and no others.
import { afterAll, expect, test } from "vitest";
import { EditorFeatures } from "../../../server/src/features/editor.ts";
import { EDITORS } from "../../../server/src/kinds/editors.ts";
import { ALL_RULES } from "../../../server/src/rules/all.ts";
import { lint } from "../../../server/src/rules/linter/lint.ts";
import { siteFrom } from "../../../server/src/site/testing.ts";
import { LONG, program, run, versionsThere } from "../programs.ts";
import { MailSite } from "../tables/mail-site.ts";

/** Right sides of `maildrop`; root and bin are users. */
const VALUES = [
  "root",
  "root, bin",
  "root,",
  '"root"',
  "\\root",
  "root (x)",
  "<root>",
  "The Boss <root>",
  "root@local.example",
  "u@else.example",
  "|/bin/cat",
  '"|/bin/cat x"',
  "/var/tmp/x",
  "/dev/null",
  "a..b@x.example",
  "root # note",
  "root bin",
  "root;bin",
  "'root'",
  "error:nouser x",
  "%1",
  "root@",
  "@else.example",
  "smtp:host.example",
  "u@x..example",
  "[root]",
  "REJECT",
  "|/bin/cat -u x",
];

/** Keys for the user USER, whose mail goes to root if sendmail finds them. */
const KEYS = [
  ...["USER:maildrop", "USER:Maildrop", "USER:MAILDROP", "USER", "USER@local.example:maildrop", "USER+x:maildrop"],
  ...[
    "USER.b:maildrop",
    '"USER":maildrop',
    "'USER':maildrop",
    "USER:",
    "USER*:maildrop",
    "USER,x:maildrop",
    "a:USER:maildrop",
  ],
  ...[
    "\\USER:maildrop",
    "<USER>:maildrop",
    "USER:maildrop:",
    "USER::maildrop",
    "USER:mail:maildrop",
    "USER%x:maildrop",
    "x!USER:maildrop",
    "USER.:maildrop",
    "USER[1]:maildrop",
    "USER/x:maildrop",
    "USER!:maildrop",
    "~USER:maildrop",
    ":USER:maildrop",
    ":default:maildrop",
    ":maildrop",
    "\u00ef\u00bb\u00bfUSER:maildrop",
  ],
];

const VALUE_LINES = VALUES.map((value, at) => `k${at}:maildrop\t${value}`);
const KEY_LINES = KEYS.map((key, at) => `${key.replace("USER", `u${at}`)}\troot`);

const features = new EditorFeatures(EDITORS);
const site = new MailSite({ mc: "define(`confUSERDB_SPEC', `@/userdb.db')", tables: {} });
afterAll(() => site.dispose());
site.hash("userdb", [...VALUE_LINES, ...KEY_LINES], "btree");

const FAILED = /User unknown|address required|Hostname required|Invalid host|user \|\/bin\/cat\./;

test.each(versionsThere().filter((_, at, all) => LONG || at === 0 || at === all.length - 1))("%s", async (version) => {
  const lines = [...VALUE_LINES, ...KEY_LINES];
  const names = [
    ...VALUES.map((_, at) => `k${at}`),
    ...KEYS.map((key, at) =>
      (/^[^:]*[+.%!/[#~][^:]*:\w+$/.test(key) ? key.slice(0, key.indexOf(":")) : "USER").replace("USER", `u${at}`),
    ),
  ];
  const theirs = lines.filter((line, at) => {
    const said = site.verify(names[at] ?? "", version).join();
    return KEY_LINES.includes(line) ? !said.includes("user root") : FAILED.test(said);
  });
  const ours = await siteFrom({
    "sendmail.mc":
      "OSTYPE(`linux')\ndefine(`confUSERDB_SPEC', `/etc/mail/userdb.db')\nMAILER(`local')\nMAILER(`smtp')\n",
    userdb: Buffer.from(`${lines.join("\n")}\n`, "latin1").toString("utf8"),
  });
  const uri = "file:///etc/mail/userdb";
  const found = lint(
    ours,
    ALL_RULES.map(({ rule }) => rule),
  ).get(uri);
  const said = new Set(
    (found ?? [])
      .filter(({ severity }) => severity !== "information")
      .map(({ span }) => ours.document(uri)?.positionAt(span.start).line),
  );
  expect(lines.filter((_, at) => said.has(at))).toEqual(theirs);
  const idle = KEY_LINES.filter((_, at) => {
    const place = { line: VALUE_LINES.length + at, character: 0 };
    return /\*\*(?:This line does nothing|sendmail does not ask)/.test(
      JSON.stringify(features.hover(ours, uri, place, {})?.contents),
    );
  });
  expect(idle).toEqual(theirs.filter((line) => KEY_LINES.includes(line)));
  expect(theirs.length).toBeGreaterThan(10);
});

test("makemap -d keeps both lines of a user, and the hover says so", async () => {
  const lines = ["two:maildrop root", "two:maildrop bin"];
  run(program("makemap"), ["-d", "btree", `${site.dir}/userdb`], lines.map((line) => `${line}\n`).join(""));
  expect(site.verify("two").map((said) => said.replace(/\.\.\..*/, ""))).toEqual(["bin", "root"]);
  const ours = await siteFrom({
    "sendmail.mc": "OSTYPE(`linux')\ndefine(`confUSERDB_SPEC', `/etc/mail/userdb.db')\nMAILER(`local')\n",
    userdb: `${lines.join("\n")}\n`,
  });
  const hover = features.hover(ours, "file:///etc/mail/userdb", { line: 1, character: 0 }, {});
  expect(JSON.stringify(hover?.contents)).toContain("Line 1 has the same key: only `makemap -d` takes this line too.");
});
