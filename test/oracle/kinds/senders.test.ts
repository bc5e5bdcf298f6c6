// genericstable and domaintable against the real sendmail: keys that never match, and domains that nothing asks for.
import { expect, test } from "vitest";
import { keyOf as domainKey } from "../../../server/src/kinds/domaintable/key.ts";
import { keyOf as senderKey } from "../../../server/src/kinds/genericstable/key.ts";
import { rule as chainRule } from "../../../server/src/rules/domaintable-chain/index.ts";
import { rule as unaskedRule } from "../../../server/src/rules/genericstable-unasked-domain/index.ts";
import { lint } from "../../../server/src/rules/linter/lint.ts";
import { siteFrom } from "../../../server/src/site/testing.ts";
import { MailSite } from "../tables/mail-site.ts";

const USERS = ["joe", "joe+d", "joe+*", "*", ""];
const DOMAINS = ["gen.example", "gen.example:", "gen.example.", ".gen.example", "*.example", "gen.example,", ""];

test("senders: keys that we say never match are never found, all others are", () => {
  const keys = [
    ...USERS.flatMap((user) => DOMAINS.map((domain) => `${user}@${domain}`)),
    "plain",
    "plain2:",
    "plain3,",
  ];
  // What each key could be about.
  const meant = (key: string) =>
    key
      .replace(/[:.,]+$/, "")
      .replace("*.", "x.")
      .replace("@.", "@x.")
      .replace(/^\*@|^@/, "any@")
      .replace("+*", "+x");
  for (const key of keys.filter((one) => one !== "@")) {
    const site = new MailSite({
      mc: "GENERICS_DOMAIN(`gen.example x.gen.example x.example')dnl",
      tables: { genericstable: [`${key} found@new.example`] },
    });
    const [answer] = site.rewrite([meant(key)]);
    site.dispose();
    expect([key, answer === "found@new.example"]).toEqual([key, senderKey(key).kind !== "never"]);
  }
});

test("senders: domains that we say nothing asks for are not asked for", async () => {
  const names = ["gen.example", "sub.gen.example", "other.example", "mx.example.com", "local.example"];
  const lines = names.map((name, at) => `joe@${name} t${at}@new.example`);
  const site = new MailSite({ mc: "GENERICS_DOMAIN(`gen.example')dnl", tables: { genericstable: lines } });
  const answers = site.rewrite(names.map((name) => `joe@${name}`));
  site.dispose();
  const text = lines.map((line) => `${line}\n`).join("");
  const ours = await siteFrom({
    "sendmail.mc":
      "OSTYPE(`linux')\ndefine(`confDOMAIN_NAME', `mx.example.com')\nLOCAL_DOMAIN(`local.example')\nFEATURE(`genericstable')\nGENERICS_DOMAIN(`gen.example')\nMAILER(`local')\nMAILER(`smtp')\n",
    genericstable: text,
  });
  const idle = new Set(
    [...lint(ours, [unaskedRule]).values()].flat().map(({ span }) => text.slice(span.start, span.end)),
  );
  expect(names.map((name) => [name, idle.has(`joe@${name}`)])).toEqual(
    names.map((name, at) => [name, answers[at] !== `t${at}@new.example`]),
  );
});

test("domains: keys that we say never match are never found, all others are", () => {
  const keys = [
    "a.example",
    "A.Example",
    "host",
    ".a.example",
    "*.a.example",
    "@a.example",
    "u@a.example",
    "a.example.",
    "a.example:",
    "a.example,",
  ];
  const meant = (key: string) =>
    `u@${key
      .replace(/[:.,]+$/, "")
      .replace(/^\*?\./, "x.")
      .replace(/^u?@/, "")}`;
  for (const key of keys) {
    const site = new MailSite({ tables: { domaintable: [`${key} new.example`] } });
    const [answer] = site.parse([meant(key)]);
    site.dispose();
    expect([key, /new\.example/.test(answer ?? "")]).toEqual([key, domainKey(key).kind !== "never"]);
  }
});

test("domains: a name is replaced once", async () => {
  const lines = ["a.example b.example", "b.example c.example"];
  const site = new MailSite({ tables: { domaintable: lines } });
  expect(site.parse(["u@a.example", "u@b.example"])).toEqual([
    "esmtp b.example. u@b.example",
    "esmtp c.example. u@c.example",
  ]);
  site.dispose();
  const ours = await siteFrom({
    "sendmail.mc": "OSTYPE(`linux')\nFEATURE(`domaintable')\nMAILER(`local')\nMAILER(`smtp')\n",
    domaintable: lines.map((line) => `${line}\n`).join(""),
  });
  expect([...lint(ours, [chainRule]).values()].flat().map(({ span }) => span.start)).toEqual(["a.example ".length]);
});
