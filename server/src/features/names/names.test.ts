// Names across the files of a site: where they lead, where else they are, what gets another name with them.
import { describe, expect, it } from "vitest";
import type { Location, TextEdit } from "vscode-languageserver-types";
import { EDITORS } from "../../kinds/editors.ts";
import { markedSite, testUri } from "../../site/testing.ts";
import type { InstalledLibrary } from "../../site/version.ts";
import { TextDocument } from "../../text.ts";
import { EditorFeatures } from "../editor.ts";
import type { FeatureOptions } from "../options.ts";

const features = new EditorFeatures(EDITORS);
const BASE = "OSTYPE(`linux')dnl\n";
const END = "MAILER(`smtp')dnl\n";

async function open(files: Readonly<Record<string, string>>, options: FeatureOptions = {}) {
  const { site, cursor } = await markedSite(files);
  const document = site.document(cursor?.uri ?? "");
  if (cursor === undefined || document === undefined) throw new Error("there is no cursor");
  const { uri } = cursor;
  const position = document.positionAt(cursor.offset);
  /** `file:line text` */
  const shown = (places: readonly Location[] | undefined) =>
    (places ?? []).map(({ uri, range }) => {
      const name = uri.slice(uri.lastIndexOf("/") + 1);
      return `${name}:${range.start.line + 1} ${site.document(uri)?.getText(range) ?? ""}`.trim();
    });
  return {
    definition: shown(features.definition(site, uri, position, options)),
    references: shown(features.references(site, uri, position, false, options)),
    highlights: features.highlights(site, uri, position, options)?.map(({ range }) => document.getText(range)),
    /** The name that can be changed; why it cannot, as a sentence. */
    renamable: nameOrWhy(features.renamable(site, uri, position, options)),
    /** The files after a new name, by name; or why it is refused. */
    rename(name: string) {
      const edit = features.rename(site, uri, position, name, options);
      if (edit === undefined || typeof edit === "string") return edit;
      return Object.fromEntries(
        Object.entries(edit.changes ?? {}).map(([file, edits]: [string, TextEdit[]]) => {
          const text = site.document(file);
          if (text === undefined) throw new Error(`there is no ${file}`);
          return [file.slice(file.lastIndexOf("/") + 1), TextDocument.applyEdits(text, edits)];
        }),
      );
    },
  };
}

const nameOrWhy = (found: ReturnType<typeof features.renamable>) =>
  typeof found === "object" ? found.placeholder : found;

const SITE = {
  "sendmail.mc": `${BASE}FEATURE(\`access_db')dnl\nFEATURE(\`mailertable')dnl\nFEATURE(\`virtusertable')dnl\nFEATURE(\`use_cw_file')dnl\nFEATURE(\`genericstable')dnl
define(\`ALIAS_FILE', \`/etc/mail/aliases')dnl
RELAY_DOMAIN(\`example.com partner.example')dnl
define(\`SMART_HOST', \`relay:[hub.example.com]')dnl
EXPOSED_USER(\`bob')dnl
${END}`,
  access:
    "Connect:example.com\tRELAY\nFrom:sub.example.com\tREJECT\nTo:joe@example.com\tOK\n# example.com\n.example.com\tOK\n192.0.2\tRELAY\n",
  "local-host-names": "example.com\nmail.example.com\n",
  mailertable: "example.com\tesmtp:[hub.example.com]:backup.example.com\n.example.com\tlocal:bob\n",
  virtusertable: "joe@example.com\tbob\n@example.com\tbob@other.example\n",
  genericstable: "bob\tJoe@Example.COM\n",
  aliases: "root: bob, joe@example.com\nbob: carol\nstaff:\tbob,\n\tcarol\n",
};

/** The site with a cursor put into one of its files. */
const at = (name: keyof typeof SITE, marked: string) => {
  const text = marked.replace("‸", "");
  if (!SITE[name].includes(text)) throw new Error(`${name} has no ${text}`);
  return { ...SITE, [name]: SITE[name].replace(text, marked) };
};

describe("a word of sendmail's", () => {
  it("that names features is marked where it is written, and a feature where it is named", async () => {
    const text = `${BASE}FEA‸TURE(\`access_db')dnl\nFEATURE(\`mailertable')dnl\n${END}`;
    expect((await open({ "sendmail.mc": text })).highlights).toEqual(["FEATURE", "FEATURE"]);
    const named = `${BASE}FEATURE(\`dnsbl', \`a.example')dnl\nFEATURE(\`dn‸sbl', \`b.example')dnl\n${END}`;
    expect((await open({ "sendmail.mc": named })).highlights).toEqual(["dnsbl", "dnsbl"]);
  });
});

describe("a name in a table", () => {
  it("of a domain is found in every file, in any case, and not in comments, parts of other names or subdomains", async () => {
    const { references, highlights } = await open(at("access", "Connect:exam‸ple.com"));
    expect(references.toSorted()).toEqual(
      [
        "sendmail.mc:8 example.com",
        "access:1 example.com",
        "access:3 example.com",
        "access:5 example.com",
        "mailertable:1 example.com",
        "mailertable:2 example.com",
        "virtusertable:1 example.com",
        "virtusertable:2 example.com",
        "genericstable:1 Example.COM",
        "local-host-names:1 example.com",
        "aliases:1 example.com",
      ].sort(),
    );
    expect(highlights).toEqual(["example.com", "example.com", "example.com"]);
  });

  it.each([
    ["access", "Connect:exam‸ple.com", ["sendmail.mc:2 access_db"]],
    ["access", "RE‸LAY\nFrom", ["sendmail.mc:2 access_db"]],
    ["mailertable", "hub.ex‸ample.com", ["sendmail.mc:3 mailertable"]],
    ["local-host-names", "mail.exa‸mple.com", ["sendmail.mc:5 use_cw_file"]],
    ["virtusertable", "joe@example.com\tbo‸b", ["aliases:2 bob"]],
    ["genericstable", "bo‸b", ["aliases:2 bob"]],
    ["aliases", "bo‸b, joe", ["aliases:2 bob"]],
    ["aliases", "bo‸b: carol", ["sendmail.mc:7 /etc/mail/aliases"]],
    ["access", "# exam‸ple.com", []],
  ] as const)("in %s at %s leads to what reads it, or to the alias", async (name, marked, expected) => {
    expect((await open(at(name, marked))).definition).toEqual(expected);
  });

  it("of a user is found where users are, in an alias of several lines too", async () => {
    const { references } = await open(at("aliases", "bo‸b: carol"));
    expect(references.toSorted()).toEqual([
      "aliases:1 bob",
      "aliases:2 bob",
      "aliases:3 bob",
      "genericstable:1 bob",
      "mailertable:2 bob",
      "sendmail.mc:10 bob",
      "virtusertable:1 bob",
    ]);
  });

  it("of an address is the whole of it, and its domain a domain", async () => {
    expect((await open(at("access", "To:jo‸e@example.com"))).references).toEqual([
      "access:3 joe@example.com",
      "virtusertable:1 joe@example.com",
      "genericstable:1 Joe@Example.COM",
      "aliases:1 joe@example.com",
    ]);
  });

  it("of a network is found in other lists of networks", async () => {
    const files = {
      "sendmail.mc": BASE + END,
      access: "192.0.‸2\tRELAY\n192.0.2.7\tREJECT\n",
      "relay-domains": "192.0.2\n",
    };
    expect((await open(files)).references.toSorted()).toEqual(["access:1 192.0.2", "relay-domains:1 192.0.2"]);
  });
});

const MAILERS = {
  "sendmail.mc": `${BASE}define(\`SMART_HOST', \`relay:[MY_HUB]')dnl
define(\`MY_HUB', \`hub.example.com')dnl
FEATURE(\`mailertable')dnl
FEATURE(\`virtusertable')dnl
FEATURE(\`use_cw_file')dnl
define(\`confCW_FILE', \`/etc/mail/local-host-names')dnl
TRUST_AUTH_MECH(\`PLAIN LOGIN')dnl
INPUT_MAIL_FILTER(\`dkim', \`S=local:/run/dkim')dnl
MAIL_FILTER(\`spam', \`S=local:/run/spam')dnl
define(\`confINPUT_MAIL_FILTERS', \`dkim, spam')dnl
DAEMON_OPTIONS(\`Name=MTA, InputMailFilters=spam;dkim, M=E')dnl
${END}MAILER_DEFINITIONS
Mown, P=/usr/bin/own, F=l, S=FromOwn/Other, A=own $u
LOCAL_CONFIG
D{Hub}hub.example.com
Djmail.example.com
C{Blocked}bad.example
LOCAL_RULESETS
SFromOwn
R$* < @ hub.example.com . >\t$#own $: $j
R$* < @ $={Blocked} . >\t$#error $@ 5.7.1 $: no
`,
  mailertable:
    "a.example\town:x\nb.example\tesmtp:[hub.example.com]\nc.example\tOwn:y\nd.example\tlocal:bob\ne.example\terror:5.1.1:no\n",
  virtusertable: "@virt.example\tbob@own.example\n",
  "local-host-names": "own.example\n",
  aliases: "bob: carol\nlist: joe@virt.example, bob@own.example, x@elsewhere.example\n",
};

describe("a name in a rule, a list or before a host", () => {
  const marked = (name: keyof typeof MAILERS, text: string) => {
    const plain = text.replace("‸", "");
    if (!MAILERS[name].includes(plain)) throw new Error(`${name} has no ${plain}`);
    return open({ ...MAILERS, [name]: MAILERS[name].replace(plain, text) });
  };

  it.each([
    ["mailertable", "ow‸n:x", ["sendmail.mc:15 own"]],
    ["mailertable", "es‸mtp:", ["sendmail.mc:13 smtp"]],
    ["mailertable", "er‸ror:", ["sendmail.mc:4 mailertable"]],
    ["sendmail.mc", "$#ow‸n $:", ["sendmail.mc:15 own"]],
    ["sendmail.mc", "rel‸ay:[", ["sendmail.mc:13 smtp"]],
    ["sendmail.mc", "S=From‸Own", ["sendmail.mc:21 FromOwn"]],
    ["sendmail.mc", "$: $‸j", ["sendmail.mc:18 j"]],
    ["sendmail.mc", "`dkim, sp‸am'", ["sendmail.mc:10 spam"]],
    ["sendmail.mc", "spam;dk‸im", ["sendmail.mc:9 dkim"]],
    ["sendmail.mc", "use_‸cw_file", ["local-host-names:1"]],
    ["aliases", "joe@vi‸rt", []],
    ["aliases", "jo‸e@virt", ["virtusertable:1 @virt.example"]],
    ["aliases", "bo‸b@own", ["aliases:1 bob"]],
    ["aliases", "‸x@else", []],
    ["virtusertable", "bo‸b@own", ["aliases:1 bob"]],
  ] as const)("in %s at %s leads to its definition", async (name, text, expected) => {
    expect((await marked(name, text)).definition).toEqual(expected);
  });

  it("of a mailer is found in rules, in hosts and in tables, in any case", async () => {
    expect((await marked("mailertable", "ow‸n:x")).references).toEqual([
      "sendmail.mc:22 own",
      "mailertable:1 own",
      "mailertable:3 Own",
    ]);
    expect((await marked("sendmail.mc", "MAILER(`sm‸tp')")).references.toSorted()).toEqual([
      "mailertable:2 esmtp",
      "sendmail.mc:13 smtp",
      "sendmail.mc:2 relay",
    ]);
  });

  it("of a domain is found in a macro of one's own, in rules and in values, and gets another name there", async () => {
    const { references, rename } = await marked("mailertable", "[hub.ex‸ample.com]");
    const lines = references.filter((one) => one.startsWith("sendmail.mc"));
    expect(lines.toSorted()).toEqual([3, 17, 22].map((line) => `sendmail.mc:${line} hub.example.com`).sort());
    const files = rename("new.example");
    expect(JSON.stringify(files)).not.toContain("hub.example.com");
  });

  it("of a mechanism is not a domain", async () => {
    expect((await marked("sendmail.mc", "PLA‸IN LOGIN")).renamable).toBeUndefined();
  });
});

describe("a new name", () => {
  it("of a domain goes into every file, and leaves subdomains and comments alone", async () => {
    const { rename, renamable } = await open(at("access", "Connect:exam‸ple.com"));
    expect(renamable).toBe("example.com");
    const files = rename("example.org");
    expect(files).toMatchObject({
      access:
        "Connect:example.org\tRELAY\nFrom:sub.example.com\tREJECT\nTo:joe@example.org\tOK\n# example.com\n.example.org\tOK\n192.0.2\tRELAY\n",
      "local-host-names": "example.org\nmail.example.com\n",
      mailertable: "example.org\tesmtp:[hub.example.com]:backup.example.com\n.example.org\tlocal:bob\n",
      aliases: "root: bob, joe@example.org\nbob: carol\nstaff:\tbob,\n\tcarol\n",
    });
    expect(files).toHaveProperty(
      ["sendmail.mc"],
      expect.stringContaining("RELAY_DOMAIN(`example.org partner.example')"),
    );
    expect(files).toHaveProperty(["sendmail.mc"], expect.stringContaining("[hub.example.com]"));
  });

  it("is refused where it is none, and where a table would have two lines for one key", async () => {
    const { rename } = await open(at("local-host-names", "exam‸ple.com\nmail"));
    expect(rename("two words")).toMatch(/^A domain/);
    expect(rename("mail.example.com")).toBe("local-host-names already has a line for mail.example.com.");
    const tagged = await open({
      "sendmail.mc": `${BASE}FEATURE(\`access_db')\n${END}`,
      access: "Connect:‸a.example OK\nFrom:b.example OK\n",
    });
    expect(tagged.rename("b.example")).toEqual({ access: "Connect:b.example OK\nFrom:b.example OK\n" });
  });

  it("of a user goes into aliases and the tables that name users", async () => {
    const { rename } = await open(at("aliases", "bo‸b: carol"));
    expect(rename("rob")).toMatchObject({
      aliases: "root: rob, joe@example.com\nrob: carol\nstaff:\trob,\n\tcarol\n",
      genericstable: "rob\tJoe@Example.COM\n",
      virtusertable: "joe@example.com\trob\n@example.com\tbob@other.example\n",
    });
    expect(rename("carol")).toMatchObject({ aliases: expect.stringContaining("carol: carol") });
    expect(rename("root")).toBe("aliases already has a line for root.");
  });
});

describe("a macro of the .mc's own", () => {
  const OWN =
    "define(`MYHOST', `hub.example.com')dnl\nifdef(`MYHOST', `define(`SMART_HOST', `MYHOST')')dnl\ndnl MYHOST\n";

  it("has its definition, its uses, and another name", async () => {
    const { definition, references, rename, renamable } = await open({
      "sendmail.mc": `${BASE}${OWN.replace("`MYHOST')')", "`MY‸HOST')')")}${END}`,
    });
    expect(definition).toEqual(["sendmail.mc:2 MYHOST"]);
    expect(references).toEqual(["sendmail.mc:3 MYHOST", "sendmail.mc:3 MYHOST"]);
    expect(renamable).toBe("MYHOST");
    expect(rename("HUB")).toEqual({
      "sendmail.mc": `${BASE}define(\`HUB', \`hub.example.com')dnl\nifdef(\`HUB', \`define(\`SMART_HOST', \`HUB')')dnl\ndnl MYHOST\n${END}`,
    });
  });

  it("gets no name that means something, is defined already, or is none", async () => {
    const { rename } = await open({
      "sendmail.mc": `${BASE}define(\`OTHER', \`1')dnl\n${OWN.replace("MYHOST", "MY‸HOST")}${END}`,
    });
    expect(rename("1st")).toMatch(/^The name of a macro/);
    expect(rename("FEATURE")).toBe("FEATURE already means something to sendmail.");
    expect(rename("SMART_HOST")).toBe("SMART_HOST already means something to sendmail.");
    expect(rename("OTHER")).toBe("OTHER is already defined.");
  });

  it("may get a name that is a part of its own", async () => {
    const files = {
      "sendmail.mc": `${BASE}define(\`confMAX_HOP', \`MY_HO‸PS')dnl\ndefine(\`MY_HOPS', 25)dnl\ndefine(\`MY_HUB', \`a')dnl\n${END}`,
    };
    const renamed = (await open(files)).rename("MY_H");
    expect(renamed).toEqual({
      "sendmail.mc": files["sendmail.mc"].replace("‸", "").replaceAll("MY_HOPS", "MY_H"),
    });
  });

  it("is renamed in branches that were not taken, and in files that are included", async () => {
    const { rename } = await open({
      "sendmail.mc": `${BASE}include(\`own.m4')dnl\ndefine(\`MY‸HOST', \`hub.example.com')dnl\nifdef(\`NEVER', \`SITE_(MYHOST)')dnl\nPUT_HUB\n${END}`,
      "own.m4": "define(`PUT_HUB', `define(`SMART_HOST', MYHOST)')dnl\n",
    });
    expect(rename("HUB")).toEqual({
      "sendmail.mc": `${BASE}include(\`own.m4')dnl\ndefine(\`HUB', \`hub.example.com')dnl\nifdef(\`NEVER', \`SITE_(HUB)')dnl\nPUT_HUB\n${END}`,
      "own.m4": "define(`PUT_HUB', `define(`SMART_HOST', HUB)')dnl\n",
    });
  });

  it("is no setting of sendmail's: those keep their names", async () => {
    const { renamable, definition } = await open({
      "sendmail.mc": `${BASE}define(\`confLOG_‸LEVEL', \`9')dnl\n${END}`,
    });
    expect(renamable).toBe("confLOG_LEVEL has its meaning from sendmail, so it keeps its name.");
    expect(definition).toEqual(["sendmail.mc:2 confLOG_LEVEL"]);
  });
});

describe("files of sendmail's library", () => {
  it("keep their names when a domain or a user gets another one; those of the site do not", async () => {
    const files = {
      "sendmail.mc": `${BASE}include(\`domain/generic.m4')dnl\ninclude(\`domain/mine.m4')dnl\nEXPOSED_USER(\`ro‸ot')dnl\n${END}`,
      "domain/generic.m4": "EXPOSED_USER(`root')dnl\n",
      "domain/mine.m4": "EXPOSED_USER(`root')dnl\n",
    };
    const { references, rename } = await open(files);
    expect(references).toContain("generic.m4:1 root");
    expect(Object.keys(rename("admin") ?? {})).toEqual(["mine.m4", "sendmail.mc"]);
  });
});

describe("a word of the .mc", () => {
  const library: InstalledLibrary = {
    uri: "file:///usr/share/sendmail/cf",
    version: "8.17.1",
    names: { feature: ["greet_pause", "access_db"], mailer: ["smtp"], ostype: ["linux"], domain: [], hack: [] },
  } as unknown as InstalledLibrary;

  it("leads to the library's file and to the table that it has read", async () => {
    expect((await open(at("sendmail.mc", "FEATURE(`acce‸ss_db')"), { library })).definition).toEqual([
      "access_db.m4:1",
      "access:1",
    ]);
    expect((await open(at("sendmail.mc", "MAILER(`sm‸tp')"), { library })).definition).toEqual(["smtp.m4:1"]);
  });

  it("that is a path leads to the file", async () => {
    expect((await open(at("sendmail.mc", "`/etc/mail/ali‸ases'"))).definition).toEqual(["aliases:1"]);
  });

  it("that fills a class is found with all that fills and reads the class, in the .cf as well", async () => {
    const files = {
      "sendmail.mc": `${BASE}VIRTUSER_‸DOMAIN(\`a.example')dnl\nVIRTUSER_DOMAIN(\`b.example')dnl\n${END}LOCAL_RULESETS\nSmine\nR$* < @ $={VirtHost} >\t$: $1 $={VirtHost} none\n`,
      "sendmail.cf": "V10\nC{VirtHost}a.example\nSone\nR$={VirtHost}\t$1\n",
    };
    const { references } = await open(files);
    expect(references.filter((one) => one.startsWith("sendmail.mc"))).toEqual([
      "sendmail.mc:2 VIRTUSER_DOMAIN",
      "sendmail.mc:3 VIRTUSER_DOMAIN",
      "sendmail.mc:7 VirtHost",
      "sendmail.mc:7 VirtHost",
    ]);
    expect(references.filter((one) => one.startsWith("sendmail.cf"))).toEqual([
      "sendmail.cf:2 VirtHost",
      "sendmail.cf:4 VirtHost",
    ]);
  });

  it("in a line of the .cf leads to where its class, map and ruleset are defined", async () => {
    const text = (rule: string) => ({
      "sendmail.mc": `${BASE}${END}LOCAL_CONFIG\nC{Mine}a b\nKlook hash /etc/mail/look\nLOCAL_RULESETS\nSmine\nR${rule}\n`,
    });
    expect((await open(text("$={Mi‸ne}\t$1"))).definition).toEqual(["sendmail.mc:4 Mine"]);
    expect((await open(text("$*\t$(lo‸ok $1 $)"))).definition).toEqual(["sendmail.mc:5 look"]);
    expect((await open(text("$*\t$>mi‸ne $1"))).definition).toEqual(["sendmail.mc:7 mine"]);
    expect((await open(text("$*\t$1\t$>mi‸ne is called"))).definition).toEqual([]);
  });

  it("of a .cf is found in the .mc", async () => {
    const files = {
      "sendmail.mc": `${BASE}VIRTUSER_DOMAIN(\`a.example')dnl\n${END}`,
      "sendmail.cf": "V10\nC{Virt‸Host}a.example\nSone\nR$={VirtHost}\t$1\n",
    };
    expect((await open(files)).references).toEqual(["sendmail.cf:4 VirtHost", "sendmail.mc:2 VIRTUSER_DOMAIN"]);
  });
});

describe("links of a .mc", () => {
  it("lead to tables, and name paths that are to be looked for", async () => {
    const { site } = await markedSite({
      "sendmail.mc": `${BASE}FEATURE(\`access_db', \`hash -o /etc/mail/access')dnl\ndefine(\`confCACERT', \`/etc/mail/certs/ca.pem')dnl\ninclude(\`own.m4')dnl\n${END}LOCAL_CONFIG\nKvips hash -o /etc/mail/vips.db\nKrun program /bin/sh\n`,
      access: "a.example OK\n",
      "own.m4": "dnl\n",
    });
    const document = site.document(testUri("sendmail.mc"));
    const links = features.links(site, testUri("sendmail.mc"), {}) ?? [];
    expect(links.map(({ range, target, path }) => [document?.getText(range), target ?? path])).toEqual([
      ["/etc/mail/access", testUri("access")],
      ["own.m4", "own.m4"],
      ["/etc/mail/certs/ca.pem", "/etc/mail/certs/ca.pem"],
      ["/etc/mail/vips.db", "/etc/mail/vips"],
    ]);
  });
});

describe("a list that aliases include", () => {
  const files = {
    "sendmail.mc": `${BASE}define(\`ALIAS_FILE', \`/etc/mail/aliases')dnl\n${END}`,
    aliases: "jo‸e: root\nlist: :include:/etc/mail/members\nother: :include:/etc/mail/members\n",
    "/etc/mail/members": "# joe\njoe, joe@else.example\n\\joe\nann (joe)\n",
  };

  it("is searched for a name, and changed with it", async () => {
    const found = await open(files);
    expect(found.references).toEqual(["aliases:1 joe", "members:2 joe", "members:3 joe"]);
    expect(found.rename("jim")).toEqual({
      aliases: files.aliases.replace("jo‸e", "jim"),
      members: "# joe\njim, joe@else.example\n\\jim\nann (joe)\n",
    });
  });
});

describe("a table that is read by default", () => {
  it("leads to the line of the .cf that names it, and nowhere without one", async () => {
    const files = { "sendmail.mc": `${BASE}${END}`, aliases: "jo‸e: x@else.example\n" };
    expect((await open(files)).definition).toEqual(["aliases:1 joe"]);
    const address = { ...files, aliases: "joe: x@el‸se.example\n" };
    expect((await open(address)).definition).toEqual([]);
    const built = { ...address, "sendmail.cf": "V10/Berkeley\nO AliasFile=/etc/mail/aliases\n" };
    expect((await open(built)).definition).toEqual(["sendmail.cf:2 /etc/mail/aliases"]);
  });

  it("is not what a call in the first line leads to", async () => {
    const files = { "sendmail.mc": `div‸ert(-1)\ndivert(0)dnl\n${BASE}${END}`, "relay-domains": "a.example\n" };
    expect((await open(files)).definition).toEqual([]);
  });
});

describe("a macro that cannot have another name", () => {
  it.each([
    [
      "one of the library's own",
      "define(`_USE_DECNET‸_SYNTAX_', `1')dnl\n",
      "_USE_DECNET_SYNTAX_ has its meaning from sendmail, so it keeps its name.",
    ],
    ["a feature", "FEATURE(`access‸_db')dnl\n", "access_db has its meaning from sendmail, so it keeps its name."],
    ["a name in wrong quotes", "define('ALIAS_‸FILE', '/etc/mail/aliases')dnl\n", undefined],
    ["the quote beside a name", "define(‸`MY_NAME', `x')dnl\nDXMY_NAME\n", undefined],
    [
      "a name with a dot",
      "define(`my.na‸me', `x')dnl\n",
      "m4 cannot call my.name: names have letters, digits and underscores.",
    ],
    [
      "a path",
      "define(`ALIAS_FILE', `/etc/mail/ali‸ases')dnl\n",
      "This is a path: rename the file itself, then change the path.",
    ],
  ])("is %s, and says why", async (_, line, why) => {
    const found = await open({ "sendmail.mc": `${BASE}${line}${END}`, aliases: "a: b\n" });
    expect([found.renamable, found.rename("MY_OTHER")]).toEqual([why, why]);
  });
});

describe("a name of the site's own in lines of the .cf", () => {
  const LINES = `LOCAL_CONFIG
D{Site}one.example
C{Vip}joe
CHa
Kvips hash /etc/mail/vips
Kall sequence vips virtuser
INPUT_MAIL_FILTER(\`spam', \`S=local:/x')dnl
define(\`confINPUT_MAIL_FILTERS', \`spam')dnl
define(\`confSMTP_LOGIN_MSG', \`$j \${Site}')dnl
LOCAL_RULESETS
SMine
R$* < @ $=H > $*\t$: $>Other $1
R$={Vip} $~{Vip}\t$( vips $1 $) \${Site} $&{Site}\tVip
SOther
Mown, P=/bin/x, S=Mine, R=Other/Mine, A=x
LOCAL_RULE_0
R$+\t$#own $: $1
`;
  const files = (cursor: string) => ({
    "sendmail.mc": `${BASE}FEATURE(\`mailertable')dnl\n${END}${LINES.replace(cursor.replace("‸", ""), cursor)}`,
    mailertable: "x.example\town:y\n",
  });

  it.each([
    ["a ruleset", "SMi‸ne", "New", ["SNew", "S=New, R=Other/New"]],
    ["a ruleset where it is called", "$>Oth‸er", "New", ["$>New", "SNew", "R=New/Mine"]],
    ["a class", "$={Vi‸p}", "New", ["C{New}joe", "R$={New} $~{New}\t"]],
    ["a class of one letter", "C‸H", "New", ["C{New}a", "@ $={New} >"]],
    ["a class that gets one letter", "$={Vi‸p}", "Q", ["C{Q}joe", "R$={Q} $~{Q}\t"]],
    ["a map", "Kvi‸ps", "new", ["Knew hash", "sequence new virtuser", "$( new $1"]],
    ["a macro", "D{Si‸te}", "New", ["D{New}one", "${New} $&{New}", "$j ${New}"]],
    ["a mailer", "$#ow‸n", "new", ["Mnew, P", "$#new $:"]],
    ["a mail filter", "`spa‸m', `S", "new", ["(`new', `S=", "FILTERS', `new'"]],
  ])("%s gets another name", async (_, cursor, name, expected) => {
    const changed = (await open(files(cursor))).rename(name);
    if (typeof changed !== "object") throw new Error(changed ?? "nothing");
    for (const text of expected) expect(changed["sendmail.mc"]).toContain(text);
    expect(changed.mailertable).toBe(cursor === "$#ow‸n" ? "x.example\tnew:y\n" : undefined);
  });

  it.each([
    ["Other", "There is already a ruleset called Other."],
    ["check_mail", "There is already a ruleset called check_mail."],
    ["define", "m4 reads define as a macro."],
    ["a b", "The name of a ruleset has letters, digits and underscores, and begins with a letter."],
  ])("a ruleset cannot be called %s", async (name, why) => {
    expect((await open(files("SMi‸ne"))).rename(name)).toBe(why);
  });

  it.each([
    ["a hook", "LOCAL_RULESETS\nSLocal_check‸_mail\nR$*\t$: x\n", "Local_check_mail has its meaning from sendmail"],
    ["a macro of sendmail's", "LOCAL_CONFIG\nD‸jx\n", "j has its meaning from sendmail"],
    ["a class that a word fills, too", "RELAY_DOMAIN(`x')\nLOCAL_CONFIG\nC‸Ry\n", "R has its meaning from sendmail"],
    [
      "a ruleset whose name m4 puts together",
      "LOCAL_RULESETS\nSM‸i\nR$*\t$>M`'i\n",
      "With another name for Mi, m4 would write another configuration.",
    ],
  ])("%s keeps its name, and why is said", async (_, text, why) => {
    const found = await open({ "sendmail.mc": BASE + END + text });
    expect(found.renamable).toContain(why);
    expect(found.rename("New")).toBe(found.renamable);
  });

  it.each([
    ["m4 makes", { "sendmail.mc": BASE + END }, "m4 makes this file: change the name in the .mc."],
    ["nobody makes", {}, "Names in a .cf are not changed: search and replace them."],
  ])("a name in a .cf that %s stays, and why is said", async (_, more, why) => {
    const found = await open({ ...more, "sendmail.cf": "V10/Berkeley\nSMi‸ne\nR$*\t$: $>Mine $1\n" });
    expect([found.renamable, found.rename("New")]).toEqual([why, why]);
  });
});
