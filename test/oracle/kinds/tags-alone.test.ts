// `Connect:`, `From:` and `To:` without a name after them: sendmail looks none of them up, makemap takes them, and a hover says so.
import { expect, test } from "vitest";
import { LONG, NEWEST } from "../programs.ts";
import { MailSite } from "../tables/mail-site.ts";
import { hovers, mcOf, type Server, typed, withHelpers } from "./access-questions.ts";

const SERVERS: readonly Server[] = [
  { mc: "" },
  {
    words: ", `skip', `lookupdotdomain', `relaytofulladdress'",
    mc: "FEATURE(`BLOCK_recipients')\nFEATURE(`relay_mail_from', `domain')",
  },
  { mc: "FEATURE(`BLOCK_recipients')\nFEATURE(`delay_checks')" },
  { mc: "FEATURE(`relay_hosts_only')\nFEATURE(`accept_unqualified_senders')\nFEATURE(`BLOCK_recipients')" },
];

/** Clients, by name and address; the first has no name at all. */
const CLIENTS: readonly (readonly [name: string, address: string])[] = [
  ["", "203.0.113.9"],
  ["[203.0.113.9]", "203.0.113.9"],
  ["host.test", "203.0.113.9"],
  ["host.test", "IPv6:2001:db8:0:0:0:0:0:1"],
  ["localhost", "127.0.0.1"],
];
const MAILBOXES = [
  "",
  "joe",
  "joe@k.test",
  "root@local.example",
  "@k.test",
  "joe@[203.0.113.9]",
  "joe@k",
  "a%b@k.test",
];

const QUESTIONS = CLIENTS.flatMap(([name, address]) => {
  const client = [
    `.D{client_addr}${address}`,
    `.D{client_name}${name}`,
    `.D{client_resolve}${name.startsWith("h") ? "OK" : "FAIL"}`,
  ];
  return [
    [...client, `Start,check_relay ${name} $| ${address}`],
    ...MAILBOXES.flatMap((mailbox) => [
      [...client, `.Df${mailbox}`, `.D{asked_sender}<${mailbox}>`, "AskMail x"],
      [...client, `.Df${mailbox}`, ".D{asked_recipient}<any@where.test>", "AskRcpt x"],
      [...client, ".Dfsomebody@else.test", `.D{asked_recipient}<${mailbox}>`, "AskRcpt x"],
    ]),
  ];
});

const VALUES = LONG ? ["RELAY", "REJECT", "OK", "DISCARD", "ERROR:5.7.1:550 no"] : ["RELAY", "REJECT"];

const answers = (server: Server, lines: readonly string[], version: "8.15.2" | typeof NEWEST): readonly string[] => {
  const site = new MailSite({ mc: mcOf(server, "@"), adapt: withHelpers, version });
  site.hash("access", lines);
  const printed = typed(site, QUESTIONS, version).map((chunk) => chunk.match(/returns: .*$/gm)?.at(-1) ?? "");
  site.dispose();
  return printed;
};

test.each(LONG ? (["8.15.2", NEWEST] as const) : ([NEWEST] as const))(
  "tags alone decide about nobody, sendmail %s",
  async (version) => {
    let questions = 0;
    for (const { mc, ...server } of SERVERS) {
      const block = version === "8.15.2" ? "blacklist" : "blocklist";
      const asked: Server = { ...server, mc: mc.replaceAll("BLOCK", block) };
      const without = answers(asked, [], version);
      expect(new Set(without).size).toBeGreaterThan(3);
      for (const value of VALUES) {
        const lines = ["Connect:", "From:", "To:"].map((tag) => `${tag}\t${value}`);
        expect(answers(asked, lines, version)).toEqual(without);
        questions += QUESTIONS.length;
        for (const hover of await hovers(asked, lines))
          expect(hover).toMatch(
            /^\*\*This line never matches:\*\* after `\w+:` sendmail looks up .*, never a tag alone\./,
          );
      }
    }
    console.log(`a tag alone changed nothing in ${questions} answers`);
  },
);
