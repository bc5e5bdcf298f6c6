// Names of aliases in unusual forms: we speak where newaliases refuses one or sendmail never asks for it, and are silent where it works.
import path from "node:path";
import { expect, test } from "vitest";
import type { Diagnostic } from "vscode-languageserver-types";
import { createService } from "../../../server/src/service.ts";
import { DEFAULT_SETTINGS } from "../../../server/src/settings.ts";
import { memoryWorkspace } from "../../../server/src/site/index.ts";
import { aliasErrors, parseTable } from "../../../server/src/tables/index.ts";
import { TextDocument } from "../../../server/src/text.ts";
import { LONG, runSendmail, type Version, versionsThere } from "../programs.ts";
import { toBytes } from "../tables/ask-makemap.ts";
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

/** Names with characters beyond ASCII, quotes and brackets; what newaliases says of them repeats the line, and is not compared. */
const MARKED = [
  ...["größe", "Ñandú", "“x”", "ca (À)", "jürgen", "É <cb>", "cc (é)", "cD\u00e9"],
  ...['"cd', 'ce"', 'c"f g', "<cg", "Ch <ci", "(cj", "<ck@local.example"],
  ...["()", "(cl)", '""', '"cm"@local.example', '"cn@else.example"', '"co p"@local.example'],
  ...["cq@@", "cr@@local.example", "@@cs", "ct@local.example@", "cu@[mx.example.com]", "cv@localhost.example.com"],
  ...["cw*@local.example", "cx+*@local.example", '"cy, cz"', 'da"b c"d', '"joe smith"'],
];

/** Where an alias of a line goes. */
const targetOf = (line: number): string => `t@far${line}.example`;

test.each(VERSIONS)("%s", async (version) => {
  const text = textOf(NAMES);
  const { site, messages } = made(text, version);
  const table = parseTable(TextDocument.create("file:///aliases", "", 1, text), "aliases");
  const ours = aliasErrors(table, (host) => OWN.has(host)).map(({ line, message }) => `${line + 1}: ${message}`);
  expect(ours).toEqual(messages);
  const wrong = await wronglySaid(NAMES, site, version);
  site.dispose();
  expect(wrong).toEqual([]);
});

test.each(VERSIONS)("with characters beyond ASCII, quotes and brackets, %s", async (version) => {
  // Before 8.17 no letter beyond ASCII is one.
  const names = MARKED.filter((name) => version !== "8.15.2" || !/^(?:jürgen|cDé)$/.test(name));
  const { site } = made(textOf(names), version);
  const wrong = await wronglySaid(names, site, version);
  site.dispose();
  expect(wrong).toEqual([]);
});

test.each(VERSIONS)(
  "a bracket that is not opened, or a comment that is not closed, is dropped with a message, %s",
  async (version) => {
    const names = ["ea>", "eb)", "ec (x"];
    const { site, messages } = made(textOf(names), version);
    const said = runSendmail(["-C", path.join(site.dir, "sendmail.cf"), "-bv", "ea", "eb", "ec"], "", { version });
    site.dispose();
    expect(messages).toHaveLength(3);
    for (const message of messages) expect(message).toContain("Unbalanced");
    for (const line of names.keys()) expect(said.stdout).toContain(`${targetOf(line)}... deliverable`);
    const findings = await findingsIn(textOf(names));
    expect(findings.filter(({ code }) => code === "aliases-not-local").map(({ severity }) => severity)).toEqual([
      2, 2, 2,
    ]);
  },
);

function textOf(names: readonly string[]): string {
  return names.map((name, line) => `${name}: ${targetOf(line)}\n`).join("");
}

/** A server with these aliases, and what newaliases says of them. */
function made(text: string, version: Version): { readonly site: MailSite; readonly messages: readonly string[] } {
  const site = new MailSite({ version, tables: { aliases: toBytes(text).trimEnd().split("\n") } });
  const { stdout, stderr } = runSendmail(["-bi", "-C", path.join(site.dir, "sendmail.cf")], "", { version });
  const messages = (stdout + stderr).split("\n").flatMap((line) => /aliases: line (\d+: .*)$/.exec(line)?.[1] ?? []);
  return { site, messages };
}

async function findingsIn(aliases: string): Promise<readonly Diagnostic[]> {
  const service = createService(
    memoryWorkspace({
      "file:///etc/mail/sendmail.mc":
        "OSTYPE(`linux')\ndefine(`confDOMAIN_NAME', `mx.example.com')\nLOCAL_DOMAIN(`local.example')\nMAILER(`local')\nMAILER(`smtp')\n",
      "file:///etc/mail/aliases": aliases,
    }),
  );
  service.configure({ ...DEFAULT_SETTINGS, hostName: "mx.example.com" });
  return await service.diagnostics("file:///etc/mail/aliases");
}

/** The names that sendmail finds and we call wrong, or the other way round. */
async function wronglySaid(names: readonly string[], site: MailSite, version: Version): Promise<readonly string[]> {
  // Whoever writes to the name, to the name without what may be dropped, or to it in this server's domain.
  const asked = names.map((name) => {
    const bare = name.replace(/\(.*\)|^.*<|>.*$|;$/g, "").replace(/\+\*/, "+any");
    return [...new Set([name.replace(/\+\*/, "+any"), bare, bare.replaceAll('"', ""), `${bare}@local.example`])].filter(
      (one) => !/\*/.test(one),
    );
  });
  const cf = path.join(site.dir, "sendmail.cf");
  const said = runSendmail(["-C", cf, "-bv", ...new Set(asked.flat())], "", { version });
  const findings = await findingsIn(textOf(names));
  return names.flatMap((name, line) => {
    const isFound = (said.stdout + said.stderr).includes(`${targetOf(line)}... deliverable`);
    const told = findings.filter(({ range }) => range.start.line === line && range.start.character === 0);
    const codes = told
      .filter(({ severity = 3, code }) => severity < 3 && code !== "aliases-no-postmaster")
      .map(({ code }) => String(code));
    return isFound === (codes.length === 0)
      ? []
      : [`${name}: found ${isFound}, we ${codes.join(" ") || "say nothing"}`];
  });
}
