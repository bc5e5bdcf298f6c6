import { expect, test } from "vitest";
import { memoryWorkspace, Sites } from "../../site/index.ts";
import { siteFrom } from "../../site/testing.ts";
import { decide, exposures } from "../index.ts";

const HEAD = `OSTYPE(\`linux')dnl
define(\`confDOMAIN_NAME', \`mx.example.com')dnl
`;
const TAIL = "MAILER(`local')dnl\nMAILER(`smtp')dnl\n";

async function listed(features: string, access?: string): Promise<string[]> {
  const map = access === undefined ? "" : "FEATURE(`access_db')dnl\n";
  const site = await siteFrom({
    "sendmail.mc": `${HEAD}${map}${features}\n${TAIL}`,
    ...(access === undefined ? {} : { access }),
  });
  for (const one of exposures(site)) {
    if (one.witness) expect(decide(site, one.witness)).toMatchObject({ accepted: true });
    if (one.grade === "open" || one.grade === "forgeable") expect(one.witness).toBeDefined();
  }
  return exposures(site).map(({ grade, who, to }) => `${grade}: ${who} -> ${to}`);
}

test("a plain configuration exposes nothing", async () => {
  expect(await listed("")).toEqual([]);
});

test("promiscuous_relay comes first, and hides no other grant", async () => {
  expect(await listed("FEATURE(`promiscuous_relay')", "Connect:10 RELAY\n")).toEqual([
    "open: anyone -> anywhere",
    "intended: clients in 10 -> anywhere",
  ]);
});

test("every use of a feature that is switched on twice is named", async () => {
  const line = "FEATURE(`promiscuous_relay')dnl";
  const text = `${HEAD}${line}\nFEATURE(\`access_db')dnl\n${line}\n${TAIL}`;
  const site = await siteFrom({ "sendmail.mc": text, access: "" });
  const places = exposures(site)[0]?.because.map(({ start }) => text.slice(0, start).split("\n").length);
  expect(places?.sort()).toEqual([3, 5]);
});

test("delivery mode defer leaves the door open", async () => {
  expect(await listed("define(`confDELIVERY_MODE', `deferred')")).toEqual(["open: anyone -> anywhere"]);
});

test("a listener's own delivery mode opens that listener, or closes it", async () => {
  const listener = (options: string): string => `DAEMON_OPTIONS(\`${options}')`;
  expect(await listed(listener("Name=MTA, DeliveryMode=deferred"))).toEqual(["open: anyone -> anywhere"]);
  expect(await listed(`${listener("Name=MTA")}\n${listener("Name=Other, Port=2525, DeliveryMode=d")}`)).toEqual([
    "open: anyone who connects to the listener Other -> anywhere",
  ]);
  expect(await listed(listener("Name=MTA, Addr=127.0.0.1, DeliveryMode=d"))).toEqual(["wide: anyone -> anywhere"]);
  expect(await listed(listener("Name=MTA, DeliveryMode=background"))).toEqual([]);
  const closed = "FEATURE(`no_default_msa')\ndefine(`confDELIVERY_MODE', `deferred')\n";
  expect(await listed(closed + listener("Name=MTA, DeliveryMode=background"))).toEqual([]);
  expect(await listed(`define(\`confDELIVERY_MODE', \`deferred')\n${listener("Name=MTA, DeliveryMode=b")}`)).toEqual([
    "open: anyone -> anywhere",
  ]);
});

test("an own name that the access map refuses can still be claimed with a blank for its dot", async () => {
  const own = "From:mx.example.com REJECT\n";
  const open = "FEATURE(`nocanonify')\nFEATURE(`accept_unresolvable_domains')\nFEATURE(`relay_local_from')";
  expect(await listed(open, own)).toEqual([expect.stringMatching(/^forgeable: anyone who claims a sender/)]);
  expect(await listed("FEATURE(`relay_local_from')", own)).toEqual([]);
});

test("bestmx_is_local limited to a top-level domain is no limit", async () => {
  expect((await listed("FEATURE(`bestmx_is_local', `com')"))[0]).toMatch(/^wide: /);
  expect((await listed("FEATURE(`bestmx_is_local', `partner.example')"))[0]).toMatch(/^intended: /);
});

test("IPv6:2 is a net that nobody has", async () => {
  expect(await listed("", "Connect:IPv6:2 RELAY\n")).toEqual(["intended: clients in IPv6:2 -> anywhere"]);
  expect(await listed("", "Connect:IPv6:2001 RELAY\n")).toEqual(["open: clients in IPv6:2001 -> anywhere"]);
});

test("a listener that demands authentication, and a postmaster who takes no mail, hide no grant", async () => {
  const demanding = "DAEMON_OPTIONS(`Name=MTA, M=a')\nFEATURE(`no_default_msa')\nFEATURE(`blocklist_recipients')";
  expect(await listed(demanding, "To:postmaster@ REJECT\nTo:partner.example RELAY\n")).toEqual([
    "intended: anyone -> partner.example and its subdomains",
  ]);
});

test("a comment in parentheses takes nothing from RELAY, other words do", async () => {
  expect(await listed("", 'Connect:8 (all)RELAY\nConnect:9 RELAY it\nConnect:11 "RELAY"\n')).toEqual([
    "open: clients in 8 -> anywhere",
  ]);
});

test("claimed senders are forgeable", async () => {
  expect((await listed("FEATURE(`relay_local_from')"))[0]).toMatch(
    /^forgeable: anyone who claims a sender in .*mx\.example\.com/,
  );
  expect(await listed("FEATURE(`relay_mail_from', `domain')", "From:example.com RELAY\n")).toEqual([
    "forgeable: anyone who claims a sender in example.com -> anywhere",
  ]);
});

test("an entry that does nothing is not listed", async () => {
  expect(
    await listed("", "From:example.com RELAY\nuser@example.org RELAY\nConnect:192.0.2.0/24 RELAY\nx RELAY # y\n"),
  ).toEqual([]);
});

test.each([
  ["Connect:10 RELAY", ["intended: clients in 10 -> anywhere"]],
  ["Connect:192.168.1 RELAY", ["intended: clients in 192.168.1 -> anywhere"]],
  ["Connect:8 RELAY", ["open: clients in 8 -> anywhere"]],
  ["Connect:172 RELAY", ["open: clients in 172 -> anywhere"]],
  ["Connect:8.8 RELAY", ["wide: clients in 8.8 -> anywhere"]],
  ["Connect:8.8.8 RELAY", ["intended: clients in 8.8.8 -> anywhere"]],
  ["Connect:IPv6:2a00 RELAY", ["open: clients in IPv6:2a00 -> anywhere"]],
  ["Connect:IPv6:fd12 RELAY", ["intended: clients in IPv6:fd12 -> anywhere"]],
  ["Connect:com RELAY", ["open: clients whose verified name is in com -> anywhere"]],
  ["Connect:amazonaws.com RELAY", ["open: clients whose verified name is in amazonaws.com -> anywhere"]],
  ["To:co.uk RELAY", ["open: anyone -> co.uk and its subdomains"]],
  ["To:gmail.com RELAY", ["open: anyone -> gmail.com and its subdomains"]],
  ["To:example.org RELAY", ["intended: anyone -> example.org and its subdomains"]],
  [
    "example.org RELAY",
    [
      "intended: clients whose verified name is in example.org -> anywhere",
      "intended: anyone -> example.org and its subdomains",
    ],
  ],
])("%s", async (line, expected) => {
  expect(await listed("", `${line}\n`)).toEqual(expected);
});

test("with relay_hosts_only a top-level domain is one host", async () => {
  expect(await listed("FEATURE(`relay_hosts_only')", "To:com RELAY\n")).toEqual(["intended: anyone -> com"]);
});

test("with relay_hosts_only the users of a mail provider are strangers still", async () => {
  expect(await listed("FEATURE(`relay_hosts_only')", "To:gmail.com RELAY\n")).toEqual(["open: anyone -> gmail.com"]);
  expect(await listed("FEATURE(`relay_hosts_only')", "Connect:gmail.com RELAY\n")).toEqual([
    "intended: the client whose verified name is gmail.com -> anywhere",
  ]);
});

test("a server that nobody can reach is not open", async () => {
  const loopback = "DAEMON_OPTIONS(`Addr=127.0.0.1')\nFEATURE(`no_default_msa')";
  expect(await listed(`${loopback}\nFEATURE(\`promiscuous_relay')`)).toEqual(["wide: anyone -> anywhere"]);
});

test("routed addresses that pass are listed", async () => {
  const list = await listed("FEATURE(`loose_relay_check')\nRELAY_DOMAIN(`example.org')");
  expect(list[0]).toMatch(/^wide: anyone -> anywhere, by way of .*example\.org/);
});

test("the cause comes first", async () => {
  const site = await siteFrom({
    "sendmail.mc": `${HEAD}FEATURE(\`access_db')dnl\nFEATURE(\`relay_mail_from')dnl\n${TAIL}`,
    access: "From:boss@example.com RELAY\n",
  });
  const [one] = exposures(site);
  const texts = one?.because.map((at) => site.document(at.source)?.getText().slice(at.start, at.end));
  expect(texts).toEqual(["relay_mail_from", "From:boss@example.com RELAY"]);
});

test("an access map without a .mc is judged as far as it can be", async () => {
  const site = await siteFrom({ access: "Connect:com RELAY\n" });
  expect(exposures(site)).toMatchObject([{ grade: "open", certain: false }]);
});

test("what is known of lines is worked out anew where the configuration reads them otherwise", async () => {
  const uri = "file:///etc/mail/sendmail.mc";
  const lines = `Connect:com RELAY\nFrom:example.net RELAY\nCertSubject:me RELAY\n${"# nothing\n".repeat(600)}`;
  const workspace = memoryWorkspace({ [uri]: "", "file:///etc/mail/access": lines });
  const sites = new Sites(workspace);
  const grants = async (features: string, access = lines): Promise<string[]> => {
    workspace.write(uri, `${HEAD}FEATURE(\`access_db')dnl\n${features}\n${TAIL}`);
    workspace.write("file:///etc/mail/access", access);
    sites.changed(uri);
    sites.changed("file:///etc/mail/access");
    const [site] = await sites.sitesOf(uri);
    if (site === undefined) throw new Error("no site");
    return exposures(site).map(({ grade, who }) => `${grade}: ${who}`);
  };
  const plain = await grants("");
  expect(plain).toEqual(["open: clients whose verified name is in com"]);
  expect(await grants("FEATURE(`relay_hosts_only')")).toEqual(["intended: the client whose verified name is com"]);
  expect(await grants("FEATURE(`relay_mail_from', `domain')")).toEqual([
    ...plain,
    "forgeable: anyone who claims a sender in example.net",
  ]);
  expect(await grants("", `${lines}CertIssuer:ca SUBJECT\n`)).toEqual([
    ...plain,
    "intended: clients with the certificate of me",
  ]);
  expect(await grants("")).toEqual(plain);
});

test("a demand for encryption alone keeps nobody out: a certificate of one's own making meets it", async () => {
  const access = "TLS_Clt:\tENCR:40+CI:/CN=ca\nCERTIssuer:/CN=ca\tRELAY\nTo:partner.example\tRELAY\n";
  expect(await listed("", access)).toContain("intended: anyone -> partner.example and its subdomains");
});

test("a line that lets in a client whom another one turns away is named beside the line that grants", async () => {
  const client = "IPv6:2001:db8:0:0:0:0:0:7";
  expect(await listed("RELAY_DOMAIN(`IPv6:')", `Connect:IPv6\tREJECT\nConnect:${client}\tRELAY\n`)).toEqual([
    `intended: the client ${client} -> anywhere`,
  ]);
});

test("rules behind sendmail's own check_rcpt, which never run, leave the answer certain", async () => {
  const certain = async (name: string, features = "") => {
    const rules = `LOCAL_RULESETS\nS${name}\nR$*\t$#error $@ 5.7.1 $: "550 No"\n`;
    const site = await siteFrom({ "sendmail.mc": `${HEAD}${features}RELAY_DOMAIN(\`10')dnl\n${TAIL}${rules}` });
    return exposures(site).every((one) => one.certain);
  };
  expect(await certain("check_rcpt")).toBe(true);
  expect(await certain("Local_check_rcpt")).toBe(false);
  expect(await certain("check_rcpt", "FEATURE(`delay_checks')dnl\n")).toBe(false);
});

test("a certificate that anyone can get is no key to the server", async () => {
  const line = (issuer: string, value = "RELAY"): string => `CERTISSUER:${issuer}\t${value}\n`;
  expect(await listed("", line("/C=US/O=Let+27s+20Encrypt/CN=R3"))).toEqual([
    "open: clients with a certificate of /C=US/O=Let+27s+20Encrypt/CN=R3 -> anywhere",
  ]);
  expect(await listed("", line("/C=GB/O=Sectigo+20Limited/CN=x"))).toEqual([expect.stringMatching(/^open: /)]);
  for (const own of [
    "/O=Our+20Company/CN=Own+20CA",
    "/O=Our+20Company/CN=cacert",
    "/O=Amazonas/CN=x",
    "/O=Entrusted/CN=x",
  ])
    expect(await listed("", line(own))).toEqual([expect.stringMatching(/^intended: /)]);
  const named = `${line("/O=GlobalSign", "SUBJECT")}CERTSUBJECT:/CN=a.example.com RELAY\n`;
  expect(await listed("", named)).toEqual(["intended: clients with the certificate of /CN=a.example.com -> anywhere"]);
});
