// The examples of the catalogue, which hovers show and people copy: no rule of ours has anything to say of them.
import { describe, expect, it } from "vitest";
import { type CatalogRecord, catalog, type Kind } from "../../server/src/catalog/index.ts";
import { ALL_RULES } from "../../server/src/rules/all.ts";
import { lint } from "../../server/src/rules/linter/lint.ts";
import { siteFrom } from "../../server/src/site/testing.ts";

/** What an example draws by what it is about, and why it is shown all the same. */
const BY_NATURE: Readonly<Record<string, string>> = {
  "feature:accept_unresolvable_domains sender-unresolvable": "its own warning",
  "feature:drac relay-pop-before-smtp": "its own warning",
  "access-tag:AuthInfo: auth-password-in-access": "the tag as the access map has it; the text names the better map",
  "macro:DOL m4-stray-text": "a word for the library's own files",
  "macro:lower m4-stray-text": "a word for the library's own files",
  "macro:strcasecmp m4-stray-text": "a word for the library's own files",
};

/** A setting of something that its reader has, as the hover says. */
const NEEDS = new Set(["mc-without-partner"]);

const IN_MC: ReadonlySet<Kind> = new Set<Kind>([
  ...(["feature", "option", "define", "macro", "mailer", "hack"] as const),
  ...(["daemon-key", "client-key", "queue-key", "milter-key"] as const),
]);
const IN_ACCESS: ReadonlySet<Kind> = new Set<Kind>(["access-tag", "access-action"]);

const MAILERS = ["MAILER(`local')dnl", "MAILER(`smtp')dnl"];

/** A .mc that reads all lines of an access map. */
const READER = [
  "OSTYPE(`linux')dnl",
  "FEATURE(`access_db', , `skip', `lookupdotdomain')dnl",
  "FEATURE(`blocklist_recipients')dnl",
  "FEATURE(`delay_checks', `friend')dnl",
  ...["ratecontrol", "conncontrol", "compat_check", "tls_session_features", "sts", "bcc", "queuegroup"].map(
    (name) => `FEATURE(\`${name}')dnl`,
  ),
  "FEATURE(`greet_pause', `5000')dnl",
  "FEATURE(`rhsbl', `rhs.example')dnl",
  "HACK(`xconnect')dnl",
  ...MAILERS,
  "",
].join("\n");

/** The files of an example; undefined where it is of no file that rules read. */
function filesOf({ kind, after, example = "" }: CatalogRecord): Readonly<Record<string, string>> | undefined {
  if (IN_ACCESS.has(kind)) return { "sendmail.mc": READER, access: example };
  if (!IN_MC.has(kind)) return undefined;
  const own = /FEATURE\(`(?:msp|nullclient)'|HACK\(`msp/.test(example);
  const mailers = own ? [] : MAILERS.filter((line) => !example.includes(line.replace("dnl", "")));
  const isLast = /^(?:LOCAL_|MAILER_DEFINITIONS)/.test(example) || after?.some(({ what }) => what === "macro:MAILER");
  const ostype = example.includes("OSTYPE(") ? [] : ["OSTYPE(`linux')dnl"];
  return {
    "sendmail.mc": [...ostype, ...(isLast === true ? [...mailers, example] : [example, ...mailers]), ""].join("\n"),
  };
}

/** The text that a snippet gives when every place is left as it is proposed. */
function filled(body: string): string {
  return body
    .replaceAll(/\$\{\d+:([^}]*)\}/g, "$1")
    .replaceAll(/(?<!\\)\$\d+/g, "")
    .replaceAll("\\$", "$");
}

describe("snippets of the catalogue", () => {
  const snippets = catalog.all("snippet").filter(({ file }) => file === "mc" || file === "access");
  it.each(snippets.map(({ name, file, body }) => [name, file, filled(body)] as const))(
    "%s draws no error and no warning",
    async (name, file, snippet) => {
      // Its text says that it needs STARTTLS.
      const body =
        name === "mc-auth" ? `${filled(catalog.get("snippet", "mc-starttls")?.body ?? "")}\n${snippet}` : snippet;
      const mc = /^OSTYPE\(/m.test(body) ? body : READER.replace("MAILER(`local')", `${body}\nMAILER(\`local')`);
      const site = await siteFrom(file === "mc" ? { "sendmail.mc": mc } : { "sendmail.mc": READER, access: body });
      const problems = [
        ...lint(
          site,
          ALL_RULES.map(({ rule }) => rule),
        ).values(),
      ].flat();
      const grave = problems.filter(({ severity }) => severity === "error" || severity === "warning");
      expect(grave.map(({ meta, message }) => `${meta.code}: ${message.split("\n", 1)[0]}`)).toEqual([]);
    },
  );
});

describe("examples of the catalogue", () => {
  it("draw no error and no warning", { timeout: 60_000 }, async () => {
    const rules = ALL_RULES.map(({ rule }) => rule);
    const wrong: string[] = [];
    const excused = new Set<string>();
    let asked = 0;
    for (const record of catalog.records()) {
      const files = record.example === undefined ? undefined : filesOf(record);
      if (files === undefined) continue;
      asked++;
      for (const { meta, severity, message } of [...lint(await siteFrom(files), rules).values()].flat()) {
        if ((severity !== "error" && severity !== "warning") || NEEDS.has(meta.code)) continue;
        const finding = `${record.kind}:${record.name} ${meta.code}`;
        if (finding in BY_NATURE) excused.add(finding);
        else wrong.push(`${finding}: ${message.split("\n", 1)[0]}`);
      }
    }
    expect(wrong).toEqual([]);
    expect([...excused].sort()).toEqual(Object.keys(BY_NATURE).sort());
    expect(asked).toBeGreaterThan(400);
  });
});
