// What the hovers of lists and of the user database say of recipients is what sendmail does with mail for them.
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { EditorFeatures } from "../../../server/src/features/editor.ts";
import { EDITORS } from "../../../server/src/kinds/editors.ts";
import { siteFrom } from "../../../server/src/site/testing.ts";
import { LONG, NEWEST, SEED, type Version } from "../programs.ts";
import { MailSite } from "../tables/mail-site.ts";
import { wrongRecipients } from "./hover-claims.ts";

const features = new EditorFeatures(EDITORS);
const VERSIONS: readonly Version[] = LONG ? ["8.15.2", NEWEST] : [SEED % 2 === 0 ? "8.15.2" : NEWEST];

/** Recipients as people write them, and as they should not. */
const RECIPIENTS: readonly string[] = [
  ...["root", "daemon", "nosuch", "Root", "\\root", "\\nosuch", "joe@b.example", "root@local.example", "sales"],
  ...["Joe <joe@b.example>", "joe@b.example (Joe)", '"|/bin/cat x"', "|/bin/cat", "|/bin/cat x", "/var/tmp/x"],
  ...["/dev/null", "<root>", "root root", "root; daemon", "'root'", '"root"', "error:nouser x", "REJECT", "joe@"],
  ...[
    "@b.example",
    "joe@b..example",
    "smtp:b.example",
    "root # note",
    "joe%b.example",
    "%1",
    ":include:gone",
    "root@[192.0.2.1]",
  ],
];

/** The hover of a line of a file. */
async function hoverOf(files: Readonly<Record<string, string>>, name: string, line: number): Promise<string> {
  const site = await siteFrom(files);
  const contents = features.hover(site, `file:///etc/mail/${name}`, { line, character: 0 }, {})?.contents;
  return typeof contents === "object" && "value" in contents ? contents.value : "";
}

/** What `sendmail -bv` says, in the form in which claims are compared. */
const said = (lines: readonly string[]): string =>
  lines.map((line) => line.replace("deliverable: mailer ", "")).join(" | ");

const MC =
  "OSTYPE(`linux')\ndefine(`confDOMAIN_NAME', `mx.example.com')\nLOCAL_DOMAIN(`local.example')\ndefine(`confUSERDB_SPEC', `/etc/mail/userdb.db')\nMAILER(`local')\nMAILER(`smtp')\n";

const sampled = (seed: number) =>
  fc.sample(fc.array(fc.constantFrom(...RECIPIENTS), { minLength: 1, maxLength: LONG ? 2 : 1 }), {
    numRuns: LONG ? 200 : 40,
    seed: SEED + seed,
  });

test.each(VERSIONS)("lines of a list, sendmail %s", async (version) => {
  const folder = mkdtempSync(path.join(tmpdir(), "sml-said-"));
  chmodSync(folder, 0o755);
  const lines = sampled(80).map((all) => all.join(", "));
  const aliases = lines.map((line, at) => {
    const file = path.join(folder, `list${at}`);
    writeFileSync(file, `${line}\n`, { mode: 0o644 });
    return `l${at}: :include:${file}`;
  });
  const server = new MailSite({
    mc: "define(`confDONT_BLAME_SENDMAIL', `IncludeFileInUnsafeDirPath,IncludeFileInUnsafeDirPathSafe')\n",
    tables: { aliases: [...aliases, "sales: root"] },
    version,
  });
  const wrong: string[] = [];
  for (const [at, line] of lines.entries()) {
    const answer = said(server.verify(`l${at}`, version));
    const files = { "sendmail.mc": MC, aliases: "all: :include:/etc/mail/list\nsales: root\n", list: `${line}\n` };
    // A list has one paragraph for each recipient of its line.
    const hover = (await hoverOf(files, "list", 0)).replace(/^(?=`)/gm, "- ").replace(/\.$/gm, "");
    for (const one of wrongRecipients(hover, answer)) wrong.push(`${line}: ${one}`);
  }
  server.dispose();
  rmSync(folder, { recursive: true });
  expect(wrong).toEqual([]);
});

test.each(VERSIONS)("lines of the user database, sendmail %s", async (version) => {
  const values = sampled(90).map((all) => all.join(", "));
  const lines = values.map((value, at) => `k${at}:maildrop\t${value}`);
  // Some have an alias too.
  const aliases = values.flatMap((_, at) => (at % 4 === 0 ? [`k${at}: bin`] : []));
  const server = new MailSite({
    mc: "define(`confUSERDB_SPEC', `@/userdb.db')",
    tables: { aliases: [...aliases, "sales: root"] },
    version,
  });
  server.hash("userdb", lines, "btree");
  const wrong: string[] = [];
  const files = { "sendmail.mc": MC, aliases: `${aliases.join("\n")}\nsales: root\n`, userdb: `${lines.join("\n")}\n` };
  const site = await siteFrom(files);
  for (const [at, value] of values.entries()) {
    const answer = said(server.verify(`k${at}`, version));
    const contents = features.hover(site, "file:///etc/mail/userdb", { line: at, character: 0 }, {})?.contents;
    const hover = typeof contents === "object" && "value" in contents ? contents.value : "";
    if (/^\*\*This line does nothing:\*\* the alias/.test(hover)) {
      if (answer !== "bin... local, user bin") wrong.push(`${value}: an alias comes first <> ${answer}`);
    } else for (const one of wrongRecipients(hover, answer)) wrong.push(`${value}: ${one}`);
  }
  server.dispose();
  expect(wrong).toEqual([]);
});
