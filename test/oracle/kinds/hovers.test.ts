// What a hover claims about a line is what sendmail does with mail: on the odd lines that sendmail was asked about, and on ordinary ones.
import fc from "fast-check";
import { expect, test } from "vitest";
import { EditorFeatures } from "../../../server/src/features/editor.ts";
import { EDITORS } from "../../../server/src/kinds/editors.ts";
import { siteFrom } from "../../../server/src/site/testing.ts";
import { LONG, SEED } from "../programs.ts";
import { MailSite } from "../tables/mail-site.ts";
import { ROWS as aliases } from "../tables/odd/aliases.ts";
import { ROWS as mailertable } from "../tables/odd/mailertable.ts";
import { ROWS as virtusertable } from "../tables/odd/virtusertable.ts";
import { wrongClaim, wrongRecipients } from "./hover-claims.ts";

const features = new EditorFeatures(EDITORS);

/** The configuration of the server that was asked. */
const MC = `OSTYPE(\`linux')
define(\`confDOMAIN_NAME', \`mx.example.com')
LOCAL_DOMAIN(\`local.example')
FEATURE(\`mailertable')
FEATURE(\`virtusertable')
FEATURE(\`genericstable')
FEATURE(\`domaintable')
FEATURE(\`bitdomain')
FEATURE(\`uucpdomain')
VIRTUSER_DOMAIN(\`virt.example virt2.example')
GENERICS_DOMAIN(\`gen.example gen2.example')
MAILER(\`local')
MAILER(\`smtp')
`;

/** The hover of each line of a file. */
async function hovers(name: string, lines: readonly string[]): Promise<readonly string[]> {
  const site = await siteFrom({ "sendmail.mc": MC, [name]: `${lines.join("\n")}\n` });
  const uri = site.mc?.uri.replace(/[^/]*$/, name) ?? "";
  return lines.map((_, line) => {
    const contents = features.hover(site, uri, { line, character: 0 }, {})?.contents;
    return typeof contents === "object" && "value" in contents ? contents.value : "";
  });
}

/** What `/parse` says, in the words of `sendmail -bv`. */
function asVerified(answer: string): string {
  const [, mailer = "", host = "", user = ""] = /^(\S+) (\S+)(?: (.*))?$/.exec(answer) ?? [];
  if (answer.startsWith("error: ") || answer.startsWith("*error*") || mailer === "")
    return answer.replace(/^error: /, "");
  return `${mailer}${host === "-" ? "" : `, host ${host}`}, user ${user}`;
}

/** A byte that ends sendmail's answer on a terminal: its rest is not known. */
const CUT = /[\u200b\u201a]/;

test("mailertable: odd right sides", async () => {
  const said = await hovers(
    "mailertable",
    mailertable.map(([value], at) => `d${at}.example\t${value}`),
  );
  expect(
    mailertable.flatMap(([value, answer], at) => {
      const domain = `d${at}.example`;
      if (CUT.test(value)) return [];
      const wrong = wrongClaim("mailertable", said[at] ?? "", answer.replaceAll("DOMAIN", domain), `u@${domain}`);
      return wrong === undefined ? [] : [`${value}: ${wrong}`];
    }),
  ).toEqual([]);
});

test("virtusertable: odd right sides", async () => {
  const said = await hovers(
    "virtusertable",
    virtusertable.map(([value], at) => `k${at}@virt.example\t${value}`),
  );
  expect(
    virtusertable.flatMap(([value, answer], at) => {
      const wrong = wrongClaim("virtusertable", said[at] ?? "", answer.replaceAll("KEY", `k${at}`), `k${at}`);
      return wrong === undefined ? [] : [`${value}: ${wrong}`];
    }),
  ).toEqual([]);
});

test("aliases: odd recipients", async () => {
  const said = await hovers(
    "aliases",
    aliases.map(([value], at) => `k${at}: ${value}`),
  );
  expect(
    aliases.flatMap(([value, answer], at) =>
      wrongRecipients(said[at] ?? "", answer).map((wrong) => `${value}: ${wrong}`),
    ),
  ).toEqual([]);
});

/** A few hundred lines of each kind in the long form. */
const LINES = LONG ? 400 : 80;

/** Lines `KEY VALUE` as people write them, each about a name of its own. */
function linesOf(
  key: fc.Arbitrary<string>,
  value: fc.Arbitrary<string>,
): readonly (readonly [key: string, value: string])[] {
  return fc
    .sample(fc.tuple(key, value), { numRuns: LINES, seed: SEED + 20 })
    .map(([form, right], at) => [form.replace(/N(?!\w)|N$/, String(at)), right]);
}

const hosts = fc.constantFrom(
  "b.example",
  "[b.example]",
  "[192.0.2.1]",
  "[IPv6:2001:db8::1]",
  "gw",
  "b.example.",
  "%0",
  "%1.b.example",
  "[%2.b.example]",
  "x%2",
  "x%3.b.example",
);
const mailers = fc.constantFrom("smtp", "esmtp", "ESMTP", "relay", "smtp8", "dsmtp", "nosuch");
const forward = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(mailers, fc.constantFrom(":", ": ", " :"), hosts).map((parts) => parts.join("")) },
  { weight: 2, arbitrary: fc.tuple(mailers, hosts, hosts).map(([mailer, one, two]) => `${mailer}:${one}:${two}`) },
  { weight: 1, arbitrary: hosts },
  { weight: 1, arbitrary: hosts.map((host) => `smtp:joe@${host}`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom("local:root", "error:5.1.2:550 gone", "error:nohost gone", "smtp:b.example (gateway)"),
  },
);

test("mailertable: generated lines", async () => {
  const lines = linesOf(fc.constantFrom("dN.test", "DN.Test", ".dN.test"), forward);
  const asked = lines.map(([key]) => `u@${key.startsWith(".") ? `deep.sub${key}` : key}`.toLowerCase());
  const written = lines.map(([key, value]) => `${key}\t${value}`);
  const server = new MailSite({ tables: { mailertable: written } });
  const answers = server.parse(asked).map(asVerified);
  server.dispose();
  const said = await hovers("mailertable", written);
  expect(
    lines.flatMap(([key, value], at) => {
      const one = asked[at] ?? "";
      const hover = said[at]?.replaceAll("%1", "deep.sub").replaceAll("%2", "sub") ?? "";
      const wrong = wrongClaim("mailertable", hover, answers[at] ?? "", one);
      return wrong === undefined ? [] : [`${key} ${value}: ${wrong}`];
    }),
  ).toEqual([]);
});

test("virtusertable: generated lines", async () => {
  const addresses = fc.constantFrom(
    ...[
      "root",
      "daemon",
      "joe",
      "joe@b.example",
      "%1@b.example",
      "%1",
      "root@local.example",
      "x%1@b.example",
      "joe+%1@b.example",
    ],
    ...[
      "error:nouser no such user",
      "error:5.7.1:550 no",
      "joe, ann",
      "joe%c.example",
      "joe@b.example:",
      "error:5.1.1:550 <joe> is gone",
      "|/bin/prog",
      "@b.example",
      "joe@b.example (Joe)",
      "Joe <joe@b.example>",
    ],
  );
  const lines = linesOf(fc.constantFrom("kN@virt.example", "KN@Virt.Example", "kN@local.example"), addresses);
  const asked = lines.map(([key]) => key.toLowerCase());
  const written = lines.map(([key, value]) => `${key}\t${value}`);
  const server = new MailSite({ tables: { virtusertable: written } });
  const answers = server.parse(asked).map(asVerified);
  server.dispose();
  const said = await hovers("virtusertable", written);
  expect(
    lines.flatMap(([key, value], at) => {
      const user = (asked[at] ?? "").replace(/@.*/, "");
      const wrong = wrongClaim("virtusertable", said[at] ?? "", answers[at] ?? "", user);
      return wrong === undefined ? [] : [`${key} ${value}: ${wrong}`];
    }),
  ).toEqual([]);
});

/** The address or name that a hover says something becomes. */
const becomes = (hover: string): string | undefined => /become[s]? (?:addresses in )?`(.*?)`/.exec(hover)?.[1];

test("genericstable: generated lines", async () => {
  const lines = linesOf(
    fc.constantFrom("jN@gen.example", "JN@GEN.example", "jN"),
    fc.constantFrom(
      "joe@b.example",
      "joe",
      "Joe <joe@b.example>",
      "joe@b.example (Joe)",
      "mailto:joe@b.example",
      "local:joe",
      "joe@b.example.",
      "joe@b.example;",
      '"joe@b.example"',
      "joe@[192.0.2.1]",
      "node::joe@b.example",
      "%1x@b.example",
      "a@b.example, c@d.example",
      "joe ann",
    ),
  );
  const written = lines.map(([key, value]) => `${key}\t${value}`);
  const server = new MailSite({
    mc: "GENERICS_DOMAIN(`gen.example gen2.example')",
    tables: { genericstable: written },
  });
  const answers = server.rewrite(lines.map(([key]) => key));
  server.dispose();
  const said = await hovers("genericstable", written);
  expect(
    lines.flatMap(([key, value], at) => {
      const claimed = becomes(said[at] ?? "")?.replaceAll("%1", "");
      const hasHost = claimed?.includes("@") === true;
      const full = hasHost ? claimed : `${claimed}@mx.example.com`;
      const isOdd = (said[at] ?? "").includes("nobody can answer to");
      return [full, claimed].includes(answers[at]) || (isOdd && answers[at] !== key)
        ? []
        : [`${key} ${value}: ${said[at]?.slice(0, 90)} <> ${answers[at]}`];
    }),
  ).toEqual([]);
});

test.each([
  ["domaintable", "", ""],
  ["bitdomain", "FEATURE(`bitdomain', `hash @/bitdomain')", ".BITNET"],
  ["uudomain", "FEATURE(`uucpdomain', `hash @/uudomain')", ".UUCP"],
] as const)("%s: generated lines", async (name, mc, suffix) => {
  const lines = linesOf(
    fc.constantFrom("hN", "HN"),
    fc.constantFrom(
      "b.example",
      "B.Example.",
      "b",
      "b.example (old)",
      "b . example",
      "smtp:b.example",
      "joe@b.example",
      "a b",
      "b.example, c.example",
      "local.example",
    ),
  );
  const written = lines.map(([key, value]) => `${key}\t${value}`);
  const server = new MailSite({ mc, tables: name === "domaintable" ? { domaintable: written } : {} });
  if (name !== "domaintable") server.hash(name, written);
  const answers = server.parse(lines.map(([key]) => `u@${key}${suffix}`));
  server.dispose();
  const said = await hovers(name, written);
  expect(
    lines.flatMap(([key, value], at) => {
      const answer = answers[at] ?? "";
      const isWrong = /come out wrong|are refused or become wrong/.test(said[at] ?? "");
      const domain = (becomes(said[at] ?? "") ?? "").replace(/^user@/, "").replace(/\.$/, "");
      const wanted = domain === "local.example" ? /^local - u$/ : new RegExp(`^esmtp ${domain}\\.? u@${domain}$`, "i");
      const isTrue = isWrong ? !/^esmtp (b\.example|b)\.? u@\1$/i.test(answer) : domain !== "" && wanted.test(answer);
      return isTrue ? [] : [`${key} ${value}: ${said[at]?.slice(0, 110)} <> ${answer}`];
    }),
  ).toEqual([]);
});
