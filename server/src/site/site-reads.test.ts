import { describe, expect, it } from "vitest";
import { perAnswer, perName, perParts, perSite, stateOf } from "./per-site.ts";
import { bareSite, SiteChanges, SiteReads, watchedSite } from "./site-reads.ts";
import { snapshot } from "./snapshot.ts";
import { siteFrom, testUri } from "./testing.ts";
import type { MailSite } from "./types.ts";

const FILES = {
  "sendmail.mc": "FEATURE(`access_db')dnl\nFEATURE(`mailertable')dnl\nFEATURE(`use_cw_file')dnl\nMAILER(`smtp')dnl\n",
  access: "example.com REJECT\n",
  mailertable: "example.com smtp:mail.example.com\n",
  "local-host-names": "own.example\n",
};

/** Whether what some work asked of a site is the same after an edit of one file. */
async function holdsAfter(name: keyof typeof FILES, text: string, work: (site: MailSite) => void): Promise<boolean> {
  const reads = new SiteReads();
  const before = await siteFrom(FILES);
  work(watchedSite(before, reads));
  return reads.holds(new SiteChanges(bareSite(before), await siteFrom({ ...FILES, [name]: text })));
}

// Each site is loaded by itself here, so that nothing of the .mc is the same object.
const ofAccess = (site: MailSite): unknown => site.document(testUri("access"))?.getText();

describe("what a work asked of a site", () => {
  it("is the same where another part is another one", async () => {
    const nothing = (): void => {};
    expect(await holdsAfter("access", "", nothing)).toBe(true);
    expect(await holdsAfter("access", "", (site) => site.hostName)).toBe(true);
    expect(await holdsAfter("access", "", (site) => site.classFiles("X"))).toBe(true);
  });

  it("is not the same where a part of it is another one, or an object that nobody can compare", async () => {
    expect(await holdsAfter("access", "x REJECT\n", ofAccess)).toBe(false);
    expect(await holdsAfter("access", "x REJECT\n", (site) => site.tablesOf("access"))).toBe(false);
    expect(await holdsAfter("access", "x REJECT\n", (site) => site.tables)).toBe(false);
    expect(await holdsAfter("access", "x REJECT\n", (site) => site.access)).toBe(false);
    expect(await holdsAfter("local-host-names", "", (site) => site.classFiles("w"))).toBe(false);
    expect(await holdsAfter("mailertable", "", (site) => site.fileAt(testUri("mailertable")))).toBe(false);
  });

  it("is what works asked for whose results it took, then and later", async () => {
    const text = perSite((site) => ofAccess(site));
    const later = perSite((site) => () => ofAccess(site));
    expect(await holdsAfter("access", "x REJECT\n", text)).toBe(false);
    expect(await holdsAfter("access", "x REJECT\n", (site) => later(site)())).toBe(false);
    const state = stateOf(() => ({}));
    expect(await holdsAfter("access", "x REJECT\n", state)).toBe(false);
  });

  it("is the same while a fact is that rests on parts of its own, whatever the fact looked at", async () => {
    const first = ({ tables }: MailSite) =>
      [...(tables.find(({ kind }) => kind === "access")?.table.entries() ?? [])][0]?.key;
    const firstEntry = perParts(
      (site) => [first(site)],
      (site) => ({ key: first(site) }),
    );
    expect(await holdsAfter("mailertable", "", (site) => firstEntry(site))).toBe(true);
    expect(await holdsAfter("access", "example.com REJECT\nexample.net OK\n", (site) => firstEntry(site))).toBe(true);
    expect(await holdsAfter("access", "example.net OK\n", (site) => firstEntry(site))).toBe(false);
  });

  it("rests on single members of a configuration, and on what these say of one name", async () => {
    const text = FILES["sendmail.mc"].replace("`mailertable'", "`mailertable', `hash -o /x'");
    const features = ["access_db", "mailertable"] as const;
    for (const name of features)
      expect(await holdsAfter("sendmail.mc", text, (site) => site.mc?.config.feature(name))).toBe(name === "access_db");
    expect(await holdsAfter("sendmail.mc", text, (site) => site.mc?.config.ostypes)).toBe(true);
    expect(await holdsAfter("sendmail.mc", text, (site) => site.mc?.config.daemons())).toBe(true);
    expect(await holdsAfter("sendmail.mc", text, (site) => site.mc?.config.features)).toBe(false);
    expect(await holdsAfter("sendmail.mc", text, (site) => site.mc?.document)).toBe(false);
    expect(await holdsAfter("sendmail.mc", text, (site) => site.has(testUri("sendmail.mc")))).toBe(true);
    expect(await holdsAfter("sendmail.mc", text, (site) => site.mc?.config.expansion.exitStatus)).toBe(true);
    expect(await holdsAfter("sendmail.mc", text, (site) => site.mc?.config.expansion.mayCall("x", true))).toBe(false);
    // What comes below is elsewhere, and the same.
    expect(await holdsAfter("sendmail.mc", text, (site) => site.mc?.config.mailers)).toBe(true);
    const [first = "", ...others] = FILES["sendmail.mc"].split("\n");
    const exchanged = [...others.slice(0, -1), first, ""].join("\n");
    expect(await holdsAfter("sendmail.mc", exchanged, (site) => site.mc?.config.mailers)).toBe(false);
    const names = perAnswer((site) => site.mc?.config.features.map(({ name }) => name));
    expect(await holdsAfter("sendmail.mc", text, names)).toBe(true);
    const isOn = perName((site, name) => site.mc?.config.features.some((use) => use.name === name));
    expect(await holdsAfter("sendmail.mc", text, (site) => isOn(site, "mailertable"))).toBe(true);
    expect(await holdsAfter("sendmail.mc", "", (site) => isOn(site, "mailertable"))).toBe(false);
    expect(await holdsAfter("sendmail.mc", "", (site) => isOn(site, "virtusertable"))).toBe(true);
  });

  it("is what a fact asks for now, where its answer is still the same but comes from elsewhere", async () => {
    const asksAccess = (site: MailSite) => (site.mc?.config.feature("blocklist_recipients").length ?? 0) > 0;
    const text = perAnswer((site) => (asksAccess(site) ? ofAccess(site) : FILES.access));
    const changed = { ...FILES, "sendmail.mc": `${FILES["sendmail.mc"]}FEATURE(\`blocklist_recipients')dnl\n` };
    const [first, second] = [await siteFrom(FILES), await siteFrom(changed)];
    const reads = new SiteReads();
    expect(text(watchedSite(first, reads))).toBe(FILES.access);
    expect(reads.holds(new SiteChanges(first, second))).toBe(true);
    const edited = await siteFrom({ ...changed, access: "x REJECT\n" });
    expect(reads.holds(new SiteChanges(second, snapshot({ ...edited, mc: second.mc })))).toBe(false);
  });

  it("counts for a second work that takes a result from memory", async () => {
    const text = perSite((site) => ofAccess(site));
    const before = await siteFrom(FILES);
    text(before);
    const reads = new SiteReads();
    text(watchedSite(before, reads));
    const now = await siteFrom({ ...FILES, access: "x REJECT\n" });
    expect(reads.holds(new SiteChanges(before, now))).toBe(false);
    expect(reads.holds(new SiteChanges(before, bareSite(before)))).toBe(true);
  });
});
