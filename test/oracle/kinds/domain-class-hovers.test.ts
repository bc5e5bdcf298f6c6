// What hovers say of words in files of the classes Canonify, LDAPRoute and TrustAuthMech is what sendmail does.
import fc from "fast-check";
import { expect, test } from "vitest";
import { EditorFeatures } from "../../../server/src/features/editor.ts";
import { EDITORS } from "../../../server/src/kinds/editors.ts";
import { siteFrom } from "../../../server/src/site/testing.ts";
import { LONG, NEWEST, SEED, type Version } from "../programs.ts";
import { MailSite } from "../tables/mail-site.ts";

const features = new EditorFeatures(EDITORS);
const VERSIONS: readonly Version[] = LONG ? ["8.15.2", NEWEST] : [SEED % 2 === 0 ? "8.15.2" : NEWEST];
const WORDS = LONG ? 300 : 60;

const FORMS: readonly ((name: string) => string)[] = [
  ...Array<(name: string) => string>(6).fill((name) => name),
  (name) => name.toUpperCase(),
  (name) => `${name} # note`,
  (name) => `${name} second.test`,
  (name) => `.${name}`,
  (name) => `.${name}`,
  (name) => `*.${name}`,
  (name) => `u@${name}`,
  (name) => `@${name}`,
  (name) => `[${name}]`,
  (name) => `${name},`,
  (name) => `${name}:25`,
  (name) => `"${name}"`,
  (name) => `http://${name}/`,
  () => "192.0.2.0/24",
];

const words = (seed: number): readonly string[] =>
  fc.sample(fc.constantFrom(...FORMS), { numRuns: WORDS, seed: SEED + seed }).map((form, at) => form(`k${at}.test`));

/** Names that may be meant by the word of a number; none is one of a shorter name. */
const names = (at: number): readonly string[] => [
  `k${at}.test`,
  `host.k${at}.test`,
  `a.b.k${at}.test`,
  `xk${at}.test`,
  `[k${at}.test]`,
];

/** The first paragraph of the hover of each line of a class file. */
async function hovers(mc: string, name: string, lines: readonly string[]): Promise<readonly string[]> {
  const text = `OSTYPE(\`linux')\ndefine(\`confDOMAIN_NAME', \`mx.example.com')\n${mc.replaceAll("@/", "/etc/mail/")}\nMAILER(\`local')\nMAILER(\`smtp')\n`;
  const site = await siteFrom({ "sendmail.mc": text, [name]: `${lines.join("\n")}\n` });
  const uri = site.mc?.uri.replace(/[^/]*$/, name) ?? "";
  return lines.map((_, line) => {
    const contents = features.hover(site, uri, { line, character: 0 }, {})?.contents;
    return typeof contents === "object" && "value" in contents ? (contents.value.split("\n\n")[0] ?? "") : "";
  });
}

/** Whether a hover says that a name is meant: `` `x` ``, `` `x` and every name below it ``, `` every name below `x` ``. */
function means(hover: string, claim: RegExp, name: string): boolean {
  if (/^\*\*This /.test(hover)) return false;
  const said = claim.exec(hover)?.[1];
  if (said === undefined) throw new Error(`no claim: ${hover}`);
  const [, below] = /^every name below `(.*)`$/.exec(said) ?? [];
  if (below !== undefined) return name.endsWith(`.${below.toLowerCase()}`);
  const [, itself = "", andBelow] = /^`(.*?)`( and every name below it)?$/.exec(said) ?? [];
  return name === itself.toLowerCase() || (andBelow !== undefined && name.endsWith(`.${itself.toLowerCase()}`));
}

test.each(VERSIONS.flatMap((version) => ["FEATURE(`nocanonify')", ""].map((mc) => [version, mc] as const)))(
  "words of class Canonify, sendmail %s, %s",
  async (version, feature) => {
    const lines = words(140);
    const file = "CANONIFY_DOMAIN_FILE(`@/canonify-domains')";
    const asked = lines.flatMap((_, at) => names(at).map((name) => ({ at, name })));
    const site = new MailSite({
      mc: `${file}\ndefine(\`confHOSTS_FILE', \`@/hosts')`,
      version,
    });
    site.write("canonify-domains", `${lines.join("\n")}\n`);
    site.write("hosts", asked.map(({ name }, n) => `198.18.${n >> 8}.${n & 255} canon-${name} ${name}\n`).join(""));
    const answers = site.parse(
      asked.map(({ name }) => `u@${name}`),
      version,
    );
    site.dispose();
    const said = await hovers(`${feature}\n${file}`, "canonify-domains", lines);
    if (feature === "") {
      for (const hover of said) expect(hover).toMatch(/^\*\*This (?:does nothing|never matches)/);
      return;
    }
    const wrong = asked.flatMap(({ at, name }, n) => {
      const ours = means(said[at] ?? "", /^Names (?:at|in) (.*?) are looked up in DNS and completed/, name);
      const theirs = answers[n]?.includes(`@canon-${name}`) === true;
      return ours === theirs ? [] : [`${lines[at]} | ${name}: we ${ours}, they ${answers[n]} | ${said[at]}`];
    });
    console.log(`hovers agree with sendmail on ${asked.length - wrong.length} of ${asked.length} questions`);
    expect(wrong).toEqual([]);
  },
);

test.each(VERSIONS)("words of class LDAPRoute, sendmail %s", async (version) => {
  const lines = words(150);
  const mc =
    "FEATURE(`ldap_routing', `hash -o @/hosts-of', `hash -o @/addresses-of')\nLDAPROUTE_DOMAIN_FILE(`@/ldap-domains')";
  const asked = lines.flatMap((_, at) => names(at).map((name) => ({ at, name })));
  const site = new MailSite({ mc, version });
  site.write("ldap-domains", `${lines.join("\n")}\n`);
  site.hash("hosts-of", [...asked.map(({ name }) => `u@${name}\trouted.test`)]);
  site.hash("addresses-of", []);
  const answers = site.parse(
    asked.map(({ name }) => `u@${name}`),
    version,
  );
  site.dispose();
  const said = await hovers(mc, "ldap-domains", lines);
  const wrong = asked.flatMap(({ at, name }, n) => {
    const ours = means(said[at] ?? "", /^Mail for (?:users at )?(.*?) is routed by LDAP\.$/, name);
    const theirs = answers[n]?.includes("routed.test") === true;
    return ours === theirs ? [] : [`${lines[at]} | ${name}: we ${ours}, they ${answers[n]} | ${said[at]}`];
  });
  console.log(`hovers agree with sendmail on ${asked.length - wrong.length} of ${asked.length} questions`);
  expect(wrong).toEqual([]);
  const off = await hovers("LDAPROUTE_DOMAIN_FILE(`@/ldap-domains')", "ldap-domains", lines);
  for (const hover of off) expect(hover).toMatch(/^\*\*This (?:does nothing|never matches)/);
});
