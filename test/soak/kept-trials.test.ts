// What is kept of the grants that were tried, while files are edited: after each edit the same as tried from nothing.
import { expect, test } from "vitest";
import { exposures, exposuresOf, policyOf } from "../../server/src/relay/index.ts";
import { siteFrom } from "../../server/src/site/testing.ts";

/** The same in every run unless TEST_SEED says otherwise. */
const SEED = Number(process.env.TEST_SEED) || 20260101;
const HISTORIES = 12;
const EDITS = 24;

const MC: readonly string[] = [
  "dnl a comment",
  "define(`confTO_IDENT', `0s')dnl",
  "define(`confDOMAIN_NAME', `mx.own.example')dnl",
  "FEATURE(`relay_entire_domain')dnl",
  "FEATURE(`relay_local_from')dnl",
  "FEATURE(`relay_mail_from')dnl",
  "FEATURE(`relay_hosts_only')dnl",
  "FEATURE(`relay_based_on_MX')dnl",
  "FEATURE(`promiscuous_relay')dnl",
  "FEATURE(`loose_relay_check')dnl",
  "FEATURE(`delay_checks')dnl",
  "FEATURE(`accept_unresolvable_domains')dnl",
  "FEATURE(`blocklist_recipients')dnl",
  "RELAY_DOMAIN(`mc.example one.example')dnl",
  "LOCAL_DOMAIN(`own.example one.example')dnl",
  "TRUST_AUTH_MECH(`PLAIN ANONYMOUS')dnl",
  "DAEMON_OPTIONS(`Name=MTA, Addr=127.0.0.1')dnl",
  "DAEMON_OPTIONS(`Name=MTA, M=a')dnl",
];
const DOMAINS: readonly string[] = [
  ...["one.example", "two.example", "host.one.example", "com", "gmail.com", "stranger.example", "elsewhere.example"],
  ...["192.0.2", "203.0.113.77", "198.51", "10", "IPv6:2001:db8", "localhost", "# a comment", ""],
];
const ACCESS: readonly string[] = [
  ...["Connect", "To", "From", ""].flatMap((tag) =>
    ["one.example", "two.example", "192.0.2", "203.0.113", "gmail.com", "stranger.example"].flatMap((key) =>
      ["RELAY", "REJECT", "OK"].map((value) => `${tag === "" ? "" : `${tag}:`}${key}\t${value}`),
    ),
  ),
  ...["TLS_Clt:192.0.2\tENCR:256", "CertIssuer:/CN=one\tSUBJECT", "CertSubject:/CN=two\tRELAY", "# a comment"],
];

/** The lines that each file may have. */
const LINES: Readonly<Record<string, readonly string[]>> = {
  "sendmail.mc": MC,
  access: ACCESS,
  "relay-domains": DOMAINS,
  "local-host-names": DOMAINS,
};

/** What is told of a grant. */
const told = (all: Iterable<object>) => [...all].map((one) => JSON.parse(JSON.stringify(one)));

function random(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

test("after each edit the grants are those that are found without a memory", { timeout: 300_000 }, async () => {
  const pick = random(SEED);
  let granted = 0;
  for (let history = 0; history < HISTORIES; history++) {
    const files = new Map(Object.entries(LINES).map(([name]): [string, string[]] => [name, []]));
    for (let turn = 0; turn < EDITS; turn++) {
      // Mostly tables: after an edit that changes what the .mc says nothing is kept.
      const name = ["sendmail.mc", "access", "access", "relay-domains", "local-host-names"][pick(5)] ?? "";
      const [lines, known] = [files.get(name) ?? [], LINES[name] ?? []];
      const at = pick(lines.length + 1);
      const put = known[pick(known.length)] ?? "";
      // A line more, a line less, another one in its place, or two that change places.
      const edit = pick(4);
      if (edit === 0 || lines.length < 4) lines.splice(at, 0, put);
      else if (edit === 1) lines.splice(at, 1);
      else if (edit === 2) lines.splice(at, 1, put);
      else lines.push(...lines.splice(at, 1));
      const [mc = [], ...tables] = [...files].map(([, all]) => all);
      const head = ["OSTYPE(`linux')dnl", "FEATURE(`access_db')dnl", "FEATURE(`use_cw_file')dnl"];
      const [access = "", relay = "", own = ""] = tables.map((all) => all.map((line) => `${line}\n`).join(""));
      const site = await siteFrom({
        "sendmail.mc": [...head, ...mc, "MAILER(`smtp')dnl", ""].join("\n"),
        access,
        "relay-domains": relay,
        "local-host-names": own,
      });
      const found = told(exposures(site));
      granted += found.length;
      expect(found, `history ${history}, edit ${turn}: ${JSON.stringify([...files])}`).toEqual(
        told(exposuresOf(policyOf(site))),
      );
    }
  }
  expect(granted).toBeGreaterThan(HISTORIES * EDITS);
});
