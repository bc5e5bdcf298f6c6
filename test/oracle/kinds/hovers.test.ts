// What a hover claims about a line is what sendmail does with mail: on the odd lines that sendmail was asked about, and on ordinary ones.
import { expect, test } from "vitest";
import { EditorFeatures } from "../../../server/src/features/editor.ts";
import { EDITORS } from "../../../server/src/kinds/editors.ts";
import { siteFrom } from "../../../server/src/site/testing.ts";
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
