// What a site changes on the way to another version.
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { allChanges, platformNamed, RELEASES } from "../catalog/index.ts";
import { siteFrom } from "../site/testing.ts";
import { mc } from "./testing.ts";
import { upgradeChanges } from "./upgrade.ts";

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
      when: z.enum(["always", "tls", "ipv6-short", "aliases-continued"]),
      hole: z.string().optional(),
      what: z.string().endsWith("."),
      fix: z.string().endsWith("."),
      notes: z.string().min(4),
    });
    for (const change of allChanges()) expect(shape.safeParse(change).error?.issues, change.id).toBeUndefined();
  });
});

describe("an upgrade", () => {
  it("renames, brings and removes words", async () => {
    const old = { "sendmail.mc": mc("FEATURE(`access_db')dnl", "FEATURE(`blacklist_recipients')dnl") };
    expect(await changes(old, "8.15.2", "8.16.1")).toEqual([
      { about: "8.16.1 blacklist_recipients", text: "blacklist_recipients" },
    ]);
    expect(await changes(old, "8.16.1", "8.17.1")).toEqual([]);
    expect(await subjects({ "sendmail.mc": mc("FEATURE(`tls_failures')dnl") }, "8.16.1", "8.17.1")).toEqual([
      "8.17.1 tls_failures",
    ]);
    expect(await subjects({ "sendmail.mc": mc("FEATURE(`rbl')dnl") }, "8.11.6", "8.12.11")).toContain("8.12 rbl");
  });

  it("tells what closes smuggling changes, except where the package has it already", async () => {
    const files = { "sendmail.mc": mc() };
    const both = ["8.18.1 all mail", "8.18.1 all mail"];
    expect(await subjects(files, "8.17.1", "8.18.2")).toEqual(both);
    expect(await subjects(files, "8.17.1.9", "8.18.2", "debian12", "Debian-2+deb12u2")).toEqual([]);
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
    expect(await subjects({ "sendmail.mc": mc() }, "8.17.2", "8.18.1")).not.toContain("8.18.1 STARTTLS");
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
      { about: "8.18.1 CVE-2023-51765", text: "" },
      { about: "8.16.1 blocklist_recipients", text: "blocklist_recipients" },
    ]);
    expect(await changes(files, "8.18.2", "8.18.1")).toEqual([{ about: "8.18.2 STS:", text: "STS:far.example\tNO" }]);
    expect(await subjects({ "sendmail.mc": mc() }, "8.9.3", "8.8.8")).toContain("8.9.0 all mail");
  });
});
