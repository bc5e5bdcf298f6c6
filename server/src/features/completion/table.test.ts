// Completion in access maps and class files, asked at the cursor ‸.
import { describe, expect, it } from "vitest";
import { catalog } from "../../catalog/index.ts";
import { completeAt } from "../testing.ts";
import { hole } from "./items.ts";

const OPEN =
  "OSTYPE(`linux')dnl\nFEATURE(`access_db', `hash -T<TMPF> /etc/mail/access', `skip')dnl\nFEATURE(`ratecontrol')dnl\n";
const access = (lines: string, mc = OPEN) => ({ "sendmail.mc": mc, access: lines });

describe("what a configuration accepts, and nothing else, is offered", () => {
  const MC =
    "OSTYPE(`linux')dnl\nLOCAL_DOMAIN(`own.example')dnl\nRELAY_DOMAIN(`away.example')dnl\nEXPOSED_USER(`ann')dnl\nTRUST_AUTH_MECH(`LOGIN')dnl\nFEATURE(`use_ct_file')dnl\nMAILER(`local')dnl\n";
  const FILES = { "sendmail.mc": MC, aliases: "team: joe\n", "/etc/passwd": "joe:x:1000:1000::/home/joe:/bin/sh\n" };

  it.each<[string, readonly string[]]>([
    // The server's own domains are asked for neither in a mailertable nor, but for a mistake, in a domaintable.
    ["mailertable", ["away.example"]],
    ["domaintable", ["away.example"]],
    ["bitdomain", []],
    ["relay-domains", ["own.example", "away.example"]],
    ["exposed-users", ["team", "joe"]],
    // Nobody logs in as an alias.
    ["trusted-users", ["joe"]],
  ])("at the start of a line of %s", async (name, labels) => {
    expect((await completeAt({ ...FILES, [name]: "‸\n" })).labels.sort()).toEqual([...labels].sort());
  });
});

describe("an access map offers", () => {
  it.each<[string, string, readonly string[]]>([
    ["tags at the start of a line", "‸", ["Connect:", "From:", "To:", "ClientRate:", "TLS_Srv:"]],
    ["tags behind a letter", "Connect:10 RELAY\nCo‸", ["Connect:"]],
    ["whole lines", "‸", ["relay-network", "refuse-sender", "limits"]],
    ["keys that are named elsewhere", "Connect:192.0.2.7 RELAY\nClientRate:‸", ["192.0.2.7"]],
    ["keys at the start of a line", "Connect:192.0.2.7 RELAY\n19‸", ["192.0.2.7"]],
    ["actions", "Connect:10 ‸", ["OK", "RELAY", "REJECT", "DISCARD", "ERROR:", "QUARANTINE:"]],
    ["actions behind a tab", "Connect:10\t‸", ["RELAY"]],
    ["actions behind a letter", "Connect:10 RE‸", ["RELAY", "REJECT"]],
    ["actions without a tag", "example.com ‸", ["RELAY", "OK"]],
    ["actions of a tag in lower case", "connect:10 ‸", ["RELAY"]],
    ["actions of an IPv6 address", "IPv6:2001:db8 ‸", ["RELAY", "OK"]],
    ["numbers for a rate", "ClientRate:10 ‸", ["0", "10", "60"]],
    ["numbers for a limit without a key", "ClientConn: ‸", ["0", "10"]],
    ["milliseconds for a pause", "GreetPause:10 ‸", ["0", "5000"]],
    ["words of Spam:", "Spam:abuse@ ‸", ["FRIEND", "HATER"]],
    ["words of Try_TLS:", "Try_TLS:x.example ‸", ["NO"]],
    ["demands of TLS", "TLS_Srv:x.example ‸", ["ENCR:", "VERIFY", "PERM+", "TEMP+"]],
    ["letters of Srv_Features:", "Srv_Features:10 ‸", ["S", "A", "V", "o", "g2", "u2"]],
    ["letters of Clt_Features:", "Clt_Features:x.example ‸", ["D"]],
    ["words of CERTIssuer:", "CERTIssuer:/CN=x ‸", ["RELAY", "SUBJECT"]],
    ["words of Compat:", "Compat:a@x.example<@>b@y.example ‸", ["DISCARD", "TEMP:", "ERROR:"]],
    ["pieces of AuthInfo:", "AuthInfo:x.example ‸", ['"U:user"', '"P:password"']],
    ["more pieces of AuthInfo:", 'AuthInfo:x.example "U:me" ‸', ['"P:password"']],
  ])("%s", async (_, lines, wanted) => {
    expect((await completeAt(access(lines))).labels).toEqual(expect.arrayContaining([...wanted]));
  });

  it("queue groups of the .mc", async () => {
    const mc = `${OPEN}QUEUE_GROUP(\`slow', \`P=/var/spool/mqueue/slow')dnl\nFEATURE(\`queuegroup')dnl\n`;
    expect((await completeAt(access("QGRP:x.example ‸", mc))).labels).toEqual(["slow"]);
  });

  it("keys of the .mc and of class files", async () => {
    const { labels } = await completeAt({
      "sendmail.mc": `${OPEN}RELAY_DOMAIN(\`partner.example')dnl\n`,
      "relay-domains": "203.0.113\n",
      access: "Connect:‸",
    });
    expect(labels).toEqual(expect.arrayContaining(["partner.example", "203.0.113"]));
  });

  it.each([
    ["in a comment", "# Connect:10 ‸"],
    ["at the start of a comment", "#‸"],
    ["behind a queue group's tag where there is none", "QGRP:x.example ‸"],
    ["for the value of an unknown tag's settings", "TLS_Srv_Features:x.example ‸"],
  ])("nothing %s", async (_, lines) => {
    expect((await completeAt(access(lines))).labels).toEqual([]);
  });

  it("no tags behind a tag, and not the key that is being typed", async () => {
    const { labels } = await completeAt(access("Connect:exa‸"));
    expect(labels).not.toContain("Connect:");
    expect(labels).not.toContain("exa");
  });

  it.each(
    catalog.all("access-tag").flatMap(({ name, actions }) => (actions === undefined ? [] : [[name, actions] as const])),
  )("the actions of %s", async (name, actions) => {
    const { labels } = await completeAt(access(`${name}x.example ‸`));
    const wanted = actions.filter((action) => action !== "number" && action !== "text");
    expect(labels).toEqual(expect.arrayContaining(wanted));
    expect(labels).not.toContain("number");
    expect(labels).not.toContain("text");
  });
});

describe("an access map says", () => {
  it("which tags nothing reads, and puts them behind", async () => {
    const { labels, note } = await completeAt(access("‸"));
    expect(note("ClientConn:")).toBe("not read: FEATURE(conncontrol) is off");
    expect(note("ClientRate:")).toBeUndefined();
    expect(labels.indexOf("ClientConn:")).toBeGreaterThan(labels.indexOf("TLS_Srv:"));
  });

  it("nothing of the kind where no .mc is at hand", async () => {
    expect((await completeAt({ access: "Connect:10 RELAY\n‸" })).note("ClientConn:")).toBeUndefined();
  });

  it("what the rules of a .cf by itself do not look up", async () => {
    const rules = ["SD", "SA", "SSearchList", "SRcpt_ok", "SRelay_ok", "R$*\t$: $>D <$1> <?> <+ Connect> <$1>"];
    const cf = ["V10/Berkeley", "Kaccess hash /etc/mail/access", ...rules, ""].join("\n");
    const { note } = await completeAt({ "sendmail.cf": cf, access: "‸" });
    expect(note("ClientConn:")).toBe("not read: FEATURE(conncontrol) is off");
    expect(note("Connect:")).toBeUndefined();
    expect((await completeAt({ "sendmail.cf": cf, access: "Connect:10 ‸" })).note("SKIP")).toBe(
      "refuses the mail: access_db lacks the word skip",
    );
  });

  it("that RELAY is dangerous, and puts it last", async () => {
    const { labels, note } = await completeAt(access("Connect:10 ‸"));
    expect(note("RELAY")).toBe("weakens protection");
    expect(labels.at(-1)).toBe("RELAY");
  });

  it("that SKIP refuses the mail without the word for it", async () => {
    const mc = OPEN.replace(", `skip'", "");
    expect((await completeAt(access("Connect:10 ‸", mc))).note("SKIP")).toBe(
      "refuses the mail: access_db lacks the word skip",
    );
    expect((await completeAt(access("Connect:10 ‸"))).note("SKIP")).toBeUndefined();
  });
});

describe("in an access map completion writes", () => {
  it.each([
    ["a tag", "Con‸", "Connect:", "Connect:"],
    ["a key behind its tag", "To:192.0.2.7 OK\nConnect:19‸", "192.0.2.7", "To:192.0.2.7 OK\nConnect:192.0.2.7"],
    ["an action", "Connect:10 RE‸", "REJECT", "Connect:10 REJECT"],
    [
      "an error",
      "From:x.example ‸",
      "ERROR:",
      `From:x.example ERROR:${hole(1, "5.7.1")}:${hole(2, "550")} ${hole(3, "Text for the sender")}`,
    ],
    ["a demand", "TLS_Srv:x.example EN‸", "ENCR:", `TLS_Srv:x.example ENCR:${hole(1, "128")}`],
    ["a number", "ClientRate:10 ‸", "60", "ClientRate:10 60"],
    ["a letter behind others", "Srv_Features:10 V ‸", "S", "Srv_Features:10 V S"],
    [
      "a piece with a place for the name",
      "AuthInfo:x.example ‸",
      '"U:user"',
      `AuthInfo:x.example "U:${hole(1, "user")}"`,
    ],
    ["a whole line", "‸", "relay-network", `Connect:${hole(1, "192.0.2")}\tRELAY\n$0`],
  ])("%s", async (_, lines, label, text) => {
    expect((await completeAt(access(lines))).typed(label)).toBe(text);
  });
});

describe("a class file offers", () => {
  it("keys that the site names elsewhere", async () => {
    const files = { "sendmail.mc": OPEN, access: "Connect:192.0.2.7 RELAY\n", "relay-domains": "exam‸" };
    expect((await completeAt(files)).labels).toEqual(["192.0.2.7"]);
  });

  it("nothing behind its first word, or in a comment", async () => {
    const files = { "sendmail.mc": OPEN, access: "Connect:192.0.2.7 RELAY\n" };
    expect((await completeAt({ ...files, "relay-domains": "example.com ‸" })).labels).toEqual([]);
    expect((await completeAt({ ...files, "relay-domains": "# ‸" })).labels).toEqual([]);
  });
});

it("names of other files are offered without what is around them there, and users are none", async () => {
  const files = {
    "sendmail.mc": OPEN,
    access: "Connect:a.example RELAY\n",
    authinfo: 'AuthInfo:b.example "U:me" "P:x"\n',
    mailertable: ".c.example local:x\n",
    virtusertable: "@d.example joe\nann@e.example joe\n",
    aliases: "joe: x@f.example\n",
    "relay-domains": "‸\n",
  };
  const { labels } = await completeAt(files);
  expect([...labels].sort()).toEqual(["a.example", "b.example", "c.example", "d.example", "e.example"]);
});
