// What hovers of bitdomain and uudomain say of addresses is what sendmail makes of them, whatever keys and values are written.
import fc from "fast-check";
import { expect, test } from "vitest";
import { EditorFeatures } from "../../../server/src/features/editor.ts";
import { EDITORS } from "../../../server/src/kinds/editors.ts";
import { ALL_RULES } from "../../../server/src/rules/all.ts";
import { lint } from "../../../server/src/rules/linter/lint.ts";
import { siteFrom } from "../../../server/src/site/testing.ts";
import { LONG, NEWEST, SEED, type Version } from "../programs.ts";
import { MailSite } from "../tables/mail-site.ts";

const features = new EditorFeatures(EDITORS);
const VERSIONS: readonly Version[] = LONG ? ["8.15.2", NEWEST] : [SEED % 2 === 0 ? "8.15.2" : NEWEST];
const LINES = LONG ? 600 : 150;

/** Keys for the host of a number, in a network; the more usual ones are there more often. */
const KEYS: readonly ((host: string, network: string) => string)[] = [
  ...Array<(host: string) => string>(8).fill((host) => host),
  (host) => host.toUpperCase(),
  (host) => `sub.${host}`,
  (host) => `Sub.${host}.DE`,
  (host) => `${host}.`,
  (host) => `.${host}`,
  (host) => `*.${host}`,
  (host) => `${host}-x`,
  (host) => `${host}_x`,
  (host) => `u@${host}`,
  (host) => `@${host}`,
  (host) => `${host}!`,
  (host) => `${host}!u`,
  (host) => `[${host}]`,
  (host) => `"${host}"`,
  (host) => `${host}:`,
  (host) => `${host},`,
  (host) => `<${host}>`,
  (host) => `${host}(x)`,
  (host) => `${host}+x`,
  (host) => `${host}/x`,
  (host, network) => `${host}.${network}`,
  (host, network) => `${host}.${network.toLowerCase()}`,
];

const VALUES: readonly string[] = [
  ...["b.example", "b.example", "B.Example.", "b", "b-c.d.example", "b_c.example", "xn--bcher-kva.example"],
  ...["local.example", "mx.example.com", "b.example (old)", "b . example", "b.example.BITNET", "b.UUCP"],
  ...[
    "[b.example]",
    "[192.0.2.1]",
    "192.0.2.1",
    "[IPv6:2001:db8::1]",
    "[2001:db8::1]",
    "[::ffff:192.0.2.1]",
    "[IPv6:::ffff:192.0.2.1]",
    "(b.example)",
    "b.example:25",
    "smtp:b.example",
    "b@c.example",
  ],
  ...["@b.example", "b!c.example", "b%c.example", "%1", "%0.example", "b..example", ".b.example", "b.example,"],
  ...["b.example;", '"b.example"', "b example", "<b.example>", "b.example # note", "b.example, c.example", "REJECT"],
  ...["DISCARD", "OK", "RELAY", "relay"],
  ...["error:nouser gone", "error:5.1.2:550 gone", "*.example", "|prog", "/file", "b.example!", "-", "."],
];

test.each(
  VERSIONS.flatMap((version) =>
    (
      [
        ["bitdomain", "bitdomain", "BITNET"],
        ["uudomain", "uucpdomain", "UUCP"],
      ] as const
    ).map(([name, feature, network]) => [name, feature, network, version] as const),
  ),
)("%s: keys and values (%s, %s), sendmail %s", async (name, feature, network, version) => {
  const rows = fc
    .sample(fc.tuple(fc.constantFrom(...KEYS), fc.constantFrom(...VALUES)), { numRuns: LINES, seed: SEED + 190 })
    .map(([key, value], at) => ({ host: `h${at}`, key: key(`h${at}`, network), value }));
  const lines = rows.map(({ key, value }) => `${key}\t${value}`);
  const asked = rows.flatMap(({ host, key }, at) => {
    const own = key.toLowerCase();
    // Nobody has two ends: u@one.BITNET.BITNET, or a comma, a star or an empty part in a name.
    const isName = !/[@,;*!]|^\.|\.$/.test(own) && !own.endsWith(`.${network.toLowerCase()}`);
    const hosts = new Set([host, `x.${host}`, ...(isName ? [own] : [])]);
    return [...hosts].map((one) => ({ at, host: one, address: `u@${one}.${network}` }));
  });
  const mc = `FEATURE(\`${feature}', \`hash @/${name}')`;
  const site = new MailSite({ mc, version });
  site.hash(name, lines);
  const answers = site.parse(
    asked.map(({ address }) => address),
    version,
  );
  site.dispose();
  const none = new MailSite({ mc, version });
  none.hash(name, []);
  const without = none.parse(
    asked.map(({ address }) => address),
    version,
  );
  none.dispose();
  const ours = await siteFrom({
    "sendmail.mc": `OSTYPE(\`linux')\nLOCAL_DOMAIN(\`local.example')\n${mc.replaceAll("@/", "/etc/mail/")}\nMAILER(\`local')\nMAILER(\`smtp')\n`,
    [name]: `${lines.join("\n")}\n`,
  });
  const said = lines.map((_, line) => {
    const contents = features.hover(ours, `file:///etc/mail/${name}`, { line, character: 0 }, {})?.contents;
    return typeof contents === "object" && "value" in contents ? (contents.value.split("\n\n")[0] ?? "") : "";
  });
  const uri = `file:///etc/mail/${name}`;
  const reported = new Set(
    lint(
      ours,
      ALL_RULES.map(({ rule }) => rule),
    )
      .get(uri)
      ?.map(({ span }) => ours.document(uri)?.positionAt(span.start).line),
  );
  // What a hover calls wrong is reported, and nothing else is: the rest of the test shows that the hovers are right.
  const isWrong = (hover: string): boolean => /^\*\*This line does nothing|come out wrong/.test(hover);
  expect(lines.filter((_, at) => reported.has(at))).toEqual(lines.filter((_, at) => isWrong(said[at] ?? "")));
  const wrong = asked.flatMap(({ at, host, address }, n) => {
    const answer = answers[n] ?? "";
    const hover = said[at] ?? "";
    if (/keep their host/.test(hover) && answer.startsWith(`esmtp ${host}.${network.toLowerCase()}`)) return [];
    const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
    const [, from = "", to, why] =
      /^Addresses such as `(.*?)` (?:become `user@(.*?)`|come out wrong: (.*)\.$)/.exec(hover) ?? [];
    if (from === "" && !hover.startsWith("**This line does nothing:**")) return [`no claim: ${hover}`];
    const isMeant = from !== "" && same(from, `user@${host}.${network}`);
    const domain = (to ?? "").replace(/\.$/, "").toLowerCase();
    // Mail for a UUCP host is addressed in the form of UUCP.
    const isUucp = /^b\.uucp$/i.test(domain) && answer === "esmtp b.uucp. b!u@mx.example.com";
    const isTrue = !isMeant
      ? answer === without[n]
      : why === undefined
        ? domain === "local.example" || domain === "mx.example.com"
          ? answer === "local - u"
          : /^esmtp (.*?)\.? u@(.*?)$/
              .exec(answer.toLowerCase())
              ?.slice(1)
              .every((one) => one === domain) === true
        : // An address is a name to sendmail, and so are words with dots between them, words of the access map, and what no host has.
          (why.startsWith("a word of the access map") && /^esmtp (reject|discard|ok|relay)\.? u@\1$/i.test(answer)) ||
          /IP address is read|joined by dots/.test(why) ||
          !/^esmtp ([\w-]+(?:\.[\w-]+)*)\.? u@\1$/i.test(answer);
    return isTrue || (isMeant && isUucp) ? [] : [`${lines[at]} | ${address}: ${answer} | ${hover}`];
  });
  console.log(`hovers agree with sendmail on ${asked.length - wrong.length} of ${asked.length} questions`);
  expect(wrong).toEqual([]);
});
