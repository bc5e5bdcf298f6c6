// Names of aliases in unusual forms: we speak where newaliases refuses one or sendmail never asks for it, and are silent where it works.
import path from "node:path";
import { expect, test } from "vitest";
import { createService } from "../../../server/src/service.ts";
import { DEFAULT_SETTINGS } from "../../../server/src/settings.ts";
import { memoryWorkspace } from "../../../server/src/site/index.ts";
import { aliasErrors, parseTable } from "../../../server/src/tables/index.ts";
import { TextDocument } from "../../../server/src/text.ts";
import { LONG, runSendmail, versionsThere } from "../programs.ts";
import { MailSite } from "../tables/mail-site.ts";

const VERSIONS = versionsThere().filter((version) => LONG || version === "8.15.2" || version === "8.18.2");
const OWN = new Set(["mx.example.com", "local.example", "localhost"]);

/** Names; all are of different users. */
const NAMES = [
  ...[
    "plain",
    "UPPER",
    "Mixed.Case",
    "a+b",
    "c+*",
    "dot.",
    "two..dots",
    '"quoted"',
    '"quo ted"',
    'q"x"y',
    "paren(c)",
    "(c)pre",
  ],
  ...[
    "d@local.example",
    "e@mx.example.com",
    "F@LOCAL.EXAMPLE",
    "g@local.example.",
    "h@localhost",
    "i%local.example",
    "local.example!j",
  ],
  ...[
    "k@else.example",
    "l@sub.local.example",
    "m%else.example",
    "else.example!n",
    "o+x@local.example",
    "<p>",
    "Joe <q@local.example>",
  ],
  ...[
    "r;",
    "s=t",
    "u&v",
    "$w",
    "x$y",
    "z'a",
    "`ab`",
    "ac/d",
    "+ae",
    "_af",
    "ag#h",
    "ai?j",
    "ak|l",
    "am[n]",
    "ao^p",
    "{aq}",
    ".ar",
    "as!",
    "!at",
  ],
  ...["1234", "1.2", "owner-plain", "plain-request", "error", "include", '"au@local.example"', "av@local.example(c)"],
  // What newaliases refuses.
  ...[
    "@local.example",
    "aw@",
    "ax%",
    "%ay",
    "az@b@local.example",
    "@ba@bb",
    "bc@.local.example",
    "bd@local..example",
    "be,bf",
  ],
  ...["|bg", "/bh", '"|bi"', '"/bj"', "bk@local.example,bl"],
  // What is never asked for.
  ...["\\bm", "bn\\o", "bp\\ q", "br*"],
];

/** Where an alias of a line goes. */
const targetOf = (line: number): string => `t@far${line}.example`;

test.each(VERSIONS)("%s", async (version) => {
  const text = NAMES.map((name, line) => `${name}: ${targetOf(line)}\n`).join("");
  const site = new MailSite({ version, tables: { aliases: text.trimEnd().split("\n") } });
  const cf = path.join(site.dir, "sendmail.cf");
  const made = runSendmail(["-bi", "-C", cf], "", { version });
  const theirs = (made.stdout + made.stderr)
    .split("\n")
    .flatMap((line) => /aliases: line (\d+: .*)$/.exec(line)?.[1] ?? []);
  const table = parseTable(TextDocument.create("file:///aliases", "", 1, text), "aliases");
  const ours = aliasErrors(table, (host) => OWN.has(host)).map(({ line, message }) => `${line + 1}: ${message}`);
  expect(ours).toEqual(theirs);
  // Whoever writes to the name, to the name without what may be dropped, or to it in this server's domain.
  const asked = NAMES.map((name) => {
    const bare = name.replace(/\(.*\)|^.*<|>.*$|;$/g, "").replace(/\+\*$/, "+any");
    return [
      ...new Set([name.replace(/\+\*$/, "+any"), bare, bare.replaceAll('"', ""), `${bare}@local.example`]),
    ].filter((one) => !/\*/.test(one));
  });
  const said = runSendmail(["-C", cf, "-bv", ...new Set(asked.flat())], "", { version });
  site.dispose();
  const service = createService(
    memoryWorkspace({
      "file:///etc/mail/sendmail.mc":
        "OSTYPE(`linux')\ndefine(`confDOMAIN_NAME', `mx.example.com')\nLOCAL_DOMAIN(`local.example')\nMAILER(`local')\nMAILER(`smtp')\n",
      "file:///etc/mail/aliases": text,
    }),
  );
  service.configure({ ...DEFAULT_SETTINGS, hostName: "mx.example.com" });
  const findings = await service.diagnostics("file:///etc/mail/aliases");
  const wrong = NAMES.flatMap((name, line) => {
    const isFound = (said.stdout + said.stderr).includes(`${targetOf(line)}... deliverable`);
    const told = findings.filter(({ range }) => range.start.line === line && range.start.character === 0);
    const codes = told
      .filter(({ severity = 3, code }) => severity < 3 && code !== "aliases-no-postmaster")
      .map(({ code }) => String(code));
    return isFound === (codes.length === 0)
      ? []
      : [`${name}: found ${isFound}, we ${codes.join(" ") || "say nothing"}`];
  });
  expect(wrong).toEqual([]);
});
