// The catalogue's questions: look-up, nearest names, versions, links.
import { describe, expect, it } from "vitest";
import { availability, catalog, compareVersions, isInRange, sectionText } from "./index.ts";

describe("look-up", () => {
  it("finds by kind and name, letter by letter where sendmail does", () => {
    expect(catalog.get("feature", "relay_based_on_MX")?.danger).toBe("weakens");
    expect(catalog.get("feature", "relay_based_on_mx")).toBeUndefined();
    expect(catalog.get("option", "confPRIVACY_FLAGS")?.cf).toEqual({ kind: "option", name: "PrivacyOptions" });
  });

  it("ignores case where sendmail does", () => {
    expect(catalog.get("access-tag", "connect:")?.name).toBe("Connect:");
    expect(catalog.get("privacy-flag", "GOAWAY")?.name).toBe("goaway");
    expect(catalog.resolve("access-action:relay")?.name).toBe("RELAY");
  });

  it("finds all records of a name, and those of a kind", () => {
    expect(catalog.named("smtp").map(({ kind }) => kind)).toContain("mailer");
    expect(catalog.named("no-such-word")).toEqual([]);
    expect(catalog.all("builtin").length).toBeGreaterThan(40);
    expect(catalog.records().length).toBeGreaterThan(700);
  });

  it("resolves references, and nothing else", () => {
    expect(catalog.resolve("feature:access_db")?.kind).toBe("feature");
    for (const odd of ["", "access_db", "feature:", "nothing:access_db", "feature:toString", ":"])
      expect(catalog.resolve(odd), odd).toBeUndefined();
  });
});

describe("nearest names", () => {
  const cases: readonly (readonly [string, Parameters<typeof catalog.nearest>[1], string | undefined])[] = [
    ["promiscuos_relay", ["feature"], "promiscuous_relay"],
    ["relay_based_on_mx", ["feature"], "relay_based_on_MX"],
    ["acces_db", ["feature"], "access_db"],
    ["mailer_table", ["feature"], "mailertable"],
    ["mailtertable", ["feature"], "mailertable"],
    ["delay_check", ["feature"], "delay_checks"],
    ["blocklist_recipient", ["feature"], "blocklist_recipients"],
    ["smpt", ["mailer"], "smtp"],
    ["confAUTH_OPTION", ["option"], "confAUTH_OPTIONS"],
    ["confPRIVACY_FLAG", ["option"], "confPRIVACY_FLAGS"],
    ["SMARTHOST", ["define"], "SMART_HOST"],
    ["Conect:", ["access-tag"], "Connect:"],
    ["RELY", ["access-action"], "RELAY"],
    ["REALY", ["access-action"], "RELAY"],
    ["needmailhello", ["privacy-flag"], "needmailhelo"],
    ["linx", ["ostype"], "linux"],
    ["RELAY_DOMIAN", ["macro"], "RELAY_DOMAIN"],
    ["xyzzyxyzzy", ["feature", "option", "macro"], undefined],
    ["", ["feature"], undefined],
  ];
  it.each(cases)("%s", (typed, kinds, meant) => {
    expect(catalog.nearest(typed, kinds)[0]?.name).toBe(meant);
  });

  it("puts what is current before what is gone", () => {
    const names = catalog.nearest("bl0cklist_recipients", ["feature"]).map(({ name }) => name);
    expect(names[0]).toBe("blocklist_recipients");
  });

  it("gives no more than asked for", () => {
    expect(catalog.nearest("confTO_X", ["option"], 2).length).toBeLessThanOrEqual(2);
  });
});

describe("versions", () => {
  it("are compared by their numbers", () => {
    expect(compareVersions("8.9", "8.12.1")).toBeLessThan(0);
    expect(compareVersions("8.12", "8.12.0")).toBe(0);
    expect(compareVersions("8.17.1.9", "8.17.1")).toBeGreaterThan(0);
    expect(compareVersions("8.18.1/Debian", "8.18.1")).toBe(0);
    expect(compareVersions("", "8.9")).toBeLessThan(0);
  });

  it.each([
    ["8.9.3", ">=8.9", true],
    ["8.9.3", ">=8.10", false],
    ["8.10", ">=8.10", true],
    ["8.17.1.9", ">=8.12 <8.18.1", true],
    ["8.18.1", ">=8.12 <8.18.1", false],
    ["8.11.7", ">=8.12 <8.18.1", false],
    ["8.6", "*", true],
  ])("%s is in the range %s: %s", (version, range, inside) => expect(isInRange(version, range)).toBe(inside));

  it.each(["", "8.9", ">8.9", ">=8.9,<8.12", ">= 8.9", ">=9"])("are in no range such as %j", (range) => {
    expect(() => isInRange("8.18.1", range)).toThrow("not a range");
  });

  it("tell how a version stands to a record", () => {
    const at = (name: string, version: string) => {
      const record = catalog.get("feature", name);
      return record ? availability(record, version).state : undefined;
    };
    expect(at("greet_pause", "8.12.11")).toBe("not-yet");
    expect(at("greet_pause", "8.13.0")).toBe("present");
    expect(at("rbl", "8.11.7")).toBe("present");
    expect(at("rbl", "8.12")).toBe("removed");
    expect(at("blacklist_recipients", "8.15.2")).toBe("present");
    expect(at("blacklist_recipients", "8.17.1")).toBe("renamed");
    expect(at("blocklist_recipients", "8.15.2")).toBe("not-yet");
    expect(at("tls_failures", "8.18.1")).toBe("deprecated");
    expect(at("nodns", "8.18.1")).toBe("removed");
  });
});

/** The pages that were seen to exist, and to say what they are linked for. */
const PAGES: ReadonlySet<string> = new Set([
  "https://www.sendmail.org/~ca/email/doc8.12/cf/m4/anti_spam.html",
  "https://www.sendmail.org/~ca/email/doc8.12/cf/m4/tweaking_config.html",
  "https://www.sendmail.org/~ca/email/doc8.12/cf/m4/starttls.html",
  "https://www.sendmail.org/~ca/email/starttls.html",
  "https://www.sendmail.org/~ca/email/auth.html",
  "https://www.sendmail.org/~ca/email/doc8.12/cf/m4/README",
  "https://www.sendmail.org/~ca/email/doc8.12/op-sh-5.html",
  "https://www.sendmail.org/~ca/email/check.html",
  "http://www.sendmail.org/antispam.html",
  "https://www.sendmail.org/doc/sendmail-current/libmilter/docs/",
  "https://www.sendmail.org/",
  "https://ftp.sendmail.org/",
]);

describe("where to read more", () => {
  it("links only to pages that are known, and uses all of them", () => {
    const linked = catalog.topics().map((topic) => catalog.guidance(topic)?.url ?? "");
    expect(new Set(linked)).toEqual(PAGES);
  });

  it("names the section in words", () => {
    const record = catalog.get("feature", "access_db");
    expect(record && sectionText(record)).toBe('cf/README, section "Anti-spam configuration control"');
    const notes = catalog.get("feature", "rbl");
    expect(notes && sectionText(notes)).toBe("RELEASE_NOTES, 8.12.0");
  });

  it("links each topic to a page, below another address where one is set", () => {
    expect(catalog.guidance("auth")?.url).toBe("https://www.sendmail.org/~ca/email/auth.html");
    expect(catalog.guidance("auth", "https://mirror.example")?.url).toBe("https://mirror.example/~ca/email/auth.html");
    expect(catalog.guidance("downloads", "https://mirror.example")?.url).toBe("https://ftp.sendmail.org/");
    expect(catalog.guidance("no-such-topic")).toBeUndefined();
  });
});
