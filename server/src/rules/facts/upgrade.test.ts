// What a site changes on the way to another version.
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { allChanges, platformNamed, RELEASES } from "../../catalog/index.ts";
import { siteFrom } from "../../site/testing.ts";
import { mc } from "../testing.ts";
import { upgradeChanges } from "./upgrade.ts";
import { CONCERNS } from "./upgrade-concerns.ts";

async function changes(files: Readonly<Record<string, string>>, from: string, to: string, id?: string, stamp?: string) {
  const platform = id === undefined ? undefined : platformNamed(id);
  const known = platform && { platform, because: "a test says so", ...(stamp === undefined ? {} : { stamp }) };
  const site = await siteFrom(files);
  return upgradeChanges(site, from, to, known).map((one) => ({
    about: `${one.in} ${one.subject}`,
    text:
      one.span === undefined
        ? ""
        : (site.document(one.span.source)?.getText().slice(one.span.start, one.span.end) ?? ""),
  }));
}
const subjects = async (...args: Parameters<typeof changes>) => (await changes(...args)).map(({ about }) => about);

describe("the changes that versions brought", () => {
  it("have one shape, and are releases", () => {
    const version = z.string().refine((text) => text in RELEASES, "a release");
    const shape = z.strictObject({
      id: z.string(),
      in: version,
      until: version.optional(),
      when: z.string().refine((text) => text in CONCERNS, "a kind of site"),
      hole: z.string().optional(),
      what: z.string().endsWith("."),
      fix: z.string().endsWith("."),
      notes: z.string().min(4),
    });
    const kinds = new Set(allChanges().map(({ when }) => when));
    expect(Object.keys(CONCERNS).filter((kind) => !kinds.has(kind as keyof typeof CONCERNS))).toEqual([]);
    for (const change of allChanges()) expect(shape.safeParse(change).error?.issues, change.id).toBeUndefined();
  });
});

describe("an upgrade", () => {
  it("renames, brings and removes words", async () => {
    const old = { "sendmail.mc": mc("FEATURE(`access_db')dnl", "FEATURE(`blacklist_recipients')dnl") };
    expect(await changes(old, "8.15.2", "8.16.1")).toEqual([
      { about: "8.16.1 blacklist_recipients", text: "blacklist_recipients" },
      { about: "8.16.1 STARTTLS", text: "" },
    ]);
    expect(await subjects(old, "8.16.1", "8.17.1")).toEqual(["8.17.1 STARTTLS"]);
    expect(await subjects({ "sendmail.mc": mc("FEATURE(`tls_failures')dnl") }, "8.16.1", "8.17.1")).toContain(
      "8.17.1 tls_failures",
    );
    expect(await subjects({ "sendmail.mc": mc("FEATURE(`rbl')dnl") }, "8.11.6", "8.12.11")).toContain("8.12 rbl");
  });

  it("tells what closes smuggling changes, except where the package has it already", async () => {
    const files = { "sendmail.mc": mc() };
    const both = ["8.18.1 all mail", "8.18.1 all mail"];
    const openssl = "8.18.1 STARTTLS";
    expect(await subjects(files, "8.17.1", "8.18.2")).toEqual([...both, openssl]);
    expect(await subjects(files, "8.17.1.9", "8.18.2", "debian12", "Debian-2+deb12u2")).toEqual([openssl]);
    expect(await subjects(files, "8.15.2", "8.18.2", "debian11", "Debian-22+deb11u3")).toEqual(
      expect.arrayContaining(both),
    );
    expect(await subjects(files, "8.18.1", "8.18.2")).toEqual([]);
  });

  it("tells of answers of lists, of OpenSSL's file, and of features that need a build", async () => {
    const list = { "sendmail.mc": mc("FEATURE(`enhdnsbl', `list.example', `', `', `127.0.0.2')dnl") };
    expect(await subjects(list, "8.17.2", "8.18.1")).toContain("8.18.1 enhdnsbl");
    const any = { "sendmail.mc": mc("FEATURE(`enhdnsbl', `list.example', `no', `t')dnl") };
    expect(await subjects(any, "8.17.2", "8.18.1")).not.toContain("8.18.1 enhdnsbl");
    expect(await subjects(any, "8.18.1", "8.17.2")).not.toContain("8.18.1 enhdnsbl");
    const tls = { "sendmail.mc": mc("define(`confSERVER_CERT', `/etc/mail/c.pem')dnl") };
    expect(await subjects(tls, "8.17.2", "8.18.1")).toContain("8.18.1 STARTTLS");
    // Each .cf gets the line, and what goes out by SMTP is encrypted without a certificate, too.
    expect(await changes({ "sendmail.mc": mc() }, "8.17.2", "8.18.1")).toContainEqual({
      about: "8.18.1 STARTTLS",
      text: "",
    });
    const local = { "sendmail.mc": "OSTYPE(`linux')dnl\nMAILER(`local')dnl\n" };
    expect(await subjects(local, "8.17.2", "8.18.1")).not.toContain("8.18.1 STARTTLS");
    const sts = { "sendmail.mc": mc("FEATURE(`access_db')dnl", "FEATURE(`sts')dnl") };
    expect(await subjects(sts, "8.18.1", "8.18.2")).toEqual(["8.18.2 sts"]);
    const fips = { "sendmail.mc": mc("FEATURE(`fips3')dnl") };
    expect(await subjects(fips, "8.18.1", "8.18.2")).toEqual(["8.18.2 fips3"]);
  });

  it("tells of lines of the tables", async () => {
    const files = {
      "sendmail.mc": mc("FEATURE(`access_db')dnl"),
      access: "Clt_Features:x.example\tM\nTLS_Srv:y.example\tPERM+VERIFY\nConnect:IPv6:2001:db8::1\tOK\n",
      aliases: "staff: ann,\n\tbob\n",
    };
    expect(await changes(files, "8.18.1", "8.18.2")).toEqual([
      { about: "8.18.2 Clt_Features:", text: "Clt_Features:x.example\tM" },
      { about: "8.18.2 PERM+", text: "TLS_Srv:y.example\tPERM+VERIFY" },
    ]);
    expect(await subjects(files, "8.14.9", "8.15.1")).toContain("8.15.1 IPv6 addresses");
    expect(await subjects(files, "8.15.2", "8.17.1")).toContain("8.17.1 aliases");
    expect(await subjects(files, "8.15.2", "8.17.2")).not.toContain("8.17.1 aliases");
  });

  it.each<[string, readonly string[], Readonly<Record<string, string>>, string, string, string, string]>([
    ["a port", [], {}, "8.9.3", "8.10.0", "8.10.0 port 587", ""],
    ["maps", ["FEATURE(`mailertable')dnl"], {}, "8.9.3", "8.10.0", "8.10.0 maps", "mailertable"],
    ["root", ["MASQUERADE_AS(`example.com')dnl"], {}, "8.9.3", "8.10.0", "8.10.0 mail from root", "MASQUERADE_AS"],
    ["senders", [], {}, "8.8.8", "8.9.0", "8.9.0 senders without a domain in the DNS", ""],
    [
      "friends",
      ["FEATURE(`delay_checks', `friend')dnl"],
      {},
      "8.11.6",
      "8.12.0",
      "8.12.0 delay_checks",
      "delay_checks",
    ],
    [
      "addresses without a tag",
      ["FEATURE(`access_db')dnl"],
      { access: "2001:db8:0:1\tRELAY\n" },
      "8.11.6",
      "8.12.0",
      "8.12.0 IPv6 addresses",
      "2001:db8:0:1",
    ],
    ["a list", ["FEATURE(`dnsbl')dnl"], {}, "8.13.6", "8.13.7", "8.13.7 dnsbl", "dnsbl"],
    ["refused STARTTLS", [], {}, "8.15.2", "8.17.1", "8.16.1 STARTTLS", ""],
    [
      "the age in the queue",
      ["define(`confMAX_QUEUE_AGE', `1h')dnl", "define(`confQUEUE_SORT_ORDER', `filename')dnl"],
      {},
      "8.18.1",
      "8.18.2",
      "8.18.2 the queue",
      "confMAX_QUEUE_AGE",
    ],
  ])("tells old and new sites of %s", async (_, lines, tables, from, to, about, text) => {
    expect(await changes({ "sendmail.mc": mc(...lines), ...tables }, from, to)).toContainEqual({ about, text });
  });

  it("does not tell of what a site has settled", async () => {
    const settled = {
      "sendmail.mc": mc(
        "MASQUERADE_AS(`example.com')dnl",
        "EXPOSED_USER(`root')dnl",
        "FEATURE(`no_default_msa')dnl",
        "FEATURE(`accept_unresolvable_domains')dnl",
        "FEATURE(`mailertable', `hash -o /etc/mail/mailertable')dnl",
        "FEATURE(`delay_checks')dnl",
        "FEATURE(`dnsbl', `list.example')dnl",
        "FEATURE(`access_db', `hash -o /etc/mail/access')dnl",
        "define(`confMAX_QUEUE_AGE', `1h')dnl",
      ),
      access: "IPv6:2001:db8:0:1\tRELAY\n10:00\tOK\n",
    };
    const about = await subjects(settled, "8.8.8", "8.18.2");
    for (const { in: version, when } of allChanges())
      if (!["always", "smtp", "tls"].includes(when))
        expect(about).not.toContain(`${version} ${CONCERNS[when].subject}`);
  });

  it("tells of map types that the next Red Hat lacks", async () => {
    const files = { "sendmail.mc": mc("FEATURE(`mailertable', `hash -o /etc/mail/mailertable')dnl") };
    expect(await subjects(files, "8.16.1", "8.18.1", "el9")).toContain("8.18.1 the map mailertable");
    expect(await subjects(files, "8.16.1", "8.18.1", "freebsd")).not.toContain("8.18.1 the map mailertable");
  });

  it("tells of the default map of a feature too", async () => {
    const files = { "sendmail.mc": mc("FEATURE(`access_db')dnl") };
    expect(await subjects(files, "8.16.1", "8.18.1", "el9")).toContain("8.18.1 the map access");
  });

  it("is none to the same version", async () => {
    expect(await changes({ "sendmail.mc": mc("FEATURE(`rbl')dnl") }, "8.18.2", "8.18.2")).toEqual([]);
  });

  it("back to an older version takes words, meanings and corrections away", async () => {
    const files = {
      "sendmail.mc": mc(
        "FEATURE(`access_db')dnl",
        "FEATURE(`blocklist_recipients')dnl",
        "FEATURE(`enhdnsbl', `list.example', `', `', `127.0.0.2')dnl",
        "define(`confOPENSSL_CNF', `/x')dnl",
      ),
      access: "STS:far.example\tNO\n",
    };
    expect(await changes(files, "8.18.2", "8.15.2")).toEqual([
      { about: "8.18.2 STS:", text: "STS:far.example\tNO" },
      { about: "8.18.1 enhdnsbl", text: "enhdnsbl" },
      { about: "8.18.1 confOPENSSL_CNF", text: "confOPENSSL_CNF" },
      { about: "8.18.1 all mail", text: "" },
      { about: "8.18.1 all mail", text: "" },
      { about: "8.18.1 STARTTLS", text: "" },
      { about: "8.18.1 CVE-2023-51765", text: "" },
      { about: "8.17.1 STARTTLS", text: "" },
      { about: "8.16.1 blocklist_recipients", text: "blocklist_recipients" },
      { about: "8.16.1 STARTTLS", text: "" },
    ]);
    expect(await changes(files, "8.18.2", "8.18.1")).toEqual([{ about: "8.18.2 STS:", text: "STS:far.example\tNO" }]);
    expect(await subjects({ "sendmail.mc": mc() }, "8.9.3", "8.8.8")).toContain("8.9.0 all mail");
    const tls = { "sendmail.mc": mc("define(`confSERVER_CERT', `/etc/mail/c.pem')dnl") };
    expect(await subjects(tls, "8.17.1", "8.16.1")).toContain("8.17.1 CVE-2021-3618");
    expect(await subjects({ "sendmail.mc": mc() }, "8.17.1", "8.16.1")).not.toContain("8.17.1 CVE-2021-3618");
  });
});
