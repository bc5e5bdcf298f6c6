// What a hover says of lines of tables.
import { describe, expect, it } from "vitest";
import { decide, defaultQuery, type Query } from "../relay/index.ts";
import { siteFrom } from "../site/testing.ts";
import { hoverAt } from "./testing.ts";

const mc = (...features: readonly string[]) =>
  `OSTYPE(\`linux')dnl\nFEATURE(\`access_db', \`hash -T<TMPF> /etc/mail/access'${features
    .filter((word) => !/^(?:[A-Z(]|define)/.test(word))
    .map((word) => `, \`${word}'`)
    .join("")})dnl\n${features
    .filter((word) => /^(?:[A-Z]|define)/.test(word))
    .map((line) => `${line}dnl\n`)
    .join("")}MAILER(\`smtp')dnl\n`;
const feature = (name: string) => `FEATURE(\`${name}')`;

/** The first paragraph of the hover on the key of the last line of an access map. */
async function about(lines: string, ...features: readonly string[]): Promise<readonly string[]> {
  const marked = lines.replace(/([^\n]*?)([ \t][^\n]*)$/, (_, key: string, rest: string) => `${key}‸${rest}`);
  const found = await hoverAt({ "sendmail.mc": mc(...features), access: `${marked}\n` });
  return found?.text.split("\n\n") ?? [];
}

describe("an access line", () => {
  it.each<[string, string, ...string[]]>([
    ["Connect:192.168.2 RELAY", "Every host in 192.168.2.0/24 (256 addresses) may relay to anywhere."],
    ["Connect:192.0.2.7 RELAY", "The host 192.0.2.7 may relay to anywhere."],
    ["Connect:10 RELAY", "Every host in 10.0.0.0/8 (16,777,216 addresses) may relay to anywhere."],
    ["connect:172.16 relay", "Every host in 172.16.0.0/16 (65,536 addresses) may relay to anywhere."],
    ["Connect:IPv6:2001:db8:1 RELAY", "Every host in 2001:db8:1::/48 (2^80 addresses) may relay to anywhere."],
    ["Connect:IPv6:2001:db8:0:0:0:0:0:1 RELAY", "The host 2001:db8:0:0:0:0:0:1 may relay to anywhere."],
    ["Connect:[192.0.2.7] RELAY", "Nobody relays by this line: sendmail looks for an address without its brackets."],
    [
      "[192.0.2.7] RELAY",
      "Anyone may send mail to users at `[192.0.2.7]` through this server. The client itself does not relay: sendmail looks for an address without its brackets.",
    ],
    ["Connect:example.com RELAY", "`example.com` and every name below it may relay to anywhere."],
    ["Connect:example.com RELAY", "`example.com` may relay to anywhere.", feature("relay_hosts_only")],
    [
      "example.com RELAY",
      "`example.com` and every name below it may relay to anywhere, and anyone may send mail there through this server.",
    ],
    ["192.168.2 RELAY", "Every host in 192.168.2.0/24 (256 addresses) may relay to anywhere."],
    [
      "To:example.com RELAY",
      "Anyone may send mail to anyone at `example.com` or a domain below it through this server.",
    ],
    [
      "To:joe@example.com RELAY",
      "Nobody relays by this line: RELAY for a single address needs the word `relaytofulladdress` in access_db.",
    ],
    [
      "To:joe@example.com RELAY",
      "Anyone may send mail to the address `joe@example.com` through this server.",
      "relaytofulladdress",
    ],
    [
      "joe@example.com RELAY",
      "Nobody relays by this line: RELAY for a single address needs the word `relaytofulladdress` in access_db.",
    ],
    [
      "From:example.com RELAY",
      "Nobody relays by this line: `` FEATURE(`relay_mail_from') `` is off. As with OK, other checks of this sender are left out.",
    ],
    [
      "From:example.com RELAY",
      "Anyone who claims to be anyone at `example.com` or a domain below it may relay to anywhere. Senders are easy to forge.",
      feature("relay_mail_from', `domain"),
    ],
    [
      "From:example.com RELAY",
      "Nobody relays by this line: `` FEATURE(`relay_mail_from') `` looks at whole domains only with its argument `domain`.",
      feature("relay_mail_from"),
    ],
    ["Connect:192.0.2.7 REJECT", "A connection from the host 192.0.2.7 is refused: `550 5.7.1 Access denied`."],
    [
      "Connect:192.0.2.7 OK",
      "A connection from the host 192.0.2.7 is accepted, even if other checks would refuse it; this does not let it relay.",
    ],
    [
      "Connect:192.0.2.7 DISCARD",
      "Mail that comes in from the host 192.0.2.7 is taken and thrown away; nobody is told, and other recipients of the message lose it too.",
    ],
    [
      "Connect:192.0.2.7 SKIP",
      "A connection from the host 192.0.2.7 is refused with `553 5.3.0 SKIP`, as access_db lacks the word `skip`.",
    ],
    [
      "Connect:192.0.2.7 SKIP",
      "A connection from the host 192.0.2.7 is left to the defaults: the search ends at this line, and wider lines are not looked at.",
      "skip",
    ],
    [
      "Connect:192.0.2.7 ERROR:5.7.1:550 Go away",
      "A connection from the host 192.0.2.7 is refused: `550 5.7.1 Go away`.",
    ],
    ["Connect:192.0.2.7 ERROR:421 Later", "A connection from the host 192.0.2.7 is refused: `421 4.0.0 Later`."],
    ["Connect:192.0.2.7 550 Go away", "A connection from the host 192.0.2.7 is refused: `550 5.0.0 Go away`."],
    ["Connect:192.0.2.7 450 Later", "A connection from the host 192.0.2.7 is refused: `450 4.0.0 Later`."],
    ["Connect:192.0.2.7 ERROR:550 5.7.1 No", "A connection from the host 192.0.2.7 is refused: `550 5.7.1 No`."],
    [
      "Connect:192.0.2.7 REJECT",
      "A connection from the host 192.0.2.7 is refused: `550 5.0.0 Go away`.",
      "define(`confREJECT_MSG', `\"550 Go away\"')",
    ],
    [
      "To:joe@example.org REJECT",
      "Mail to the address `joe@example.org` is refused: `550 5.2.1 Gone`.",
      feature("blocklist_recipients"),
      "define(`confRCPTREJ_MSG', `\"550 Gone\"')",
    ],
    [
      "TLS_Srv:mx.example ENCR:128",
      "A connection to `mx.example` and every name below it must be encrypted with at least 128 bits; else the mail is refused for good.",
      "define(`TLS_PERM_ERR', `1')",
    ],
    ["TLS_Srv:mx.example ENCR", "`ENCR` demands nothing: write VERIFY, or ENCR: with a number of bits."],
    [
      "192.0.2 REJECT",
      "All mail that clients send from every host in 192.0.2.0/24 (256 addresses) is refused: `550 5.7.1 Access denied`.",
      feature("blocklist_recipients"),
    ],
    [
      "Connect:192.0.2.7 QUARANTINE:look first",
      'Mail that comes in from the host 192.0.2.7 is taken and kept in the queue until an administrator looks at it, with the reason "look first".',
    ],
    [
      "Connect:192.0.2.7 RELAY # office",
      "A connection from the host 192.0.2.7 is refused with this text: `553 5.3.0 RELAY # office`. `RELAY` works only as the whole value.",
    ],
    ["Connect:192.0.2.7 ALLOW", "A connection from the host 192.0.2.7 is refused with this text: `553 5.3.0 ALLOW`."],
    [
      "From:offers.example REJECT",
      "Mail from anyone at `offers.example` or a domain below it is refused: `550 5.7.1 Access denied`.",
    ],
    [
      "From:jane@offers.example OK",
      "Mail from the address `jane@offers.example` is accepted, even if other checks would refuse it; this does not let it relay.",
    ],
    ["From:spammer@ REJECT", "Mail from the user `spammer` in any domain is refused: `550 5.7.1 Access denied`."],
    [
      "To:joe@ REJECT",
      "Nothing: recipients are looked up for refusals only with `` FEATURE(`blocklist_recipients') ``, which is off.",
    ],
    [
      "To:joe@ REJECT",
      "Mail to the user `joe` in any of this server's own domains is refused: `550 5.2.1 Mailbox disabled for this recipient`.",
      feature("blocklist_recipients"),
    ],
    [
      "To:joe@ REJECT",
      "Mail to the user `joe` in any of this server's own domains is refused: `550 5.2.1 Mailbox disabled for this recipient`.",
      feature("blacklist_recipients"),
    ],
    [
      "To:joe@example.org ERROR:5.1.6:550 Has moved",
      "Mail to the address `joe@example.org` is refused: `550 5.1.6 Has moved`.",
      feature("blocklist_recipients"),
    ],
    [
      "spam.example REJECT",
      "All mail from `spam.example` and every name below it, as client or as sender, is refused: `550 5.7.1 Access denied`.",
    ],
    [
      "spam.example REJECT",
      "All mail from `spam.example` and every name below it, as client or as sender, is refused: `550 5.7.1 Access denied`. Mail to it is refused: `550 5.2.1 Mailbox disabled for this recipient`.",
      feature("blocklist_recipients"),
    ],
    ["joe@spam.example REJECT", "Mail from the address `joe@spam.example` is refused: `550 5.7.1 Access denied`."],
    [
      "ClientRate:192.0.2 10",
      "Every host in 192.0.2.0/24 (256 addresses) may open 10 connections in a minute.",
      feature("ratecontrol"),
    ],
    ["ClientRate:192.0.2.1 1", "The host 192.0.2.1 may open 1 connection in a minute.", feature("ratecontrol")],
    [
      "ClientRate:127.0.0.1 0",
      "The host 127.0.0.1 may open any number of connections in a minute.",
      feature("ratecontrol"),
    ],
    [
      "ClientRate: 30",
      "Every host without a line of its own may open 30 connections in a minute.",
      feature("ratecontrol"),
    ],
    [
      "ClientRate: many",
      "`many` is not a number: write the limit as digits. Until then every connection is refused.",
      feature("ratecontrol"),
    ],
    [
      "ClientConn: 10",
      "Every host without a line of its own may have 10 connections open at a time.",
      feature("conncontrol"),
    ],
    [
      "GreetPause:192.0.2 0",
      "The greeting for every host in 192.0.2.0/24 (256 addresses) comes at once.",
      feature("greet_pause"),
    ],
    [
      "GreetPause:example.com 5000",
      "The greeting for `example.com` and every name below it comes after 5 seconds; a client that talks earlier is turned away.",
      feature("greet_pause"),
    ],
    [
      "GreetPause:192.0.2.9 1500",
      "The greeting for the host 192.0.2.9 comes after 1500 milliseconds; a client that talks earlier is turned away.",
      feature("greet_pause"),
    ],
    [
      "Spam:abuse@ FRIEND",
      "Mail to the user `abuse` in any of this server's own domains passes all checks of the client and the sender.",
      feature("delay_checks', `friend"),
    ],
    [
      "Spam:boss@example.org HATER",
      "The checks of the client and the sender apply to mail to the address `boss@example.org`.",
      feature("delay_checks', `hater"),
    ],
    ["Spam:boss@example.org OK", "`OK` says nothing here: write FRIEND or HATER.", feature("delay_checks', `hater")],
    [
      "Try_TLS:broken.example NO",
      "Mail to `broken.example` and every name below it is sent without STARTTLS, unencrypted.",
    ],
    [
      "TLS_Srv:mx.example ENCR:128",
      "A connection to `mx.example` and every name below it must be encrypted with at least 128 bits; else the mail is put off with a temporary error.",
    ],
    [
      "TLS_Clt:laptop.example PERM+VERIFY:128",
      "A connection from `laptop.example` and every name below it needs a certificate that can be verified, and encryption with at least 128 bits; else the client is refused for good.",
    ],
    [
      "TLS_Clt:laptop.example VERIFY",
      "A connection from `laptop.example` and every name below it needs a certificate that can be verified; else the client is put off with a temporary error.",
    ],
    [
      "TLS_Rcpt:partner.example ENCR:112",
      "The connection for mail to anyone at `partner.example` or a domain below it must be encrypted with at least 112 bits; else the mail is put off with a temporary error.",
    ],
    ["TLS_Srv:mx.example SURE", "`SURE` demands nothing: write VERIFY, or ENCR: with a number of bits."],
    [
      "Srv_Features:192.0.2 S",
      "For connections from every host in 192.0.2.0/24 (256 addresses):\n- `S`: Does not offer STARTTLS to this client.",
    ],
    [
      "Clt_Features:mx.example M",
      "For connections to `mx.example` and every name below it:\n- `M`: Does not use MTA-STS with this server.",
    ],
    [
      "CERTIssuer:/C=DE/CN=CA RELAY",
      "Anyone with a verified certificate of this authority may relay to anywhere: the authority decides who.",
    ],
    [
      "CERTIssuer:/C=DE/CN=CA SUBJECT",
      "For a verified certificate of this authority, the `CERTSubject:` lines decide who may relay.",
    ],
    [
      "CERTSubject:/C=DE/CN=me RELAY",
      "The owner of this certificate may relay to anywhere, if a `CERTIssuer:` line with SUBJECT names the authority.",
    ],
    [
      'AuthInfo:smtp.example "U:me" "P:hunter2"',
      "To `smtp.example` and every name below it sendmail logs in as `me`. The password is in this line: only root should be able to read the file and its map.",
    ],
    [
      "QGRP:slow.example slow",
      "Mail to anyone at `slow.example` or a domain below it waits in the queue group `slow`.",
      feature("queuegroup"),
    ],
    [
      "Bcc:example.org archive@example.org",
      "Mail to anyone at `example.org` or a domain below it is copied to the recipient's own address, at the host that the feature names. Only the arguments of the feature `bcc` say where copies go: the value `archive@example.org` does not matter.",
      feature("bcc', `access"),
    ],
    [
      "Bcc:example.org yes",
      "Mail to anyone at `example.org` or a domain below it is copied to `keep@x.example`. Only the arguments of the feature `bcc` say where copies go: the value `yes` does not matter.",
      feature("bcc', `access', `', `keep@x.example"),
    ],
    [
      "STS:example.org NO",
      "Mail to anyone at `example.org` or a domain below it is sent without MTA-STS: the policy that the domain publishes is not looked at.",
      feature("sts"),
    ],
    [
      "TLS_Srv:mx.example VERIFY:strong",
      "A connection to `mx.example` and every name below it needs a certificate that can be verified; else the mail is put off with a temporary error. What follows `VERIFY:` is not a number, so that any encryption will do.",
    ],
    [
      "CERTIssuer:/C=DE/CN=My(CA) RELAY",
      "**This line never matches:** sendmail writes `(` in the name of a certificate as `+28`.",
    ],
    [
      "Spam:a@example.org HATER",
      "The checks of the client and the sender apply to mail to the address `a@example.org`, as without this line: with `friend` only FRIEND lines change that.",
      feature("delay_checks', `friend"),
    ],
    [
      "Compat:a@x.example<@>b@y.example DISCARD",
      "Mail from `a@x.example` to `b@y.example` is thrown away, for this recipient alone; nobody is told.",
      feature("compat_check"),
    ],
    [
      "Compat:a@x.example<@>b@y.example ERROR:550 No",
      "Mail from `a@x.example` to `b@y.example` comes back to its sender: `550 No`.",
      feature("compat_check"),
    ],
    [
      "Compat:a@x.example<@>b@y.example TEMP:450 Later",
      "Mail from `a@x.example` to `b@y.example` waits in the queue and is tried again.",
      feature("compat_check"),
    ],
    [
      "Compat:a@x.example<@>b@y.example OK",
      "Mail from `a@x.example` to `b@y.example` passes: only DISCARD, `TEMP:` and `ERROR:` mean something here.",
      feature("compat_check"),
    ],
    ["MyTag:foo bar", "sendmail itself has no tag `MyTag:`; only rules of your own can look up this line."],
    [
      "Connect:10.0.0.0/8 RELAY",
      "**This line never matches:** sendmail does not read networks in CIDR notation. Write the first numbers of the addresses.",
    ],
    [
      "Connect:*.example.com RELAY",
      "**This line never matches:** sendmail does not support `*`. `example.com` alone covers everything below it.",
    ],
    ["Connect:203.0.113. RELAY", "**This line never matches:** sendmail looks for this address as `203.0.113`."],
    [
      "Connect:2001:db8::1 RELAY",
      "**This line never matches:** sendmail looks for this address as `IPv6:2001:db8:0:0:0:0:0:1`.",
    ],
    [
      "Connect:.example.com RELAY",
      "**This line never matches:** a name that starts with a dot is looked up only with the word `lookupdotdomain` in access_db.",
    ],
    ["Connect:.example.com RELAY", "Every name below `example.com` may relay to anywhere.", "lookupdotdomain"],
    [
      "From:@example.com REJECT",
      "**This line never matches:** an address needs a user. For the whole domain write `example.com`.",
    ],
  ])("%s: %s", async (line, says, ...features) => {
    expect((await about(line, ...features))[0]).toBe(says);
  });

  it("never shows a password", async () => {
    for (const secret of ["hunter2", "xU:hunter2", "I:hunter2"])
      expect((await about(`AuthInfo:smtp.example "U:me" "P:${secret}"`)).join("\n")).not.toContain("hunter2");
  });
});

describe("a note below", () => {
  it.each<[string, string, string, ...string[]]>([
    ["a feature that is off", "ClientRate: 30", "**Not read:** `` FEATURE(`ratecontrol') `` is off."],
    ["another", "Spam:abuse@ FRIEND", "**Not read:** `` FEATURE(`delay_checks') `` is off."],
    [
      "a duplicate",
      "Connect:10 RELAY\nconnect:10 REJECT",
      "**Idle:** line 1 has the same key, and makemap keeps that one.",
    ],
  ])("tells of %s", async (_, line, note) => {
    expect(await about(line)).toContain(note);
  });

  it("is absent where all is well", async () => {
    expect(await about("ClientRate: 30", feature("ratecontrol"))).toHaveLength(1);
    expect(await about("Connect:192.0.2.7 RELAY\nConnect:192.0.2.8 RELAY")).toHaveLength(1);
  });

  it("tells which lines come first", async () => {
    expect(await about("Connect:10 RELAY")).toContain("Lines for a longer part of the address come first.");
    expect(await about("From:a.example OK\na.example REJECT")).toContain(
      "For senders [line 1 of access](file:///etc/mail/access#L1), `From:a.example OK`, comes first. Lines for a longer name, for an address and for a user as the sender come first.",
    );
  });

  it("tells which lines come before RELAY of a domain, and of what relays nobody", async () => {
    const full = "FEATURE(`access_db', `', `relaytofulladdress')dnl\n";
    expect(await about("To:a.example RELAY", full)).toContain(
      "Lines for a longer name and for the address of a recipient come first.",
    );
    expect(await about("To:a.example RELAY", feature("blocklist_recipients"))).toContain(
      "Lines for a longer name and those that refuse a recipient's address come first.",
    );
    expect(await about("From:joe@ RELAY", feature("relay_mail_from"))).toContain(
      "Nobody relays by this line: `` FEATURE(`relay_mail_from') `` looks senders up with their domain.",
    );
  });

  it("tells of a map that nothing reads", async () => {
    const found = await hoverAt({ "sendmail.mc": "OSTYPE(`linux')dnl\n", access: "Connect:1‸0 RELAY\n" });
    expect(found?.text).toContain("**Not read:** no configuration here reads this file.");
  });

  it("and says nothing of the configuration where there is none", async () => {
    const found = await hoverAt({ access: "ClientRate:‸ 30\n" });
    expect(found?.text).toBe("Every host without a line of its own may open 30 connections in a minute.");
    const names = await hoverAt({ access: "Connect:exam‸ple.com RELAY\n" });
    expect(names?.text).toBe(
      "`example.com` and every name below it may relay to anywhere.\n\nLines for a longer name come first.",
    );
    const claims = await hoverAt({ access: "From:exam‸ple.com RELAY\n" });
    expect(claims?.text).toMatch(/^With `` FEATURE\(`relay_mail_from'\) ``, anyone who claims to be/);
  });
});

describe("the parts of a line", () => {
  const open = mc(feature("ratecontrol"), feature("blocklist_recipients"));
  it.each([
    ["tag", "Conn‸ect:10 RELAY", "Connect", "**`Connect:`** · access map tag"],
    ["tag in other case", "conn‸ect:10 RELAY", "connect", "**`Connect:`** · access map tag"],
    ["key", "Connect:1‸0 RELAY", "10", "may relay"],
    ["action", "Connect:10 REL‸AY", "RELAY", "**`RELAY`** · access map action"],
    ["action in lower case", "Connect:10 rel‸ay", "relay", "**`RELAY`** · access map action"],
    ["error", "Connect:10 ERR‸OR:550 x", "ERROR:550 x", "**`ERROR:`** · access map action"],
    ["reply", "Connect:10 55‸0 x", "550 x", "**`text`** · access map action"],
    ["number", "ClientRate: 1‸0", "10", "**`number`** · access map action"],
    ["quarantine", "Connect:10 QUAR‸ANTINE:x", "QUARANTINE:x", "**`QUARANTINE:`** · access map action"],
    ["TLS demand", "TLS_Srv:x.example ENC‸R:128", "ENCR:128", "**`ENCR:`** · access map action"],
    ["letter with a digit", "Srv_Features:10 g‸2", "g2", "**`g2`** · server feature"],
    ["letter", "Srv_Features:10 v ‸S", "S", "**`S`** · server feature"],
  ])("%s", async (_, line, word, says) => {
    const found = await hoverAt({ "sendmail.mc": open, access: `${line}\n` });
    expect(found?.word).toBe(word);
    expect(found?.text).toContain(says);
  });
});

describe("a class line", () => {
  const reads = "OSTYPE(`linux')dnl\nFEATURE(`use_cw_file')dnl\nFEATURE(`use_ct_file')dnl\nMAILER(`smtp')dnl\n";
  it.each([
    ["relay-domains", "192.168.‸2", "Every host in 192.168.2.0/24 (256 addresses) may relay to anywhere."],
    ["relay-domains", "203.0.113‸.", "Every host in 203.0.113.0/24 (256 addresses) may relay to anywhere."],
    [
      "relay-domains",
      "exam‸ple.com",
      "`example.com` and every name below it may relay to anywhere, and anyone may send mail there through this server.",
    ],
    [
      "relay-domains",
      "10.0.0‸.0/8",
      "**This never matches:** sendmail does not read networks in CIDR notation. Write the first numbers of the addresses.",
    ],
    [
      "local-host-names",
      "exam‸ple.com",
      "Mail for `example.com` is delivered on this host; mail for names below it is not. A client of that name may relay to anywhere.",
    ],
    [
      "local-host-names",
      ".exam‸ple.com",
      '**This does nothing.** ".example.com" never matches: names of this host are compared as a whole.',
    ],
    [
      "relay-domains",
      "[192.0.2‸.7]",
      "Anyone may send mail to users at `[192.0.2.7]` through this server. No client relays by it: its address has no brackets.",
    ],
    ["trusted-users", "www-‸data", "`www-data` may send mail under another name without a warning."],
  ])("of %s: %s", async (file, line, says) => {
    const found = await hoverAt({ "sendmail.mc": reads, [file]: `${line}\n` });
    expect(found?.text.split("\n\n")[0]).toBe(says);
  });

  it("of relay-domains with relay_hosts_only", async () => {
    const found = await hoverAt({
      "sendmail.mc": `${reads}FEATURE(\`relay_hosts_only')dnl\n`,
      "relay-domains": "exam‸ple.com\n",
    });
    expect(found?.text).toMatch(/^`example.com` may relay/);
  });
});

describe("what a line is said to relay is what sendmail would do", () => {
  const stranger = {
    ...defaultQuery,
    clientAddress: "203.0.113.9",
    clientName: "[203.0.113.9]",
    sender: "a@far.example",
    recipient: "b@away.example",
  };
  /** A transaction that a key with this tag is about. */
  const about: Readonly<Record<string, Partial<Query>>> = {
    "192.168.2": { clientAddress: "192.168.2.7", clientName: "[192.168.2.7]" },
    "192.0.2.7": { clientAddress: "192.0.2.7", clientName: "[192.0.2.7]" },
    "192.0.2.": { clientAddress: "192.0.2.7", clientName: "[192.0.2.7]" },
    "192.0.2.0/24": { clientAddress: "192.0.2.7", clientName: "[192.0.2.7]" },
    // A client whose name is its address in brackets has none that resolves.
    "[192.0.2.7]": {
      clientAddress: "192.0.2.7",
      clientName: "[192.0.2.7]",
      clientResolve: "FAIL",
      recipient: "u@[192.0.2.7]",
    },
    "IPv6:2001:db8:1": { clientAddress: "IPv6:2001:db8:1:0:0:0:0:7", clientName: "[IPv6:2001:db8:1::7]" },
    "2001:db8:1": { clientAddress: "IPv6:2001:db8:1:0:0:0:0:7", clientName: "[IPv6:2001:db8:1::7]" },
    "host.example.com": {
      clientName: "host.example.com",
      sender: "u@host.example.com",
      recipient: "u@host.example.com",
    },
    "example.com": { clientName: "host.example.com", sender: "u@host.example.com", recipient: "u@host.example.com" },
    ".example.com": { clientName: "host.example.com", sender: "u@host.example.com", recipient: "u@host.example.com" },
    "*.example.com": { clientName: "host.example.com", sender: "u@host.example.com", recipient: "u@host.example.com" },
    "u@example.com": { sender: "u@example.com", recipient: "u@example.com" },
  };
  const sides: Readonly<Record<string, readonly (keyof Query)[]>> = {
    "": ["clientAddress", "clientName", "clientResolve", "recipient"],
    Connect: ["clientAddress", "clientName", "clientResolve"],
    To: ["recipient"],
    From: ["sender"],
  };
  const surroundings = [
    [],
    ["relaytofulladdress"],
    ["lookupdotdomain"],
    [feature("relay_mail_from")],
    [feature("relay_mail_from', `domain")],
    [feature("relay_hosts_only")],
  ];
  const cases = Object.keys(about).flatMap((key) =>
    Object.keys(sides).flatMap((tag) =>
      surroundings.map(
        (features) => [tag === "" ? key : `${tag}:${key}`, features.join(), tag, key, features] as const,
      ),
    ),
  );
  it.each(cases)("%s RELAY (%s)", async (written, _, tag, key, features) => {
    // With relay_hosts_only a name means that host alone.
    const isExact = features.includes(feature("relay_hosts_only")) && key === "example.com";
    const asked: Partial<Query> = isExact
      ? { clientName: "example.com", sender: "u@example.com", recipient: "u@example.com" }
      : (about[key] ?? {});
    const query: Query = { ...stranger };
    for (const side of sides[tag] ?? []) if (asked[side] !== undefined) Object.assign(query, { [side]: asked[side] });
    const touched = (sides[tag] ?? []).some((side) => asked[side] !== undefined);
    if (!touched) return;
    const site = await siteFrom({ "sendmail.mc": mc(...features), access: `${written} RELAY\n` });
    const relayed = decide(site, query).relayed;
    const hovered = await hoverAt({ "sendmail.mc": mc(...features), access: `${written}‸ RELAY\n` });
    const text = hovered?.text ?? "";
    const says = /may relay to anywhere|Anyone may send mail to/.test(text) && !/^Nobody|never matches/.test(text);
    expect({ relayed, text }).toEqual({ relayed: says, text });
  });
});
