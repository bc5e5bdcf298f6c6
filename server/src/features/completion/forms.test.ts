// The whole forms that completion offers, as they stand after all places are left at their defaults: sane, closed, without a finding.
import { describe, expect, it } from "vitest";
import { catalog, compareVersions } from "../../catalog/index.ts";
import { exposures } from "../../relay/index.ts";
import { ALL_RULES } from "../../rules/all.ts";
import { lint } from "../../rules/linter/lint.ts";
import { siteFrom } from "../../site/testing.ts";
import { snippetText } from "../snippet-text.ts";

/** Forms that say that they want another one beside them. */
const WANTS: Readonly<Record<string, string>> = { "mc-auth": "mc-starttls" };

/** A form as a whole sendmail.mc, with what it expects around it. */
function around(text: string): string {
  if (text.includes("OSTYPE(")) return text;
  const port = text.includes("no_default_msa")
    ? ""
    : "FEATURE(`no_default_msa')dnl\nDAEMON_OPTIONS(`Name=MTA, Port=smtp')dnl\n";
  return `OSTYPE(\`linux')dnl\n${port}FEATURE(\`access_db', \`hash -T<TMPF> /etc/mail/access')dnl\nFEATURE(\`ratecontrol')dnl\nFEATURE(\`conncontrol')dnl\n${text}MAILER(\`local')dnl\nMAILER(\`smtp')dnl\n`;
}

/** What has no version in the catalogue was there in this one. */
const OLDEST = "8.9";

const rules = ALL_RULES.map(({ rule }) => rule);

describe("the form", () => {
  it.each(catalog.all("snippet").map(({ name, body, file }) => [name, snippetText(body), file] as const))(
    "%s has no finding",
    async (name, form, file) => {
      const beside = catalog.get("snippet", WANTS[name] ?? "")?.body ?? "";
      const text = snippetText(beside) + form;
      const files = file === "access" ? { "sendmail.mc": around(""), access: text } : { "sendmail.mc": around(text) };
      const site = await siteFrom(files);
      const found = [...lint(site, rules).values()].flat();
      const serious = found.filter(({ severity }) => severity === "error" || severity === "warning");
      expect(serious.map(({ meta, message }) => `${meta.code}: ${message}`)).toEqual([]);
      expect(exposures(site).filter(({ grade }) => grade !== "intended")).toEqual([]);
    },
  );

  it.each(catalog.all("snippet").map((record) => [record.name, record] as const))(
    "%s names the version that has all of its words",
    (_, { body, file, since = OLDEST }) => {
      const kinds = file === "access" ? (["access-tag"] as const) : (["feature", "macro", "option", "define"] as const);
      const words = file === "access" ? body.match(/^\w+:/gm) : body.match(/\w+/g);
      const newest = (words ?? [])
        .flatMap((word) => kinds.flatMap((kind) => catalog.get(kind, word)?.since ?? []))
        .reduce((latest, one) => (compareVersions(one, latest) > 0 ? one : latest), OLDEST);
      expect(since).toBe(newest);
    },
  );
});
