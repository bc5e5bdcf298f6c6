// What a mailertable does, sentence by sentence: entry, question, sendmail's answer. docs/facts-tables.md says it in words.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { exposureList } from "../../../server/src/relay/index.ts";
import { siteFrom } from "../../../server/src/site/testing.ts";
import { MailSite } from "./mail-site.ts";

/** Right sides, and where mail for `u@DOMAIN` goes. */
const VALUES: readonly (readonly [string, string])[] = [
  ["smtp:gw.example.net", "smtp gw.example.net u@DOMAIN"],
  ["SMTP:gw.example.net", "smtp gw.example.net u@DOMAIN"],
  ["smtp: gw.example.net", "smtp gw.example.net u@DOMAIN"],
  ["smtp :gw.example.net", "smtp gw.example.net u@DOMAIN"],
  ["smtp:[192.0.2.1]", "smtp [192.0.2.1] u@DOMAIN"],
  ["relay:gw.example.net", "relay gw.example.net u@DOMAIN"],
  ["gw.example.net", "esmtp DOMAIN. u@DOMAIN"],
  ["[192.0.2.1]", "esmtp DOMAIN. u@DOMAIN"],
  ["REJECT", "esmtp DOMAIN. u@DOMAIN"],
  ["joe@gw.example.net", "esmtp DOMAIN. u@DOMAIN"],
  ['"smtp:gw"', "esmtp DOMAIN. u@DOMAIN"],
  ["smtp:", "smtp >u<@DOMAIN."],
  ["smtp:gw.example.net # office", "smtp gw.example.net.#.office u@DOMAIN"],
  ["smtp:gw.example.net second", "smtp gw.example.net.second u@DOMAIN"],
  ["smtp:gw.example.net,gw2.example.net", "smtp gw.example.net,gw2.example.net u@DOMAIN"],
  ["smtp:gw1.example.net:gw2.example.net", "smtp gw1.example.net:gw2.example.net u@DOMAIN"],
  ["smtp:[gw.example.net]:2525", "smtp [gw.example.net]:2525 u@DOMAIN"],
  ["smtp:joe@gw.example.net", "smtp gw.example.net joe@gw.example.net"],
  ["smtp:%1.gw.example.net", "smtp .gw.example.net u@DOMAIN"],
  ["smtp:%1", "smtp >u<@DOMAIN."],
  ["smtp:%0", "smtp DOMAIN u@DOMAIN"],
  ["local:joe", "local u@DOMAIN joe"],
  ["local:", "local u@DOMAIN u"],
  ["error:5.1.2:550 No such domain", "error: No such domain"],
  ["error:nouser No such user", "error: nouser No such user"],
  ["error:", "error: >u<@DOMAIN."],
];

/** Mailers that the .cf does not have. */
const UNKNOWN = ["uucp:host", "procmail:/etc/x", "discard:x", "smpt:gw"];

const KEYS = [
  "ex.example smtp:exact",
  ".ex.example smtp:dot",
  ".sub.ex.example smtp:sub",
  ".px.example smtp:%1.gw",
  "*.star.example smtp:never",
  "trail.example. smtp:never",
  "user@full.example smtp:never",
  "@at.example smtp:never",
  "local.example smtp:never",
  "UP.Example smtp:up",
  "[192.0.2.1] smtp:never",
  "virt.example smtp:virt",
  "host smtp:single",
  ".mx.example.com smtp:below",
] as const;

const QUESTIONS: readonly (readonly [string, string, string])[] = [
  ["an exact key", "u@ex.example", "smtp exact u@ex.example"],
  [".domain takes subdomains", "u@a.ex.example", "smtp dot u@a.ex.example"],
  ["the longest .parent wins", "u@b.sub.ex.example", "smtp sub u@b.sub.ex.example"],
  [".domain does not take the domain itself", "u@sub.ex.example", "smtp dot u@sub.ex.example"],
  ["%1 of .domain is what is before it", "u@a.b.px.example", "smtp a.b.gw u@a.b.px.example"],
  ["*.domain never matches", "u@x.star.example", "esmtp x.star.example. u@x.star.example"],
  ["a trailing dot never matches", "u@trail.example", "esmtp trail.example. u@trail.example"],
  ["user@domain never matches", "user@full.example", "esmtp full.example. user@full.example"],
  ["@domain never matches", "u@at.example", "esmtp at.example. u@at.example"],
  ["a domain of class w never matches", "u@local.example", "local - u"],
  ["keys fold case", "u@up.example", "smtp up u@up.example"],
  ["an address in brackets never matches", "u@[192.0.2.1]", "esmtp [192.0.2.1] u@[192.0.2.1]"],
  ["a domain of VIRTUSER_DOMAIN matches", "u@virt.example", "smtp virt u@virt.example"],
  ["a name without a dot matches", "u@host", "smtp single u@host"],
  ["a name below the own one matches", "u@x.mx.example.com", "smtp below u@x.mx.example.com"],
];

describe("mailertable", () => {
  let site: MailSite;
  beforeAll(() => {
    const values = VALUES.map(([value], at) => `v${at}.example ${value}`);
    const unknown = UNKNOWN.map((value, at) => `n${at}.example ${value}`);
    site = new MailSite({ tables: { mailertable: [...values, ...unknown, ...KEYS] } });
  });
  afterAll(() => site.dispose());

  test("right sides", () => {
    const answers = site.parse(VALUES.map((_, at) => `u@v${at}.example`));
    expect(VALUES.map(([value], at) => [value, answers[at]])).toEqual(
      VALUES.map(([value, answer], at) => [value, answer.replaceAll("DOMAIN", `v${at}.example`)]),
    );
  });

  test("keys", () => {
    const answers = site.parse(QUESTIONS.map(([, address]) => address));
    expect(QUESTIONS.map(([fact], at) => [fact, answers[at]])).toEqual(
      QUESTIONS.map(([fact, , answer]) => [fact, answer]),
    );
  });

  test("a line lets nobody relay, whatever it says of the domain", () => {
    const stranger = [
      ".D{client_addr}203.0.113.9",
      ".D{client_name}stranger.test",
      ".D{client_resolve}OK",
      ".D{auth_type}",
    ];
    const asked = QUESTIONS.filter(([, address]) => !/local\.example|@host$|virt\.example/.test(address)).map(
      ([, address]) => address,
    );
    const said = site.testMode([...stranger, ...asked.map((address) => `check_rcpt <${address}>`)]);
    const answers = [...said.matchAll(/^check_rcpt +returns: (.*)$/gm)].map(([, answer = ""]) => answer);
    expect(answers.length).toBe(asked.length);
    expect(answers.filter((answer) => !answer.includes("550 Relaying denied"))).toEqual([]);
  });

  test("and we list no grant for it", async () => {
    const mc = "OSTYPE(`linux')\nFEATURE(`mailertable')\nMAILER(`local')\nMAILER(`smtp')\n";
    const [full, empty] = await Promise.all(
      [`${KEYS.join("\n")}\n`, ""].map((mailertable) => siteFrom({ "sendmail.mc": mc, mailertable })),
    );
    if (full === undefined || empty === undefined) throw new Error("no site");
    expect([...(full.tableOf("mailertable")?.table.entries() ?? [])].length).toBeGreaterThan(5);
    expect([...exposureList(full)].map(({ who, to }) => ({ who, to }))).toEqual(
      [...exposureList(empty)].map(({ who, to }) => ({ who, to })),
    );
  });

  test("an unknown mailer is a lasting refusal", async () => {
    const asked = [...UNKNOWN.map((_, at) => `u@n${at}.example`)];
    const replies = await site.replies(asked);
    expect(replies.map((reply) => reply.slice(0, 9))).toEqual(UNKNOWN.map(() => "554 5.3.5"));
  });

  test("a lone dot takes all that has no other entry, and wins over SMART_HOST", () => {
    const all = new MailSite({
      mc: "define(`SMART_HOST', `smart.example')",
      tables: { mailertable: [". smtp:dotall", ".ex.example smtp:dot"] },
    });
    expect(all.parse(["u@none.example", "u@a.ex.example", "u@local.example", "u@single"])).toEqual([
      "smtp dotall u@none.example",
      "smtp dot u@a.ex.example",
      "local - u",
      "smtp dotall u@single",
    ]);
    all.dispose();
  });

  test("without its database mail for other hosts waits; with -o there is no table", async () => {
    // Strangers may send to it, so the answer is not "Relaying denied".
    const asked = ["root@local.example", "u@virt.example"];
    const without = new MailSite({ missing: ["mailertable"] });
    const optional = new MailSite({
      missing: ["mailertable"],
      adapt: (cf) => cf.replace(/^(Kmailertable hash) /m, "$1 -o "),
    });
    const waits = (replies: readonly string[]) => replies.map((reply) => reply.endsWith("(will queue)"));
    expect(waits(await without.replies(asked))).toEqual([false, true]);
    expect(waits(await optional.replies(asked))).toEqual([false, false]);
    without.dispose();
    optional.dispose();
  });
});

test("a smart host without brackets is a name, as in a mailertable; without the DNS that name still leads to the address", async () => {
  const site = new MailSite({
    mc: "define(`SMART_HOST', `127.0.0.1')define(`RELAY_MAILER_ARGS', `TCP $h 9')",
    tables: { mailertable: ["bare.example relay:127.0.0.1", "in.example relay:[127.0.0.1]"] },
  });
  const parsed = site.parse(["x@else.example", "x@bare.example", "x@in.example"]);
  const said = await site.send("x@else.example");
  site.dispose();
  expect(parsed).toEqual([
    "relay 127.0.0.1 x@else.example",
    "relay 127.0.0.1 x@bare.example",
    "relay [127.0.0.1] x@in.example",
  ]);
  expect(said).toMatch(/Connecting to 127\.0\.0\.1 port 9 via relay|Connection refused by 127\.0\.0\.1/);
});
