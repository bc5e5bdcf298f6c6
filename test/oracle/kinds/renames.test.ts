// Another name for everything that can have one: the real m4 writes the same .cf but for the name, and complains of nothing new.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { createService } from "../../../server/src/service.ts";
import { memoryWorkspace } from "../../../server/src/site/index.ts";
import { TextDocument } from "../../../server/src/text.ts";
import { cfDir, program, run, safeFolder } from "../programs.ts";

const folder = safeFolder();
afterAll(() => folder.dispose());

type Files = Readonly<Record<string, string>>;
const FOLDER = "file:///etc/mail/";

/** Names that are defined twice, taken back, asked for in conditions, defined in a file with other quotes, and used in lines of the .cf. */
const SITE: Files = {
  "sendmail.mc": `divert(-1)
define(\`NEVER', \`x')
divert(0)dnl
OSTYPE(\`linux')dnl
include(\`part.m4')dnl
define(\`MY_HUB', \`hub.example.com')dnl
define(\`MY_HUB', \`hub2.example.com')dnl
define(\`my.dots', \`dots.example.com')dnl
define(\`under_score', \`under.example.com')dnl
define(\`SMART_HOST', \`esmtp:[MY_HUB]')dnl
define(\`MAIL_HUB', under_score)dnl
undefine(\`under_score')dnl
define(\`under_score', \`again.example.com')dnl
define(\`LOCAL_RELAY', \`under_score')dnl
FEATURE(\`access_db', \`hash -T<TMPF> -o /etc/mail/access.db')dnl
FEATURE(\`mailertable')dnl
FEATURE(\`virtusertable')dnl
FEATURE(\`genericstable')dnl
FEATURE(\`use_cw_file')dnl
FEATURE(\`dnsbl', \`bl.example.org')dnl
define(\`ALIAS_FILE', \`/etc/mail/aliases')dnl
VIRTUSER_DOMAIN(\`virt.example.com')dnl
MASQUERADE_AS(\`example.com')dnl
EXPOSED_USER(\`joe')dnl
RELAY_DOMAIN(\`example.com')dnl
ifdef(\`PARTDEF', \`define(\`confLOG_LEVEL', \`PARTDEF')', \`define(\`confLOG_LEVEL', \`14')')dnl
ifelse(PARTDEF, \`9', \`FEATURE(\`nouucp', \`reject')', \`FEATURE(\`relay_entire_domain')')dnl
WRAP(\`wrapped.example.com')dnl
INPUT_MAIL_FILTER(\`spam', \`S=local:/run/spam.sock')dnl
MAILER(\`local')dnl
MAILER(\`smtp')dnl
LOCAL_CONFIG
D{Site}example.com
C{Vip}joe ann
F{Vip}-o /etc/mail/vip1
F{Vip}-o /etc/mail/vip2
Kvips hash -o /etc/mail/vips
LOCAL_RULESETS
SMine
R$* < @ $=w > $*\t$: $>Other $1
R$* $={Vip} $*\t$@ $(vips $2 $: \${Site} $)
SOther
R$*\t$#esmtp $@ $1 $: $1
`,
  "part.m4":
    "divert(-1)\n# other quotes\nchangequote(`[', `]')\ndefine([PARTDEF], [9])\nchangequote([`], ['])\ndefine(`WRAP', `LOCAL_DOMAIN(`$1')')\ndivert(0)dnl\n",
  access: "Connect:example.com\tRELAY\nFrom:joe@example.com\tREJECT\nTo:virt.example.com\tRELAY\n",
  mailertable: "example.com\tesmtp:[hub.example.com]\nold.example\tlocal:joe\n.example.com\terror:5.1.2:550 no\n",
  virtusertable: "joe@virt.example.com\tjoe\n@virt.example.com\t%1@example.com\n",
  genericstable: "joe\tjoe@example.com\n",
  "local-host-names": "# c\nexample.com\nvirt.example.com\n",
  aliases: "root: joe, ann@example.com\njoe: ann\nstaff:\tjoe,\n\tann\n",
  vip1: "bob\njoe\n",
  vip2: "eve\n",
};

const crlf = (files: Files): Files =>
  Object.fromEntries(Object.entries(files).map(([name, text]) => [name, text.replaceAll("\n", "\r\n")]));

/** What m4 writes and says, without its notes about where and when. */
function built(files: Files): readonly string[] {
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder.dir, name), text);
  const library = `-D_CF_DIR_=${cfDir()}`;
  const { stdout, stderr } = run(program("m4"), [library, `${cfDir()}m4/cf.m4`, "sendmail.mc"], "", folder.dir);
  return [...stdout.split("\n").filter((line) => !/^#####/.test(line)), stderr];
}

test.each([
  ["line ends of Unix", SITE],
  ["line ends of Windows", crlf(SITE)],
])("with %s", async (_, files) => {
  const service = createService(
    memoryWorkspace(Object.fromEntries(Object.entries(files).map(([name, text]) => [FOLDER + name, text]))),
  );
  const before = built(files);
  expect(before.at(-1)).toBe("");
  const seen = new Set<string>();
  const names = new Set<string>();
  for (const [name, text] of Object.entries(files)) {
    const document = TextDocument.create(FOLDER + name, "", 1, text);
    for (const { index, 0: word } of text.matchAll(/[\w.@-]+/g))
      for (const offset of [index, index + word.length]) {
        const position = document.positionAt(offset);
        const offered = await service.prepareRename(FOLDER + name, position);
        if (typeof offered !== "object") continue;
        const { placeholder } = offered;
        const wanted = placeholder.includes("@") ? "zq@zqq.zz" : placeholder.includes(".") ? "zqq.zz" : "zqq";
        const edit = await service.rename(FOLDER + name, position, wanted);
        if (typeof edit !== "object") throw new Error(`${placeholder}: ${edit}`);
        const key = JSON.stringify(edit.changes);
        if (seen.has(key)) continue;
        seen.add(key);
        names.add(placeholder);
        const changed: Record<string, string> = { ...files };
        for (const [uri, edits] of Object.entries(edit.changes ?? {})) {
          const file = uri.slice(FOLDER.length);
          changed[file] = TextDocument.applyEdits(TextDocument.create(uri, "", 1, files[file] ?? ""), edits);
        }
        const after = built(changed);
        expect(after.length, placeholder).toBe(before.length);
        // Nothing else has the new name in it.
        expect(after.map((line) => line.replaceAll(wanted, placeholder))).toEqual(before);
      }
  }
  for (const name of ["MY_HUB", "under_score", "PARTDEF", "WRAP", "Mine", "Other", "Vip", "vips", "Site", "spam"])
    expect(names).toContain(name);
  for (const name of ["example.com", "wrapped.example.com", "joe", "joe@example.com", "hub2.example.com"])
    expect(names).toContain(name);
});
