// The number above a table is that of the entries which makemap or newaliases makes of it.
import path from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { EditorFeatures } from "../../../server/src/features/editor.ts";
import { EDITORS } from "../../../server/src/kinds/editors.ts";
import { memoryWorkspace, Sites } from "../../../server/src/site/index.ts";
import { LONG, program, run, SEED, safeFolder } from "../programs.ts";
import { MailSite } from "../tables/mail-site.ts";

const MC = [
  "define(`confDOMAIN_NAME', `mx.example.com')",
  ...["mailertable", "virtusertable", "genericstable", "domaintable", "bitdomain", "uucpdomain", "authinfo"].map(
    (name) => `FEATURE(\`${name}')`,
  ),
  "define(`confUSERDB_SPEC', `/etc/mail/userdb.db')",
  "MAILER(`local')",
  "MAILER(`smtp')",
].join("\n");

/** Lines of a table: entries, second ones with the same key, and what makes none. */
const LINES: readonly string[] = [
  ...[
    "k0 v",
    "k0\tw",
    "K0 x",
    "k1 v",
    "k1 v",
    "K2 v",
    "k2:maildrop v",
    "K2:maildrop w",
    "AuthInfo:k3 v",
    "authinfo:K3 v",
    "k4@a.example v",
  ],
  ...[
    "",
    "# comment",
    " k5 v",
    "\tk6 v",
    "k7",
    "k8 ",
    '"k9" v',
    "k10 v # x",
    "k11 v\r",
    "k0 v\r",
    "\u00fc v",
    "\u00dc v",
  ],
];
const ALIASES: readonly string[] = [
  // Names that newaliases refuses, or stores in another form.
  ...["k0@mx.example.com: v", "k13@mx.example.com: v", "k0@else.example: v", "@x.example: v", "|prog: v", "/path: v"],
  ...[
    '"k0": v',
    '"K13": v',
    "k 0: v",
    "k.0: v",
    "k0, k1: v",
    ": v",
    "k1 (c): v",
    "Joe <k1>: v",
    "K13;: v",
    "mx.example.com!k1: v",
  ],
  ...["k0: v", "K0: w", "k0 : x", "k1: v", "", "# comment", "k2:", "k3 v", "k5: v"],
  ...["k1: v", "\tk6: v", "k.8: v", "*: v", "k9: v # x", "k10: a,\n b", "k11 v\r", "k12: v\r"],
];

const RUNS = LONG ? 60 : 6;

/** The number that the lens of a table has in its title. */
async function counted(name: string, text: string): Promise<number> {
  const features = new EditorFeatures(EDITORS);
  const files = { "sendmail.mc": MC, [name]: text };
  const uris = Object.entries(files).map(([file, written]) => [`file:///etc/mail/${file}`, written]);
  const sites = new Sites(memoryWorkspace(Object.fromEntries(uris)), { hostName: "mx.example.com" });
  const [site] = await sites.sitesOf("file:///etc/mail/sendmail.mc");
  if (site === undefined) throw new Error("no site");
  const [title = ""] = (features.codeLenses(site, `file:///etc/mail/${name}`, {}) ?? []).map(
    ({ command }) => command?.title ?? "",
  );
  return Number(/^(?:No|\d+)/.exec(title)?.[0].replace("No", "0") ?? Number.NaN);
}

const texts = (lines: readonly string[], seed: number): readonly string[] =>
  fc
    .sample(fc.array(fc.constantFrom(...lines), { minLength: 1, maxLength: 20 }), { numRuns: RUNS, seed: SEED + seed })
    .map((chosen) => chosen.map((line) => `${line}\n`).join(""));

const bytes = (text: string): string => Buffer.from(text, "utf8").toString("latin1");

test.each([
  "mailertable",
  "virtusertable",
  "genericstable",
  "domaintable",
  "bitdomain",
  "uudomain",
  "userdb",
  "authinfo",
])("%s", async (name) => {
  const { dir, dispose } = safeFolder();
  const map = path.join(dir, name);
  const type = name === "userdb" ? "btree" : "hash";
  for (const text of texts(LINES, 210)) {
    run(program("makemap"), [type, map], bytes(text));
    const stored = run(program("makemap"), ["-u", type, map]).stdout.split("\n").length - 1;
    expect([text, await counted(name, text)]).toEqual([text, stored]);
  }
  dispose();
});

test("aliases", async () => {
  const site = new MailSite({});
  for (const text of texts(ALIASES, 220)) {
    site.write("aliases", bytes(text));
    site.newaliases();
    // One of them says that the database is whole.
    const stored =
      run(program("makemap"), ["-u", "hash", path.join(site.dir, "aliases")]).stdout.split("\n").length - 2;
    expect([text, await counted("aliases", text)]).toEqual([text, stored]);
  }
  site.dispose();
});
