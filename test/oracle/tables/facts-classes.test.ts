// The facts about access, relay-domains, names of classes and routing, a sentence or a part of one in each row: what sendmail answers,
// and the rules that say so.
import { describe, expect, test } from "vitest";
import { ALL_RULES } from "../../../server/src/rules/all.ts";
import { lint } from "../../../server/src/rules/linter/lint.ts";
import { siteFrom } from "../../../server/src/site/testing.ts";
import { MailSite } from "./mail-site.ts";

const RULES = ALL_RULES.map(({ rule }) => rule);

/** The codes about each line of a file of a site. */
async function codesOf(files: Readonly<Record<string, string>>, name: string): Promise<readonly (readonly string[])[]> {
  const site = await siteFrom(files);
  const uri = `file:///etc/mail/${name}`;
  const document = site.document(uri);
  const codes: string[][] = (files[name] ?? "").split("\n").map(() => []);
  for (const { span, meta } of lint(site, RULES).get(uri) ?? [])
    codes[document?.positionAt(span.start).line ?? 0]?.push(meta.code);
  return codes;
}

interface Client {
  readonly address?: string;
  readonly name?: string;
  readonly sender?: string;
  readonly recipient?: string;
}

/** The fact, a line, who sends through us, whether that is relayed, and a rule that calls the line wrong or wide. */
type Row = readonly [fact: string, line: string, client: Client, isRelayed: boolean, code?: string];

const ACCESS: readonly Row[] = [
  ["spaces separate", "Connect:198.51.100.1    RELAY", { address: "198.51.100.1" }, true],
  ["tabs separate", "Connect:198.51.100.2\t\tRELAY", { address: "198.51.100.2" }, true],
  ["keys fold to lower case", "CONNECT:Three.Example RELAY", { name: "three.example" }, true],
  ["a lower-case relay works", "Connect:198.51.100.4 relay", { address: "198.51.100.4" }, true],
  ["quotes stay in the key", '"198.51.100.5" RELAY', { address: "198.51.100.5" }, false, "access-invalid-key"],
  [
    "a comment is part of the value",
    "Connect:198.51.100.6 RELAY # office",
    { address: "198.51.100.6" },
    false,
    "access-trailing-text",
  ],
  ["CIDR never matches", "203.0.113.0/24 RELAY", { address: "203.0.113.9" }, false, "access-invalid-key"],
  ["a trailing dot never matches", "203.0.114. RELAY", { address: "203.0.114.9" }, false, "access-invalid-key"],
  ["zeros do not make a network", "172.16.0.0 RELAY", { address: "172.16.5.5" }, false, "access-invalid-key"],
  [
    "nor do two colons at the end",
    "IPv6:2001:db8:2:: RELAY",
    { address: "IPv6:2001:db8:2:0:0:0:0:9" },
    false,
    "access-invalid-key",
  ],
  ["a part of an IPv6 address does", "IPv6:2001:db8:1 RELAY", { address: "IPv6:2001:db8:1:0:0:0:0:9" }, true],
  ["*.domain never matches", "*.star.example RELAY", { name: "a.star.example" }, false, "access-invalid-key"],
  [".domain needs lookupdotdomain", ".dot.example RELAY", { name: "a.dot.example" }, false, "access-invalid-key"],
  ["10 relays a whole tree, a private one", "10 RELAY", { address: "10.1.2.3" }, true],
  ["13 too, which is everybody's", "13 RELAY", { address: "13.1.2.3" }, true, "relay-wide-network"],
  ["so does com", "com RELAY", { name: "any.com" }, true, "relay-public-suffix"],
  ["also as a recipient, untagged", "net RELAY", { recipient: "u@any.net" }, true, "relay-public-suffix"],
  ["Connect:org too", "Connect:org RELAY", { name: "any.org" }, true, "relay-public-suffix"],
  ["but not for recipients", "Connect:info RELAY", { recipient: "u@any.info" }, false, "relay-public-suffix"],
  [
    "user@domain needs relaytofulladdress",
    "u@full.example RELAY",
    { recipient: "u@full.example" },
    false,
    "access-full-address-relay",
  ],
  [
    "From:domain needs relay_mail_from",
    "From:from.example RELAY",
    { sender: "u@from.example" },
    false,
    "access-from-relay",
  ],
];

const RELAY_DOMAINS: readonly Row[] = [
  ["CIDR never matches", "192.0.2.0/24", { address: "192.0.2.9" }, false, "class-invalid-name"],
  ["a trailing dot does match", "198.51.101.", { address: "198.51.101.9" }, true],
  [".domain works", ".dot.example", { name: "a.dot.example" }, true],
  [
    "only the first word is read",
    "first.example second.example",
    { name: "second.example" },
    false,
    "class-second-word",
  ],
  ["the first word is", "third.example fourth.example", { name: "third.example" }, true, "class-second-word"],
  ["leading spaces are fine", "  lead.example", { name: "lead.example" }, true],
  ["case is folded", "Upper.Example", { name: "upper.example" }, true],
  ["*.domain never matches", "*.wild.example", { name: "a.wild.example" }, false, "class-invalid-name"],
];

/** Whether mail of each client to a stranger is relayed. */
function relayed(site: MailSite, rows: readonly Row[]): readonly boolean[] {
  const questions = rows.flatMap(
    ([
      ,
      ,
      { address = "192.0.99.1", name = "client.invalid", sender = "u@sender.invalid", recipient = "u@far.invalid" },
    ]) => [
      `.D{client_addr}${address}`,
      `.D{client_name}${name}`,
      ".D{client_resolve}OK",
      ".D{auth_type}",
      `.Df${sender}`,
      `.D{mail_host}${sender.slice(2)}`,
      `check_rcpt ${recipient}`,
    ],
  );
  const printed = site.testMode(questions);
  return [...printed.matchAll(/^check_rcpt +returns: (.*)$/gm)].map(([, answer = ""]) => answer.trim() === "RELAY");
}

const HEAD = "OSTYPE(`linux')\ndefine(`confDOMAIN_NAME', `mx.example.com')\n";
const TAIL = "MAILER(`local')\nMAILER(`smtp')\n";

describe.each([
  ["access", ACCESS, "FEATURE(`access_db', `hash -T<TMPF> @/access')"],
  ["relay-domains", RELAY_DOMAINS, "define(`confCR_FILE', `@/relay-domains')"],
] as const)("%s", (name, rows, mc) => {
  const lines = rows.map(([, line]) => line);

  test("relays where the facts say so", () => {
    const site = new MailSite({ mc: `${mc}\nFEATURE(\`accept_unresolvable_domains')` });
    if (name === "access") site.hash(name, lines);
    else site.write(name, lines.map((line) => `${line}\n`).join(""));
    const answers = relayed(site, rows);
    site.dispose();
    expect(rows.map(([fact], at) => [fact, answers[at]])).toEqual(
      rows.map(([fact, , , isRelayed]) => [fact, isRelayed]),
    );
  });

  test("and we say so", async () => {
    const plain = name === "access" ? "FEATURE(`access_db')" : "";
    const files = { "sendmail.mc": `${HEAD}${plain}\n${TAIL}`, [name]: lines.map((line) => `${line}\n`).join("") };
    const codes = await codesOf(files, name);
    expect(
      rows.map(([fact, , , , code], at) => [
        fact,
        code === undefined
          ? codes[at]?.filter((one) => !/untagged|wide/.test(one))
          : codes[at]?.includes(code) || codes[at],
      ]),
    ).toEqual(rows.map(([fact, , , , code]) => [fact, code === undefined ? [] : true]));
  });
});

/** The fact, lines of a .mc, a question of test mode, what its answer has, and a rule that says so. */
const NAMES: readonly (readonly [fact: string, mc: string, question: string, answer: RegExp, code?: string])[] = [
  [
    "EXPOSED_USER with a comma: part of the name",
    "EXPOSED_USER(`root, www-data')",
    "$=E",
    /^root,$/m,
    "mc-class-member",
  ],
  [
    "MASQUERADE_DOMAIN with a comma",
    "MASQUERADE_DOMAIN(`a.example, b.example')",
    "$=M",
    /^a\.example,$/m,
    "mc-class-member",
  ],
  ["MASQUERADE_DOMAIN with a semicolon", "MASQUERADE_DOMAIN(`a.example;')", "$=M", /^a\.example;$/m, "mc-class-member"],
  [
    "LOCAL_DOMAIN with a comma",
    "LOCAL_DOMAIN(`a.example,b.example')",
    "$=w",
    /^a\.example,b\.example$/m,
    "mc-class-member",
  ],
  [
    "VIRTUSER_DOMAIN with a star",
    "VIRTUSER_DOMAIN(`*.a.example')",
    "$={VirtHost}",
    /^\*\.a\.example$/m,
    "mc-class-member",
  ],
  ["VIRTUSER_DOMAIN with an @", "VIRTUSER_DOMAIN(`@a.example')", "$={VirtHost}", /^@a\.example$/m, "mc-class-member"],
  ["GENERICS_DOMAIN with a trailing dot", "GENERICS_DOMAIN(`a.example.')", "$=G", /^a\.example\.$/m, "mc-class-member"],
  [
    "what is after LOCAL_DOMAIN on its line is lost",
    "LOCAL_DOMAIN(`a.example') LOCAL_DOMAIN(`b.example')",
    "$=w",
    /^a\.example$(?![\s\S]*^b\.example$)/m,
    "m4-lost-text",
  ],
  [
    "so after RELAY_DOMAIN",
    "RELAY_DOMAIN(`a.example') RELAY_DOMAIN(`b.example')",
    "$=R",
    /^a\.example$(?![\s\S]*^b\.example$)/m,
    "m4-lost-text",
  ],
  [
    "so after MASQUERADE_DOMAIN",
    "MASQUERADE_DOMAIN(`a.example') MASQUERADE_DOMAIN(`b.example')",
    "$=M",
    /^a\.example$(?![\s\S]*^b\.example$)/m,
    "m4-lost-text",
  ],
  [
    "so after VIRTUSER_DOMAIN",
    "VIRTUSER_DOMAIN(`a.example') VIRTUSER_DOMAIN(`b.example')",
    "$={VirtHost}",
    /^a\.example$(?![\s\S]*^b\.example$)/m,
    "m4-lost-text",
  ],
  [
    "so after GENERICS_DOMAIN",
    "GENERICS_DOMAIN(`a.example') GENERICS_DOMAIN(`b.example')",
    "$=G",
    /^a\.example$(?![\s\S]*^b\.example$)/m,
    "m4-lost-text",
  ],
  ["LOCAL_USER", "LOCAL_USER(`ann') LOCAL_USER(`bob')", "$=L", /^ann$(?![\s\S]*^bob$)/m, "m4-lost-text"],
  [
    "a SMART_HOST in class w is ignored",
    "LOCAL_DOMAIN(`hub.example')\ndefine(`SMART_HOST', `hub.example')",
    "3,0 u@far.example",
    /esmtp \$@ far/,
    "mc-own-smart-host",
  ],
  ["[ ] around it helps", "define(`SMART_HOST', `[mx.example.com]')", "3,0 u@far.example", /relay \$@ \[ mx/],
  ["so does relay:", "define(`SMART_HOST', `relay:mx.example.com')", "3,0 u@far.example", /relay \$@ mx/],
  [
    "SMART_HOST without brackets is fine",
    "define(`SMART_HOST', `smart.example')",
    "3,0 u@far.example",
    /relay \$@ smart/,
  ],
  [
    "class m is what follows the host's first dot, not that of confDOMAIN_NAME",
    "define(`confDOMAIN_NAME', `a.other.example')",
    "$=m",
    /^example\.com$/m,
  ],
  [
    "RELAY_MAILER_ARGS with port 465",
    "define(`RELAY_MAILER_ARGS', `TCP $h 465')",
    "=M",
    /relay.*A=TCP \$h 465/,
    "mc-mailer-port",
  ],
];

describe("classes and routing", () => {
  test.each(NAMES.map(([fact, ...row]) => ({ fact, row })))("$fact", async ({ row: [mc, question, answer, code] }) => {
    const site = new MailSite({ mc });
    const printed = site.testMode([question]).replace(/^> /gm, "");
    site.dispose();
    expect(printed).toMatch(answer);
    const ours = await siteFrom({ "sendmail.mc": `OSTYPE(\`linux')\n${mc}\n${TAIL}` });
    const found = [...lint(ours, RULES, {}).values()]
      .flat()
      .filter(({ severity }) => severity === "error" || severity === "warning");
    const codes = found.map(({ meta }) => meta.code);
    if (code === undefined) expect(codes).toEqual([]);
    else expect(codes).toContain(code);
  });
});

/** What spoils a name in a class of domains, and a name that is meant by it. */
const SPOILT: Readonly<Record<string, (domain: string) => readonly [written: string, meant: string]>> = {
  nothing: (domain) => [domain, domain],
  "a comma": (domain) => [`${domain}, x${domain}`, domain],
  "a semicolon": (domain) => [`${domain};`, domain],
  "a star": (domain) => [`*.${domain}`, `sub.${domain}`],
  "an @": (domain) => [`@${domain}`, domain],
  "a dot at the end": (domain) => [`${domain}.`, domain],
};

const CLASS_MACROS = {
  LOCAL_DOMAIN: "w.example",
  VIRTUSER_DOMAIN: "v.example",
  GENERICS_DOMAIN: "g.example",
  MASQUERADE_DOMAIN: "m.example",
};

test.each(Object.entries(SPOILT))("names with %s in each of four macros", async (sign, spoil) => {
  const domains = Object.entries(CLASS_MACROS).map(([macro, domain]) => [macro, ...spoil(domain)] as const);
  const meant = Object.fromEntries(domains.map(([macro, , name]) => [macro, name]));
  const mc = domains.map(([macro, written]) => `${macro}(\`${written}')`).join("\n");
  const site = new MailSite({
    mc: `${mc}\nMASQUERADE_AS(\`new.example')`,
    tables: {
      virtusertable: [`u@${meant.VIRTUSER_DOMAIN} root`],
      genericstable: [`u@${meant.GENERICS_DOMAIN} z@new.example`],
    },
  });
  const [local, virtual] = site.parse([`u@${meant.LOCAL_DOMAIN}`, `u@${meant.VIRTUSER_DOMAIN}`]);
  const [generic, masqueraded] = site.rewrite([`u@${meant.GENERICS_DOMAIN}`, `u@${meant.MASQUERADE_DOMAIN}`]);
  site.dispose();
  const isFine = sign === "nothing";
  expect([
    local === "local - u",
    virtual === "local - root",
    generic === "z@new.example",
    masqueraded === "u@new.example",
  ]).toEqual([isFine, isFine, isFine, isFine]);
  const codes = await codesOf(
    { "sendmail.mc": `OSTYPE(\`linux')\nMASQUERADE_AS(\`new.example')\n${mc}\nMAILER(\`smtp')\n` },
    "sendmail.mc",
  );
  expect(domains.map(([macro], at) => [macro, codes[at + 2]?.includes("mc-class-member")])).toEqual(
    domains.map(([macro]) => [macro, !isFine]),
  );
});
